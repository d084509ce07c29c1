"""A Word document (.docx, ECMA-376 / ISO 29500) as pieces: its paragraphs, lists, tables and pictures in order."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.document import word_numbers, word_styles, word_table
from syndicator.extract.document.captions import with_captions
from syndicator.extract.document.package import Link, Package
from syndicator.extract.document.pieces import Document, Piece
from syndicator.extract.document.word_text import Reading, chosen, drawn, is_placeholder
from syndicator.extract.document.xml import attribute, name
from syndicator.model.draft import Enclosed, Image
from syndicator.text import enclosed
from syndicator.text.html import xml_safe
from syndicator.text.urls import to_uri

_PICTURES = ("blip", "imagedata")
_UNREADABLE = {
    "chart": "a chart",
    "relIds": "a SmartArt drawing",
    "OLEObject": "an embedded object (a sheet, a formula)",
    "altChunk": "an inserted document",
    "subDoc": "a subdocument",
}
_INSTEAD = "put it in as text or as a picture"
# Where the picture's file lay, how a camera or a messenger called it, what a program guessed to be in it.
_MADE = re.compile(
    r"^.?$|^[a-z]:[\\/]|^https?:|\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)$"
    r"|^(?:IMG|DSCF?|DJI|MVIMG|mmexport|微信图片|微信截图|QQ截图|QQ图片|截图|捕获|图片|图像|image|picture)[\s\d_-]*$"
    r"|描述已自动生成|自动生成的说明|automatically generated",
    re.IGNORECASE,
)
_MOST_PICTURES = 200
# Above a document's headline stand a section's name and a date, no more.
_TITLED = 8
_CHANGED = "the file has tracked changes that nobody accepted yet: it was read as if all of them were"


def read(body: bytes) -> Document:
    """What a .docx shows. Raises ExtractError where it is none, is protected or damaged, or passes a limit."""
    try:
        return _read(Package(body))
    except RecursionError:
        raise ExtractError("the document's tables or boxes are nested deeper than any page shows") from None


def _read(package: Package) -> Document:
    main = next((link.target for link in package.links("").values() if link.sort == "officeDocument"), "")
    main = main or "word/document.xml"
    root = package.xml(main)
    text = word_styles.child(root, "body")
    if root is None or text is None:
        raise ExtractError(f"no Word document: {_nature(package)}; save the article as .docx or .txt")
    links = package.links(main)
    parts = {link.sort: link.target for link in links.values() if not link.outside}
    reading = _Word(
        package,
        links,
        Reading(
            word_styles.read(package.xml(parts.get("styles", ""))),
            {key: to_uri(link.target) for key, link in links.items() if link.sort == "hyperlink" and link.outside},
        ),
        word_numbers.read(package.xml(parts.get("numbering", ""))),
    )
    pieces = [*reading.blocks(text)]
    pieces += reading.notes(parts.get("footnotes", "")) + reading.notes(parts.get("endnotes", ""))
    told = [f"{text}: {_INSTEAD}" for text in dict.fromkeys(reading.text.notes)]
    told += [_CHANGED] if reading.text.changed else []
    return Document(tuple(with_captions(_headed(pieces))), left_out=tuple(told))


@dataclass(slots=True)
class _Word:
    """A document while it is read."""

    package: Package
    links: dict[str, Link]
    text: Reading
    numbers: word_numbers.Numbers
    pictures: int = 0
    kept: dict[str, Enclosed] = field(default_factory=dict)

    def blocks(self, element: Element) -> Iterator[Piece]:
        """What stands in a body, a cell, a text box or a note."""
        begun: list[Element] = []
        for one in chosen(element):
            tag = name(one)
            if tag == "p":
                begun.append(one)
                if not _goes_on(one):
                    yield from self._paragraph(begun)
                    begun = []
            elif tag == "tbl":
                yield from word_table.read(one, lambda cell: tuple(self.blocks(cell)))
            elif tag in _UNREADABLE:
                self.text.notes.append(_UNREADABLE[tag])
            elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "txbxContent") and not is_placeholder(one):
                yield from self.blocks(one)
        if begun:
            yield from self._paragraph(begun)

    def notes(self, part: str) -> list[Piece]:
        """The footnotes or endnotes of a part, each behind its number."""
        root = self.package.xml(part) if part else None
        found: list[Piece] = []
        for note in root if root is not None else ():
            if name(note) not in ("footnote", "endnote") or attribute(note, "type"):
                continue
            text = " ".join(piece.text for piece in self.blocks(note)).strip()
            found += [Piece(f"[{attribute(note, 'id')}] {text}", sort="note")] if text else []
        return found

    def _paragraph(self, parts: Sequence[Element]) -> Iterator[Piece]:
        """A paragraph; where the end of one is deleted, it has several parts, and the last is what it is."""
        properties = word_styles.child(parts[-1], "pPr")
        style = self.text.styles.of(properties)
        label = self.numbers.label(style.number[0], style.number[1]) if style.number[0] else None
        shown = self.text.show(parts)
        if style.sort == "contents":
            return
        yield from self._drawings(shown.before)
        for number, (text, html) in enumerate(shown.rows()):
            yield _piece(text, html, style, label if number == 0 else None)
        yield from self._drawings(shown.after)

    def _drawings(self, elements: Sequence[Element]) -> Iterator[Piece]:
        for element in elements:
            yield from self._drawing(element)

    def _drawing(self, element: Element) -> Iterator[Piece]:
        """A drawing's pictures, then what its text boxes say."""
        strange = next((name(one) for one in drawn(element, *_UNREADABLE)), "")
        if strange:
            self.text.notes.append(_UNREADABLE[strange])
            return
        described = next(drawn(element, "docPr"), None)
        alt = _alt(described) if described is not None else ""
        for picture in drawn(element, *_PICTURES, "txbxContent"):
            if name(picture) == "txbxContent":
                yield from self.blocks(picture)
            else:
                yield from self._picture(picture, alt)

    def _picture(self, element: Element, alt: str) -> Iterator[Piece]:
        inside = self.links.get(attribute(element, "embed") or attribute(element, "id"))
        outside = self.links.get(attribute(element, "link"))
        if inside is None and outside is None:
            return
        self.pictures += 1
        one = self._enclosed(inside.target) if inside is not None and not inside.outside else None
        address = next((to_uri(link.target) for link in (inside, outside) if link and link.outside), "")
        if self.pictures > _MOST_PICTURES:
            self.text.notes.append(f"every picture after the first {_MOST_PICTURES}")
        elif one is not None:
            yield _figure(Image(one.url, alt), (one,))
        elif address:
            yield _figure(Image(address, alt))
        else:
            self.text.notes.append("a picture that is not in the file")

    def _enclosed(self, part: str) -> Enclosed | None:
        """The picture in a part, None where there is none that can be read."""
        if part not in self.kept:
            try:
                body = self.package.part(part)
            except ExtractError as error:
                self.text.notes.append(f"the picture {posixpath.basename(part)} ({error})")
                body = None
            if not body:
                return None
            self.kept[part] = Enclosed(enclosed.address(body), body, posixpath.basename(part))
        return self.kept[part]


