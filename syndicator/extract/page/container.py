"""Which element holds the article: the one whose text weighs most after its furniture is weighed against it."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import HEADINGS, Furniture, Run, Survey, groups, within
from syndicator.extract.page.phrases import is_foot, is_masthead
from syndicator.extract.page.regions import region_of

_SENTENCE = re.compile(r"[.!?:;,。！？；：，、…»”\"।]")
# A link list costs this share of its length, up to a cap, so that one mega menu does not decide.
_LINK_COST, _LINK_CAP = 0.6, 120
_PROSE = 60
_LINKS, _LITTLE = 0.5, 0.25
_SHORT_COST = 4
_LINE, _WIDE = 40, 1.5
# A furniture element with this share of all prose is the article whatever it calls itself.
_MISNAMED, _CERTAIN = 0.45, 600

_NAMED_BONUS = 1.15
_CORE = 0.7
_SHARE, _ENOUGH, _MORE = 0.25, 200, 1.5
_PARAGRAPHS = frozenset(("p", "blockquote", "li", "pre", "td", "span"))
_NEARLY = 0.9
# Beside how many other entries an article may be a small part of the page, and how much longer these may be.
_SEVERAL, _LONGER = 2, 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The element to read, and the part of it that is the text itself: what comes after that part is no article."""

    element: Element
    core: Element

    def held(self) -> frozenset[Element]:
        """All that stands in the core, or in another part of the element with the core's tag and class."""
        if self.core is self.element:
            return frozenset(self.element.iter())
        found: set[Element] = set()
        for node in self.element.iterdescendants():
            alike = node.tag == self.core.tag and node.get("class") == self.core.get("class")
            if alike or node is self.core or node.getparent() in found:
                found.add(node)
        return frozenset(found)


def worth(group: list[Run]) -> float:
    """What a group of runs says for the elements around it: its length where it is prose, a cost where it is links."""
    length = sum(run.length for run in group)
    linked = sum(run.linked for run in group)
    share = linked / length
    if share > _LINKS:
        return -min(linked * _LINK_COST, _LINK_CAP)
    if any(map(is_foot, group)) or (len(group) == 1 and is_masthead(group[0])):
        return -_SHORT_COST * len(group)
    text_length = length - linked
    # A Han character weighs two: verse and captions of Chinese pages go without stops, their menus are short.
    stops = any(_SENTENCE.search(run.text) or run.length >= max(_LINE, len(run.text) * _WIDE) for run in group)
    if group[0].owner.tag in HEADINGS:
        return 0.0
    if length >= _PROSE and stops:
        return text_length * (1 - share)
    if stops:
        return text_length * _LITTLE
    return -_SHORT_COST


def _unname(survey: Survey, weighed: list[tuple[list[Run], float]], headline: Element | None) -> None:
    """Take back the furniture name from elements that hold most of the prose.

    An element holds it alone or, where its name is a weak one (`hidden`, `print`), with all others of its class.
    """
    gains = [0.0] * len(survey.furniture)
    total = 0.0
    for group, worthy in weighed:
        gain = max(worthy, 0.0)
        total += gain
        if group[0].furniture >= 0:
            gains[group[0].furniture] += gain
    for number in range(len(gains) - 1, -1, -1):
        if survey.furniture[number].parent >= 0:
            gains[survey.furniture[number].parent] += gains[number]
    alike: dict[str, float] = {}
    for furniture, gain in zip(survey.furniture, gains, strict=True):
        alike[furniture.name] = alike.get(furniture.name, 0.0) + gain
    around = frozenset(headline.iterancestors()) if headline is not None else frozenset()
    least = max(total * _MISNAMED, _PROSE)
    wrong = {
        number
        for number, furniture in enumerate(survey.furniture)
        # Hardly any holds that much: the names of the others need no reading.
        if alike[furniture.name] > least
        and (alike[furniture.name] if furniture.weak else gains[number]) > _least(furniture, total, around)
    }
    for run in survey.runs if wrong else ():
        number = run.furniture
        while number in wrong:
            number = survey.furniture[number].parent
        run.furniture = number


