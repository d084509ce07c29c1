"""Every unit of the granted text beside the page's: what is the same, and what stands where it is not.

Whole lines of the page between two paragraphs are set apart first, unless they are like what is missing there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from syndicator.reprint.check.place import Place
from syndicator.reprint.check.seeds import Seed
from syndicator.reprint.check.stream import Stream
from syndicator.reprint.check.tokens import Units, is_mark, places, units
from syndicator.text.align import Span, spans

# A line that shares this much of its pairs of neighbours with what is missing was made of it.
_ALIKE = 0.45
# A paragraph that was altered all over may stand this many lines before or after what was found.
_REACH = 4
_FEW = 3
# Two texts that are not of one another have this share of units in common, in one order.
_CHANCE = 0.15


@dataclass(frozen=True)
class Ours:
    """The granted text: its paragraphs, their units in one row, and where each paragraph begins in that."""

    lines: tuple[str, ...]
    units: Units
    begins: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many units it has."""
        return len(self.units.keys)

    def line(self, number: int) -> tuple[int, int]:
        """From where to where the units of a paragraph stand."""
        end = self.begins[number + 1] if number + 1 < len(self.begins) else self.size
        return self.begins[number], end

    @cached_property
    def spots(self) -> tuple[tuple[int, int, int], ...]:
        """By unit its paragraph and its place in that."""
        return tuple((number, *span) for number, line in enumerate(self.lines) for span in places(line))

    def text(self, at: int, end: int) -> str:
        """What was written from one unit to another."""
        return _text([self.spots[place] for place in range(at, end)], self.lines)


@dataclass(frozen=True, slots=True)
class Op:
    """`ours[at:end]` and the page's `kept[there:there_end]`: the same where `equal`."""

    equal: bool
    at: int
    end: int
    there: int
    there_end: int


@dataclass(frozen=True)
class Alignment:
    """The granted text beside the page's. `kept` are the places in the stream that were compared.

    `apart` are whole lines between them that were not, each with the place in ours that it stands before.
    """

    ours: Ours
    place: Place
    kept: tuple[int, ...]
    ops: tuple[Op, ...]
    apart: tuple[tuple[int, int], ...]

    @cached_property
    def similarity(self) -> float:
        """How much of the granted text stands there, 0 to 1."""
        same = sum(op.end - op.at for op in self.ops if op.equal)
        return same / self.ours.size if self.ours.size else 0.0

    @cached_property
    def _spots(self) -> dict[int, tuple[int, int, int]]:
        stream, blocks = self.place.stream, self.place.page.blocks
        found: dict[int, tuple[int, int, int]] = {}
        for number in sorted({stream.block(place) for place in self.kept}):
            begin, _ = stream.span(number)
            for shift, span in enumerate(places(blocks[number].text)):
                found[begin + shift] = (number, *span)
        return found

    def form(self, there: int) -> str:
        """The form of one compared unit of the page."""
        return self.place.stream.forms[self.kept[there]]

    def text(self, there: int, there_end: int) -> str:
        """What the page has from one compared unit to another."""
        spots = [self._spots[place] for place in self.kept[there:there_end]]
        return _text(spots, {number: self.place.page.blocks[number].text for number, _, _ in spots})

    def begins_line(self, there: int) -> bool:
        """Whether a line of the page begins with this compared unit."""
        return there < len(self.kept) and self._spots[self.kept[there]][1] == 0

    def lines(self, there: int, there_end: int) -> set[int]:
        """The blocks in which these compared units stand."""
        return {self._spots[place][0] for place in self.kept[there:there_end]}


def _text(spots: Sequence[tuple[int, int, int]], lines: "Sequence[str] | dict[int, str]") -> str:
    ends: dict[int, tuple[int, int]] = {}
    for number, start, end in spots:
        ends[number] = (ends.get(number, (start, end))[0], end)
    return "\n".join(lines[number][start:end] for number, (start, end) in ends.items())


