"""Kind `sitemap`: sitemaps, news sitemaps, sitemap indexes, gzip included (sitemaps.org protocol 0.9)."""

import gzip
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from syndicator.errors import ExtractError
from syndicator.extract.kinds._links import looks_like_article
from syndicator.extract.kinds._mend import mend
from syndicator.extract.page import reader
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text import dates
from syndicator.text.charset import decode
from syndicator.text.html import xml_safe
from syndicator.text.urls import absolute, canonical

_HEAD = re.compile(r"<\?xml\b[^<>]*\?>|<!DOCTYPE[^\[<>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
# Protocol limits: 50 MB unpacked. What is larger is a bomb or a mistake.
_LARGEST = 52_428_800


# A first pass over an old site's sitemap reads its newest pages, not the whole archive.
_MOST = 500
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class SitemapKind:
    """Pages named by a sitemap; of an index, with `pages = 2`, those of its newest sitemap."""

    name = "sitemap"

    def leads(self, page: Page, source: Source) -> Listing:
        """The 500 newest pages that look like articles; those of a news sitemap with title and time.

        Raises ExtractError when the bytes are no sitemap, it names no page, or it is an index and `pages` is 1.
        """
        rows, children = _read(_unpacked(page, source), page, source)
        if children and source.pages == 1:
            raise ExtractError(
                f"{page.url} is an index of {len(children)} sitemaps: set pages = 2, or name one of them"
            )
        if children:
            return Listing((), next_url=max(children, key=lambda child: child.changed).lead.url)
        if not rows:
            raise ExtractError(f"the sitemap at {page.url} names no page")
        likely = [row for row in rows if row.lead.title or looks_like_article(row.lead.url)] or rows
        likely.sort(key=lambda row: row.changed, reverse=True)
        leads: dict[str, Lead] = {}
        for row in likely[:_MOST]:
            leads.setdefault(canonical(row.lead.url), row.lead)
        left = len(rows) - len(leads)
        notes = (f"{left} pages left out: older, named twice, or not like an article",) if left else ()
        return Listing(tuple(leads.values()), seen=len(rows), notes=notes)

    def draft(self, page: Page, lead: Lead, source: Source) -> Draft:
        """What the article's page says. Raises ExtractError when it holds no article."""
        return mend(reader.read(page, source, lead), source)


@dataclass(frozen=True, slots=True)
class _Row:
    """A page or a sitemap, and when it last changed."""

    lead: Lead
    changed: datetime


def _unpacked(page: Page, source: Source) -> str:
    document = page.body
    if document.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=BytesIO(document)) as file:
                document = file.read(_LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise ExtractError(f"the sitemap at {page.url} can't be unpacked: {error}") from error
        if len(document) > _LARGEST:
            raise ExtractError(f"the sitemap at {page.url} passes {_LARGEST:,} bytes unpacked")
    return decode(document, page.content_type, source.charset).text


def _read(text: str, page: Page, source: Source) -> tuple[list[_Row], list[_Row]]:
    """The pages and the sitemaps that a document names."""
    clean = _HEAD.sub("", xml_safe(text)).strip()
    if clean.startswith("http"):
        return [_Row(Lead(url), _BEFORE_ALL) for line in clean.split() if (url := absolute(line, page.url))], []
    events = etree.iterparse(
        BytesIO(clean.encode()), events=("end",), recover=True, resolve_entities=False, no_network=True
    )
    rows: list[_Row] = []
    children: list[_Row] = []
    root = ""
    try:
        for _, element in events:
            root = _name(element)
            if root in ("url", "sitemap"):
                row = _row(element, page.url, source)
                (rows if root == "url" else children).extend([row] if row else [])
                element.clear()
    except etree.XMLSyntaxError as error:
        raise ExtractError(f"no sitemap at {page.url}: {error}") from error
    if not rows and not children and root not in ("urlset", "sitemapindex"):
        raise ExtractError(f"no sitemap at {page.url}: neither urlset nor sitemapindex is its root")
    return rows, children


def _row(element: _Element, base: str, source: Source) -> _Row | None:
    said: dict[str, str] = {}
    for child in element.iter():
        if child.text and child.text.strip():
            said.setdefault(_name(child), " ".join(child.text.split()))
    url = absolute(said.get("loc", ""), base) if said.get("loc") else ""
    if not url:
        return None
    published = dates.parse(said.get("publication_date", ""), source.zone)
    changed = published or dates.parse(said.get("lastmod", ""), source.zone)
    title = said.get("title", "") if "publication_date" in said else ""
    return _Row(Lead(url, title, published), changed.utc if changed else _BEFORE_ALL)


def _name(element: _Element) -> str:
    """A tag without namespace or undeclared prefix, "" for what is no element."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
