"""What changed since a place in the journals: new versions, edits, and what is gone.

Nothing is missed, nothing is told before its time, and of what never was public not a word.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from syndicator.errors import CursorError, RightsError
from syndicator.flows import noting
from syndicator.flows.cursor import At, Cursor
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Feed
from syndicator.model.partner import Shape
from syndicator.model.rights import Status
from syndicator.publish import select
from syndicator.store import changes, journal, shown


@dataclass(frozen=True, slots=True)
class Change:
    """An article as it may be published now; `entry` is None for one that is gone: canceled, or withheld again."""

    feed: Feed
    article: Article
    entry: Entry | None

    @property
    def status(self) -> Status:
        """What a reader is told: one that is usable but may not be told of now is withheld."""
        if self.entry:
            return Status.USABLE
        return Status.CANCELED if self.article.status is Status.CANCELED else Status.WITHHELD


@dataclass(frozen=True, slots=True)
class Followed:
    """Changes in order, where they end, and whether there are more of them already."""

    changes: tuple[Change, ...]
    cursor: Cursor
    more: bool


async def follow(services: Services, feeds: Sequence[Feed], since: Cursor, limit: int, shape: Shape) -> Followed:
    """At most `limit` changes of `feeds` after `since`. Raises CursorError for a place that no journal has reached.

    An article whose change was told is told again when it changes again, and only then: it stands once in the journal,
    at its last change.
    """
    numbers = await _numbers(services, feeds)
    cursor, told = dict(since), list[Change]()
    for feed in feeds:
        end = numbers.get(feed.name, 0)
        at = cursor.get(feed.name, At(0, end))
        if at.number > end:
            raise CursorError("it is of another database than the one there is now")
        if at.number < end and len(told) < limit:
            await noting.keep_up(services, feed, end)
            at, found = await _read(services, feed, at, end, limit - len(told))
            told += await asyncio.to_thread(_told, services, feed, found, shape)
        cursor[feed.name] = at
    more = any(numbers.get(feed.name, 0) > cursor.get(feed.name, At()).number for feed in feeds)
    return Followed(tuple(told), cursor, more)


async def _numbers(services: Services, feeds: Sequence[Feed]) -> Mapping[str, int]:
    """How far each feed's journal is, with all embargoes in it that are over."""
    async with services.database.read() as connection:
        over = await journal.feeds_over(connection, services.now())
    for feed in feeds:
        if feed.name in over:
            await noting.end_embargoes(services, feed)
    async with services.database.read() as connection:
        return await changes.numbers(connection)


async def _read(services: Services, feed: Feed, at: At, end: int, limit: int) -> tuple[At, Sequence[Article]]:
    """The changes after a place up to `end`, those of them that are a reader's business, and where they end.

    Later changes are for the next time: only up to `end` is it noted what could be seen.
    """
    now, found = services.now(), list[Article]()
    async with services.database.read() as connection:
        while at.number < end and len(found) < limit:
            wanted = limit - len(found)
            rows = await journal.since(connection, feed.name, at.number, wanted)
            due = [(number, article) for number, article in rows if number <= end]
            gone = [article.id for _, article in due if not select.is_open(article, now)]
            seen = await shown.was_seen(connection, gone)
            found += [
                article
                for number, article in due
                if select.is_open(article, now) or (article.id in seen and number > at.began)
            ]
            at = At(due[-1][0] if len(due) == wanted else end, at.began)
    return at, found


def _told(services: Services, feed: Feed, found: Sequence[Article], shape: Shape) -> list[Change]:
    here, now, told = place(services), services.now(), []
    for article in found:
        if not select.is_open(article, now):
            told.append(Change(feed, article, None))
            continue
        try:
            told.append(Change(feed, article, select.entry(article, feed, here, shape)))
        except RightsError:
            # Not to be published in this version, whatever became of the one before.
            told.append(Change(feed, article, None))
    return told
