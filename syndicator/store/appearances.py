"""Known reprints: where they are, when they are looked at next, and what was found."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from syndicator.errors import ReprintError
from syndicator.model.appearance import Appearance
from syndicator.store import clean, report_rows
from syndicator.store.database import Connection
from syndicator.store.desk_tables import appearances
from syndicator.store.tables import digest


async def add(conn: Connection, grant: str, url: str, reported: str, now: datetime) -> tuple[Appearance, bool]:
    """Note that a grant's article runs at `url`, to be looked at now; one known before is looked at again.

    Returns it, and whether it is new.
    """
    key, url = digest(grant, url), clean.text(url)
    row = {"digest": key, "grant": grant, "article": "", "url": url, "reported": reported, "created": now, "due": now}
    fresh = True
    try:
        async with conn.begin_nested():
            await conn.execute(insert(appearances), row)
    except IntegrityError:
        fresh = False
        await conn.execute(update(appearances).where(appearances.c.digest == key).values(due=now))
    found = (await conn.execute(select(appearances).where(appearances.c.digest == key))).one()
    return report_rows.appearance(found), fresh


async def find(conn: Connection, number: int) -> Appearance | None:
    """The known reprint with this number."""
    row = (await conn.execute(select(appearances).where(appearances.c.number == number))).first()
    return report_rows.appearance(row) if row is not None else None


async def of_grant(conn: Connection, grant: str) -> tuple[Appearance, ...]:
    """A grant's known reprints, in the order they were told of."""
    mine = select(appearances).where(appearances.c.grant == grant).order_by(appearances.c.number)
    return tuple(report_rows.appearance(row) for row in await conn.execute(mine))


async def at(conn: Connection, url: str) -> tuple[Appearance, ...]:
    """The known reprints at an address."""
    mine = select(appearances).where(appearances.c.url == clean.text(url)).order_by(appearances.c.number)
    return tuple(report_rows.appearance(row) for row in await conn.execute(mine))


async def claim(conn: Connection, now: datetime, lease: timedelta, limit: int) -> tuple[Appearance, ...]:
    """Begin to look at what is due, for `lease` at most; nobody else looks at it meanwhile."""
    due = select(appearances.c.number).where(appearances.c.due <= now).order_by(appearances.c.due).limit(limit)
    mine = update(appearances).where(appearances.c.number.in_(due.with_for_update(skip_locked=True)))
    claimed = await conn.execute(mine.values(due=now + lease).returning(appearances))
    return tuple(report_rows.appearance(row) for row in claimed)


async def looked(conn: Connection, seen: Appearance) -> None:
    """Note what came of a look: `article`, `due`, `checked`, `report`, `trouble`, `found` and `settled` of `seen`."""
    values = {
        "article": seen.article,
        "due": seen.due,
        "checked": seen.checked,
        "report": report_rows.told(seen.report),
        "trouble": clean.text(seen.trouble),
        "found": seen.found,
        "settled": seen.settled,
    }
    await conn.execute(update(appearances).where(appearances.c.number == seen.number).values(values))


async def open_findings(conn: Connection, limit: int) -> tuple[Appearance, ...]:
    """Reprints with a finding nobody has settled, oldest first."""
    waiting = appearances.c.found.is_not(None) & appearances.c.settled.is_(None)
    statement = select(appearances).where(waiting).order_by(appearances.c.found, appearances.c.number).limit(limit)
    return tuple(report_rows.appearance(row) for row in await conn.execute(statement))


async def settle(conn: Connection, number: int, by: str, note: str, now: datetime) -> Appearance:
    """Close an open finding. Raises ReprintError where there is none."""
    waiting = appearances.c.found.is_not(None) & appearances.c.settled.is_(None) & (appearances.c.number == number)
    values = {"settled": now, "settled_by": by, "note": clean.text(note)}
    if (await conn.execute(update(appearances).where(waiting).values(values))).rowcount != 1:
        raise ReprintError(f"there is no open finding {number}", "number")
    (found,) = await _numbered(conn, (number,))
    return found


async def _numbered(conn: Connection, numbers: Sequence[int]) -> tuple[Appearance, ...]:
    rows = await conn.execute(select(appearances).where(appearances.c.number.in_(numbers)))
    return tuple(report_rows.appearance(row) for row in rows)
