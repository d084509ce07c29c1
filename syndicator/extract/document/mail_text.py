"""A mail's plain text as its writer meant it: lines that a mail program broke are put together again."""

import re
from itertools import pairwise
from unicodedata import east_asian_width

from syndicator.extract.document.pieces import Piece
from syndicator.text.html import xml_safe

# RFC 3676 §4.3; what answers a mail is quoted by a sign before each line.
_QUOTED = re.compile(r"(?:> ?)+")
_SIGNATURE = "--"
# Programs that break lines do so between these columns; a text whose lines are all shorter was broken by hand.
_NARROWEST, _WIDEST = 60, 80
# A word that would have fitted shows that its line was ended on purpose; with more such ends than others it is a list.
_FORCED = 0.5
_WORD = re.compile(r"\S+")
_WIDE = frozenset("WF")
# A Han character is two columns wide; people who break lines by hand leave a little room.
_HAN, _SLACK = 2, 6
QUOTE = 9


def pieces(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Piece]:
    """The lines of a mail; those quoted from another are quotes of level `QUOTE`."""
    lines = xml_safe(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = _unflowed(lines, delsp=delsp) if flowed else _unwrapped(lines)
    found = []
    for line in whole:
        quoted = _QUOTED.match(line)
        bare = line[quoted.end() :].strip() if quoted else line.strip()
        if bare:
            found.append(Piece(bare, sort="quote", level=QUOTE) if quoted else Piece(bare))
    return found


def _unflowed(lines: list[str], *, delsp: bool) -> list[str]:
    """A flowed text's paragraphs (RFC 3676 §4.1, §4.2): a line that ends with a space goes on in the next."""
    found: list[str] = []
    open_depth = -1
    for line in lines:
        quoted = _QUOTED.match(line)
        marks = quoted[0] if quoted else ""
        depth = marks.count(">")
        content = line[len(marks.rstrip(" ")) :]
        content = content.removeprefix(" ")
        flows = content.endswith(" ") and content.rstrip() != _SIGNATURE
        shown = content[:-1] if flows and delsp else content
        if depth == open_depth:
            found[-1] += shown
        else:
            found.append(">" * depth + (" " if depth else "") + shown)
        open_depth = depth if flows else -1
    return found


def _unwrapped(lines: list[str]) -> list[str]:
    """The paragraphs of a text that was broken at a fixed width; any other as it is."""
    width = max((_columns(line.rstrip()) for line in lines if not line.startswith(">")), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return lines
    breaks = [(one, other) for one, other in pairwise(lines) if one.strip() and other.strip()]
    forced = [_is_forced(one, other, width) for one, other in breaks]
    if not any(forced) or sum(forced) < _FORCED * len(forced):
        return lines
    found: list[str] = []
    before = ""
    for line in lines:
        if before.strip() and line.strip() and _is_forced(before, line, width):
            found[-1] = _joined(found[-1].rstrip(), line.strip())
        else:
            found.append(line)
        before = line
    return found


def _is_forced(line: str, following: str, width: int) -> bool:
    """Whether the first word of the line that follows had no room on this one."""
    if following.startswith((" ", "\t", "\u3000", ">")) or line.startswith(">"):
        return False
    first = _WORD.search(following)
    word = first[0] if first else ""
    if word and east_asian_width(word[0]) in _WIDE:
        # Between Han characters a line may be broken anywhere, but not before a full stop.
        return _columns(line.rstrip()) + _HAN + _SLACK > width
    return _columns(line.rstrip()) + 1 + _columns(word) + _SLACK > width


def _joined(one: str, other: str) -> str:
    wide = east_asian_width(one[-1]) in _WIDE and east_asian_width(other[0]) in _WIDE if one and other else True
    return one + other if wide else f"{one} {other}"


def _columns(line: str) -> int:
    return len(line) if line.isascii() else sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in line)
