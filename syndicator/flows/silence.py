"""How long a source may be silent before that is news: from the intervals of its own articles."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

_LEAST = timedelta(days=1)
_MOST = timedelta(days=90)
# A source just added has not shown us a weekend yet.
_YOUNG, _LEAST_YOUNG = timedelta(days=14), timedelta(days=4)
_UNKNOWN = timedelta(days=30)
_ENOUGH = 5
_USUALLY, _TIMES = 0.9, 4
# The longest gap may be a holiday or a fault of ours; one that came twice belongs to the rhythm (weekends do).
_TWICE = 1.5


def ordinary(times: Sequence[datetime]) -> timedelta:
    """The longest ordinary silence of a source whose articles came at `times` (any order).

    Four times the gap that nine gaps in ten do not pass, or one and a half times the longest that came
    twice, between a day and ninety days; thirty days where too little is known.
    """
    moments = sorted(set(times))
    if len(moments) < _ENOUGH:
        return _UNKNOWN
    gaps = sorted(later - earlier for earlier, later in pairwise(moments))
    usual = gaps[min(len(gaps) - 1, int(len(gaps) * _USUALLY))]
    least = _LEAST if moments[-1] - moments[0] >= _YOUNG else _LEAST_YOUNG
    return min(_MOST, max(least, usual * _TIMES, gaps[-2] * _TWICE))
