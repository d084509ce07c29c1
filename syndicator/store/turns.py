"""What is due in a table, each host in its turn: a host with thousands of rows is no reason for another to wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, func, select, update

from syndicator.store.database import Connection


@dataclass(frozen=True, slots=True)
class Due:
    """A row that may be tried: its number, the host it is about, how often it was tried before."""

    number: int
    host: str
    tries: int


async def due(conn: Connection, table: Table, now: datetime, limit: int, *only: ColumnElement[bool]) -> tuple[Due, ...]:
    """Rows of `table` that may be tried at `now`: the first of each host, then the second of each, and so on."""
    columns = table.c
    turn = func.row_number().over(partition_by=columns.host, order_by=(columns.due, columns.number))
    there = select(columns.number, columns.host, columns.tries, columns.due, turn.label("turn"))
    rows = there.where(columns.due <= now, *only).subquery()
    statement = select(rows).order_by(rows.c.turn, rows.c.due, rows.c.number).limit(limit)
    return tuple(Due(row.number, row.host, row.tries) for row in await conn.execute(statement))


async def claim(
    conn: Connection,
    table: Table,
    numbers: Sequence[int],
    now: datetime,
    until: datetime,
    *only: ColumnElement[bool],
) -> tuple[Row[Any], ...]:
    """Begin a try of each row that ends before `until`; those that another process was first with are left out."""
    free = select(table.c.number).where(table.c.number.in_(numbers), table.c.due <= now, *only)
    # On PostgreSQL: whoever claims waits for nobody.
    mine = update(table).where(table.c.number.in_(free.with_for_update(skip_locked=True)))
    result = await conn.execute(mine.values(due=until, tries=table.c.tries + 1).returning(table))
    return tuple(result)


async def hold(conn: Connection, table: Table, *only: ColumnElement[bool]) -> None:
    """Before several rows are changed: take them in one order, so that no two processes wait for each other."""
    # On SQLite writers take turns anyhow.
    if conn.dialect.name == "postgresql":
        await conn.execute(select(table.c.number).where(*only).order_by(table.c.number).with_for_update())
