"""A page's text as runs: the stretches between block tags and line breaks, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from syndicator.extract.page.regions import CLEAR, FRAMING, SILENT, WEAK, parts_of, region_of, unseen, words_of
from syndicator.extract.page.tree import squeeze

_INLINE_WORDS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s "
    "samp small span "
    "strike strong sub sup time tt u var wbr picture source "
    "math semantics mrow mi mn mo mtext mspace mstyle msub msup msubsup mfrac msqrt mroot mover munder munderover "
    "mpadded mtable mtr mtd annotation script style template svg link meta"
)
INLINE = frozenset(_INLINE_WORDS.split())
_WIDE = re.compile("[\u2e80-\U0010ffff]")
PARAGRAPHS = frozenset(("p", "blockquote", "pre", "li", "dd"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True, eq=False)
class Run:
    """One stretch of text under one block element.

    `owner` is that element; `pieces` are the text slots it was read from (element, is it the tail);
    `length` counts a Han character twice, `linked` the same inside links; `furniture` is the number of the nearest
    furniture element around it (an index in Survey.furniture), -1 for none; `caption` marks text beside a picture.
    """

    owner: Element
    text: str
    length: int
    linked: int
    pieces: list[tuple[Element, bool]]
    furniture: int = -1
    group: int = 0
    caption: bool = False


@dataclass(slots=True, eq=False)
class Furniture:
    """An element that calls itself furniture or a caption, and the furniture around it (-1 for none)."""

    element: Element
    parent: int
    caption: bool = False

    @property
    def weak(self) -> bool:
        """Whether its name says little: a caption, a mere paragraph, or a word that layout systems use for anything."""
        if self.caption or self.element.tag in PARAGRAPHS:
            return True
        return bool(parts_of(self.element) & WEAK)

    @property
    def clear(self) -> bool:
        """Whether it is a footer, navigation, sidebar or comment by its tag or a word that means nothing else."""
        return self.element.tag in ("nav", "footer") or bool(parts_of(self.element) & CLEAR)

    @property
    def framing(self) -> bool:
        """Whether it is a footer or navigation: an article may stand in a `sidebar` layout, never in these."""
        return self.element.tag in ("nav", "footer") or bool(parts_of(self.element) & FRAMING)

    @property
    def name(self) -> str:
        """What the element calls itself, the same for all of its kind."""
        return f"{self.element.tag} {self.element.get('class') or ''}"


@dataclass(slots=True)
class Survey:
    """All runs below `root`, and its furniture. Runs with the same `group` stand together under one owner."""

    root: Element
    runs: list[Run] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def weigh(text: str) -> int:
    """The length of a text in characters, those beyond the alphabets counted twice: they carry a word each."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def survey(body: Element) -> Survey:
    """Read the runs of a page (or of a part of it). Silent and hidden elements have none."""
    result = Survey(body)
    collector = _Collector(result)
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            collector.leave(element, is_root=element is body)
        elif collector.enter(element):
            walker.skip_subtree()
    collector.flush()
    return result


class _Collector:
    """What `survey` carries along the walk."""

    def __init__(self, result: Survey) -> None:
        self.result = result
        self.unseen = unseen(result.root)
        self.owners: list[Element] = []
        self.around: list[int] = [-1]
        self.links = 0
        self.group = 0
        self.texts: list[str] = []
        self.linked: list[str] = []
        self.pieces: list[tuple[Element, bool]] = []

    def enter(self, element: Element) -> bool:
        """Take in an element's start; True when what is below it has no text."""
        tag = element.tag
        if tag in INLINE:
            if tag == "a":
                self.links += 1
            if (tag in SILENT and not _speaks(element)) or element in self.unseen:
                return True
            self.add(element, element.text, is_tail=False)
            return False
        if tag == "br":
            self.flush()
            return False
        if (tag in SILENT and not _swallowed(element)) or element in self.unseen:
            self.open(element, self.around[-1])
            return True
        around = self.around[-1]
        region = region_of(element)
        if region in ("furniture", "caption") and self.owners:
            self.result.furniture.append(Furniture(element, around, caption=region == "caption"))
            around = len(self.result.furniture) - 1
        self.open(element, around)
        self.add(element, element.text, is_tail=False)
        return False

    def open(self, element: Element, around: int) -> None:
        self.flush()
        self.group += 1
        self.owners.append(element)
        self.around.append(around)

    def leave(self, element: Element, *, is_root: bool) -> None:
        tag = element.tag
        if tag == "a":
            self.links -= 1
        elif tag not in INLINE and tag != "br":
            self.flush()
            self.group += 1
            self.owners.pop()
            self.around.pop()
        if not is_root:
            self.add(element, element.tail, is_tail=True)

    def add(self, element: Element, text: str | None, *, is_tail: bool) -> None:
        if text:
            self.texts.append(text)
            self.pieces.append((element, is_tail))
            if self.links:
                self.linked.append(text)

    def flush(self) -> None:
        if not self.texts:
            return
        text = squeeze("".join(self.texts))
        if text and self.owners:
            linked = weigh(squeeze("".join(self.linked))) if self.linked else 0
            around = self.around[-1]
            caption = around >= 0 and self.result.furniture[around].caption
            run = Run(self.owners[-1], text, weigh(text), linked, self.pieces, around, self.group, caption)
            self.result.runs.append(run)
        self.texts = []
        self.linked = []
        self.pieces = []


_FIELDS = frozenset(("input", "select", "textarea", "button"))


def _speaks(element: Element) -> bool:
    """Whether a label is of no field: mastheads are made of them (`<label>来源：海川日报</label>`)."""
    if element.tag != "label" or element.get("for"):
        return False
    above = element.getparent()
    return not any(node.tag in _FIELDS for node in (*element, *(above if above is not None else ())))


def _swallowed(element: Element) -> bool:
    """Whether a button that is never closed holds the page: browsers close it where the parser does not."""
    return element.tag == "button" and next(element.iter("main", "article", "h1"), None) is not None


def groups(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs that stand together under one owner, in order."""
    together: list[Run] = []
    for run in runs:
        if together and run.group != together[-1].group:
            yield together
            together = []
        together.append(run)
    if together:
        yield together


def spaced(run: Run) -> str:
    """The run's text with a space between its inline elements, which pages part by style: `新华社` `2026-01-03`."""
    pieces = ((element.tail if is_tail else element.text) or "" for element, is_tail in run.pieces)
    return squeeze(" ".join(pieces))


def within(element: Element, container: Element) -> bool:
    """Whether `element` is `container` or stands in it."""
    node: Element | None = element
    while node is not None and node is not container:
        node = node.getparent()
    return node is not None


def is_called(run: Run, words: frozenset[str]) -> bool:
    """Whether the run's element, or an inline one in it, has one of `words` in its class or id."""
    nodes = (run.owner, *(element for element, is_tail in run.pieces if not is_tail))
    return any(words_of(f"{node.get('class') or ''} {node.get('id') or ''}") & words for node in nodes)
