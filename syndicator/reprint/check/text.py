"""Whether the text stands there as it was granted: the finding of the text, its passages side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence

from syndicator.model.finding import Aspect, Finding, Mark, Passage, PassageKind, Promised
from syndicator.model.repair import Repair
from syndicator.reprint.check.alignment import Alignment, Op
from syndicator.reprint.check.alterations import Alteration, all_of
from syndicator.reprint.check.words import why
from syndicator.text.restore import restore

_MANGLED = frozenset({"pinyin", "frame-slip"})
# Leaving out more than this may make another story of it, even where shortening is granted.
_HALF = 0.5


def judge(alignment: Alignment, promised: Promised) -> tuple[Finding, ...]:
    """What is to be said of the text: altered or not, then of its script, then of a mirror's damage."""
    altered = all_of(alignment, promised)
    passages = tuple(_passages(alignment, altered))
    found = [_text(alignment, altered, passages, promised)]
    found += _script(alignment, promised)
    found += _mangled(alignment, altered)
    return tuple(found)


def _text(
    alignment: Alignment, altered: Sequence[Alteration], passages: tuple[Passage, ...], promised: Promised
) -> Finding:
    wrong = [one for one in altered if one.mark is Mark.WRONG]
    unsure = [one for one in altered if one.mark is Mark.UNSURE]
    share = f"{alignment.similarity:.0%}"
    if wrong and promised.translation:
        return Finding(Aspect.TEXT, Mark.UNSURE, "text-translated", why("text-translated"), passages)
    if wrong:
        kinds = Counter(one.kind for one in wrong)
        moved = any(one.moved for one in wrong)
        code = "text-moved" if moved else f"text-{next(iter(kinds))}" if len(kinds) == 1 else "text-altered"
        told = why("text-altered", changed=kinds["changed"], gone=kinds["left-out"], added=kinds["added"], share=share)
        return Finding(Aspect.TEXT, Mark.WRONG, code, why("text-moved") if moved else told, passages)
    if unsure:
        code = "text-marks" if all(one.kind == "changed" for one in unsure) else "text-around"
        return Finding(Aspect.TEXT, Mark.UNSURE, code, why(code, count=len(unsure)), passages)
    if altered:
        much = alignment.similarity < _HALF
        code = "text-shortened-much" if much else "text-shortened"
        return Finding(Aspect.TEXT, Mark.UNSURE if much else Mark.OK, code, why(code, share=share), passages)
    return Finding(Aspect.TEXT, Mark.OK, "text", why("text"), passages)


def _script(alignment: Alignment, promised: Promised) -> Iterator[Finding]:
    """Whether what is the same was written in the other script: the keys agree, the forms do not."""
    ours = alignment.ours.units.forms
    other = [
        (op.at + shift, op.there + shift)
        for op in alignment.ops
        if op.equal
        for shift in range(op.end - op.at)
        if ours[op.at + shift] != alignment.form(op.there + shift)
    ]
    if not other:
        return
    at, there = other[0]
    number, _, _ = alignment.ours.spots[at]
    example = Passage("changed", alignment.ours.lines[number], alignment.text(max(0, there - 8), there + 9))
    mark, code = (Mark.OK, "script-free") if promised.script_free else (Mark.WRONG, "script-converted")
    yield Finding(Aspect.TEXT, mark, code, why(code, count=len(other)), (example,))


def _mangled(alignment: Alignment, altered: Sequence[Alteration]) -> Iterator[Finding]:
    """Whether a mirror's damage is in it: pinyin in brackets, characters read one byte late."""
    place = alignment.place
    readings = sum(count for number, count in place.stream.readings.items() if place.first <= number <= place.last)
    extra = readings - alignment.ours.units.readings
    repaired: tuple[Repair, ...] = ()
    if extra > 0 or altered:
        text = alignment.text(0, len(alignment.kept))
        repaired = tuple(repair for repair in restore(text).repairs if repair.kind in _MANGLED)
        repaired = () if repaired and restore("\n".join(alignment.ours.lines)).repairs else repaired
    if extra or repaired:
        count = max(abs(extra), len(repaired))
        yield Finding(Aspect.TEXT, Mark.WRONG, "text-mangled", why("text-mangled", count=count))


def _passages(alignment: Alignment, altered: Sequence[Alteration]) -> Iterator[Passage]:
    """Every paragraph of ours beside the page's, and the lines that were added where they stand."""
    ours = alignment.ours
    apart = [one for one in altered if one.apart]
    within = [one for one in altered if not one.apart]
    for number, line in enumerate(ours.lines):
        start, end = ours.line(number)
        last = number == len(ours.lines) - 1
        yield from (Passage("added", "", one.theirs) for one in apart if one.at <= start)
        apart = [one for one in apart if one.at > start]
        theirs = _beside(alignment.ops, alignment, start, end, last=last)
        changed = any(_touches(one, start, end, last=last) for one in within)
        kind: PassageKind = "left-out" if not theirs else "changed" if changed else "same"
        yield Passage(kind, line, theirs)
    yield from (Passage("added", "", one.theirs) for one in apart)


def _touches(one: Alteration, start: int, end: int, *, last: bool) -> bool:
    if one.at == one.end:
        return start <= one.at < end or (last and one.at == end)
    return one.at < end and one.end > start


def _beside(ops: Sequence[Op], alignment: Alignment, start: int, end: int, *, last: bool) -> str:
    """What the page has for the units from `start` to `end`."""
    found: list[int] = []
    for op in ops:
        if op.equal:
            at, until = max(op.at, start), min(op.end, end)
            if at < until:
                found += [op.there + at - op.at, op.there + until - op.at]
        elif op.there < op.there_end and (start <= op.at < end or (last and op.at == end)):
            found += [op.there, op.there_end]
    return alignment.text(min(found), max(found)) if found else ""
