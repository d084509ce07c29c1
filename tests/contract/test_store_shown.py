"""Which month an article belongs to, and what stays of a month once it is closed."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from store_newsroom import HELD, SOURCE, draft, keep

from syndicator.model.month import following, preceding
from syndicator.model.rights import Hold
from syndicator.store import archives, articles, changes, journal, shown, standing
from syndicator.store.archives import Archived
from syndicator.store.database import Database
from syndicator.store.shown import Closed

FEED, TIMEZONE = SOURCE.feed, "Asia/Shanghai"
OCTOBER = datetime(2026, 10, 20, 8, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 8, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 0, 0, 1, tzinfo=ZoneInfo(TIMEZONE))


async def note(database, now):
    async with database.begin() as connection:
        number = (await changes.numbers(connection, FEED))[FEED]
        await shown.note(connection, FEED, number, now, TIMEZONE)
        assert not await shown.is_behind(connection, FEED, number, now, TIMEZONE)
        return await shown.closed(connection, FEED)


async def ask(database, question, *asked):
    async with database.read() as connection:
        return await question(connection, FEED, *asked)


@pytest.mark.parametrize(
    ("month", "after"), [("2026-01", "2026-02"), ("2026-11", "2026-12"), ("2026-12", "2027-01"), ("0999-12", "1000-01")]
)
def test_months_follow_each_other(month, after):
    assert (following(month), preceding(after)) == (after, month)


async def test_a_month_is_closed_as_it_was(database: Database):
    first = (await keep(database, draft(1), now=OCTOBER)).article
    second = (await keep(database, draft(2), now=NOVEMBER)).article
    assert await note(database, NOVEMBER) == Closed("2026-10", "2026-10")
    assert await ask(database, shown.held, "2026-10", NOVEMBER) == {first.id: 1}
    assert await ask(database, shown.not_closed, NOVEMBER) == (second.id,)
    # An edit is news of today; the month stays.
    await keep(database, draft(1, title="改了标题"), now=NOVEMBER)
    assert await note(database, DECEMBER) == Closed("2026-10", "2026-11")
    assert await ask(database, shown.held, "2026-10", DECEMBER) == {first.id: 1}
    (kept,) = await ask(database, shown.pinned, "2026-10", DECEMBER)
    assert (kept.title, kept.version) == (first.title, 1)
    assert await ask(database, shown.held, "2026-11", DECEMBER) == {second.id: 1}
    assert await ask(database, shown.not_closed, DECEMBER) == ()


async def test_a_month_ends_where_the_feed_is(database: Database):
    made = (await keep(database, draft(1), now=datetime(2026, 10, 31, 15, 59, 59, tzinfo=UTC))).article
    late = (await keep(database, draft(2), now=datetime(2026, 10, 31, 16, 0, 0, tzinfo=UTC))).article
    await note(database, DECEMBER)
    assert await ask(database, shown.held, "2026-10", DECEMBER) == {made.id: 1}
    assert await ask(database, shown.held, "2026-11", DECEMBER) == {late.id: 1}


async def test_an_embargo_moves_an_article_into_the_month_it_ends_in(database: Database):
    made = (await keep(database, draft(1), now=OCTOBER, embargo=NOVEMBER)).article
    await keep(database, draft(2), now=OCTOBER)
    await note(database, NOVEMBER - timedelta(seconds=1))
    assert made.id not in await ask(database, shown.held, "2026-10", DECEMBER)
    async with database.read() as connection:
        assert await shown.was_seen(connection, [made.id]) == frozenset()
    await note(database, NOVEMBER)
    assert await ask(database, shown.not_closed, NOVEMBER) == ()
    # Only its end is a change; whoever publishes notes it first (journal.end_embargoes).
    async with database.begin() as connection:
        await journal.end_embargoes(connection, NOVEMBER, FEED)
    await note(database, NOVEMBER)
    assert await ask(database, shown.not_closed, NOVEMBER) == (made.id,)


async def test_what_is_held_belongs_nowhere_until_it_is_lifted_and_then_to_a_month_still_open(database: Database):
    held = (await keep(database, draft(1), HELD, now=OCTOBER)).article
    copy = (await keep(database, draft(2), now=OCTOBER)).article
    await keep(database, draft(3), now=OCTOBER)
    await note(database, OCTOBER)
    async with database.begin() as connection:
        await standing.place(connection, copy.id, Hold("copy", "转载"))
    assert await note(database, NOVEMBER) == Closed("2026-10", "2026-10")
    assert not {held.id, copy.id} & (await ask(database, shown.held, "2026-10", NOVEMBER)).keys()
    async with database.begin() as connection:
        await standing.lift(connection, copy.id, "copy", for_good=True)
    await keep(database, draft(1, title="版权已明"), now=NOVEMBER)
    await note(database, NOVEMBER)
    assert set(await ask(database, shown.not_closed, NOVEMBER)) == {held.id, copy.id}
    await note(database, DECEMBER)
    assert await ask(database, shown.held, "2026-11", DECEMBER) == {held.id: 2, copy.id: 1}


async def test_what_is_taken_down_or_held_later_leaves_a_closed_month(database: Database):
    gone, held, stays = [(await keep(database, draft(number), now=OCTOBER)).article for number in (1, 2, 3)]
    await note(database, NOVEMBER)
    async with database.begin() as connection:
        await articles.cancel(connection, gone.slug, why="撤稿", now=NOVEMBER)
        await standing.place(connection, held.id, Hold("copy", "转载"))
    await note(database, NOVEMBER)
    assert await ask(database, shown.held, "2026-10", NOVEMBER) == {stays.id: 1}
    assert [one.id for one in await ask(database, shown.pinned, "2026-10", NOVEMBER)] == [stays.id]
    assert await ask(database, shown.gone, 10, "2026-10") == ((gone.id, NOVEMBER),)
    assert await ask(database, shown.gone, 10, "2026-11") == ()
    assert await ask(database, shown.gone, 10) == ((gone.id, NOVEMBER),)


async def test_what_was_never_seen_is_never_said_to_be_gone(database: Database):
    held = (await keep(database, draft(1), HELD, now=OCTOBER)).article
    await keep(database, draft(2), now=OCTOBER)
    async with database.begin() as connection:
        await articles.cancel(connection, held.slug, why="撤稿", now=OCTOBER)
    await note(database, OCTOBER)
    assert await ask(database, shown.gone, 10) == ()


async def test_months_without_an_article_are_closed_too(database: Database):
    await keep(database, draft(1), now=datetime(2026, 8, 20, tzinfo=UTC))
    assert await note(database, NOVEMBER) == Closed("2026-08", "2026-10")
    assert await ask(database, shown.held, "2026-09", NOVEMBER) == {}
    closed = await ask(database, shown.closed)
    assert [closed.has(month) for month in ("2026-07", "2026-08", "2026-10", "2026-11")] == [False, True, True, False]


async def test_many_at_once_note_each_article_once_and_miss_none(database: Database):
    """Writers, and processes that note what they wrote across the end of a month."""
    made = []

    async def write(number):
        made.append((await keep(database, draft(number), now=NOVEMBER)).article.id)
        await note(database, NOVEMBER if number % 2 else DECEMBER)

    await asyncio.gather(*(write(number) for number in range(1, 13)))
    await note(database, DECEMBER)
    in_november = await ask(database, shown.held, "2026-11", DECEMBER)
    after = await ask(database, shown.not_closed, DECEMBER)
    assert sorted([*in_november, *after]) == sorted(made)


async def test_it_is_known_when_there_is_something_to_note(database: Database):
    async def behind(now):
        async with database.read() as connection:
            number = (await changes.numbers(connection, FEED)).get(FEED, 0)
            return await shown.is_behind(connection, FEED, number, now, TIMEZONE)

    assert not await behind(NOVEMBER)
    await keep(database, draft(1), now=NOVEMBER)
    assert await behind(NOVEMBER)
    await note(database, NOVEMBER)
    assert not await behind(NOVEMBER)
    assert await behind(DECEMBER)
    await note(database, DECEMBER)
    assert not await behind(DECEMBER + timedelta(days=400))


async def test_an_archive_is_kept_as_first_written_until_its_contents_change(database: Database):
    written = Archived("one", '"a"', NOVEMBER, b"\x00bytes\xff")
    async with database.begin() as connection:
        assert await archives.find(connection, FEED, "2026-10", "atom") is None
        assert await archives.keep(connection, FEED, "2026-10", "atom", written) == written
        other = Archived("one", '"b"', DECEMBER, b"others")
        assert await archives.keep(connection, FEED, "2026-10", "atom", other) == written
        changed = Archived("two", '"c"', DECEMBER, b"new")
        assert await archives.keep(connection, FEED, "2026-10", "atom", changed) == changed
        assert await archives.find(connection, FEED, "2026-10", "rss") is None
