"""Subscriptions to upstream feeds, one a source."""

from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.subscription import Stage, Subscription
from syndicator.store import codec, upsert
from syndicator.store.tables import subscriptions


async def of(conn: AsyncConnection, source: str) -> Subscription | None:
    """A source's subscription."""
    row = (await conn.execute(select(subscriptions).where(subscriptions.c.source == source))).first()
    return _subscription(row) if row is not None else None


async def by_token(conn: AsyncConnection, token: str) -> Subscription | None:
    """The subscription whose callback has this token."""
    row = (await conn.execute(select(subscriptions).where(subscriptions.c.token == token))).first()
    return _subscription(row) if row is not None else None


async def everyone(conn: AsyncConnection) -> tuple[Subscription, ...]:
    """All subscriptions, by source."""
    rows = await conn.execute(select(subscriptions).order_by(subscriptions.c.source))
    return tuple(_subscription(row) for row in rows)


async def save(conn: AsyncConnection, one: Subscription) -> None:
    """Remember a subscription in place of the source's one before."""
    row = {
        "source": one.source,
        "hub": one.hub,
        "topic": one.topic,
        "token": one.token,
        "secret": one.secret,
        "stage": one.stage,
        "since": one.since,
        "lease": one.lease,
        "heard": one.heard,
        "missed": one.missed,
        "retry": one.retry,
        "note": one.note,
    }
    await upsert.save(conn, subscriptions, row)


async def forget(conn: AsyncConnection, source: str) -> None:
    """Drop a source's subscription."""
    await conn.execute(delete(subscriptions).where(subscriptions.c.source == source))


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        source=row.source,
        hub=row.hub,
        topic=row.topic,
        token=row.token,
        secret=row.secret,
        stage=codec.member(Stage, row.stage),
        since=row.since,
        lease=row.lease,
        heard=row.heard,
        missed=row.missed,
        retry=row.retry,
        note=row.note,
    )
