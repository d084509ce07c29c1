"""The head and tail of a Chinese report: `新华社北京11月3日电（记者 张三）`, `本报讯 记者张三报道`, `…（张三）`."""

import re
from dataclasses import replace

from syndicator.text.credits import NOTHING, Credits
from syndicator.text.names import is_han_name, is_organisation, is_usual_name, people
from syndicator.text.signature import sign

_YEAR, _DAY = r"(?:[12]\d{3}年)?", r"(?:\d{1,2}月\s*\d{1,2}日|\d{1,2}日)"
_KIND = r"(?:电|電|讯|訊|快讯|快訊|消息|专电|專電|综合消息|综合电|综合电讯|特稿|专稿)"
# Without a day the word must end there: `上网电价` is no dateline.
_SENT = rf"(?:{_YEAR}{_DAY}\s*{_KIND}|{_KIND}(?=$|[\s（(【\[】\])）〕:：]))"
_OUTLET = (
    r"(?:本刊|[\u3400-\u9fffA-Za-z·\-/]{1,14}?(?:社|网|網|报|報|台|臺|客户端|新闻|新聞|发布|频道|记者站|融媒|融媒体中心|"
    r"传媒|在线|云|周刊)(?!网|網|客户端|体中心|新闻网))"
)
_DATELINE = re.compile(
    rf"^[\s【\[（(〔]*(?:据|據)?\s*(?P<outlet>{_OUTLET})\s*[】\]]?\s*"
    rf"(?P<place>[\u3400-\u9fff·/、\s（()）]{{0,16}}?)\s*{_SENT}\s*[】\]〕]?\s*[:：]?\s*"
    r"(?:[（(【\[](?P<who>[^（()）【】\[\]]{2,60})[）)】\]])?"
)
# 中央社 prints the writer, the place and the day in one breath, inside the bracket.
_INNER = re.compile(
    r"^[\s（(〔【\[]+(?P<outlet>[\u3400-\u9fff]{2,6}?社)(?:特派员|特派員)?(?:记者|記者)\s*(?P<who>[\u3400-\u9fff、]{4,24}?)\s*"
    r"\d{1,2}日(?:综合|綜合)?(?:外电|外電|报导|報導|专电|專電|电|電)[^（()）]{0,6}[）)〕】\]]"
)
# 中新网 closes its bracket after the names: `（中新网海川11月3日电 张三）`.
_CLOSED = re.compile(r"^\s*(?P<who>[\u3400-\u9fff、\s]{2,24})[）)】\]]")
# An outlet that only a signature shows to be one: `南都讯 记者张三`, `【海川讯】（记者 张三）`.
_SHORT_FORM = re.compile(
    r"^[\s【\[（(〔]*[\u3400-\u9fff]{2,10}(?:(?:讯|訊|消息)\s*[】\]〕]?|报道(?=[（(]))\s*[:：]?\s*(?:[（(【\[](?P<who>[^（()）【\[\]]{2,60})[）)】\]])?"
)
# Papers of Hong Kong and Taiwan set themselves in brackets: `【明報專訊】`, `（星島日報報道）`.
_BRACKETED = re.compile(
    rf"^\s*[【（(〔\[](?!综合|綜合|据|據)(?P<outlet>{_OUTLET})(?:專訊|专讯|訊|讯|特訊|报道|報道|報導|综合报道|綜合報道|即時報道)[】）)〕\]]"
)
# `【财新网】（记者 张三）`
_ENTITLED = re.compile(r"^\s*【(?P<outlet>[\u3400-\u9fffA-Za-z·]{2,14})】\s*[（(](?P<who>[^（()）]{2,60})[）)]")
_OWN = re.compile(r"^(?:本报|本報|本网|本網|本台|本臺|本刊|本社|本站)$")
_FIRST_BRACKET = re.compile(r"^\s*[（(【\[〔](?P<inside>[^（()）【\[\]】〔〕]{3,60})[】\])）〕]")
_SAID = re.compile(
    r"^(?P<who>[\s　]*(?:[\u3400-\u9fff·、，,\s/]{0,16}?)(?:记者|通讯员|評論員|评论员)[^。；;！!]{2,40})"
)
_MOST_WORDS = 8
_REPORTS = re.compile(r"(?:综合|联合|摄影)?(?:报道|报导|報導|報道)[:：\s]|[:：]|，|(?<=\S)\s+(?=\d{1,2}月)")
_SENT_ON = re.compile(r"\d日|电|電")


