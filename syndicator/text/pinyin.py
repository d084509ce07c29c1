"""Pinyin in brackets: what a mirror printed after its characters, and what a writer meant to be read.

A mirror annotates by table: always the same everyday characters, all of them changed by its conversion to
Traditional, each at every occurrence, always with the same reading, in the middle of running words. A
lesson annotates a word or two, hard or ambiguous characters, whatever the script, once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from syndicator.text.han import HAN
from syndicator.text.lexicon import lexicon
from syndicator.text.script import simple, traditional_only

_LETTERS = "a-zɑɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"
# A character, and pinyin of one syllable or more after it.
_ANNOTATION = re.compile(rf"([㐀-鿿])\(([{_LETTERS}]+(?:[ '’][{_LETTERS}]+)*)\)")
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_TONED_IN_BRACKETS = re.compile(rf"\([{_LETTERS}]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
# Running text without a mark in it; brackets of pinyin do not break it.
_CLAUSE = re.compile(rf"(?:[㐀-鿿]|\([{_LETTERS} '’]+\))+")
_RUNNING = 4


@dataclass(frozen=True, slots=True)
class Annotations:
    """The characters a mirror annotated in a text."""

    chars: frozenset[str]

    def strip(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of brackets in `text` that the mirror put there."""
        for found in _ANNOTATION.finditer(text):
            if found[1] in self.chars and is_reading(found[1], found[2]):
                yield found.end(1), found.end()


NONE = Annotations(frozenset())


def possible(text: str) -> bool:
    """Whether `text` has toned pinyin in brackets at all: a quick look before `judge`."""
    return "(" in text and _TONED_IN_BRACKETS.search(text) is not None


def is_reading(char: str, reading: str) -> bool:
    """Whether `char` is read so in any word."""
    return _plain(reading) in _readings(char)


@dataclass(slots=True)
class _Seen:
    """What was counted of one character: `stands` how often it is written at all, `listed` how often in a list."""

    annotated: int = 0
    stands: int = 0
    listed: int = 0
    readings: set[str] = field(default_factory=set)

    @property
    def steady(self) -> bool:
        """Whether it is annotated nearly wherever it stands, always alike."""
        return self.annotated * _NEARLY >= self.stands and len(self.readings) == 1


def judge(text: str, *, damaged: bool = False) -> Annotations:
    """The annotations in `text` that a mirror made: NONE when they may be the writer's.

    `damaged` says that other damage of the mirror's is shown, so that fewer annotations are proof.
    """
    seen, long = _count(text)
    proof = {char: one for char, one in seen.items() if traditional_only(char)}
    if proof and _systematic(text, seen, proof, long, damaged=damaged):
        return Annotations(frozenset(char for char, one in seen.items() if one.annotated * 2 >= one.stands))
    others = [one for char, one in seen.items() if char not in proof and not (one.steady and one.annotated >= _OFTEN)]
    strange = long + sum(one.annotated for one in others)
    if not proof or not _proven(text, proof, strange, damaged=damaged):
        return NONE
    kept = {char for char, one in proof.items() if one.annotated * 2 >= one.stands}
    # A mirror that annotates characters it does not change, too: those it annotates again and again.
    return Annotations(frozenset(kept | {c for c, one in seen.items() if one.steady and one.annotated >= _OFTEN}))


def _systematic(text: str, seen: dict[str, _Seen], proof: dict[str, _Seen], strange: int, *, damaged: bool) -> bool:
    """Whether annotation goes by a table of characters, changed by the conversion or not.

    Some characters of running text are annotated wherever they stand, the others nowhere. A lesson annotates
    all of them, or each when it comes first.
    """
    annotated = sum(one.annotated for one in seen.values())
    again = sum(one.steady and one.stands > 1 for one in seen.values())
    everywhere = annotated >= 0.9 * sum(one.stands for one in seen.values())
    running = sum(one.listed for one in seen.values()) <= _LISTED * annotated
    some = annotated <= 0.5 * len(HAN.findall(text)) and strange <= 0.1 * annotated
    enough = damaged or (annotated >= _MANY and again >= _AGAIN and len(proof) >= _POINTLESS)
    return everywhere and running and some and enough


def _count(text: str) -> tuple[dict[str, _Seen], int]:
    """What is annotated as a table would: everyday characters, their commonest reading; and how much else is."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    others = 0
    for clause in _CLAUSE.findall(text):
        listed = len(HAN.findall(clause)) < _RUNNING
        for char, reading in _ANNOTATION.findall(clause):
            if _plain(reading) == _readings(char)[0] and simple(char) in lexicon().everyday:
                seen[char].annotated += 1
                seen[char].listed += listed
                seen[char].readings.add(_plain(reading))
            elif _TONED.search(reading):
                others += 1
    counts = Counter(text)
    for char, one in seen.items():
        one.stands = counts[char]
    return seen, others


_NEARLY, _OFTEN, _LISTED = 1.25, 3, 0.34
# Traditional characters with two everyday readings: those that a lesson has reason to annotate.
_TAUGHT = frozenset(
    "樂長還種發調強處傳單彈當惡幾給間將結盡勁捲覺殼難寧鋪擔數說衝為爲興應與載轉鑽縫幹稱參屬車釘論鮮龜禪薦號勝"
)
_POINTLESS = 4
_MANY, _AGAIN = 16, 4
# (annotations, different characters, annotations per Han character, share in lists) that prove a mirror, any row.
_PROOFS = ((4, 3, 0.06, 0.25), (6, 4, 0.03, 0.34), (8, 5, 0.012, 0.5))
_PROOFS_AMONG_DAMAGE = ((1, 1, 0.005, 1.0),)


def _proven(text: str, seen: dict[str, _Seen], others: int, *, damaged: bool) -> bool:
    annotated = sum(one.annotated for one in seen.values())
    steady = annotated * _NEARLY >= sum(one.stands for one in seen.values()) and others <= 0.2 * annotated
    listed = sum(one.listed for one in seen.values()) / annotated
    density = annotated / len(HAN.findall(text))
    if steady and listed <= _LISTED and sum(char not in _TAUGHT for char in seen) >= _POINTLESS:
        return True
    return steady and any(
        annotated >= many and len(seen) >= kinds and density >= dense and listed <= lists
        for many, kinds, dense, lists in (_PROOFS_AMONG_DAMAGE if damaged else _PROOFS)
    )


@cache
def _readings(char: str) -> tuple[str, ...]:
    """All readings of `char`, the commonest first; one that no reading equals when it has none."""
    return tuple(_plain(reading) for reading in _table().get(ord(char), "?").split(","))


@cache
def _table() -> dict[int, str]:
    # Read when first needed: most texts have no pinyin, and it takes a tenth of a second.
    table: dict[int, str] = import_module("pypinyin.constants").PINYIN_DICT
    return table


def _plain(reading: str) -> str:
    return reading.replace("ɑ", "a").replace("ɡ", "g")
