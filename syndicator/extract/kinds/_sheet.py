"""A text taken apart line by line: the headline, sub-headlines and credits above it, and what its last lines say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from syndicator.errors import ExtractError
from syndicator.model.draft import Line, Origin
from syndicator.model.moment import Moment
from syndicator.model.source import Source
from syndicator.text import byline, dates
from syndicator.text.urls import to_uri

# A headline on paper has up to 40 characters, a long English one 200; a sub-headline is shorter.
HEADLINE = 300
_SUBHEAD = 60
_MOST_SUBHEADS = 5
# Credits and notices stand in the last lines; a dateline (`本报讯（记者 张三）`) in one of the first two.
_TAIL, _FIRST = 5, 2
_SENTENCE = re.compile(r"[。！？；…!?;]|\.(?:\s|$)|[，,：:]$")
_BRACKET = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]{2,400})[）)】\]〕]\s*$")
_NOTICE = re.compile(
    r"版[权權]|著作[权權]|[转轉][载載]|摘[编編]|©|copyright|rights reserved|reprint|republish|licen[cs]e|\bcc[ -]by\b",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^(?:原文(?:链接|地址)?|链接|网址|URL|Link|Original)\s*[:：]\s*(https?://\S+)$", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """A text's parts, as they are found from its top to its end; `start` is the row its body starts with."""

    title: str
    start: int = 1
    subtitles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    outlet: str = ""
    published: Moment | None = None
    original: str = ""
    notices: list[Line] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def credit(self, line: str, number: int, source: Source) -> bool:
        """Take the credits, the date or the original's address from a line; whether it holds nothing else."""
        read = byline.read_line(line)
        self.authors += read.authors
        self.editors += read.editors
        self.outlet = self.outlet or read.outlet
        for name, found in (("authors", read.authors), ("editors", read.editors), ("outlet", read.outlet)):
            self.origins += [Origin(name, f"line {number}", line)] if found else []
        original = _ORIGINAL.match(line)
        if original:
            self.original = self.original or to_uri(original[1])
        moment = dates.find(line, source.zone) if read.pure else dates.parse(line, source.zone)
        if moment and not self.published:
            self.published = moment
            self.origins.append(Origin("published", f"line {number}", line))
        return read.pure or moment is not None or original is not None


def take_apart(rows: Sequence[str], source: Source, *, top: int | None = None) -> Sheet:
    """The parts of a text whose first row is its headline; `top` is how many rows may stand above the body.

    Raises ExtractError when it has no headline. There may be no body: `start` is then the number of rows.
    """
    if not rows:
        raise ExtractError("the file is empty: it has no text")
    if len(rows[0]) > HEADLINE:
        raise ExtractError(
            f"the first line is no headline: it has {len(rows[0]):,} characters; put the headline on a line of its own"
        )
    sheet = Sheet(rows[0], origins=[Origin("title", "line 1")])
    sheet.start = _header(sheet, rows, source, len(rows) if top is None else max(1, top))
    _tail(sheet, rows, source)
    if not sheet.authors:
        _dateline(sheet, rows)
    return sheet


def _header(sheet: Sheet, rows: Sequence[str], source: Source, top: int) -> int:
    """Read what stands between the headline and the body; returns where the body starts."""
    short: list[int] = []
    start = 1
    while start < top and len(short) <= _MOST_SUBHEADS:
        line = rows[start]
        if len(line) > _SUBHEAD * 4 or not sheet.credit(line, start + 1, source):
            if len(line) > _SUBHEAD or _SENTENCE.search(line):
                break
            short.append(start)
        start += 1
    # Lines that are all short, or too many, are the text itself: a poem, a list of names.
    if short and (start == len(rows) or len(short) > _MOST_SUBHEADS):
        return short[0]
    sheet.subtitles = [rows[number] for number in short]
    sheet.origins += [Origin("subtitles", f"line {number + 1}", rows[number]) for number in short]
    return start


def _tail(sheet: Sheet, rows: Sequence[str], source: Source) -> None:
    """Read the credits and notices of the last lines, which stay in the body as well."""
    total = len(rows)
    for number in range(max(sheet.start, total - _TAIL) + 1, total + 1):
        line = rows[number - 1]
        bracket = _BRACKET.search(line)
        last = number == total
        if bracket and (last or _NOTICE.search(bracket[1])):
            sheet.notices.append(Line(bracket[0].strip(), f"line {number}"))
        elif _NOTICE.search(line) and len(line) <= HEADLINE:
            sheet.notices.append(Line(line, f"line {number}"))
        short = bracket[0].strip() if bracket else line
        if len(short) <= _SUBHEAD * 2:
            sheet.credit(short, number, source)


def _dateline(sheet: Sheet, rows: Sequence[str]) -> None:
    """Read the authors of a text that names them nowhere else: `本报讯（记者 张三）` where it begins."""
    for number, line in enumerate(rows[sheet.start : sheet.start + _FIRST], sheet.start + 1):
        if authors := byline.read_line(line).authors:
            sheet.authors += authors
            sheet.origins.append(Origin("authors", f"line {number}", line))
            return
