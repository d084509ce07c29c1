"""How likely a stretch of Chinese is: jieba's words and the part-of-speech table it was trained with.

A class-based bigram: each word has a tag, P(text) sums over all ways to cut it into words of
P(word | tag) P(tag | tag before). Marks stand between words as tags of their own. Everything comes
from the jieba package, is read once, and only when a damaged text asks for it.
"""

import math
import runpy
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

State = dict[str, float]

_LONGEST = 5
_PIECE = 40
# A tag of the word list (县, 将, 么 …) that the table's makers did not use: it tells nothing of its neighbours.
_UNTAUGHT = ("zg",)
# Words that begin no clause, whatever their tag allows: they get a tag of their own beside it.
_NEVER_FIRST, _LATE = frozenset("的了着过得地们等和与及吗呢吧啊之者"), "0"
_SELDOM = 0.05
_WRITTEN_OFTEN = 1e-6
_LEAST = 1e-300
_RAREST = 3
# How often a mark follows a word of each tag: particles and prepositions hardly ever end a clause.
_CLOSES = {
    "uj": 0.03, "p": 0.01, "c": 0.02, "d": 0.02, "r": 0.05, "m": 0.04, "b": 0.03, "uv": 0.01, "ud": 0.01,
    "ad": 0.02, "zg": 0.1, "uz": 0.06, "f": 0.12, "y": 0.6,
}  # fmt: skip
_CLOSES_ELSE = 0.15
# Which mark it then is.
_MARKS = {
    "，": 0.38, "。": 0.2, "、": 0.14, "“": 0.05, "”": 0.05, "：": 0.03, "；": 0.015, "（": 0.02, "）": 0.02,
    "《": 0.015, "》": 0.015, "？": 0.012, "！": 0.012, "\u3000": 0.02, "·": 0.005, "—": 0.01, "…": 0.005,
}  # fmt: skip
_MARK_ELSE = 0.003
# Which marks follow a mark; all others hardly ever do (。。 or 、。).
_AFTER = {
    "。": {"”": 0.2, "\u3000": 0.01, "“": 0.06, "（": 0.02, "）": 0.03, "’": 0.01, "《": 0.01},
    "”": {"，": 0.25, "。": 0.12, "、": 0.08, "“": 0.05, "；": 0.02, "：": 0.01, "\u3000": 0.01, "（": 0.01},
    "：": {"“": 0.3, "《": 0.02, "（": 0.01},
    "，": {"“": 0.06, "《": 0.01, "‘": 0.003},
    "；": {"“": 0.05, "《": 0.01},
    "）": {"，": 0.2, "。": 0.15, "、": 0.1, "；": 0.04, "：": 0.04, "“": 0.01, "（": 0.01, "《": 0.01},
    "》": {"，": 0.1, "、": 0.1, "《": 0.1, "。": 0.06, "（": 0.05, "；": 0.02, "：": 0.02},
    "？": {"”": 0.2, "“": 0.05, "！": 0.02, "？": 0.02, "（": 0.01, "\u3000": 0.01},
    "！": {"”": 0.25, "“": 0.05, "！": 0.02, "？": 0.01, "（": 0.01, "\u3000": 0.01},
    "、": {"“": 0.04, "《": 0.06, "（": 0.002},
    "\u3000": {"\u3000": 0.4, "“": 0.05, "（": 0.05, "《": 0.02},
    "“": {"《": 0.01, "‘": 0.005, "（": 0.003},
    "（": {"“": 0.01, "《": 0.02},
    "—": {"—": 0.6, "“": 0.02},
    "…": {"…": 0.5, "”": 0.2, "。": 0.02},
    "’": {"，": 0.15, "。": 0.1, "”": 0.1, "、": 0.05},
}
_AFTER_ELSE = 0.00004
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·\u3000 \t〉〗〖｛｝～‖∶")
_OPEN = "^"


