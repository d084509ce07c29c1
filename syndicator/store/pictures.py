"""What became of each picture's address, and which articles show which file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.rights import Status
from syndicator.store import upsert
from syndicator.store.picture_tables import picture_uses, pictures
from syndicator.store.tables import articles, digest

# Under the number of parameters that every SQLite build takes in one statement.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The picture at `url`: the `name` of the file we keep of it ("" where it can't be had: `note` says why)."""

    url: str
    name: str
    checked: datetime
    width: int = 0
    height: int = 0
    size: int = 0
    note: str = ""


async def load(conn: AsyncConnection, urls: Sequence[str]) -> Mapping[str, Found]:
    """What is known of these addresses."""
    keys = [digest(url) for url in dict.fromkeys(urls)]
    found: dict[str, Found] = {}
    for at in range(0, len(keys), _BATCH):
        statement = select(pictures).where(pictures.c.digest.in_(keys[at : at + _BATCH]))
        found.update({row.url: _found(row) for row in await conn.execute(statement)})
    return found


async def same(conn: AsyncConnection, name: str, limit: int) -> tuple[str, ...]:
    """Addresses that gave this very file, `limit` at most."""
    statement = select(pictures.c.url).where(pictures.c.name == name).order_by(pictures.c.digest).limit(limit)
    return tuple((await conn.execute(statement)).scalars())


async def save(conn: AsyncConnection, found: Found) -> None:
    """Remember what became of an address in place of what was known of it."""
    row = {
        "digest": digest(found.url),
        "url": found.url,
        "name": found.name,
        "width": found.width,
        "height": found.height,
        "size": found.size,
        "checked": found.checked,
        "note": found.note,
    }
    await upsert.save(conn, pictures, row)


async def use(conn: AsyncConnection, article: Article) -> None:
    """Remember which files an article shows, for as long as it is kept."""
    names = dict.fromkeys(image.copy for image in article.images if image.copy)
    if names:
        rows = [{"name": name, "article": article.id} for name in names]
        await conn.execute(upsert.insert(conn, picture_uses).on_conflict_do_nothing(), rows)


async def is_public(conn: AsyncConnection, name: str, now: datetime) -> bool:
    """Whether an article that may be published at `now` shows this file."""
    shown = (
        select(picture_uses.c.article)
        .join(articles, articles.c.id == picture_uses.c.article)
        .where(
            picture_uses.c.name == name,
            articles.c.status == Status.USABLE,
            articles.c.embargo.is_(None) | (articles.c.embargo <= now),
        )
        .limit(1)
    )
    return (await conn.execute(shown)).first() is not None


async def unused(conn: AsyncConnection) -> tuple[str, ...]:
    """Forget the files that only canceled articles showed; returns their names, to be removed.

    An address of theirs is asked again when an article shows it again.
    """
    alive = exists().where(articles.c.id == picture_uses.c.article, articles.c.canceled_at.is_(None))
    kept = select(picture_uses.c.name).where(alive)
    statement = select(picture_uses.c.name).where(picture_uses.c.name.not_in(kept)).distinct()
    names = tuple((await conn.execute(statement.order_by(picture_uses.c.name))).scalars())
    for at in range(0, len(names), _BATCH):
        some = names[at : at + _BATCH]
        await conn.execute(delete(picture_uses).where(picture_uses.c.name.in_(some)))
        await conn.execute(delete(pictures).where(pictures.c.name.in_(some)))
    return names


def _found(row: Row[Any]) -> Found:
    return Found(row.url, row.name, row.checked, row.width, row.height, row.size, row.note)
