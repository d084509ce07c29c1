"""GBK read one byte late: how it shows, and every way to read it back.

A mirror replaced A3 BF (？), A3 BB (；), A3 A1 (！) … in the bytes, blind to where characters begin. Where
one character ends in A3 and the next begins with BF, the first one's lead byte is left alone and
becomes `?`, the mark stands where no mark was, and what follows is read from each character's second
byte on, until an ASCII byte sets the frame right:

    海縣  BA A3 BF 68  →  BA [A3 BF → 3F] 68  →  ??h
    保活動取得圓  →  ?;顒尤〉脠A

Going back, all bytes are known but the orphan's (`Gap`), and at the end of a run sometimes one more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicator.text import gbk

ORPHAN = re.compile(r"\?(?=[,;?!():，；？！（）：])")
_READING = re.compile(r"\(([a-zɑɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ]{1,7})\)")
# A run this long without an ASCII byte is no run: a sentence ends sooner.
_LONGEST = 240
_MOST_WAYS = 24
_ASCII = 0x80


@dataclass(frozen=True, slots=True)
class Gap:
    """A character one byte of which is lost. `reading` is its pinyin where the mirror printed one."""

    options: tuple[str, ...]
    reading: str = ""


Piece = str | Gap


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a run: text up to `end` (exclusive) came from `pieces`, one a character."""

    end: int
    pieces: tuple[Piece, ...]
    cut: bool = False

    @property
    def gaps(self) -> tuple[int, ...]:
        """Which pieces are gaps."""
        return tuple(index for index, piece in enumerate(self.pieces) if isinstance(piece, Gap))


def ways(text: str, start: int) -> list[Way]:
    """Every way to read the `?` at `start`, with a mark after it, as an orphaned lead byte."""
    found: list[Way] = []
    first = Gap(gbk.with_trail(gbk.FULL_WIDTH))
    pending: list[tuple[int, int, tuple[Piece, ...]]] = [(start + 1, _low(text[start + 1]), (first,))]
    while pending and len(found) < _MOST_WAYS:
        at, lead, pieces = pending.pop()
        if at - start > _LONGEST:
            continue
        for step in _steps(text, at + 1, lead):
            if isinstance(step, Way):
                found.append(Way(step.end, pieces + step.pieces, step.cut))
            else:
                place, following, piece = step
                pending.append((place, following, (*pieces, piece)))
    return found


def annotation(text: str, at: int) -> tuple[str, int]:
    """The pinyin in brackets at `at`, and where it ends; nothing, and `at`, when there is none."""
    found = _READING.match(text, at)
    return (found[1], found.end()) if found else ("", at)


def _low(mark: str) -> int:
    """The second byte of a mark's full-width form."""
    return gbk.code(gbk.MARKS.get(mark, mark))[1]


def _steps(text: str, at: int, lead: int) -> Iterator[Way | tuple[int, int, str]]:
    """What the byte `lead` and the item at `at` can be: the run's end, or one more character of it."""
    if at == len(text):
        if options := gbk.with_lead(lead):
            yield Way(at, (Gap(options),), cut=True)
        return
    char = text[at]
    if char == "?":
        yield from _lost(text, at, lead)
    if char in gbk.MARKS:
        yield from _shifted(at, lead, gbk.FULL_WIDTH, _low(char))
    elif char == " ":
        yield from _shifted(at, lead, gbk.IDEOGRAPHIC_SPACE, gbk.IDEOGRAPHIC_SPACE)
    else:
        raw = gbk.code(char)
        if len(raw) == 1 and (whole := gbk.char(lead, raw[0])):
            yield Way(at + 1, (whole,))
        elif len(raw) > 1 and raw[1] < _ASCII and (whole := gbk.char(lead, raw[0])):
            # The frame came right here: a letter had been read as the second byte of a character.
            yield Way(at + 1, (whole, chr(raw[1])))
        elif len(raw) > 1:
            yield from _shifted(at, lead, raw[0], raw[1])


def _shifted(at: int, lead: int, trail: int, following: int) -> Iterator[tuple[int, int, str]]:
    if whole := gbk.char(lead, trail):
        yield at, following, whole


def _lost(text: str, at: int, lead: int) -> Iterator[Way]:
    """The `?` at `at` as the run's last byte, which no byte after it could complete."""
    after = at + 1
    options = gbk.with_lead(lead)
    if after < len(text):
        reading, end = annotation(text, after)
        if reading:
            yield Way(end, (Gap(options, reading),))
        raw = gbk.code(text[after])
        if raw:
            options = tuple(option for option in options if not gbk.char(gbk.code(option)[1], raw[0]))
    if options:
        yield Way(after, (Gap(options),))
