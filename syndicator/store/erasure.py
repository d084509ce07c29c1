"""Forgetting who asked: personal data goes, what was asked for, decided and granted stays.

On SQLite what is removed is overwritten in the file at once (store/sqlite); `Database.scrub` then empties the log
beside it.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import ReprintError
from syndicator.model.reprint import Asked, OutletKind, RequestState
from syndicator.model.trail import Step
from syndicator.store import outbox, reprint_rows
from syndicator.store.desk_tables import decisions, grants, messages, requests, trail

PERSONAL = ("person", "email", "phone", "contact", "use", "edits", "channel", "circulation")
"""What of a request is erased: what names its asker, and what they wrote in words of their own."""

_CLOSED = (RequestState.GRANTED, RequestState.REFUSED, RequestState.WITHDRAWN)
_CLOSING = (Step.DECIDED, Step.GRANTED, Step.WITHDRAWN)


async def due(conn: AsyncConnection, before: datetime, day: date, limit: int) -> tuple[str, ...]:
    """Requests that were closed before then, whose grant ended before `day`, and that still say who asked."""
    closed = select(func.max(trail.c.at)).where(trail.c.request == requests.c.number, trail.c.step.in_(_CLOSING))
    # What was closed before there was a trail was decided at the latest.
    decided = select(func.max(decisions.c.at)).where(decisions.c.request == requests.c.number)
    at = func.coalesce(closed.scalar_subquery(), decided.scalar_subquery(), requests.c.created)
    running = exists().where(
        grants.c.request == requests.c.number,
        grants.c.valid_to >= day,
        or_(grants.c.revoked.is_(None), grants.c.revoked >= before),
    )
    found = _closed().where(at < before, not_(running)).order_by(requests.c.created).limit(limit)
    return tuple(row.number for row in await conn.execute(found))


async def unconfirmed(conn: AsyncConnection, before: datetime, limit: int) -> tuple[str, ...]:
    """Requests sent before then whose address nobody confirmed."""
    late = (requests.c.state == RequestState.UNCONFIRMED) & (requests.c.created < before)
    found = select(requests.c.number).where(late).order_by(requests.c.created).limit(limit)
    return tuple(row.number for row in await conn.execute(found))


async def forget(conn: AsyncConnection, number: str) -> bool:
    """Remove a request that was never confirmed; False where it was meanwhile. Its steps stay on the trail."""
    await outbox.erase(conn, f"reprint-{number}-")
    await conn.execute(delete(messages).where(messages.c.request == number, _is_unconfirmed(number)))
    mine = (requests.c.number == number) & (requests.c.state == RequestState.UNCONFIRMED)
    return (await conn.execute(delete(requests).where(mine))).rowcount == 1


async def erase(conn: AsyncConnection, number: str, day: date, now: datetime) -> bool:
    """Erase who asked; False where that was done before.

    A private person's name goes from the request and its grant, too, where its number takes its place. Raises
    ReprintError for a request that is open, or whose grant is in force on `day`.
    """
    row = (await conn.execute(select(requests).where(requests.c.number == number))).first()
    if row is None:
        raise ReprintError(f"there is no request {number}", "number")
    if row.erased:
        return False
    await _may_be_erased(conn, row, day)
    values: dict[str, Any] = {"erased": now, "asked": _without(row), "idempotency_key": None}
    values |= {"digest": "", "network": "", "confirm_hash": ""}
    if row.asked.get("kind") == OutletKind.PERSON:
        values["outlet_key"] = ""
        await conn.execute(update(grants).where(grants.c.request == number).values(assignee=number))
    mine = (requests.c.number == number) & requests.c.erased.is_(None)
    if (await conn.execute(update(requests).where(mine).values(values))).rowcount != 1:
        return False
    await conn.execute(update(messages).where(messages.c.request == number).values(text=""))
    await outbox.erase(conn, f"reprint-{number}-")
    return True


async def networks(conn: AsyncConnection, before: datetime) -> int:
    """Forget where requests came from that were sent before then; returns of how many."""
    old = (requests.c.created < before) & (requests.c.network != "")
    return (await conn.execute(update(requests).where(old).values(network=""))).rowcount


def _closed() -> Select[tuple[str]]:
    return select(requests.c.number).where(requests.c.state.in_(_CLOSED), requests.c.erased.is_(None))


async def _may_be_erased(conn: AsyncConnection, row: Row[Any], day: date) -> None:
    if row.state not in _CLOSED:
        raise ReprintError(f"{row.number} is {row.state}: withdraw it or decide it first", "number")
    mine = and_(grants.c.request == row.number, grants.c.valid_to >= day, grants.c.revoked.is_(None))
    end = await conn.scalar(select(grants.c.valid_to).where(mine))
    if end is not None:
        raise ReprintError(f"the licence of {row.number} is in force until {end}: revoke it first, or wait", "number")


def _without(row: Row[Any]) -> dict[str, Any]:
    """What was asked, less who asked."""
    asked: dict[str, Any] = dict(reprint_rows.told(reprint_rows.read(Asked, row.asked)))
    gone = dict.fromkeys(PERSONAL, "")
    if asked["kind"] == OutletKind.PERSON:
        gone["outlet"] = row.number
    return asked | gone


def _is_unconfirmed(number: str) -> Any:
    return exists().where(requests.c.number == number, requests.c.state == RequestState.UNCONFIRMED)
