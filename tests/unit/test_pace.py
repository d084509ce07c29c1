import asyncio
from datetime import UTC, datetime

import pytest

from syndicator.fetch.pace import LONGEST_DELAY, Pace
from syndicator.fetch.retry_after import LONGEST, retry_after


class Clock:
    """A clock that only sleepers turn."""

    def __init__(self):
        self.time = 500.0
        self.slept = []

    def __call__(self):
        return self.time

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


def pace(clock, per_host=2, delay=1.0):
    return Pace(per_host=per_host, delay=delay, clock=clock, sleep=clock.sleep)


async def starts(kept, clock, turns):
    """When each of `turns` (arguments of turn()) began, one after another."""
    times = []
    for host, asked, ours in turns:
        async with kept.turn(host, asked, ours=ours):
            times.append(clock.time - 500.0)
    return times


@pytest.mark.parametrize(
    ("turns", "times"),
    [
        ([("a", None, False)] * 3, [0, 1, 2]),
        ([("a", None, False), ("b", None, False), ("a", None, False)], [0, 0, 1]),
        ([("a", 5.0, False)] * 3, [0, 5, 10]),
        # a Crawl-delay lengthens our own and never shortens it
        ([("a", 0.1, False)] * 3, [0, 1, 2]),
        # our own hosts have no delay but the one they ask for
        ([("a", None, True)] * 3, [0, 0, 0]),
        ([("a", 2.0, True)] * 3, [0, 2, 4]),
        ([("a", 86_400.0, False)] * 2, [0, LONGEST_DELAY]),
    ],
)
async def test_starts_are_spaced(turns, times):
    clock = Clock()
    assert await starts(pace(clock), clock, turns) == times


async def test_time_that_passed_by_itself_counts():
    clock = Clock()
    kept = pace(clock)
    await starts(kept, clock, [("a", None, False)])
    clock.time += 0.75
    await starts(kept, clock, [("a", None, False)])
    assert clock.slept == [0.25]


@pytest.mark.parametrize("per_host", [1, 2, 5])
async def test_no_more_at_a_time_than_allowed(per_host):
    clock = Clock()
    kept = pace(clock, per_host=per_host, delay=0.0)
    under_way = most = 0

    async def one():
        nonlocal under_way, most
        async with kept.turn("a"):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(one() for _ in range(20)))
    assert most == per_host


async def test_a_turn_given_up_or_failed_is_free_again():
    clock = Clock()
    kept = pace(clock, per_host=1, delay=0.0)
    with pytest.raises(KeyError):
        async with kept.turn("a"):
            raise KeyError
    waiting = asyncio.Event()

    async def hold():
        async with kept.turn("a"):
            waiting.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await waiting.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with kept.turn("a"):
        pass


def test_a_rest_ends_by_itself():
    clock = Clock()
    kept = pace(clock)
    assert kept.resting("a") is None
    kept.rest("a", 30.0, 429)
    clock.time += 10
    rest = kept.resting("a")
    assert rest is not None
    assert (rest.status, kept.remaining(rest)) == (429, 20.0)
    assert kept.resting("b") is None
    clock.time += 20
    assert kept.resting("a") is None


async def test_idle_hosts_are_forgotten_and_resting_ones_are_not():
    clock = Clock()
    kept = pace(clock)
    kept.rest("resting", 1e6, 503)
    for number in range(5000):
        async with kept.turn(f"h{number}"):
            clock.time += 2
    assert len(kept._hosts) <= 4096
    assert kept.resting("resting")


NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", None, 120.0),
        (" 0 ", None, 0.0),
        ("Mon, 23 Nov 2026 04:01:00 GMT", None, 60.0),
        ("Mon, 23 Nov 2026 03:00:00 GMT", None, 0.0),
        # a server whose clock is an hour slow
        ("Mon, 23 Nov 2026 03:05:00 GMT", "Mon, 23 Nov 2026 03:00:00 GMT", 300.0),
        ("Mon, 23 Nov 2026 04:05:00 GMT", "yesterday", 300.0),
        ("Monday, 23-Nov-26 04:01:00 GMT", None, 60.0),
        ("Mon Nov 23 04:01:00 2026", None, 60.0),
        ("99999999999", None, LONGEST),
        ("9" * 400, None, LONGEST),
        ("Mon, 23 Nov 2099 04:00:00 GMT", None, LONGEST),
        (None, None, None),
        ("", None, None),
        ("soon", None, None),
        ("-5", None, None),
        ("1.5", None, None),
        ("٣", None, None),
        ("Mon, 99 Nov 2026 04:00:00 GMT", None, None),
        ("Mon, 23 Nov 99999999999 04:00:00 GMT", None, None),
        ("\x00\x01", None, None),
    ],
)
def test_retry_after(value, date, seconds):
    assert retry_after(value, date, NOW) == seconds
