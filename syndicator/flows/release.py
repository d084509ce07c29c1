"""From the store to fresh documents: select, render, compress, offer."""

import asyncio
from dataclasses import replace

from syndicator.deliver import conditional
from syndicator.errors import PublishError
from syndicator.flows.library import Ready, Shelf
from syndicator.flows.services import Services
from syndicator.model.feed import Document, Feed, Place
from syndicator.publish import render, select
from syndicator.publish.formats import FORMATS
from syndicator.store import articles, changes, documents


def place(services: Services) -> Place:
    """Where we publish, from config."""
    config = services.config
    return Place(base_url=config.base_url, publisher=config.site.publisher or config.site.name)


async def release(services: Services, feed: Feed) -> bool:
    """Bring one feed's documents up to date; True when any byte changed.

    Nothing is read when no article changed since, nothing rendered when the selection is the same as last time.
    Raises PublishError with the last good documents still on offer.
    """
    async with services.library.turn(feed.name):
        return await _release(services, feed)


async def _release(services: Services, feed: Feed) -> bool:
    now = services.now()
    before = services.library.shelf(feed.name)
    async with services.database.read() as connection:
        number = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
        if before and before.feed == feed and not before.is_stale(number, now):
            return False
        until = (await changes.next_embargoes(connection, now, feed.name)).get(feed.name)
        newest = await articles.newest(connection, feed.name, feed.entries, now)
        # An edit of an article that is no longer among them is news too.
        edited = await articles.edited(connection, feed.name, feed.entries, now)
    found = tuple({article.id: article for article in (*newest, *edited)}.values())
    here = place(services)
    selection = select.entries(feed, found, here, now)
    if before and (before.feed, before.entries) == (feed, selection.entries):
        services.library.put(feed.name, replace(before, changes=number, until=until))
        return False
    rendered = {
        extension: render.render(feed, selection.entries, form, here, now, services.library.pieces)
        for extension, form in FORMATS.items()
    }
    dated = await _date(services, feed, rendered)
    ready = {
        extension: Ready(document, await asyncio.to_thread(conditional.variants, document))
        for extension, document in dated.items()
    }
    services.library.put(feed.name, Shelf(feed, selection.entries, ready, number, until))
    return before is None or any(
        before.documents[extension].document.etag != document.etag for extension, document in dated.items()
    )


async def release_all(services: Services) -> tuple[str, ...]:
    """Every declared feed; returns what could not be rendered, a line each."""
    services.library.keep_only(frozenset(feed.name for feed in services.catalog.feeds))
    return await _release_each(services, services.catalog.feeds)


async def refresh(services: Services) -> tuple[str, ...]:
    """The feeds that may have something else to offer, whoever changed it; returns what could not be rendered."""
    now = services.now()
    async with services.database.read() as connection:
        numbers = await changes.numbers(connection)

    def is_stale(feed: Feed) -> bool:
        shelf = services.library.shelf(feed.name)
        return shelf is None or shelf.is_stale(numbers.get(feed.name, 0), now)

    return await _release_each(services, tuple(feed for feed in services.catalog.feeds if is_stale(feed)))


async def _release_each(services: Services, feeds: tuple[Feed, ...]) -> tuple[str, ...]:
    failures = []
    for feed in feeds:
        try:
            await release(services, feed)
        except PublishError as error:
            failures.append(f"{feed.name}: {error}")
    return tuple(failures)


async def _date(services: Services, feed: Feed, rendered: dict[str, Document]) -> dict[str, Document]:
    """Give each document the time its bytes last changed, which the store remembers over restarts."""
    now = services.now()
    dated = {}
    async with services.database.begin() as connection:
        for extension, document in rendered.items():
            changed = await documents.note(connection, feed.name, extension, document.etag, now)
            dated[extension] = replace(document, last_modified=changed)
    return dated
