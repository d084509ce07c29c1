"""A Word table as HTML and as lines, one a row (ECMA-376 part 1, §17.4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml.etree import _Element as Element

from syndicator.extract.document.pieces import Piece
from syndicator.extract.document.word_styles import child
from syndicator.extract.document.word_text import GONE_ROWS, chosen
from syndicator.extract.document.xml import attribute, name

# Wider than any page.
_WIDEST = 200


@dataclass(slots=True)
class _Cell:
    pieces: Sequence[Piece]
    wide: int = 1
    high: int = 1
    head: bool = False


@dataclass(slots=True)
class _Grid:
    """The rows so far, and for each column the cell that would go on below."""

    rows: list[list[_Cell]] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)


def read(table: Element, inside: Callable[[Element], Sequence[Piece]]) -> list[Piece]:
    """A table as one piece; one of a single column, which only sets its text apart, as the pieces in it.

    `inside` reads a cell. Empty where it has nothing to show.
    """
    grid = _Grid()
    for row in _each(table, "tr"):
        properties = child(row, "trPr")
        if not any(name(one) in GONE_ROWS for one in (properties if properties is not None else ())):
            _row(row, properties, grid, inside)
    cells = [cell for row in grid.rows for cell in row]
    if not any(cell.pieces for cell in cells):
        return []
    if all(len(row) <= 1 for row in grid.rows):
        return [piece for cell in cells for piece in cell.pieces]
    pieces = [piece for cell in cells for piece in cell.pieces]
    return [
        Piece(
            "\n".join(filter(None, map(_line, grid.rows))),
            f"<table>{''.join(map(_html, grid.rows))}</table>",
            "table",
            images=tuple(image for piece in pieces for image in piece.images),
            enclosed=tuple(one for piece in pieces for one in piece.enclosed),
        )
    ]


def _row(row: Element, properties: Element | None, grid: _Grid, inside: Callable[[Element], Sequence[Piece]]) -> None:
    cells: list[_Cell] = []
    column = _number(child(properties, "gridBefore"), 0)
    head = child(properties, "tblHeader") is not None
    for element in _each(row, "tc"):
        own = child(element, "tcPr")
        if any(name(one) in GONE_ROWS for one in (own if own is not None else ())):
            continue
        wide = min(_number(child(own, "gridSpan"), 1), _WIDEST)
        merged = child(own, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        if goes_on and column in grid.above:
            grid.above[column].high += 1
        else:
            cell = _Cell(inside(element), wide, head=head)
            cells.append(cell)
            grid.above.pop(column, None)
            if merged is not None:
                grid.above[column] = cell
        column += wide
    grid.rows.append(cells)


def _each(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those wrapped in a form's field or another mark-up."""
    for one in chosen(element):
        if name(one) == wanted:
            yield one
        elif name(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _each(one, wanted)


def _line(row: Sequence[_Cell]) -> str:
    shown = (" ".join(piece.text.replace("\n", " ") for piece in cell.pieces).strip() for cell in row)
    return " ".join(filter(None, shown))


def _html(row: Sequence[_Cell]) -> str:
    return f"<tr>{''.join(map(_cell, row))}</tr>" if row else ""


def _cell(cell: _Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = (f' colspan="{cell.wide}"' if cell.wide > 1 else "") + (f' rowspan="{cell.high}"' if cell.high > 1 else "")
    inner = "<br>".join(piece.html or escape(piece.text, quote=False) for piece in cell.pieces)
    return f"<{tag}{spans}>{inner}</{tag}>"


def _number(element: Element | None, otherwise: int) -> int:
    said = attribute(element, "val") if element is not None else ""
    return int(said[:4]) if said.isdecimal() else otherwise
