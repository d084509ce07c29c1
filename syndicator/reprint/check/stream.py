"""The units of a page's lines in one row, and which line each is from."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from syndicator.reprint.check.page import Block
from syndicator.reprint.check.tokens import units


@dataclass(frozen=True)
class Stream:
    """The units of some blocks of a page, one after the other."""

    blocks: tuple[int, ...]
    begins: tuple[int, ...]
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    readings: dict[int, int]

    def block(self, place: int) -> int:
        """The block (its number on the page) of the unit at `place`."""
        return self.blocks[bisect_right(self.begins, place) - 1]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """By block its place among these blocks."""
        return {block: number for number, block in enumerate(self.blocks)}

    def span(self, block: int) -> tuple[int, int]:
        """From where to where the units of one block stand."""
        number = self.numbers[block]
        end = self.begins[number + 1] if number + 1 < len(self.begins) else len(self.keys)
        return self.begins[number], end


def stream_of(blocks: Sequence[Block], numbers: Iterable[int]) -> Stream:
    """The units of these blocks, in their order."""
    numbers = tuple(numbers)
    read = [units(blocks[number].text) for number in numbers]
    begins = accumulate((len(one.keys) for one in read), initial=0)
    return Stream(
        numbers,
        tuple(begins)[:-1],
        tuple(key for one in read for key in one.keys),
        tuple(form for one in read for form in one.forms),
        {number: one.readings for number, one in zip(numbers, read, strict=True) if one.readings},
    )


def part(stream: Stream, kept: tuple[int, ...]) -> Stream:
    """The stream of some of its blocks."""
    if kept == stream.blocks:
        return stream
    spans = [stream.span(number) for number in kept]
    begins = accumulate((end - start for start, end in spans), initial=0)
    return Stream(
        kept,
        tuple(begins)[:-1],
        tuple(key for start, end in spans for key in stream.keys[start:end]),
        tuple(form for start, end in spans for form in stream.forms[start:end]),
        stream.readings,
    )
