"""Licences given: found by number, by article, by their end."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import ReprintError, StoreError
from syndicator.model.reprint import Grant, GrantedArticle
from syndicator.store import changes, clean, reprint_rows
from syndicator.store.desk_tables import granted, grants


async def add(conn: AsyncConnection, grant: Grant) -> None:
    """Store a grant with its articles. Raises StoreError when its number is taken, or its request has one."""
    grant = clean.deep(grant)
    # Of a whole feed its holder is told what changes from now on.
    told = (await changes.numbers(conn, grant.feed)).get(grant.feed, 0) if grant.feed else 0
    try:
        async with conn.begin_nested():
            await conn.execute(insert(grants), {**reprint_rows.grant_row(grant), "told": told})
            if grant.articles:
                await conn.execute(insert(granted), list(reprint_rows.granted_rows(grant)))
    except IntegrityError:
        raise StoreError(f"there is a grant {grant.number} already, or another of {grant.request}") from None


async def find(conn: AsyncConnection, number: str) -> Grant | None:
    """The grant with this number."""
    return next(iter(await every(conn, select(grants).where(grants.c.number == number))), None)


async def of_requests(conn: AsyncConnection, numbers: Sequence[str]) -> dict[str, Grant]:
    """The grants of these requests, by request."""
    found = await every(conn, select(grants).where(grants.c.request.in_(numbers)))
    return {one.request: one for one in found}


async def of_article(conn: AsyncConnection, article: str, feed: str, day: date) -> tuple[Grant, ...]:
    """The grants in force on `day` that an article (its id, and its feed) is part of, oldest first."""
    parts = select(granted.c.grant).where(granted.c.article == article)
    mine = or_(grants.c.number.in_(parts), (grants.c.feed == feed) & (grants.c.feed != ""))
    term = (grants.c.valid_from <= day) & (grants.c.valid_to >= day) & grants.c.revoked.is_(None)
    return await every(conn, select(grants).where(mine, term).order_by(grants.c.issued, grants.c.number))


async def newest(conn: AsyncConnection, limit: int) -> tuple[Grant, ...]:
    """The last grants given, newest first."""
    return await every(conn, select(grants).order_by(grants.c.issued.desc(), grants.c.number).limit(limit))


async def ending(conn: AsyncConnection, today: date, by: date) -> tuple[Grant, ...]:
    """Grants in force whose last day is between `today` and `by`, and whose end was not announced yet."""
    term = (grants.c.valid_to >= today) & (grants.c.valid_to <= by) & grants.c.revoked.is_(None)
    return await every(conn, select(grants).where(term, grants.c.reminded.is_(None)).order_by(grants.c.valid_to))


async def announced(conn: AsyncConnection, number: str, now: datetime) -> bool:
    """Note that its end was announced; False where somebody else was first."""
    mine = (grants.c.number == number) & grants.c.reminded.is_(None)
    return (await conn.execute(update(grants).where(mine).values(reminded=now))).rowcount == 1


async def revoke(conn: AsyncConnection, number: str, why: str, now: datetime) -> Grant:
    """End a grant before its term. Raises ReprintError where there is none, or it was revoked before."""
    mine = (grants.c.number == number) & grants.c.revoked.is_(None)
    changed = await conn.execute(update(grants).where(mine).values(revoked=now, revoked_why=why))
    found = await find(conn, number)
    if found is None:
        raise ReprintError(f"there is no grant {number}", "number")
    if changed.rowcount != 1:
        raise ReprintError(f"{number} was revoked before", "number")
    return found


async def every(conn: AsyncConnection, statement: Select[Any]) -> tuple[Grant, ...]:
    """The grants that a statement on their table finds, each with its articles."""
    rows = (await conn.execute(statement)).all()
    parts: defaultdict[str, list[GrantedArticle]] = defaultdict(list)
    # One that a grant of a whole feed covers is not named by it (see granted).
    named = (granted.c.position >= 0) & granted.c.grant.in_([row.number for row in rows])
    for row in await conn.execute(select(granted).where(named).order_by(granted.c.position)):
        parts[row.grant].append(reprint_rows.granted(row))
    return tuple(reprint_rows.grant(row, parts[row.number]) for row in rows)
