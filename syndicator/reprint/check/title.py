"""Whether the original title was kept, in what a reader sees as the headline and in what the page is shared by.

Width, spaces, quotation marks and case are no matter; a label that says it is a reprint may stand before it, the
article's own subtitle or the site's name after it. Anything else put to it is for a person to judge.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from syndicator.model.finding import Aspect, Finding, Mark, Passage, PassageKind, Promised
from syndicator.reprint.check.furniture import is_surrounding
from syndicator.reprint.check.headline import is_title
from syndicator.reprint.check.place import Place
from syndicator.reprint.check.tokens import folded, units, unscripted
from syndicator.reprint.check.words import why

# Where the site's name or the section begins, after the title.
_SITE = re.compile(r"…|_|\||-|\.{3}|《")
_SHORTEST, _MOST_OF = 8, 0.5
_ALIKE = 0.4


def judge(place: Place, promised: Promised) -> Finding:
    """OK when a headline above the text is the granted title, and the head of the page names no other one like it."""
    shown = _shown(place, promised)
    same = next((text for text in shown if is_title(text, promised.title, promised.subtitles)), "")
    if same:
        other = next((text for text in place.page.headlines if _is_another(text, promised)), "")
        if other:
            return _finding(Mark.UNSURE, "title-shared", promised, other)
        return Finding(Aspect.TITLE, Mark.OK, "title", why("title"), (Passage("same", promised.title, same),))
    converted = next((text for text in shown if unscripted(promised.title) == unscripted(text)), "")
    if converted:
        mark, code = (Mark.OK, "title-script-free") if promised.script_free else (Mark.WRONG, "title-script")
        return _finding(mark, code, promised, converted)
    if shown:
        return _changed(place, shown, promised)
    return _unseen(place, promised)


def _shown(place: Place, promised: Promised) -> list[str]:
    """What stands as headlines; one of several lines is told as one, unless the others are no part of a title."""
    blocks = [place.page.blocks[number] for number in place.headlines]
    found: list[str] = []
    for _, group in groupby(blocks, key=lambda block: block.node):
        lines = [block.text for block in group]
        own = [line for line in lines if not is_surrounding(line)] or lines
        subtitles = {folded(one) for one in promised.subtitles}
        found.append(" ".join(line for line in own if folded(line) not in subtitles) or own[0])
    return found


def _changed(place: Place, shown: Sequence[str], promised: Promised) -> Finding:
    """Headlines, and none of them the title: it may be in one of them."""
    if promised.translation:
        return _finding(Mark.UNSURE, "title-translated", promised, shown[-1])
    lines = [place.page.blocks[number].text for number in place.before]
    extended = next((text for text in shown if folded(promised.title) in folded(text)), "")
    extended = extended or next((text for text in lines if is_title(text, promised.title, promised.subtitles)), "")
    if extended:
        return _finding(Mark.UNSURE, "title-extended", promised, extended)
    return _finding(Mark.WRONG, "title-changed", promised, max(shown, key=lambda text: _alike(text, promised.title)))


def _unseen(place: Place, promised: Promised) -> Finding:
    """No headline was found: a line like the title, or what the head of the page says, has to tell."""
    if promised.translation:
        return _finding(Mark.UNSURE, "title-translated", promised, "")
    lines = [place.page.blocks[number].text for number in place.before]
    like = [text for text in lines if _alike(text, promised.title) >= _ALIKE]
    if like:
        return _finding(Mark.WRONG, "title-changed", promised, like[0])
    named = next((text for text in place.page.headlines if folded(promised.title) in folded(text)), "")
    if named:
        return _finding(Mark.UNSURE, "title-unseen", promised, named)
    other = next(iter(place.page.headlines), "")
    return _finding(
        Mark.WRONG if other else Mark.MISSING, "title-changed" if other else "title-missing", promised, other
    )


def _is_another(text: str, promised: Promised) -> bool:
    """Whether the head of a page names a title that is like the granted one and is not it."""
    title, told = folded(promised.title), folded(text)
    if title in told or (promised.script_free and unscripted(promised.title) in unscripted(text)):
        return False
    least = max(_SHORTEST, int(len(title) * _MOST_OF))
    start = told.find(title[:least])
    if start >= 0:
        # Cut short, as systems do where there is little room; then the site's name.
        same = next(
            (n for n, pair in enumerate(zip(told[start:], title, strict=False)) if pair[0] != pair[1]), len(title)
        )
        if start + same == len(told) or _SITE.match(told, start + same):
            return False
    return _alike(text, promised.title) >= _ALIKE


def _finding(mark: Mark, code: str, promised: Promised, told: str) -> Finding:
    kind: PassageKind = "same" if mark is Mark.OK else "changed" if told else "left-out"
    return Finding(Aspect.TITLE, mark, code, why(code, told=told), (Passage(kind, promised.title, told),))


def _alike(one: str, other: str) -> float:
    """How much two titles have in common: words, and pairs of neighbouring characters, of those in the shorter."""
    here, there = (_pieces(units(told).forms) for told in (one, other))
    return len(here & there) / min(len(here), len(there)) if here and there else 0.0


def _pieces(forms: Sequence[str]) -> set[str]:
    words = {form for form in forms if len(form) > 1}
    return words | {one + other for one, other in pairwise(forms) if len(one) == len(other) == 1}
