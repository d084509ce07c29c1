"""Which differences between the granted text and the page's are alterations, and how grave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from syndicator.model.finding import Mark, PassageKind, Promised
from syndicator.reprint.check import furniture
from syndicator.reprint.check.alignment import Alignment, Op, Ours
from syndicator.reprint.check.page import OUT, Page
from syndicator.reprint.check.tokens import folded, is_mark, units

_ENDINGS = re.compile(
    r"^\W*(?:完|本文完|全文完|未完待续|the end|end|ends|to be continued|continued|"
    r"(?:下转|上接|紧接|转|接)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版|"
    r"(?:continued|see|turn)(?: (?:on|from|to))? (?:page|p)[. ]{0,2}\w{1,4})?\W*$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"\s*[(（\[【〔—*■▲●◆]")
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{1,200}[)）】\]]")
_ITEM = re.compile(r"\s*[(（]?\d{1,2}[.．、)）]\s*")
_STOPS = re.compile(r"[。！？!?]")
_GRAVE = frozenset("!?%")
_ENDS_SENTENCE = frozenset('.!?…;"')
_LONGEST_HEADING = 24
_AROUND = 4
_TOLD = 8


@dataclass(frozen=True, slots=True)
class Alteration:
    """One difference that counts: in which units of ours, what both have, and what is to be said of it.

    `apart` says that it is a line of its own, within or beside the text.
    """

    kind: PassageKind
    mark: Mark
    at: int
    end: int
    ours: str
    theirs: str
    moved: bool = False
    apart: bool = False


def all_of(alignment: Alignment, promised: Promised) -> tuple[Alteration, ...]:
    """Every alteration in the order of ours; what is a matter of style, or of the page's furniture, is none."""
    found = [one for op in alignment.ops if not op.equal for one in _of(alignment, op, promised)]
    found += _apart(alignment, promised)
    found += _around(alignment, promised)
    return tuple(sorted(found, key=lambda one: (one.at, one.end)))


def _of(alignment: Alignment, op: Op, promised: Promised) -> Iterator[Alteration]:
    forms = alignment.ours.units.forms[op.at : op.end]
    theirs = tuple(map(alignment.form, range(op.there, op.there_end)))
    if _same(forms, theirs, broken=len(alignment.lines(op.there, op.there_end)) > 1):
        return
    told = alignment.text(op.there, op.there_end)
    ours = alignment.ours.text(op.at, op.end)
    at_edge = op.at == 0 or op.end == alignment.ours.size
    if _ends_it(told, alignment, op) or (at_edge and _is_about(told, promised)):
        if _ends_it(ours, alignment, op):
            return
        told = ""
    if _is_number(ours, told) and op.at in alignment.ours.begins and alignment.begins_line(op.there):
        return
    if all(map(is_mark, (*forms, *theirs))):
        grave = _GRAVE & {*forms, *theirs}
        mark = Mark.WRONG if grave else Mark.UNSURE
        yield Alteration("changed", mark, op.at, op.end, ours, told)
        return
    if not told:
        yield from _left_out(alignment, op, promised)
    else:
        yield Alteration("changed" if ours else "added", Mark.WRONG, op.at, op.end, ours, told)


def _is_number(ours: str, told: str) -> bool:
    """Whether one has the number of a list's item, that the other leaves to the list."""
    return bool(ours) != bool(told) and _ITEM.fullmatch(ours or told) is not None


def _is_about(told: str, promised: Promised) -> bool:
    """Whether what is run into the first or last line of the text is a credit, or all of it in brackets of such."""
    rest = _BRACKETS.sub(lambda found: "" if _is_note(found[0], promised) else found[0], told).strip()
    return not rest or _is_ending(rest) or (furniture.is_surrounding(rest) and len(_STOPS.findall(rest)) <= 1)


def _is_note(bracketed: str, promised: Promised) -> bool:
    """Whether brackets hold an ending, a credit, or the name of the owner or an author and little else."""
    inside = bracketed[1:-1].replace(promised.original_url or "\n", "")
    if _is_ending(inside) or furniture.is_surrounding(inside):
        return True
    names = [name for name in (promised.holder, *promised.authors) if name and folded(name) in folded(inside)]
    return bool(names) and len(folded(inside)) <= sum(len(folded(name)) for name in names) + _LONGEST_HEADING


def _same(forms: tuple[str, ...], theirs: tuple[str, ...], *, broken: bool) -> bool:
    """Whether both say the same, cut into other units; a word broken at the end of a line may have its hyphen."""
    one, other = "".join(forms), "".join(theirs)
    return one == other or (broken and one.replace("-", "") == other.replace("-", ""))


def _is_ending(text: str) -> bool:
    """Whether it is nothing but `（完）`, `（下转第三版）` or an ornament: no word, and no mark that says something."""
    if any(char.isalnum() for char in text):
        return _ENDINGS.match(text) is not None
    return not any(char in ',.!?;:、"' for char in folded(text))


def _ends_it(text: str, alignment: Alignment, op: Op) -> bool:
    """Whether an ending stands where one may: in brackets, after the last sentence, a page before the first."""
    if not _is_ending(text) or not any(map(str.isalnum, text)) or _SET_OFF.match(text):
        return _is_ending(text)
    if op.at == 0:
        return text.rstrip().endswith("版")
    return op.end == alignment.ours.size and alignment.ours.units.forms[op.at - 1] in _ENDS_SENTENCE