def paragraphs(text: str) -> Ours:
    """The granted text, one line a paragraph, ready to be compared."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    read = [units(line) for line in lines]
    begins = tuple(accumulate((len(one.keys) for one in read), initial=0))[:-1]
    whole = Units(
        tuple(form for one in read for form in one.forms),
        tuple(key for one in read for key in one.keys),
        sum(one.readings for one in read),
    )
    return Ours(lines, whole, begins)


def align(ours: Ours, place: Place) -> Alignment:
    """The whole of ours beside what the page has of it, from its first line with it to its last."""
    stream = place.stream
    low, high = stream.numbers[place.first], stream.numbers[place.last]
    apart: list[tuple[int, int]] = []
    chosen = set(stream.blocks[low : high + 1])
    for at, end, numbers in _between(ours, place, low, high):
        missing = _Missing(ours.units.keys[at:end])
        others = [number for number in numbers if not missing.made(_keys(stream, number))]
        apart += [(number, at) for number in others]
        chosen -= set(others)
    chosen |= set(_beyond(ours, place, low, high))
    kept = tuple(at for number in stream.blocks if number in chosen for at in range(*stream.span(number)))
    return Alignment(ours, place, kept, tuple(_ops(ours, stream, kept, place.seeds)), tuple(apart))


def _keys(stream: Stream, number: int) -> tuple[str, ...]:
    begin, end = stream.span(number)
    return stream.keys[begin:end]


def _between(ours: Ours, place: Place, low: int, high: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """What is missing of ours in each place, and the whole lines that stand there, in which no run was found."""
    stream = place.stream
    ends = (Seed(0, stream.begins[low], 0), *place.seeds, Seed(ours.size, stream.span(stream.blocks[high])[1], 0))
    for one, other in pairwise(ends):
        if other.there <= one.there_end:
            continue
        start = stream.numbers[stream.block(max(one.there_end - 1, one.there))]
        end = stream.numbers[stream.block(min(other.there, len(stream.keys) - 1))]
        yield one.end, other.at, stream.blocks[start + 1 : end]


def _beyond(ours: Ours, place: Place, low: int, high: int) -> Iterator[int]:
    """Lines just before and after what was found that are like what is missing at either end."""
    stream, seeds = place.stream, place.seeds
    near = set(place.around)
    head, tail = _Missing(ours.units.keys[: seeds[0].at]), _Missing(ours.units.keys[seeds[-1].end :])
    for number in stream.blocks[max(0, low - _REACH) : low]:
        if number in near and number not in place.headlines and head.made(_keys(stream, number)):
            yield number
    for number in stream.blocks[high + 1 : high + 1 + _REACH]:
        if number in near and tail.made(_keys(stream, number)):
            yield number


class _Missing:
    """What is missing of ours in one place, and whether a line of the page was made of it."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)
        self._pairs = frozenset(pairwise(keys))

    def made(self, line: Sequence[str]) -> bool:
        """Whether most pairs of neighbours of the line are in what is missing, or the other way round."""
        if not self._keys or not line:
            return False
        size = len(line)
        if size <= _FEW or len(self._keys) <= _FEW:
            return any(self._keys[at : at + size] == tuple(line) for at in range(len(self._keys) - size + 1))
        pairs = set(pairwise(line))
        both = len(self._pairs & pairs)
        return both > 1 and both >= _ALIKE * min(len(self._pairs), len(pairs))


def _is_chance(ours: Ours, at: int, found: Sequence[Span]) -> bool:
    """Whether two pieces have no more in common than any two texts: marks, and a word here and there."""
    same = [place for span in found if span.equal for place in range(at + span.start, at + span.end)]
    shorter = min(sum(span.end - span.start for span in found), sum(span.there_end - span.there for span in found))
    return sum(not is_mark(ours.units.forms[place]) for place in same) <= _CHANCE * shorter


def _ops(ours: Ours, stream: Stream, kept: Sequence[int], seeds: Sequence[Seed]) -> Iterator[Op]:
    where = {place: number for number, place in enumerate(kept)}
    keys = [stream.keys[place] for place in kept]
    at = there = 0
    for seed in (*seeds, None):
        start, start_there = (seed.at, where[seed.there]) if seed else (ours.size, len(kept))
        found = list(spans(ours.units.keys[at:start], keys[there:start_there]))
        if (seed is None or at == 0) and _is_chance(ours, at, found):
            # What a credit run into the line has in common with what is missing is no text of ours.
            if at < start or there < start_there:
                yield Op(equal=False, at=at, end=start, there=there, there_end=start_there)
            found = []
        for span in found:
            yield Op(span.equal, at + span.start, at + span.end, there + span.there, there + span.there_end)
        if seed is None:
            return
        at, there = seed.end, where[seed.there_end - 1] + 1
        # A line set apart may stand in the middle of a run that goes on after it.
        yield Op(equal=True, at=start, end=at, there=start_there, there_end=there)
