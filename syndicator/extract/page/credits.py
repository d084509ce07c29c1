"""Who made the article and whose it is: bylines for readers, author fields for machines, the 来源 line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.etree import _Element as Element

from syndicator.extract.page import declared
from syndicator.extract.page.blocks import HEADINGS, Run
from syndicator.extract.page.dateline import author_alone, author_beside_date, outlet_beside_date, outlet_marked
from syndicator.extract.page.declared import NOBODY, Named, byline_names, names_in
from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import elements, place, squeeze, text_of
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import Credits, read_line
from syndicator.text.names import is_han_name, is_latin_name, is_nobody, people

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
_LABEL_ALONE = re.compile(
    r"^[\W_]*(?:by|written by|words by|author|von|par|por|text|story by|posted by)[\W_]*$", re.IGNORECASE
)
_HEADING_ALONE = re.compile(r"^(?:about the )?(?:authors?|writers?|written by)\W*$", re.IGNORECASE)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|writers?|by|people|staff|profiles?|contributors?|reporters?|autor(?:en|es)?|auteurs?|"
    r"redaktion|journalist(?:s|en)?|team|users?|producers?|byline|bio)/|@\w+$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^[\W_\d]*(?:(?:(?:written|words|story|text|reported|posted|article|report|analysis)\s+)?by|"
    r"(?:(?:ein\s+)?(?:beitrag|kommentar|text|gastbeitrag|interview|analyse)\s+)?von|par|por|"
    r"di|av|af|door|tekst|text|texte|texto|testo|autor(?:a|in)?|auteurs?|автор)\s*:?\s+(?P<names>\S.{1,100})$",
    re.IGNORECASE,
)
_PEN_NAME = re.compile(r"^[\w.-]{3,24}$")
_AUTHOR_CLASS = re.compile(r"author|byline|writer", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(r"(?:^|[\s|（(【])(?:作\s*者|原作者|撰文|撰稿|文)\s*[:：|/]")
_SHORT, _MARKED = 60, 6
_ENDS = 200
_FIRST, _LAST, _NEAR, _LEADING = 2, 4, 3, 8


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
    read = _first(lines, "authors")
    if chinese:
        authors = _labelled(lines) or read or _signature(zones) or author_beside_date(zones) or _bracketed(zones)
        authors = authors or author_alone(zones) or declared.han_only(declared.persons(structured, site))
    else:
        authors = declared.persons(structured, site) or _marked(root) or _said(zones) or read or _classed(zones)
        authors = authors or _after_label(zones) or declared.in_metas(structured, site) or author_beside_date(zones)
        authors = (
            authors or _pictured(root, zones) or _portrayed(zones) or _presented(zones) or declared.anyone(structured)
        )
        authors = authors or declared.in_metas(structured, None)
    outlet = _outlet(structured, lines)
    if chinese and not outlet:
        outlet = outlet_beside_date(zones) or outlet_marked(zones) or _affiliation(lines)
    authors = _without(authors, outlet) if chinese else authors
    return Signed(authors, _first(lines, "editors"), _first(lines, "photographers"), outlet)


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


def _after_label(zones: Zones) -> Named:
    """A name on the line after `By`."""
    for label, run in pairwise(zones.header):
        if _LABEL_ALONE.match(label.text) and len(run.text) <= _SHORT:
            names = names_in(run.text)
            if names:
                return Named(names, place(run.owner), run.text)
    return NOBODY


def _marked(root: Element) -> Named:
    """Authors the mark-up names: itemprop and rel=author."""
    for element in elements(root, "//*[@itemprop='author'] | //a[contains(concat(' ', @rel, ' '), ' author ')]")[
        :_MARKED
    ]:
        inner = elements(element, ".//*[@itemprop='name']")
        text = element.get("content") or text_of(inner[0] if inner else element, 200)
        names = byline_names(text, sure=True)
        if names and not _commented(element):
            return _with_neighbours(names, element, text)
    return NOBODY


def _with_neighbours(names: tuple[str, ...], element: Element, text: str) -> Named:
    """The names, with those beside them in the same line: only one of two writers may have a page to link to."""
    parent = element.getparent()
    line = text_of(parent, _SHORT * 3) if parent is not None else ""
    more = byline_names(line) if len(line) <= _SHORT * 2 else ()
    return Named(more if set(names) < set(more) else names, place(element), line if set(names) < set(more) else text)


def _said(zones: Zones) -> Named:
    """A line by the headline or right below the text that begins with `By`, `Von` or `Par`."""
    for run in (*zones.header, *zones.above, *zones.inside[:_LEADING], *zones.inside[-2:], *zones.tail[:_LEADING]):
        said = _SAID.match(run.text) if len(run.text) <= _SHORT * 2 else None
        if said:
            pen_name = said["names"] if _PEN_NAME.match(said["names"]) else ""
            names = byline_names(said["names"]) or ((pen_name,) if pen_name else ())
            if names:
                return Named(names, place(run.owner), run.text)
    return NOBODY


def _classed(zones: Zones) -> Named:
    """Author links and elements called author or byline, between headline and text."""
    for run in (*zones.header, *zones.above):
        links = [link for link in run.owner.iter("a") if _AUTHOR_LINK.search(link.get("href") or "")]
        if not links and not _is_byline(run):
            continue
        names = byline_names(run.text) if len(run.text) <= _SHORT * 2 else ()
        names = names or tuple(dict.fromkeys(name for link in links for name in byline_names(text_of(link, 200))))
        if names:
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _portrayed(zones: Zones) -> Named:
    """A name below the text with a paragraph about its owner: `Ann Lee` and `Ann Lee is a reporter who …`."""
    lines = (*zones.inside[-2:], *zones.tail[:_LAST])
    for name, portrait in pairwise(lines):
        if is_latin_name(name.text) and " " in name.text and portrait.text.startswith(name.text + " "):
            return Named((name.text,), place(name.owner), portrait.text[:_SHORT])
    return NOBODY


def _pictured(root: Element, zones: Zones) -> Named:
    """A name alone on a line by the headline or below the text that is also what a picture, the writer's, is called."""
    called = {squeeze(image.get("alt") or "") for image in root.iter("img")}
    for run in (*zones.header, *zones.inside[-2:]):
        if run.text in called and is_latin_name(run.text) and byline_names(run.text) == (run.text,):
            return Named((run.text,), place(run.owner), run.text)
    return NOBODY


def _presented(zones: Zones) -> Named:
    """The names under a heading `Author` below the text, each with a job or a picture's initials beside it."""
    for number, label in enumerate(zones.tail):
        if _HEADING_ALONE.match(label.text):
            below = [run for run in zones.tail[number + 1 :] if " " in run.text and is_latin_name(run.text)]
            return Named(tuple(run.text for run in below[:_LAST]), place(label.owner), label.text)
    return NOBODY


def _is_byline(run: Run) -> bool:
    if run.owner.tag in HEADINGS:
        return False
    nodes = (
        run.owner,
        *list(run.owner.iterancestors())[:_NEAR],
        *(element for element, is_tail in run.pieces if not is_tail),
    )
    return any(
        node.tag not in ("body", "html", "main", "article")
        and _AUTHOR_CLASS.search(f"{node.get('class') or ''} {node.get('data-testid') or ''}")
        for node in nodes
    )


def _commented(element: Element) -> bool:
    return any("comment" in f"{node.get('class')} {node.get('id')}".lower() for node in element.iterancestors())


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
