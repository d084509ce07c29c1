"""An article's page or pages: fetched, read, joined; and told at little cost whether any of them changed.

What is remembered of a page that leads on has no validators: the next page's address stands in its body, so the
body is asked for each time. The last page, mostly the only one, is asked for conditionally.
"""

import asyncio
from dataclasses import dataclass, replace

from syndicator.attribute.reservation import of_page
from syndicator.errors import ExtractError, LedHome, SaysGone
from syndicator.extract import gone
from syndicator.extract.kinds import KINDS
from syndicator.extract.nature import nature
from syndicator.extract.page import joined
from syndicator.extract.page.pager import Trail
from syndicator.flows import barrier
from syndicator.flows.listing import digest, reading
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.draft import Draft, Lead
from syndicator.model.page import Page
from syndicator.model.rights import Evidence
from syndicator.model.source import Source
from syndicator.store import pages
from syndicator.store.pages import PageState
from syndicator.text.sites import is_above, is_front
from syndicator.text.urls import canonical

_LEADS_ON = "+"
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page that was read for an article, the address it was asked for at, and whether another follows."""

    asked: str
    page: Page
    leads_on: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """An article read from all of its pages; `addresses` are those that led to it, the first page's first.

    `said` is what its first page says about machines that use it.
    """

    draft: Draft
    sheets: tuple[Sheet, ...]
    addresses: tuple[str, ...]
    said: tuple[Evidence, ...] = ()

    def states(self, services: Services, source: Source) -> tuple[PageState, ...]:
        """What to remember of each page, under the address followed and the one it led to: either may be asked."""
        now = services.now()
        return tuple(
            PageState(
                url,
                None if sheet.leads_on else sheet.page.etag,
                None if sheet.leads_on else sheet.page.last_modified,
                _digest(source, sheet.page, leads_on=sheet.leads_on),
                now,
            )
            for sheet in self.sheets
            for url in dict.fromkeys((sheet.asked, sheet.page.url))
        )


async def read(services: Services, source: Source, lead: Lead, before: PageState | None = None) -> Whole | None:
    """The article a lead points to, None when no page of it changed since it was last read.

    `before` is what is remembered of its first page, where that is known already.
    Raises FetchError or ExtractError when one of its pages can't be had: an article is whole or not there at all.
    """
    had: dict[str, Page] = {}
    if await _is_unchanged(services, source, lead.url, before, had):
        return None
    return await fetch(services, source, lead, had)


async def fetch(services: Services, source: Source, lead: Lead, had: dict[str, Page] | None = None) -> Whole:
    """The article a lead points to, as it is now; `had` are pages already here. Raises as `read` does."""
    had = had or {}
    asked = lead.url
    page = had.get(asked) or await visit(services, source, asked, wait=source.selectors.body)
    await asyncio.to_thread(_check_place, asked, page, source)
    trail = Trail(page.url, source)
    drafts: list[Draft] = []
    sheets: list[Sheet] = []
    addresses: list[str] = []
    while True:
        # A further page without a headline has the article's.
        here = lead if not drafts else replace(lead, url=asked, title=lead.title or drafts[0].title, key="", draft=None)
        draft, following = await asyncio.to_thread(_look, page, here, source, trail, first=not sheets)
        is_other = bool(drafts) and not joined.continues(drafts, draft)
        sheets.append(Sheet(asked, page, bool(following) and not is_other))
        if not is_other:
            drafts.append(draft)
            addresses.append(asked)
        if is_other or not following:
            return Whole(joined.join(drafts), tuple(sheets), tuple(addresses), of_page(sheets[0].page))
        asked = following
        page = had.get(asked) or await visit(services, source, asked, wait=source.selectors.body)


def _check_place(asked: str, page: Page, source: Source) -> None:
    """Raise LedHome or SaysGone where a page stands at an address that no article has."""
    if canonical(page.url) != canonical(asked):
        if gone.place(page.url) and not gone.place(asked):
            raise SaysGone(asked, f"it leads to the site's page for what is missing, {page.url}", page)
        if is_front(page.url) and not is_front(asked):
            raise LedHome(asked, f"it leads to the front page, {page.url}")
        if canonical(page.url) == canonical(source.url) or (
            is_above(page.url, asked) and nature(page, source).sort == "list"
        ):
            raise LedHome(asked, f"it leads to a list, {page.url}")


def _look(page: Page, lead: Lead, source: Source, trail: Trail, *, first: bool) -> tuple[Draft, str]:
    """What a page says as an article, and the address of the page that follows.

    Raises ExtractError, and FetchError for an article's first page that says it is no more: a later one that does
    was one too many.
    """
    try:
        with barrier.reading(page):
            draft = KINDS[source.kind].draft(page, lead, source)
    except ExtractError:
        if not first:
            raise
        _check_words(page, None, lead, source)
        if home := gone.leads_home(page, source.charset):
            raise LedHome(lead.url, f"it sends its readers to the front page, {home}") from None
        raise
    if first:
        _check_words(page, draft, lead, source)
    return draft, trail.after(page)


def _check_words(page: Page, draft: Draft | None, lead: Lead, source: Source) -> None:
    """Raise SaysGone where a page says that its article is no more."""
    if said := gone.recognise(page, draft, lead.title, source.charset):
        raise SaysGone(lead.url, f"its page says: {said[:_SHOWN]}", page)


async def _is_unchanged(
    services: Services, source: Source, url: str, before: PageState | None, had: dict[str, Page]
) -> bool:
    """Whether every page is as it was, asked in order up to the first that is not; `had` gets what came whole."""
    trail = None
    while url:
        if before is None:
            async with services.database.read() as connection:
                before = await pages.load(connection, url)
        if before is None or not before.body_hash.startswith(f"{reading(source)}:"):
            return False
        page = await visit(
            services,
            source,
            url,
            etag=before.etag,
            last_modified=before.last_modified,
            wait=source.selectors.body,
        )
        if page.not_modified or before.body_hash == _digest(source, page, leads_on=False):
            return True
        had[url] = page
        if before.body_hash != _digest(source, page, leads_on=True):
            return False
        trail = trail or Trail(page.url, source)
        url, before = await asyncio.to_thread(trail.after, page), None
    return False


def _digest(source: Source, page: Page, *, leads_on: bool) -> str:
    return digest(source, page.body) + (_LEADS_ON if leads_on else "")
