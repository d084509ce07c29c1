"""Changes on their way to partners: from each feed's journal, by every route, into the outbox.

What a route is brought and how far it has come are stored in one transaction: a crash repeats nothing and loses
nothing, and a route never passes a change that is not in the outbox. A parcel's id belongs to a route, an article and
one change of it for good, so that a receiver can tell a second delivery. What may be told is for `publish.select` to
say.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from syndicator.errors import AccessError, RightsError, SyndicatorError
from syndicator.flows import parcels, removal
from syndicator.flows.access import in_force
from syndicator.flows.recall import Recall
from syndicator.flows.release import place
from syndicator.flows.rounds import TICK
from syndicator.flows.services import Services
from syndicator.flows.signal import either
from syndicator.flows.way import Way
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Feed
from syndicator.model.parcel import Carried
from syndicator.model.partner import Partner, Route
from syndicator.model.rights import Status
from syndicator.publish import select
from syndicator.store import articles, brought, changes, journal, partners, routes
from syndicator.store.brought import Brought

# So many changes of a feed are put on their way in one transaction.
_BATCH = 100


class Bringing:
    """The loop that follows every feed for every route. `trouble` hears what could not be put on its way."""

    def __init__(self, services: Services, trouble: Callable[[str], None]) -> None:
        """Prepare; nothing is done before `run`."""
        self._services = services
        self._trouble = trouble
        self._recall = Recall(services)

    async def run(self, stopping: asyncio.Event) -> None:
        """Put every change on its way within seconds, whichever process made it, until `stopping`."""
        changed = self._services.library.changed
        while not stopping.is_set():
            seen = changed.number
            for line in await bring(self._services, self._recall):
                self._trouble(line)
            await either(changed.after(seen, TICK), stopping)


async def bring(services: Services, recall: Recall | None = None) -> tuple[str, ...]:
    """Put every change that is new to a route in the outbox; returns what could not be, a line a route.

    `recall` knows which takedowns were looked at; without one all of them are.
    """
    failures = []
    async with services.database.read() as connection:
        numbers = await changes.numbers(connection)
        known = {partner.name: partner for partner in await partners.everyone(connection)}
        every = await routes.everyone(connection)
    for route in every:
        if not _is_behind(services, route, known[route.partner], numbers):
            continue
        try:
            more = True
            while more:
                more = await _turn(services, route.number)
                services.outgoing.set()
        except SyndicatorError as error:
            failures.append(f"route {route.number} of {route.partner}: {error}")
    # After the routes' own way: what went by it is not left to tell.
    return (*failures, *await (recall or Recall(services)).once(numbers, every))


def _is_behind(services: Services, route: Route, partner: Partner, numbers: Mapping[str, int]) -> bool:
    """Whether there may be something to do, so that nothing is locked for nothing."""
    if route.paused or not _may(partner, services.now()):
        return False
    if route.every and (route.due is None or route.due <= services.now()):
        return True
    feeds = (feed.name for feed in services.catalog.feeds if partner.may_read(feed.name))
    return any(numbers.get(name, 0) > route.cursor.get(name, 0) for name in feeds)


def _may(partner: Partner, now: datetime) -> bool:
    try:
        in_force(partner, now)
    except AccessError:
        return False
    return True


async def _turn(services: Services, number: int) -> bool:
    """One transaction of one route; True where there was so much that there may be more."""
    async with services.database.begin() as connection:
        # As it is now: another process may have been here, or an admin.
        route = await routes.held(connection, number)
        partner = await partners.find(connection, route.partner) if route else None
        now = services.now()
        if route is None or partner is None or route.paused or not _may(partner, now):
            return False
        way = Way(services, connection, route, partner, now)
        cursor, more = dict(route.cursor), False
        for feed in way.feeds():
            count = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
            changed = await journal.since(connection, feed.name, cursor.get(feed.name, 0), _BATCH)
            for at, article in changed:
                await _change(way, feed, article, at)
            full = len(changed) == _BATCH
            cursor[feed.name] = changed[-1][0] if full else max([count, *(at for at, _ in changed)])
            more = more or full
        due = await _digest(way, more=more) if way.gathers else None
        await routes.advance(connection, number, cursor, due)
        return more


async def _change(way: Way, feed: Feed, article: Article, at: int) -> None:
    """What a change of an article means for a route: a version, a removal, or nothing."""
    last = await brought.find(way.connection, way.route.number, article.id)
    last = last or Brought(way.route.number, article.id, feed.name)
    entry = _entry(way, feed, article)
    if entry is None:
        await removal.tell(way, feed, article, last, at)
    elif (last.version, last.status) == (article.version, Status.USABLE):
        # An embargo that was put off and is over, another process's work: it has this.
        return
    elif way.gathers:
        await brought.save(way.connection, replace(last, waits=article.version))
    else:
        carried = Carried(feed.name, article.id, article.version, Status.USABLE)
        await way.put(parcels.of_article(entry, way.name(carried, at), way.manner(feed)), carried)
        await brought.save(way.connection, replace(last, version=article.version, status=Status.USABLE, waits=0))


def _entry(way: Way, feed: Feed, article: Article) -> Entry | None:
    """The article in the partner's shape; None where it may not be published now."""
    if not select.is_open(article, way.now):
        return None
    try:
        return select.entry(article, feed, place(way.services), way.partner.shape)
    except RightsError:
        return None


async def _digest(way: Way, *, more: bool) -> datetime:
    """Put what was gathered on its way when it is time; returns when the next digest is due."""
    pause = timedelta(seconds=way.route.every)
    due = way.route.due or way.now + pause
    if more or due > way.now:
        return due
    waiting = {one.article: one for one in await brought.gathered(way.connection, way.route.number)}
    by_feed = {feed.name: feed for feed in way.feeds()}
    chosen: list[tuple[Entry, Brought]] = []
    for article in await articles.several(way.connection, tuple(waiting)):
        feed = by_feed.get(waiting[article.id].feed)
        entry = _entry(way, feed, article) if feed else None
        if entry:
            chosen.append((entry, replace(waiting[article.id], version=entry.version, status=Status.USABLE, waits=0)))
    if chosen:
        carried = tuple(Carried(one.feed, one.article, one.version, one.status) for _, one in chosen)
        first = by_feed[chosen[0][1].feed]
        name = way.name(*carried, due.isoformat())
        await way.put(parcels.of_digest([entry for entry, _ in chosen], name, way.manner(first)), *carried)
    for _, one in chosen:
        await brought.save(way.connection, one)
    while due <= way.now:
        due += pause
    return due
