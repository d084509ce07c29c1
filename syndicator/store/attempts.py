"""How often somebody tried something lately, across all processes."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store.desk_tables import attempts
from syndicator.store.tables import digest


async def count(conn: AsyncConnection, scopes: Mapping[str, str], since: datetime) -> Mapping[str, int]:
    """How many attempts each scope (sort: whose) has had since then, by its sort."""
    keys = {digest(sort, whose): sort for sort, whose in scopes.items()}
    statement = (
        select(attempts.c.scope, func.count())
        .where(attempts.c.scope.in_(keys), attempts.c.at > since)
        .group_by(attempts.c.scope)
    )
    found = {keys[scope]: number for scope, number in await conn.execute(statement)}
    return {sort: found.get(sort, 0) for sort in scopes}


async def times(conn: AsyncConnection, sort: str, whose: str, since: datetime) -> tuple[datetime, ...]:
    """When one scope's attempts since then were, oldest first."""
    mine = (attempts.c.scope == digest(sort, whose)) & (attempts.c.at > since)
    return tuple((await conn.scalars(select(attempts.c.at).where(mine).order_by(attempts.c.at))).all())


async def add(conn: AsyncConnection, scopes: Mapping[str, str], now: datetime) -> None:
    """Count one more for each scope."""
    await conn.execute(insert(attempts), [{"scope": digest(sort, whose), "at": now} for sort, whose in scopes.items()])


async def forget(conn: AsyncConnection, before: datetime) -> int:
    """Forget what is older; returns how many."""
    return (await conn.execute(delete(attempts).where(attempts.c.at < before))).rowcount
