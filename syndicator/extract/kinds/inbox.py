"""Kind `inbox`: one file dropped into a folder is one article.

A text file is a headline, short sub-headlines, then the body; an HTML file is read as a page.
"""

import hashlib
import re
from dataclasses import dataclass, field

from syndicator.errors import ExtractError
from syndicator.extract.kinds._mend import lines, mend
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Line, Listing, Origin
from syndicator.model.moment import Moment
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text import byline, dates
from syndicator.text.charset import decode
from syndicator.text.html import from_text, xml_safe
from syndicator.text.urls import to_uri

# A headline on paper has up to 40 characters, a long English one 200; a sub-headline is shorter.
_HEADLINE, _SUBHEAD = 300, 60
_MOST_SUBHEADS = 5
# Credits and notices stand in the last lines.
_TAIL = 5
_SENTENCE = re.compile(r"[。！？；…!?;]|\.(?:\s|$)|[，,：:]$")
_BRACKET = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]{2,400})[）)】\]〕]\s*$")
_NOTICE = re.compile(
    r"版[权權]|著作[权權]|[转轉][载載]|摘[编編]|©|copyright|rights reserved|reprint|republish|licen[cs]e|\bcc[ -]by\b",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^(?:原文(?:链接|地址)?|链接|网址|URL|Link|Original)\s*[:：]\s*(https?://\S+)$", re.IGNORECASE)
_MARKUP = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml)\b", re.IGNORECASE)


class InboxKind:
    """One .txt or .html file, its address `inbox:NAME`. The same bytes are the same article, whatever their name."""

    name = "inbox"

    def leads(self, page: Page, source: Source) -> Listing:
        """The file as one lead with its Draft; the key is the SHA-256 of its bytes.

        Raises ExtractError when the file is empty, has no headline, or nothing below it.
        """
        key = f"sha256:{hashlib.sha256(page.body).hexdigest()}"
        draft = self.draft(page, Lead(page.url, key=key), source)
        return Listing((Lead(page.url, draft.title, draft.published, key, draft),), seen=1)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the file says. Raises ExtractError as `leads` does."""
        decoded = decode(page.body, page.content_type, source.charset)
        if page.content_type.startswith("text/html") or _MARKUP.match(decoded.text):
            return mend(reader.read(page, source, lead), source)
        written = [line for line in xml_safe(decoded.text).splitlines() if line.strip()]
        mended, repairs, confidence = lines(written, source.script)
        sheet = _sheet([line.strip() for line in mended], source)
        body = "\n".join(sheet.body)
        return Draft(
            url=page.url,
            title=sheet.title,
            subtitles=tuple(sheet.subtitles),
            published=sheet.published,
            authors=tuple(dict.fromkeys(sheet.authors)),
            editors=tuple(dict.fromkeys(sheet.editors)),
            outlet=sheet.outlet,
            body_html=from_text(body),
            body_text=body,
            notices=tuple(sheet.notices),
            canonical=sheet.original,
            language=source.language,
            charset=decoded.charset,
            repairs=(*decoded.repairs, *repairs),
            restoration=confidence,
            origins=tuple(sheet.origins),
        )


@dataclass(slots=True)
class _Sheet:
    """A text file's parts, as they are found from its top to its end."""

    title: str
    subtitles: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
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


def _sheet(rows: list[str], source: Source) -> _Sheet:
    """Take a text apart. Raises ExtractError when it has no headline or no body."""
    if not rows:
        raise ExtractError("the file is empty")
    if len(rows[0]) > _HEADLINE:
        raise ExtractError(f"the first line is no headline: it has {len(rows[0]):,} characters")
    sheet = _Sheet(rows[0], origins=[Origin("title", "line 1")])
    start = _header(sheet, rows, source)
    sheet.body = rows[start:]
    if not sheet.body:
        raise ExtractError("the file has a headline and no text below it")
    _tail(sheet, len(rows), source)
    return sheet


def _header(sheet: _Sheet, rows: list[str], source: Source) -> int:
    """Read what stands between the headline and the body; returns where the body starts."""
    short: list[int] = []
    start = 1
    while start < len(rows) and len(short) <= _MOST_SUBHEADS:
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


def _tail(sheet: _Sheet, total: int, source: Source) -> None:
    """Read the credits and notices of the last lines, which stay in the body as well."""
    for offset, line in enumerate(sheet.body[-_TAIL:]):
        number = total - len(sheet.body[-_TAIL:]) + offset + 1
        bracket = _BRACKET.search(line)
        last = number == total
        if bracket and (last or _NOTICE.search(bracket[1])):
            sheet.notices.append(Line(bracket[0].strip(), f"line {number}"))
        elif _NOTICE.search(line) and len(line) <= _HEADLINE:
            sheet.notices.append(Line(line, f"line {number}"))
        short = bracket[0].strip() if bracket else line
        if len(short) <= _SUBHEAD * 2:
            sheet.credit(short, number, source)
