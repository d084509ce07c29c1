"""When a source, and an article's page, is read next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from syndicator.flows import interval, recheck
from syndicator.model.rights import RightsPolicy
from syndicator.model.run import SourceState
from syndicator.model.source import Source

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOURCE = Source("haichuan/news", "haichuan", "html", "https://news.example/", every=15 * MINUTE)
WELL = SourceState("haichuan/news")


def failing(times, **more):
    return SourceState("haichuan/news", failures=times, **more)


def after(state, source=SOURCE, posted=(), chance=0.5, jitter=5 * timedelta(seconds=1)):
    """How long the next reading is off."""
    due = interval.following(source, state, posted, now=NOW, jitter=jitter, chance=lambda: chance)
    return due - NOW if due else None


@pytest.mark.parametrize(
    ("state", "wait"),
    [
        (WELL, 15 * MINUTE),
        (failing(1), 15 * MINUTE),
        (failing(2), 30 * MINUTE),
        (failing(3), HOUR),
        (failing(4), 2 * HOUR),
        (failing(5), 4 * HOUR),
        (failing(6), 6 * HOUR),
        (failing(7), 6 * HOUR),
        (failing(10_000), 6 * HOUR),
        # what the host asks for is kept to, whatever failed before
        (failing(9, not_before=NOW + 2 * MINUTE), 15 * MINUTE),
        (failing(9, not_before=NOW + 3 * HOUR), 3 * HOUR),
        (failing(9, not_before=NOW + DAY), DAY),
        (failing(3, not_before=NOW - MINUTE), HOUR),
        (SourceState("haichuan/news", gone=True, failures=1), None),
    ],
)
def test_after_a_run(state, wait):
    found = after(state)
    if state.not_before and state.not_before > NOW:
        # never a moment before the rest is over, and soon after it
        assert wait <= found <= wait + 3 * timedelta(seconds=1)
    else:
        assert found == wait


@pytest.mark.parametrize(
    ("every", "failures", "wait"),
    [
        # 24 of its intervals
        (MINUTE, 20, 24 * MINUTE),
        # six hours
        (HOUR, 20, 6 * HOUR),
        # a source that is read seldom is not read more often for failing
        (12 * HOUR, 20, 12 * HOUR),
        (DAY, 2, DAY),
    ],
)
def test_back_off_has_an_end(every, failures, wait):
    assert after(failing(failures), replace(SOURCE, every=every)) == wait


def test_one_success_ends_back_off():
    assert after(replace(failing(9), failures=0)) == SOURCE.every


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
@pytest.mark.parametrize(
    ("state", "least", "most"),
    [
        (WELL, 15 * MINUTE - timedelta(seconds=5), 15 * MINUTE + timedelta(seconds=5)),
        (failing(4), 2 * HOUR * 0.85, 2 * HOUR * 1.15),
        (failing(4, not_before=NOW + HOUR), HOUR, HOUR + timedelta(seconds=5)),
    ],
)
def test_jitter_stays_in_its_bounds(state, least, most, chance):
    assert least <= after(state, chance=chance) <= most


def test_equal_chances_give_equal_times_and_others_others():
    waits = [after(failing(4), chance=chance) for chance in (0.1, 0.1, 0.9)]
    assert waits[0] == waits[1] < waits[2]


def test_jitter_never_takes_more_than_a_quarter_of_a_short_interval():
    quick = replace(SOURCE, every=timedelta(seconds=8))
    assert after(WELL, quick, chance=0.0, jitter=MINUTE) == timedelta(seconds=6)


def ago(*hours):
    return [NOW - HOUR * number for number in hours]


ADAPTING = replace(SOURCE, every_max=6 * HOUR)


@pytest.mark.parametrize(
    ("source", "posted", "pause"),
    [
        # nothing adapts unless told
        (SOURCE, ago(1, 100, 200, 300), 15 * MINUTE),
        (replace(SOURCE, every_max=15 * MINUTE), ago(1, 100, 200, 300), 15 * MINUTE),
        # too little is known
        (ADAPTING, (), 15 * MINUTE),
        (ADAPTING, ago(1, 100), 15 * MINUTE),
        # ten a day: 2.4 hours apart, a quarter of that
        (ADAPTING, ago(*(2.4 * number for number in range(1, 21))), 36 * MINUTE),
        # twice an hour: as often as allowed
        (ADAPTING, ago(*(0.5 * number for number in range(1, 21))), 15 * MINUTE),
        # once a week: as seldom as allowed
        (ADAPTING, ago(*(168 * number for number in range(1, 21))), 6 * HOUR),
        # silent for a day after a busy one
        (ADAPTING, ago(*(24 + number for number in range(20))), 43 * HOUR / 20 / 4),
        # any order
        (ADAPTING, ago(24, 8, 16), 2 * HOUR),
        # a clock that ran ahead
        (ADAPTING, ago(-1, -2, -3), 15 * MINUTE),
    ],
)
def test_the_pause_follows_what_is_published(source, posted, pause):
    assert interval.pause(source, posted, NOW) == pause
    assert interval.pause(source, posted, NOW) == pause, "the same for the same"


def test_a_silent_source_is_read_ever_more_seldom():
    posted = ago(1, 2, 3)
    pauses = [interval.pause(ADAPTING, posted, NOW + DAY * days) for days in range(5)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (15 * MINUTE, 6 * HOUR)


def test_back_off_starts_from_the_pause():
    assert after(failing(2), ADAPTING, ago(24, 8, 16)) == 4 * HOUR


HERE = interval.configured(SOURCE)


@pytest.mark.parametrize(
    ("state", "wait"),
    [
        (SourceState("haichuan/news"), timedelta()),
        (failing(9, configured=HERE), timedelta()),
        (failing(9, configured=HERE, not_before=NOW + HOUR), HOUR),
        (failing(1, configured=HERE, not_before=NOW - HOUR), timedelta()),
        (SourceState("haichuan/news", configured=HERE, gone=True), None),
        (SourceState("haichuan/news", configured="another", gone=True), timedelta()),
        (SourceState("haichuan/news", configured="another", not_before=NOW + HOUR), HOUR),
    ],
)
def test_the_first_reading(state, wait):
    due = interval.first(SOURCE, state, now=NOW)
    assert (due - NOW if due else None) == wait


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://news.example/new"},
        {"every": HOUR},
        {"headers": (("Cookie", "a=1"),)},
        {"user_agent": "Newsroom/2"},
        {"proxy": "http://proxy.lan:3128"},
    ],
)
def test_any_change_of_a_source_is_a_change(change):
    assert interval.configured(replace(SOURCE, **change)) != HERE


def test_where_a_source_stands_in_its_file_is_none():
    moved = replace(SOURCE, where="feeds/haichuan.toml:99", policy=RightsPolicy(where="feeds/haichuan.toml:7"))
    assert interval.configured(moved) == HERE


def _readings(age, every, until):
    """How often the page of an article is read up to an age, by a source that is always on time."""
    first = NOW - age
    times = [NOW - age + every * number for number in range(int(until / every) + 1)]
    return sum(recheck.due(first, before=before, now=now, every=every) for before, now in pairwise(times))


@pytest.mark.parametrize(
    ("every", "until", "readings"), [(15 * MINUTE, 2 * HOUR, 8), (15 * MINUTE, DAY, 29), (15 * MINUTE, 3 * DAY, 38)]
)
def test_pages_are_read_again_ever_more_seldom(every, until, readings):
    assert _readings(3 * DAY, every, until) == readings


@pytest.mark.parametrize(
    ("age", "since", "due"),
    [
        (20 * MINUTE, 15 * MINUTE, True),
        (20 * MINUTE, 4 * MINUTE, False),
        (2 * HOUR, 20 * MINUTE, True),
        (DAY, 15 * MINUTE, False),
        (DAY, 4 * HOUR, True),
        # its source failed for days
        (3 * DAY, 2 * DAY, True),
        # a clock that was set back
        (-HOUR, 15 * MINUTE, False),
    ],
)
def test_whether_it_is_a_pages_turn(age, since, due):
    assert recheck.due(NOW - age, before=NOW - since, now=NOW, every=15 * MINUTE) is due
    assert recheck.due(NOW - age, before=None, now=NOW, every=15 * MINUTE)


def test_an_edit_is_seen_when_the_article_is_an_eighth_older_at_the_latest():
    every, first = 15 * MINUTE, NOW
    before = NOW
    last = NOW
    for number in range(1, 4 * 24 * 3):
        now = NOW + every * number
        if recheck.due(first, before=before, now=now, every=every):
            assert now - last <= max((last - first) / 8 + every, every)
            last = now
        before = now
    assert last > NOW + 2.7 * DAY
