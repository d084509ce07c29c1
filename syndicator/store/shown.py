"""What readers could see: in which month each article belongs, and what a closed month holds.

Months are those of model.month, where the feed's clocks say when one ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.month import following, month_of
from syndicator.store import upsert
from syndicator.store.archive_tables import months, noted, shown
from syndicator.store.article_rows import NEWEST, article, can_be_seen, select_versions
from syndicator.store.publish_tables import journal
from syndicator.store.tables import articles, versions

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Closed:
    """The closed months of a feed, from the first to the last without a gap; both "" while there is none."""

    first: str = ""
    last: str = ""

    def has(self, month: str) -> bool:
        """Whether a month is one of them."""
        return bool(self.first) and self.first <= month <= self.last


async def is_behind(conn: AsyncConnection, feed: str, number: int, now: datetime, timezone: str) -> bool:
    """Whether changes of a feed up to `number` are yet to be noted, or a month with articles is yet to be closed."""
    seen = (await conn.execute(select(noted.c.number).where(noted.c.feed == feed))).scalar()
    if (seen or 0) < number:
        return True
    oldest = select(func.min(shown.c.month)).where(shown.c.feed == feed, shown.c.version.is_(None))
    return ((await conn.execute(oldest)).scalar() or "9999-12") < month_of(now, timezone)


async def note(conn: AsyncConnection, feed: str, number: int, now: datetime, timezone: str) -> None:
    """Note what can be seen since the last time, up to change `number` of the feed at least, and close past months.

    Months end where the clocks show `timezone`.
    An article belongs to the month in which it could first be seen, or to the first one not closed by then. One
    process does this at a time: it holds the feed's row of `noted` until its transaction ends.
    """
    await conn.execute(upsert.insert(conn, noted).values(feed=feed, number=0).on_conflict_do_nothing())
    since = (await conn.execute(select(noted.c.number).where(noted.c.feed == feed).with_for_update())).scalar_one()
    last = (await closed(conn, feed)).last
    found = (
        select(articles.c.id, articles.c.first_seen, articles.c.embargo)
        .join(journal, journal.c.article == articles.c.id)
        .outerjoin(shown, shown.c.article == articles.c.id)
        .where(journal.c.feed == feed, journal.c.number > since, can_be_seen(feed, now), shown.c.month.is_(None))
    )
    rows = []
    for row in await conn.execute(found):
        at = max(row.first_seen, row.embargo or row.first_seen)
        rows.append({"article": row.id, "feed": feed, "month": max(month_of(at, timezone), last and following(last))})
    for start in range(0, len(rows), _BATCH):
        added = upsert.insert(conn, shown).values(rows[start : start + _BATCH])
        await conn.execute(
            added.on_conflict_do_update(index_elements=["article"], set_={"month": added.excluded.month})
        )
    await conn.execute(update(noted).where(noted.c.feed == feed, noted.c.number < number).values(number=number))
    await _close(conn, feed, now, before=month_of(now, timezone))


async def _close(conn: AsyncConnection, feed: str, now: datetime, *, before: str) -> None:
    """Close every month up to `before`: its articles stay as they are now, and those not to be seen wait."""
    last = (await closed(conn, feed)).last
    first = select(func.min(shown.c.month)).where(shown.c.feed == feed)
    month = following(last) if last else (await conn.execute(first)).scalar()
    while month and month < before:
        await conn.execute(months.insert().values(feed=feed, month=month, closed=now))
        of = (shown.c.feed == feed) & (shown.c.month == month)
        present = select(articles.c.version).where(articles.c.id == shown.c.article).scalar_subquery()
        seen = select(articles.c.id).where(can_be_seen(feed, now))
        await conn.execute(update(shown).where(of, shown.c.article.in_(seen)).values(version=present))
        await conn.execute(update(shown).where(of, shown.c.version.is_(None)).values(month=None))
        month = following(month)


async def closed(conn: AsyncConnection, feed: str) -> Closed:
    """The closed months of a feed."""
    ends = select(func.min(months.c.month), func.max(months.c.month)).where(months.c.feed == feed)
    first, last = (await conn.execute(ends)).one()
    return Closed(first or "", last or "")


async def held(conn: AsyncConnection, feed: str, month: str, now: datetime) -> Mapping[str, int]:
    """What a closed month holds: the versions it was closed with, of what can still be seen."""
    statement = select(shown.c.article, shown.c.version).join(articles).where(_of(feed, month, now))
    return {row.article: row.version for row in await conn.execute(statement.order_by(shown.c.article))}


async def pinned(conn: AsyncConnection, feed: str, month: str, now: datetime) -> tuple[Article, ...]:
    """The articles of a closed month in the versions it was closed with."""
    here = (shown.c.article == versions.c.article) & (shown.c.version == versions.c.version)
    statement = select_versions().join(shown, here).where(_of(feed, month, now))
    return tuple(article(row) for row in await conn.execute(statement))


async def gone(
    conn: AsyncConnection, feed: str, limit: int, month: str | None = None
) -> tuple[tuple[str, datetime], ...]:
    """Those taken down that could be seen before, of one closed month or of all, the last ones first: id and when."""
    of = [shown.c.feed == feed, articles.c.canceled_at.is_not(None)]
    if month is not None:
        of += [shown.c.month == month, shown.c.version.is_not(None)]
    statement = select(articles.c.id, articles.c.canceled_at).join(shown, shown.c.article == articles.c.id).where(*of)
    statement = statement.order_by(articles.c.canceled_at.desc(), articles.c.id).limit(limit)
    return tuple((row.id, row.canceled_at) for row in await conn.execute(statement))


async def not_closed(conn: AsyncConnection, feed: str, now: datetime) -> tuple[str, ...]:
    """What can be seen and is in no closed month yet, newest first."""
    statement = (
        select(articles.c.id)
        .join(shown, shown.c.article == articles.c.id)
        .where(can_be_seen(feed, now), shown.c.month.is_not(None), shown.c.version.is_(None))
    )
    return tuple((await conn.execute(statement.order_by(*NEWEST))).scalars())


async def was_seen(conn: AsyncConnection, ids: list[str]) -> frozenset[str]:
    """Those of these articles that could ever be seen outside."""
    return frozenset((await conn.execute(select(shown.c.article).where(shown.c.article.in_(ids)))).scalars())


def _of(feed: str, month: str, now: datetime) -> ColumnElement[bool]:
    return and_(shown.c.feed == feed, shown.c.month == month, shown.c.version.is_not(None), can_be_seen(feed, now))
