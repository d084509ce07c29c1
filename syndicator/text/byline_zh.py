"""Credits on a line of a Chinese page: labelled, in a dateline, in brackets, or signed without a label."""

import re
from dataclasses import replace

from syndicator.text.credits import NOTHING, Credits
from syndicator.text.labels import LABEL, SEPARATOR, Role, roles
from syndicator.text.names import is_han_name, is_nobody, is_organisation, people
from syndicator.text.signature import sign

# Past this many characters a line is a paragraph: only its dateline and its last words can be credits.
_PARAGRAPH = 90
_LONGEST_VALUE = 80
_LONGEST_OUTLET = 40
_LONGEST_LEFTOVER = 40
_LIKELY = re.compile("[源处處自载載发發文者员員稿写寫笔责責编編审審校主摄攝图圖影辑輯像作]")
_BOUNDARY = r"(?:^|(?<=[\s（(【\[|。;；、,，>》」』\]】)）■□▲●◎◆\d*—\-–_/]))"
_OWNER = r"(?P<owner>[《「]?[\u3400-\u9fffA-Za-z·・\-]{2,16}?[》」]?)??"
_STRONG = re.compile(rf"{_BOUNDARY}{_OWNER}(?P<label>{LABEL}){SEPARATOR}")
_INNER = re.compile(rf"(?P<label>{LABEL}){SEPARATOR}")
_QUOTED_SOURCE = re.compile(
    rf"{_BOUNDARY}(?:本文)?(?:转自|轉自|转载自|转载于|摘自|原载于?|首发于)\s*《(?P<outlet>[^《》]{{2,30}})》"
)
_SENTENCE = re.compile(r"[。！？!?…“”\"]")
_FURNITURE = re.compile(
    r"返回|查看|更多|点击|分享|打印|关闭|收藏|字号|字体|评论|阅读|浏览|人气|访问|时间|日期|发布|发表|更新|来源|來源|出处|责任编|声明|本文|"
    r"原标题|版权|扫码|扫描|关注|下载|举报|纠错|我要|相关|上一篇|下一篇|推荐|热门|标签|关键词|参与互动|网友评论|跟贴|繁体|简体|"
    r"大\s*中\s*小|小\s*中\s*大|[12]\d{3}\s*[-年/.]\s*\d|\d{1,2}:\d{2}|https?:|www\."
)
_HEAD = re.compile(
    r"^(?:[\s\d年月日时分秒:\-/.,()（）【】\[\]|_—–■□▲●◎◆★*>]|更新|发布|发表|发表于|发布于|时间|日期|星期[一二三四五六日天]|周[一二三四五六日]|"
    r"上午|下午|晚上|凌晨|GMT|CST|http\S*|www\S*|北京时间|本文|文章|稿件|（完）|完)*$"
)
_NO_OUTLET = re.compile(
    r"^(?:网络|互联网|網絡|網路|转载文章|转载|转帖|网络转载|网上转载|来自网络|来源网络|综合网络|网络综合|综合整理|网络整理|综合|整理|本站原创|原创|原創|本网原创|"
    r"本站整理|未知|不详|佚名|其他|其它|无|暂无|网友投稿|投稿|作者投稿|用户投稿|互联网综合|互联网整理|admin|unknown|none|null|internet)$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[\s【\[（(]*(?:据|據)?\s*(?P<outlet>[\u3400-\u9fffA-Za-z·\-]{1,14}?(?:社|网|網|报|報|台|臺|客户端|新闻|新聞|发布|频道|记者站))\s*[】\]]?\s*"
    r"(?P<place>[\u3400-\u9fff·/、\s（()）]{0,16}?)\s*(?:[12]\d{3}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?\s*"
    r"(?:电|電|讯|訊|快讯|快訊|消息|专电|综合消息|综合电|特稿)\s*(?:[（(](?P<who>[^（()）]{2,60})[）)])?"
)
_OWN = re.compile(r"^(?:本报|本報|本网|本網|本台|本刊|本社|本站|日前|近日|记者|通讯员)$")
_LAST_BRACKET = re.compile(r"[（(【\[](?P<inside>[^（()）【\[\]】]{3,80})[】\])）]\s*[。.]?\s*$")
_LAST_WORDS = re.compile(r"(?<=[。！？!?”…\s])(?P<words>[^。！？!?”…，,；;]{3,40})$")


def read_chinese(line: str) -> Credits:
    """The credits of one line, already with ASCII colons, bars and single-width spaces."""
    if not _LIKELY.search(line):
        return NOTHING
    if len(line) <= _PARAGRAPH:
        labelled = _labelled(line)
        if labelled is not None:
            return labelled
        signed = sign(line)
        if signed is not None:
            return replace(signed, pure=True)
    return _dateline(line) or _tail(line)


def _labelled(line: str) -> Credits | None:
    """Credits behind labels with a colon, bar or slash; None when the line has no such label."""
    quoted = _QUOTED_SOURCE.search(line)
    labels = _labels(line)
    if not labels:
        return Credits(outlet=quoted["outlet"].strip(), pure=len(line) <= len(quoted[0]) + 4) if quoted else None
    head = line[: labels[0][0]]
    total, leftover, named = Credits(pure=True), len(head) if not _HEAD.match(head) else 0, False
    for number, (_, end, kinds, owner) in enumerate(labels):
        until = labels[number + 1][0] if number + 1 < len(labels) else len(line)
        value = line[end:until]
        if kinds == (Role.SKIP,):
            leftover += max(0, len(value.strip()) - _LONGEST_OUTLET)
            continue
        credits_, rest = _value(value, kinds)
        leftover += rest
        named = named or bool(credits_) or rest == 0
        if owner and Role.AUTHOR in kinds and is_organisation(owner):
            credits_ = replace(credits_, affiliation=owner.strip("《》「」"))
        total = total.plus(replace(credits_, pure=True))
    if not named:
        return None
    return replace(total, pure=leftover <= _LONGEST_LEFTOVER and not _SENTENCE.search(head))


