"""Changes on their way to partners: from each feed's journal, by every route, into the outbox.

What a route is brought and how far it has come are stored in one transaction: a crash repeats nothing and loses
nothing, and a route never passes a change that is not in the outbox. A parcel's id belongs to a route, an article and
one change of it for good, so that a receiver can tell a second delivery. What may be told is for `publish.select` to
say.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syndicator.errors import AccessError, RightsError, SyndicatorError
from syndicator.flows import parcels
from syndicator.flows.access import in_force
from syndicator.flows.parcels import Manner
from syndicator.flows.release import place
from syndicator.flows.rounds import TICK
from syndicator.flows.services import Services
from syndicator.flows.signal import either
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Feed, Gone
from syndicator.model.parcel import Carried, Parcel
from syndicator.model.partner import Partner, Route
from syndicator.model.rights import Status
from syndicator.publish import select
from syndicator.store import articles, brought, changes, journal, outbox, partners, receipts, routes
from syndicator.store.brought import Brought
from syndicator.store.database import Connection

# So many changes of a feed are put on their way in one transaction.
_BATCH = 100
_MAIL = "mail"


@dataclass(frozen=True, slots=True)
class _Way:
    """One route of one partner, followed in one transaction."""

    services: Services
    connection: Connection
    route: Route
    partner: Partner
    now: datetime

    @property
    def gathers(self) -> bool:
        """Whether articles wait for a digest: mail with a pause between two."""
        return self.route.channel == _MAIL and self.route.every > 0

    def feeds(self) -> tuple[Feed, ...]:
        """What its partner was promised of what there is."""
        return tuple(feed for feed in self.services.catalog.feeds if self.partner.may_read(feed.name))

    def manner(self, feed: Feed | None) -> Manner:
        """How its partner is written to."""
        site = self.services.config.site.name
        language = self.partner.shape.language or (feed.language if feed else "")
        return Manner(site, language, feed.timezone if feed else "UTC", place(self.services))

    async def put(self, parcel: Parcel, *carried: Carried) -> None:
        """Have it sent."""
        route = self.route
        await outbox.put(self.connection, parcel, route.channel, route.to, self.now, route.number, carried)


class Bringing:
    """The loop that follows every feed for every route. `trouble` hears what could not be put on its way."""

    def __init__(self, services: Services, trouble: Callable[[str], None]) -> None:
        """Prepare; nothing is done before `run`."""
        self._services = services
        self._trouble = trouble

    async def run(self, stopping: asyncio.Event) -> None:
        """Put every change on its way within seconds, whichever process made it, until `stopping`."""
        changed = self._services.library.changed
        while not stopping.is_set():
            seen = changed.number
            for line in await bring(self._services):
                self._trouble(line)
            await either(changed.after(seen, TICK), stopping)


async def bring(services: Services) -> tuple[str, ...]:
    """Put every change that is new to a route in the outbox; returns what could not be, a line a route."""
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
    return tuple(failures)


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
        way = _Way(services, connection, route, partner, now)
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


async def _change(way: _Way, feed: Feed, article: Article, at: int) -> None:
    """What a change of an article means for a route: a version, a removal, or nothing."""
    last = await brought.find(way.connection, way.route.number, article.id)
    last = last or Brought(way.route.number, article.id, feed.name)
    entry = _entry(way, feed, article)
    if entry is None:
        await _remove(way, feed, article, last, at)
    elif (last.version, last.status) == (article.version, Status.USABLE):
        # An embargo that was put off and is over, another process's work: it has this.
        return
    elif way.gathers:
        await brought.save(way.connection, replace(last, waits=article.version))
    else:
        carried = Carried(feed.name, article.id, article.version, Status.USABLE)
        await way.put(parcels.of_article(entry, _name(way.route, carried, at), way.manner(feed)), carried)
        await brought.save(way.connection, replace(last, version=article.version, status=Status.USABLE, waits=0))


def _entry(way: _Way, feed: Feed, article: Article) -> Entry | None:
    """The article in the partner's shape; None where it may not be published now."""
    if not select.is_open(article, way.now):
        return None
    try:
        return select.entry(article, feed, place(way.services), way.partner.shape)
    except RightsError:
        return None


async def _remove(way: _Way, feed: Feed, article: Article, last: Brought, at: int) -> None:
    """Tell of an article that is gone whoever has it; who never could see it hears nothing of it."""
    status = Status.CANCELED if article.status is Status.CANCELED else Status.WITHHELD
    if last.waits:
        await brought.save(way.connection, replace(last, waits=0))
    if last.status in (status, Status.CANCELED) or not (last.status or await _has(way, article)):
        return
    await outbox.supersede(way.connection, way.route.number, article.id, way.now)
    await _take_out(way, article)
    carried = Carried(feed.name, article.id, article.version, status)
    gone = Gone(article.id, way.now)
    name = _name(way.route, carried, at)
    await way.put(parcels.of_removal(gone, status, article.slug, name, way.manner(feed)), carried)
    await brought.save(way.connection, replace(last, version=article.version, status=status, waits=0))


async def _has(way: _Way, article: Article) -> bool:
    """Whether the partner had it another way: fetched, or by a route it has no more."""
    given = await receipts.of_article(way.connection, article.id)
    return any((one.partner, one.status) == (way.partner.name, Status.USABLE) for one in given)


async def _take_out(way: _Way, article: Article) -> None:
    """A digest that has it and is not sent yet is not sent: the rest of it goes with the next one."""
    for waiting in await outbox.unsent_with(way.connection, way.route.number, article.id, way.now):
        await outbox.drop(way.connection, waiting.number)
        for one in waiting.carried:
            if one.article != article.id:
                await brought.gather_again(way.connection, way.route.number, one.article, one.version)


async def _digest(way: _Way, *, more: bool) -> datetime:
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
        name = _name(way.route, *carried, due.isoformat())
        await way.put(parcels.of_digest([entry for entry, _ in chosen], name, way.manner(first)), *carried)
    for _, one in chosen:
        await brought.save(way.connection, one)
    while due <= way.now:
        due += pause
    return due


def _name(route: Route, *of: Carried | int | str) -> str:
    """A parcel's id: the same for the same change on the same route, whenever and wherever it is made."""
    told = (route.number, route.created and route.created.isoformat(), route.to, *of)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:32]
