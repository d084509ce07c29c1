"""What is remembered of a source between runs."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.run import SourceState
from syndicator.store import upsert
from syndicator.store.tables import sources


async def load(conn: AsyncConnection, key: str) -> SourceState:
    """The state of a source; a blank one when it was never read."""
    row = (await conn.execute(select(sources).where(sources.c.key == key))).first()
    return _state(row) if row is not None else SourceState(key)


async def all_states(conn: AsyncConnection) -> tuple[SourceState, ...]:
    """The states of every source ever read, by key."""
    return tuple(_state(row) for row in await conn.execute(select(sources).order_by(sources.c.key)))


async def save(conn: AsyncConnection, state: SourceState) -> None:
    """Remember a source's state in place of the one before."""
    row = {
        "key": state.key,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "moved_to": state.moved_to,
        "last_success": state.last_success,
        "last_run": state.last_run,
        "failures": state.failures,
        "last_error": state.last_error,
        "not_before": state.not_before,
        "configured": state.configured,
        "gone": state.gone,
    }
    await upsert.save(conn, sources, row)


def _state(row: Row[Any]) -> SourceState:
    return SourceState(
        key=row.key,
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        moved_to=row.moved_to,
        last_success=row.last_success,
        last_run=row.last_run,
        failures=row.failures,
        last_error=row.last_error,
        not_before=row.not_before,
        configured=row.configured,
        gone=row.gone,
    )
