"""What two sequences have in common, in order, and what stands in its place on either side.

Runs that occur once in each are fixed points (Cohen's patience diff); between two of them what is left is
small, and matched exactly. Near linear where the sequences are alike, and never worse than a bounded square.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_RUN = 4
# A gap of 300 by 300 takes some milliseconds; a larger one without a fixed point has little in common.
_SMALL = 90_000


@dataclass(frozen=True, slots=True)
class Span:
    """`one[start:end]` and `other[there:there_end]`: the same where `equal`, else what differs between two such."""

    equal: bool
    start: int
    end: int
    there: int
    there_end: int


def spans(one: Sequence[str], other: Sequence[str]) -> tuple[Span, ...]:
    """Both sequences from beginning to end, equal and differing spans by turns."""
    found: list[Span] = []
    at = there = 0
    for start, start_there, length in (*_blocks(one, other), (len(one), len(other), 0)):
        if start > at or start_there > there:
            found.append(Span(equal=False, start=at, end=start, there=there, there_end=start_there))
        at, there = start + length, start_there + length
        if length:
            found.append(Span(equal=True, start=start, end=at, there=start_there, there_end=there))
    return tuple(found)


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Maximal equal blocks in order: (place in one, place in other, length)."""
    blocks: list[tuple[int, int, int]] = []
    at = there = 0
    for start, start_there in (*_chain(_pairs(one, other)), (len(one), len(other))):
        if start < at or start_there < there:
            continue
        back = 0
        while (
            start - back > at and start_there - back > there and one[start - back - 1] == other[start_there - back - 1]
        ):
            back += 1
        first, first_there = start - back, start_there - back
        blocks += _small(one[at:first], other[there:first_there], at, there)
        length = back
        while (
            first + length < len(one)
            and first_there + length < len(other)
            and one[first + length] == other[first_there + length]
        ):
            length += 1
        if length:
            blocks.append((first, first_there, length))
        at, there = first + length, first_there + length
    return _merged(blocks)


def _small(one: Sequence[str], other: Sequence[str], at: int, there: int) -> Iterator[tuple[int, int, int]]:
    """The equal blocks of a gap, at their places in the whole."""
    if not one or not other or len(one) * len(other) > _SMALL:
        return
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.size:
            yield at + block.a, there + block.b, block.size


def _merged(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for block in blocks:
        before = merged[-1] if merged else (0, 0, 0)
        if (before[0] + before[2], before[1] + before[2]) == block[:2] and merged:
            merged[-1] = (before[0], before[1], before[2] + block[2])
        else:
            merged.append(block)
    return merged


def _pairs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs that occur once in each stand, in the order of `one`."""
    here, there = _once(one), _once(other)
    return [(place, there[run]) for run, place in here.items() if run in there]


def _once(told: Sequence[str]) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for place, run in enumerate(zip(*(told[shift:] for shift in range(_RUN)), strict=False)):
        if run in places:
            twice.add(run)
        places[run] = place
    return {run: place for run, place in places.items() if run not in twice}


def _chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        place = bisect_left(tails, there)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [there]
        ends[place : place + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    chain.reverse()
    return chain
