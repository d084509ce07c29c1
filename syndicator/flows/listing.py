"""From a source's listing to the leads worth a visit."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache

from syndicator.errors import FetchError
from syndicator.extract.hub import Announced, announced
from syndicator.extract.kinds import KINDS
from syndicator.flows.services import Services
from syndicator.model.draft import Lead, Listing
from syndicator.model.page import Page
from syndicator.model.run import SourceState
from syndicator.model.source import Source
from syndicator.store import articles, pages


class Unread(Enum):
    """Whether the listing was read, or is the one read last time."""

    NO = "read"
    SAME = "same as last time"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A following listing page that could not be read."""

    url: str
    error: FetchError


@dataclass(frozen=True, slots=True)
class Found:
    """Leads to follow, pages to read again for edits, how many leads were known already, and the hub named."""

    leads: tuple[Lead, ...] = ()
    recheck: tuple[Lead, ...] = ()
    known: int = 0
    skipped: tuple[Skipped, ...] = ()
    unread: Unread = Unread.NO
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    moved_to: str = ""
    hub: Announced | None = None


@lru_cache(maxsize=2048)
def reading(source: Source) -> str:
    """A digest of the configuration that decides how a page is read.

    It goes before every remembered body hash, so that a changed policy or selector reads
    unchanged pages again.
    """
    decisive = replace(source, every=timedelta(), recheck=timedelta(), where="", headers=())
    policy = replace(decisive.policy, where="")
    return hashlib.sha256(repr(replace(decisive, policy=policy)).encode()).hexdigest()[:16]


def digest(source: Source, body: bytes) -> str:
    """What is remembered of a body: how it was read, and its hash."""
    return f"{reading(source)}:{hashlib.sha256(body).hexdigest()}"


async def find(services: Services, source: Source, state: SourceState) -> Found:
    """Fetch the listing (and its following pages) and tell new leads from known ones.

    Raises FetchError or ExtractError when the first page can't be read.
    """
    same_reading = state.body_hash.startswith(f"{reading(source)}:")
    page = await services.fetcher.get(
        state.moved_to or source.url,
        etag=state.etag if same_reading else None,
        last_modified=state.last_modified if same_reading else None,
        headers=source.headers,
    )
    moved_to = page.moved_to or state.moved_to
    since = services.now() - source.recheck if same_reading else datetime.min.replace(tzinfo=UTC)
    if page.not_modified or digest(source, page.body) == state.body_hash:
        return replace(await _sort(services, source, (), since), unread=Unread.SAME, moved_to=moved_to)
    leads, skipped = await _leads(services, source, page)
    return replace(
        await _sort(services, source, leads, since),
        skipped=skipped,
        etag=page.etag,
        last_modified=page.last_modified,
        body_hash=digest(source, page.body),
        moved_to=moved_to,
        hub=announced(page) if source.kind == "feed" else None,
    )


async def _leads(services: Services, source: Source, page: Page) -> tuple[tuple[Lead, ...], tuple[Skipped, ...]]:
    """The leads of the first page and of those it links to, each address once."""
    kind = KINDS[source.kind]
    listing: Listing = await asyncio.to_thread(kind.leads, page, source)
    leads = {lead.url or lead.key: lead for lead in listing.leads}
    visited = {page.url}
    for _ in range(source.pages - 1):
        url = listing.next_url
        if not url or url in visited:
            break
        visited.add(url)
        try:
            following = await services.fetcher.get(url, headers=source.headers)
        except FetchError as error:
            return tuple(leads.values()), (Skipped(url, error),)
        listing = await asyncio.to_thread(kind.leads, following, source)
        for lead in listing.leads:
            leads.setdefault(lead.url or lead.key, lead)
    return tuple(leads.values()), ()


async def unread(services: Services, leads: tuple[Lead, ...]) -> tuple[Lead, ...]:
    """The leads to follow: whole articles, and pages never read."""
    links = [lead.url for lead in leads if lead.url]
    async with services.database.read() as connection:
        # A link that led to an article under another address was read, though it is not the article's own.
        known = await articles.known(connection, links) | await pages.seen(connection, links)
    return tuple(lead for lead in leads if lead.draft or lead.url not in known)


async def _sort(services: Services, source: Source, leads: tuple[Lead, ...], since: datetime) -> Found:
    """New leads and whole articles are followed; known pages only inside the re-check window."""
    fresh = await unread(services, leads)
    async with services.database.read() as connection:
        recent = await articles.recent_urls(connection, source.key, since)
        # An article that a feed gave whole has no page we ever read, so there is none to read again.
        read = await pages.seen(connection, recent)
    named = {lead.url: lead for lead in leads}
    followed = {lead.url for lead in fresh}
    recheck = tuple(named.get(url) or Lead(url) for url in recent if url in read and url not in followed)
    again = {lead.url for lead in recheck}
    passed = sum(1 for lead in leads if lead.url not in followed and lead.url not in again)
    return Found(leads=fresh, recheck=recheck, known=passed)
