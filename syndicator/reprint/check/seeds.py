"""Where runs of one sequence stand in another, and the likeliest of them to be one text, in order.

Runs of five units are looked up, so that a page costs as much as it is long; the best chain of them is the one that
covers most, with as little as may be between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

RUN = 5
# A run that the article has more often than this marks no place in it.
_OFTEN = 3
_MOST_HITS, _MOST_SEEDS = 400_000, 4000
_LOOK_BACK = 250
_PIECE, _GAP, _MOST_GAP = 2.0, 0.1, 40.0


@dataclass(frozen=True, slots=True)
class Seed:
    """`ours[at : at + size]` is `theirs[there : there + size]`."""

    at: int
    there: int
    size: int

    @property
    def end(self) -> int:
        """The first place after it in ours."""
        return self.at + self.size

    @property
    def there_end(self) -> int:
        """The first place after it in theirs."""
        return self.there + self.size


def seeds(ours: Sequence[str], theirs: Sequence[str]) -> list[Seed]:
    """All maximal common runs of five units or more, in the order of theirs."""
    index: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(runs(ours)):
        index.setdefault(run, []).append(at)
    index = {run: at for run, at in index.items() if len(at) <= _OFTEN}
    found: list[list[int]] = []
    latest: dict[int, list[int]] = {}
    hits = 0
    for there, run in enumerate(runs(theirs)):
        for at in index.get(run, ()):
            hits += 1
            seed = latest.get(there - at)
            if seed is not None and seed[1] + seed[2] - RUN + 1 == there:
                seed[2] += 1
            else:
                latest[there - at] = seed = [at, there, RUN]
                found.append(seed)
        if hits > _MOST_HITS:
            break
    if len(found) > _MOST_SEEDS:
        found = sorted(nlargest(_MOST_SEEDS, found, key=lambda seed: seed[2]), key=lambda seed: seed[1])
    return [Seed(*seed) for seed in found]


def chain(found: Sequence[Seed]) -> tuple[Seed, ...]:
    """The part of `found` (in the order of theirs) that rises on both sides and is worth most; no two overlap."""
    worth: list[float] = []
    before: list[int] = []
    for number, seed in enumerate(found):
        best, link = seed.size - _PIECE, -1
        for other in range(max(0, number - _LOOK_BACK), number):
            gain = worth[other] + _gain(found[other], seed)
            if gain >= best:
                best, link = gain, other
        worth.append(best)
        before.append(link)
    if not worth:
        return ()
    number = max(range(len(worth)), key=worth.__getitem__)
    picked: list[Seed] = []
    while number >= 0:
        picked.append(found[number])
        number = before[number]
    picked.reverse()
    return _apart(picked)


def _gain(one: Seed, other: Seed) -> float:
    """What `other` adds after `one`; nothing good where it does not follow on both sides."""
    if other.at <= one.at or other.there <= one.there:
        return float("-inf")
    overlap = max(0, one.end - other.at, one.there_end - other.there)
    if overlap >= other.size:
        return float("-inf")
    gap = max(0, other.there + overlap - one.there_end)
    return other.size - overlap - _PIECE - min(_GAP * gap, _MOST_GAP)


def _apart(picked: Sequence[Seed]) -> tuple[Seed, ...]:
    """The same seeds, each shortened at its start where the one before it reaches into it."""
    apart: list[Seed] = []
    for seed in picked:
        over = max(0, apart[-1].end - seed.at, apart[-1].there_end - seed.there) if apart else 0
        if over < seed.size:
            apart.append(Seed(seed.at + over, seed.there + over, seed.size - over))
    return tuple(apart)


def runs(told: Sequence[str]) -> "zip[tuple[str, ...]]":
    """Every run of five units of a sequence."""
    return zip(*(told[shift:] for shift in range(RUN)), strict=False)
