"""Reprint requests, what was decided, and the grants given."""

from dataclasses import replace
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import ReprintError, StoreError
from syndicator.model.reprint import Decision, Grant, Outcome, ReprintRequest, RequestState
from syndicator.store import clean, reprint_rows, upsert
from syndicator.store.tables import counters, decisions, grants, requests

_STATES = {
    Outcome.GRANT: RequestState.GRANTED,
    Outcome.REFUSE: RequestState.REFUSED,
    Outcome.REVIEW: RequestState.WAITING,
}


async def add(conn: AsyncConnection, request: ReprintRequest, key: str = "") -> ReprintRequest:
    """Store a new request, waiting; one without a number is given the next.

    `key` is the asker's idempotency key: the same thing asked again under it is the stored request.
    Raises ReprintError when it was used to ask for something else, StoreError when the number is taken.
    """
    request, key = clean.deep(request), clean.text(key)
    if key and (before := await _by_key(conn, key)):
        return _same(before, request)
    try:
        async with conn.begin_nested():
            number = request.number or await next_number(conn, "R", request.created)
            request = replace(request, number=number, state=RequestState.WAITING, decision=None, grant=None)
            await conn.execute(insert(requests), reprint_rows.request_row(request, key))
    except IntegrityError:
        # Either the same form came twice at once, or the number given was in use.
        if key and (before := await _by_key(conn, key)):
            return _same(before, request)
        raise StoreError(f"there is a request {request.number} already") from None
    return request


async def next_number(conn: AsyncConnection, letter: str, at: datetime) -> str:
    """The next number of a year's series (`R2026-0001`); until this transaction ends others wait for theirs."""
    series = f"{letter}{at.year}"
    first = upsert.insert(conn, counters).values(series=series, value=1)
    following = first.on_conflict_do_update(index_elements=["series"], set_={"value": counters.c.value + 1})
    value = (await conn.execute(following.returning(counters.c.value))).scalar_one()
    return f"{series}-{value:04d}"


async def find(conn: AsyncConnection, number: str) -> ReprintRequest | None:
    """The request with this number, its latest decision and its grant."""
    return next(iter(await _requests(conn, select(requests).where(requests.c.number == number))), None)


async def by_secret(conn: AsyncConnection, number: str, secret_hash: str) -> ReprintRequest | None:
    """The request with this number, if `secret_hash` (SHA-256, hex) is that of its secret."""
    found = await find(conn, number)
    if found and compare_digest(found.secret_hash.encode(), clean.text(secret_hash).encode()):
        return found
    return None


async def all_requests(
    conn: AsyncConnection, state: RequestState | None = None, limit: int = 200
) -> tuple[ReprintRequest, ...]:
    """Requests, in one state or all of them, newest first."""
    statement = select(requests).order_by(requests.c.created.desc(), requests.c.number.desc()).limit(limit)
    if state is not None:
        statement = statement.where(requests.c.state == state)
    return await _requests(conn, statement)


async def decide(conn: AsyncConnection, number: str, decision: Decision, grant: Grant | None = None) -> ReprintRequest:
    """Record a decision on a waiting request, with the grant that goes with it; returns the request.

    REVIEW leaves it waiting, for a person. Raises ReprintError when there is no such request, when it
    was decided (or put to review) before, and when decision and grant do not go together; StoreError
    when the grant's number is taken.
    """
    if (decision.outcome is Outcome.GRANT) is not (grant is not None) or (grant and grant.request != number):
        raise ReprintError("a decision to grant, and no other, comes with a grant for its own request")
    try:
        async with conn.begin_nested():
            await _leave_waiting(conn, number, _STATES[decision.outcome])
            await conn.execute(insert(decisions), reprint_rows.decision_row(number, decision))
            if grant:
                await conn.execute(insert(grants), reprint_rows.grant_row(grant))
    except IntegrityError:
        if grant:
            raise StoreError(f"there is a grant {grant.number} already") from None
        raise ReprintError(f"request {number} is under review already") from None
    (decided,) = await _requests(conn, select(requests).where(requests.c.number == number))
    return decided


async def find_grant(conn: AsyncConnection, number: str) -> Grant | None:
    """The grant with this number."""
    row = (await conn.execute(select(grants).where(grants.c.number == number))).first()
    return reprint_rows.grant(row) if row is not None else None


async def _leave_waiting(conn: AsyncConnection, number: str, state: RequestState) -> None:
    """Move a waiting request on. Of two callers at once the second finds it moved already."""
    waiting = (requests.c.number == number) & (requests.c.state == RequestState.WAITING)
    moved = await conn.execute(update(requests).where(waiting).values(state=state))
    if moved.rowcount == 1:
        return
    now = await conn.scalar(select(requests.c.state).where(requests.c.number == number))
    raise ReprintError(f"request {number} is {now} already" if now else f"there is no request {number}")


async def _by_key(conn: AsyncConnection, key: str) -> ReprintRequest | None:
    return next(iter(await _requests(conn, select(requests).where(requests.c.idempotency_key == key))), None)


def _same(before: ReprintRequest, again: ReprintRequest) -> ReprintRequest:
    if before.asked != again.asked:
        raise ReprintError("this key was used for another request", "key")
    return before


async def _requests(conn: AsyncConnection, statement: Select[Any]) -> tuple[ReprintRequest, ...]:
    rows = (await conn.execute(statement)).all()
    numbers = [row.number for row in rows]
    decided = select(decisions).where(decisions.c.request.in_(numbers)).order_by(decisions.c.id)
    # A later decision of the same request takes the place of the review before it.
    decision_of = {row.request: reprint_rows.decision(row) for row in await conn.execute(decided)}
    granted = select(grants).where(grants.c.request.in_(numbers))
    grant_of = {row.request: reprint_rows.grant(row) for row in await conn.execute(granted)}
    return tuple(reprint_rows.request(row, decision_of.get(row.number), grant_of.get(row.number)) for row in rows)
