"""A selector for a list whose selector broke: one that finds the items known from before on the page as it is now.

The known articles are looked for among the page's links, by address or by headline; where too few are left, the
page's main list with addresses like theirs stands in. The elements that hold one of them each are the rows, and of
the short selectors made from their and their containers' names the one wins that finds these rows and no others,
as the kind `html` itself reads them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.extract.kinds._links import Link, address_shape, links_of
from syndicator.extract.kinds._mainlist import main_list
from syndicator.extract.page.selectors import select
from syndicator.model.draft import Lead
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source
from syndicator.text.charset import decode
from syndicator.text.urls import canonical

_LONGEST = 4_000_000
_FEWEST = 2
# A headline shorter than this, in Han characters, may be a section's name.
_HEADLINE = 5.0
# Share of the rows a selector has to find, and of what it finds that has to be rows.
_RECALL, _PRECISION = 0.9, 0.75
_UP = 5
# Selectors tried: a page with more names than this has simple ones among the first.
_MOST = 200
_LANDMARKS = frozenset({"main", "article", "section", "table", "tbody", "ul", "ol", "dl"})
_NAME = re.compile(r"[A-Za-z_][\w-]{0,39}")
# Names a build makes anew each time, and names of a state, a side or a number.
_MADE = re.compile(
    r"^(?:css|sc|jsx|emotion|svelte|chakra)-|^_|\d{3,}|(?=.*\d)(?=.*[A-Z])[A-Za-z0-9_-]{5,}$|--?[a-z]*\d\w{4,}$"
)
_PASSING = re.compile(
    r"^(?:active|current|cur|on|off|selected|hover|first|last|odd|even|left|right|fl|fr|cf|clearfix|clear|top|new|hot"
    r"|no-?\d*|\w*\d+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write in the feed file: `item`, and which other selectors to leave out (`drop`).

    `found` is how many articles the list then has, `known` how many of them were known before.
    """

    item: str
    drop: tuple[str, ...] = ()
    found: int = 0
    known: int = 0

    def __str__(self) -> str:
        text = f'item = "{self.item}"'
        return f"{text}, without {', '.join(self.drop)}" if self.drop else text


def suggest(page: Page, source: Source, known: Sequence[Lead]) -> Suggestion | None:
    """A selector for `page` that finds the items of `known` (from the last good listing), None when there is none.

    For a source of kind `html`. Raises nothing: a page that is no list gives None.
    """
    if source.kind != "html" or not known:
        return None
    try:
        root, links = links_of(decode(page.body[:_LONGEST], page.content_type, source.charset).text, page.url)
    except ExtractError:
        return None
    kept = _tried(page, source, source.selectors.item, known, len(known))
    if kept and kept.known >= _FEWEST:
        return kept  # The rows are where they were: another selector broke.
    rows = _rows(_wanted(links, known))
    if len(rows) < max(_FEWEST, len(known) / 2):
        return None
    for item in _ranked(root, rows):
        if tried := _tried(page, source, item, known, len(rows)):
            return tried
    return None


def _wanted(links: list[Link], known: Sequence[Lead]) -> list[Link]:
    """The links of the list: those like most of the known ones, else the main list's with addresses like theirs."""
    keys = {canonical(lead.url) for lead in known if lead.url}
    titles = {" ".join(lead.title.split()) for lead in known}
    groups: dict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in links:
        groups[link.shape].append(link)
    found = {
        shape: {link.key for link in group if link.key in keys or (link.words in titles and link.weight >= _HEADLINE)}
        for shape, group in groups.items()
    }
    best = max(found, key=lambda shape: (len(found[shape]), _words(groups[shape])), default=())
    seen = groups[best] if best and len(found[best]) >= min(_FEWEST, len(keys)) else []
    if seen and len(found[best]) >= len(keys) / 2:
        return seen
    shapes = {address_shape(lead.url) for lead in known}
    listed = [entry.link for entry in main_list(links) if address_shape(entry.link.url) in shapes]
    # A few known ones may be a list of favourites, while the list itself has moved on.
    return listed if len(listed) > len({link.key for link in seen}) else seen


