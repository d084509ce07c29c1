"""What is remembered of a fetched page, so that an unchanged one costs next to nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.store import upsert
from syndicator.store.tables import digest, pages


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
