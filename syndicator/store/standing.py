"""Holds of our own on an article, whatever its page says: it is a copy, its page is gone.

They stand until they are lifted. One that an admin lifted is not placed again while its cause lasts.
"""

from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.rights import Hold, Status
from syndicator.store.article_rows import article, select_current
from syndicator.store.codec import member
from syndicator.store.tables import articles, versions

COPY, WITHDRAWN = "copy", "withdrawn"


async def place(conn: AsyncConnection, article_id: str, hold: Hold) -> Article | None:
    """Withhold an article; None where that hold stands, an admin lifted it, or the article is canceled or none."""
    row = (await conn.execute(_locked(article_id))).first()
    if row is None or row.canceled_at is not None or hold.code in (*row.lifted, *(one.code for one in row.standing)):
        return None
    return await _set(conn, article_id, (*row.standing, hold), row.lifted)


async def lift(conn: AsyncConnection, article_id: str, code: str, *, for_good: bool) -> Article | None:
    """Lift a hold; `for_good` keeps it from being placed again. None where it does not stand."""
    row = (await conn.execute(_locked(article_id))).first()
    if row is None or code not in {one.code for one in row.standing}:
        return None
    lifted = (*row.lifted, code) if for_good else row.lifted
    return await _set(conn, article_id, tuple(one for one in row.standing if one.code != code), lifted)


async def over(conn: AsyncConnection, article_id: str, code: str) -> Article | None:
    """The cause of a hold is gone: lift it, and let it be placed anew. The article where it stood, else None."""
    after = await lift(conn, article_id, code, for_good=False)
    row = (await conn.execute(_locked(article_id))).first()
    if row is not None and code in row.lifted:
        await _set(conn, article_id, row.standing, tuple(one for one in row.lifted if one != code))
    return after


def _locked(article_id: str) -> Select[Any]:
    columns = (articles.c.standing, articles.c.lifted, articles.c.canceled_at)
    return select(*columns).where(articles.c.id == article_id).with_for_update()


async def _set(conn: AsyncConnection, article_id: str, standing: tuple[Hold, ...], lifted: tuple[str, ...]) -> Article:
    here = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    told = select(versions.c.said_status).select_from(articles.join(versions, here)).where(articles.c.id == article_id)
    said = member(Status, (await conn.execute(told)).scalar_one())
    status = Status.WITHHELD if standing else said
    of = (articles.c.id == article_id) & articles.c.canceled_at.is_(None)
    await conn.execute(update(articles).where(of).values(standing=standing, lifted=lifted, status=status))
    return article((await conn.execute(select_current().where(articles.c.id == article_id))).one())
