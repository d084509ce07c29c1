"""Marks a mirror made half-width, and which of them the writer meant so.

In a damaged text every full-width ，；？！（）： became ASCII; what was ASCII before stayed: times, decimals,
thousands, addresses, English. A mark beside Chinese was full-width; one among ASCII was not, unless its
ASCII word stands in a Chinese sentence (世界衛生組織(WHO), LNG,CNG等).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicator.text.gbk import MARKS

_SURE, _LIKELY, _MAYBE, _DOUBTFUL = 0.98, 0.93, 0.9, 0.5
# Addresses, entities, and numbers with marks inside them.
_VERBATIM = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\.|[\w.+-]+@)[\x21-\x7e]*[^\W_][/#]?|&#?[a-zA-Z0-9]+;"
    r"|(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)|\d+(?::\d+)+",
    re.ASCII,
)
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u00b7\U00020000-\U0003ffff]")
_AFTER_MARK = re.compile("[?,;:。，、；：…]")
_ASCII_RUN = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `at` that was `full`."""

    at: int
    full: str
    confidence: float


def full_width(line: str) -> list[Mark]:
    """The ASCII marks of a damaged line that were full-width, in order."""
    kept = {at for found in _VERBATIM.finditer(line) for at in range(found.start(), found.end())}
    if line and not any(mark in line for mark in MARKS):
        return []
    brackets = dict(_brackets(line, kept))
    marks: list[Mark] = []
    for at, char in enumerate(line):
        if char not in MARKS or at in kept:
            continue
        sure = brackets.get(at, 0.0) if char in "()" else _mark(line, at, brackets)
        if sure and char == "?" and ((at and _AFTER_MARK.match(line, at - 1)) or line[at + 1 : at + 2] == "?"):
            # More likely characters the mirror could not hold than a writer's ？？ or 。？.
            sure = _DOUBTFUL
        if sure:
            marks.append(Mark(at, MARKS[char], sure))
    return marks


def _brackets(line: str, kept: set[int]) -> Iterator[tuple[int, float]]:
    """Each bracket's place with how sure it was full-width, 0 for half-width ones. Pairs go together."""
    opened: list[int] = []
    for at, char in enumerate(line):
        if at in kept:
            continue
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            start = opened.pop()
            sure = _pair(line, start, at)
            yield start, sure
            yield at, sure
        elif char == ")":
            yield at, _LIKELY if _wide(line, at - 1) or _wide(line, at + 1) else 0.0
    for at in opened:
        yield at, _LIKELY if _wide(line, at - 1) or _wide(line, at + 1) else 0.0


def _pair(line: str, start: int, end: int) -> float:
    if _WIDE.search(line, start + 1, end):
        return _SURE
    before, after = _wide(line, start - 1), _wide(line, end + 1)
    if before:
        return _SURE if after or end + 1 >= len(line) else _LIKELY
    # At the line's start a number in brackets, elsewhere a word of ASCII that ends in one: f(x).
    if after:
        return _LIKELY if start == 0 or line[start - 1] in " \u3000,;:!?)" else _MAYBE
    return 0.0


def _mark(line: str, at: int, brackets: dict[int, float]) -> float:
    """How sure the mark at `at` was full-width, 0 when it was not."""
    if line[at] in ",;:" and line[at + 1 : at + 2] == " ":
        # A full-width mark needs no space after it: whoever typed one typed the other.
        return 0.0
    before = _wide(line, at - 1) or brackets.get(at - 1, 0.0) > 0
    after = _wide(line, at + 1) or brackets.get(at + 1, 0.0) > 0
    if before:
        return _SURE
    if after:
        return 0.0 if line[at + 1] in "”’" and _english(line, at) else _LIKELY
    if at and line[at - 1] in MARKS:
        return _mark(line, at - 1, brackets)
    return _MAYBE if _in_chinese(line, at) else 0.0


def _in_chinese(line: str, at: int) -> bool:
    """Whether the ASCII around the mark is one word, written into Chinese without a space."""
    for run in _ASCII_RUN.finditer(line):
        if run.start() <= at < run.end():
            word = run[0]
            beside = _wide(line, run.start() - 1) or _wide(line, run.end())
            return beside and " " not in word and not re.search(r"\d[,:]\d|[=<>{}\[\]\\/\"'`_$#@&|^~]", word)
    return False


def _english(line: str, at: int) -> bool:
    """Whether the mark ends an English phrase of several words."""
    for run in _ASCII_RUN.finditer(line):
        if run.start() <= at < run.end():
            return re.search(r"[a-zA-Z][,;:!?]? +(?:[\x21-\x7e]+ +)*[a-zA-Z']+$", line[run.start() : at]) is not None
    return False


def _wide(line: str, at: int) -> bool:
    return 0 <= at < len(line) and _WIDE.match(line[at]) is not None
