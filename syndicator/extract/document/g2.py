"""NewsML-G2 (IPTC, 2.x) documents as their items: what each is, says of itself, and holds.

Elements are known by their names alone, codes by what follows their scheme: `stat:usable`, `…/pubstatusg2/usable`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from syndicator.extract.document import nitf
from syndicator.extract.document.nitf import Story, text
from syndicator.extract.document.xml import attribute, name

_META = ("rightsInfo", "itemMeta", "contentMeta")
_MARKUP = re.compile(r"<(?:p|div|br|section|article|h\d)\b", re.IGNORECASE)
# A fragment of XHTML; results and tables of other vocabularies are no text.
_FLOW = frozenset({"body", "div", "p", "section", "article"})
_CODE = re.compile(r"[:/#]")


@dataclass(frozen=True, slots=True)
class Content:
    """Content that lies elsewhere: a rendition of a picture, a page."""

    href: str
    kind: str
    width: str
    rendition: str


@dataclass(slots=True)
class NewsItem:
    """One newsItem. `sort` is its class (text, picture, …), `story` and `plain` its text in the form it comes in."""

    root: Element
    meta: dict[str, list[Element]] = field(default_factory=dict)
    story: Story | None = None
    plain: str = ""
    elsewhere: list[Content] = field(default_factory=list)

    @property
    def guid(self) -> str:
        """What its provider calls it."""
        return (self.root.get("guid") or "").strip()

    @property
    def sort(self) -> str:
        """Its class, "" where it says none."""
        return next((code(one) for one in self.all("itemClass")), "")

    @property
    def language(self) -> str:
        """The language of its text."""
        tags = (attribute(one, "tag") for one in self.all("language"))
        return next(filter(None, tags), "") or attribute(self.root, "lang")

    def all(self, *names: str) -> Iterator[Element]:
        """What it says of itself by these names, in its rights, its own and its content's metadata."""
        for one in names:
            yield from self.meta.get(one, ())

    def said(self, *names: str) -> str:
        """The first of these that says anything, in the item's own language where there is a choice."""
        return next(filter(None, (in_words(one, self.language) for one in self._in_language(names))), "")

    def _in_language(self, names: Sequence[str]) -> list[Element]:
        found = list(self.all(*names))
        return sorted(found, key=lambda one: attribute(one, "lang") not in ("", self.language)) if found else []


def items(root: Element, *names: str) -> Iterator[Element]:
    """The items of these names in a document, wherever they are wrapped; none inside an item."""
    stack = [root]
    while stack:
        one = stack.pop()
        if name(one) in names:
            yield one
        elif not name(one).endswith("Item"):
            stack += reversed(one)


def read(root: Element) -> NewsItem:
    """One newsItem."""
    item = NewsItem(root)
    for part in root:
        if name(part) in _META:
            for one in part:
                item.meta.setdefault(name(one), []).append(one)
        elif name(part) == "contentSet":
            for one in part:
                _content(one, item)
    return item


def code(element: Element) -> str:
    """An element's code without its scheme, in small letters."""
    said = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return _CODE.split(said.rstrip("/"))[-1].strip().lower()


def in_words(element: Element, language: str = "") -> str:
    """What an element says to people: its name in a language, its text, or what stands for a code."""
    return named(element, language) or text(element) or (element.get("literal") or "").strip()


def named(element: Element, language: str = "") -> str:
    """An element's name in a language, else in any; "" where it has only a code."""
    names = [one for one in element if name(one) == "name"]
    names.sort(key=lambda one: attribute(one, "lang") not in ("", language))
    return next(filter(None, map(text, names)), "")


def _content(element: Element, item: NewsItem) -> None:
    """One of the forms of an item's content; the first text counts, one with mark-up before one without."""
    sort = name(element)
    if sort == "remoteContent":
        item.elsewhere.append(
            Content(
                (element.get("href") or "").strip(),
                (element.get("contenttype") or "").strip().lower(),
                element.get("width") or "",
                attribute(element, "rendition"),
            )
        )
    elif sort == "inlineXML" and item.story is None:
        inside = next((one for one in element if name(one) in ("nitf", "html")), None)
        if inside is None and any(name(one) in _FLOW for one in element):
            inside = element
        story = nitf.read(inside) if inside is not None else None
        item.story = story if story and story.html.strip() else None
    elif sort == "inlineData":
        written = "".join(map(str, element.itertext())).strip()
        if _MARKUP.search(written) and item.story is None:
            item.story = Story(written)
        elif not _MARKUP.search(written):
            item.plain = item.plain or written
