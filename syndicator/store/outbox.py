"""What is to be sent: stored before it is sent, so that a crash loses nothing.

A try begins by claiming rows until a time (`claim`), which one process alone can do; a claim that runs out was a
crash, and the parcel is sent again under its old id. What a route brings of one article goes in order: a version waits
until the one before it has arrived or was given up, and a removal takes the place of versions that still wait.
What is private keeps its words and its address no longer than it takes to send it, and is queued once under its id.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, and_, delete, exists, or_, select, update

from syndicator.model.parcel import Carried, Parcel, Waiting
from syndicator.model.rights import Status
from syndicator.store import turns, upsert
from syndicator.store.database import Connection
from syndicator.store.health_tables import outbox
from syndicator.store.publish_tables import routes
from syndicator.store.turns import Due

# Long enough to answer "was I told?".
KEPT = timedelta(days=90)
# How long what is private waits, once it was given up, for somebody to have it sent again.
PRIVATE_KEPT = timedelta(days=7)
SUPERSEDED = "not sent any more: the article was taken down"
ERASED = "not sent any more: its words were erased"
_EMPTY = {"to": "", "subject": "", "text": "", "html": "", "body": ""}


async def put(  # noqa: PLR0913, PLR0917 - a parcel, where it goes, and for whom
    conn: Connection,
    parcel: Parcel,
    channel: str,
    to: str,
    now: datetime,
    route: int | None = None,
    carried: tuple[Carried, ...] = (),
) -> None:
    """Queue a parcel for one receiver; parcels delivered or given up long ago are forgotten.

    A private one whose id was queued for this channel before is not queued again.
    """
    await conn.execute(delete(outbox).where(outbox.c.due.is_(None), outbox.c.created < now - KEPT))
    # What carries several articles is about none of them.
    only = carried[0] if len(carried) == 1 else None
    row = {
        "parcel": parcel.id,
        "channel": channel,
        "to": to,
        "host": _host(channel, to),
        "route": route,
        "about": only.article if only else "",
        "status": only.status if only else "",
        "carried": carried,
        "subject": parcel.subject,
        "text": parcel.text,
        "body": parcel.body,
        "html": parcel.html,
        "media_type": parcel.media_type,
        "private": parcel.private,
        "created": now,
        "tries": 0,
        "due": now,
        "sent": None,
        "failed": "",
    }
    await conn.execute(upsert.insert(conn, outbox).values(row).on_conflict_do_nothing())


async def due(conn: Connection, now: datetime, limit: int, without: Collection[str] = ()) -> tuple[Due, ...]:
    """What may be tried at `now`, receivers taking turns, without those named."""
    return await turns.due(conn, outbox, now, limit, outbox.c.host.not_in(without), *_ready())


async def claim(conn: Connection, numbers: Sequence[int], now: datetime, until: datetime) -> tuple[Waiting, ...]:
    """Begin a try of each that ends before `until`; those that another process was first with are left out."""
    rows = await turns.claim(conn, outbox, numbers, now, until, *_ready())
    # A row that is due later, was tried, and has not failed is one that is under way.
    await conn.execute(update(outbox).where(outbox.c.number.in_([row.number for row in rows])).values(failed=""))
    return tuple(_waiting(row) for row in rows)


async def waiting(conn: Connection) -> tuple[Waiting, ...]:
    """Everything not delivered yet, what was given up included, oldest first."""
    statement = select(outbox).where(outbox.c.sent.is_(None)).order_by(outbox.c.number)
    return tuple(_waiting(row) for row in await conn.execute(statement))


async def sent(conn: Connection, number: int, now: datetime) -> None:
    """It arrived."""
    mine = outbox.c.number == number
    await conn.execute(update(outbox).where(mine).values(sent=now, due=None, failed=""))
    await conn.execute(update(outbox).where(mine, outbox.c.private).values(_EMPTY | {"host": outbox.c.channel}))


async def failed(conn: Connection, number: int, why: str, again: datetime | None) -> None:
    """It did not arrive; None for `again` gives it up, and so does a removal that was queued meanwhile."""
    mine = outbox.c.number == number
    later = outbox.alias()
    removed = exists().where(
        later.c.route == outbox.c.route,
        later.c.about == outbox.c.about,
        later.c.about != "",
        later.c.number > outbox.c.number,
        later.c.status != Status.USABLE,
    )
    await conn.execute(update(outbox).where(mine).values(failed=why, due=again))
    await conn.execute(
        update(outbox).where(mine, outbox.c.status == Status.USABLE, removed).values(failed=SUPERSEDED, due=None)
    )


async def supersede(conn: Connection, route: int, article: str, now: datetime) -> None:
    """Versions of an article that still wait on a route are not sent any more, but for one that is under way."""
    idle = or_(outbox.c.due <= now, outbox.c.tries == 0, outbox.c.failed != "")
    mine = and_(outbox.c.route == route, outbox.c.about == article, outbox.c.status == Status.USABLE)
    await conn.execute(update(outbox).where(mine, outbox.c.due.is_not(None), idle).values(due=None, failed=SUPERSEDED))


async def unsent_with(conn: Connection, route: int, article: str, now: datetime) -> tuple[Waiting, ...]:
    """Parcels of several articles that still wait on a route and have this one among them, none that is under way."""
    idle = or_(outbox.c.due <= now, outbox.c.tries == 0, outbox.c.failed != "")
    mine = select(outbox).where(outbox.c.route == route, outbox.c.about == "", outbox.c.due.is_not(None), idle)
    found = [_waiting(row) for row in await conn.execute(mine)]
    return tuple(one for one in found if any(part.article == article for part in one.carried))


async def replay(conn: Connection, now: datetime, number: int | None) -> int:
    """Try again at once what was given up (that one, or all of them) or waits after a failure; returns how many.

    What a removal took the place of stays where it is.
    """
    mine = and_(outbox.c.sent.is_(None), outbox.c.failed != "", outbox.c.failed.not_in((SUPERSEDED, ERASED)))
    if number is not None:
        mine = and_(mine, outbox.c.number == number)
    return (await conn.execute(update(outbox).where(mine).values(due=now, tries=0, failed=""))).rowcount


async def drop(conn: Connection, number: int) -> int:
    """Forget a parcel that was not delivered; returns 1, or 0 where there is none."""
    mine = (outbox.c.number == number) & outbox.c.sent.is_(None)
    return (await conn.execute(delete(outbox).where(mine))).rowcount


async def empty(conn: Connection, now: datetime) -> int:
    """Have no more words of what is private and was given up long enough ago; returns how many parcels that were."""
    old = outbox.c.due.is_(None) & outbox.c.sent.is_(None) & (outbox.c.created < now - PRIVATE_KEPT)
    return await _erase(conn, old)


async def erase(conn: Connection, parcels: str) -> int:
    """Have no more words of what is private and whose id begins with `parcels`, sent or not; returns how many."""
    return await _erase(conn, outbox.c.parcel.startswith(parcels, autoescape=True) & outbox.c.sent.is_(None))


async def _erase(conn: Connection, which: ColumnElement[bool]) -> int:
    mine = update(outbox).where(which, outbox.c.private, outbox.c.failed != ERASED)
    values = _EMPTY | {"host": outbox.c.channel, "due": None, "failed": ERASED}
    return (await conn.execute(mine.values(values))).rowcount


def _ready() -> tuple[ColumnElement[bool], ...]:
    """No earlier parcel about the same article waits on the same route, and the route is not paused."""
    earlier = outbox.alias()
    before = exists().where(
        earlier.c.route == outbox.c.route,
        earlier.c.about == outbox.c.about,
        earlier.c.about != "",
        earlier.c.number < outbox.c.number,
        earlier.c.due.is_not(None),
    )
    paused = exists().where(routes.c.number == outbox.c.route, routes.c.paused)
    return ~before, ~paused


def _host(channel: str, to: str) -> str:
    """Whom a slow answer is to be blamed on: the server of an address, the domain of a mailbox."""
    host = urlsplit(to).hostname if "://" in to else to.rpartition("@")[2].strip(" >")
    return f"{channel}:{(host or to).lower()}"


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        number=row.number,
        parcel=Parcel(row.parcel, row.subject, row.text, row.body, row.media_type, row.html, row.private),
        channel=row.channel,
        to=row.to,
        tries=row.tries,
        failed=row.failed,
        host=row.host,
        route=row.route,
        carried=row.carried,
        given_up=row.sent is None and row.due is None,
    )
