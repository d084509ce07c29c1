"""Which characters were lost: the gaps of a frame slip filled by context.

Three witnesses: the lexicon (what words and marks may stand there), the article itself (a name or a
phrase said elsewhere in it), and the byte that is left of the character.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicator.text import frameslip, gbk
from syndicator.text.echo import Echo
from syndicator.text.frameslip import Gap, Way
from syndicator.text.han import HAN
from syndicator.text.lexicon import Ahead, lexicon
from syndicator.text.pinyin import is_reading
from syndicator.text.script import simple, simplified_only, traditional

_MARK = re.compile("[\ufffc，。、；：？！“”（）《》,;:?!()\u3000 ]")
_HALF = {0xFFFD: "？"} | {
    full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WINDOW = 10
_BEAM, _KEPT = 6, 60
# A character that is not an everyday one, unless the article has it elsewhere.
_UNCOMMON = 2.5
# A clause seldom runs on for more characters than this, and a mark seldom closes one of less than three.
_CLAUSE, _TOO_LONG, _TOO_SHORT = 22, 0.08, 1.5
# Between the members of a list.
_LISTED_BEFORE, _LISTED_AFTER = (
    re.compile("、[^，。、；：？！,;:?!]{1,8}$"),
    re.compile("[^，。、；：？！,;:?!]{1,8}、"),
)
_IN_A_LIST = 1.5
# Where another gap follows.
_UNKNOWN = "\ufffc"
# A mark beside the same character elsewhere is half the evidence; most lost characters are full stops.
_SAYS_LESS, _STOP = 0.5, 0.5
# A quoted word has no full stop in it: “六保”.
_QUOTED, _IN_QUOTES = re.compile("[“‘][^，。、；：？！“”‘’,;:?!]{0,7}$"), 4.0
# An open quotation may be closed anywhere, and must be at the line's end.
_CLOSING = {"”": "“", "》": "《", "）": "（", "’": "‘"}
_OPEN_ENDED, _ENDS_NOTHING = "、，；“‘《（·\u3000", 4.0
_CLOSES_OPEN, _CLOSES_LAST, _CLOSES_NOTHING = 1.0, 4.0, 4.0
# Question marks alone may be characters the mirror could not hold: a guess must be this sure to be made at all.
_WORTH_SAYING = 0.5
# Being the best of several says less than the numbers do: what the bench found among damaged articles.
_SOFTEN, _TRUE_TO_RATE = 0.75, 0.6
_CUT_SHORT, _UNREAD = -6.0, 6.0
_NOT_HELD, _SELDOM_HELD = -8.0, -2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest reading: text up to `end` was `text` (Traditional, as the mirror held it).

    `gain` is how many nats likelier than the text as it stands; `confidence` weighs it against every
    other reading.
    """

    end: int
    text: str
    confidence: float
    gain: float


@dataclass(frozen=True, slots=True)
class _Filled:
    """A way's characters so far; `score` is ln P with the bonuses, `bonus` those alone."""

    text: str
    score: float
    bonus: float


def choose(text: str, start: int, ways: Sequence[Way], left: str, echo: Echo) -> Choice | None:
    """Which of `ways` to read text[start:], or None when the text as it stands is likelier.

    `left` is what comes before on the line, already mended.
    """
    end = max(way.end for way in ways)
    right = _until_damage(text[end : end + _WINDOW])
    context = plain(left[-_WINDOW:])
    stands = lexicon().likelihood(context + plain(text[start:end] + right))
    weighed: list[tuple[float, float, Way, str]] = []
    for way in ways:
        rest = text[way.end : end] + right
        filled = _fill(way, left, rest, echo)
        # Damage that follows is not this way's fault, but it explains none of it either.
        unread = len(rest) - len(_until_damage(rest))
        whole = lexicon().likelihood(context + plain(filled[0].text + _until_damage(rest))) - _UNREAD * unread
        whole += _CUT_SHORT if way.cut else 0.0
        best = whole + filled[0].bonus
        weighed += [(best + one.score - filled[0].score, whole, way, one.text) for one in filled]
    score, whole, way, chosen = max(weighed, key=lambda item: item[0])
    if whole <= stands:
        return None
    rivals: float = sum(math.exp(_SOFTEN * (other - score)) for other in (stands, *(item[0] for item in weighed)))
    share = 1 / rivals
    sure = min(share**_TRUE_TO_RATE, 0.995)
    if share < _WORTH_SAYING and set(text[start : way.end]) <= set("?\ufffd"):
        return None
    return Choice(way.end, chosen, sure, whole - stands)


