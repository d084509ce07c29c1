"""Who signs a Chinese article without a label: in brackets at its end, alone under the headline, glued to a job."""

import re
from collections.abc import Iterable

from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.dateline import is_furniture
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.dateline_zh import bare
from syndicator.text.names import is_han_name, is_organisation, is_usual_name, people

_SIGNATURE = re.compile(
    r"(?<!图片)(?<!摄影)(?:记者|記者|通讯员|通訊員|作者|执笔人?|撰稿人?|撰文|"
    r"采写)\s*[:：/|]?\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、,，]+[\u4e00-\u9fff·]{2,4}){0,7})(?=$|"
    r"[/／|）)\s]|文)"
)
_LAST_BRACKET = re.compile(
    r"(?:^|(?<=[。！？!?”’…\s]))[（(【\[〔]\s*(?P<inside>[^（()）【\[\]】〔〕。：:]{2,40}?)\s*[)）】\]〕]\s*[。.]?$"
)
# What a paper sets before a writer's name: `□ 张三`, `■张三 李四`.
_BULLETS = "□■◎○●◇◆▢☐⊙✎▲△★☆♦*"
_PARTS = re.compile(r"[、，,;；\s　]+")
_SHORT = 60
_LAST, _ABOVE_TEXT, _LEADING = 4, 4, 2
_MOST_NAMES = 5


def glued(runs: Iterable[Run]) -> Named:
    """Names glued to their job and to what follows: `河南商报记者马俊峰/文受访者供图`."""
    for run in runs:
        if len(run.text) > _SHORT or re.search("[。！？]", run.text):
            continue
        match = _SIGNATURE.search(run.text)
        names = people(match["names"]) if match else ()
        if names and all(is_han_name(name) for name in names):
            return Named(names, place(run.owner), run.text)
    return NOBODY


def bracketed(zones: Zones) -> Named:
    """Names alone in brackets where the text or its lead ends: `…建设。（张巨峰）`, `（县融媒体中心 张三 李四）`."""
    for run in (*zones.inside[: -_LAST - 1 : -1], *zones.tail[:1], *zones.inside[:_LEADING]):
        match = _LAST_BRACKET.search(run.text)
        signed = bare(match["inside"]) if match else None
        if signed:
            return Named(signed.authors, place(run.owner), run.text)
    return NOBODY


def alone(zones: Zones) -> Named:
    """Names that are all of a line: right above the text, or with a paper's bullet at either end of it."""
    above = zones.header[-_ABOVE_TEXT:] if zones.found else ()
    for run in (*above, *zones.inside[:_LEADING]):
        names = _names(run)
        if names:
            return Named(names, place(run.owner), run.text)
    for run in (*zones.inside[-_LEADING:], *zones.tail[:_LEADING]):
        names = _names(run) if run.text[:1] in _BULLETS else ()
        if names:
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _names(run: Run) -> tuple[str, ...]:
    """The names a line is made of, () where it holds anything else, points elsewhere or is a heading."""
    text = run.text.lstrip(_BULLETS + " ")
    if not text or len(text) > _SHORT // 2 or run.linked or run.owner.tag in HEADINGS - {"h2", "h3", "h4"}:
        return ()
    if run.owner.tag in HEADINGS and text == run.text:
        return ()
    words = [word for word in _PARTS.split(text) if word]
    signed = bare(text) if len(words) > 1 and is_organisation(words[0]) else None
    if signed:
        return signed.authors
    found = people(" ".join(words))
    if not found or len(found) > _MOST_NAMES or any(map(is_furniture, words)):
        return ()
    if "".join(found) != "".join(words) or not all(map(is_usual_name, found)):
        return ()
    return found
