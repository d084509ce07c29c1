"""The audit trail: added to in the transaction of the step itself, never changed."""

from collections.abc import AsyncIterator

from sqlalchemy import insert, select
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
    return tuple(
        Trace(row.at, row.who, member(Step, row.step), row.request, row.grant, row.why, row.number) for row in rows
    )


async def every(conn: AsyncConnection, after: int = 0) -> AsyncIterator[Trace]:
    """The whole trail in order, from the step after number `after` on."""
    while True:
        page = select(trail).where(trail.c.number > after).order_by(trail.c.number).limit(_PAGE)
        rows = (await conn.execute(page)).all()
        for row in rows:
            yield Trace(row.at, row.who, member(Step, row.step), row.request, row.grant, row.why, row.number)
        if not rows:
            return
        after = rows[-1].number
