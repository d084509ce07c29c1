"""Routes: the ways we bring changes to partners, and how far each has come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from syndicator.model.partner import Route
from syndicator.store.database import Connection
from syndicator.store.health_tables import outbox
from syndicator.store.publish_tables import brought, routes


async def add(  # noqa: PLR0913, PLR0917 - a route's columns
    conn: Connection,
    partner: str,
    channel: str,
    to: str,
    secret: str,
    every: int,
    cursor: Mapping[str, int],
    now: datetime,
) -> Route:
    """Keep a new route, which begins after the journal numbers in `cursor` ({feed: number}; 0 for a feed not in it).

    Raises StoreError where the partner is not there, or has one by this channel to this place.
    """
    row = {
        "partner": partner,
        "channel": channel,
        "to": to,
        "secret": secret,
        "every": every,
        "cursor": dict(cursor),
        "due": None,
        "paused": False,
        "created": now,
    }
    result = await conn.execute(insert(routes).values(row).returning(routes))
    return _route(result.one())


async def find(conn: Connection, number: int) -> Route | None:
    """The route of that number."""
    row = (await conn.execute(select(routes).where(routes.c.number == number))).first()
    return _route(row) if row is not None else None


async def held(conn: Connection, number: int) -> Route | None:
    """The same, kept from every other transaction that wants it like this until this one ends."""
    row = (await conn.execute(select(routes).where(routes.c.number == number).with_for_update())).first()
    return _route(row) if row is not None else None


async def everyone(conn: Connection) -> tuple[Route, ...]:
    """All routes, those that are paused too, oldest first."""
    return tuple(_route(row) for row in await conn.execute(select(routes).order_by(routes.c.number)))


async def of_partner(conn: Connection, partner: str) -> tuple[Route, ...]:
    """One partner's, oldest first."""
    statement = select(routes).where(routes.c.partner == partner).order_by(routes.c.number)
    return tuple(_route(row) for row in await conn.execute(statement))


async def advance(conn: Connection, number: int, cursor: Mapping[str, int], due: datetime | None) -> None:
    """Note how far a route has come, and when its next digest is due."""
    await conn.execute(update(routes).where(routes.c.number == number).values(cursor=dict(cursor), due=due))


async def pause(conn: Connection, number: int, *, paused: bool) -> int:
    """Stop or go on; a route keeps its place meanwhile. Returns 1, or 0 where it was so already or is not there."""
    mine = (routes.c.number == number) & (routes.c.paused != paused)
    return (await conn.execute(update(routes).where(mine).values(paused=paused))).rowcount


async def remove(conn: Connection, number: int) -> int:
    """Bring nothing more by a route, what waits in the outbox neither; returns 1, or 0 where it is not there."""
    # Its number may be another's one day.
    await conn.execute(delete(brought).where(brought.c.route == number))
    await conn.execute(delete(outbox).where(outbox.c.route == number))
    return (await conn.execute(delete(routes).where(routes.c.number == number))).rowcount


def _route(row: Row[Any]) -> Route:
    return Route(
        number=row.number,
        partner=row.partner,
        channel=row.channel,
        to=row.to,
        secret=row.secret,
        every=row.every,
        cursor=row.cursor,
        due=row.due,
        paused=row.paused,
        created=row.created,
    )
