"""A document as the pieces a reader sees, one line each, whatever program wrote it; and their HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from syndicator.model.draft import Enclosed, Image
from syndicator.model.repair import Repair

Sort = Literal[
    "line",
    "title",
    "subtitle",
    "heading",
    "bullet",
    "number",
    "quote",
    "table",
    "figure",
    "caption",
    "note",
    "contents",
    "rule",
]
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """One line; a table has one a row, a picture those of its caption.

    `html` is its inside as HTML, "" where it is the text alone; of a table, figure or rule it is the whole element.
    `level` is a heading's (2 to 6) or a list item's depth (from 0), `value` a numbered item's number.
    """

    text: str
    html: str = ""
    sort: Sort = "line"
    level: int = 0
    value: int = 0
    images: tuple[Image, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()

    @property
    def rows(self) -> list[str]:
        """Its lines of text."""
        return [row for row in self.text.split("\n") if row.strip()]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its pieces, the headline where it stands elsewhere, its charset, and what is left out."""

    pieces: tuple[Piece, ...]
    title: str = ""
    charset: str = "utf-8"
    repairs: tuple[Repair, ...] = ()
    left_out: tuple[str, ...] = ()


def html(pieces: Sequence[Piece]) -> str:
    """Each piece as an element; neighbouring list items as one list, deeper ones inside it."""
    return "\n".join(filter(None, _elements(pieces)))


def _elements(pieces: Sequence[Piece]) -> Iterator[str]:
    opened: list[tuple[str, int]] = []
    for piece in pieces:
        if piece.sort in ("bullet", "number"):
            yield _item("ul" if piece.sort == "bullet" else "ol", piece, opened)
            continue
        if opened:
            yield "".join(f"</li></{tag}>" for tag, _ in reversed(opened))
            opened.clear()
        yield _element(piece)
    yield "".join(f"</li></{tag}>" for tag, _ in reversed(opened))


def _element(piece: Piece) -> str:
    inner = piece.html or escape(piece.text, quote=False)
    if piece.sort in ("table", "figure", "rule"):
        return piece.html
    if piece.sort == "heading":
        tag = f"h{min(max(piece.level, 2), _LOWEST)}"
        return f"<{tag}>{inner}</{tag}>"
    return f"<blockquote><p>{inner}</p></blockquote>" if piece.sort == "quote" else f"<p>{inner}</p>"


def _item(tag: str, piece: Piece, opened: list[tuple[str, int]]) -> str:
    """A list item, after the ends and starts of lists that it needs; `opened` are the lists that are open."""
    markup, level = "", piece.level
    while opened and (opened[-1][1] > level or (opened[-1][1] == level and opened[-1][0] != tag)):
        markup += f"</li></{opened.pop()[0]}>"
    if opened and opened[-1][1] == level:
        markup += "</li>"
    else:
        opened.append((tag, level))
        markup += f"<{tag}>"
    value = f' value="{piece.value}"' if piece.sort == "number" and piece.value else ""
    return f"{markup}<li{value}>{piece.html or escape(piece.text, quote=False)}"