def plain(text: str) -> str:
    """`text` as the lexicon knows it: Simplified, full-width marks, half-width letters and digits.

    U+FFFD stands for a byte that told nothing, as `?` does.
    """
    return "".join(gbk.MARKS.get(char) or simple(char) for char in text.translate(_HALF))


def _until_damage(text: str) -> str:
    found = frameslip.ORPHAN.search(text)
    return text[: found.start()] if found else text


def _fill(way: Way, left: str, rest: str, echo: Echo) -> list[_Filled]:
    """The likeliest fillings of a way's gaps, best first."""
    known, stretches = _stretches(way)
    beam = [_Filled(known, 0.0, 0.0)]
    for index, (gap, known) in enumerate(stretches):
        last = index + 1 == len(stretches)
        after = known + rest if last else known + _UNKNOWN
        ahead = lexicon().ahead(plain(after[:_WINDOW].partition(_UNKNOWN)[0]))
        grown = [
            _Filled(filled.text + char + known, filled.score + score + bonus, filled.bonus + bonus)
            for filled in beam
            for char, score, bonus in _options(gap, left + filled.text, after, ahead, echo)
        ]
        beam = sorted(grown, key=lambda filled: filled.score, reverse=True)[: _KEPT if last or not known else _BEAM]
    return beam


def _stretches(way: Way) -> tuple[str, list[tuple[Gap, str]]]:
    """What is known before the first gap, and each gap with the known characters after it."""
    before = ""
    stretches: list[tuple[Gap, str]] = []
    for piece in way.pieces:
        if isinstance(piece, Gap):
            stretches.append((piece, ""))
        elif stretches:
            stretches[-1] = (stretches[-1][0], stretches[-1][1] + piece)
        else:
            before += piece
    return before, stretches


def _options(gap: Gap, left: str, right: str, ahead: Ahead, echo: Echo) -> list[tuple[str, float, float]]:
    """Each character a gap may be, with ln P(it and what follows | what came before) and the bonus for it."""
    chars = [char for char in gap.options if not gap.reading or is_reading(char, gap.reading)] or gap.options
    context = plain(left[-_WINDOW:])
    simples = {char: simple(char) for char in chars}
    scores = lexicon().likelihoods(context, set(simples.values()), ahead)
    base = lexicon().likelihood(context) if context else 0.0
    return [
        (
            char,
            scores[simples[char]] - base,
            _held(char, echo) + _clause(left, char, right) + _echoed(left, char, right, echo),
        )
        for char in chars
    ]


def _echoed(left: str, char: str, right: str, echo: Echo) -> float:
    """What the article says for `char`; that it has a mark elsewhere beside the same character says less."""
    bonus = echo.bonus(left, char, right.removesuffix(_UNKNOWN))
    if HAN.match(char):
        return bonus
    return _SAYS_LESS * bonus + (_STOP if char == "。" else 0.0)


def _clause(left: str, char: str, right: str) -> float:
    """How well the clause's length fits `char`, a mark or not."""
    before = len(_MARK.split(left[-2 * _CLAUSE :])[-1])
    after = len(_MARK.split(right)[0])
    if HAN.match(char):
        return -_TOO_LONG * max(0, before + 1 + after - _CLAUSE)
    if char in _CLOSING:
        open_still = left.count(_CLOSING[char]) > left.count(char)
        if not open_still:
            return -_CLOSES_NOTHING
        return _CLOSES_OPEN if right else _CLOSES_LAST
    if not right and char in _OPEN_ENDED:
        return -_ENDS_NOTHING
    short = max(0, 3 - before) if before else 0
    if char == "、" and (_LISTED_BEFORE.search(left) or _LISTED_AFTER.match(right)):
        return _IN_A_LIST
    quoted = _QUOTED.search(left) and right[:1] in ("”", "’")
    return -_TOO_SHORT * (short + (after == 1)) - (_IN_QUOTES if quoted else 0.0)


def _held(char: str, echo: Echo) -> float:
    """A mirror holds Traditional text: a form that its table replaces is not likely there, its twin is meant."""
    if simplified_only(char):
        return _NOT_HELD
    if char in echo:
        return 0.0
    uncommon = HAN.match(char) and simple(char) not in lexicon().everyday
    return (_SELDOM_HELD if traditional(char) != char else 0.0) - (_UNCOMMON if uncommon else 0.0)
