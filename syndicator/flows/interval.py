"""When a source is read next: decided from what is known of it, without reading or writing anything.

well      every so often, more seldom where little is published (`every` to `every_max`)
resting   exactly as long as its host asked (429 and 503 with Retry-After), and never for good
failing   twice as long after each failure, up to a limit, until it answers again
gone      no more (410), until its configuration changes or somebody reads it by hand
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from functools import lru_cache

from syndicator.model.run import SourceState
from syndicator.model.source import Source

# How many of a source's newest articles show its rhythm, and how few show none.
NEWEST = 20
_FEWEST = 3
# Readings for each usual pause between two articles: news is then late by an eighth of a pause on average.
_PER_PAUSE = 4
# A failing source is read after 1, 2, 4, 8, 16 and then 24 of its intervals, but not more than six hours apart
# where it would be read more often than that.
_MOST_INTERVALS = 24
_LONGEST = timedelta(hours=6)
_DOUBLINGS = 10
# Sources that failed together, such as all those of one host, do not come back together.
_SPREAD = 0.15
# The jitter never takes more than this share of an interval.
_MOST_JITTER = 0.25


def following(  # noqa: PLR0913 - what is known, the time, and chance
    source: Source,
    state: SourceState,
    posted: Sequence[datetime],
    *,
    now: datetime,
    jitter: timedelta,
    chance: Callable[[], float],
) -> datetime | None:
    """When to read `source` again after a run that ended at `now` and left `state`; None where it is gone.

    `posted` is when its newest articles appeared, in any order; `jitter` moves an ordinary reading by up to that
    much; `chance` gives numbers from 0 to 1.
    """
    if state.gone:
        return None
    usual = pause(source, posted, now)
    if state.not_before is not None and state.not_before > now:
        moved = min(jitter, usual * _MOST_JITTER) * chance()
        return max(state.not_before, now + usual) + moved
    if state.failures > 1:
        longest = max(usual, min(usual * _MOST_INTERVALS, _LONGEST))
        wait = min(usual * (1 << min(state.failures - 1, _DOUBLINGS)), longest)
        return now + wait * (1 + _SPREAD * (2 * chance() - 1))
    return now + usual + min(jitter, usual * _MOST_JITTER) * (2 * chance() - 1)


def pause(source: Source, posted: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait between two readings that go well, by how often articles appeared, within the admin's bounds.

    The time since the newest one counts, so that a source that falls silent is read ever more seldom.
    """
    if source.every_max <= source.every or len(posted) < _FEWEST:
        return source.every
    usual = (now - min(posted)) / len(posted)
    return min(max(usual / _PER_PAUSE, source.every), source.every_max)


def first(source: Source, state: SourceState, *, now: datetime) -> datetime | None:
    """When to read a source at the start of the service or after a change: at once, but a rest is the host's wish.

    None where it is gone as it is configured.
    """
    if state.gone and state.configured == configured(source):
        return None
    return max(now, state.not_before or now)


@lru_cache(maxsize=4096)
def configured(source: Source) -> str:
    """A digest of everything an admin set for a source, but not of where it stands in which file."""
    unplaced = replace(source, where="", policy=replace(source.policy, where=""))
    return hashlib.sha256(repr(astuple(unplaced)).encode()).hexdigest()[:16]
