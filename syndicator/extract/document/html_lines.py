"""HTML that a mail program wrote, as the lines a reader sees: paragraphs, list items, tables, pictures."""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.document.pieces import Piece, Sort
from syndicator.extract.page import tree
from syndicator.model.draft import Enclosed, Image
from syndicator.text import enclosed
from syndicator.text.html import sanitize, text_of

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LONE = frozenset({"img", "hr"})
_SORTS: dict[str, Sort] = {"blockquote": "quote", "figcaption": "caption", "caption": "caption"}
_KEPT = frozenset({"a", "strong", "b", "em", "i", "u", "s", "sub", "sup", "mark", "code", "q"})
_SIGNATURE = re.compile(r"signature|mailsign|mail_sign|signfoot|foxmail_sign", re.IGNORECASE)
_DATA = re.compile(r"data:image/[a-z.+-]{2,20};base64,", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# A line of the mark-up that ends between two Han characters ends nowhere in the text.
_WIDE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_HEADING = re.compile("h[1-6]")
# Longer cells hold paragraphs: such a table only sets a page out.
_CELL = 200


def pieces(html: str, pictures: Mapping[str, Enclosed]) -> list[Piece]:
    """The lines of a mail's HTML; `pictures` are those that came with it, by the names its addresses have.

    Its signature, where its program marks it as one, is left out.
    """
    known = {one.url: one for one in pictures.values()}
    clean = sanitize(_prepared(html, pictures, known), "")
    if not clean:
        return []
    lines = _Lines(known)
    root = lxml_html.fromstring(f"<div>{clean}</div>")
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            lines.leave(element)
            lines.write(element.tail if element is not root else "")
        elif lines.take_whole(element):
            walker.skip_subtree()
        else:
            lines.enter(element)
            lines.write(element.text)
    return lines.found


def _prepared(html: str, pictures: Mapping[str, Enclosed], known: dict[str, Enclosed]) -> str:
    """The HTML without its signature, the addresses of pictures that came with it replaced by their names."""
    try:
        root = tree.parse(html)
    except ExtractError:
        return ""
    whole = len(tree.text_of(root))
    for element in root.iter(etree.Element):
        called = _SIGNATURE.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if called and len(tree.text_of(element)) * 2 < whole:
            # Which never leaves.
            element.tag = "script"
    for image in root.iter("img"):
        source = (image.get("src") or "").strip()
        one = pictures.get(source.partition(":")[2]) if source[:4].lower() == "cid:" else pictures.get(source)
        one = one or _inline(source)
        if one is not None:
            known[one.url] = one
            image.set("src", one.url)
    return etree.tostring(root, encoding="unicode", method="html")


def _inline(source: str) -> Enclosed | None:
    """A picture that stands in its own address (RFC 2397)."""
    data = _DATA.match(source)
    if data is None:
        return None
    try:
        body = binascii.a2b_base64(source[data.end() :])
    except (binascii.Error, ValueError):
        return None
    return Enclosed(enclosed.address(body), body, "a picture in the text")


@dataclass(slots=True)
class _Lines:
    """The lines so far, and the one being written: its words, its mark-up, and the tags that are open in it."""

    pictures: Mapping[str, Enclosed]
    found: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    sorts: list[tuple[Sort, int]] = field(default_factory=lambda: [("line", 0)])

    def write(self, text: str | None) -> None:
        """Add text to the line."""
        flat = _SPACE.sub(" ", _INVISIBLE.sub("", _WRAPPED.sub("", text or "")))
        if flat:
            self.words.append(flat)
            self.line.append(escape(flat, quote=False))

    def enter(self, element: Element) -> None:
        """An element begins: a block with a new line, a mark in this one."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._end()
            self.sorts.append(self._sort(element, tag))
        elif tag in _KEPT:
            link = element.get("href") if tag == "a" else None
            self.tags.append(f'a href="{escape(link)}"' if link else tag)
            self.line.append(f"<{self.tags[-1]}>")

    def leave(self, element: Element) -> None:
        """An element ends."""
        tag = str(element.tag)
        if tag == "br":
            self._end()
        elif tag in _BLOCKS and tag not in _LONE and not self._is_whole(element):
            self._end()
            self.sorts.pop()
        elif tag in _KEPT:
            self.tags.pop()
            self.line.append(f"</{tag}>")

    def take_whole(self, element: Element) -> bool:
        """Take a picture, a rule or a table of facts as one piece; whether it was one."""
        if element.tag == "hr":
            self._end()
            self.found.append(Piece("——", "<hr>", "rule"))
        elif element.tag == "img":
            self._end()
            url, alt = element.get("src") or "", element.get("alt") or ""
            markup = f'<figure><img src="{escape(url)}" alt="{escape(alt)}"></figure>'
            self._add("", markup, "figure", (Image(url, alt),))
        elif self._is_whole(element):
            self._end()
            markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
            images = tuple(Image(image.get("src") or "", image.get("alt") or "") for image in element.iter("img"))
            self._add(text_of(markup), markup, "table", images)
        return element.tag in _LONE or self._is_whole(element)

    def _is_whole(self, element: Element) -> bool:
        return element.tag == "table" and not _sets_out(element)

    def _add(self, text: str, markup: str, sort: Sort, images: tuple[Image, ...]) -> None:
        came = tuple(self.pictures[image.url] for image in images if image.url in self.pictures)
        if text or images:
            self.found.append(Piece(text, markup, sort, images=images, enclosed=came))

    def _sort(self, element: Element, tag: str) -> tuple[Sort, int]:
        if _HEADING.fullmatch(tag):
            return "heading", int(tag[1])
        if tag == "li":
            lists = [str(one.tag) for one in element.iterancestors("ul", "ol")]
            return ("number" if lists[:1] == ["ol"] else "bullet"), max(len(lists) - 1, 0)
        return (_SORTS[tag], 0) if tag in _SORTS else self.sorts[-1]

    def _end(self) -> None:
        """End the line; what is marked in it goes on in the next."""
        text = _SPACE.sub(" ", "".join(self.words)).strip()
        if text:
            ended = "".join((*self.line, *(f"</{tag.split()[0]}>" for tag in reversed(self.tags)))).strip()
            sort, level = self.sorts[-1]
            self.found.append(Piece(text, ended if "<" in ended else "", sort, level))
        self.words, self.line = [], [f"<{tag}>" for tag in self.tags]


def _sets_out(table: Element) -> bool:
    """Whether a table only sets a page out: one column or row, tables or long texts inside."""
    rows = list(table.iter("tr"))
    widest = max((sum(cell.tag in ("td", "th") for cell in row) for row in rows), default=0)
    if len(rows) <= 1 or widest <= 1 or next(table.iterdescendants("table"), None) is not None:
        return True
    return any(len(str(cell.xpath("string()"))) > _CELL for cell in table.iter("td"))
