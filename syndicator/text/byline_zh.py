"""Credits on a line of a Chinese page: labelled, in a dateline, in brackets, or signed without a label."""

import re
from dataclasses import dataclass, replace

from syndicator.text.credits import NOTHING, Credits
from syndicator.text.labels import LABEL, SEPARATOR, Role, roles, simplified
from syndicator.text.names import is_han_name, is_nobody, is_organisation, people
from syndicator.text.signature import sign

# Past this many characters a line is a paragraph: only its dateline and its last words can be credits.
_PARAGRAPH = 90
_LONGEST_VALUE = 80
_LONGEST_OUTLET = 40
_LONGEST_LEFTOVER = 40
_LONGEST_PEN_NAME = 20
_LONGEST_ODD_NAME = 6
_LONGEST_HEAD_NAME = 4
_CLAUSE = re.compile("[的了是在把被这那]")
_JOB = re.compile("记者|通讯员|采访|采写|实习生|评论员|报道")
_LIKELY = re.compile("[源处载转摘发供文者员稿写笔理译责编审校主摄图影辑像作电讯]")
_BOUNDARY = r"(?:^|(?<=[\s（(【\[|。;；>》」\]】)）■□▲●◎◆\d*—\-–_/]))"
_OWNER = r"(?P<owner>[《「]?[\u3400-\u9fffA-Za-z·・\-]{2,16}?[》」]?)??"
_STRONG = re.compile(rf"{_BOUNDARY}{_OWNER}(?P<label>{LABEL}){SEPARATOR}")
_INNER = re.compile(rf"(?P<label>{LABEL}){SEPARATOR}")
_QUOTED_SOURCE = re.compile(
    rf"{_BOUNDARY}(?:本文)?(?:转自|转载自|转载于|摘自|原载于?|首发于|来源)\s*《(?P<outlet>[^《》]{{2,30}})》"
)
_SPACED_SOURCE = re.compile(
    rf"{_BOUNDARY}(?:来源|稿源|出处|转自|文章来源|信息来源)\s+(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{{2,20}})(?=$|\s)"
)
_BARRED_LABEL = re.compile(rf"(?:^|[\s|])(?:{LABEL})\s*\|")
_GLUED_SOURCE = re.compile(r"^(?:来源|稿源|出处|转自)\s*(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{2,20})$")
_SENTENCE = re.compile(r"[。！？!?…“”\"]")
_CLOCK = r"[12]\d{3}\s*[-年/.]\s*\d|\d{1,2}:\d{2}|https?:|www\."
_FURNITURE = re.compile(
    "返回|查看|更多|点击|分享|打印|关闭|收藏|字号|字体|评论|阅读|浏览|人气|访问|时间|日期|发布|发表|更新|来源|來源|"
    "出处|责任编|声明|本文|原标题|版权|扫码|扫描|关注|"
    "下载|举报|纠错|我要|相关|上一篇|下一篇|推荐|热门|标签|关键词|参与互动|网友评论|跟贴|繁体|简体|大\\s*中\\s*小|"
    "小\\s*中\\s*大|" + _CLOCK
)
# An outlet's own name may hold 发布, 推荐 or 关注; only what is surely the page's is cut from it.
_OUTLET_FURNITURE = re.compile(
    "返回|查看更多|点击|分享到|打印|关闭|收藏|字号|字体|评论|阅读[:量数(]|浏览|人气|访问量|发布时间|发布日期|"
    "发表时间|更新时间|时间:|日期:|责任编|声明|原标题|扫码|我要|上一篇|"
    "下一篇|参与互动|网友评论|跟贴|大\\s*中\\s*小|小\\s*中\\s*大|" + _CLOCK
)
_HEAD = re.compile(
    r"^(?:[\s\d年月日时分秒:\-/.,()（）【】\[\]|_—–■□▲●◎◆★*>]|更新|发布|发表|发表于|发布于|时间|日期|"
    r"星期[一二三四五六日天]|周[一二三四五六日]|"
    r"上午|下午|晚上|凌晨|GMT|CST|http\S*|www\S*|北京时间|本文|文章|稿件|完)*$"
)
_NO_OUTLET = re.compile(
    "^(?:网络|互联网|網絡|網路|转载文章|转载|转帖|网络转载|网上转载|来自网络|来源网络|综合网络|网络综合|综合整理|"
    "网络整理|综合|整理|本站原创|原创|原創|本网原创|本站整理|未知|不详|佚名|其他|"
    "其它|无|暂无|网友投稿|投稿|作者投稿|用户投稿|互联网综合|互联网整理|综合互联网|网络素材|admin|unknown|none|null|"
    "internet)$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[\s【\[（(]*(?:据|據)?\s*(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{1,14}?(?:社|网|網|报|報|台|臺|客户端|新闻|新聞|"
    r"发布|频道|记者站|融媒|在线|云))\s*[】\]]?\s*"
    r"(?P<place>[\u3400-\u9fff·/、\s（()）]{0,16}?)\s*(?:[12]\d{3}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?\s*"
    r"(?:电|電|讯|訊|快讯|快訊|消息|专电|综合消息|综合电|特稿)\s*(?:[（(](?P<who>[^（()）]{2,60})[）)])?"
)
_OWN = re.compile(r"^(?:本报|本報|本网|本網|本台|本臺|本刊|本社|本站)$")
_FIRST_BRACKET = re.compile(r"^\s*[（(【\[〔](?P<inside>[^（()）【\[\]】〔〕]{3,40})[】\])）〕]")
_PICTURES_BY = re.compile(
    r"^[\s（(▲]*(?:本组|本版|以上|文中|本文)?(?:图片|照片|图|配图)(?:均)?(?:由|"
    r"为)(?P<who>[\u3400-\u9fff、\s]{2,20}?)(?:拍摄|摄|提供|供图)[）)。\s]*$"
)
_LAST_BRACKET = re.compile(r"[（(【\[](?P<inside>[^（()）【\[\]】]{3,80})[】\])）]\s*[。.]?\s*$")
_LAST_WORDS = re.compile(r"(?<=[。！？!?”…\s])(?P<words>[^。！？!?”…，,；;]{3,40})$")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label on the line: its value begins at `end`; `owner` is the outlet or desk right before it.

    `job` marks what a person is (记者), where people sign with their own names and interviews have questions.
    """

    start: int
    end: int
    kinds: tuple[Role, ...]
    owner: str
    job: bool


def read_chinese(text: str) -> Credits:
    """The credits of one line, already with ASCII colons, bars and single-width spaces."""
    line = simplified(text)
    if not _LIKELY.search(line):
        return NOTHING
    if line.count("|") > 1 and not _BARRED_LABEL.search(line):
        return _cells(line)
    if len(line) <= _PARAGRAPH:
        labelled = _labelled(line)
        if labelled is not None:
            return labelled
        signed = sign(line)
        if signed is not None:
            return signed
        pictures = _PICTURES_BY.match(line)
        if pictures:
            return Credits(photographers=people(re.sub("记者|通讯员", " ", pictures["who"])), pure=True)
    return _dateline(line) or _tail(line)


def _cells(line: str) -> Credits:
    """`2026-11-05 | 来源海川日报 | 作者林小满`: where bars part cells, each is a line of its own."""
    total = Credits(pure=True)
    for cell in filter(None, (cell.strip() for cell in line.split("|"))):
        outlet = _GLUED_SOURCE.match(cell)
        found = Credits(outlet=outlet["outlet"], pure=True) if outlet else read_chinese(cell)
        total = total.plus(replace(found, pure=found.pure or len(cell) <= _LONGEST_OUTLET))
    return total or NOTHING


def _labelled(line: str) -> Credits | None:
    """Credits behind labels with a colon, bar or slash; None when the line has no such label."""
    labels = _labels(line)
    if not labels:
        return _unmarked_source(line)
    head = line[: labels[0].start]
    before = NOTHING if _HEAD.match(head) else _head(head)
    total = replace(before, pure=True)
    leftover = 0 if before or _HEAD.match(head) else len(head)
    named = False
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else len(line)
        value = line[label.end : until]
        if label.kinds == (Role.SKIP,):
            leftover += max(0, len(value.strip()) - _LONGEST_OUTLET)
            continue
        found, rest = _value(value, label)
        leftover += rest
        named = named or bool(found) or rest == 0
        if Role.AUTHOR in label.kinds and is_organisation(label.owner.strip("《》「」")):
            found = replace(found, affiliation=label.owner.strip("《》「」"))
        total = total.plus(replace(found, pure=True))
    if not named:
        return None
    return replace(total, pure=leftover <= _LONGEST_LEFTOVER and not _SENTENCE.search(head))


def _head(head: str) -> Credits:
    """What stands before the first label: a signature, or an outlet after the date (`05-01 10:00 海川发布`)."""
    words = [word for word in head.split() if not _HEAD.match(word)]
    if len(words) == 1 and is_organisation(words[0]) and re.fullmatch(r"[\u3400-\u9fff]{3,14}", words[0]):
        return Credits(outlet=words[0])
    alone = head.strip(" []【】()（）")
    if is_han_name(alone) and len(alone) < _LONGEST_HEAD_NAME:
        return Credits(authors=(alone,))
    return sign(head) or NOTHING


def _unmarked_source(line: str) -> Credits | None:
    """`转自《北京科技报》`, `来源 新华社`: a source that only a quotation or a space sets apart."""
    found = _QUOTED_SOURCE.search(line)
    if found:
        return Credits(outlet=found["outlet"].strip(), pure=len(line) - len(found[0]) <= _LONGEST_LEFTOVER // 4)
    found = _SPACED_SOURCE.search(line)
    if found and is_organisation(found["outlet"]) and _HEAD.match(line[: found.start()]):
        return Credits(outlet=found["outlet"], pure=True).plus(replace(sign(line[found.end() :]) or NOTHING, pure=True))
    return None


def _labels(line: str) -> list[_Label]:
    """Every label with its mark, left to right."""
    found: list[_Label] = []
    at = 0
    while match := (_next(line, at) if found else _STRONG.search(line, at)):
        kinds, owner, at = roles(match["label"]), match.groupdict().get("owner") or "", match.end()
        if match[0].endswith("】") and (owner or line[match.start() - 1 : match.start()] != "【"):
            continue
        if owner and not found and not set(kinds) & {Role.AUTHOR, Role.EDITOR}:
            continue
        found.append(
            _Label(
                match.start("label") if found else match.start(), at, kinds, owner, bool(_JOB.search(match["label"]))
            )
        )
    return found


def _next(line: str, at: int) -> re.Match[str] | None:
    """The next label after the first: there it may follow a name directly (`作者：张三编辑：李四`)."""
    bounded = _STRONG.search(line, at)
    inner = _INNER.search(line, at)
    if inner and bounded and inner.start() >= bounded.start() and not bounded["owner"]:
        return bounded
    return inner or bounded


def _value(value: str, label: _Label) -> tuple[Credits, int]:
    """What a label's value gives, and how many characters of it are something else."""
    kinds = label.kinds
    if Role.OUTLET in kinds:
        return _outlet(value)
    cut = _FURNITURE.search(value)
    rest = len(value) - cut.start() if cut else 0
    names = (value[: cut.start()] if cut else value).strip(" []【】{}。.")
    names = _unbracket(names)
    if _SENTENCE.search(names) or len(names) > _LONGEST_VALUE:
        return NOTHING, len(value)
    signed = sign(names, kinds)
    if signed is not None:
        return signed, rest
    found = people(names)
    if found and not _believable(found, names, job=label.job):
        return NOTHING, len(value.strip())
    given = {kind: found if kind in kinds else () for kind in (Role.AUTHOR, Role.EDITOR, Role.PHOTO)}
    return Credits(authors=given[Role.AUTHOR], editors=given[Role.EDITOR], photographers=given[Role.PHOTO]), rest


