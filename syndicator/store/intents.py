"""What callbacks are to confirm or be told, stored as soon as it is asked: a crash loses nothing."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from syndicator.model.subscriber import Intent, Mode, Subscriber
from syndicator.store import codec, turns, upsert
from syndicator.store.database import Connection
from syndicator.store.publish_tables import intents
from syndicator.store.subscribers import digest
from syndicator.store.turns import Due


async def put(conn: Connection, intent: Intent, now: datetime) -> None:
    """Keep what is asked in place of what was asked before for the same topic and callback."""
    one = intent.subscriber
    row = {
        "digest": digest(one.topic, one.callback),
        "challenge": intent.challenge,
        "mode": intent.mode,
        "topic": one.topic,
        "callback": one.callback,
        "host": one.host,
        "feed": one.feed,
        "extension": one.extension,
        "secret": one.secret,
        "partner": one.partner,
        "token": one.token,
        "sent": one.sent,
        "changes": one.changes,
        "seconds": intent.seconds,
        "reason": intent.reason,
        "created": now,
        "due": now,
        "tries": 0,
    }
    statement = upsert.insert(conn, intents).values(row)
    await conn.execute(statement.on_conflict_do_update(index_elements=["digest"], set_=row))


async def count(conn: Connection) -> int:
    """How many wait."""
    return (await conn.execute(select(func.count()).select_from(intents))).scalar_one()


async def due(conn: Connection, now: datetime, limit: int, without: Collection[str] = ()) -> tuple[Due, ...]:
    """What may be tried at `now`, hosts taking turns, without those named."""
    return await turns.due(conn, intents, now, limit, intents.c.host.not_in(without))


async def claim(conn: Connection, numbers: Sequence[int], now: datetime, until: datetime) -> tuple[Intent, ...]:
    """Begin a try of each that ends before `until`; those that another process was first with are left out."""
    return tuple(_intent(row) for row in await turns.claim(conn, intents, numbers, now, until))


async def again(conn: Connection, intent: Intent, when: datetime) -> None:
    """It could not be asked; it is asked again."""
    await conn.execute(update(intents).where(*_is(intent)).values(due=when))


async def over(conn: Connection, intent: Intent) -> bool:
    """Forget it; False where something else was asked meanwhile, and this one counts no more."""
    return (await conn.execute(delete(intents).where(*_is(intent)))).rowcount == 1


def _is(intent: Intent) -> tuple[Any, ...]:
    """By its challenge too: a later request for the same has the same row."""
    return intents.c.number == intent.number, intents.c.challenge == intent.challenge


def _intent(row: Row[Any]) -> Intent:
    one = Subscriber(
        number=0,
        topic=row.topic,
        callback=row.callback,
        feed=row.feed,
        extension=row.extension,
        # Until it is confirmed there is none.
        lease=row.created,
        secret=row.secret,
        partner=row.partner,
        token=row.token,
        sent=row.sent,
        host=row.host,
        changes=row.changes,
    )
    return Intent(row.number, codec.member(Mode, row.mode), one, row.challenge, row.seconds, row.reason, row.tries)
