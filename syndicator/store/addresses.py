"""The addresses an article was read at."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.store.article_rows import article, select_current
from syndicator.store.copy_tables import copies
from syndicator.store.tables import aliases, articles, digest
from syndicator.text.urls import canonical


async def owner(conn: AsyncConnection, url: str) -> Article | None:
    """The article that was read at this address."""
    named = aliases.c.own & (aliases.c.digest == digest("", canonical(url)))
    row = (await conn.execute(select_current().join(aliases, aliases.c.article == articles.c.id).where(named))).first()
    return article(row) if row is not None else None


async def of(conn: AsyncConnection, article_id: str) -> tuple[str, ...]:
    """Every address an article was read at, those of its copies left out."""
    others = select(copies.c.url).where(copies.c.article == article_id)
    mine = (aliases.c.article == article_id) & aliases.c.own & (aliases.c.scope == "")
    statement = select(aliases.c.name).where(mine, aliases.c.name.not_in(others)).order_by(aliases.c.name)
    return tuple((await conn.execute(statement)).scalars())
