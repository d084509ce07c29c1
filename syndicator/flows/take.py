"""One article: its page (or the listing's own copy) to a stored version."""

import asyncio

from syndicator.attribute.resolve import resolve
from syndicator.extract.kinds import KINDS
from syndicator.flows.listing import digest, reading
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.draft import Draft, Lead
from syndicator.model.page import Page
from syndicator.model.rights import Attribution
from syndicator.model.source import Source
from syndicator.store import articles, pages
from syndicator.store.articles import Kept
from syndicator.store.database import Connection
from syndicator.store.pages import PageState


async def take(services: Services, source: Source, lead: Lead, tally: Tally) -> None:
    """Follow one lead and keep what it says. Raises FetchError, ExtractError or StoreError."""
    if lead.draft:
        tally.kept(lead.url, await keep(services, source, lead.draft, lead))
        return
    page = await _page(services, source, lead)
    if page is None:
        tally.unchanged()
        return
    draft = await asyncio.to_thread(KINDS[source.kind].draft, page, lead, source)
    tally.kept(lead.url, await keep(services, source, draft, lead, page))


def attributed(services: Services, source: Source, draft: Draft) -> Attribution:
    """The rights of a draft, with our own license pages where it names no license."""
    return resolve(draft, source, license_base=services.config.base_url)


async def keep(services: Services, source: Source, draft: Draft, lead: Lead, page: Page | None = None) -> Kept:
    """Store a draft with its rights, and what is remembered of its page, in one transaction."""
    aliases = (lead.url,) if page else ()
    async with services.database.begin() as connection:
        kept = await put(connection, services, source, draft, key=lead.key, aliases=aliases)
        if page:
            # Under the address we followed and the one it led to: the article is asked for by either.
            for url in {lead.url, draft.url}:
                state = PageState(url, page.etag, page.last_modified, digest(source, page.body), services.now())
                await pages.save(connection, state)
    return kept


async def put(  # noqa: PLR0913 - where it goes, what it is, and its names
    connection: Connection,
    services: Services,
    source: Source,
    draft: Draft,
    *,
    key: str,
    aliases: tuple[str, ...] = (),
) -> Kept:
    """Store a draft with its rights in a transaction that is open. Raises StoreError."""
    return await articles.keep(
        connection,
        draft,
        attributed(services, source, draft),
        source,
        now=services.now(),
        authority=services.config.site.authority,
        key=key,
        aliases=aliases,
    )


async def _page(services: Services, source: Source, lead: Lead) -> Page | None:
    """The article's page, None when it is the one read last time."""
    async with services.database.read() as connection:
        before = await pages.load(connection, lead.url)
    current = before if before and before.body_hash.startswith(f"{reading(source)}:") else None
    page = await services.fetcher.get(
        lead.url,
        etag=current.etag if current else None,
        last_modified=current.last_modified if current else None,
        headers=source.headers,
    )
    if page.not_modified or (current and current.body_hash == digest(source, page.body)):
        return None
    return page
