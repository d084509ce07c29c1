"""Pages that repeat an article."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.copy import Copy
from syndicator.model.rights import Hold
from syndicator.store import standing, upsert
from syndicator.store.copy_tables import copies
from syndicator.store.tables import digest


async def note(conn: AsyncConnection, copy: Copy, original: Article) -> bool:
    """List a copy under its article; False where it is listed already.

    An article of ours that was the copy is withheld, and what repeated it repeats the original.
    """
    if copy.was:
        await conn.execute(update(copies).where(copies.c.article == copy.was).values(article=original.id))
        where = original.url or original.id
        await standing.place(conn, copy.was, Hold(standing.COPY, f"转载稿，原稿见 {where} (a copy of that article)"))
    statement = upsert.insert(conn, copies).values(_row(copy)).on_conflict_do_nothing().returning(copies.c.digest)
    return (await conn.execute(statement)).first() is not None


async def of(conn: AsyncConnection, article_id: str) -> tuple[Copy, ...]:
    """The copies of an article, first seen first."""
    statement = select(copies).where(copies.c.article == article_id).order_by(copies.c.first_seen, copies.c.digest)
    return tuple(_copy(row) for row in await conn.execute(statement))


def _row(copy: Copy) -> Mapping[str, Any]:
    return {
        "digest": digest(copy.source, copy.url),
        "article": copy.article,
        "url": copy.url,
        "source": copy.source,
        "title": copy.title,
        "outlet": copy.outlet,
        "similarity": copy.similarity,
        "first_seen": copy.first_seen,
        "was": copy.was or None,
    }


def _copy(row: Row[Any]) -> Copy:
    return Copy(
        article=row.article,
        url=row.url,
        source=row.source,
        title=row.title,
        outlet=row.outlet,
        similarity=row.similarity,
        first_seen=row.first_seen,
        was=row.was or "",
    )
