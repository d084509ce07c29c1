"""What a Word paragraph is, by its style's name or its outline level (ECMA-376 part 1, §17.7 and §17.3.1.20).

Word writes the names of its own styles in English whatever its language; a newsroom's own templates have Chinese ones.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from syndicator.extract.document.pieces import Sort
from syndicator.extract.document.xml import attribute, name

_NAMES: dict[str, Sort] = {
    "title": "title",
    "subtitle": "subtitle",
    "caption": "caption",
    "quote": "quote",
    "intense quote": "quote",
    "标题": "title",
    "文章标题": "title",
    "主标题": "title",
    "大标题": "title",
    "副标题": "subtitle",
    "题注": "caption",
    "图注": "caption",
    "图片说明": "caption",
    "引用": "quote",
}
_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])(?:\s*char)?", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\s|table of (?:figures|authorities)|目录|图表目录")
_FALSE = frozenset({"0", "false", "off", "none"})
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph or a run; `number` is (list, level) as written, "" for what it leaves open."""

    sort: Sort | None = None
    level: int = 0
    number: tuple[str, str] = ("", "")
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """A document's styles by their ids."""

    known: dict[str, Style] = field(default_factory=dict)

    def of(self, properties: Element | None) -> Style:
        """What a paragraph's or run's own properties and its style make of it."""
        own = _style(properties, "")
        named = child(properties, "pStyle", "rStyle")
        under = self.known.get(attribute(named, "val"), Style()) if named is not None else Style()
        return _over(own, under)


def read(root: Element | None) -> Styles:
    """The styles of a styles part; none where there is none."""
    found: dict[str, tuple[Style, str]] = {}
    for element in root if root is not None else ():
        if name(element) != "style":
            continue
        called, based = child(element, "name"), child(element, "basedOn")
        own = _style(child(element, "pPr"), attribute(called, "val") if called is not None else "")
        of_run = _style(child(element, "rPr"), "")
        own = Style(own.sort, own.level, own.number, of_run.hidden)
        found[attribute(element, "styleId")] = (own, attribute(based, "val") if based is not None else "")
    return Styles({key: _whole(key, found) for key in found})


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of one of these names."""
    return next((one for one in element if name(one) in names), None) if element is not None else None


def is_on(element: Element | None) -> bool | None:
    """An on/off property: None where it is not there (§17.17.4)."""
    return None if element is None else attribute(element, "val").lower() not in _FALSE


def _whole(key: str, found: dict[str, tuple[Style, str]]) -> Style:
    """A style with what it takes from those it is based on."""
    whole, seen = Style(), 0
    while key in found and seen < _DEEPEST:
        own, key = found[key]
        whole, seen = _over(whole, own), seen + 1
    return whole


def _over(upper: Style, under: Style) -> Style:
    sort, level = (upper.sort, upper.level) if upper.sort else (under.sort, under.level)
    number = (upper.number[0] or under.number[0], upper.number[1] or under.number[1])
    return Style(sort, level, number, under.hidden if upper.hidden is None else upper.hidden)


def _style(properties: Element | None, called: str) -> Style:
    """A style by its properties and its name."""
    sort, level = _named(called)
    outline = child(properties, "outlineLvl")
    if sort is None and outline is not None and attribute(outline, "val") in set("012345678"):
        sort, level = "heading", int(attribute(outline, "val")) + 1
    numbers = child(properties, "numPr")
    listed, depth = child(numbers, "numId"), child(numbers, "ilvl")
    number = (
        attribute(listed, "val") if listed is not None else "",
        attribute(depth, "val") if depth is not None else "",
    )
    hidden = is_on(child(properties, "vanish")) or is_on(child(properties, "specVanish"))
    return Style(sort, level, number, hidden)


def _named(called: str) -> tuple[Sort | None, int]:
    plain = called.strip().lower()
    heading = _HEADING.fullmatch(plain)
    if heading:
        return "heading", int(heading[1])
    # The list of what is on which page says nothing where there are no pages.
    return "contents" if _CONTENTS.match(plain) else _NAMES.get(plain), 0
