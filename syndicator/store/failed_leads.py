"""Links of a source's list that led to no article: how often they were asked, and when they are asked again.

A link is known by the canonical form of its address, under its source.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.poll_tables import failed_leads
from syndicator.store.tables import digest
from syndicator.text.urls import canonical

# Under the number of parameters that every SQLite build takes in one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class FailedLead:
    """A link that failed `tries` times since `since`, last at `checked` and for `code`; it is asked again at `due`.

    `due` is None for one that is given up.
    """

    source: str
    url: str
    code: str
    since: datetime
    checked: datetime
    tries: int
    due: datetime | None


async def load(conn: AsyncConnection, source: str, urls: Collection[str]) -> Mapping[str, FailedLead]:
    """Which of `urls`, links of a source's list, failed, by address."""
    keys = {url: _key(source, url) for url in urls}
    asked = list(dict.fromkeys(keys.values()))
    found: dict[str, FailedLead] = {}
    for at in range(0, len(asked), _BATCH):
        statement = select(failed_leads).where(failed_leads.c.digest.in_(asked[at : at + _BATCH]))
        for row in await conn.execute(statement):
            found[row.digest] = FailedLead(row.source, row.url, row.code, row.since, row.checked, row.tries, row.due)
    return {url: found[key] for url, key in keys.items() if key in found}


async def waiting(conn: AsyncConnection, source: str) -> tuple[int, datetime | None]:
    """How many links of a source failed, and when the first of them is asked again."""
    statement = select(func.count(), func.min(failed_leads.c.due)).where(failed_leads.c.source == source)
    count, due = (await conn.execute(statement)).one()
    return count, due


async def lasting(conn: AsyncConnection, source: str, since: datetime | None) -> tuple[str, ...]:
    """Why each of a source's links failed that began to fail after `since`; of all where that is None."""
    statement = select(failed_leads.c.code).where(failed_leads.c.source == source)
    if since is not None:
        statement = statement.where(failed_leads.c.since > since)
    return tuple((await conn.execute(statement)).scalars())


async def save(conn: AsyncConnection, lead: FailedLead) -> None:
    """Remember a link in place of what was known of it."""
    row = {
        "digest": _key(lead.source, lead.url),
        "source": lead.source,
        "url": lead.url,
        "code": lead.code,
        "since": lead.since,
        "checked": lead.checked,
        "tries": lead.tries,
        "due": lead.due,
    }
    await upsert.save(conn, failed_leads, row)


async def forget(conn: AsyncConnection, source: str, url: str) -> None:
    """A link led to an article after all."""
    await conn.execute(delete(failed_leads).where(failed_leads.c.digest == _key(source, url)))


async def keep_only(conn: AsyncConnection, source: str, urls: Sequence[str]) -> None:
    """Forget the links of a source that its list has no more; `urls` are those it has."""
    listed = {_key(source, url) for url in urls}
    statement = select(failed_leads.c.digest).where(failed_leads.c.source == source)
    left = [key for key in (await conn.execute(statement)).scalars() if key not in listed]
    for at in range(0, len(left), _BATCH):
        await conn.execute(delete(failed_leads).where(failed_leads.c.digest.in_(left[at : at + _BATCH])))


async def prune(conn: AsyncConnection, before: datetime) -> int:
    """Forget links that nobody asked for since then: given up, or of a source that is no more. Returns how many."""
    return (await conn.execute(delete(failed_leads).where(failed_leads.c.checked < before))).rowcount


def _key(source: str, url: str) -> str:
    return digest(source, canonical(url))
