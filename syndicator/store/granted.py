"""What the holder of a grant knows of each article: the version and status they were told of last."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.model.reprint import Grant
from syndicator.model.rights import Status
from syndicator.store import grants as stored
from syndicator.store.desk_tables import granted, grants
from syndicator.store.tables import articles

# Where an article stands that is not named by its grant, but covered by it: before all that are.
_COVERED = -1


@dataclass(frozen=True, slots=True)
class Told:
    """`status` is "" for an article that was usable when it was granted, and of which nothing was told since."""

    grant: str
    article: str
    version: int
    status: str


async def news(conn: AsyncConnection, day: date, limit: int) -> tuple[Told, ...]:
    """What holders know of articles named by grants in force on `day`, or to come, that are not so any more."""
    status = case((granted.c.told_status == "", Status.USABLE.value), else_=granted.c.told_status)
    differs = or_(articles.c.version > granted.c.told_version, articles.c.status != status)
    statement = (
        select(granted)
        .join(grants, grants.c.number == granted.c.grant)
        .join(articles, articles.c.id == granted.c.article)
        .where(_in_force(day), granted.c.position > _COVERED, differs)
        .order_by(grants.c.issued, granted.c.grant, granted.c.position)
        .limit(limit)
    )
    rows = await conn.execute(statement)
    return tuple(Told(row.grant, row.article, row.told_version, row.told_status) for row in rows)


async def find(conn: AsyncConnection, grant: str, article: str) -> Told | None:
    """What is known of an article, None where it is not named by the grant and was not noted."""
    mine = (granted.c.grant == grant) & (granted.c.article == article)
    row = (await conn.execute(select(granted).where(mine))).first()
    return Told(row.grant, row.article, row.told_version, row.told_status) if row else None


async def note(conn: AsyncConnection, grant: str, article: Article) -> None:
    """Note an article that a grant of its whole feed covers, as its holder may have it now."""
    row = {"grant": grant, "article": article.id, "position": _COVERED, "version": article.version}
    row |= {"fingerprint": article.fingerprint, "title": article.title, "credit": article.rights.credit}
    row |= {"original": article.url, "told_version": article.version}
    await conn.execute(insert(granted), row)


async def tell(conn: AsyncConnection, before: Told, version: int, status: Status) -> bool:
    """Note what a holder is told of now; False where somebody else did meanwhile."""
    mine = (
        (granted.c.grant == before.grant)
        & (granted.c.article == before.article)
        & (granted.c.told_version == before.version)
        & (granted.c.told_status == before.status)
    )
    return (
        await conn.execute(update(granted).where(mine).values(told_version=version, told_status=status))
    ).rowcount == 1


async def of_feeds(conn: AsyncConnection, day: date) -> tuple[tuple[Grant, int], ...]:
    """Grants of whole feeds in force on `day`, each with the last change in its feed's journal that was looked at."""
    mine = _in_force(day) & (grants.c.feed != "")
    numbers = {row.number: row.told for row in await conn.execute(select(grants.c.number, grants.c.told).where(mine))}
    found = await stored.every(conn, select(grants).where(mine).order_by(grants.c.issued, grants.c.number))
    return tuple((one, numbers[one.number]) for one in found if one.number in numbers)


async def follow(conn: AsyncConnection, number: str, before: int, after: int) -> bool:
    """Note that a feed's changes up to `after` were looked at; False where somebody else did meanwhile."""
    mine = (grants.c.number == number) & (grants.c.told == before)
    return (await conn.execute(update(grants).where(mine).values(told=after))).rowcount == 1


def _in_force(day: date) -> ColumnElement[bool]:
    return (grants.c.valid_to >= day) & grants.c.revoked.is_(None)
