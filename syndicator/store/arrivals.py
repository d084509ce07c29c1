"""When a source's articles came, and what they had: what its health is judged by."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from syndicator.model.article import Article
from syndicator.model.rights import Status
from syndicator.store.article_rows import article, select_current
from syndicator.store.database import Connection
from syndicator.store.tables import articles, versions

_NEWEST_FIRST = (articles.c.first_seen.desc(), articles.c.id.desc())


async def newest(conn: Connection, source: str) -> datetime | None:
    """When a source's latest article was first seen, None before there is one."""
    statement = select(func.max(articles.c.first_seen)).where(articles.c.source == source)
    found: datetime | None = (await conn.execute(statement)).scalar()
    return found


async def times(conn: Connection, source: str, limit: int) -> tuple[datetime, ...]:
    """When a source's latest articles were published, the last seen first."""
    statement = select(articles.c.published_at).where(articles.c.source == source)
    return tuple((await conn.execute(statement.order_by(*_NEWEST_FIRST).limit(limit))).scalars())


async def fields(conn: Connection, source: str, limit: int) -> tuple[frozenset[str], ...]:
    """Which of published, authors, outlet and notice each of a source's latest articles has, the last seen first."""
    here = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    statement = (
        select(versions.c.published_estimated, versions.c.authors, versions.c.outlet, versions.c.notice)
        .select_from(articles.join(versions, here))
        .where(articles.c.source == source)
        .order_by(*_NEWEST_FIRST)
        .limit(limit)
    )
    return tuple(
        frozenset(
            name
            for name, has in (
                ("published", not row.published_estimated),
                ("authors", bool(row.authors)),
                ("outlet", bool(row.outlet)),
                ("notice", bool(row.notice)),
            )
            if has
        )
        for row in await conn.execute(statement)
    )


async def latest(conn: Connection, source: str, limit: int) -> tuple[Article, ...]:
    """A source's latest articles that have a page of their own and were not taken down, the last seen first."""
    statement = (
        select_current()
        .where(articles.c.source == source, articles.c.status != Status.CANCELED, versions.c.url != "")
        .order_by(*_NEWEST_FIRST)
        .limit(limit)
    )
    return tuple(article(row) for row in await conn.execute(statement))


async def counted(conn: Connection, since: datetime) -> Mapping[str, int]:
    """How many articles each source brought since then, by its key."""
    statement = (
        select(articles.c.source, func.count()).where(articles.c.first_seen >= since).group_by(articles.c.source)
    )
    return {row[0]: row[1] for row in await conn.execute(statement)}
