"""Kind `auto`: an index page without selectors, whose list is found by its repetition."""

import re
from collections import defaultdict
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from syndicator.errors import ExtractError
from syndicator.extract.kinds._itemlist import declared_list
from syndicator.extract.kinds._links import Link, links_of, squeezed, title_of
from syndicator.extract.kinds._listrows import Entry, best_title
from syndicator.extract.kinds._listtext import list_text
from syndicator.extract.kinds._mainlist import main_list
from syndicator.extract.kinds._mend import mend
from syndicator.extract.kinds._when import beside
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source

_TITLE = 300
_NEXT = re.compile(
    r"[\s»›>→]*(?:下一?[页頁]|后一?[页頁]|次へ|次のページ|다음|next(?: page)?|older(?: posts)?|[»›>→])[\s»›>→]*",
    re.IGNORECASE,
)


class AutoKind:
    """The main list of an index page: repeated structure, links with something to read, dates beside them.

    Of a page whose list is made by scripts, the one it declares in JSON-LD.
    """

    name = "auto"

    def leads(self, page: Page, source: Source) -> Listing:
        """The list's articles in page order. Raises ExtractError when nothing on the page looks like a list."""
        text, cut = list_text(page, source)
        if "<" not in text:
            raise ExtractError(f"the page holds no HTML: {page.url}")
        _, links = links_of(text, page.url)
        entries = main_list(links)
        if not entries:
            declared = declared_list(text, page.url, source.zone)
            if not declared:
                raise ExtractError(f"list missing: no list of articles found at {page.url} ({len(links)} links)")
            return Listing(tuple(declared), _next(links), seen=len(declared), cut=cut)
        by_key: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_key[link.key].append(link)
        leads = tuple(_lead(entry, by_key[entry.link.key], page, source.zone) for entry in entries)
        return Listing(leads, _next(links), seen=len(leads), cut=cut)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the article's page says. Raises ExtractError when it holds no article."""
        return mend(reader.read(page, source, lead), source)


def _lead(entry: Entry, same: list[Link], page: Page, zone: ZoneInfo) -> Lead:
    named = best_title(entry, same)
    title = title_of(named.words)
    when = beside(_dated(entry.row, named.element), zone, page.retrieved)
    # A date that runs into the headline at its end is the list's after all.
    inside = beside([named.words.replace(title, " ").strip()], zone, page.retrieved) if title != named.words else None
    return Lead(entry.link.url, title[:_TITLE], when or inside)


def _dated(row: HtmlElement, link: HtmlElement) -> list[str]:
    """The row's texts outside the headline that may hold its date: one inside is the story's, not the article's."""
    stamps = [time.get("datetime", "") for time in row.iter("time")]
    pieces = [squeezed(row)] if row is link else [text for node in row.iter() for text in _own(node, link)]
    return [text for text in (*stamps, *pieces) if text]


def _own(node: HtmlElement, link: HtmlElement) -> list[str]:
    """The text right inside and right after an element, none of it the link's."""
    inside = node is not link and link not in node.iterancestors()
    texts = [node.text if inside else "", node.tail if link not in node.iterancestors() else ""]
    return [" ".join(text.split()) for text in texts if text and text.strip()]


def _next(links: list[Link]) -> str:
    named = (link for link in links if "next" in (link.element.get("rel") or "").lower().split())
    worded = (link for link in links if _NEXT.fullmatch(squeezed(link.element) or link.element.get("title") or ""))
    found = next(named, None) or next(worded, None)
    return found.url if found else ""
