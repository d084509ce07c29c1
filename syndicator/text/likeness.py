"""Whether two texts tell one story: a copy, cut or edited, or only the same form filled in anew.

Copies keep their numbers; a weather report, a duty roster or a notice of works keeps everything else. So
what decides between two texts with much in common is what stands where they differ.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from syndicator.text.align import spans
from syndicator.text.sketch import runs, tokens

# Shorter texts are alike by chance or by form. In Han characters; a word counts as two.
SHORT = 200
_RESEMBLE = 0.6
_CONTAINED, _HALF = 0.85, 0.5
_CUT = 0.7
_SAME_TITLE = 0.6
# A headline written anew has other numbers and names for other reasons.
_FORM_OF_TITLE = 0.5
# A correction changes one number of a long text; a form filled in anew changes more, or is short.
_LONG = 600
# A differing place longer than this was written anew: what its numbers were says nothing.
_PLACE = 24
_LONGEST_NAME = 6

_CHINESE = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千]+")
_HAN = re.compile("[\u3400-\u9fff]+")
# Whoever prints another's text writes its name for 我县 and 本报; that is no form filled in.
_OURS = re.compile("^[我本全该]|记者$")


class Told:
    """A title and a text, folded once however often they are compared."""

    def __init__(self, title: str, text: str) -> None:
        """Take them as plain text."""
        self.title = tokens(title)
        self.tokens = tokens(text)

    @cached_property
    def length(self) -> int:
        """How much is told: a Han character is 1, a word or number of other scripts 2."""
        return sum(min(len(token), 2) for token in self.tokens)

    @cached_property
    def runs(self) -> set[str]:
        """The text's runs of four tokens."""
        return runs(self.tokens)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts are alike, each 0 to 1.

    `resemblance` is what both have of what either has; `contained` what the other has of the shorter one;
    `coverage` the shorter's length of the longer's; `titles` how alike the headlines are. `form` says that
    only the form is the same: the numbers or the names in it differ.
    """

    resemblance: float
    contained: float
    coverage: float
    titles: float
    short: bool
    form: bool

    @property
    def same(self) -> bool:
        """Whether one is a copy of the other, by nothing but their words."""
        if self.short or self.form:
            return False
        cut = self.contained >= _CUT and self.titles >= _SAME_TITLE
        return self.resemblance >= _RESEMBLE or cut or (self.contained >= _CONTAINED and self.coverage >= _HALF)


def compare(one: Told, other: Told) -> Likeness:
    """How alike two texts are. Symmetric."""
    both = len(one.runs & other.runs)
    less, more = sorted((len(one.runs), len(other.runs)))
    return Likeness(
        resemblance=both / (less + more - both) if both else 0.0,
        contained=both / less if both else 0.0,
        coverage=less / more if more else 1.0,
        titles=alike(one.title, other.title),
        short=min(one.length, other.length) < SHORT,
        form=bool(both) and _form(one, other),
    )


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two short texts have in common: pairs of neighbours in both, of those in the shorter."""
    here, there = set(pairwise(one)), set(pairwise(other))
    if not here or not there:
        return float(list(one) == list(other) != [])
    return len(here & there) / min(len(here), len(there))


def _form(one: Told, other: Told) -> bool:
    """Whether the texts differ in the numbers or names that stand in the same places."""
    places = list(_places(one.tokens, other.tokens))
    alike_titles = alike(one.title, other.title) >= _FORM_OF_TITLE
    titles = list(_places(one.title, other.title)) if alike_titles else []
    numbers = sum(map(_other_number, (*places, *titles)))
    if numbers > (min(one.length, other.length) >= _LONG):
        return True
    return _renamed(places, titles)


_Place = tuple[Sequence[str], Sequence[str]]


def _places(one: Sequence[str], other: Sequence[str]) -> Iterator[_Place]:
    """Where one short wording stands for another."""
    for span in spans(one, other):
        here, there = one[span.start : span.end], other[span.there : span.there_end]
        if not span.equal and here and there and max(len(here), len(there)) <= _PLACE:
            yield here, there


def _other_number(place: _Place) -> bool:
    (here, wide), (there, wide_there) = map(_numbers, place)
    return bool(here and there) and not (wide & wide_there)


def _numbers(told: Sequence[str]) -> tuple[set[str], set[str]]:
    """The numbers of a few tokens: those that surely are numbers, and with them what may be one (一 in 统一)."""
    digits = {token for token in told if token[0].isdigit()}
    whole = "".join(told)
    wide = digits | {str(_value(numeral)) for numeral in _NUMERAL.findall(whole)}
    return (wide if _NUMERAL.fullmatch(whole) else digits), wide


def _value(numeral: str) -> int:
    """三十五 and 三五 are 35: what a Chinese numeral below 10,000 says, or its digits in a row."""
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_CHINESE[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _CHINESE[char]
    return total + digit


def _renamed(places: Sequence[_Place], titles: Sequence[_Place]) -> bool:
    """Whether one name stands for another: in headline and text, or again and again in the text."""
    names = Counter(filter(None, map(_names, places)))
    again = any(count > 2 and len(here) > 1 and len(there) > 1 for (here, there), count in names.items())  # noqa: PLR2004 - twice may be chance
    return again or any(pair in names for pair in filter(None, map(_names, titles)))


def _names(place: _Place) -> tuple[str, str] | None:
    here, there = map("".join, place)
    told = max(len(here), len(there)) <= _LONGEST_NAME and _HAN.fullmatch(here) and _HAN.fullmatch(there)
    return (here, there) if told and not (_OURS.search(here) or _OURS.search(there)) else None