def _words(group: list[Link]) -> float:
    return sum(link.weight for link in group)


def _rows(wanted: list[Link]) -> list[HtmlElement]:
    """For each article the highest element that holds no other one of them."""
    held: dict[HtmlElement, set[str]] = defaultdict(set)
    for link in wanted:
        for node in link.path:
            held[node].add(link.key)
    rows = {link.key: next(node for node in link.path if len(held[node]) == 1) for link in wanted}
    return list(dict.fromkeys(rows.values()))


def _ranked(root: HtmlElement, rows: list[HtmlElement]) -> list[str]:
    """Selectors that find the rows, best first: right ones, then those with a name in them, then short ones."""
    wanted = set(rows)
    scored: dict[str, tuple[float, bool, int]] = {}
    for item in islice(dict.fromkeys(_candidates(rows)), _MOST):
        found = select(root, item)
        hits = sum(node in wanted for node in found)
        if hits >= _RECALL * len(rows) and hits >= _PRECISION * len(found):
            nameless = not any(mark in item for mark in ".#")
            scored[item] = (-2 * hits / (len(rows) + len(found)), nameless, len(item))
    return sorted(scored, key=lambda item: scored[item])


def _candidates(rows: list[HtmlElement]) -> Iterator[str]:
    """`li.news`, `.list li`, `#box .list > li.news` …: the rows' shared names, below their containers'."""
    tags = {row.tag for row in rows}
    own = ["".join(tags)] if len(tags) == 1 else []
    for name in _shared(rows):
        own += [f".{name}", *(f"{tag}.{name}" for tag in own[:1])]
    above = [_names(node) for node in _ancestors(rows)]
    for row in own:
        yield row
        for number, names in enumerate(above):
            for name in names:
                yield f"{name} {row}"
                yield f"{name} > {row}" if number == 0 else f"{name} {row}"
                for upper in (upper for higher in above[number + 1 :] for upper in higher):
                    yield f"{upper} {name} {row}"


def _ancestors(rows: list[HtmlElement]) -> list[HtmlElement]:
    """The elements around the first row, up to the one around all; a list in several blocks shares their names."""
    around = [node for node in rows[0].iterancestors() if node.tag not in ("html", "body")]
    return around[:_UP]


def _names(node: HtmlElement) -> list[str]:
    names = [f".{name}" for name in (node.get("class") or "").split() if _lasts(name)]
    identity = node.get("id") or ""
    if _lasts(identity):
        names.insert(0, f"#{identity}")
    return names + ([node.tag] if node.tag in _LANDMARKS else [])


def _shared(rows: list[HtmlElement]) -> list[str]:
    """The lasting classes that nearly all rows have."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in set((row.get("class") or "").split()):
            counts[name] += 1
    return [name for name, count in counts.items() if count >= _RECALL * len(rows) and _lasts(name)]


def _lasts(name: str) -> bool:
    """Whether a class or id is one that a person gave, and gave to say what the thing is."""
    return bool(_NAME.fullmatch(name)) and not _MADE.search(name) and not _PASSING.match(name)


def _tried(page: Page, source: Source, item: str, known: Sequence[Lead], rows: int) -> Suggestion | None:
    """What the kind itself finds with `item`, with the other selectors and then without those that broke too."""
    keys = {canonical(lead.url) for lead in known}
    titles = {lead.title for lead in known if lead.title}
    others = tuple(name for name in ("link", "title", "date", "skip") if getattr(source.selectors, name))
    for drop in ((), *((name,) for name in others), others):
        selectors = _without(replace(source.selectors, item=item), drop)
        try:
            leads = KINDS["html"].leads(page, replace(source, selectors=selectors)).leads
        except ExtractError:
            continue
        if len(leads) >= _RECALL * rows:
            same = sum(canonical(lead.url) in keys or lead.title in titles for lead in leads)
            return Suggestion(item, drop, len(leads), same)
    return None


def _without(selectors: Selectors, names: tuple[str, ...]) -> Selectors:
    return Selectors(**{name: getattr(selectors, name) for name in Selectors.__slots__ if name not in names})
