"""Our hub's subscribers, and which version of its feed each of them has.

Nothing is queued: a subscriber lacks a version while `sent` is not the ETag of the present document, and `due` says
when to bring it. A try begins by claiming rows until a time, which one process alone can do; a claim that runs out was
a crash, and they are tried again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, delete, func, null, or_, select, update

from syndicator.model.subscriber import STATES, Subscriber, state
from syndicator.store import turns, upsert
from syndicator.store.columns import Utc
from syndicator.store.database import Connection
from syndicator.store.publish_tables import subscribers
from syndicator.store.turns import Due

# Long enough for an admin to see whom the end of a lease cut off.
KEPT = timedelta(days=7)
CUT_OFF = "its lease ended before it had the present version"


@dataclass(frozen=True, slots=True)
class Group:
    """Subscribers that are brought the same document: of one feed and format, everybody or one partner's token."""

    feed: str
    extension: str
    partner: str = ""
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Had:
    """A subscriber has, or had all along, the document of this ETag, made when its feed had changed so many times."""

    subscriber: Subscriber
    etag: str
    changes: int


def digest(topic: str, callback: str) -> str:
    """The key of a subscription: one per topic and callback (section 5.1)."""
    return sha256(f"{topic}\n{callback}".encode()).hexdigest()


async def groups(conn: Connection) -> tuple[Group, ...]:
    """All groups with a subscriber."""
    statement = select(subscribers.c.feed, subscribers.c.extension, subscribers.c.partner, subscribers.c.token)
    return tuple(Group(*row) for row in await conn.execute(statement.distinct()))


async def lack(conn: Connection, group: Group, etag: str, changes: int, now: datetime) -> int:
    """Note that whoever of a group has not `etag` is to be brought it; returns how many.

    One that waits after a failure waits on. Whoever has a version made later than `changes` is left alone: then this
    process is behind another.
    """
    columns = subscribers.c
    behind = _of(group) & (columns.sent != etag) & (columns.wanted != etag) & (columns.changes <= changes)
    await turns.hold(conn, subscribers, behind)
    # Given up before: a new version is tried as often as the first.
    again = case((columns.due.is_(None), 0), else_=columns.tries)
    due = func.coalesce(columns.due, bindparam("now", now, type_=Utc))
    statement = update(subscribers).where(behind).values(wanted=etag, due=due, tries=again)
    return (await conn.execute(statement)).rowcount


async def due(conn: Connection, now: datetime, limit: int, without: Collection[str] = ()) -> tuple[Due, ...]:
    """Who may be tried at `now`, hosts taking turns, without those named."""
    only = subscribers.c.lease > now, subscribers.c.host.not_in(without)
    return await turns.due(conn, subscribers, now, limit, *only)


async def claim(conn: Connection, numbers: Sequence[int], now: datetime, until: datetime) -> tuple[Subscriber, ...]:
    """Begin a try of each that ends before `until`; those that another process was first with are left out."""
    rows = await turns.claim(conn, subscribers, numbers, now, until, subscribers.c.lease > now)
    return tuple(_subscriber(row) for row in rows)


async def hold(conn: Connection, tried: Sequence[Subscriber]) -> None:
    """Before it is noted what came of several tries."""
    await turns.hold(conn, subscribers, subscribers.c.number.in_([one.number for one in tried]))


async def had(conn: Connection, found: Sequence[Had], now: datetime) -> None:
    """Note what subscribers have; one that was found to lack something else meanwhile is due again at once."""
    columns = subscribers.c
    known = or_(columns.wanted == "", columns.wanted == bindparam("b_etag"), columns.wanted == bindparam("b_wanted"))
    mine = update(subscribers).where(columns.number == bindparam("b_number"), columns.digest == bindparam("b_digest"))
    statement = mine.values(
        sent=bindparam("b_etag"),
        changes=bindparam("b_changes"),
        wanted="",
        tries=0,
        failed="",
        due=case((known, null()), else_=bindparam("b_now", type_=Utc)),
    )
    rows = [
        {
            **_key(one.subscriber),
            "b_etag": one.etag,
            "b_changes": one.changes,
            "b_wanted": one.subscriber.wanted,
            "b_now": now,
        }
        for one in found
    ]
    if rows:
        await conn.execute(statement, rows)


async def failed(conn: Connection, one: Subscriber, why: str, again: datetime | None) -> None:
    """It did not arrive; None for `again` gives it up until there is something new."""
    await conn.execute(update(subscribers).where(_is(one)).values(failed=why, due=again))


async def rest(conn: Connection, one: Subscriber, now: datetime) -> None:
    """There is nothing to bring to it, until it is found to lack something again; or was, meanwhile."""
    due = case((subscribers.c.wanted == one.wanted, null()), else_=bindparam("now", now, type_=Utc))
    await conn.execute(update(subscribers).where(_is(one)).values(wanted="", due=due, tries=0, failed=""))


async def postpone(conn: Connection, one: Subscriber, until: datetime) -> None:
    """Nothing was tried after all."""
    await conn.execute(update(subscribers).where(_is(one)).values(tries=subscribers.c.tries - 1, due=until))


async def end(conn: Connection, one: Subscriber) -> None:
    """Forget a subscription."""
    await conn.execute(delete(subscribers).where(_is(one)))


