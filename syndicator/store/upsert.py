"""INSERT … ON CONFLICT, which both engines have and SQLAlchemy spells once each."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(conn: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the connection's engine that can say ON CONFLICT."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


async def save(conn: AsyncConnection, table: Table, row: Mapping[str, Any]) -> None:
    """Write a row whole: new, or over the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    statement = insert(conn, table).values(dict(row))
    await conn.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))
