"""From a source's listing to the leads worth a visit."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from functools import lru_cache

from syndicator.errors import BlockedPage, ExtractError, FetchError, HttpStatus, SyndicatorError
from syndicator.extract.hub import Announced, announced
from syndicator.extract.kinds import KINDS
from syndicator.flows import barrier
from syndicator.flows.recheck import Window
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.draft import Lead, Listing
from syndicator.model.page import Page
from syndicator.model.rights import AiUse
from syndicator.model.run import SourceState
from syndicator.model.source import Source
from syndicator.store import articles, entries, failed_leads, pages
from syndicator.store.database import Connection
from syndicator.store.failed_leads import FailedLead
from syndicator.store.pages import PageState

_LATER = (429, 503)


class Unread(Enum):
    """Whether the listing was read, or is the one read last time."""

    NO = "read"
    SAME = "same as last time"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A following listing page that could not be read."""

    url: str
    error: FetchError | ExtractError


@dataclass(frozen=True, slots=True)
class Found:
    """Leads to follow, pages to read again for edits, how many leads were known already, and the hub named.

    `failed` are those of the leads that failed before, `resting` how many are not asked for now, since they failed.
    `page` is the list where it was read, and `listed` everything on it; `cut` says what of it was left out.
    """

    leads: tuple[Lead, ...] = ()
    recheck: tuple[Lead, ...] = ()
    before: Mapping[str, PageState] = field(default_factory=dict)
    known: int = 0
    failed: Mapping[str, FailedLead] = field(default_factory=dict)
    resting: int = 0
    skipped: tuple[Skipped, ...] = ()
    cut: str = ""
    unread: Unread = Unread.NO
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    moved_to: str = ""
    hub: Announced | None = None
    page: Page | None = None
    listed: tuple[Lead, ...] = ()


@lru_cache(maxsize=2048)
def reading(source: Source) -> str:
    """A digest of the configuration that decides how a page is read.

    It goes before every remembered body hash, so that a changed policy or selector reads
    unchanged pages again.
    """
    decisive = replace(source, every=timedelta(), every_max=timedelta(), recheck=timedelta(), where="", user_agent="")
    decisive = replace(decisive, alerts=True)
    policy = replace(decisive.policy, where="", ai=AiUse.SEARCH)
    return hashlib.sha256(repr(replace(decisive, policy=policy)).encode()).hexdigest()[:16]


def digest(source: Source, body: bytes) -> str:
    """What is remembered of a body: how it was read, and its hash."""
    return f"{reading(source)}:{hashlib.sha256(body).hexdigest()}"


def entry(source: Source, lead: Lead) -> tuple[str, str]:
    """What a whole article in a listing is remembered by: its key there, and what it says and how that was read."""
    return lead.key or lead.url, digest(source, repr(lead).encode("utf-8", "backslashreplace"))


async def find(
    services: Services, source: Source, state: SourceState, *, sparing: bool = False, whole: bool = False
) -> Found:
    """Fetch the listing (and its following pages) and tell new leads from known ones.

    `sparing` leaves out known pages whose turn to be read again it is not, links that failed whose turn it is not, and
    entries that say what they said; `whole` reads a list that is the one read last time, too.
    Raises FetchError or ExtractError when the first page can't be read.
    """
    same_reading = state.body_hash.startswith(f"{reading(source)}:")
    page, moved_to = await _first_page(services, source, state, conditional=same_reading and not whole)
    before = state.last_success if sparing else None
    missed = state.body_hash == f"{reading(source)}:"
    window = Window(services.now(), source, before, everything=not same_reading)
    if page.not_modified or (digest(source, page.body) == state.body_hash and not whole):
        return replace(await _sort(services, source, (), window, missed=missed), unread=Unread.SAME, moved_to=moved_to)
    leads, skipped, cut = await _leads(services, source, page)
    return replace(
        await _sort(services, source, leads, window, missed=missed),
        skipped=skipped,
        cut=cut,
        etag=page.etag,
        last_modified=page.last_modified,
        body_hash=digest(source, page.body),
        moved_to=moved_to,
        hub=announced(page) if source.kind == "feed" else None,
        page=page,
        listed=leads,
    )


