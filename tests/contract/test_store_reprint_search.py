"""Requests as the desk leafs through them, and the record in pages, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from syndicator.model.reprint import Asked, ReprintRequest, RequestState
from syndicator.model.trail import Step, Trace
from syndicator.store import reprint_search, reprints, trail

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
ALL = tuple(RequestState)
OUTLETS = ("甲报", "乙 报", "100%_网", "Ｈａｉｃｈｕａｎ Daily", "戊报")


@pytest.fixture
async def numbers(database):
    """Five requests, a minute after each other; the last two at the same moment, the second asked something."""
    made = []
    async with database.begin() as connection:
        for place, outlet in enumerate(OUTLETS):
            at = NOW + timedelta(minutes=min(place, 3))
            asked = Asked((), outlet, "use", "web", date(2026, 12, 1), date(2027, 1, 1), feed="haichuan")
            request = ReprintRequest("", f"{place}" * 64, asked, at, RequestState.WAITING, since=at)
            made.append((await reprints.add(connection, request)).number)
        moved = NOW + timedelta(hours=1)
        await reprints.move(connection, made[1], (RequestState.WAITING,), RequestState.ASKED, moved)
        await reprints.move(connection, made[0], (RequestState.WAITING,), RequestState.WITHDRAWN, moved)
    return made


async def test_what_waits_longest_comes_first_then_what_waits_for_others_then_the_rest(database, numbers):
    first, second, third, fourth, fifth = numbers
    async with database.read() as connection:
        found = await reprint_search.leaf(connection, ALL, "", 0, 10)
        later = await reprint_search.leaf(connection, ALL, "", 3, 1)
    names = [one.number for one in found]
    assert names[0] == third
    assert set(names[1:3]) == {fourth, fifth}
    assert names[3:] == [second, first]
    assert [one.number for one in later] == [second]


@pytest.mark.parametrize(
    ("words", "place"),
    [("甲", 0), ("乙报", 1), ("%", 2), ("_", 2), ("haichuan", 3), (" 戊报 ", 4), ("-0002", 1), ("r2026-0005", 4)],
)
async def test_outlets_are_found_however_they_are_written(database, numbers, words, place):
    async with database.read() as connection:
        assert [one.number for one in await reprint_search.leaf(connection, ALL, words, 0, 10)] == [numbers[place]]


@pytest.mark.parametrize("words", ["nothing", "\x00x", "'; DROP TABLE requests; --", "\\"])
async def test_words_that_are_nowhere_find_nothing(database, numbers, words):
    async with database.read() as connection:
        assert await reprint_search.leaf(connection, ALL, words, 0, 10) == ()


async def test_requests_are_followed_without_a_gap(database, numbers):
    seen, after = [], ""
    async with database.read() as connection:
        while page := await reprint_search.following(connection, ALL, "", after, 2):
            seen += [one.number for one in page]
            after = page[-1].number
        waiting = await reprint_search.following(connection, (RequestState.WAITING,), "", numbers[2], 10)
        assert await reprint_search.following(connection, ALL, "", "R1999-0001", 10) is None
    assert seen == numbers
    assert [one.number for one in waiting] == numbers[3:]


async def test_the_record_in_pages_is_all_of_it(database):
    async with database.begin() as connection:
        for place in range(1100):
            await trail.add(connection, Trace(NOW, "lin", Step.LIST, why=str(place)))
    async with database.read() as connection:
        every = [step async for step in trail.every(connection)]
        pages, after = [], 0
        while page := await trail.page(connection, after):
            pages += page
            after = page[-1].number
        newest = await trail.newest(connection, 3)
    assert pages == every
    assert len(every) == 1100
    assert [step.why for step in newest] == ["1099", "1098", "1097"]
