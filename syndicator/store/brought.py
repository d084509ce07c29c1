"""What each route was last given of an article, and what it is to be given with its next digest."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, update

from syndicator.store import upsert
from syndicator.store.database import Connection
from syndicator.store.publish_tables import brought


@dataclass(frozen=True, slots=True)
class Brought:
    """`version` and `status` were put in the outbox last (0 and "": nothing yet).

    `waits` is the version for the next digest, 0 for none.
    """

    route: int
    article: str
    feed: str
    version: int = 0
    status: str = ""
    waits: int = 0


async def find(conn: Connection, route: int, article: str) -> Brought | None:
    """What a route was last given of an article."""
    mine = (brought.c.route == route) & (brought.c.article == article)
    row = (await conn.execute(select(brought).where(mine))).first()
    return _brought(row) if row is not None else None


async def save(conn: Connection, one: Brought) -> None:
    """Keep it in place of what was known."""
    row = {
        "route": one.route,
        "article": one.article,
        "feed": one.feed,
        "version": one.version,
        "status": one.status,
        "waits": one.waits,
    }
    await upsert.save(conn, brought, row)


async def gathered(conn: Connection, route: int) -> tuple[Brought, ...]:
    """What waits for the route's next digest."""
    statement = select(brought).where(brought.c.route == route, brought.c.waits > 0)
    return tuple(_brought(row) for row in await conn.execute(statement.order_by(brought.c.article)))


async def gather_again(conn: Connection, route: int, article: str, version: int) -> None:
    """A digest is not sent after all: what it had of an article waits for the next one."""
    mine = (brought.c.route == route) & (brought.c.article == article)
    await conn.execute(update(brought).where(mine, brought.c.version == version).values(waits=version))


def _brought(row: Row[Any]) -> Brought:
    return Brought(row.route, row.article, row.feed, row.version, row.status, row.waits)
