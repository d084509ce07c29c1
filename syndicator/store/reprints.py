"""Reprint requests, where they stand, and what was decided."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import ReprintError, StoreError
from syndicator.model.reprint import OPEN, Asked, Decision, Grant, Outcome, ReprintRequest, RequestState
from syndicator.store import clean, grants, reprint_rows, upsert
from syndicator.store.desk_tables import decisions, requests
from syndicator.store.tables import counters

_STATES = {
    Outcome.GRANT: RequestState.GRANTED,
    Outcome.REFUSE: RequestState.REFUSED,
    Outcome.REVIEW: RequestState.WAITING,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """By what a request is known again, and how its address is confirmed: see desk_tables.requests. "" is none."""

    key: str = ""
    digest: str = ""
    network: str = ""
    confirm_hash: str = ""


async def add(conn: AsyncConnection, request: ReprintRequest, origin: Origin = Origin()) -> ReprintRequest:
    """Store a new request, unconfirmed or waiting; one without a number is given the next.

    The same thing asked again under the same idempotency key is the stored request. Raises ReprintError when the key
    was used to ask for something else, StoreError when the number is taken.
    """
    request, key = clean.deep(request), clean.text(origin.key)
    if key and (earlier := await keyed(conn, key)):
        return _same(earlier, request.asked)
    if request.state not in (RequestState.UNCONFIRMED, RequestState.WAITING):
        raise StoreError(f"a new request can't be {request.state}")
    try:
        async with conn.begin_nested():
            number = request.number or await next_number(conn, "R", request.created)
            request = replace(request, number=number, decision=None, grant=None)
            row = reprint_rows.request_row(request, key, origin.digest, origin.network, origin.confirm_hash)
            await conn.execute(insert(requests), row)
    except IntegrityError:
        # Either the same form came twice at once, or the number given was in use.
        if key and (earlier := await keyed(conn, key)):
            return _same(earlier, request.asked)
        raise StoreError(f"there is a request {request.number} already") from None
    return request


async def before(conn: AsyncConnection, asked: Asked, origin: Origin, since: datetime) -> ReprintRequest | None:
    """The request that is the same as this one: under its key, else without one from its network, open, after `since`.

    Raises ReprintError when the key was used to ask for something else.
    """
    if origin.key:
        earlier = await keyed(conn, clean.text(origin.key))
        return _same(earlier, asked) if earlier else None
    if not (origin.digest and origin.network):
        return None
    same = (requests.c.digest == origin.digest) & (requests.c.network == origin.network)
    statement = select(requests).where(same, requests.c.created > since, requests.c.state.in_(OPEN))
    return next(iter(await found_by(conn, statement.order_by(requests.c.created).limit(1))), None)


async def keyed(conn: AsyncConnection, key: str) -> ReprintRequest | None:
    """The request that was stored under this idempotency key."""
    return next(iter(await found_by(conn, select(requests).where(requests.c.idempotency_key == key))), None)


async def next_number(conn: AsyncConnection, letter: str, at: datetime) -> str:
    """The next number of a year's series (`R2026-0001`); until this transaction ends others wait for theirs."""
    series = f"{letter}{at.year}"
    first = upsert.insert(conn, counters).values(series=series, value=1)
    following = first.on_conflict_do_update(index_elements=["series"], set_={"value": counters.c.value + 1})
    value = (await conn.execute(following.returning(counters.c.value))).scalar_one()
    return f"{series}-{value:04d}"


async def find(conn: AsyncConnection, number: str) -> ReprintRequest | None:
    """The request with this number, its latest decision and its grant."""
    return next(iter(await found_by(conn, select(requests).where(requests.c.number == number))), None)


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
    return await found_by(conn, statement)


async def by_confirmation(conn: AsyncConnection, number: str, confirm_hash: str) -> ReprintRequest | None:
    """The request with this number, if `confirm_hash` (SHA-256, hex) is that of the secret that confirms it."""
    told = await conn.scalar(select(requests.c.confirm_hash).where(requests.c.number == number))
    if told and compare_digest(told.encode(), clean.text(confirm_hash).encode()):
        return await find(conn, number)
    return None


