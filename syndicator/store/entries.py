"""What is remembered of the whole articles in a listing, so that an unchanged one is not looked at again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.poll_tables import entries
from syndicator.store.tables import digest

# Under the number of parameters that every SQLite build takes in one statement.
_BATCH = 500


async def load(conn: AsyncConnection, source: str, keys: Collection[str]) -> Mapping[str, str]:
    """The hashes remembered of a source's entries, by key; nothing for those never kept."""
    names = {digest(source, key): key for key in keys}
    asked = list(names)
    found: dict[str, str] = {}
    for at in range(0, len(asked), _BATCH):
        statement = select(entries.c.digest, entries.c.body_hash).where(entries.c.digest.in_(asked[at : at + _BATCH]))
        found.update({names[row.digest]: row.body_hash for row in await conn.execute(statement)})
    return found


async def save(conn: AsyncConnection, source: str, key: str, body_hash: str, now: datetime) -> None:
    """Remember an entry in place of what was known of it."""
    await upsert.save(conn, entries, {"digest": digest(source, key), "body_hash": body_hash, "kept": now})


async def prune(conn: AsyncConnection, before: datetime, limit: int) -> int:
    """Forget up to `limit` entries that were kept before then; returns how many.

    One that its listing still has is looked at once more, and kept anew.
    """
    old = select(entries.c.digest).where(entries.c.kept < before).order_by(entries.c.kept).limit(limit)
    return (await conn.execute(delete(entries).where(entries.c.digest.in_(old)))).rowcount
