"""The credits of a Chinese page: what readers are shown comes first, since fields for machines mostly name the site."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from syndicator.extract.page import bylines, declared, epaper, scripts, signed_zh
from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.creditlines import Lines, first, likely, outlet_of
from syndicator.extract.page.dateline import author_beside_date, outlet_beside_date, outlet_marked
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.phrases import ends
from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import Credits, read_line
from syndicator.text.han import HAN
from syndicator.text.names import is_han_name, is_nobody, is_organisation
from syndicator.text.source_zh import outlet as named_outlet

_OUTLET_METAS = ("contentsource", "article:source", "weibo:article:source", "dc.source", "source", "mediaid")
_ADDRESS = re.compile(r"https?:|www\.|[<>{}]")
_ORIGINAL = re.compile(r"\s*原创稿?$")
_SOURCE_LABEL = re.compile("来\\s*源|來\\s*源|稿源|出\\s*处|出處|转自|轉自|转载|轉載|摘自|原载|首发|来自")
# A label whose value stands in the next element.
_LABEL_ALONE = re.compile(
    r"^(?:文章|信息|稿件|新闻|内容)?(?:来\s*源|來源|稿源|出\s*处|作\s*者|记\s*者|通讯员|责任编辑|编\s*辑|责编)\s*[:：]?$"
)
_LABEL_LAST = re.compile(r"(?:来\s*源|來源|稿源|出\s*处|作\s*者|记\s*者|通讯员|编\s*辑|责编)\s*[:：]?\s*$")
_ANY_LABEL = re.compile(r"[:：]")
_AUTHOR_LABEL = re.compile(r"(?:^|[\s|（(【])(?:作\s*者|原作者|撰文|撰稿|文)\s*[:：|/]")
_OFFICE = re.compile(r"[\u3400-\u9fff]{2}[处科室系组]$")
_SHORT, _PIECES, _VALUE = 60, 2, 30
# Twice the characters of the shortest headline; how far above its words a link may stand.
_HEADLINE, _NEAR = 16, 3


def read(zones: Zones) -> Lines:
    """The lines worth reading with their credits, those under the headline as the page parts them."""
    runs = list(_before_others(zones))
    apart = {id(run) for run in (*zones.header, *zones.above)}
    found: Lines = []
    for number, run in enumerate(runs):
        signed = read_line(run.text)
        if id(run) in apart:
            after = runs[number + 1] if number + 1 < len(runs) else None
            signed = _parted(run, after, signed)
        found.append((run, signed))
    return found


def _before_others(zones: Zones) -> Iterator[Run]:
    """The likely lines up to where below the text other articles begin."""
    below = {id(run) for run in zones.tail}
    for run in likely(zones):
        if id(run) in below and ends(run):
            return
        if id(run) not in below or not (bylines.outside(run.owner, zones, captions=False) or _leads_elsewhere(run)):
            yield run


def _leads_elsewhere(run: Run) -> bool:
    """Whether a line is another article's: its headline, a link, stands before its date and its author."""
    element, is_tail = run.pieces[0]
    nodes = (element, *element.iterancestors()) if not is_tail else ()
    return run.linked >= _HEADLINE and any(node.tag == "a" for node in nodes[:_NEAR])


def _parted(run: Run, after: Run | None, whole: Credits) -> Credits:
    """The credits of a line of several elements, `whole` where it makes no difference how they part it.

    `来源：` `海川日报` `举报` on one line; `来源：` alone, its value on the line after; a logo for the value.
    """
    if _LABEL_LAST.search(run.text):
        logo = next((image.get("alt") or image.get("title") or "" for image in run.owner.iter("img")), "").strip()
        alone = _LABEL_ALONE.match(run.text) and after is not None and not _ANY_LABEL.search(after.text)
        value = logo or (after.text if alone and after is not None else "")
        return read_line(f"{run.text.rstrip(':： ')}：{value}") if 0 < len(value) <= _VALUE else whole
    if len(run.pieces) < _PIECES or len(run.text) > _SHORT * 2:
        return whole
    text = spaced(run)
    apart = read_line(text) if text != run.text else whole
    return apart if apart or apart.pure else whole


