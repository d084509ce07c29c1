"""How every source is doing."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from syndicator.model.health import Health, State
from syndicator.store import upsert
from syndicator.store.codec import member
from syndicator.store.database import Connection
from syndicator.store.health_tables import health

_PLAIN = tuple(field.name for field in fields(Health) if field.name not in ("state", "told", "rhythm"))


async def load(conn: Connection, source: str) -> Health:
    """A source's health; a blank one (`judged` is None) before its first run."""
    row = (await conn.execute(select(health).where(health.c.source == source))).first()
    return _health(row) if row is not None else Health(source)


async def all_health(conn: Connection) -> tuple[Health, ...]:
    """The health of every source ever judged, by key."""
    return tuple(_health(row) for row in await conn.execute(select(health).order_by(health.c.source)))


async def save(conn: Connection, found: Health) -> None:
    """Remember a source's health in place of the one before."""
    row = {
        **{name: getattr(found, name) for name in _PLAIN},
        "state": found.state,
        "told": found.told or "",
        "rhythm": int(found.rhythm.total_seconds()) if found.rhythm is not None else None,
    }
    await upsert.save(conn, health, row)


def _health(row: Row[Any]) -> Health:
    return Health(
        **{name: getattr(row, name) for name in _PLAIN},
        state=member(State, row.state),
        told=member(State, row.told) if row.told else None,
        rhythm=timedelta(seconds=row.rhythm) if row.rhythm is not None else None,
    )
