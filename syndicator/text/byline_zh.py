"""Credits on a line of a Chinese page: labelled, in a dateline, in brackets, or signed without a label."""

import re
from dataclasses import dataclass, replace

from syndicator.text import source_zh
from syndicator.text.credits import NOTHING, Credits
from syndicator.text.dateline_zh import lead
from syndicator.text.labels import BOUNDARY, CLOCK, HEAD, LABEL, SENTENCE, SEPARATOR, Role, roles, simplified, together
from syndicator.text.names import is_han_name, is_organisation, people
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
_SUPPLIER = re.compile("供稿|投稿|来稿|报送|通讯员|信息员")
_LIKELY = re.compile("[源处载转摘发供文者员稿写笔理译责编审校主摄图影辑像作电電讯訊習习報报案监出值剪后配排设策统画频]")
_OWNER = r"(?P<owner>[《「]?[\u3400-\u9fffA-Za-z·・\-]{2,16}?[》」]?)??"
_STRONG = re.compile(rf"{BOUNDARY}{_OWNER}(?P<label>{LABEL}){SEPARATOR}")
_INNER = re.compile(rf"(?P<label>{LABEL}){SEPARATOR}")
_BARRED_LABEL = re.compile(rf"(?:^|[\s|])(?:{LABEL})\s*\|")
# A middle dot or a low line for the colon: `文·张三`, `撰文_张三 摄影_李四`.
_DOT = re.compile(
    r"(?:^(作者|文|图|撰文|撰稿|编辑|来源)\s?[·•]|(?:^|(?<=\s))(作者|文|图|撰文|采写|编辑|摄影|插画|设计|校对|监制)\s?[_＿])\s?(?=[\u3400-\u9fff])"
)
_FURNITURE = re.compile(
    "返回|查看|更多|点击|分享|打印|关闭|收藏|字号|字体|评论(?!员)|阅读|浏览|人气|访问|时间|日期|发布|发表|更新|来源|來源|"
    "出处|责任编|声明|本文|原标题|版权|扫码|扫描|关注|"
    "下载|举报|纠错|我要|相关|上一篇|下一篇|推荐|热门|标签|关键词|参与互动|网友评论|跟贴|繁体|简体|大\\s*中\\s*小|"
    "小\\s*中\\s*大|" + CLOCK
)
_PICTURES_BY = re.compile(
    r"^[\s（(▲]*(?:本组|本版|以上|文中|本文)?(?:图片|照片|图|配图)(?:均)?(?:由|"
    r"为)(?P<who>[\u3400-\u9fff、\s]{2,20}?)(?:拍摄|摄|提供|供图)[）)。\s]*$"
)
_FIRST_BRACKET = re.compile(
    r"^\s*[（(【\[〔](?P<inside>(?:文|图文|作者|撰文|记者|通讯员)[^（()）【\[\]】〔〕]{2,40})[】\])）〕]"
)
_LAST_BRACKET = re.compile(r"[（(【\[](?P<inside>[^（()）【\[\]】]{3,80})[】\])）]\s*[。.]?\s*$")
# `（作者张三系海川大学教授）`
_WRITER_IS = re.compile(r"^\s*(?:本文)?作者(?:为|是)?\s?(?P<name>[\u3400-\u9fff·]{2,8}?)\s?(?:系|为|是|现为|[,，]|$)")
_BRACKETS = re.compile(r"[()（）\[\]【】]")
_WRAPPED = re.compile(r"[\[【][^\[\]【】]*[\]】]$")
_LAST_WORDS = re.compile(r"(?<=[。！？!?”…\s])(?P<words>[^。！？!?”…，,；;]{3,40})$")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label on the line: its value begins at `end`; `owner` is the outlet or desk right before it.

    `job` marks what a person is (记者), where people sign with their own names and interviews have questions;
    `supplier` who sent the text in (供稿): an office there is its source at most.
    """

    start: int
    end: int
    kinds: tuple[Role, ...]
    owner: str
    job: bool
    supplier: bool


def read_chinese(text: str) -> Credits:
    """The credits of one line, already with ASCII colons, bars and single-width spaces."""
    line = _DOT.sub(lambda label: f"{label[1] or label[2]}:", together(simplified(text)))
    if not _LIKELY.search(line):
        return NOTHING
    if line.count("|") > 1 and not _BARRED_LABEL.search(line):
        return _cells(line)
    short = _short(line) if len(line) <= _PARAGRAPH * 2 else None
    return short if short is not None else lead(line) or _front(line) or _tail(line)


def _short(line: str) -> Credits | None:
    """The credits of a line that may be nothing else; None where it is none of its forms."""
    told = source_zh.retold(line)
    if told:
        return replace(_labelled(told[1]) or _writer(told[1]), outlet=told[0], pure=False)
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
    return None


def _cells(line: str) -> Credits:
    """`2026-11-05 | 来源海川日报 | 作者林小满`: where bars part cells, each is a line of its own."""
    total = Credits(pure=True)
    for cell in filter(None, (cell.strip() for cell in line.split("|"))):
        outlet = source_zh.glued(cell)
        found = Credits(outlet=outlet, pure=True) if outlet else read_chinese(cell)
        total = total.plus(replace(found, pure=found.pure or len(cell) <= _LONGEST_OUTLET))
    return total or NOTHING


def _labelled(line: str) -> Credits | None:
    """Credits behind labels with a colon, bar or slash; None when the line has no such label."""
    labels = _labels(line)
    if not labels or labels[0].kinds == (Role.SKIP,):
        unmarked = source_zh.unmarked(line)
        if unmarked or not labels:
            return unmarked
    head = line[: labels[0].start]
    before = NOTHING if HEAD.match(head) else _head(head)
    total = replace(before, pure=True)
    leftover = 0 if before or HEAD.match(head) else len(head)
    named = bool(before)
    for number, label in enumerate(labels):
        until = labels[number + 1].start if number + 1 < len(labels) else len(line)
        value = _within(line[label.end : until])
        beyond = line[label.end + len(value) : until]
        leftover += len(beyond) + (_LONGEST_LEFTOVER if SENTENCE.search(beyond) else 0)
        if label.kinds in ((Role.SKIP,), (Role.CREW,)):
            leftover += max(0, len(value.strip()) - _LONGEST_OUTLET)
            named = named or (label.kinds == (Role.CREW,) and _all_named(people(value)))
            continue
        found, rest = _value(value, label)
        leftover += rest
        named = named or bool(found) or rest == 0
        if Role.AUTHOR in label.kinds and is_organisation(label.owner.strip("《》「」")):
            found = replace(found, affiliation=label.owner.strip("《》「」"))
        total = total.plus(replace(found, pure=True))
    if not named:
        return None
    return replace(total, pure=leftover <= _LONGEST_LEFTOVER and not SENTENCE.search(head))


def _head(head: str) -> Credits:
    """What stands before the first label: a signature, or an outlet after the date (`05-01 10:00 海川发布`)."""
    words = [word for word in head.split() if not HEAD.match(word)]
    if len(words) == 1 and is_organisation(words[0]) and re.fullmatch(r"[\u3400-\u9fff]{3,14}", words[0]):
        return Credits(outlet=words[0])
    alone = head.strip(" []【】()（）")
    if is_han_name(alone) and len(alone) < _LONGEST_HEAD_NAME:
        return Credits(authors=(alone,))
    return sign(head) or NOTHING


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
        start = match.start() if owner or not found else match.start("label")
        job, supplier = bool(_JOB.search(match["label"])), bool(_SUPPLIER.search(match["label"]))
        found.append(_Label(start, at, kinds, owner, job, supplier))
    return found


def _next(line: str, at: int) -> re.Match[str] | None:
    """The next label after the first: there it may follow a name directly (`作者：张三编辑：李四`).

    What stands before it and is no name is whose editor or reporter it is (`记者：张三 每经编辑：李四`).
    """
    bounded = _STRONG.search(line, at)
    inner = _INNER.search(line, at)
    if not (inner and bounded):
        return inner or bounded
    owner = bounded["owner"] or ""
    if inner.start() >= bounded.start() and not owner:
        return bounded
    known = bool(line[at : bounded.start()].strip()) or (_JOB.search(bounded["label"]) and _is_outlet(owner))
    owned = bounded.start("label") <= inner.start() and known and not _names(owner)
    return bounded if owner and owned else inner


def _is_outlet(owner: str) -> bool:
    return any(map(is_organisation, re.split("[·・]", owner)))


def _names(text: str) -> bool:
    """Whether a word can be one name, or two run together."""
    return is_han_name(text) or (len(text) > _LONGEST_HEAD_NAME and is_han_name(text[:3]) and is_han_name(text[3:]))


def _value(value: str, label: _Label) -> tuple[Credits, int]:
    """What a label's value gives, and how many characters of it are something else."""
    kinds = label.kinds
    if Role.OUTLET in kinds:
        return source_zh.outlet(value)
    cut = _FURNITURE.search(value)
    rest = len(value) - cut.start() if cut else 0
    names = (value[: cut.start()] if cut else value).strip(" {}。.")
    names = _unbracket(names)
    # `作者：[ 张三 ]`
    names = names[1:-1].strip() if _WRAPPED.match(names) else names
    if SENTENCE.search(names) or len(names) > _LONGEST_VALUE:
        return NOTHING, len(value)
    signed = sign(names, kinds)
    if signed is not None:
        return signed, rest
    found = people(names)
    if label.supplier and found and all(map(is_organisation, found)):
        return Credits(outlet=found[0]), rest
    if found and not _believable(found, names, job=label.job):
        return NOTHING, len(value.strip())
    given = {kind: found if kind in kinds else () for kind in (Role.AUTHOR, Role.EDITOR, Role.PHOTO)}
    return Credits(authors=given[Role.AUTHOR], editors=given[Role.EDITOR], photographers=given[Role.PHOTO]), rest


