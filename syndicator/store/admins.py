"""Admins, their tokens' digests, and who of them is signed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import StoreError
from syndicator.model.admin import Admin, Session
from syndicator.store import clean
from syndicator.store.desk_tables import admins, sessions


async def add(conn: AsyncConnection, admin: Admin, now: datetime) -> None:
    """Keep a new admin. Raises StoreError where there is one of that name, revoked or not."""
    row = {
        "name": admin.name,
        "digest": admin.digest,
        "hint": admin.hint,
        "email": admin.email,
        "created": admin.created or now,
    }
    try:
        async with conn.begin_nested():
            await conn.execute(insert(admins), clean.deep(row))
    except IntegrityError:
        raise StoreError(f"there is an admin {admin.name} already") from None


async def find(conn: AsyncConnection, name: str) -> Admin | None:
    """The admin of that name, revoked or not."""
    row = (await conn.execute(select(admins).where(admins.c.name == name))).first()
    return _admin(row) if row is not None else None


async def everyone(conn: AsyncConnection) -> tuple[Admin, ...]:
    """All admins, those revoked too, by name."""
    return tuple(_admin(row) for row in await conn.execute(select(admins).order_by(admins.c.name)))


async def by_token(conn: AsyncConnection, digest: str) -> Admin | None:
    """The admin, not revoked, whose token has this digest."""
    mine = (admins.c.digest == digest) & admins.c.revoked.is_(None)
    row = (await conn.execute(select(admins).where(mine))).first()
    return _admin(row) if row is not None else None


async def renew(conn: AsyncConnection, name: str, digest: str, hint: str) -> bool:
    """Put a token in place of the admin's last, and let them in again if they were revoked; False for nobody."""
    mine = update(admins).where(admins.c.name == name)
    return (await conn.execute(mine.values(digest=digest, hint=hint, revoked=None))).rowcount == 1


async def revoke(conn: AsyncConnection, name: str, now: datetime) -> bool:
    """Let the admin in no more; False where there is none of that name who was let in."""
    mine = update(admins).where(admins.c.name == name, admins.c.revoked.is_(None))
    return (await conn.execute(mine.values(revoked=now))).rowcount == 1


async def used(conn: AsyncConnection, name: str, now: datetime) -> None:
    """Note that the admin's token was used."""
    await conn.execute(update(admins).where(admins.c.name == name).values(used=now))


async def open_session(conn: AsyncConnection, session: Session) -> None:
    """Keep a session."""
    row = {
        "digest": session.digest,
        "admin": session.admin.name,
        "created": session.created,
        "expires": session.expires,
    }
    await conn.execute(insert(sessions), row)


async def session(conn: AsyncConnection, digest: str, now: datetime) -> Session | None:
    """The session whose secret has this digest, unless it expired or its admin was revoked."""
    holds = (sessions.c.digest == digest) & (sessions.c.expires > now) & admins.c.revoked.is_(None)
    both = select(admins, sessions.c.created.label("opened"), sessions.c.expires).join(
        admins, admins.c.name == sessions.c.admin
    )
    row = (await conn.execute(both.where(holds))).first()
    return Session(digest, _admin(row), row.opened, row.expires) if row is not None else None


async def extend(conn: AsyncConnection, digest: str, expires: datetime) -> None:
    """Let a session go on until then."""
    await conn.execute(update(sessions).where(sessions.c.digest == digest).values(expires=expires))


async def close(conn: AsyncConnection, digest: str) -> None:
    """End one session."""
    await conn.execute(delete(sessions).where(sessions.c.digest == digest))


async def close_all(conn: AsyncConnection, name: str) -> int:
    """End every session of an admin; returns how many."""
    return (await conn.execute(delete(sessions).where(sessions.c.admin == name))).rowcount


async def forget(conn: AsyncConnection, now: datetime) -> int:
    """Forget sessions that expired; returns how many."""
    return (await conn.execute(delete(sessions).where(sessions.c.expires <= now))).rowcount


def _admin(row: Row[Any]) -> Admin:
    return Admin(row.name, row.digest, row.hint, row.email, row.created, row.revoked, row.used)
