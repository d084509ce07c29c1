"""The keys licences are signed with: one at a time signs, those before it only tell what they signed."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store.desk_tables import grants, signing_keys


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`public` and `private` are JWKs (RFC 7517) as JSON; `private` is "" once it is retired."""

    kid: str
    public: str
    private: str = field(repr=False)
    created: datetime


async def current(conn: AsyncConnection) -> SigningKey | None:
    """The one that signs, None where none was made yet."""
    row = (await conn.execute(select(signing_keys).where(~signing_keys.c.retired))).first()
    return SigningKey(row.kid, row.public, row.private, row.created) if row else None


async def begin(conn: AsyncConnection, key: SigningKey, before: str = "") -> bool:
    """Have `key` sign from now on in place of the one whose kid is `before` ("" for none), whose secret goes.

    False where somebody else was first: then nothing is changed.
    """
    if before:
        mine = (signing_keys.c.kid == before) & ~signing_keys.c.retired
        retired = update(signing_keys).where(mine).values(retired=True, retired_at=key.created, private="")
        if (await conn.execute(retired)).rowcount != 1:
            return False
    row = {"kid": key.kid, "public": key.public, "private": key.private, "created": key.created}
    try:
        async with conn.begin_nested():
            await conn.execute(insert(signing_keys), row)
    except IntegrityError:
        return False
    return True


async def published(conn: AsyncConnection) -> tuple[str, ...]:
    """The public keys to check licences with, newest first: the one that signs, and those that signed one we gave."""
    signed = exists().where(grants.c.issued <= signing_keys.c.retired_at)
    mine = select(signing_keys.c.public).where(~signing_keys.c.retired | signed)
    statement = mine.order_by(signing_keys.c.created.desc(), signing_keys.c.kid)
    return tuple((await conn.execute(statement)).scalars())
