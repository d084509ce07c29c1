"""Closed months as written: kept, so that no later version of this service changes their bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.archive_tables import archives


@dataclass(frozen=True, slots=True)
class Archived:
    """One document of a closed month: `contents` is a digest of what it was written from, `body` compressed."""

    contents: str
    etag: str
    changed: datetime
    body: bytes


async def find(conn: AsyncConnection, feed: str, month: str, format: str) -> Archived | None:  # noqa: A002 - the word of the design
    """A document as it was kept; None where it never was written."""
    here = (archives.c.feed == feed) & (archives.c.month == month) & (archives.c.format == format)
    row = (await conn.execute(select(archives).where(here))).first()
    return Archived(row.contents, row.etag, row.changed, row.body) if row else None


async def keep(conn: AsyncConnection, feed: str, month: str, format: str, made: Archived) -> Archived:  # noqa: A002 - as above
    """Keep a document unless another process kept one of the same contents before; returns the one that stands."""
    row = {"contents": made.contents, "etag": made.etag, "changed": made.changed, "body": made.body}
    statement = upsert.insert(conn, archives).values(feed=feed, month=month, format=format, **row)
    await conn.execute(
        statement.on_conflict_do_update(
            index_elements=["feed", "month", "format"], set_=row, where=archives.c.contents != made.contents
        )
    )
    return await find(conn, feed, month, format) or made


async def prune(conn: AsyncConnection, in_use: Callable[[str], bool]) -> int:
    """Forget the documents whose `format` is not `in_use` by anybody; returns how many.

    They are written again, of the same versions, when somebody asks for them.
    """
    formats = (await conn.execute(select(archives.c.format).distinct())).scalars()
    unused = [one for one in formats if not in_use(one)]
    return (await conn.execute(delete(archives).where(archives.c.format.in_(unused)))).rowcount if unused else 0
