"""The article's text: find the element that holds it, leave out what is not article, give HTML and lines."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from syndicator.extract.page import leads
from syndicator.extract.page.blocks import Run, Survey, within
from syndicator.extract.page.container import choose
from syndicator.extract.page.links import sift
from syndicator.extract.page.structured import Structured
from syndicator.extract.page.title import Title
from syndicator.extract.page.tree import place
from syndicator.extract.page.trim import trim

_DECLARED, _TELLING, _START, _MOST, _LEADS, _FEW = 300, 25, 60, 0.6, 2, 100


@dataclass(slots=True)
class Body:
    """The runs that are article text, the element they stand in, and how that was found.

    `leads` stand before the element. `captions` stand beside pictures: they are in the HTML and with the pictures,
    not in the text.
    """

    element: Element
    runs: list[Run]
    captions: list[Run]
    leads: list[Run]
    where: str

    @property
    def text(self) -> str:
        """One line a paragraph."""
        return "\n".join(run.text for run in (*self.leads, *self.runs))

    @property
    def prose(self) -> int:
        """How many characters of it stand in paragraphs, not in lines as short as a list's."""
        return sum(len(run.text) for run in self.runs if run.length >= _START and run.linked * 2 < run.length)


def find(seen: Survey, title: Title, machine: Structured) -> Body | None:
    """The article's text, None when there is none."""
    declared = machine.article.body if machine.article else ""
    choice = choose(seen, title.element)
    if choice is None:
        return _scarce(seen, title.text)
    kept: list[Run] = []
    captions: list[Run] = []
    members, held, last = frozenset(choice.element.iter()), choice.held(), 0
    for run in seen.runs:
        if run.owner not in members:
            continue
        around = seen.furniture[run.furniture] if run.furniture >= 0 else None
        if around is None or within(choice.element, around.element):
            kept.append(run)
            if run.owner in held:
                last = len(kept)
        elif around.caption:
            captions.append(run)
    runs = trim(sift(kept[:last]), title.text)
    runs = _agreed(runs, declared) if len(declared) > _DECLARED else runs
    if not runs:
        return _scarce(seen, title.text)
    return Body(choice.element, runs, captions, leads.find(seen, machine, title.text, runs[0]), place(choice.element))


def _scarce(seen: Survey, headline: str) -> Body | None:
    """The few words of a page without prose: all that is neither furniture nor link."""
    plain = [run for run in seen.runs if run.furniture < 0 and run.linked * 2 < run.length]
    runs = trim(plain, headline) or [run for run in plain if run.text != headline]
    if not runs:
        return None
    runs = runs[:_FEW]
    element = runs[0].owner
    for ancestor in (element, *element.iterancestors()):
        element = ancestor
        if all(within(run.owner, ancestor) for run in runs):
            break
    return Body(element, runs, [], [], place(element))


def _agreed(runs: list[Run], declared: str) -> list[Run]:
    """The runs up to the last one that the declared text has too, when it has most of them."""
    whole = _letters(declared)
    known = [
        number for number, run in enumerate(runs) if len(run.text) > _TELLING and _letters(run.text)[:_START] in whole
    ]
    agreed = sum(len(runs[number].text) for number in known)
    # Teasers and first paragraphs are declared as the body, too.
    if agreed < len(whole) * _MOST or agreed < sum(len(run.text) for run in runs) * _MOST:
        return runs
    first = max(known[0] - _LEADS, 0)
    return runs[first : known[-1] + 1]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def selected(seen: Survey, element: Element, where: str) -> Body:
    """Everything an admin's selector holds: nothing is judged, and silent elements have no text anyway."""
    members = frozenset(element.iter())
    return Body(element, [run for run in seen.runs if run.owner in members], [], [], where)
