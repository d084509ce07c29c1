"""One entry of a feed, whatever its format was: the neutral value that becomes a Lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.etree import _Element

from syndicator.errors import ExtractError, FieldsMissing
from syndicator.extract.kinds._mend import mend
from syndicator.extract.page.notices import may_be_notice
from syndicator.model.draft import Draft, Image, Lead, Line, Listing, Origin
from syndicator.model.moment import Moment
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text import byline, dates, names
from syndicator.text.charset import Decoded
from syndicator.text.han import HAN
from syndicator.text.html import sanitize, text_of
from syndicator.text.urls import absolute, canonical

# Shorter than this, or ending so, what a feed calls content is a teaser.
_TEASER = 60
_CUT = re.compile(
    r"(?:\[?(?:…|\.{3,})\]?|(?:阅读|查看|点击)(?:全文|原文|更多|详情)|read (?:more|the (?:rest|full)[^\n]*)"
    r"|continue reading[^\n]*)"
    r"\s*(?:[»→>]+)?\s*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_TITLE = 60
# Credits stand in this many lines at the top or the end of a text.
_END = 5


@dataclass(frozen=True, slots=True)
class Item:
    """What one entry says, as raw text. `content` is HTML, resolved against `base`; `authors` one string a person.

    `published` and `updated` hold the entry's own strings, the most specific first.
    """

    url: str
    key: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    base: str = ""
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str = ""
    outlet_url: str = ""
    section: str = ""
    language: str = ""
    notices: tuple[Line, ...] = ()
    pictures: tuple[Image, ...] = ()


def listing(items: list[Item], page: Page, source: Source, decoded: Decoded) -> Listing:
    """The entries as leads, each address or key once.

    Raises ExtractError when there is no entry, or none of them has an address.
    """
    if not items:
        raise ExtractError(f"the feed at {page.url} has no entries")
    leads: dict[str, Lead] = {}
    for item in items:
        url = absolute(item.url, page.url) if item.url else ""
        if url:
            leads.setdefault(item.key or canonical(url), _lead(item, url, source, decoded))
    if not leads:
        raise FieldsMissing(f"links missing: the feed at {page.url} has {len(items)} entries and none has an address")
    dropped = len(items) - len(leads)
    notes = (f"{dropped} entries without an address of their own",) if dropped else ()
    return Listing(tuple(leads.values()), seen=len(items), notes=notes)


def _lead(item: Item, url: str, source: Source, decoded: Decoded) -> Lead:
    published = _moment(item.published, source) or _moment(item.updated, source)
    title = text_of(item.title) if "<" in item.title or "&" in item.title else item.title
    lead = Lead(url, " ".join(title.split()), published, item.key)
    whole = bool(item.content) and not source.full_text
    return replace(lead, draft=_draft(item, lead, source, decoded)) if whole else lead


def _draft(item: Item, lead: Lead, source: Source, decoded: Decoded) -> Draft | None:
    """The whole article as the feed gives it, with its upstream rights, source and authors; None for a teaser."""
    body = sanitize(item.content, absolute(item.base, lead.url) or lead.url)
    text = text_of(body)
    if len(text) < max(_TEASER, len(text_of(item.summary))) or _CUT.search(text):
        return None
    title = lead.title or text.partition("\n")[0][:_TITLE]
    authors = tuple(dict.fromkeys(name for person in item.authors for name in people(person)))
    said = _said(text.splitlines())
    authors = authors or said.authors
    outlet = said.outlet or item.outlet
    origins = [Origin("title", "feed entry" if lead.title else "first line"), Origin("body", "feed entry")]
    origins += [Origin("published", "feed entry", str(lead.published))] if lead.published else []
    origins += [Origin("authors", "feed entry", "; ".join(item.authors))] if authors else []
    origins += [Origin("outlet", "body" if said.outlet else "feed entry source", outlet)] if outlet else []
    draft = Draft(
        url=lead.url,
        title=title,
        published=lead.published,
        updated=_moment(item.updated, source),
        authors=authors,
        editors=said.editors,
        outlet=outlet,
        outlet_url=absolute(item.outlet_url, lead.url) if item.outlet_url else "",
        section=item.section,
        body_html=body,
        body_text=text,
        images=pictures(body, item.pictures, absolute(item.base, lead.url) or lead.url),
        notices=(*said.notices, *item.notices),
        language=item.language or source.language,
        charset=decoded.charset,
        repairs=decoded.repairs,
        origins=tuple(origins),
    )
    return mend(draft, source)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the lines of an entry's own text say of its makers and its owner."""

    outlet: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    notices: tuple[Line, ...] = ()


def _said(lines: list[str]) -> _Said:
    """Read the credit lines at either end of the text, and every line that may be a notice; all stay in the text."""
    numbered = list(enumerate(lines, 1))
    ends = numbered if len(lines) <= 2 * _END else [*numbered[:_END], *numbered[-_END:]]
    pure = [read for _, line in ends if (read := byline.read_line(line)).pure]
    return _Said(
        outlet=next((read.outlet for read in pure if read.outlet), ""),
        authors=tuple(dict.fromkeys(name for read in pure for name in read.authors)),
        editors=tuple(dict.fromkeys(name for read in pure for name in read.editors)),
        notices=notices_in(lines),
    )


def notices_in(lines: Sequence[str]) -> tuple[Line, ...]:
    """Every line of a text that may be a notice."""
    return tuple(Line(line, f"body line {number}") for number, line in enumerate(lines, 1) if may_be_notice(line))


def _moment(written: tuple[str, ...], source: Source) -> Moment | None:
    return next((moment for text in written if (moment := dates.parse(text, source.zone))), None)


def people(person: str) -> tuple[str, ...]:
    """The names in one author element: `张三、李四` is two, `a@b.example (张三)` one, `admin` nobody."""
    name = " ".join(_MAIL.sub("", person).strip(" ()（）<>[]").split())
    if not name or names.is_nobody(name):
        return ()
    if HAN.search(name):
        return byline.read_line(f"作者：{name}").authors or names.people(name)
    return (name,)


def pictures(body: str, named: tuple[Image, ...], base: str) -> tuple[Image, ...]:
    """The body's pictures with their captions, then those that only the entry names; each address once."""
    listed = [replace(image, url=url) for image in named if (url := absolute(image.url, base))]
    known = {_key(image.url): image for image in listed}
    found: dict[str, Image] = {}
    for element in lxml_html.fromstring(f"<div>{body}</div>").iter("img"):
        url = element.get("src") or ""
        named_too = known.get(_key(url), Image(url))
        alt, caption = element.get("alt") or named_too.alt, _caption(element) or named_too.caption
        found.setdefault(_key(url), Image(url, alt, caption, named_too.credit))
    for image in listed:
        found.setdefault(_key(image.url), image)
    return tuple(found.values())


def _key(url: str) -> str:
    return urlsplit(url)._replace(scheme="", query="", fragment="").geturl()


def _caption(image: _Element) -> str:
    figure = next(image.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return " ".join(str(caption.xpath("string()")).split()) if caption is not None else ""