def lead(line: str) -> Credits:
    """The agency and the reporters in front of a paragraph; NOTHING where it has no dateline and no signature."""
    inner = _INNER.match(line)
    if inner:
        return Credits(outlet=inner["outlet"], authors=_with_place(inner["who"]))
    match = _DATELINE.match(line)
    if not match:
        return _entitled(line)
    outlet = "" if _OWN.match(match["outlet"]) else match["outlet"]
    signed, end = _signed(line, match)
    if signed is None and not (outlet and (_SENT_ON.search(match[0]) or _BRACKETED.match(line))):
        return NOTHING
    return replace(signed or NOTHING, outlet=outlet, pure=end == len(line))


def _entitled(line: str) -> Credits:
    """The credits of a paragraph that brackets open: `【明報專訊】`, `【财新网】（记者 张三）`, `（记者 张三）`."""
    entitled = _ENTITLED.match(line)
    signed = sign(entitled["who"]) if entitled and is_organisation(entitled["outlet"]) else None
    if entitled and signed:
        return replace(signed, outlet=entitled["outlet"], pure=False)
    named = _BRACKETED.match(line)
    if named and not _OWN.match(named["outlet"]):
        return Credits(outlet=named["outlet"])
    short = _SHORT_FORM.match(line)
    signed = _signed(line, short)[0] if short else None
    if not signed:
        bracket = _FIRST_BRACKET.match(line)
        signed = sign(bracket["inside"]) if bracket else None
    return replace(signed, pure=False) if signed else NOTHING


def _signed(line: str, match: re.Match[str]) -> tuple[Credits | None, int]:
    """Who signs the dateline, in its bracket or right after it, and where that ends."""
    end = match.end()
    if match["who"]:
        return sign(match["who"]) or bare(match["who"]), end
    closed = _CLOSED.match(line[end:]) if line[:1] in "（(【[" else None
    if closed:
        return sign(closed["who"]) or bare(closed["who"]), end + closed.end()
    said = _SAID.match(line[end:])
    if not said:
        return None, end
    words = _REPORTS.split(said["who"], maxsplit=1)[0].split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        signed = sign(" ".join(words[:count]))
        if signed:
            return signed, end
    return None, end


def bare(text: str) -> Credits | None:
    """Names and nothing else, but for the office they sign for before them and `海川报道` behind; None else."""
    found: list[str] = []
    owner = ""
    for word in re.split(r"[、，,;；\s]+", text.strip()):
        if is_organisation(word) and not is_usual_name(word):
            owner = owner or word
            continue
        names = people(re.sub(r"^(?:实习生|记者|通讯员)", "", word))
        if len(names) == 1 and is_usual_name(names[0]):
            found += names
        elif not (found and re.fullmatch(r"[\u3400-\u9fff]{0,6}(?:报道|综合|电|讯|摄影报道)", word)):
            return None
    return Credits(authors=tuple(dict.fromkeys(found)), affiliation=owner) if found else None


def _with_place(text: str) -> tuple[str, ...]:
    """The names in `林大明台北`, `林大明、陳小華高雄`: what is left when the place is taken off the last."""
    *before, last = filter(None, re.split("[、，,]", text))
    for place in (2, 3, 4, 5):
        name = last[:-place]
        if is_han_name(name) and len(name) <= 3:  # noqa: PLR2004 - a surname and a given name of two characters
            return (*filter(is_han_name, before), name)
    return tuple(filter(is_han_name, before))
