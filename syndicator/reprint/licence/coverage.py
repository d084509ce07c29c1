"""Which characters a font can show: the tables `ttcf` and `cmap` of OpenType (ISO/IEC 14496-22), formats 4 and 12.

A typesetter that lacks a character leaves a gap and says nothing; so it is looked up before.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

_COLLECTION = b"ttcf"
_LAST = 0xFFFF


@lru_cache(maxsize=16)
def covered(path: Path, index: int) -> frozenset[int]:
    """The code points that face `index` of a font file has a glyph for; none where the file can't be read."""
    try:
        with path.open("rb") as file:
            return frozenset(_covered(file, index))
    except (OSError, struct.error):
        return frozenset()


def _covered(file: BinaryIO, index: int) -> Iterator[int]:
    start = 0
    if file.read(4) == _COLLECTION:
        start = _unpack(file, 12 + 4 * index, ">I")[0]
    (tables,) = _unpack(file, start + 4, ">H")
    for number in range(tables):
        tag, _, offset, _ = _unpack(file, start + 12 + 16 * number, ">4sIII")
        if tag == b"cmap":
            yield from _mapped(file, offset)


def _mapped(file: BinaryIO, start: int) -> Iterator[int]:
    _, subtables = _unpack(file, start, ">HH")
    for number in range(subtables):
        _, _, offset = _unpack(file, start + 4 + 8 * number, ">HHI")
        (kind,) = _unpack(file, start + offset, ">H")
        if kind == 4:  # noqa: PLR2004 - the format's number
            yield from _segments(file, start + offset)
        elif kind == 12:  # noqa: PLR2004 - the format's number
            yield from _groups(file, start + offset)


def _segments(file: BinaryIO, start: int) -> Iterator[int]:
    _, length, _, double = _unpack(file, start, ">HHHH")
    count = double // 2
    words = struct.unpack(f">{(length - 14) // 2}H", _read(file, start + 14, (length - 14) // 2 * 2))
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, offsets = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 :]
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, _LAST - 1) + 1):
            glyph = code
            if offsets[number]:
                # The offset counts from its own place in the table.
                at = number + offsets[number] // 2 + code - first
                glyph = offsets[at] if at < len(offsets) else 0
                if not glyph:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                yield code


def _groups(file: BinaryIO, start: int) -> Iterator[int]:
    (count,) = _unpack(file, start + 12, ">I")
    groups = struct.iter_unpack(">III", _read(file, start + 16, 12 * count))
    for first, last, glyph in groups:
        yield from range(first + (not glyph), last + 1)


def _unpack(file: BinaryIO, at: int, form: str) -> tuple[Any, ...]:
    return struct.unpack(form, _read(file, at, struct.calcsize(form)))


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
