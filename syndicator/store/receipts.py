"""Which partner has which version of which article."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from syndicator.model.partner import How, Receipt
from syndicator.store import codec, upsert
from syndicator.store.database import Connection
from syndicator.store.publish_tables import receipts

# Both engines limit the parameters of one statement.
_BATCH = 500


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
