"""The lines around an article where its date and credits stand."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.site import key

_BEFORE, _NEAR, _ABOVE, _AFTER = 60, 14, 5, 12
# Bylines also stand between a lead and the text proper, so the header runs on to the sixth line of the article.
_LEADS, _DEEP, _CLOSING = 6, 16, 3


@dataclass(frozen=True, slots=True)
class Zones:
    """The runs around and in an article.

    `above` stands right before the headline; `header` from there into the first lines of the article, without these;
    `opening` is the header with them; `inside` is the article, `tail` what comes right after. `found` is false when the
    `headline` is not on the page: then the header is only what is near. `around` are all elements
    that hold the text.
    """

    above: tuple[Run, ...]
    header: tuple[Run, ...]
    opening: tuple[Run, ...]
    inside: tuple[Run, ...]
    tail: tuple[Run, ...]
    found: bool
    around: frozenset[Element] = frozenset()
    headline: str = ""


def of(runs: list[Run], inside: list[Run], headline: str) -> Zones:
    """The zones of an article whose lines are `inside` (not empty) among all `runs` of its page."""
    positions = {id(run): number for number, run in enumerate(runs)}
    first, last = positions[id(inside[0])], positions[id(inside[-1])]
    deep = min(positions[id(inside[min(_LEADS, len(inside)) - 1])], first + _DEEP)
    kept = {id(run) for run in inside}
    title = key(headline)
    start, found = max(0, first - _NEAR), False
    for number in range(min(first + 2, len(runs) - 1), max(-1, first - _BEFORE), -1):
        if title and key(runs[number].text) == title:
            start, found = number + 1, True
            break
    if not found:
        shown = [n for n in range(max(0, first - _BEFORE), min(first + 2, len(runs))) if runs[n].owner.tag == "h1"]
        start, found = (shown[-1] + 1, True) if shown else (start, found)
    above = runs[max(0, start - 1 - _ABOVE) : max(0, start - 1)] if found else []
    opening = runs[start : deep + 1]
    header = [run for run in opening if id(run) not in kept]
    # Credits also stand between the last lines of a text, and a notice after them.
    closing = positions[id(inside[max(len(inside) - _CLOSING, 0)])]
    tail = [run for run in runs[max(closing, deep) : last + 1 + _AFTER] if id(run) not in kept]
    around = frozenset(inside[0].owner.iterancestors())
    return Zones(tuple(above), tuple(header), tuple(opening), tuple(inside), tuple(tail), found, around, headline)