def _unbracket(text: str) -> str:
    """Take off brackets at the ends that have no partner: the label they belong to is gone."""
    opening, closing = "(（", ")）"
    while text and text[-1] in closing and sum(map(text.count, closing)) > sum(map(text.count, opening)):
        text = text[:-1].strip()
    while text and text[0] in opening and sum(map(text.count, opening)) > sum(map(text.count, closing)):
        text = text[1:].strip()
    return text


def _believable(found: tuple[str, ...], text: str, *, job: bool) -> bool:
    """Whether labelled words can be names: a sentence after `记者：` in an interview is none."""
    if all(is_han_name(name, strict=False) or name.isascii() for name in found):
        return True
    sentence = any(
        len(name) > _LONGEST_PEN_NAME or (len(name) > _LONGEST_ODD_NAME and _CLAUSE.search(name)) for name in found
    )
    return not job and not sentence and len(text) <= _LONGEST_OUTLET and "，" not in text


def _outlet(value: str) -> tuple[Credits, int]:
    """The outlet in a 来源 value; what follows it on the line may still name people."""
    text = value.strip()
    bracket = re.match(r"^[\[【(（《「]\s*([^\[\]【】()（）《》「」]{1,40}?)\s*[\]】)）》」]", text)
    split = r"\s{2,}|\s*\|\s*|[\]】」]|(?<=[\u3400-\u9fff》）)])\s+(?![-—–])|(?<![-—–])\s+(?=[\u3400-\u9fff])"
    name = bracket[1] if bracket else re.split(split, text, maxsplit=1)[0]
    rest = text[bracket.end() if bracket else len(name) :].strip()
    cut = _OUTLET_FURNITURE.search(name)
    if cut and cut.start() > 0:
        name, rest = name[: cut.start()], name[cut.start() :] + rest
    whole = name.count("（") == name.count("）") and name.count("(") == name.count(")")
    name = name.strip(" ·,，;；、。.:-—_/[]【】「」\"'“”" + ("" if whole else "()（）"))
    name = name[1:-1] if name[:1] == "《" and name[-1:] == "》" and name.count("《") == 1 else name
    extra = sign(rest) if rest else None
    left = 0 if extra is not None else len(rest)
    if not name or _NO_OUTLET.match(name) or is_nobody(name):
        return extra or NOTHING, left
    if len(name) > _LONGEST_OUTLET or _SENTENCE.search(name):
        return NOTHING, len(value)
    return Credits(outlet=name).plus(extra or NOTHING), left


def _dateline(line: str) -> Credits:
    """`新华社巴黎12月9日电（记者唐霁）`: the agency, and who is named in the bracket."""
    match = _DATELINE.match(line)
    if not match:
        bracket = _FIRST_BRACKET.match(line)
        signed = sign(bracket["inside"]) if bracket else None
        return replace(signed, pure=False) if signed else NOTHING
    outlet = "" if _OWN.match(match["outlet"]) else match["outlet"]
    signed = sign(match["who"]) if match["who"] else None
    if signed is None and not (outlet and re.search(r"\d日|电|電", match[0])):
        return NOTHING
    return replace(signed or NOTHING, outlet=outlet, pure=match.end() == len(line))


def _tail(line: str) -> Credits:
    """Credits that close a paragraph: `…（记者 张三）`, `… 通讯员刘娟 摄`, `（编辑：李四）`."""
    bracket = _LAST_BRACKET.search(line)
    if bracket:
        found = _labelled(bracket["inside"]) or sign(bracket["inside"])
        if found:
            return replace(found, pure=False)
    words = _LAST_WORDS.search(line)
    signed = sign(words["words"].strip()) if words else None
    return replace(signed, pure=False) if signed else NOTHING
