"""How long a silence is ordinary, for desks of every habit."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from syndicator.flows.silence import ordinary

START = datetime(2026, 9, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def weekdays(days=60, hours=(9, 11, 15)):
    days_at = (START + DAY * day for day in range(days))
    return [day + HOUR * hour for day in days_at if day.weekday() < 5 for hour in hours]


def round_the_clock():
    return [START + timedelta(minutes=20 * number) for number in range(2000)]


def in_batches():
    """Twenty at once, each Friday."""
    return [START + DAY * 7 * week + timedelta(minutes=3 * number) for week in range(10) for number in range(20)]


def by_the_day():
    """The page gives dates alone."""
    return [START + DAY * (number // 4) for number in range(160)]


def with_a_holiday():
    early = [time for time in round_the_clock() if time < START + 10 * DAY]
    return early + [time + 8 * DAY for time in round_the_clock() if time >= START + 10 * DAY]


@pytest.mark.parametrize(
    ("times", "least", "most"),
    [
        (weekdays(), 3 * DAY, 5 * DAY),
        (round_the_clock(), DAY, DAY),
        (in_batches(), 8 * DAY, 14 * DAY),
        (by_the_day(), 2 * DAY, 4 * DAY),
        (with_a_holiday(), DAY, DAY),
        ([START + 30 * DAY * number for number in range(12)], 45 * DAY, 90 * DAY),
        ([START + 300 * DAY * number for number in range(12)], 90 * DAY, 90 * DAY),
        ([START + HOUR * number for number in range(48)], 4 * DAY, 4 * DAY),
        ([START] * 40, 30 * DAY, 30 * DAY),
        ([], 30 * DAY, 30 * DAY),
    ],
    ids=["weekdays", "always", "batches", "days", "holiday", "monthly", "rare", "young", "once", "never"],
)
def test_the_limit_follows_the_habit(times, least, most):
    random.Random(7).shuffle(times)  # noqa: S311 - any order will do
    assert least <= ordinary(times) <= most


def test_a_desk_that_keeps_its_habit_is_never_called_silent():
    for habit in (weekdays(), round_the_clock(), in_batches(), by_the_day()):
        known = sorted(set(habit))
        half = len(known) // 2
        for end in range(half, len(known) - 1):
            assert known[end + 1] - known[end] <= ordinary(known[:end])
