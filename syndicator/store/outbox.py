"""What is to be sent: stored before it is sent, so that a crash loses nothing.

A try begins by claiming the row until a time (`claim`), which one process alone can do; a claim that runs out was a
crash, and the parcel is sent again under its old id.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from syndicator.model.parcel import Parcel, Waiting
from syndicator.store.database import Connection
from syndicator.store.health_tables import outbox

# Long enough to answer "was I told?".
KEPT = timedelta(days=90)


async def put(conn: Connection, parcel: Parcel, channel: str, to: str, now: datetime) -> None:
    """Queue a parcel for one receiver; parcels delivered or given up long ago are forgotten."""
    await conn.execute(delete(outbox).where(outbox.c.due.is_(None), outbox.c.created < now - KEPT))
    row = {
        "parcel": parcel.id,
        "channel": channel,
        "to": to,
        "subject": parcel.subject,
        "text": parcel.text,
        "body": parcel.body,
        "media_type": parcel.media_type,
        "created": now,
        "tries": 0,
        "due": now,
        "sent": None,
        "failed": "",
    }
    await conn.execute(insert(outbox).values(row))


async def due(conn: Connection, now: datetime) -> tuple[Waiting, ...]:
    """What may be tried at `now`, oldest first."""
    statement = select(outbox).where(outbox.c.due <= now).order_by(outbox.c.number)
    return tuple(_waiting(row) for row in await conn.execute(statement))


async def waiting(conn: Connection) -> tuple[Waiting, ...]:
    """Everything not delivered yet, what was given up included, oldest first."""
    statement = select(outbox).where(outbox.c.sent.is_(None)).order_by(outbox.c.number)
    return tuple(_waiting(row) for row in await conn.execute(statement))


async def claim(conn: Connection, number: int, now: datetime, until: datetime) -> bool:
    """Begin a try that ends before `until`; False where another process was first or it is sent."""
    mine = update(outbox).where(outbox.c.number == number, outbox.c.due <= now)
    result = await conn.execute(mine.values(due=until, tries=outbox.c.tries + 1))
    return bool(result.rowcount == 1)


async def sent(conn: Connection, number: int, now: datetime) -> None:
    """It arrived."""
    await conn.execute(update(outbox).where(outbox.c.number == number).values(sent=now, due=None, failed=""))


async def failed(conn: Connection, number: int, why: str, again: datetime | None) -> None:
    """It did not arrive; None for `again` gives it up."""
    await conn.execute(update(outbox).where(outbox.c.number == number).values(failed=why, due=again))


def _waiting(row: Row[Any]) -> Waiting:
    parcel = Parcel(row.parcel, row.subject, row.text, row.body, row.media_type)
    return Waiting(row.number, parcel, row.channel, row.to, row.tries, row.failed)