def _goes_on(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on with it (§17.13.5.15)."""
    mark = word_styles.child(word_styles.child(paragraph, "pPr"), "rPr")
    return word_styles.child(mark, "del", "moveFrom") is not None


def _figure(image: Image, enclosed_: tuple[Enclosed, ...] = ()) -> Piece:
    markup = f'<img src="{escape(image.url)}" alt="{escape(image.alt)}">'
    return Piece("", f"<figure>{markup}</figure>", "figure", images=(image,), enclosed=enclosed_)


def _alt(described: Element) -> str:
    """What is said of a drawing for those who can't see it, unless a program said it."""
    text = " ".join(xml_safe(attribute(described, "descr")).split())
    return "" if _MADE.search(text) else text


def _piece(text: str, html: str, style: word_styles.Style, label: word_numbers.Label | None) -> Piece:
    if label is not None and label.sort == "bullet":
        return Piece(text, html, "bullet", label.level)
    if label is not None:
        before = label.text + word_numbers.joint(label.text)
        if label.sort == "number" and style.sort != "heading":
            return Piece(before + text, html or escape(text, quote=False), "number", label.level, label.value)
        text, html = before + text, html and escape(before, quote=False) + html
    return Piece(text, html, style.sort or "line", style.level)


def _headed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with a heading that is the document's own as its title: the only one of the first level."""
    first = [number for number, piece in enumerate(pieces) if piece.sort == "heading" and piece.level == 1]
    texts = [number for number, piece in enumerate(pieces) if piece.text]
    alone = bool(first) and (first[0] == texts[0] or (len(first) == 1 and first[0] in texts[:_TITLED]))
    if not alone or any(piece.sort == "title" for piece in pieces):
        return list(pieces)
    return [replace(piece, sort="title") if number == first[0] else piece for number, piece in enumerate(pieces)]


def _nature(package: Package) -> str:
    names = package.names
    if any(one.startswith("xl/") for one in names):
        return "this is an Excel sheet"
    if any(one.startswith("ppt/") for one in names):
        return "this is a PowerPoint presentation"
    if "mimetype" in names:
        return "this is an OpenDocument file or a book"
    return "this is a zip of other files"