def source(root: Element, structured: Structured, zones: Zones, lines: Lines, signed: Named) -> Named:
    """The 来源, surest first: under the headline, declared, labelled elsewhere, an agency's, beside the date.

    What only its place makes one is none where it is who signs (`signed`).
    """
    said = [(run, given) for run, given in lines if given.outlet and _SOURCE_LABEL.search(run.text)]
    above = {id(run) for run in (*zones.header, *zones.above)}
    return (
        outlet_of(pair for pair in said if id(pair[0]) in above)
        or declared_outlet(structured)
        or outlet_of(said)
        or outlet_of(lines)
        or without(outlet_beside_date(zones), signed)
        or without(outlet_marked(zones), signed)
        or _affiliation(lines)
        or _scripted(root, zones)
    )


def _scripted(root: Element, zones: Zones) -> Named:
    """The outlet in the data from which a page's scripts draw its masthead; no code and no address."""
    for name in scripts.outlets(root, zones.headline):
        if HAN.search(name) and not _ADDRESS.search(name) and not is_nobody(name):
            return Named((name,), "script", name)
    return NOBODY


def authors(structured: Structured, zones: Zones, site: Site, lines: Lines) -> Named:
    """Who signs, surest first; NOBODY where nobody does. What stands above a headline signs other articles."""
    above = {id(run) for run in zones.above}
    lines = [(run, given) for run, given in lines if id(run) not in above]
    zones = replace(zones, above=())
    return _persons(
        _reporters(lines, zones)
        or _labelled(lines)
        or first(lines, "authors")
        or signed_zh.glued(run for run, _ in lines)
        or author_beside_date(zones)
        or signed_zh.bracketed(zones)
        or signed_zh.alone(zones)
        or _noted(structured)
        or declared.han_only(declared.persons(structured, site))
    )


def _persons(named: Named) -> Named:
    """The credit without offices where it names persons as well: `作者：教务处　文/张三`."""
    if not any(map(is_han_name, named.values)):
        return named
    kept = (n for n in named.values if is_han_name(n) or not (is_organisation(n) or _OFFICE.search(n)))
    return replace(named, values=tuple(kept))


def _reporters(lines: Lines, zones: Zones) -> Named:
    """The reporters whom the text itself names, where 作者 is who put it in: its editor as well."""
    labelled, editors = _labelled(lines), first(lines, "editors")
    if not labelled or not set(labelled.values) <= set(editors.values):
        return NOBODY
    inside = {id(run) for run in zones.inside}
    own = first([(run, given) for run, given in lines if id(run) in inside], "authors")
    return NOBODY if set(own.values) & set(labelled.values) else own


def _noted(structured: Structured) -> Named:
    """Who an electronic edition notes as the writers."""
    note = structured.meta(epaper.AUTHOR)
    return Named(read_line(f"作者：{note}").authors, "enpproperty", note) if note else NOBODY


def without(named: Named, other: Named) -> Named:
    """The credit without the names that another one has."""
    return replace(named, values=tuple(name for name in named.values if name not in other.values))


def marked(root: Element, zones: Zones, site: Site) -> Named:
    """Authors a Chinese page marks up: persons, whatever they call themselves, but no outlet and not the site."""
    found = bylines.marked(root, zones)
    return replace(found, values=tuple(n for n in found.values if not (is_organisation(n) or site.names_it(n))))


def _labelled(lines: Lines) -> Named:
    """The authors behind a label 作者, which outranks the reporters of a dateline."""
    return first([(run, signed) for run, signed in lines if _AUTHOR_LABEL.search(run.text[:_SHORT])], "authors")


def declared_outlet(structured: Structured) -> Named:
    """The outlet that a page names for machines as its source."""
    for name in _OUTLET_METAS:
        content = structured.meta(name)
        if content and not _ADDRESS.search(content) and not is_nobody(content):
            text = read_line(content).outlet or content
            named = named_outlet(_ORIGINAL.sub("", text))[0].outlet
            if named and not named.isdigit():
                return Named((named,), f"meta {name}", content)
    return NOBODY


def _affiliation(lines: Lines) -> Named:
    for run, signed in lines:
        if signed.affiliation:
            return Named((signed.affiliation,), place(run.owner), run.text)
    return NOBODY