def _all_named(found: tuple[str, ...]) -> bool:
    return bool(found) and all(map(is_han_name, found))


def _within(text: str) -> str:
    """A label's value up to the bracket that closes around both: `（记者/张三）昨天，…`."""
    depth = 0
    for mark in _BRACKETS.finditer(text):
        depth += 1 if mark[0] in "(（[【" else -1
        if depth < 0:
            return text[: mark.end()]
    return text


def _unbracket(text: str) -> str:
    """Take off brackets at the ends that have no partner: the label they belong to is gone."""
    opening, closing = "(（[【", ")）]】"
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


def _front(line: str) -> Credits:
    """`（文/观察者网 张三）` before the first sentence."""
    bracket = _FIRST_BRACKET.match(line)
    found = _labelled(bracket["inside"]) if bracket else None
    return replace(found, pure=False) if found and found.authors else NOTHING


def _tail(line: str) -> Credits:
    """Credits that close a paragraph: `…（记者 张三）`, `… 通讯员刘娟 摄`, `（编辑：李四）`."""
    bracket = _LAST_BRACKET.search(line)
    if bracket:
        found = _labelled(bracket["inside"]) or sign(bracket["inside"]) or _writer(bracket["inside"])
        if found:
            return replace(found, pure=False)
    words = _LAST_WORDS.search(line)
    signed = sign(words["words"].strip()) if words else None
    return replace(signed, pure=False) if signed else NOTHING


def _writer(text: str) -> Credits:
    """`作者张三系海川大学教授`: who the writer is, without a colon."""
    found = _WRITER_IS.match(text)
    return Credits(authors=(found["name"],)) if found and is_han_name(found["name"]) else NOTHING
