"""Partners and their tokens."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from syndicator.model.partner import Partner, Shape, Token
from syndicator.store import codec, upsert
from syndicator.store.database import Connection
from syndicator.store.publish_tables import partners, tokens


async def find(conn: Connection, name: str) -> Partner | None:
    """The partner of that name."""
    row = (await conn.execute(select(partners).where(partners.c.name == name))).first()
    return _partner(row) if row is not None else None


async def everyone(conn: Connection) -> tuple[Partner, ...]:
    """All partners, those whose access ended too, by name."""
    return tuple(_partner(row) for row in await conn.execute(select(partners).order_by(partners.c.name)))


async def save(conn: Connection, partner: Partner, now: datetime) -> None:
    """Keep a partner in place of the one of its name."""
    row = {
        "name": partner.name,
        "title": partner.title,
        "contact": partner.contact,
        "feeds": partner.feeds,
        "shape": asdict(partner.shape),
        "starts": partner.starts,
        "ends": partner.ends,
        "rate": partner.rate,
        "networks": partner.networks,
        "created": partner.created or now,
        "revoked": partner.revoked,
        "note": partner.note,
    }
    await upsert.save(conn, partners, row)


async def add_token(conn: Connection, token: Token, now: datetime) -> None:
    """Keep a new token's digest. Raises StoreError where its partner is not there."""
    row = {
        "digest": token.digest,
        "partner": token.partner,
        "hint": token.hint,
        "label": token.label,
        "created": token.created or now,
        "expires": token.expires,
    }
    await conn.execute(insert(tokens).values(row))


async def tokens_of(conn: Connection, partner: str | None = None) -> tuple[Token, ...]:
    """The tokens of one partner or of all, oldest first, those that no longer work too."""
    statement = select(tokens).order_by(tokens.c.created, tokens.c.digest)
    if partner is not None:
        statement = statement.where(tokens.c.partner == partner)
    return tuple(_token(row) for row in await conn.execute(statement))


async def revoke_token(conn: Connection, partner: str, hint: str, now: datetime) -> int:
    """End the partner's working tokens that end in `hint`; returns how many."""
    mine = (tokens.c.partner == partner) & (tokens.c.hint == hint) & tokens.c.revoked.is_(None)
    return (await conn.execute(update(tokens).where(mine).values(revoked=now))).rowcount


async def expire_tokens(conn: Connection, partner: str, when: datetime, but: str) -> int:
    """Let the partner's other tokens than `but` (a digest) end at `when`, unless they end before; returns how many."""
    mine = (tokens.c.partner == partner) & (tokens.c.digest != but) & tokens.c.revoked.is_(None)
    later = tokens.c.expires.is_(None) | (tokens.c.expires > when)
    return (await conn.execute(update(tokens).where(mine, later).values(expires=when))).rowcount


async def used(conn: Connection, times: Mapping[str, datetime]) -> None:
    """Note when tokens (by digest) were last used."""
    for digest, when in sorted(times.items()):
        await conn.execute(update(tokens).where(tokens.c.digest == digest).values(used=when))


def _partner(row: Row[Any]) -> Partner:
    return Partner(
        name=row.name,
        title=row.title,
        contact=row.contact,
        feeds=row.feeds,
        shape=codec.decode(Shape, row.shape),
        starts=row.starts,
        ends=row.ends,
        rate=row.rate,
        networks=row.networks,
        created=row.created,
        revoked=row.revoked,
        note=row.note,
    )


def _token(row: Row[Any]) -> Token:
    return Token(
        digest=row.digest,
        partner=row.partner,
        hint=row.hint,
        label=row.label,
        created=row.created,
        expires=row.expires,
        revoked=row.revoked,
        used=row.used,
    )
