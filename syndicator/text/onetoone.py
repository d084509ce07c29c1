"""Undoing a table that turned each Simplified character into one Traditional character.

Going back is exact but for the few characters that may have been two (乾 a 干 or 乾 itself, 鍾 a 钟 or a 锺).
There the article tells when it can: one with a 干 in it had a table that left 干 alone, so its 乾 was never a
干; one with a 鐘 in it had its 钟 turned into that, so its 鍾 was a 锺. Else the words around tell.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from syndicator.text import gbk
from syndicator.text.lexicon import lexicon
from syndicator.text.script import simple, traditional

_WINDOW = 8
_SOFTEN = 0.9
_SURE = 0.99


@dataclass(frozen=True, slots=True)
class Swap:
    """The character at `at` was `was`."""

    at: int
    was: str
    confidence: float


def settle(line: str, literal: frozenset[str]) -> Iterator[Swap]:
    """The characters of `line` that were other ones in Simplified.

    `literal` holds every character the article has as the mirror left it. Characters that stay are yielded
    too when keeping them was a choice.
    """
    simplified: list[str] = []
    for at, char in enumerate(line):
        was, sure = _was(line, at, simplified, literal)
        simplified.append(was)
        if was != char or sure < _SURE:
            yield Swap(at, was, sure)


def _was(line: str, at: int, simplified: list[str], literal: frozenset[str]) -> tuple[str, float]:
    options = sources(line[at])
    if len(options) == 1:
        return options[0], _SURE
    first, second = options
    if first in literal or (traditional(first) in literal and traditional(first) != line[at]):
        return second, _SURE
    left = "".join(simplified[-_WINDOW:])
    right = "".join(gbk.MARKS.get(after) or simple(after) for after in line[at + 1 : at + 1 + _WINDOW])
    scores = lexicon().likelihoods(left, options, lexicon().ahead(right))
    best, other = sorted(options, key=scores.__getitem__, reverse=True)
    return best, min(_SURE, 1 / (1 + math.exp(_SOFTEN * (scores[other] - scores[best]))))


@cache
def sources(char: str) -> tuple[str, ...]:
    """The Simplified characters that a table may have turned into `char`, one or two, the likelier first."""
    if char in _TWO:
        return _TWO[char]
    was = simple(char)
    if was == char or not gbk.code(was):
        return (_UNLISTED.get(char, char),)
    # Tables leave 升 alone, so that a 昇 may have been one all along.
    return (was, char) if traditional(was) == was else (was,)


_TWO = {
    "著": ("着", "著"),
    "乾": ("干", "乾"),
    "徵": ("征", "徵"),
    "夥": ("伙", "夥"),
    "於": ("于", "於"),
    "吒": ("咤", "吒"),
    "鍾": ("钟", "锺"),
    "餘": ("余", "馀"),
}
# Traditional forms that OpenCC gives and does not take back.
_UNLISTED = {"暱": "昵"}
