"""Which partner has which version of which article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, select, update

from syndicator.model.partner import How, Receipt
from syndicator.model.rights import Status
from syndicator.store import codec, upsert
from syndicator.store.database import Connection
from syndicator.store.publish_tables import brought, journal, receipts, routes
from syndicator.store.tables import articles

# Both engines limit the parameters of one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Recalled:
    """An article that a route's partner has was taken down, which is change `number` of its feed."""

    route: int
    article: str
    number: int


async def note(conn: Connection, given: Sequence[Receipt]) -> None:
    """Keep receipts. Of two for one version and status the first counts, whichever way it came."""
    rows = [
        {
            "partner": one.partner,
            "article": one.article,
            "version": one.version,
            "status": one.status,
            "feed": one.feed,
            "how": one.how,
            "channel": one.channel,
            "at": one.at,
        }
        for one in given
    ]
    for at in range(0, len(rows), _BATCH):
        await conn.execute(upsert.insert(conn, receipts).on_conflict_do_nothing(), rows[at : at + _BATCH])


async def of_article(conn: Connection, article: str) -> tuple[Receipt, ...]:
    """Who has an article (by its id), in any version, oldest first."""
    statement = select(receipts).where(receipts.c.article == article)
    rows = await conn.execute(statement.order_by(receipts.c.at, receipts.c.partner, receipts.c.version))
    return tuple(_receipt(row) for row in rows)


async def of_partner(
    conn: Connection, partner: str, *, since: datetime | None = None, limit: int = 200
) -> tuple[Receipt, ...]:
    """What a partner has, last first."""
    statement = select(receipts).where(receipts.c.partner == partner)
    if since is not None:
        statement = statement.where(receipts.c.at >= since)
    order = (receipts.c.at.desc(), receipts.c.article, receipts.c.version.desc())
    return tuple(_receipt(row) for row in await conn.execute(statement.order_by(*order).limit(limit)))


async def recalled(conn: Connection, feed: str, since: int, until: int) -> tuple[Recalled, ...]:
    """What of `feed` was taken down by a change after `since`, up to `until`, and which route was not told of it yet.

    Only the routes of partners who have it, that were there by then; in order of the changes.
    """
    told = exists().where(
        brought.c.route == routes.c.number,
        brought.c.article == receipts.c.article,
        brought.c.status == Status.CANCELED,
    )
    statement = (
        select(routes.c.number.label("route"), receipts.c.article, journal.c.number)
        .distinct()
        .join_from(journal, articles, articles.c.id == journal.c.article)
        .join(receipts, receipts.c.article == journal.c.article)
        .join(routes, routes.c.partner == receipts.c.partner)
        .where(journal.c.feed == feed, journal.c.number > since, journal.c.number <= until)
        .where(articles.c.canceled_at >= routes.c.created, receipts.c.status == Status.USABLE, ~told)
        .order_by(journal.c.number, routes.c.number)
    )
    return tuple(Recalled(row.route, row.article, row.number) for row in await conn.execute(statement))


async def acknowledge(conn: Connection, partner: str, article: str, now: datetime) -> int:
    """The partner confirms that it took an article down; returns how many versions it had unconfirmed."""
    mine = (receipts.c.partner == partner) & (receipts.c.article == article) & receipts.c.acknowledged.is_(None)
    return (await conn.execute(update(receipts).where(mine).values(acknowledged=now))).rowcount


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(
        partner=row.partner,
        article=row.article,
        version=row.version,
        status=row.status,
        feed=row.feed,
        how=codec.member(How, row.how),
        channel=row.channel,
        at=row.at,
        acknowledged=row.acknowledged,
    )
