"""Requests as the desk leafs through them: by state, outlet or number."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.reprint import ReprintRequest, RequestState
from syndicator.store import clean
from syndicator.store.desk_tables import requests
from syndicator.store.reprints import found_by
from syndicator.text.outlet_key import outlet_key

_FIRST = (RequestState.WAITING, RequestState.ASKED)


async def leaf(
    conn: AsyncConnection, states: Collection[RequestState], words: str, skip: int, limit: int
) -> tuple[ReprintRequest, ...]:
    """Requests in these states whose outlet or number has `words` in it, from the one after `skip` others on.

    Those that wait for us come first, longest waiting first, then those that wait for their asker, then the newest.
    """
    rank = case(*((requests.c.state == state, place) for place, state in enumerate(_FIRST)), else_=len(_FIRST))
    line = (rank, case((rank == 0, requests.c.since)), requests.c.created.desc(), requests.c.number.desc())
    statement = select(requests).where(*_matching(states, words)).order_by(*line)
    return await found_by(conn, statement.offset(skip).limit(limit))


async def following(
    conn: AsyncConnection, states: Collection[RequestState], words: str, after: str, limit: int
) -> tuple[ReprintRequest, ...] | None:
    """Such requests in the order they came, from the one after number `after` ("" for the first) on.

    None where there is no request of that number.
    """
    statement = select(requests).where(*_matching(states, words))
    if after:
        made = await conn.scalar(select(requests.c.created).where(requests.c.number == clean.text(after)))
        if made is None:
            return None
        later = and_(requests.c.created == made, requests.c.number > clean.text(after))
        statement = statement.where(or_(requests.c.created > made, later))
    return await found_by(conn, statement.order_by(requests.c.created, requests.c.number).limit(limit))


def _matching(states: Collection[RequestState], words: str) -> Sequence[ColumnElement[bool]]:
    named: list[ColumnElement[bool]] = [requests.c.state.in_(states)]
    words = clean.text(words).strip()
    if words:
        number: ColumnElement[Any] = requests.c.number.contains(words.upper(), autoescape=True)
        key = outlet_key(words)
        named.append(or_(number, requests.c.outlet_key.contains(key, autoescape=True)) if key else number)
    return named
