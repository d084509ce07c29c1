"""GBK read one byte late: how it shows, and every way to read it back.

A mirror replaced A3 BF (？), A3 BB (；), A3 A1 (！) … in the bytes, blind to where characters begin. Where
one character ends in A3 and the next begins with BF, the first one's lead byte is left alone and
becomes `?` (or U+FFFD), the mark stands where no mark was, and what follows is read from each character's second
byte on, until an ASCII byte sets the frame right:

    海縣  BA A3 BF 68  →  BA [A3 BF → 3F] 68  →  ??h
    保活動取得圓  →  ?;顒尤〉脠A

Some print their pinyin as blindly, after two bytes that are a character's nowhere but across a border:

    因為一開  D2 F2 9E E9 D2 BB …  F2 9E is 驗  →  因?yàn)橐婚_

Going back, all bytes are known but the orphan's (`Gap`), and at the end of a run sometimes one more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicator.text import gbk
from syndicator.text.pinyin import is_reading

_LETTERS = "a-zɑɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"
# Pinyin in brackets; the first bracket may have gone with the byte before it.
_READING = re.compile(rf"\(?([{_LETTERS}]{{1,7}})\)")
ORPHAN = re.compile(rf"[?\ufffd](?=[,;?!():，；？！（）：]|[{_LETTERS}]{{1,7}}\))")
_ORPHANS = "?\ufffd"
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
    """Every way to read the `?` at `start`, with a mark or pinyin after it, as an orphaned lead byte."""
    found: list[Way] = []
    pending = [*_beginnings(text, start)]
    while pending and len(found) < _MOST_WAYS:
        at, lead, pieces = pending.pop()
        if at - start > _LONGEST:
            continue
        for step in _steps(text, at, lead):
            if isinstance(step, Way):
                found.append(Way(step.end, pieces + step.pieces, step.cut))
            else:
                place, following, piece = step
                pending.append((place + 1, following, (*pieces, piece)))
    return found


def _beginnings(text: str, start: int) -> Iterator[tuple[int, int, tuple[Piece, ...]]]:
    """Where reading goes on after an orphan, with which byte, and what was read till then."""
    mark = text[start + 1]
    if mark in gbk.MARKS or mark in gbk.MARKS.values():
        yield start + 2, _low(mark), (Gap(gbk.with_trail(gbk.FULL_WIDTH)),)
    reading, end = annotation(text, start + 1)
    before = gbk.code(text[start - 1]) if start and reading else b""
    if len(before) > 1:
        for char in gbk.with_lead(before[1]):
            if is_reading(char, reading):
                yield end, gbk.code(char)[1], ()


def annotation(text: str, at: int) -> tuple[str, int]:
    """The pinyin in brackets at `at`, and where it ends; nothing, and `at`, when there is none."""
    found = _READING.match(text, at)
    return (found[1], found.end()) if found and not found[0].isascii() else ("", at)


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
    if char in _ORPHANS:
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
        # A mark kept full-width ended the run all the same.
        if raw and text[after] not in gbk.MARKS.values():
            options = tuple(option for option in options if not gbk.char(gbk.code(option)[1], raw[0]))
    if options:
        yield Way(after, (Gap(options),))
