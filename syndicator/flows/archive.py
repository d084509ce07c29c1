"""The parts of a feed beside its live document: closed months as they were written, pages of the month that runs."""

import asyncio
import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syndicator.deliver.variants import Variants
from syndicator.flows.library import Shelf
from syndicator.flows.ready import Ready
from syndicator.flows.release import mark, place
from syndicator.flows.services import Services
from syndicator.flows.stacks import Held, Stacked, Wanted
from syndicator.model.article import Article
from syndicator.model.feed import Document, Feed, Gone, Part
from syndicator.model.month import following
from syndicator.model.partner import Shape
from syndicator.publish import history, render, select
from syndicator.publish.formats import FORMATS
from syndicator.store import archives, articles, documents, shown
from syndicator.store.archives import Archived
from syndicator.store.database import Connection

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class _Month:
    """What a closed month is written from."""

    month: str
    first: str
    held: Mapping[str, int]
    gone: tuple[Gone, ...]

    @property
    def part(self) -> Part:
        """What it says of itself."""
        return history.archive(self.month, self.first, self.gone)

    def digest(self, base_url: str) -> str:
        """A name for exactly this, at our address."""
        told = (base_url, self.month, self.first, sorted(self.held.items()), self.gone)
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()


async def is_running(services: Services, feed: Feed, month: str) -> bool:
    """Whether a month is the one that follows the closed ones: the live feed stands for it until it is closed, too."""
    async with services.database.read() as connection:
        closed = await shown.closed(connection, feed.name)
    return bool(closed.last) and month == following(closed.last)


async def month(services: Services, feed: Feed, name: str, extension: str, shape: Shape) -> Stacked | None:
    """A closed month in one format and shape; None where it is none, or the feed had no release yet.

    It is written when it is asked for first, of the versions it was closed with, and kept as bytes from then on. What
    was taken down since, or may not be published any more, is the one thing that changes them: it leaves, and what was
    taken down leaves a tombstone. Raises PublishError.
    """
    wanted = Wanted(feed.name, history.archive_path(name), extension, shape)
    shelf, stacked = _on_hand(services, feed, wanted)
    if shelf is None or stacked:
        return stacked
    async with services.database.read() as connection:
        closed = await shown.closed(connection, feed.name)
        if not closed.has(name):
            return None
        here = await _month(services, connection, feed, name, closed.first)
        kept = await archives.find(connection, feed.name, name, extension + mark(shape))
    if kept is None or kept.contents != here.digest(place(services).base_url):
        kept = await _write(services, feed, here, extension, shape)
    body = await asyncio.to_thread(zstd.decompress, kept.body)
    document = Document(body, FORMATS[extension].media_type, kept.etag, kept.changed)
    return await _put(services, wanted, shelf, document, (here.part, here.held))


async def contents(services: Services, feed: Feed, name: str) -> str:
    """What a closed month has in it now, by a name that changes when that does: no document is made for it."""
    async with services.database.read() as connection:
        closed = await shown.closed(connection, feed.name)
        here = await _month(services, connection, feed, name, closed.first)
    return here.digest(place(services).base_url)


async def page(services: Services, feed: Feed, number: int, extension: str, shape: Shape) -> Stacked | None:
    """A page of what the live feed has no room for; None where there is none. Raises PublishError."""
    wanted = Wanted(feed.name, history.page_path(number), extension, shape)
    shelf, stacked = _on_hand(services, feed, wanted)
    if shelf is None or stacked:
        return stacked
    async with services.database.read() as connection:
        open_now = await shown.not_closed(connection, feed.name, services.now())
        rest = [name for name in open_now if name not in shelf.made]
        last = history.FIRST_PAGE - 1 + -(-len(rest) // feed.entries)
        if not history.FIRST_PAGE <= number <= last:
            return None
        start = (number - history.FIRST_PAGE) * feed.entries
        closed = await shown.closed(connection, feed.name)
        found = await articles.several(connection, rest[start : start + feed.entries])
    part = history.page(number, last, closed.last)
    document, held = await _rendered(services, feed, found, extension, shape, part)
    async with services.database.begin() as connection:
        name = f"{extension}{mark(shape)}{part.path}"
        changed = await documents.note(connection, feed.name, name, document.etag, services.now())
    document = replace(document, content=document.body, last_modified=changed)
    return await _put(services, wanted, shelf, document, (part, held))


def is_current(services: Services, feed: Feed, wanted: Wanted, stacked: Stacked) -> bool:
    """Whether a part still is what there is to give: nothing of its feed changed since."""
    shelf = services.library.shelf(feed.name)
    return shelf is not None and shelf.changes == stacked.changes and services.library.stacks.find(wanted) is stacked


def _on_hand(services: Services, feed: Feed, wanted: Wanted) -> tuple[Shelf | None, Stacked | None]:
    shelf = services.library.shelf(feed.name)
    stacked = services.library.stacks.find(wanted)
    if shelf is None or stacked is None or stacked.changes != shelf.changes:
        return shelf, None
    return shelf, stacked


async def _put(
    services: Services, wanted: Wanted, shelf: Shelf, document: Document, what: tuple[Part, Mapping[str, int]]
) -> Stacked:
    before = services.library.stacks.find(wanted)
    if before and before.ready.document == document:
        stacked = replace(before, changes=shelf.changes)
    else:
        ready = Ready(await asyncio.to_thread(Variants, document))
        held = tuple(Held(name, version) for name, version in what[1].items())
        stacked = Stacked(ready, what[0], held, shelf.changes)
    services.library.stacks.put(wanted, stacked)
    return stacked


async def _month(services: Services, connection: Connection, feed: Feed, name: str, first: str) -> _Month:
    now = services.now()
    held = await shown.held(connection, feed.name, name, now)
    gone = await shown.gone(connection, feed.name, _ALL, name)
    return _Month(name, first, held, tuple(select.gone(one, at) for one, at in gone))


async def _write(services: Services, feed: Feed, here: _Month, extension: str, shape: Shape) -> Archived:
    """Write a month's document and keep it; returns the one that stands where another process was faster."""
    async with services.database.read() as connection:
        found = await shown.pinned(connection, feed.name, here.month, services.now())
    document, _ = await _rendered(services, feed, found, extension, shape, here.part)
    body = await asyncio.to_thread(zstd.compress, document.body, 9)
    made = Archived(here.digest(place(services).base_url), document.etag, document.last_modified, body)
    async with services.database.begin() as connection:
        return await archives.keep(connection, feed.name, here.month, extension + mark(shape), made)


async def _rendered(  # noqa: PLR0913, PLR0917 - what is written, and how
    services: Services, feed: Feed, found: Sequence[Article], extension: str, shape: Shape, part: Part
) -> tuple[Document, Mapping[str, int]]:
    """A document of all of these articles that may be published, in a thread: there may be thousands."""
    here, now = place(services), services.now()
    roomy = replace(feed, entries=max(len(found), 1))

    def written() -> tuple[Document, Mapping[str, int]]:
        chosen = select.entries(roomy, found, here, now, shape).entries
        document = render.render(feed, chosen, FORMATS[extension], here, now, part=part)
        return document, {entry.id: entry.version for entry in chosen}

    return await asyncio.to_thread(written)
