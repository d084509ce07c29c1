"""Giving back what the newsroom wrote: a mirror's damage undone, where a text shows it and nowhere else.

    annotate ← space ← decode ← replace marks ← GBK ← Traditional        what a mirror did, last first
    strip      widen   frames    widen                simplify           what undoes it

Pinyin in brackets after everyday Traditional characters (pinyin.judge) or a run of GBK read one byte late
(frameslip) is proof. Without either, a text comes back byte for byte: Traditional characters and
half-width marks alone are how some people write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syndicator.model.repair import Repair, RepairKind
from syndicator.text import frameslip, mojibake, onetoone, pinyin, punctuation, slips, spaces
from syndicator.text.echo import Echo
from syndicator.text.slips import Slip

_STRIPPED = 0.99
_MENDED = 0.99


@dataclass(frozen=True, slots=True)
class Restoration:
    """A mended text and what was done to it. `confidence` is the least sure repair's, 1.0 when there is none."""

    text: str
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0


def restore(text: str) -> Restoration:
    """Mend one text, newlines kept. Clean text comes back as the same string."""
    return restore_blocks([text])[0]


def restore_blocks(blocks: Sequence[str]) -> tuple[Restoration, ...]:
    """Mend the blocks of one article (headline, paragraphs): all together show damage, each is mended.

    Repairs count lines and columns from 1 within their block.
    """
    whole = "\n".join(blocks)
    mended = mojibake.mend(whole)
    if mended is not None:
        return tuple(_rewritten(old, new) for old, new in zip(blocks, _split_alike(mended, blocks), strict=True))
    damage = _judge(whole)
    if damage is None:
        return tuple(Restoration(block) for block in blocks)
    return tuple(_mend(block, damage) for block in blocks)


@dataclass(frozen=True, slots=True)
class _Damage:
    """What is known of the mirror that did it: the characters it annotates, and what the article says."""

    annotations: pinyin.Annotations
    echo: Echo
    literal: frozenset[str]


def _judge(whole: str) -> _Damage | None:
    """The damage `whole` shows, or None."""
    spoken = pinyin.possible(whole)
    annotations = pinyin.judge(whole) if spoken else pinyin.NONE
    if not annotations.chars:
        if not frameslip.ORPHAN.search(whole) or not _slipped(whole):
            return None
        annotations = pinyin.judge(whole, damaged=True) if spoken else pinyin.NONE
    bare = _without(whole, list(annotations.strip(whole)))
    return _Damage(annotations, Echo(bare), frozenset(bare))


def _slipped(whole: str) -> bool:
    """Whether any line has a run of misread characters that reads far better one byte earlier."""
    echo = Echo(whole)
    return any(slips.proven(line, echo) for line in whole.split("\n") if frameslip.ORPHAN.search(line))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def _mend(block: str, damage: _Damage) -> Restoration:
    lines, repairs = [], []
    for number, line in enumerate(block.split("\n"), 1):
        mended, done = _Line(line.removesuffix("\r"), number, damage).mended()
        lines.append(mended + "\r" * line.endswith("\r"))
        repairs += done
    text = "\n".join(lines)
    if text == block:
        return Restoration(block)
    return Restoration(text, tuple(repairs), min((repair.confidence for repair in repairs), default=1.0))


