"""From the store to fresh documents: select, render, compress, offer."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from syndicator.deliver.variants import Variants
from syndicator.errors import PublishError
from syndicator.flows import noting
from syndicator.flows.library import Shelf
from syndicator.flows.ready import Ready
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Document, Feed, Part, Place
from syndicator.model.month import begin, following, month_of
from syndicator.model.partner import Shape
from syndicator.publish import render, select
from syndicator.publish.formats import FORMATS
from syndicator.publish.select import EVERYBODY, Selection
from syndicator.store import articles, changes, documents

MARK = "~"
"""What stands between a format and a shape in the record of documents."""


@dataclass(frozen=True, slots=True)
class _Stock:
    """What a feed may publish now: at which count of its changes, and until when it stays so.

    `selection` is everybody's; `part` is the same for every shape.
    """

    articles: tuple[Article, ...]
    changes: int
    until: datetime
    now: datetime
    selection: Selection
    part: Part


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
    await noting.end_embargoes(services, feed)
    async with services.database.read() as connection:
        number = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
    if before and before.feed == feed and not before.is_stale(number, now):
        return False
    stock = await _stock(services, feed)
    told = [await _shelve(services, feed, shape, stock) for shape in services.library.shapes(feed.name, now)]
    return any(told)


async def _stock(services: Services, feed: Feed) -> _Stock:
    """What may be published, at a count of changes of which everything is noted: later ones are for the next time."""
    now, shelf = services.now(), services.library.shelf(feed.name)
    async with services.database.read() as connection:
        number = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
    await noting.keep_up(services, feed, number)
    held = {name: article for name, (article, _) in shelf.made.items()} if shelf else {}
    async with services.database.read() as connection:
        ends = (await changes.next_embargoes(connection, now, feed.name)).get(feed.name)
        wanted = await articles.on_offer(connection, feed.name, feed.entries, now)
        # A version never changes: what is on the shelf need not be read again.
        kept = [held[name] for name, version in wanted.items() if name in held and held[name].version == version]
        read = await articles.several(connection, tuple(wanted.keys() - {article.id for article in kept}))
        made = shelf.made if shelf and shelf.feed == feed else {}
        selection = select.entries(feed, (*kept, *read), place(services), now, EVERYBODY, made)
        part = await noting.live(services, connection, feed, selection.made.keys())
    turn = begin(following(month_of(now, feed.timezone)), feed.timezone)
    return _Stock((*kept, *read), number, min(ends or turn, turn), now, selection, part)


async def _shelve(services: Services, feed: Feed, shape: Shape, stock: _Stock) -> bool:
    """Put a feed's documents of one shape on offer; True when any byte changed."""
    library, here = services.library, place(services)
    before = library.shelf(feed.name, shape)
    selection = stock.selection
    if shape != EVERYBODY:
        made = before.made if before and before.feed == feed else {}
        selection = select.entries(feed, stock.articles, here, stock.now, shape, made)
    chosen = selection.entries
    if before and (before.feed, before.entries, before.part) == (feed, chosen, stock.part):
        library.put(feed.name, replace(before, changes=stock.changes, until=stock.until), shape)
        return False
    rendered = render.render_all(feed, chosen, FORMATS.values(), here, stock.now, library.pieces, stock.part)
    dated = await _date(services, feed, shape, rendered)
    # The first time is as long as compressing all of it; nobody waits for that.
    ready = await asyncio.to_thread(lambda: {name: Ready(Variants(one)) for name, one in dated.items()})
    # Entries of a feed that is declared otherwise now may differ where their articles do not.
    past = before.as_past() if before and before.feed == feed else ()
    shelf = Shelf(feed, chosen, ready, stock.changes, stock.until, selection.made, stock.part, past)
    library.put(feed.name, shelf, shape)
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
            name = extension + mark(shape)
            changed = await documents.note(connection, feed.name, name, document.etag, now)
            dated[extension] = replace(document, last_modified=changed)
    return dated


def mark(shape: Shape) -> str:
    """What a shape's documents are told apart by in the store; nothing for everybody's."""
    return "" if shape == EVERYBODY else f"{MARK}{hashlib.sha256(repr(shape).encode()).hexdigest()[:16]}"
