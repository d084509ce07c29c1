"""What changed, in order: the loss-free way to follow a feed.

Each article stands once, at its last change that shows outside (a version, its status, an embargo that ended). Numbers
are given when a transaction commits, so nothing ever appears before a number that was read already.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.store.article_rows import article, select_current
from syndicator.store.publish_tables import journal
from syndicator.store.tables import articles


async def since(conn: AsyncConnection, feed: str, number: int, limit: int) -> tuple[tuple[int, Article], ...]:
    """Articles of `feed` that changed after `number`, in order, each with its own number, whatever their status.

    One under embargo is among them: it is not to be told before it is over, and then it comes again.
    """
    statement = (
        select_current(journal.c.number)
        .join(journal, journal.c.article == articles.c.id)
        .where(journal.c.feed == feed, journal.c.number > number)
        .order_by(journal.c.number)
        .limit(limit)
    )
    return tuple((row.number, article(row)) for row in await conn.execute(statement))


async def over(conn: AsyncConnection, now: datetime, feed: str) -> bool:
    """Whether an embargo of `feed` is over at `now` and not noted yet."""
    return (await conn.execute(select(articles.c.id).where(_over(feed, now)).limit(1))).first() is not None


async def feeds_over(conn: AsyncConnection, now: datetime) -> tuple[str, ...]:
    """The feeds with an embargo that is over at `now` and not noted yet."""
    waiting = (articles.c.embargo <= now) & ~articles.c.embargo_over
    return tuple((await conn.execute(select(articles.c.feed).where(waiting).distinct())).scalars())


async def end_embargoes(conn: AsyncConnection, now: datetime, feed: str) -> int:
    """Note the embargoes of `feed` that are over at `now`, each once: a change like any other. Returns how many."""
    return (await conn.execute(update(articles).where(_over(feed, now)).values(embargo_over=True))).rowcount


def _over(feed: str, now: datetime) -> ColumnElement[bool]:
    return (articles.c.feed == feed) & (articles.c.embargo <= now) & ~articles.c.embargo_over