async def move(  # noqa: PLR0913 - from where to where, and since when
    conn: AsyncConnection,
    number: str,
    before: Collection[RequestState],
    after: RequestState,
    now: datetime,
    *,
    confirmed: bool = False,
) -> ReprintRequest:
    """Move a request from one of the states `before` to `after`, counting how long it waited for us.

    Raises ReprintError when it is in none of them: of two callers at once the second finds it moved already.
    """
    row = (
        await conn.execute(
            select(requests.c.state, requests.c.since, requests.c.waited).where(requests.c.number == number)
        )
    ).first()
    if row is None:
        raise ReprintError(f"there is no request {number}", "number")
    waited = row.waited + (int((now - row.since).total_seconds()) if row.since else 0)
    values: dict[str, Any] = {
        "state": after,
        "since": now if after is RequestState.WAITING else None,
        "waited": waited,
        "reminded": 0,
    }
    if confirmed:
        values["confirmed"] = now
    mine = (requests.c.number == number) & (requests.c.state == row.state) & requests.c.state.in_(before)
    if (await conn.execute(update(requests).where(mine).values(values))).rowcount != 1:
        raise ReprintError(f"{number} is {row.state} already", "number")
    (moved,) = await found_by(conn, select(requests).where(requests.c.number == number))
    return moved


async def overdue(conn: AsyncConnection, before: datetime, reminded: int) -> tuple[ReprintRequest, ...]:
    """Requests that have waited for us since before then and were reminded of fewer times, oldest first."""
    late = (requests.c.state == RequestState.WAITING) & (requests.c.since < before) & (requests.c.reminded < reminded)
    return await found_by(conn, select(requests).where(late).order_by(requests.c.since))


async def remind(conn: AsyncConnection, number: str, reminded: int) -> bool:
    """Note that so many reminders were sent; False where somebody else was first."""
    mine = (requests.c.number == number) & (requests.c.reminded < reminded) & (requests.c.state == RequestState.WAITING)
    return (await conn.execute(update(requests).where(mine).values(reminded=reminded))).rowcount == 1


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
            after = _STATES[decision.outcome]
            if after is RequestState.WAITING:
                await _must_be(conn, number, RequestState.WAITING)
            else:
                await move(conn, number, (RequestState.WAITING,), after, decision.at)
            await conn.execute(insert(decisions), reprint_rows.decision_row(number, clean.deep(decision)))
            if grant:
                await grants.add(conn, grant)
    except IntegrityError:
        raise ReprintError(f"request {number} is under review already") from None
    (decided,) = await found_by(conn, select(requests).where(requests.c.number == number))
    return decided


async def _must_be(conn: AsyncConnection, number: str, state: RequestState) -> None:
    now = await conn.scalar(select(requests.c.state).where(requests.c.number == number))
    if now != state:
        raise ReprintError(f"request {number} is {now} already" if now else f"there is no request {number}")


def _same(before: ReprintRequest, again: Asked) -> ReprintRequest:
    if before.asked != clean.deep(again):
        raise ReprintError("this key was used for another request", "key")
    return before


async def found_by(conn: AsyncConnection, statement: Select[Any]) -> tuple[ReprintRequest, ...]:
    """The requests that a statement on their table finds, each with its latest decision and its grant."""
    rows = (await conn.execute(statement)).all()
    numbers = [row.number for row in rows]
    decided = select(decisions).where(decisions.c.request.in_(numbers)).order_by(decisions.c.id)
    # A later decision of the same request takes the place of the review before it.
    decision_of = {row.request: reprint_rows.decision(row) for row in await conn.execute(decided)}
    grant_of = await grants.of_requests(conn, numbers)
    return tuple(reprint_rows.request(row, decision_of.get(row.number), grant_of.get(row.number)) for row in rows)
