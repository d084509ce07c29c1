"""The article's text: find the element that holds it, leave out what is not article, give HTML and lines."""

import re
from dataclasses import dataclass

from lxml import html

from syndicator.extract.page.blocks import HEADINGS, Run, Survey, groups, within
from syndicator.extract.page.container import choose
from syndicator.extract.page.tree import place
from syndicator.extract.page.trim import trim

_SENTENCE = re.compile(r"[.!?。！？；…”\"]\s*[)）\]】]?$")


@dataclass(slots=True)
class Body:
    """The runs that are article text, the element they stand in, and how that was found.

    `captions` stand beside pictures: they are in the HTML and with the pictures, not in the text.
    """

    element: html.HtmlElement
    runs: list[Run]
    captions: list[Run]
    where: str

    @property
    def text(self) -> str:
        """One line a paragraph."""
        return "\n".join(run.text for run in self.runs)


def find(seen: Survey, headline: str) -> Body | None:
    """The article's text, None when the page has no prose."""
    element = choose(seen)
    if element is None:
        return None
    kept: list[Run] = []
    captions: list[Run] = []
    for run in seen.runs:
        if not within(run.owner, element):
            continue
        around = seen.furniture[run.furniture] if run.furniture >= 0 else None
        if around is None or within(element, around.element):
            kept.append(run)
        elif around.caption:
            captions.append(run)
    return Body(element, trim(_sift(kept), headline), captions, place(element))


def selected(seen: Survey, element: html.HtmlElement, where: str) -> Body:
    """Everything an admin's selector holds: nothing is judged, and silent elements have no text anyway."""
    return Body(element, [run for run in seen.runs if within(run.owner, element)], [], where)


def _sift(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for group in groups(runs):
        length = sum(run.length for run in group)
        linked = sum(run.linked for run in group)
        if linked > length * 0.6 and not any(_SENTENCE.search(run.text) for run in group):
            continue
        kept.extend(group)
    while kept and kept[-1].owner.tag in HEADINGS:
        kept.pop()
    return kept
