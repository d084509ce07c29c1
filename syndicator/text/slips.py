"""The frame slips of a line: where they begin, and whether they prove damage by themselves."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from syndicator.text import frameslip, gbk
from syndicator.text.echo import Echo
from syndicator.text.frameslip import Way
from syndicator.text.han import HAN
from syndicator.text.lostchar import Choice, choose
from syndicator.text.pinyin import is_reading
from syndicator.text.script import simple, traditional_only

_OTHER_SCRIPT = re.compile("[\u00c0-\u04ff\u3040-\u30ff\uac00-\ud7af]")
# How much of the line before a slip is looked at.
_LINE = 400
# What proves damage without any other sign: nats gained (more where the lost character stays unsure), and how
# many characters were misread.
_PROOF, _PROOF_SURE, _PROOF_UNSURE, _MISREAD = 18.0, 0.5, 30.0, 2
_COMMON, _MOSTLY = (b"\xb0\xa1", b"\xd8\xa1"), 0.6
_FEW, _APART = 4, 12


@dataclass(frozen=True, slots=True)
class Slip:
    """line[start:end] was `text` (Traditional)."""

    start: int
    end: int
    text: str
    confidence: float


def find(line: str, echo: Echo) -> list[Slip]:
    """Every frame slip of a damaged line, left to right."""
    return [Slip(start, choice.end, choice.text, choice.confidence) for start, choice in _choices(line, echo)]


def proven(line: str, echo: Echo) -> bool:
    """Whether the line by itself proves a slip: misread characters, and plain Chinese one byte earlier.

    Other scripts are not the lexicon's, so that anything would read better than them.
    """
    if _OTHER_SCRIPT.search(line):
        return False
    return any(
        choice.gain > (_PROOF if choice.confidence > _PROOF_SURE else _PROOF_UNSURE)
        for _, choice in _choices(line, echo, lambda start, way: _telling(line[start : way.end], way))
    )


def _telling(damaged: str, way: Way) -> bool:
    """Whether a way could prove anything: characters misread, most of them common ones if it is right.

    Chance gives common characters (the first level of GB 2312) two times in five.
    """
    known = [simple(piece) for piece in way.pieces if isinstance(piece, str) and HAN.match(piece)]
    common = sum(_COMMON[0] <= gbk.code(char) < _COMMON[1] for char in known)
    return len(HAN.findall(damaged)) >= _MISREAD and common >= _MOSTLY * len(known)


def _choices(
    line: str, echo: Echo, wanted: Callable[[int, Way], bool] = lambda _start, _way: True
) -> Iterator[tuple[int, Choice]]:
    starts = [found.start() for found in frameslip.ORPHAN.finditer(line)]
    # A line of question marks is no damage, and must not cost what damage costs.
    if len(starts) > max(_FEW, len(line) // _APART):
        return
    at, mended = 0, ""
    for start in starts:
        if start < at:
            continue
        left = (mended + line[at:start] if start - at < _LINE else line[start - _LINE : start])[-_LINE:]
        ways = [way for way in frameslip.ways(line, start) if wanted(start, way)]
        choice = choose(line, start, ways, left, echo) if ways else None
        if choice:
            # The mirror may have annotated the run's last character before the frame slipped.
            reading, end = frameslip.annotation(line, choice.end)
            if reading and traditional_only(choice.text[-1]) and is_reading(choice.text[-1], reading):
                choice = replace(choice, end=end)
            yield start, choice
            mended, at = left + choice.text, choice.end
