"""What sites say about machines that read them: evidence on record, with the day it was seen."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.rights import Evidence
from syndicator.store import upsert
from syndicator.store.poll_tables import site_terms


@dataclass(frozen=True, slots=True)
class Terms:
    """What was found at `subject`, an origin ("https://news.example") or a source's key, when it was last looked at."""

    subject: str
    checked: datetime
    said: tuple[Evidence, ...] = ()


async def load(conn: AsyncConnection, *subjects: str) -> tuple[Terms, ...]:
    """What is on record of the subjects, in their order; nothing for those never looked at."""
    rows = await conn.execute(select(site_terms).where(site_terms.c.subject.in_(subjects)))
    found = {row.subject: Terms(row.subject, row.checked, row.said) for row in rows}
    return tuple(found[subject] for subject in subjects if subject in found)


async def save(conn: AsyncConnection, terms: Terms) -> None:
    """Record what was found in place of what was known."""
    row = {"subject": terms.subject, "checked": terms.checked, "said": terms.said}
    await upsert.save(conn, site_terms, row)
