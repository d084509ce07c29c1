"""Who wrote a page in a language other than Chinese, from all the places such pages say it in."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from lxml.etree import _Element as Element

from syndicator.extract.page import below, bylines, declared, portraits, scripts
from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.dateline import author_beside_date
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.remarks import is_contact, releases
from syndicator.extract.page.site import Site
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import Credits
from syndicator.text.names import is_organisation
from syndicator.text.pagewords import DESK
from syndicator.text.signers import is_agency, is_name, is_person, names_in

_KANA = re.compile("[\u3041-\u30ff]")
# 「取材班」, 「編集委員」 and 「社会部」 are desks.
_HAN_NAME = re.compile(r"(?!.*[班部局課員新聞社版面]$)[\u3400-\u9fff々]{3,6}")
_CAPITALS = re.compile(r"^[•●▪*]\s*[^\W\d_]{2}[^\d.!?:]{3,90}$")
_YEAR = re.compile(r"(?:19|20)\d\d[年/.-]")
_MACHINES = ("json-ld", "meta")
_FIRST, _LAST, _LEADING = 2, 3, 8


def find(root: Element, structured: Structured, zones: Zones, site: Site, lines: list[tuple[Run, Credits]]) -> Named:
    """Whoever signs: the first source that names a full person, else the first that names anyone.

    Machines are told the login or the desk where readers are told the name, and the other way round. Agencies and sites
    declared as the author count only where nobody else signs. `lines` are the lines of the page with their credits.
    """
    first = NOBODY
    sources: tuple[Callable[[], Named], ...] = (
        lambda: declared.persons(structured, site),
        lambda: bylines.marked(root, zones),
        lambda: bylines.said(zones),
        lambda: _credited(zones, lines),
        lambda: bylines.classed((*zones.header, *zones.above), zones),
        lambda: bylines.after_label(zones),
        lambda: _in_capitals(zones),
        lambda: declared.in_metas(structured, site),
    )
    for source in sources:
        found = source()
        found = replace(found, values=declared.without_site(found.values, site))
        if found and any(is_person(name) or is_agency(name) for name in found.values):
            return _completed(found, zones)
        first = first or found
    issued = _is_release(zones)
    if issued and first.where.startswith(_MACHINES):
        first = NOBODY
    return (
        first
        or author_beside_date(zones)
        or portraits.employed(zones)
        or portraits.pictured(root, zones)
        or portraits.portrayed(zones)
        or portraits.presented(zones)
        or bylines.classed(below.after(zones), zones)
        or _scripted(root, site)
        or _desk(zones)
        or _japanese(zones)
        or (NOBODY if issued else declared.anyone(structured) or declared.in_metas(structured, None))
    )


def _is_release(zones: Zones) -> bool:
    """Whether the page is a press release: the firm or office declared as its author issued it and signs nothing."""
    ends = (*zones.above, *zones.header, *zones.inside[:_FIRST], *zones.inside[-_LAST:])
    return any(releases(run.text) for run in ends) or any(is_contact(run.text) for run in zones.tail)


def _in_capitals(zones: Zones) -> Named:
    """A line right above the text that is a bullet and names in capitals: `• ANN LEE and BO DAHL`."""
    for run in (*zones.header, *zones.inside[:1]):
        names = names_in(run.text) if _CAPITALS.match(run.text) else ()
        if names and all(is_person(name) and name.isupper() for name in names):
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _desk(zones: Zones) -> Named:
    """A desk that signs on a line of its own under the headline: `Editorial Board`, `From staff reports`."""
    for run in zones.header:
        desk = DESK.match(run.text)
        if desk and not bylines.outside(run.owner, zones):
            return Named((desk["name"],), place(run.owner), run.text)
    return NOBODY


def _japanese(zones: Zones) -> Named:
    """A Han name in an element of its own before the date, as Japanese newspapers sign; their surnames are others."""
    if not any(_KANA.search(run.text) for run in zones.inside[:_FIRST]):
        return NOBODY
    for run in zones.header:
        word, _, rest = spaced(run).partition(" ")
        if _HAN_NAME.fullmatch(word) and not is_organisation(word) and _YEAR.match(rest):
            return Named((word,), place(run.owner), run.text)
    return NOBODY


def _scripted(root: Element, site: Site) -> Named:
    """Whom a page's scripts tell its statistics as the author; persons alone, since logins and sites are told, too."""
    for name in scripts.authors(root):
        names = tuple(one for one in names_in(name) if is_name(one) and not site.names_it(one))
        if names:
            return Named(names, "script", name)
    return NOBODY


def _completed(found: Named, zones: Zones) -> Named:
    """The names with those that readers are told as well: systems with one field for the author keep only the first."""
    if not found.where.startswith(_MACHINES):
        return found
    keys = {name.casefold() for name in found.values}
    zones = _naming(next(iter(keys)), zones)
    for told in (bylines.said(zones), bylines.classed(zones.header, zones)):
        if keys < {name.casefold() for name in told.values}:
            return told
    return found


def _naming(name: str, zones: Zones) -> Zones:
    """The zones without the lines that lack a name, and without the middle of the text: reading a byline is dear."""

    def holding(runs: Iterable[Run]) -> tuple[Run, ...]:
        return tuple(run for run in runs if name in spaced(run).casefold())

    ends = (*zones.inside[:_LEADING], *zones.inside[-_FIRST:])
    parts = (zones.header, zones.above, ends, below.after(zones))
    header, above, inside, tail = map(holding, parts)
    return replace(zones, header=header, above=above, inside=inside, tail=tail)


def _credited(zones: Zones, lines: list[tuple[Run, Credits]]) -> Named:
    """The first credit line at an article's ends: names with their jobs in the middle are signatories and panels."""
    middle = {id(run) for run in zones.inside[_FIRST:-_FIRST]}
    middle |= {id(run) for run in zones.tail} - {id(run) for run in below.after(zones)}
    for run, signed in lines:
        names = _apart(signed.authors, run)
        if names and id(run) not in middle and not bylines.outside(run.owner, zones):
            return Named(names, place(run.owner), run.text)
    return NOBODY


def _apart(names: tuple[str, ...], run: Run) -> tuple[str, ...]:
    """The names without those that run on into the next element of their line: the writer's shop, a button."""
    text = spaced(run).casefold()
    return tuple(name for name in names if name.casefold() in text)
