"""How often each feed's articles have changed, counted by the database whoever changes them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store.poll_tables import changes
from syndicator.store.tables import articles


async def numbers(conn: AsyncConnection, feed: str | None = None) -> Mapping[str, int]:
    """The number of `feed`, or of every feed that ever had an article; one without has had no change."""
    statement = select(changes)
    if feed is not None:
        statement = statement.where(changes.c.feed == feed)
    return {row.feed: row.number for row in await conn.execute(statement)}


async def next_embargoes(conn: AsyncConnection, now: datetime, feed: str | None = None) -> Mapping[str, datetime]:
    """When the next embargo of `feed`, or of each feed, ends, for those that have one."""
    statement = select(articles.c.feed, func.min(articles.c.embargo).label("ends")).where(articles.c.embargo > now)
    if feed is not None:
        statement = statement.where(articles.c.feed == feed)
    return {row.feed: row.ends for row in await conn.execute(statement.group_by(articles.c.feed))}
