"""The processes that carry out runs: each says until when it is sure to be alive, and says so again before that."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.poll_tables import workers


async def enter(conn: AsyncConnection, name: str, until: datetime) -> None:
    """A worker begins a run: it is alive until then."""
    await upsert.save(conn, workers, {"name": name, "until": until})


async def renew(conn: AsyncConnection, name: str, until: datetime) -> None:
    """A worker that entered is alive until then."""
    await conn.execute(update(workers).where(workers.c.name == name).values(until=until))


async def leave(conn: AsyncConnection, name: str) -> None:
    """A worker stops: what it has not finished is finished by nobody."""
    await conn.execute(delete(workers).where(workers.c.name == name))


async def forget(conn: AsyncConnection, now: datetime) -> None:
    """Forget the workers that are gone."""
    await conn.execute(delete(workers).where(workers.c.until <= now))