class Lexicon:
    """The table. `likelihoods` weighs what may stand in a gap, `likelihood` a whole string."""

    def __init__(self) -> None:
        entries = list(_entries())
        tags: State = defaultdict(float)
        for _, count, tag in entries:
            tags[tag] += count
        total = sum(tags.values())
        self._share = {tag: count / total for tag, count in tags.items()}
        # Most words are rare and share their numbers with thousands of others: one tuple for all of them.
        shared: dict[tuple[int, str], tuple[float, str]] = {}
        self._words = {word: shared.setdefault((count, tag), (count / tags[tag], tag)) for word, count, tag in entries}
        self._rows = self._leaving()
        self._unlike = list({id(row): row for row in self._rows.values()}.values())

    def _leaving(self) -> dict[str, State]:
        """P(next word's tag | tag), for the tags of words, of marks, and of a text's beginning."""
        follow, start = _follow(self._share), _start(self._share)
        rows = {tag: {to: (1 - _closes(tag)) * chance for to, chance in row.items()} for tag, row in follow.items()}
        shared: dict[float, State] = {}
        for mark in _PUNCTUATION:
            stay = 0.98 - sum(_AFTER.get(mark, {}).values())
            rows["@" + mark] = shared.setdefault(stay, {to: stay * chance for to, chance in start.items()})
        rows[_OPEN] = self._share
        return rows

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @cached_property
    def everyday(self) -> frozenset[str]:
        """The 2,000 Simplified characters written most."""
        counts: dict[str, float] = defaultdict(float)
        for word, (chance, tag) in self._words.items():
            weight = chance * self._share[tag]
            if weight > _WRITTEN_OFTEN:
                for char in word:
                    counts[char] += weight
        return frozenset(sorted(counts, key=counts.__getitem__)[-2000:])

    def likelihood(self, text: str) -> float:
        """The natural logarithm of P(text), long texts in pieces: each number must fit a float."""
        pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
        return sum(math.log(max(sum(self._forward(piece)[-1].values()), _LEAST)) for piece in pieces)

    def ahead(self, text: str) -> "Ahead":
        """What `likelihoods` needs to know of the text after a gap, worked out once for many calls."""
        return Ahead(text, self._backward(text))

    def likelihoods(self, left: str, options: Iterable[str], ahead: "Ahead") -> dict[str, float]:
        """Weigh ln P(left + option + what is ahead) for each one-character option."""
        states = self._forward(left)
        reached: list[State] = [{} for _ in states]
        return {option: self._through(left, option, ahead, states, reached) for option in options}

    def _through(self, left: str, option: str, ahead: "Ahead", states: list[State], reached: list[State]) -> float:
        """Weigh one option; `reached` keeps for the next what leads up to a word of each tag at each place."""
        if option in _PUNCTUATION:
            total = self._to_mark(states[-1], option) * ahead.states[0]["@" + option]
            return math.log(max(total, _LEAST))
        total = 0.0
        size = len(left)
        for before in range(min(size, _LONGEST - 1) + 1):
            head, place = left[size - before :], size - before
            for after in range(min(len(ahead.text), _LONGEST - 1 - before) + 1):
                word = self._word(head + option + ahead.text[:after])
                if word:
                    chance, tag = word
                    if tag not in reached[place]:
                        reached[place][tag] = self._reach(states[place], tag)
                    total += reached[place][tag] * chance * ahead.states[after][tag]
        return math.log(max(total, _LEAST))

    def _word(self, word: str) -> tuple[float, str] | None:
        found = self._words.get(word)
        if found or len(word) > 1:
            return found
        if word.isdigit() or word in ".%％‰":
            return 0.05, "m"
        if word.isascii():
            return 0.01, "x"
        return (1e-7, "ng") if "\u4e00" <= word <= "\u9fff" else (1e-8, "x")

    def _reach(self, state: State, target: str) -> float:
        """P(… , the next word has the tag `target`)."""
        return sum(chance * self._rows[tag][target] for tag, chance in state.items())

    @staticmethod
    def _to_mark(state: State, mark: str) -> float:
        total = 0.0
        for tag, chance in state.items():
            if tag[0] == "@":
                total += chance * _AFTER.get(tag[1], {}).get(mark, _AFTER_ELSE)
            else:
                total += chance * _closes(tag) * _MARKS.get(mark, _MARK_ELSE)
        return total

    def _forward(self, text: str) -> list[State]:
        """For each place in `text`: P(text up to here, last word's tag)."""
        states: list[State] = [{_OPEN: 1.0}]
        for place in range(1, len(text) + 1):
            char = text[place - 1]
            here: State = defaultdict(float)
            if char in _PUNCTUATION:
                here["@" + char] = self._to_mark(states[-1], char)
            else:
                for size in range(1, min(_LONGEST, place) + 1):
                    word = self._word(text[place - size : place])
                    if word:
                        here[word[1]] += self._reach(states[place - size], word[1]) * word[0]
            states.append(here)
        return states

    def _backward(self, text: str) -> list[State]:
        """For each place in `text`: P(text from here | tag of the word that ends here)."""
        states: list[State] = [dict.fromkeys(self._rows, 1.0)]
        for place in range(len(text) - 1, -1, -1):
            states.insert(0, self._before(text[place : place + _LONGEST], states))
        return states

    def _before(self, rest: str, later: list[State]) -> State:
        if rest[0] in _PUNCTUATION:
            onward = later[0]["@" + rest[0]]
            return {tag: self._to_mark({tag: 1.0}, rest[0]) * onward for tag in self._rows}
        words = [self._word(rest[:size]) for size in range(1, len(rest) + 1)]
        reach: State = defaultdict(float)
        for size, word in enumerate(words):
            if word:
                reach[word[1]] += word[0] * later[size][word[1]]
        # Marks differ only in how often another mark follows: most of them share one row.
        sums = {id(row): sum(row[tag] * chance for tag, chance in reach.items()) for row in self._unlike}
        return {tag: sums[id(row)] for tag, row in self._rows.items()}


