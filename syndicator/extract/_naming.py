"""Selectors for elements, made of the names that people gave: classes and ids that last, and tags."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from syndicator.extract.page.selectors import select

_NAME = re.compile(r"[A-Za-z_][\w-]{0,39}", re.ASCII)
# Names that a build makes anew each time, that count, or that say a state or a side.
_PASSING = re.compile(
    r"^(?:css|sc|jsx|emotion|svelte|chakra)-|^_|\d{2,}|(?=.*\d)(?=.*[A-Z])\w{5,}$|--?[a-z]*\d\w{4,}$"
    r"|^(?:active|current|cur|on|off|selected|hover|first|last|odd|even|left|right|fl|fr|cf|clearfix|clear|top|new|hot"
    r"|(?:is|has)-[\w-]+|no-?\d*)$",
    re.IGNORECASE,
)
_PLAIN = frozenset({"div", "span", "p", "td", "a", "font", "b", "i", "em"})
_LANDMARKS = frozenset({"main", "article", "section", "table", "ul", "ol", "dl"})
_UP = 5
_MOST = 300
_MOSTLY = 0.8


def marks(node: Element) -> list[str]:
    """The element's lasting id and classes as selectors, the id first."""
    identity = node.get("id") or ""
    found = [f"#{identity}"] if _lasts(identity) else []
    return found + [f".{name}" for name in (node.get("class") or "").split() if _lasts(name)]


def names(node: HtmlElement) -> str:
    """The element's lasting classes, as one text: elements with the same are of one kind."""
    return " ".join(sorted(name for name in (node.get("class") or "").split() if _lasts(name)))


def exact(root: HtmlElement, rows: Sequence[HtmlElement]) -> str:
    """The best selector that finds these elements and no others in `root`, "" when there is none."""
    wanted = set(rows)
    for selector in islice(dict.fromkeys(_candidates(rows)), _MOST):
        if set(select(root, selector)) == wanted:
            return selector
    return ""


def within(pairs: Sequence[tuple[HtmlElement, HtmlElement]]) -> Iterator[str]:
    """Selectors that in most of the rows (first of each pair) find the element (second) before any other."""
    rows = dict(pairs)
    counts: Counter[str] = Counter()
    for row, node in rows.items():
        counts.update(set(_inside(row, node)))
    likely = [selector for selector, count in counts.items() if count >= _MOSTLY * len(rows)]
    for selector in sorted(likely, key=lambda selector: (_vague(selector), len(selector), selector)):
        if sum(next(iter(select(row, selector)), None) is node for row, node in rows.items()) >= _MOSTLY * len(rows):
            yield selector


def _candidates(rows: Sequence[HtmlElement]) -> Iterator[str]:
    """`.list li`, `ul.news > li`, `.item`, `#box .list li`, then what only has tags."""
    tags = {row.tag for row in rows}
    shared = Counter(mark for row in rows for mark in dict.fromkeys(marks(row)) if mark.startswith("."))
    classes = [mark for mark, count in shared.items() if count == len(rows)]
    tag = tags.pop() if len(tags) == 1 else ""
    own = [f"{tag}{mark}" for mark in classes] + ([tag] if tag else [])
    above = [marks(node) for node in islice(rows[0].iterancestors(), _UP)]
    for row in own:
        yield from (f"{name} {row}" for names_ in above[:2] for name in names_)
    yield from (f"{tag}{mark}" for mark in classes)
    for row in own:
        for number, names_ in enumerate(above):
            for name in names_:
                yield f"{name} {row}"
                yield f"{name} > {row}"
                yield from (f"{upper} {name} {row}" for higher in above[number + 1 :] for upper in higher)
                yield from (f"{name} {node.tag} > {row}" for node in islice(rows[0].iterancestors(), number))
    for row in own:
        around = next((node.tag for node in rows[0].iterancestors() if node.tag in _LANDMARKS), "")
        yield from ([f"{around} {row}", f"{around} > {row}"] if around else [])
    yield from own


def _inside(row: HtmlElement, node: HtmlElement) -> Iterator[str]:
    """Ways to name an element inside its row."""
    yield node.tag
    for mark in marks(node):
        if mark.startswith("."):
            yield f"{node.tag}{mark}"
    for above in node.iterancestors():
        if above is row:
            return
        if above.tag not in _PLAIN:
            yield f"{above.tag} {node.tag}"
        yield from (f"{mark} {node.tag}" for mark in marks(above) if mark.startswith("."))


def _vague(selector: str) -> int:
    """How little a selector says: a class, then a heading's link or a time, then a bare tag; a link is always `a`."""
    if "." in selector or selector == "time":
        return 0
    return 1 if " " in selector or selector == "a" else 2


def _lasts(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _PASSING.search(name)
