"""What was pushed: the last version of each article its sender named, and the answers given."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.tables import digest, push_answers, pushes

# How long an idempotency key is remembered: longer than any sender goes on trying.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sender calls a version, and when it made it; "" and None where it does not say."""

    revision: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a document: the SHA-256 of its bytes, the article's slug, and what it did to it."""

    body: str
    slug: str
    change: str


async def last(conn: AsyncConnection, source: str, key: str) -> Sent:
    """The version of an article that came last, locked until the transaction ends; Sent() for the first."""
    name = digest(source, key)
    row = {"digest": name, "source": source, "key": key, "revision": "", "sent": None}
    await conn.execute(upsert.insert(conn, pushes).on_conflict_do_nothing(), row)
    found = (await conn.execute(select(pushes).where(pushes.c.digest == name).with_for_update())).one()
    return Sent(found.revision, found.sent)


async def note(conn: AsyncConnection, source: str, key: str, sent: Sent) -> None:
    """Remember the version of an article that came last, after `last`."""
    of = pushes.c.digest == digest(source, key)
    await conn.execute(update(pushes).where(of).values(revision=sent.revision, sent=sent.at))


async def answered(conn: AsyncConnection, source: str, idempotency_key: str, now: datetime) -> Answer | None:
    """The answer a source was given under this key, None when it is new or forgotten."""
    statement = select(push_answers).where(
        push_answers.c.digest == digest(source, idempotency_key), push_answers.c.at > now - KEPT
    )
    row = (await conn.execute(statement)).first()
    return Answer(row.body, row.slug, row.change) if row is not None else None


async def answer(conn: AsyncConnection, source: str, idempotency_key: str, given: Answer, now: datetime) -> None:
    """Remember an answer for a day; the first one under a key stays."""
    await conn.execute(delete(push_answers).where(push_answers.c.at <= now - KEPT))
    row = {
        "digest": digest(source, idempotency_key),
        "body": given.body,
        "slug": given.slug,
        "change": given.change,
        "at": now,
    }
    await conn.execute(upsert.insert(conn, push_answers).on_conflict_do_nothing(), row)
