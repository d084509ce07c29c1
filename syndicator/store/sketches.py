"""Which articles tell a story already: found by a few marks of its text, never by reading all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from struct import pack, unpack
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.model.article import Article
from syndicator.store import upsert
from syndicator.store.article_rows import select_current
from syndicator.store.copy_tables import marks, sketches
from syndicator.store.tables import articles
from syndicator.text.likeness import SHORT, Likeness, Told, compare
from syndicator.text.sketch import Sketch, resemblance, sketch

# Two texts that share a third of their runs share none of these once in 600 times.
_MARKS = 16
# A mark of what stands below every article (a notice, an address) finds the newest of them and stops.
_EACH = 64
_SHARED = 2
_CANDIDATES, _READ = 12, 4
# What a sketch must promise before the text itself is read, with room for its error.
_PROMISE = 0.5

# A text is looked for, and then kept: folded and hashed once for both.
_told = lru_cache(maxsize=8)(Told)
_made = lru_cache(maxsize=8)(sketch)


@dataclass(frozen=True, slots=True)
class Twin:
    """An article (its row) that tells the same story, and how alike the two are."""

    row: Row[Any]
    likeness: Likeness


async def save(conn: AsyncConnection, article: Article) -> None:
    """Remember an article's present text in place of the one before; short ones are not looked for."""
    before = (await conn.execute(select(sketches).where(sketches.c.article == article.id))).first()
    if before is not None:
        old = marks.c.mark.in_(_sketch(before).lowest[:_MARKS]) & (marks.c.number == before.number)
        await conn.execute(delete(marks).where(old))
    if _told(article.title, article.body_text).length < SHORT:
        return
    made = _made(article.body_text)
    row = {"article": article.id, "size": made.size, "lowest": pack(f">{len(made.lowest)}q", *made.lowest)}
    statement = upsert.insert(conn, sketches).values(row)
    fresh = {"size": made.size, "lowest": row["lowest"]}
    written = statement.on_conflict_do_update(index_elements=["article"], set_=fresh).returning(sketches.c.number)
    number = (await conn.execute(written)).scalar_one()
    await conn.execute(insert(marks), [{"mark": mark, "number": number} for mark in made.lowest[:_MARKS]])


async def twin(conn: AsyncConnection, title: str, body_text: str) -> Twin | None:
    """The article that a text is a copy of, or that is a copy of it, the likest first; None for a new story."""
    told = _told(title, body_text)
    if told.length < SHORT:
        return None
    made = _made(body_text)
    if conn.dialect.name == "postgresql":
        # Copies that arrive at the same moment take turns, or neither would see the other.
        await conn.execute(text("SELECT pg_advisory_xact_lock(:mark)"), {"mark": made.lowest[0]})
    found: list[Twin] = []
    for article in await _promising(conn, made):
        row = (await conn.execute(select_current().where(articles.c.id == article))).one()
        likeness = compare(told, Told(row.title, row.body_text))
        if likeness.same:
            found.append(Twin(row, likeness))
    return max(found, key=lambda twin: (twin.likeness.resemblance, twin.row.id), default=None)


async def _promising(conn: AsyncConnection, made: Sketch) -> list[str]:
    """The ids of the few articles whose sketches have most in common with this one."""
    numbers = await _sharing(conn, made.lowest[:_MARKS])
    statement = select(sketches).where(sketches.c.number.in_(numbers))
    rows = (await conn.execute(statement)).all() if numbers else []
    promised = [(_contained(made, _sketch(row)), row.number, row.article) for row in rows]
    return [article for promise, _, article in sorted(promised, reverse=True)[:_READ] if promise >= _PROMISE]


async def _sharing(conn: AsyncConnection, chosen: Sequence[int]) -> list[int]:
    """The numbers of the sketches that share most of these marks, newest first among equals."""
    named = {f"mark{place}": mark for place, mark in enumerate(chosen)}
    return list((await conn.execute(_statement(len(chosen)), named)).scalars())


@lru_cache(maxsize=_MARKS)
def _statement(count: int) -> Select[Any]:
    """The question for so many marks, written once: writing it costs more than the answer."""
    each = (
        select(marks.c.number)
        .where(marks.c.mark == bindparam(f"mark{place}"))
        .order_by(marks.c.number.desc())
        .limit(_EACH)
        .subquery()
        for place in range(count)
    )
    some = union_all(*(select(one.c.number) for one in each)).subquery()
    shared = func.count()
    return (
        select(some.c.number)
        .group_by(some.c.number)
        .having(shared >= min(_SHARED, count))
        .order_by(shared.desc(), some.c.number.desc())
        .limit(_CANDIDATES)
    )


def _contained(one: Sketch, other: Sketch) -> float:
    """An estimate of what the shorter of two texts has in the other."""
    alike = resemblance(one, other)
    return alike * (one.size + other.size) / (1 + alike) / max(1, min(one.size, other.size))


def _sketch(row: Row[Any]) -> Sketch:
    return Sketch(row.size, unpack(f">{len(row.lowest) // 8}q", row.lowest))
