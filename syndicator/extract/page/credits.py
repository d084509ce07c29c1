"""Who made the article and whose it is: bylines for readers, author fields for machines, the 来源 line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from syndicator.extract.page import bylines, declared
from syndicator.extract.page.blocks import Run
from syndicator.extract.page.dateline import author_alone, author_beside_date, outlet_beside_date, outlet_marked
from syndicator.extract.page.declared import NOBODY, Named, names_in
from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import Credits, read_line
from syndicator.text.names import is_han_name, is_nobody, people

_OUTLET_METAS = ("contentsource", "article:source", "weibo:article:source", "dc.source", "source", "mediaid")
_ADDRESS = re.compile(r"https?:|www\.|[<>{}]")
_ROLE_WORD = re.compile(r"(?<!图片)(?<!摄影)(?:记者|通讯员|作者|编辑|摄影|实习生|评论员|报道|供稿|特约|见习)$")
_SIGNATURE = re.compile(
    r"(?<!图片)(?<!摄影)(?:记者|記者|通讯员|通訊員|作者|执笔人?|撰稿人?|撰文|"
    r"采写)\s*[:：/|]?\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、,，]+[\u4e00-\u9fff·]{2,4}){0,7})(?=$|"
    r"[/／|）)\s]|文)"
)
_BARE = re.compile(
    r"[（(]\s*(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、,，]+[\u4e00-\u9fff]{2,4}){0,5}?)(?:\s+[\u4e00-\u9fff]{2,4}(?:报道|"
    r"电|讯))?\s*[)）]\s*[。]?$"
)
_AUTHOR_LABEL = re.compile(r"(?:^|[\s|（(【])(?:作\s*者|原作者|撰文|撰稿|文)\s*[:：|/]")
_SHORT, _ENDS = 60, 200
_FIRST, _LAST = 2, 4


@dataclass(frozen=True, slots=True)
class Signed:
    """Everyone the page names. `outlet` is the 来源; a Named without values means nobody."""

    authors: Named = NOBODY
    editors: Named = NOBODY
    photographers: Named = NOBODY
    outlet: Named = NOBODY


def find(root: Element, structured: Structured, zones: Zones, site: Site, *, chinese: bool) -> Signed:
    """The credits of a page.

    On Chinese pages lines for readers come first, since author fields there mostly name the site; elsewhere fields for
    machines do, since they need no guessing.
    """
    lines = [(run, read_line(run.text)) for run in _likely(zones)]
    outlet = _outlet(structured, lines)
    if not chinese:
        authors = _foreign(root, structured, zones, site, lines)
    else:
        outlet = outlet or outlet_beside_date(zones) or outlet_marked(zones) or _affiliation(lines)
        authors = _without(_chinese(structured, zones, site, lines), outlet)
    return Signed(authors, _first(lines, "editors"), _first(lines, "photographers"), outlet)


def _chinese(structured: Structured, zones: Zones, site: Site, lines: list[tuple[Run, Credits]]) -> Named:
    return (
        _labelled(lines)
        or _first(lines, "authors")
        or _signature(zones)
        or author_beside_date(zones)
        or _bracketed(zones)
        or author_alone(zones)
        or declared.han_only(declared.persons(structured, site))
    )


def _foreign(
    root: Element, structured: Structured, zones: Zones, site: Site, lines: list[tuple[Run, Credits]]
) -> Named:
    """Whoever signs, surest first: agencies and sites declared as the author only where nobody else signs."""
    return (
        declared.persons(structured, site)
        or bylines.marked(root)
        or bylines.said(zones)
        or _first(lines, "authors")
        or bylines.classed(zones)
        or bylines.after_label(zones)
        or declared.in_metas(structured, site)
        or author_beside_date(zones)
        or bylines.pictured(root, zones)
        or bylines.portrayed(zones)
        or bylines.presented(zones)
        or declared.anyone(structured)
        or declared.in_metas(structured, None)
    )


def chosen(found: Signed, author: tuple[str, str], outlet: tuple[str, str]) -> Signed:
    """The credits with what an admin's selectors point to (text, place; "" for none) as authors and outlet."""
    text, where = author
    names = read_line(text).authors or names_in(text)
    if names:
        found = replace(found, authors=Named(names, where, text))
    text, where = outlet
    name = read_line(text).outlet or text.strip()
    if name:
        found = replace(found, outlet=Named((name,), where, text))
    return found


def _likely(zones: Zones) -> Iterable[Run]:
    """The lines worth reading: all around the article, and in it the first, the last and the short ones."""
    yield from zones.header
    yield from zones.above
    # Credits stand at the ends of a text; what is longer than any article is not searched to its middle.
    inside = zones.inside if len(zones.inside) <= _ENDS * 2 else (*zones.inside[:_ENDS], *zones.inside[-_ENDS:])
    for number, run in enumerate(inside):
        if number < _FIRST or number >= len(inside) - _LAST or len(run.text) <= _SHORT:
            yield run
    yield from zones.tail


def _first(lines: list[tuple[Run, Credits]], name: str) -> Named:
    """The credits of the first line that has any, with those of the lines right after it."""
    values: list[str] = []
    where = text = ""
    for run, signed in lines:
        found = [value for value in getattr(signed, name) if not _ROLE_WORD.search(value)]
        if found and not values:
            where, text = place(run.owner), run.text
        elif not found and values:
            break
        values += found
    return Named(tuple(dict.fromkeys(values)), where, text)


def _labelled(lines: list[tuple[Run, Credits]]) -> Named:
    """The authors behind a label 作者, which outranks the reporters of a dateline."""
    return _first([(run, signed) for run, signed in lines if _AUTHOR_LABEL.search(run.text[:_SHORT])], "authors")


def _without(authors: Named, outlet: Named) -> Named:
    return replace(authors, values=tuple(name for name in authors.values if name not in outlet.values))


def _signature(zones: Zones) -> Named:
    """Names glued to their role and to what follows: `河南商报记者马俊峰/文受访者供图`."""
    for run in _likely(zones):
        if len(run.text) > _SHORT or re.search("[。！？]", run.text):
            continue
        match = _SIGNATURE.search(run.text)
        names = people(match["names"]) if match else ()
        if names and all(is_han_name(name) for name in names):
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _bracketed(zones: Zones) -> Named:
    """Names alone in brackets where the text ends: `…建设。（张巨峰）`."""
    for run in zones.inside[: -_LAST - 1 : -1]:
        match = _BARE.search(run.text)
        names = people(match["names"]) if match else ()
        if names and all(is_han_name(name) and len(name) > 1 for name in names):
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _outlet(structured: Structured, lines: list[tuple[Run, Credits]]) -> Named:
    for name in _OUTLET_METAS:
        content = structured.meta(name)
        if content and not _ADDRESS.search(content) and not is_nobody(content):
            return Named((content,), f"meta {name}", content)
    for run, signed in lines:
        if signed.outlet:
            return Named((signed.outlet,), place(run.owner), run.text)
    return NOBODY


def _affiliation(lines: list[tuple[Run, Credits]]) -> Named:
    for run, signed in lines:
        if signed.affiliation:
            return Named((signed.affiliation,), place(run.owner), run.text)
    return NOBODY
