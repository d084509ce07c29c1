"""The lists of outlets that admins keep."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.outlet import Listed, OutletList
from syndicator.store import clean, upsert
from syndicator.store.codec import member
from syndicator.store.desk_tables import outlets
from syndicator.text.outlet_key import outlet_key

# Rows a statement: both engines limit how many values one may carry.
_BATCH = 500


async def replace(conn: AsyncConnection, listing: OutletList, entries: Iterable[Listed]) -> int:
    """Put `entries` in place of a whole list; of a name that comes twice the first counts. Returns how many stay."""
    rows = {row["key"]: row for entry in reversed(tuple(entries)) if (row := _row(entry))["key"]}
    kept = list(reversed(rows.values()))
    await conn.execute(delete(outlets).where(outlets.c.listing == listing))
    for first in range(0, len(kept), _BATCH):
        await conn.execute(insert(outlets), kept[first : first + _BATCH])
    return len(kept)


async def put(conn: AsyncConnection, entry: Listed) -> None:
    """Add one outlet to its list, in place of what the list says of it."""
    await upsert.save(conn, outlets, _row(entry))


async def remove(conn: AsyncConnection, listing: OutletList, name: str) -> bool:
    """Take one outlet off a list; False where it is not on it."""
    mine = (outlets.c.listing == listing) & (outlets.c.key == outlet_key(name))
    return (await conn.execute(delete(outlets).where(mine))).rowcount == 1


async def named(conn: AsyncConnection, *names: str) -> tuple[Listed, ...]:
    """The entries of all lists that name any of these outlets."""
    keys = {key for name in names if (key := outlet_key(name))}
    found = select(outlets).where(outlets.c.key.in_(keys)).order_by(outlets.c.listing, outlets.c.key)
    return tuple(_listed(row) for row in await conn.execute(found))


async def every(conn: AsyncConnection, listings: Collection[OutletList] = tuple(OutletList)) -> tuple[Listed, ...]:
    """Whole lists, by name."""
    found = select(outlets).where(outlets.c.listing.in_(listings)).order_by(outlets.c.listing, outlets.c.key)
    return tuple(_listed(row) for row in await conn.execute(found))


async def dated(conn: AsyncConnection, listing: OutletList) -> date | None:
    """The date of a list, None where nothing is on it or it has none."""
    found: date | None = await conn.scalar(select(func.max(outlets.c.dated)).where(outlets.c.listing == listing))
    return found


def _row(entry: Listed) -> dict[str, Any]:
    entry = clean.deep(entry)
    return {
        "listing": entry.listing,
        "key": outlet_key(entry.name),
        "name": entry.name,
        "dated": entry.dated,
        "note": entry.note,
        "domain": entry.domain,
    }


def _listed(row: Row[Any]) -> Listed:
    return Listed(member(OutletList, row.listing), row.name, row.dated, row.note, row.domain)
