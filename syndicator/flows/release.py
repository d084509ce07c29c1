"""From the store to fresh documents: select, render, compress, offer."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from syndicator.deliver.variants import Variants
from syndicator.errors import PublishError
from syndicator.flows.library import Ready, Shelf
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Document, Feed, Place
from syndicator.model.partner import Shape
from syndicator.publish import render, select
from syndicator.publish.formats import FORMATS
from syndicator.publish.select import EVERYBODY
from syndicator.store import articles, changes, documents, journal


@dataclass(frozen=True, slots=True)
class _Stock:
    """What a feed may publish now: at which count of its changes, and when the next embargo ends."""

    articles: tuple[Article, ...]
    changes: int
    until: datetime | None
    now: datetime


def place(services: Services) -> Place:
    """Where we publish, from config."""
    config = services.config
    hub = f"{config.base_url}/hub" if config.hub.enabled else ""
    return Place(base_url=config.base_url, publisher=config.site.publisher or config.site.name, hub=hub)


async def release(services: Services, feed: Feed) -> bool:
    """Bring one feed's documents up to date, in every shape that is in use; True when any byte changed.

    Nothing is read when no article changed since, nothing rendered when the selection is the same as last time.
    Raises PublishError with the last good documents still on offer.
    """
    async with services.library.turn(feed.name):
        changed = await _release(services, feed)
    if changed:
        services.library.changed.set()
    return changed


async def offer(services: Services, feed: Feed, shape: Shape) -> Shelf | None:
    """What a feed offers in a shape, made now where nobody asked for it lately; None before the feed's first release.

    Raises PublishError.
    """
    if shape == EVERYBODY or services.library.shelf(feed.name) is None:
        return services.library.shelf(feed.name)
    async with services.library.turn(feed.name):
        services.library.ask(feed.name, shape, services.now())
        shelf = services.library.shelf(feed.name, shape)
        if shelf is None or shelf.feed != feed:
            await _shelve(services, feed, shape, await _stock(services, feed))
    return services.library.shelf(feed.name, shape)


async def _release(services: Services, feed: Feed) -> bool:
    now = services.now()
    before = services.library.shelf(feed.name)
    await end_embargoes(services, feed)
    async with services.database.read() as connection:
        number = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
    if before and before.feed == feed and not before.is_stale(number, now):
        return False
    stock = await _stock(services, feed)
    told = [await _shelve(services, feed, shape, stock) for shape in services.library.shapes(feed.name, now)]
    return any(told)


async def end_embargoes(services: Services, feed: Feed) -> None:
    """Note the feed's embargoes that are over, so that whoever follows its changes hears of them."""
    async with services.database.read() as connection:
        over = await journal.over(connection, services.now(), feed.name)
    if over:
        async with services.database.begin() as connection:
            await journal.end_embargoes(connection, services.now(), feed.name)


async def _stock(services: Services, feed: Feed) -> _Stock:
    now = services.now()
    shelf = services.library.shelf(feed.name)
    held = {name: article for name, (article, _) in shelf.made.items()} if shelf else {}
    async with services.database.read() as connection:
        number = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
        until = (await changes.next_embargoes(connection, now, feed.name)).get(feed.name)
        wanted = await articles.on_offer(connection, feed.name, feed.entries, now)
        # A version never changes: what is on the shelf need not be read again.
        kept = [held[name] for name, version in wanted.items() if name in held and held[name].version == version]
        read = await articles.several(connection, tuple(wanted.keys() - {article.id for article in kept}))
    return _Stock((*kept, *read), number, until, now)


async def _shelve(services: Services, feed: Feed, shape: Shape, stock: _Stock) -> bool:
    """Put a feed's documents of one shape on offer; True when any byte changed."""
    library, here = services.library, place(services)
    before = library.shelf(feed.name, shape)
    made = before.made if before and before.feed == feed else {}
    selection = select.entries(feed, stock.articles, here, stock.now, shape, made)
    chosen = selection.entries
    if before and (before.feed, before.entries) == (feed, chosen):
        library.put(feed.name, replace(before, changes=stock.changes, until=stock.until), shape)
        return False
    rendered = render.render_all(feed, chosen, FORMATS.values(), here, stock.now, library.pieces)
    dated = await _date(services, feed, shape, rendered)
    # The first time is as long as compressing all of it; nobody waits for that.
    ready = {extension: Ready(await asyncio.to_thread(Variants, document)) for extension, document in dated.items()}
    library.put(feed.name, Shelf(feed, chosen, ready, stock.changes, stock.until, selection.made), shape)
    return before is None or any(
        extension not in before.documents or before.documents[extension].document.etag != document.etag
        for extension, document in dated.items()
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


async def _date(services: Services, feed: Feed, shape: Shape, rendered: dict[str, Document]) -> dict[str, Document]:
    """Give each document the time its bytes last changed, which the store remembers over restarts."""
    now = services.now()
    dated = {}
    async with services.database.begin() as connection:
        for extension, document in rendered.items():
            name = extension + _mark(shape)
            changed = await documents.note(connection, feed.name, name, document.etag, now)
            dated[extension] = replace(document, last_modified=changed)
    return dated


def _mark(shape: Shape) -> str:
    """What a shape's documents are told apart by in the store; nothing for everybody's."""
    return "" if shape == EVERYBODY else f"~{hashlib.sha256(repr(shape).encode()).hexdigest()[:16]}"
