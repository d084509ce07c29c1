"""A document's pieces to a Draft: restored, its headline, credits and notices read like a text file's."""

from collections.abc import Sequence
from dataclasses import replace

from syndicator.errors import ExtractError
from syndicator.extract.document.pieces import Document, Piece, html
from syndicator.extract.kinds._mend import lines, mend
from syndicator.extract.kinds._sheet import Sheet, take_apart
from syndicator.model.draft import Draft, Image
from syndicator.model.source import Source
from syndicator.text.names import is_organisation

# These may stand between a headline and its text; the others are the text, or beside it.
_ABOVE = frozenset({"line", "title", "subtitle"})
_ASIDE = frozenset({"figure", "note", "rule"})
# A headline that its style names stands among the first lines: above it are a section's name and a date.
_TITLED = 8
_SECTION = 4


def draft(document: Document, url: str, source: Source) -> Draft:
    """The Draft of a document.

    Raises ExtractError when it is empty, has no headline, or nothing below it.
    """
    pieces = _titled(document)
    rows = [(n, row) for n, piece in enumerate(pieces) if piece.sort not in _ASIDE for row in piece.rows]
    if not rows and document.left_out:
        raise ExtractError(f"the file is empty: it has no text but {'; '.join(document.left_out)}")
    owners = [owner for owner, _ in rows]
    mended, repairs, confidence = lines([row for _, row in rows], source.script)
    texts = [row.strip() for row in mended]
    sheet = take_apart(texts, source, top=_top(pieces, owners))
    body = _body(_mended(pieces, owners, texts), owners, sheet)
    notes = [row for piece in body if piece.sort == "note" for row in piece.rows]
    captions = [row for piece in body if piece.sort == "figure" for row in piece.rows]
    text = "\n".join((*texts[sheet.start :], *notes) if sheet.start < len(texts) else captions)
    if not text:
        raise ExtractError("the file has a headline and no text below it")
    made = Draft(
        url=url,
        title=sheet.title,
        subtitles=tuple(sheet.subtitles),
        published=sheet.published,
        authors=tuple(dict.fromkeys(sheet.authors)),
        editors=tuple(dict.fromkeys(sheet.editors)),
        outlet=sheet.outlet,
        body_html=html(body),
        body_text=text,
        images=_images(body),
        notices=tuple(sheet.notices),
        canonical=sheet.original,
        language=source.language,
        charset=document.charset,
        repairs=(*document.repairs, *repairs),
        restoration=confidence,
        origins=tuple(sheet.origins),
        enclosed=tuple({one.url: one for piece in body for one in piece.enclosed}.values()),
        left_out=document.left_out,
    )
    return mend(made, source) if any(piece.html for piece in body) else made


def _images(pieces: Sequence[Piece]) -> tuple[Image, ...]:
    """The pictures of the body, each once: as it is shown first."""
    found: dict[str, Image] = {}
    for image in (image for piece in pieces for image in piece.images):
        found.setdefault(image.url, image)
    return tuple(found.values())


def _titled(document: Document) -> list[Piece]:
    """The pieces, the headline first; lines that stand above it come after it, where credits are read."""
    pieces = [piece for piece in document.pieces if piece.text.strip() or piece.images]
    if document.title:
        wanted = document.title.strip()
        same = next((n for n, piece in enumerate(pieces[:_TITLED]) if piece.text.strip() == wanted), -1)
        return [Piece(wanted, sort="title"), *(piece for n, piece in enumerate(pieces) if n != same)]
    styled = next((n for n, piece in enumerate(pieces[:_TITLED]) if piece.sort == "title"), -1)
    if styled < 0:
        return pieces
    # A long headline is set over two lines.
    end = next((n for n in range(styled, len(pieces)) if pieces[n].sort != "title"), len(pieces))
    title = _joined([piece.text.strip() for piece in pieces[styled:end]])
    above = [piece for piece in pieces[:styled] if not _is_letterhead(piece)]
    return [Piece(title, sort="title"), *above, *pieces[end:]]


def _is_letterhead(piece: Piece) -> bool:
    """Whether a line above the headline is a paper's, an office's or a section's name."""
    text = piece.text.strip()
    return piece.sort == "line" and not piece.images and (len(text) <= _SECTION or is_organisation(text))


def _joined(parts: Sequence[str]) -> str:
    whole = parts[0]
    for part in parts[1:]:
        whole += f" {part}" if whole[-1:].isascii() and part[:1].isascii() else part
    return whole


def _top(pieces: Sequence[Piece], owners: Sequence[int]) -> int:
    """How many rows may stand above the body: those before the first heading, list or table."""
    return next((row for row, owner in enumerate(owners) if pieces[owner].sort not in _ABOVE), len(owners))


def _mended(pieces: Sequence[Piece], owners: Sequence[int], texts: Sequence[str]) -> list[Piece]:
    """The pieces with their rows as restored; what has HTML of its own is restored in there."""
    restored: dict[int, list[str]] = {}
    for owner, text in zip(owners, texts, strict=True):
        restored.setdefault(owner, []).append(text)
    return [replace(piece, text="\n".join(restored.get(n, [piece.text]))) for n, piece in enumerate(pieces)]


def _body(pieces: Sequence[Piece], owners: Sequence[int], sheet: Sheet) -> list[Piece]:
    """The pieces from the row where the body starts, and the pictures that stand above it."""
    first = owners[sheet.start] if sheet.start < len(owners) else len(pieces)
    return [*(piece for n, piece in enumerate(pieces) if n < first and piece.sort in _ASIDE), *pieces[first:]]
