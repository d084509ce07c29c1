"""What is remembered of a fetched page, so that an unchanged one costs next to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.tables import digest, pages

# Under the number of parameters that every SQLite build takes in one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class PageState:
    """A page's validators and body hash when it was last read, at `checked`."""

    url: str
    etag: str | None
    last_modified: str | None
    body_hash: str
    checked: datetime


async def load(conn: AsyncConnection, url: str) -> PageState | None:
    """What is remembered of `url`, None when it was never read."""
    row = (await conn.execute(select(pages).where(pages.c.digest == digest(url)))).first()
    return PageState(row.url, row.etag, row.last_modified, row.body_hash, row.checked) if row is not None else None


async def seen(conn: AsyncConnection, urls: Sequence[str]) -> frozenset[str]:
    """Which of `urls` are pages that were read."""
    keys = {digest(url): url for url in urls}
    asked = list(keys)
    found: set[str] = set()
    for at in range(0, len(asked), _BATCH):
        statement = select(pages.c.digest).where(pages.c.digest.in_(asked[at : at + _BATCH]))
        found.update(keys[row] for row in (await conn.execute(statement)).scalars())
    return frozenset(found)


async def save(conn: AsyncConnection, state: PageState) -> None:
    """Remember a page in place of what was known of it."""
    row = {
        "digest": digest(state.url),
        "url": state.url,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "checked": state.checked,
    }
    await upsert.save(conn, pages, row)
