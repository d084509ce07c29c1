"""The line of requests that wait for a person, and how long others waited."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.reprint import Outcome, ReprintRequest, RequestState
from syndicator.store.desk_tables import decisions, requests
from syndicator.store.reprints import found_by
from syndicator.text.outlet_key import outlet_key

_DECIDED = (RequestState.GRANTED, RequestState.REFUSED)


async def waiting(conn: AsyncConnection, limit: int = 500) -> tuple[ReprintRequest, ...]:
    """Requests that wait for us, those first that have waited longest since they last did."""
    mine = select(requests).where(requests.c.state == RequestState.WAITING)
    return await found_by(conn, mine.order_by(requests.c.since, requests.c.number).limit(limit))


async def earlier(conn: AsyncConnection, request: ReprintRequest, limit: int = 10) -> tuple[ReprintRequest, ...]:
    """Other requests of the same outlet, newest first; none that nobody confirmed."""
    same = (requests.c.outlet_key == outlet_key(request.asked.outlet)) & (requests.c.number != request.number)
    mine = select(requests).where(same, requests.c.state != RequestState.UNCONFIRMED)
    return await found_by(conn, mine.order_by(requests.c.created.desc(), requests.c.number.desc()).limit(limit))


async def waits(conn: AsyncConnection, since: datetime) -> tuple[int, ...]:
    """For how many seconds in all each request waited for us that a person decided since then, shortest first."""
    by_person = select(decisions.c.request).where(
        decisions.c.outcome != Outcome.REVIEW, decisions.c.at >= since, decisions.c.by != "rules"
    )
    mine = select(requests.c.waited).where(requests.c.number.in_(by_person), requests.c.state.in_(_DECIDED))
    return tuple((await conn.scalars(mine.order_by(requests.c.waited))).all())


async def states(conn: AsyncConnection) -> dict[RequestState, int]:
    """How many requests are in each state."""
    counted = select(requests.c.state, func.count()).group_by(requests.c.state)
    found: dict[str, int] = {row[0]: row[1] for row in await conn.execute(counted)}
    return {state: found.get(state, 0) for state in RequestState}
