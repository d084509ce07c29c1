"""What an edit changed, for people: paragraph by paragraph, and inside a changed one word by word.

Chinese has no spaces between words, so that there a character is the unit; numbers and Latin words stay whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from syndicator.text.align import spans

Change = Literal["same", "removed", "added"]
Fate = Literal["same", "removed", "added", "changed", "moved"]

_UNIT = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[^\W\d_\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]+|\s+|.", re.DOTALL)
# A single character or a mark that stayed between two changes only makes them harder to read.
_ISLAND = re.compile(r"\w?[\W_]*|[\W_]*\w?", re.DOTALL)
# Two paragraphs with less in common are another's end and a new one's beginning.
_ALIKE = 0.35
# Pairing 60 by 60 paragraphs is a tenth of a second; larger blocks are told as removed and added.
_PAIRS = 3600


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what became of it; "changed" ones have segments of every sort, the others a single one."""

    fate: Fate
    segments: tuple[Segment, ...]


def paragraphs(before: str, after: str) -> tuple[Paragraph, ...]:
    """Every paragraph (a line) of both texts, in the order of the later one, those it lost where they stood.

    One that stands elsewhere word for word is "moved", told once, at its new place.
    """
    old, new = _lines(before), _lines(after)
    found: list[Paragraph] = []
    for span in spans(old, new):
        gone, come = old[span.start : span.end], new[span.there : span.there_end]
        found += [_whole("same", line) for line in come] if span.equal else _paired(gone, come)
    return _with_moves(found)


def within(before: str, after: str) -> tuple[Segment, ...]:
    """What changed inside one paragraph; the two texts are the segments read without "added", without "removed"."""
    old, new = _UNIT.findall(before), _UNIT.findall(after)
    parts = [
        ("".join(old[span.start : span.end]), "".join(new[span.there : span.there_end]), span.equal)
        for span in spans(old, new)
    ]
    merged: list[tuple[str, str, bool]] = []
    for place, (gone, come, equal) in enumerate(parts):
        island = equal and 0 < place < len(parts) - 1 and _ISLAND.fullmatch(gone) is not None
        differs = not equal or island
        if differs and merged and not merged[-1][2]:
            merged[-1] = (merged[-1][0] + gone, merged[-1][1] + come, False)
        else:
            merged.append((gone, come, not differs))
    return tuple(segment for part in merged for segment in _segments(*part))


def _segments(gone: str, come: str, equal: bool) -> tuple[Segment, ...]:  # noqa: FBT001 - the third of three parts
    if equal:
        return (Segment("same", come),)
    told = (Segment("removed", gone), Segment("added", come))
    return tuple(segment for segment in told if segment.text)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(fate: Literal["same", "removed", "added", "moved"], line: str) -> Paragraph:
    return Paragraph(fate, (Segment("same" if fate == "moved" else fate, line),))


def _paired(gone: Sequence[str], come: Sequence[str]) -> list[Paragraph]:
    """Paragraphs that became others: the pairing, in order, that has most in common."""
    found: list[Paragraph] = []
    at = there = 0
    for left, right in (*_best(gone, come), (len(gone), len(come))):
        found += [_whole("removed", line) for line in gone[at:left]]
        found += [_whole("added", line) for line in come[there:right]]
        if left < len(gone) and right < len(come):
            found.append(Paragraph("changed", within(gone[left], come[right])))
        at, there = left + 1, right + 1
    return found


def _best(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    if not gone or not come or len(gone) * len(come) > _PAIRS:
        return []
    old, new = [_couples(line) for line in gone], [_couples(line) for line in come]
    most = [[0.0] * (len(come) + 1) for _ in range(len(gone) + 1)]
    for left in reversed(range(len(gone))):
        for right in reversed(range(len(come))):
            alike = _alike(old[left], new[right])
            taken = alike + most[left + 1][right + 1] if alike >= _ALIKE else 0.0
            most[left][right] = max(taken, most[left + 1][right], most[left][right + 1])
    pairs: list[tuple[int, int]] = []
    left = right = 0
    while left < len(gone) and right < len(come):
        if most[left][right] == most[left + 1][right]:
            left += 1
        elif most[left][right] == most[left][right + 1]:
            right += 1
        else:
            pairs.append((left, right))
            left, right = left + 1, right + 1
    return pairs


def _couples(line: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(("", *_UNIT.findall(line), "")))


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _with_moves(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    lost = [paragraph.segments[0].text for paragraph in found if paragraph.fate == "removed"]
    came = [paragraph.segments[0].text for paragraph in found if paragraph.fate == "added"]
    moved = {line for line in lost if lost.count(line) == came.count(line) == 1}
    return tuple(
        _whole("moved", paragraph.segments[0].text)
        if paragraph.fate == "added" and _text(paragraph) in moved
        else paragraph
        for paragraph in found
        if not (paragraph.fate == "removed" and _text(paragraph) in moved)
    )


def _text(paragraph: Paragraph) -> str:
    return paragraph.segments[0].text
