"""Taking an article down."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.rights import Status
from syndicator.store.article_rows import article, select_current
from syndicator.store.tables import articles


async def cancel(conn: AsyncConnection, slug: str, *, why: str, now: datetime, legal: bool = False) -> Article | None:
    """Take an article down for good, `legal` where the law demands it; None where there is none.

    A second time changes nothing.
    """
    await conn.execute(
        update(articles)
        .where(articles.c.slug == slug, articles.c.canceled_at.is_(None))
        .values(status=Status.CANCELED, canceled_at=now, canceled_why=why, canceled_legal=legal)
    )
    row = (await conn.execute(select_current().where(articles.c.slug == slug))).first()
    return article(row) if row is not None else None
