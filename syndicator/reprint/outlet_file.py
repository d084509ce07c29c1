"""A list of outlets as an office sends it: a spreadsheet's export, or a line for each; read into names and notes."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicator.errors import ReprintError
from syndicator.reprint.plain import one_line

MOST_BYTES = 20 * 1024 * 1024

_LONGEST = 200
_NAMES = frozenset(
    {"name", "outlet", "title", "名称", "单位", "单位名称", "媒体", "媒体名称", "稿源单位", "稿源单位名称", "网站名称"}
)
_NOTES = frozenset({"note", "notes", "remark", "category", "备注", "说明", "类别", "分类", "层级"})
_DOMAINS = frozenset({"domain", "mail", "email", "域名", "邮箱", "邮箱域名"})
_NUMBERED = re.compile(r"(\d+)\s*[.．、)）:：\s]\s*(\S.*)", re.ASCII)
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One outlet of the file."""

    name: str
    note: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    note: int | None = None
    domain: int | None = None


def read(data: bytes) -> tuple[Entry, ...]:
    """The outlets of a file in its order: CSV, TSV or plain lines, with a header or without; UTF-8, UTF-16 or GB18030.

    Empty lines and those that begin with # are left out, numbers before the names too. Raises ReprintError, with the
    row, for what is no list.
    """
    if len(data) > MOST_BYTES:
        raise ReprintError("this file is too large for a list of outlets")
    rows = [row for row in _rows(_decoded(data)) if any(row) and not row[0].startswith("#")]
    if not rows:
        raise ReprintError("this file names no outlet")
    columns = _by_header(rows[0])
    if columns:
        rows = rows[1:]
    found = [_entry(row, columns or _Columns(_first_with_words(rows)), place) for place, row in enumerate(rows, 1)]
    entries = _unnumbered([entry for entry in found if entry])
    if not entries:
        raise ReprintError("this file names no outlet")
    return entries


def domain(text: str) -> str:
    """A domain, from one or from an e-mail address there; "" for "". Raises ReprintError."""
    name = text.strip().lower().rpartition("@")[2]
    if text.strip() and not _DOMAIN.fullmatch(name):
        raise ReprintError(f"{text.strip()!r} is no domain: write such as linxian.example", "domain")
    return name


def _decoded(data: bytes) -> str:
    """The file's text. A spreadsheet in Chinese writes GB18030, or UTF-16 with its mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ReprintError("this is no text in UTF-8, UTF-16 or GB18030: export the list as CSV")


def _rows(text: str) -> Sequence[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    separator = next((one for one in "\t,;" if sum(one in line for line in lines) * 2 > len(lines)), None)
    if separator is None:
        return [[one_line(line)] for line in lines]
    try:
        read_rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise ReprintError(f"this file can't be read as a table: {error}") from None
    return [[one_line(cell) for cell in row] for row in read_rows if row]


def _by_header(row: Sequence[str]) -> _Columns | None:
    """Which column is which, where the first row says so."""
    words = [cell.lower().replace(" ", "") for cell in row]

    def of(known: frozenset[str]) -> int | None:
        return next((place for place, word in enumerate(words) if word in known), None)

    name = of(_NAMES)
    return None if name is None else _Columns(name, of(_NOTES), of(_DOMAINS))


def _first_with_words(rows: Sequence[Sequence[str]]) -> int:
    """The first column that is not numbers alone."""
    width = max(len(row) for row in rows) if rows else 1
    for place in range(width):
        if not all(row[place].rstrip(".、").isdecimal() for row in rows if len(row) > place and row[place]):
            return place
    return 0


def _entry(row: Sequence[str], columns: _Columns, place: int) -> Entry | None:
    def cell(column: int | None) -> str:
        return row[column] if column is not None and column < len(row) else ""

    name = cell(columns.name)
    if not name:
        return None
    if len(name) > _LONGEST:
        raise ReprintError(f"row {place}: {name[:40]}… is too long for an outlet's name")
    return Entry(name, cell(columns.note)[:_LONGEST], domain(cell(columns.domain)))


def _unnumbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Without the numbers before the names, where they count up from 1: 36氪 keeps its own."""
    matches = [_NUMBERED.fullmatch(entry.name) for entry in entries]
    if any(match is None or int(match[1]) != place for place, match in enumerate(matches, 1)):
        return tuple(entries)
    return tuple(
        Entry(match[2], entry.note, entry.domain) for entry, match in zip(entries, matches, strict=True) if match
    )
