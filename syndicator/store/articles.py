"""Articles: kept under one id for good, found by slug, feed or source."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.rights import Status
from syndicator.store import clean
from syndicator.store.archive_tables import shown
from syndicator.store.article_rows import NEWEST, article, can_be_seen, select_current, select_versions
from syndicator.store.cancel import cancel
from syndicator.store.keep import Kept, keep
from syndicator.store.tables import aliases, articles, digest, versions
from syndicator.text.urls import canonical

__all__ = [
    "Kept",
    "by_id",
    "by_key",
    "cancel",
    "find",
    "history",
    "keep",
    "known",
    "latest",
    "newest",
    "on_offer",
    "recent",
    "rhythm",
    "several",
    "version",
    "withheld",
]

# Both engines limit the parameters of one statement; SQLite's limit is the lower one.
_BATCH = 500
_RHYTHM = 10
_LAST_VERSION = 2**31 - 1


async def find(conn: AsyncConnection, slug: str) -> Article | None:
    """The current version of the article with this slug."""
    return await _one(conn, select_current().where(articles.c.slug == slug))


async def by_id(conn: AsyncConnection, article_id: str) -> Article | None:
    """The current version of the article with this tag: URI."""
    return await _one(conn, select_current().where(articles.c.id == article_id))


async def by_key(conn: AsyncConnection, source: str, key: str) -> Article | None:
    """The current version of the article that a source's listing, or its sender, calls `key`."""
    named = aliases.c.digest == digest(source, clean.text(key))
    return await _one(conn, select_current().join(aliases, aliases.c.article == articles.c.id).where(named))


async def version(conn: AsyncConnection, slug: str, number: int) -> Article | None:
    """One version of an article, counted from 1."""
    if not 1 <= number <= _LAST_VERSION:
        return None
    return await _one(conn, select_versions().where(articles.c.slug == slug, versions.c.version == number))


async def history(conn: AsyncConnection, slug: str) -> tuple[Article, ...]:
    """Every version of an article, oldest first."""
    return await _all(conn, select_versions().where(articles.c.slug == slug).order_by(versions.c.version))


async def newest(conn: AsyncConnection, feed: str, limit: int, now: datetime) -> tuple[Article, ...]:
    """What a feed may publish at `now`: usable, not under embargo, newest first.

    By published instant, then first seen, then id, all descending, so that the order is total.
    """
    return await _all(conn, select_current().where(can_be_seen(feed, now)).order_by(*NEWEST).limit(limit))


async def on_offer(conn: AsyncConnection, feed: str, limit: int, now: datetime) -> Mapping[str, int]:
    """The ids and versions of what a feed may publish at `now`: the newest, and those edited last.

    An edit of an article that is no longer among the newest is news too. What is not noted in `shown` waits until it
    is: nothing is published that could be taken down without a trace.
    """
    here = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    open_now = (
        select(articles.c.id, articles.c.version)
        .join(shown, shown.c.article == articles.c.id)
        .where(can_be_seen(feed, now), shown.c.month.is_not(None))
    )
    edited = open_now.join(versions, here).where(articles.c.version > 1)
    wanted: dict[str, int] = {}
    for statement in (
        open_now.order_by(*NEWEST),
        edited.order_by(versions.c.updated.desc(), articles.c.id.desc()),
    ):
        wanted.update({row.id: row.version for row in await conn.execute(statement.limit(limit))})
    return wanted


async def several(conn: AsyncConnection, ids: Sequence[str]) -> tuple[Article, ...]:
    """The current versions of these articles, those there are, in no order."""
    found: list[Article] = []
    for at in range(0, len(ids), _BATCH):
        found += await _all(conn, select_current().where(articles.c.id.in_(ids[at : at + _BATCH])))
    return tuple(found)


async def latest(
    conn: AsyncConnection, feed: str | None = None, status: Status | None = None, limit: int = 50
) -> tuple[Article, ...]:
    """Articles of one feed or all, of one status or any, last seen first."""
    statement = select_current().order_by(articles.c.first_seen.desc(), articles.c.id.desc()).limit(limit)
    if feed is not None:
        statement = statement.where(articles.c.feed == feed)
    if status is not None:
        statement = statement.where(articles.c.status == status)
    return await _all(conn, statement)


async def withheld(conn: AsyncConnection, feed: str | None = None, limit: int = 200) -> tuple[Article, ...]:
    """What is held back, in one feed or all of them, last seen first."""
    statement = select_current().where(articles.c.status == Status.WITHHELD)
    if feed is not None:
        statement = statement.where(articles.c.feed == feed)
    return await _all(conn, statement.order_by(articles.c.first_seen.desc(), articles.c.id.desc()).limit(limit))


async def recent(conn: AsyncConnection, source: str, since: datetime) -> tuple[tuple[str, datetime], ...]:
    """The present pages of a source's articles first seen at `since` or later, last seen first, each with when."""
    here = (versions.c.article == articles.c.id) & (versions.c.version == articles.c.version)
    statement = (
        select(versions.c.url, articles.c.first_seen)
        .select_from(articles.join(versions, here))
        .where(
            articles.c.source == source,
            articles.c.first_seen >= since,
            articles.c.status != Status.CANCELED,
            versions.c.url != "",
        )
        .order_by(articles.c.first_seen.desc(), articles.c.id.desc())
    )
    return tuple((row.url, row.first_seen) for row in await conn.execute(statement))


async def rhythm(conn: AsyncConnection, source: str) -> timedelta | None:
    """The usual pause between a source's articles: the mean of the last ten; None before there are two."""
    newest = select(articles.c.first_seen).where(articles.c.source == source)
    statement = newest.order_by(articles.c.first_seen.desc()).limit(_RHYTHM + 1)
    seen = list((await conn.execute(statement)).scalars())
    return (seen[0] - seen[-1]) / (len(seen) - 1) if len(seen) > 1 else None


async def known(conn: AsyncConnection, urls: Sequence[str]) -> frozenset[str]:
    """Those of `urls` that are addresses of articles we have; what a page merely claims as canonical is not."""
    keys = {url: digest("", canonical(url)) for url in urls}
    found: set[str] = set()
    asked = list(dict.fromkeys(keys.values()))
    for at in range(0, len(asked), _BATCH):
        statement = select(aliases.c.digest).where(aliases.c.own, aliases.c.digest.in_(asked[at : at + _BATCH]))
        found.update((await conn.execute(statement)).scalars())
    return frozenset(url for url, key in keys.items() if key in found)


async def _one(conn: AsyncConnection, statement: Select[Any]) -> Article | None:
    row = (await conn.execute(statement)).first()
    return article(row) if row is not None else None


async def _all(conn: AsyncConnection, statement: Select[Any]) -> tuple[Article, ...]:
    return tuple(article(row) for row in await conn.execute(statement))
