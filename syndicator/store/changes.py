"""How often each feed's articles have changed, counted by the database whoever changes them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store.poll_tables import changes
from syndicator.store.tables import articles


async def numbers(conn: AsyncConnection) -> Mapping[str, int]:
    """The number of every feed that ever had an article; a feed without one has had none."""
    return {row.feed: row.number for row in await conn.execute(select(changes))}


async def next_embargoes(conn: AsyncConnection, now: datetime) -> Mapping[str, datetime]:
    """When the next embargo of each feed ends, for feeds that have one."""
    ahead = select(articles.c.feed, func.min(articles.c.embargo).label("ends")).where(articles.c.embargo > now)
    return {row.feed: row.ends for row in await conn.execute(ahead.group_by(articles.c.feed))}
