"""Which element holds the article: the one whose text weighs most after its furniture is weighed against it."""

import re

from lxml import html

from syndicator.extract.page.blocks import HEADINGS, Run, Survey, groups
from syndicator.extract.page.regions import region_of

_SENTENCE = re.compile(r"[.!?:;,。！？；：，、…»”\"।]")
# A link list costs this share of its length, up to a cap, so that one mega menu does not decide.
_LINK_COST, _LINK_CAP = 0.6, 120
_PROSE = 60
_SHORT_COST = 4
# A furniture element with this share of all prose is the article whatever it calls itself.
_MISNAMED = 0.45


def worth(group: list[Run]) -> float:
    """What a group of runs says for the elements around it: its length where it is prose, a cost where it is links."""
    length = sum(run.length for run in group)
    linked = sum(run.linked for run in group)
    share = linked / length
    if share > 0.5:
        return -min(linked * _LINK_COST, _LINK_CAP)
    text_length = length - linked
    stops = sum(len(_SENTENCE.findall(run.text)) for run in group)
    if group[0].owner.tag in HEADINGS:
        return 0.0
    if length >= _PROSE and stops:
        return text_length * (1 - share)
    if stops:
        return text_length * 0.25
    return -_SHORT_COST


def unname(survey: Survey) -> None:
    """Take back the furniture name from elements that hold most of the page's prose."""
    gains = [0.0] * len(survey.furniture)
    total = 0.0
    for group in groups(survey.runs):
        gain = max(worth(group), 0.0)
        total += gain
        number = group[0].furniture
        while number >= 0:
            gains[number] += gain
            number = survey.furniture[number].parent
    wrong = {number for number, gain in enumerate(gains) if gain > total * _MISNAMED and gain > _PROSE}
    if not wrong:
        return
    for run in survey.runs:
        number = run.furniture
        while number in wrong:
            number = survey.furniture[number].parent
        run.furniture = number


def choose(survey: Survey) -> html.HtmlElement | None:
    """The element that holds the article, None when the page has no prose."""
    unname(survey)
    sums: dict[html.HtmlElement, float] = {}
    for group in groups(survey.runs):
        if group[0].furniture >= 0:
            continue
        gain = worth(group)
        element: html.HtmlElement | None = group[0].owner
        while element is not None:
            sums[element] = sums.get(element, 0.0) + gain
            element = element.getparent()
    if not sums:
        return None
    best = None
    most = 0.0
    for element, total in sums.items():
        if region_of(element) == "body":
            total *= 1.15
        if total > most:
            best, most = element, total
    return best