async def save(conn: Connection, one: Subscriber, now: datetime) -> None:
    """Keep a subscription in place of the one for its topic and callback, which keeps what it was sent.

    It is due, at once if not already: whether it lacks anything is found out then.
    """
    row = {
        "digest": digest(one.topic, one.callback),
        "topic": one.topic,
        "callback": one.callback,
        "host": one.host,
        "feed": one.feed,
        "extension": one.extension,
        "secret": one.secret,
        "partner": one.partner,
        "token": one.token,
        "lease": one.lease,
        "tries": 0,
        "failed": "",
    }
    fresh = {"created": now, "sent": one.sent, "changes": one.changes, "due": now}
    statement = upsert.insert(conn, subscribers).values({**row, **fresh})
    # A try may be under way.
    due = func.coalesce(subscribers.c.due, statement.excluded.due)
    await conn.execute(statement.on_conflict_do_update(index_elements=["digest"], set_={**row, "due": due}))


async def any_over(conn: Connection, now: datetime) -> bool:
    """Whether a lease is over that `expire` has something to do about."""
    done = subscribers.c.due.is_not(None) | (subscribers.c.failed == "") | (subscribers.c.lease <= now - KEPT)
    statement = select(subscribers.c.number).where(subscribers.c.lease <= now, done).limit(1)
    return (await conn.execute(statement)).first() is not None


async def expire(conn: Connection, now: datetime) -> None:
    """End leases: whoever had everything is forgotten at once, the others once an admin could have seen them."""
    over = subscribers.c.lease <= now
    await turns.hold(conn, subscribers, over)
    # One that is only due may have everything: nobody looked yet.
    lacking = subscribers.c.due.is_not(None) & (subscribers.c.failed == "") & (subscribers.c.wanted != "")
    await conn.execute(update(subscribers).where(over, lacking).values(failed=CUT_OFF))
    await conn.execute(update(subscribers).where(over, subscribers.c.due.is_not(None)).values(due=None))
    done = (subscribers.c.failed == "") | (subscribers.c.lease <= now - KEPT)
    await conn.execute(delete(subscribers).where(over, done))


async def everyone(conn: Connection, *, given_up: bool = False) -> tuple[Subscriber, ...]:
    """All subscribers, or those that were given up, oldest first."""
    statement = select(subscribers).order_by(subscribers.c.number)
    if given_up:
        statement = statement.where(subscribers.c.due.is_(None), subscribers.c.failed != "")
    return tuple(_subscriber(row) for row in await conn.execute(statement))


async def find(conn: Connection, topic: str, callback: str) -> Subscriber | None:
    """The subscription of a callback to a topic."""
    here = subscribers.c.digest == digest(topic, callback)
    row = (await conn.execute(select(subscribers).where(here))).first()
    return _subscriber(row) if row is not None else None


async def by_number(conn: Connection, number: int) -> Subscriber | None:
    """The subscription of that number."""
    row = (await conn.execute(select(subscribers).where(subscribers.c.number == number))).first()
    return _subscriber(row) if row is not None else None


async def of_group(conn: Connection, group: Group) -> tuple[Subscriber, ...]:
    """The subscribers of one group."""
    return tuple(_subscriber(row) for row in await conn.execute(select(subscribers).where(_of(group))))


async def replay(conn: Connection, now: datetime, number: int | None = None) -> int:
    """Try again now who was given up and has a lease, one or all; returns how many."""
    columns = subscribers.c
    given_up = (columns.due.is_(None)) & (columns.failed != "") & (columns.lease > now)
    statement = update(subscribers).where(given_up)
    if number is not None:
        statement = statement.where(columns.number == number)
    return (await conn.execute(statement.values(due=now, tries=0))).rowcount


async def states(conn: Connection, now: datetime) -> Mapping[str, int]:
    """How many subscribers with a lease there are in each of model.subscriber.STATES."""
    waits, bad = subscribers.c.due.is_not(None), subscribers.c.failed != ""
    statement = select(waits, bad, func.count()).where(subscribers.c.lease > now).group_by(waits, bad)
    found = dict.fromkeys(STATES, 0)
    for is_due, is_bad, number in await conn.execute(statement):
        found[state(waits=bool(is_due), failed=bool(is_bad))] += number
    return found


async def count(conn: Connection, host: str) -> int:
    """How many subscriptions there are for callbacks on a host."""
    statement = select(func.count()).select_from(subscribers).where(subscribers.c.host == host)
    return (await conn.execute(statement)).scalar_one()


def _key(one: Subscriber) -> dict[str, Any]:
    return {"b_number": one.number, "b_digest": digest(one.topic, one.callback)}


def _of(group: Group) -> ColumnElement[bool]:
    columns = subscribers.c
    here = (columns.feed == group.feed) & (columns.extension == group.extension)
    return here & (columns.partner == group.partner) & (columns.token == group.token)


def _is(one: Subscriber) -> ColumnElement[bool]:
    """By its digest too: SQLite gives a number again once its row is gone."""
    return (subscribers.c.number == one.number) & (subscribers.c.digest == digest(one.topic, one.callback))


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        number=row.number,
        topic=row.topic,
        callback=row.callback,
        feed=row.feed,
        extension=row.extension,
        lease=row.lease,
        secret=row.secret,
        partner=row.partner,
        token=row.token,
        created=row.created,
        sent=row.sent,
        due=row.due,
        tries=row.tries,
        failed=row.failed,
        host=row.host,
        changes=row.changes,
        wanted=row.wanted,
    )