class _Line:
    """One damaged line on its way back. `columns` says where in it each character of `text` came from."""

    def __init__(self, raw: str, number: int, damage: _Damage) -> None:
        self._raw = raw
        self._number = number
        self._damage = damage
        self._repairs: list[Repair] = []
        spans = list(damage.annotations.strip(raw))
        inside = {at for start, end in spans for at in range(start, end)}
        self._columns = [at for at in range(len(raw)) if at not in inside]
        self._text = "".join(raw[at] for at in self._columns)
        for start, end in spans:
            self._note("pinyin", start, raw[start:end], "", _STRIPPED)

    def mended(self) -> tuple[str, list[Repair]]:
        """The line as it was written, and the repairs in the order of their columns."""
        runs = self._reframe(slips.find(self._text, self._damage.echo))
        chars = list(self._text)
        self._widen(chars)
        self._simplify(chars, runs)
        for start, end, slip in runs:
            # Brackets among the misread characters go with them.
            self._repairs = [one for one in self._repairs if not slip.start < one.column <= slip.end]
            before = self._raw[slip.start : slip.end]
            self._note("frame-slip", slip.start, before, "".join(chars[start:end]), slip.confidence)
        return "".join(chars), sorted(self._repairs, key=lambda repair: repair.column)

    def _reframe(self, found: Iterable[Slip]) -> list[tuple[int, int, Slip]]:
        """Put each slip's characters in; where they now stand, with the slip in columns of the raw line."""
        text, columns, runs, at = "", [], [], 0
        for slip in found:
            text += self._text[at : slip.start]
            columns += self._columns[at : slip.start]
            first, last = self._columns[slip.start], self._columns[slip.end - 1]
            runs.append((len(text), len(text) + len(slip.text), Slip(first, last + 1, slip.text, slip.confidence)))
            text += slip.text
            columns += [first] * len(slip.text)
            at = slip.end
        self._text = text + self._text[at:]
        self._columns = columns + self._columns[at:]
        return runs

    def _widen(self, chars: list[str]) -> None:
        """Make the marks and spaces full-width that were."""
        for mark in punctuation.full_width(self._text):
            chars[mark.at] = mark.full
            self._note("punctuation", self._columns[mark.at], self._text[mark.at], mark.full, mark.confidence)
        for start, end, sure in spaces.ideographic("".join(chars)):
            chars[start:end] = "\u3000" * (end - start)
            self._note("space", self._columns[start], " " * (end - start), "\u3000" * (end - start), sure)

    def _simplify(self, chars: list[str], runs: list[tuple[int, int, Slip]]) -> None:
        """Undo the table; neighbours make one repair, those inside a slip belong to the slip's."""
        inside = {at for start, end, _ in runs for at in range(start, end)}
        group: list[onetoone.Swap] = []
        for swap in onetoone.settle("".join(chars), self._damage.literal):
            chars[swap.at] = swap.was
            if swap.at in inside:
                continue
            if group and not self._adjoin(group[-1], swap):
                self._note_swaps(group)
                group = []
            group.append(swap)
        self._note_swaps(group)

    def _adjoin(self, one: onetoone.Swap, other: onetoone.Swap) -> bool:
        return other.at == one.at + 1 and self._columns[other.at] == self._columns[one.at] + 1

    def _note_swaps(self, group: list[onetoone.Swap]) -> None:
        if group:
            before = self._text[group[0].at : group[-1].at + 1]
            after = "".join(swap.was for swap in group)
            sure = min(swap.confidence for swap in group)
            self._note("script", self._columns[group[0].at], before, after, sure)

    def _note(self, kind: RepairKind, column: int, before: str, after: str, confidence: float) -> None:
        self._repairs.append(Repair(kind, self._number, column + 1, before, after, confidence))


def _split_alike(mended: str, blocks: Sequence[str]) -> list[str]:
    """`mended` cut into blocks with as many lines each as `blocks` have."""
    lines = mended.split("\n")
    parts, at = [], 0
    for block in blocks:
        size = block.count("\n") + 1
        parts.append("\n".join(lines[at : at + size]))
        at += size
    return parts


def _rewritten(old: str, new: str) -> Restoration:
    """A block read again in its own charset, a repair a line."""
    repairs = tuple(
        Repair("mojibake", number, 1, was, now, _MENDED)
        for number, (was, now) in enumerate(zip(old.split("\n"), new.split("\n"), strict=True), 1)
        if was != now
    )
    return Restoration(new, repairs, _MENDED if repairs else 1.0)