def _labels(line: str) -> list[tuple[int, int, tuple[Role, ...], str]]:
    """Every strong label as (start, end, roles, the outlet or desk printed right before it)."""
    found: list[tuple[int, int, tuple[Role, ...], str]] = []
    at = 0
    while match := (_STRONG.search(line, at) if not found else _next(line, at)):
        kinds = roles(match["label"])
        owner = match.groupdict().get("owner") or ""
        at = match.end()
        if owner and not found and not set(kinds) & {Role.AUTHOR, Role.EDITOR}:
            continue
        found.append((match.start("label") if found else match.start(), at, kinds, owner))
    return found


def _next(line: str, at: int) -> re.Match[str] | None:
    """The next label after the first: there it may follow a name directly (`作者：张三编辑：李四`)."""
    bounded = _STRONG.search(line, at)
    inner = _INNER.search(line, at)
    if inner and bounded and inner.start() >= bounded.start() and not bounded["owner"]:
        return bounded
    return inner or bounded


def _value(value: str, kinds: tuple[Role, ...]) -> tuple[Credits, int]:
    """What a label's value gives, and how many characters of it are something else."""
    if kinds == (Role.OUTLET,):
        return _outlet(value)
    cut = _FURNITURE.search(value)
    names = value[: cut.start()] if cut else value
    rest = len(value) - len(names) if cut else 0
    names = (
        names.strip(" ()（）[]【】{}。.")
        if names.count("(") + names.count("（") != names.count(")") + names.count("）")
        else names.strip(" []【】{}。.")
    )
    if _SENTENCE.search(names) or len(names) > _LONGEST_VALUE:
        return NOTHING, len(value)
    signed = sign(names, kinds)
    if signed is not None:
        return signed, rest
    found = people(names)
    if not _believable(found, names, kinds):
        return NOTHING, len(value.strip()) if found else rest
    return _credit(found, kinds), rest


def _believable(found: tuple[str, ...], text: str, kinds: tuple[Role, ...]) -> bool:
    """Whether labelled words can be names: a sentence after `记者：` in an interview is none."""
    if not found:
        return False
    if all(is_han_name(name, strict=False) or name.isascii() for name in found):
        return True
    return (
        len(text) <= _LONGEST_OUTLET
        and all(len(name) <= 20 for name in found)
        and "，" not in text
        and Role.SKIP not in kinds
    )  # noqa: PLR2004 - a pen name


def _credit(names: tuple[str, ...], kinds: tuple[Role, ...]) -> Credits:
    return Credits(
        authors=names if Role.AUTHOR in kinds else (),
        editors=names if Role.EDITOR in kinds else (),
        photographers=names if Role.PHOTO in kinds else (),
    )


def _outlet(value: str) -> tuple[Credits, int]:
    """The outlet in a 来源 value; what follows it on the line may still name people."""
    text = value.strip()
    bracket = re.match(r"^[\[【(（《「]\s*([^\[\]【】()（）《》「」]{1,40}?)\s*[\]】)）》」]", text)
    name = (
        bracket[1]
        if bracket
        else re.split(r"\s{2,}|\s*\|\s*|[\]】」]|(?<=[\u3400-\u9fff》])\s+|\s+(?=[\u3400-\u9fff])", text, maxsplit=1)[0]
    )
    rest = text[bracket.end() if bracket else len(name) :].strip()
    cut = _FURNITURE.search(name)
    if cut and cut.start() > 0:
        name, rest = name[: cut.start()], name[cut.start() :] + rest
    name = (
        name.strip(" ·,，;；、。.:-—_()（）[]【】《》「」\"'“”")
        if name.count("（") == name.count("）") and not name.endswith(("）", ")"))
        else name.strip(" ·,，;；、。.:-—_[]【】《》「」\"'“”")
    )
    extra = sign(rest) if rest else None
    left = 0 if extra is not None else len(rest)
    if not name or len(name) > _LONGEST_OUTLET or _SENTENCE.search(name) or _NO_OUTLET.match(name) or is_nobody(name):
        return extra or NOTHING, left if name == "" or _NO_OUTLET.match(name) or is_nobody(name) else len(value)
    return Credits(outlet=name).plus(extra or NOTHING), left


def _dateline(line: str) -> Credits:
    """`新华社巴黎12月9日电（记者唐霁）`: the agency, and who is named in the bracket."""
    match = _DATELINE.match(line)
    if not match:
        return NOTHING
    outlet = "" if _OWN.match(match["outlet"]) else match["outlet"]
    dated = bool(re.search(r"\d日|电|電", match[0]))
    signed = sign(match["who"]) if match["who"] else None
    if signed is None and not (dated and outlet):
        return NOTHING
    return replace(signed or NOTHING, outlet=outlet, pure=match.end() == len(line))


def _tail(line: str) -> Credits:
    """Credits that close a paragraph: `…（记者 张三）`, `… 通讯员刘娟 摄`, `（编辑：李四）`."""
    bracket = _LAST_BRACKET.search(line)
    if bracket:
        inside = bracket["inside"]
        credits_ = _labelled(inside) or sign(inside)
        if credits_:
            return replace(credits_, pure=False)
    words = _LAST_WORDS.search(line)
    signed = sign(words["words"].strip()) if words else None
    return replace(signed, pure=False) if signed else NOTHING