async def _first_page(services: Services, source: Source, state: SourceState, *, conditional: bool) -> tuple[Page, str]:
    """The listing and where it has moved to, "" for nowhere.

    Where the address it moved to fails, it is asked for once more where it is configured.
    """
    etag, last_modified = (state.etag, state.last_modified) if conditional else (None, None)
    wait = source.selectors.item
    if state.moved_to:
        try:
            page = await visit(services, source, state.moved_to, etag=etag, last_modified=last_modified, wait=wait)
        except FetchError as error:
            if is_passing(error):
                raise
            # What an address that failed said of its body holds for no other.
            etag, last_modified = None, None
        else:
            return page, page.moved_to or state.moved_to
    page = await visit(services, source, source.url, etag=etag, last_modified=last_modified, wait=wait)
    return page, page.moved_to or ""


def is_passing(error: SyndicatorError) -> bool:
    """Whether an error says "later" or "not you", and nothing about the address."""
    return isinstance(error, BlockedPage) or (isinstance(error, HttpStatus) and error.status in _LATER)


async def _leads(services: Services, source: Source, page: Page) -> tuple[tuple[Lead, ...], tuple[Skipped, ...], str]:
    """The leads of the first page and of those it links to, each address once; and what was left out of one."""
    listing = await _listing(source, page)
    cut = listing.cut
    leads = {lead.url or lead.key: lead for lead in listing.leads}
    visited = {page.url}
    for _ in range(source.pages - 1):
        url = listing.next_url
        if not url or url in visited:
            break
        visited.add(url)
        try:
            listing = await _listing(source, await visit(services, source, url, wait=source.selectors.item))
        except (FetchError, ExtractError) as error:
            return tuple(leads.values()), (Skipped(url, error),), cut
        cut = cut or listing.cut
        for lead in listing.leads:
            leads.setdefault(lead.url or lead.key, lead)
    return tuple(leads.values()), (), cut


async def _listing(source: Source, page: Page) -> Listing:
    with barrier.reading(page):
        return await asyncio.to_thread(KINDS[source.kind].leads, page, source)


async def unread(services: Services, source: Source, leads: tuple[Lead, ...]) -> Found:
    """Of what is listed, the leads to follow now: pages never read, and whole articles that say something else now."""
    window = Window(services.now(), source, services.now())
    async with services.database.read() as connection:
        return await _followed(connection, source, leads, window)


async def _followed(connection: Connection, source: Source, leads: tuple[Lead, ...], window: Window) -> Found:
    """The leads to follow, without those that failed and whose turn it is not."""
    fresh = await _unread(connection, source, leads, sparing=window.before is not None)
    failed = await failed_leads.load(connection, source.key, [lead.url for lead in fresh if not lead.draft])
    if window.before is None or window.everything:
        return Found(leads=fresh, failed=failed)
    resting = {url for url, one in failed.items() if one.due is None or one.due > window.now}
    followed = tuple(lead for lead in fresh if lead.draft or lead.url not in resting)
    return Found(leads=followed, failed=failed, resting=len(fresh) - len(followed))


async def _unread(
    connection: Connection, source: Source, leads: tuple[Lead, ...], *, sparing: bool
) -> tuple[Lead, ...]:
    links = [lead.url for lead in leads if lead.url and not lead.draft]
    whole = dict(entry(source, lead) for lead in leads if lead.draft and sparing)
    # A link that led to an article under another address was read, though it is not the article's own.
    known = await articles.known(connection, links) | await pages.seen(connection, links)
    kept = await entries.load(connection, source.key, whole)
    same = {key for key, said in whole.items() if kept.get(key) == said}
    return tuple(
        lead for lead in leads if ((lead.key or lead.url) not in same if lead.draft else lead.url not in known)
    )


async def _sort(services: Services, source: Source, leads: tuple[Lead, ...], window: Window, *, missed: bool) -> Found:
    """New leads and whole articles are followed; known pages only inside the re-check window."""
    async with services.database.read() as connection:
        found = await _followed(connection, source, leads, window)
        newest = await articles.recent(connection, source.key, window.since)
        recent = [url for url, first_seen in newest if window.has(first_seen)]
        if window.before is not None and missed:
            # A page that was gone is asked again at once, not when its turn comes.
            recent += await pages.gone(connection, [url for url, _ in newest if url not in set(recent)])
        # An article that a feed gave whole has no page we ever read, so there is none to read again.
        before = await pages.load_all(connection, recent)
    named = {lead.url: lead for lead in leads}
    followed = {lead.url for lead in found.leads}
    recheck = tuple(named.get(url) or Lead(url) for url in recent if url in before and url not in followed)
    again = {lead.url for lead in recheck}
    passed = sum(1 for lead in leads if lead.url not in followed and lead.url not in again)
    return replace(found, recheck=recheck, before=before, known=passed - found.resting)
