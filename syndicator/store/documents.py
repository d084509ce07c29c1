"""When each published document's bytes last changed."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import case, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.tables import documents


async def had(conn: AsyncConnection, feed: str) -> bool:
    """Whether there ever was a document of `feed`."""
    return (await conn.execute(select(documents.c.feed).where(documents.c.feed == feed).limit(1))).first() is not None


async def note(conn: AsyncConnection, feed: str, format: str, etag: str, now: datetime) -> datetime:  # noqa: A002 - the word of the design
    """When the document's bytes last changed: the stored time while `etag` is the same, else `now`.

    Never goes back, even when the clock does: a reader's If-Modified-Since would miss the change.
    """
    here = (documents.c.feed == feed) & (documents.c.format == format)
    changed: datetime
    row = (await conn.execute(select(documents).where(here))).first()
    if row is not None and row.etag == etag:
        changed = row.changed
        return changed
    statement = upsert.insert(conn, documents).values(feed=feed, format=format, etag=etag, changed=now)
    fresh = statement.excluded
    written = statement.on_conflict_do_update(
        index_elements=["feed", "format"],
        set_={
            "etag": fresh.etag,
            "changed": case((fresh.changed > documents.c.changed, fresh.changed), else_=documents.c.changed),
        },
        # Another process may have noted the same bytes since.
        where=documents.c.etag != fresh.etag,
    )
    await conn.execute(written)
    changed = (await conn.execute(select(documents.c.changed).where(here))).scalar_one()
    return changed


async def prune(conn: AsyncConnection, in_use: Callable[[str], bool]) -> int:
    """Forget the documents whose `format` is not `in_use` by anybody; returns how many."""
    formats = (await conn.execute(select(documents.c.format).distinct())).scalars()
    unused = [one for one in formats if not in_use(one)]
    return (await conn.execute(delete(documents).where(documents.c.format.in_(unused)))).rowcount if unused else 0
