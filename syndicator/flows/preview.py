"""What would become of an address or a source, with nothing kept: an article, a list, a feed, a folder of files."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from syndicator.attribute.resolve import resolve
from syndicator.errors import ExtractError, FetchError, SyndicatorError
from syndicator.extract.kinds import KINDS
from syndicator.extract.nature import Sort, nature
from syndicator.fetch import folder
from syndicator.flows import article_pages, barrier
from syndicator.flows.look import Look, drop, unconfigured
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.run import Problem
from syndicator.model.source import Source

SORTS: tuple[Sort, ...] = ("article", "list", "feed", "sitemap", "json")
# What kind reads what an address turns out to be, where no source is named.
_KINDS: dict[Sort, str] = {"list": "auto", "feed": "feed", "sitemap": "sitemap", "json": "json"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an address or a source is ("article", "list", …, or the source's kind), and its newest articles.

    `listing` is what its list holds, None for one article; `notes` say what else there is to know.
    """

    url: str
    what: str
    source: Source
    looks: tuple[Look, ...]
    problems: tuple[Problem, ...] = ()
    listing: Listing | None = None
    notes: tuple[str, ...] = ()


async def address(
    services: Services, url: str, limit: int, *, source: Source | None = None, sort: Sort = ""
) -> Preview:
    """What the page at `url` is, or is said to be by `sort`, and what would become of it.

    `source` gives rights, selectors and zone. Raises FetchError, and ExtractError where it is nothing we read.
    """
    page = await (visit(services, source, url) if source else barrier.past(url, services.fetcher.get(url)))
    chosen = source or unconfigured(page)
    what = sort or (await asyncio.to_thread(nature, page, chosen)).sort
    if what == "article":
        whole = await article_pages.fetch(services, chosen, Lead(url), {url: page})
        return Preview(url, what, chosen, (_look(services, whole.draft, chosen),), notes=_joined(len(whole.addresses)))
    if not what:
        raise ExtractError(f"neither an article, a list of articles, a feed nor a sitemap: {url}")
    reading = chosen if source and what == "list" and source.selectors.item else replace(chosen, kind=_KINDS[what])
    return await _listed(services, replace(reading, url=url), page, limit, what)


async def of(services: Services, source: Source, limit: int) -> Preview:
    """The newest `limit` articles of a source as they would be kept. Raises FetchError or ExtractError."""
    if source.kind == "push":
        note = "its newsroom sends articles to /api/v1/articles (docs/push.md): there is nothing to fetch"
        return Preview("", source.kind, source, (), notes=(note,))
    if source.kind == "inbox":
        return await _dropped(services, source, limit)
    page = await visit(services, source, source.url, wait=source.selectors.item)
    return await _listed(services, source, page, limit, source.kind)


async def _listed(services: Services, source: Source, page: Page, limit: int, what: str) -> Preview:
    leads: dict[str, Lead] = {}
    seen, notes, following = 0, list[str](), ""
    async for listing in _listings(services, source, page):
        leads |= {lead.url or lead.key: lead for lead in listing.leads if (lead.url or lead.key) not in leads}
        seen, following = seen + listing.seen, listing.next_url
        notes += listing.notes
        if len(leads) >= limit:
            break
    looks: list[Look] = []
    problems: list[Problem] = []
    for lead in list(leads.values())[:limit]:
        try:
            draft = lead.draft or (await article_pages.fetch(services, source, lead)).draft
            looks.append(_look(services, draft, source))
        except (FetchError, ExtractError) as error:
            problems.append(_problem(lead.url, error))
    whole = Listing(tuple(leads.values()), following, seen, tuple(notes))
    return Preview(source.url, what, source, tuple(looks), tuple(problems), whole, tuple(notes))


async def _listings(services: Services, source: Source, page: Page) -> AsyncIterator[Listing]:
    """The list's pages, as many as the source reads; of an address without one, two for a sitemap's index."""
    pages = max(source.pages, 2) if source.kind == "sitemap" else source.pages
    reading = replace(source, pages=pages)
    visited = {page.url}
    while True:
        listing = await asyncio.to_thread(KINDS[source.kind].leads, page, reading)
        yield listing
        if len(visited) >= pages or not listing.next_url or listing.next_url in visited:
            return
        visited.add(listing.next_url)
        page = await visit(services, source, listing.next_url, wait=source.selectors.item)


async def _dropped(services: Services, source: Source, limit: int) -> Preview:
    """The files that lie ready; each stays where it is."""
    paths = await asyncio.to_thread(folder.scan, Path(source.url))
    looks: list[Look] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for path in paths[:limit]:
        try:
            page = await asyncio.to_thread(folder.read, path)
            found = await asyncio.to_thread(drop, page, source, license_base=services.config.base_url)
            looks += found.looks
            problems += [Problem(path.name, ExtractError.code, text) for text in found.refused]
            notes += [f"{path.name}: {note}" for note in found.notes]
        except (FetchError, ExtractError) as error:
            problems.append(_problem(path.name, error))
    ready = f"{len(paths)} files lie ready in {source.url}" if paths else f"no file lies ready in {source.url}"
    return Preview(source.url, source.kind, source, tuple(looks), tuple(problems), notes=(ready, *notes))


def _look(services: Services, draft: Draft, source: Source) -> Look:
    return Look(draft, resolve(draft, source, license_base=services.config.base_url))


def _problem(url: str, error: SyndicatorError) -> Problem:
    return Problem(url, error.code, str(error))


def _joined(count: int) -> tuple[str, ...]:
    return (f"joined from {count} pages",) if count > 1 else ()