def _left_out(alignment: Alignment, op: Op, promised: Promised) -> Iterator[Alteration]:
    """What was left out, paragraph by paragraph, but for captions."""
    ours = alignment.ours
    op = _slid(ours, op)
    captions = set(map(folded, promised.captions))
    for number, line in enumerate(ours.lines):
        start, end = ours.line(number)
        at, until = max(start, op.at), min(end, op.end)
        if at >= until:
            continue
        whole = (at, until) == (start, end)
        if whole and (folded(line) in captions or furniture.is_caption(line)):
            continue
        shortened = promised.edits and _is_whole_sentences(ours.units.forms, at, until, start, end)
        mark = Mark.OK if shortened else Mark.WRONG
        yield Alteration(
            "left-out", mark, at, until, ours.text(at, until), "", moved=_is_elsewhere(alignment, at, until)
        )


def _slid(ours: Ours, op: Op) -> Op:
    """The same gap told from the start of a paragraph, where what goes before or after it is alike at both ends."""
    keys, begins = ours.units.keys, set(ours.begins)
    for step in (-1, 1):
        at, end = op.at, op.end
        while at not in begins:
            here, there = (at - 1, end - 1) if step < 0 else (at, end)
            if here < 0 or there >= len(keys) or keys[here] != keys[there]:
                break
            at, end = at + step, end + step
        else:
            return replace(op, at=at, end=end)
    return op


def _is_whole_sentences(forms: tuple[str, ...], at: int, until: int, start: int, end: int) -> bool:
    """Whether a cut begins where a sentence or the paragraph begins, and ends where one ends."""
    begins = at == start or forms[at - 1] in _ENDS_SENTENCE
    ends = until == end or forms[until - 1] in _ENDS_SENTENCE
    return begins and ends


def _is_elsewhere(alignment: Alignment, at: int, until: int) -> bool:
    if until - at < _TOLD:
        return False
    missing = "".join(alignment.ours.units.keys[at:until])
    place = alignment.place
    numbers = sorted({*place.around, *range(place.first, place.last + 1)})
    return missing in "".join("".join(units(place.page.blocks[number].text).keys) for number in numbers)


def _apart(alignment: Alignment, promised: Promised) -> Iterator[Alteration]:
    """Whole lines between the article's that are no furniture."""
    page = alignment.place.page
    shapes = {page.shape[page.blocks[number].node] for number in alignment.lines(0, len(alignment.kept))}
    ours = "".join(alignment.ours.units.forms)
    paragraphs = set(map(folded, alignment.ours.lines))
    pictured = {picture.block for picture in page.pictures if not picture.small}
    for number, at in alignment.apart:
        block = page.blocks[number]
        alike = page.shape[block.node] in shapes
        if alike and furniture.is_sentence(block.text) and folded(block.text) in paragraphs:
            # A whole paragraph a second time is no passage quoted big.
            yield Alteration("added", Mark.WRONG, at, at, "", block.text, apart=True)
            continue
        if (
            _is_ours(block.text, promised, ours)
            or furniture.is_interlude(block.text)
            or furniture.is_caption(block.text)
        ):
            continue
        telling = furniture.is_sentence(block.text)
        if not telling and (furniture.is_surrounding(block.text) or number in pictured):
            continue
        size = len(units(block.text).keys)
        if telling and alike:
            yield Alteration("added", Mark.WRONG, at, at, "", block.text, apart=True)
        elif telling or block.heading or (alike and size > 3) or size > _LONGEST_HEADING:  # noqa: PLR2004 - a few units are an ornament
            yield Alteration("added", Mark.UNSURE, at, at, "", block.text, apart=True)


def _is_ours(text: str, promised: Promised, ours: str) -> bool:
    """Whether a line repeats the headline or a passage of the article, as pages do that sum it up or quote it big."""
    told = folded(furniture.untold(text))
    return told in {folded(promised.title), *map(folded, promised.subtitles)} or told.strip('"') in ours


def _above(page: Page, node: int) -> int:
    """The element around an element's, where rows of a table and the like meet; itself near the top."""
    for _ in range(2):
        node = page.parent[node] if page.parent[node] != OUT else node
    return node


def _around(alignment: Alignment, promised: Promised) -> Iterator[Alteration]:
    """Sentences just before and after the article, in lines like its own, that may pass for its own."""
    place, page = alignment.place, alignment.place.page
    used = alignment.lines(0, len(alignment.kept))
    if not used:
        return
    ours = "".join(alignment.ours.units.forms)
    for numbers, edge, at in ((place.before, min(used), 0), (place.after, max(used), alignment.ours.size)):
        node = page.blocks[edge].node
        for number in numbers:
            block = page.blocks[number]
            beside = _above(page, block.node) == _above(page, node) or block.node == node
            alike = beside and page.shape[block.node] == page.shape[node] and number not in used
            if not alike or (at == 0 and place.headlines and number <= place.headlines[-1]):
                continue
            known = _is_ours(block.text, promised, ours) or furniture.is_surrounding(block.text) or block.heading > 0
            rest = _BRACKETS.sub(lambda found: "" if _is_note(found[0], promised) else found[0], block.text)
            known = (
                known
                or furniture.is_to_readers(block.text)
                or (promised.holder != "" and folded(promised.holder) in folded(rest))
            )
            if not known and furniture.is_sentence(rest) and len(units(rest).keys) >= _AROUND:
                yield Alteration("added", Mark.UNSURE, at, at, "", block.text, apart=True)
