"""The audit trail: added to in the transaction of the step itself, never changed."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.trail import Step, Trace
from syndicator.store import clean
from syndicator.store.codec import member
from syndicator.store.desk_tables import trail

_PAGE = 500


async def add(conn: AsyncConnection, trace: Trace) -> None:
    """Add one step."""
    trace = clean.deep(trace)
    row = {name: getattr(trace, name) for name in ("at", "who", "step", "request", "grant", "why")}
    await conn.execute(insert(trail), row)


async def of(conn: AsyncConnection, request: str, grant: str = "") -> tuple[Trace, ...]:
    """What was done about a request and its grant, in order."""
    about = trail.c.request == request if request else trail.c.grant == grant
    if request and grant:
        about |= trail.c.grant == grant
    rows = await conn.execute(select(trail).where(about).order_by(trail.c.number))
    return tuple(_trace(row) for row in rows)


async def newest(conn: AsyncConnection, limit: int) -> tuple[Trace, ...]:
    """The last steps, newest first."""
    rows = await conn.execute(select(trail).order_by(trail.c.number.desc()).limit(limit))
    return tuple(_trace(row) for row in rows)


async def page(conn: AsyncConnection, after: int) -> tuple[Trace, ...]:
    """Some hundreds of steps in order, from the step after number `after` on; none at the end."""
    rows = await conn.execute(select(trail).where(trail.c.number > after).order_by(trail.c.number).limit(_PAGE))
    return tuple(_trace(row) for row in rows)


async def every(conn: AsyncConnection, after: int = 0) -> AsyncIterator[Trace]:
    """The whole trail in order, from the step after number `after` on."""
    while steps := await page(conn, after):
        for step in steps:
            yield step
        after = steps[-1].number


def _trace(row: Row[Any]) -> Trace:
    return Trace(row.at, row.who, member(Step, row.step), row.request, row.grant, row.why, row.number)