@dataclass(frozen=True, slots=True)
class Ahead:
    """A text after a gap, with P(text from each place in it | tag of the word that ends there)."""

    text: str
    states: list[State]


@cache
def _closes(tag: str) -> float:
    return _CLOSES.get(tag.removesuffix(_LATE), _CLOSES_ELSE)


def _jieba() -> Path:
    """Where the jieba package is. It is not imported: that would read tables of other uses, and warn."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("restoring text needs the jieba package (the zh extra)", name="jieba")
    return Path(spec.submodule_search_locations[0])


def _entries() -> Iterable[tuple[str, int, str]]:
    with (_jieba() / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if len(word) <= _LONGEST and (int(count) >= _RAREST or len(word) == 1):
                yield word, int(count), tag + _LATE if word in _NEVER_FIRST else tag


def _follow(share: State) -> dict[str, State]:
    """P(next tag | tag) for each tag, smoothed with how common the next tag is."""
    table = runpy.run_path(str(_jieba() / "posseg" / "prob_trans.py"))["P"]
    rows: dict[str, State] = {}
    for tag in share:
        row: State = defaultdict(float)
        for last in ("E", "S"):
            for (place, following), chance in table.get((last, tag.removesuffix(_LATE)), {}).items():
                if place in "BS":
                    row[following] += math.exp(chance)
        rows[tag] = _smoothed(row, share, 0.0 if tag in _UNTAUGHT else 0.9)
    return rows


def _start(share: State) -> State:
    """P(tag | a clause begins)."""
    table = runpy.run_path(str(_jieba() / "posseg" / "prob_start.py"))["P"]
    row: State = defaultdict(float)
    for (_, tag), chance in table.items():
        row[tag] += math.exp(chance)
    started = _smoothed(row, share, 0.85)
    return {tag: chance * _SELDOM if tag.endswith(_LATE) else chance for tag, chance in started.items()}


def _smoothed(row: State, share: State, known: float) -> State:
    """A row of the table over our tags: a late tag takes its part of the plain one's."""
    plain: State = defaultdict(float)
    for tag, common in share.items():
        plain[tag.removesuffix(_LATE)] += common
    total = sum(chance for tag, chance in row.items() if tag in plain and tag not in _UNTAUGHT)
    if not total:
        known, total = 0.0, 1.0
    smooth: State = {}
    for tag, common in share.items():
        base = tag.removesuffix(_LATE)
        taught = row.get(base, 0.0) / total * common / plain[base]
        smooth[tag] = common if tag in _UNTAUGHT else known * taught + (1 - known) * common
    return smooth


@cache
def lexicon() -> Lexicon:
    """The one table of this process (about 0.5 s to read, 60 MB)."""
    return Lexicon()
