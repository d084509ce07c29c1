"""CSS selectors for a list that kind `auto` found: ones that make kind `html` find the same articles.

Selectors say in the feed file what is read, stay the same from pass to pass, and break in a way that is noticed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from syndicator.errors import ExtractError
from syndicator.extract import _naming
from syndicator.extract.kinds import KINDS
from syndicator.extract.kinds._links import links_of
from syndicator.extract.kinds._listrows import Entry
from syndicator.extract.kinds._mainlist import main_list
from syndicator.extract.kinds._when import beside
from syndicator.model.draft import Listing
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source
from syndicator.text.charset import decode
from syndicator.text.urls import absolute, canonical

_LONGEST = 4_000_000
_MOSTLY = 0.8
_LONGEST_DATE = 40
_GROUPS = 3
# Readings tried, each of the whole page.
_MOST = 12
_NEXT = re.compile(r"next|older|xiayiye|xiaye", re.IGNORECASE)
_WAY_ON = ("下一页", "下页", "下一頁", "后页", "Next", "Older", "›", "»", ">")


def derive(page: Page, source: Source, listing: Listing) -> Selectors | None:
    """Selectors for `listing`, which kind `auto` read from `page`; None where none find just its articles.

    `link`, `title`, `date` and `next` are given where kind `html` reads the list as well with them as without.
    """
    try:
        root, links = links_of(decode(page.body[:_LONGEST], page.content_type, source.charset).text, page.url)
    except ExtractError:
        return None
    entries = main_list(links)
    item = _item(root, entries)
    if not item:
        return None
    attempt = _Attempt(page, source, listing)
    plain = Selectors(item=item)
    linked = [
        replace(plain, link=link) for link in _naming.within([(entry.row, entry.link.element) for entry in entries])
    ]
    best = next((one for one in islice((*linked, plain), _MOST) if attempt.finds(one)), None)
    if best is None:
        return None
    if attempt.titles(best) < _MOSTLY:
        named = (replace(best, title=title) for title in _naming.within(_titles(entries, listing)))
        best = max((best, *islice(named, _MOST)), key=attempt.titles)
    dated = (replace(best, date=date) for date in _naming.within(_dates(entries, page, source)))
    best = next((one for one in islice(dated, _MOST) if attempt.dates(one)), best)
    following = (replace(best, next=way) for way in _nexts(root, page.url, listing))
    return next((one for one in islice(following, _MOST) if attempt.goes_on(one)), best)


@dataclass(slots=True)
class _Attempt:
    """What kind `html` makes of the page, against what `auto` made of it."""

    page: Page
    source: Source
    wanted: Listing

    def read(self, selectors: Selectors) -> Listing:
        """The listing by these selectors, an empty one where they break."""
        try:
            return KINDS["html"].leads(self.page, replace(self.source, kind="html", selectors=selectors))
        except ExtractError:
            return Listing(())

    def finds(self, selectors: Selectors) -> bool:
        """Whether just the same articles are found."""
        found = {canonical(lead.url) for lead in self.read(selectors).leads}
        return found == {canonical(lead.url) for lead in self.wanted.leads}

    def titles(self, selectors: Selectors) -> float:
        """The share of articles with the same headline."""
        named = {canonical(lead.url): lead.title for lead in self.read(selectors).leads}
        same = sum(named.get(canonical(lead.url)) == lead.title for lead in self.wanted.leads)
        return same / len(self.wanted.leads)

    def dates(self, selectors: Selectors) -> bool:
        """Whether every date is found again."""
        read = self.read(selectors)
        dated = {canonical(lead.url): lead.published for lead in read.leads}
        known = [lead for lead in self.wanted.leads if lead.published]
        return bool(known) and all(dated.get(canonical(lead.url)) == lead.published for lead in known)

    def goes_on(self, selectors: Selectors) -> bool:
        """Whether the same page follows."""
        return canonical(self.read(selectors).next_url) == canonical(self.wanted.next_url)


def _item(root: HtmlElement, entries: list[Entry]) -> str:
    """The selector of the rows: one for each block of rows that look alike, as few as will do; "" for none."""
    rows = [entry.row for entry in entries]
    if not rows or (whole := _naming.exact(root, rows)):
        return whole if rows else ""
    groups: dict[tuple[str, str, HtmlElement | None], list[HtmlElement]] = {}
    for row in rows:
        groups.setdefault((row.tag, _naming.names(row), row.getparent()), []).append(row)
    parts = [_naming.exact(root, group) for group in groups.values()] if 1 < len(groups) <= _GROUPS else []
    return ", ".join(parts) if parts and all(parts) else ""


def _titles(entries: list[Entry], listing: Listing) -> list[tuple[HtmlElement, HtmlElement]]:
    """In each row the smallest element that holds just the headline."""
    titles = {canonical(lead.url): lead.title for lead in listing.leads}
    found = []
    for entry in entries:
        wanted = titles.get(entry.link.key, "")
        same = [node for node in entry.row.iter() if wanted and " ".join(node.text_content().split()) == wanted]
        found += [(entry.row, same[-1])] if same else []
    return found


def _dates(entries: list[Entry], page: Page, source: Source) -> list[tuple[HtmlElement, HtmlElement]]:
    """In each row the first element that holds a date and little else."""
    found = []
    for entry in entries:
        for node in entry.row.iter():
            text = " ".join(node.text_content().split()) if isinstance(node.tag, str) else ""
            near = 0 < len(text) <= _LONGEST_DATE and any(letter.isdigit() for letter in text)
            if near and node is not entry.row and _is_smallest(node) and beside([text], source.zone, page.retrieved):
                found.append((entry.row, node))
                break
    return found


def _is_smallest(node: HtmlElement) -> bool:
    """Whether what the element says stands in it directly, not in one element inside."""
    return len(node) != 1 or bool((node.text or "").strip() or (node[0].tail or "").strip())


def _nexts(root: HtmlElement, url: str, listing: Listing) -> Iterator[str]:
    """Selectors of the link to the following page: by relation, by a lasting class, by its words."""
    wanted = canonical(listing.next_url) if listing.next_url else ""
    links = [link for link in root.iter("a") if wanted and canonical(absolute(link.get("href") or "", url)) == wanted]
    if any("next" in (link.get("rel") or "").split() for link in links):
        yield 'a[rel~="next"]'
    for link in links:
        around = [name for node in link.iterancestors() for name in _naming.marks(node)][:2]
        # A class that does not say "next" may be that of every link of the pager.
        for name in filter(_NEXT.search, _naming.marks(link)):
            yield f"a{name}"
            yield from (f"{above} a{name}" for above in around)
        said = " ".join(link.text_content().split())
        for word in (word for word in _WAY_ON if word in said):
            yield from (f'{above} a:-soup-contains("{word}")' for above in around)
            yield f'a:-soup-contains("{word}")'


def shown(selectors: Selectors) -> Iterable[tuple[str, str]]:
    """The selectors that are set, by name, as a feed file has them."""
    return (
        (name, getattr(selectors, name))
        for name in ("item", "link", "title", "date", "next")
        if getattr(selectors, name)
    )