def _least(furniture: Furniture, total: float, around: frozenset[Element]) -> float:
    """How much prose takes the name back: never enough where the name is clear and the headline stands elsewhere."""
    certain = furniture.clear and not furniture.weak and furniture.element not in around
    if certain and around and furniture.framing:
        return total + 1
    return max(total * _MISNAMED, _CERTAIN if certain else _PROSE)


def choose(survey: Survey, headline: Element | None) -> Choice | None:
    """The element that holds the article, None when the page has no prose. `headline` is the title's element if any."""
    weighed = [(group, worth(group)) for group in groups(survey.runs)]
    _unname(survey, weighed, headline)
    free = [(group[0].owner, gain) for group, gain in weighed if group[0].furniture < 0]
    sums, prose = _summed(survey.root, free)
    best, most = None, 0.0
    for element, total in sums.items():
        score = total * _NAMED_BONUS if region_of(element) == "body" else total
        if score > most:
            best, most = element, score
    if best is None:
        return None
    best = _within(best, free, sums)
    best = _around(headline, best, sums, prose) if headline is not None else best
    parent = best.getparent()
    while best.tag in _PARAGRAPHS and parent is not None and sums.get(parent, 0.0) > sums[best] * _NEARLY:
        best, parent = parent, parent.getparent()
    return Choice(best, _core(best, sums))


def _within(best: Element, gains: list[tuple[Element, float]], sums: dict[Element, float]) -> Element:
    """The innermost element with all prose of `best`: around it stand datelines, teasers and the site's foot."""
    prose = [owner for owner, gain in gains if gain >= _PROSE and within(owner, best)]
    if not prose:
        return best
    common = set(_path(prose[0], best)).intersection(*(_path(owner, best) for owner in prose[1:]))
    inner = next(element for element in _path(prose[0], best) if element in common)
    return inner if sums.get(inner, 0.0) >= sums[best] * _NEARLY else best


def _path(element: Element, top: Element) -> list[Element]:
    """The elements from one up to another that holds it."""
    path = [element]
    while path[-1] is not top and (parent := path[-1].getparent()) is not None:
        path.append(parent)
    return path


def _summed(root: Element, gains: list[tuple[Element, float]]) -> tuple[dict[Element, float], dict[Element, float]]:
    """What every element holds, innermost first: all of it, and only what speaks for the element.

    One pass from the last element to the first: going up from each would take the page's depth times its length.
    """
    sums: dict[Element, float] = {}
    prose: dict[Element, float] = {}
    for owner, gain in gains:
        sums[owner] = sums.get(owner, 0.0) + gain
        prose[owner] = prose.get(owner, 0.0) + max(gain, 0.0)
    for element in reversed(list(root.iter())):
        if element not in sums or element is root:
            continue
        parent = element.getparent()
        if parent is not None:
            sums[parent] = sums.get(parent, 0.0) + sums[element]
            prose[parent] = prose.get(parent, 0.0) + prose[element]
    return sums, prose


def _around(headline: Element, best: Element, sums: dict[Element, float], prose: dict[Element, float]) -> Element:
    """The `<article>` that has the headline, else `best`.

    Where it stands in `best` with a good share of the prose, other articles stand beside it; where `best` stands in
    it, `best` is only a part of it.
    """
    for element in headline.iterancestors():
        if element.tag != "article" and not str(element.get("itemtype")).endswith(("Article", "BlogPosting")):
            continue
        own = sums.get(element, 0.0)
        if within(element, best) and own > _ENOUGH and (own > sums[best] * _SHARE or _among(element, best, sums)):
            return element
        if within(best, element) and prose.get(element, 0.0) > prose[best] * _MORE:
            return element
    return best


def _among(element: Element, best: Element, sums: dict[Element, float]) -> bool:
    """Whether an `<article>` is one of several in `best`, none of them much longer: whole entries below an entry."""
    entries = [entry for entry in best.iter("article") if next(entry.iterdescendants("article"), None) is None]
    others = [sums.get(entry, 0.0) for entry in entries if not within(entry, element)]
    return len(others) >= _SEVERAL and max(others) < sums[element] * _LONGER


def _core(best: Element, sums: dict[Element, float]) -> Element:
    """The innermost element in `best` that calls itself the text and holds most of it, else `best`."""
    core = best
    for element, total in sums.items():
        if total >= sums[best] * _CORE and region_of(element) == "body" and within(element, core):
            core = element
    return core
