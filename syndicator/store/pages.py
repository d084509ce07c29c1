"""What is remembered of a fetched page, so that an unchanged one costs next to nothing.

A page is known by the canonical form of its address: one with tracking parameters is the same page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.rights import Status
from syndicator.store import upsert
from syndicator.store.tables import aliases, articles, digest, pages
from syndicator.text.urls import canonical

# Under the number of parameters that every SQLite build takes in one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class PageState:
    """A page's validators and body hash when it was last read, at `checked`; `gone` since when it is no more there.

    `save` keeps `gone` as it is: see `set_gone`.
    """

    url: str
    etag: str | None
    last_modified: str | None
    body_hash: str
    checked: datetime
    gone: datetime | None = None


async def load(conn: AsyncConnection, url: str) -> PageState | None:
    """What is remembered of `url`, None when it was never read."""
    return (await load_all(conn, (url,))).get(url)


async def load_all(conn: AsyncConnection, urls: Sequence[str]) -> Mapping[str, PageState]:
    """What is remembered of `urls`, by address; nothing for those never read."""
    keys = {url: _key(url) for url in urls}
    asked = list(dict.fromkeys(keys.values()))
    found: dict[str, PageState] = {}
    for at in range(0, len(asked), _BATCH):
        for row in await conn.execute(select(pages).where(pages.c.digest.in_(asked[at : at + _BATCH]))):
            found[row.digest] = PageState(row.url, row.etag, row.last_modified, row.body_hash, row.checked, row.gone)
    return {url: found[key] for url, key in keys.items() if key in found}


async def seen(conn: AsyncConnection, urls: Sequence[str]) -> frozenset[str]:
    """Which of `urls` are pages that were read."""
    return await _which(conn, urls, pages.c.digest.is_not(None))


async def gone(conn: AsyncConnection, urls: Sequence[str]) -> frozenset[str]:
    """Which of `urls` are pages that were gone when they were last asked for."""
    return await _which(conn, urls, pages.c.gone.is_not(None))


async def _which(conn: AsyncConnection, urls: Sequence[str], being: ColumnElement[bool]) -> frozenset[str]:
    keys = {url: _key(url) for url in urls}
    asked = list(dict.fromkeys(keys.values()))
    found: set[str] = set()
    for at in range(0, len(asked), _BATCH):
        statement = select(pages.c.digest).where(pages.c.digest.in_(asked[at : at + _BATCH]), being)
        found.update((await conn.execute(statement)).scalars())
    return frozenset(url for url, key in keys.items() if key in found)


async def set_gone(conn: AsyncConnection, url: str, now: datetime | None) -> datetime | None:
    """A page is gone (`now`), or there again (None); returns since when it was gone before, None where it was not."""
    here = pages.c.digest == _key(url)
    since: datetime | None = (await conn.execute(select(pages.c.gone).where(here))).scalar()
    if since is None or now is None:
        await conn.execute(update(pages).where(here).values(gone=now))
    return since


async def prune(conn: AsyncConnection, before: datetime, limit: int) -> int:
    """Forget up to `limit` pages that were last read before then and are no article's own; returns how many.

    An article's own page is remembered as long as the article is: one that is read in another way asks for it again.
    """
    own = exists().where(
        aliases.c.digest == pages.c.digest,
        aliases.c.own,
        articles.c.id == aliases.c.article,
        articles.c.status != Status.CANCELED,
    )
    old = select(pages.c.digest).where(pages.c.checked < before, ~own).order_by(pages.c.checked).limit(limit)
    return (await conn.execute(delete(pages).where(pages.c.digest.in_(old)))).rowcount


async def save(conn: AsyncConnection, state: PageState) -> None:
    """Remember a page in place of what was known of it."""
    row = {
        "digest": _key(state.url),
        "url": state.url,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "checked": state.checked,
    }
    await upsert.save(conn, pages, row)


def _key(url: str) -> str:
    """The key of the address among the names of articles."""
    return digest("", canonical(url))
