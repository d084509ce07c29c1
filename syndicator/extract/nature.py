"""What a page is: an article, a list of articles, a feed, a sitemap or an API's answer; told by its bytes."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from syndicator.errors import ExtractError
from syndicator.extract.kinds import KINDS
from syndicator.extract.page import structured, tree
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.charset import decode

Sort = Literal["article", "list", "feed", "sitemap", "json", ""]

_HEAD = 4096
_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_FEEDS, _SITEMAPS = frozenset({"rss", "feed", "rdf"}), frozenset({"urlset", "sitemapindex"})
_JSON_FEED = re.compile(r"jsonfeed\.org/version/1")
_CALL = re.compile(r"\s*[\w$.]{1,60}\s*\(\s*[\[{]")
_ADDRESSES = re.compile(r"(?:\s*https?://\S+\s*\n){2,}")
# A caption ends with who took the picture.
_SENTENCE = re.compile(r"[。！？.!?…”\"]$|[。！？].{0,24}[摄攝图圖][）)]?$")
_PARAGRAPH = 40
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
# Headlines found in a page's text: so many of a list's, and the text is the list's.
_FEW, _SHARE, _LONG = 3, 3, 10


@dataclass(frozen=True, slots=True)
class Nature:
    """What a page is, and what was read of it while finding out. `sort` is "" for a page that is none of these."""

    sort: Sort
    draft: Draft | None = None
    listing: Listing | None = None


def nature(page: Page, source: Source) -> Nature:
    """What `page` is; `source` gives the zone and charset to read it by. Never raises for any bytes."""
    sort = _document(page, source)
    if sort:
        return Nature(sort)
    draft, listing = _draft(page, source), _listing(page, source)
    if draft and _is_article(page, draft, listing, source):
        return Nature("article", draft, listing)
    return Nature("list", draft, listing) if listing else Nature("", draft)


def _document(page: Page, source: Source) -> Sort:
    """Feeds, sitemaps and JSON, by how they begin; "" for HTML and for what is nothing."""
    if page.body.startswith(_GZIP):
        return "sitemap"
    head = decode(page.body[: _HEAD * 4], page.content_type, source.charset).text.lstrip("\ufeff \t\r\n")[:_HEAD]
    if head.startswith(("{", "[")) or _CALL.match(head):
        return "feed" if _JSON_FEED.search(head) else "json"
    root = _ROOT.search(head)
    name = root[1].lower() if root and "<" in head[:_HEAD] else ""
    if name in _FEEDS:
        return "feed"
    return "sitemap" if name in _SITEMAPS or _ADDRESSES.match(head) else ""


def _draft(page: Page, source: Source) -> Draft | None:
    try:
        return KINDS["html"].draft(page, Lead(page.url), source)
    except ExtractError:
        return None


def _listing(page: Page, source: Source) -> Listing | None:
    try:
        return KINDS["auto"].leads(page, source)
    except ExtractError:
        return None


def _is_article(page: Page, draft: Draft, listing: Listing | None, source: Source) -> bool:
    """Whether the page says more in paragraphs of its own than in the headlines of its list."""
    lines = draft.body_text.splitlines()
    prose = sum(len(line) for line in lines if len(line) >= _PARAGRAPH or _SENTENCE.search(line))
    if listing is None:
        return prose >= _PARAGRAPH or _declared(page, source)
    if urlsplit(page.url).path in ("", "/"):
        return False
    titles = {lead.title for lead in listing.leads}
    listed, count = sum(len(lead.title) for lead in listing.leads), len(listing.leads)
    repeated = sum(line in titles for line in lines)
    if repeated >= max(_FEW, count / _SHARE) and prose < _LONG * listed:
        return False
    weight = prose * (2 if _declared(page, source) else 1) * (1.5 if draft.published else 1)
    return weight >= listed * (1 + sum(bool(lead.published) for lead in listing.leads) / count)


def _declared(page: Page, source: Source) -> bool:
    """Whether the page calls itself an article."""
    try:
        said = structured.read(tree.parse(decode(page.body, page.content_type, source.charset).text))
    except ExtractError:
        return False
    return said.meta("og:type").lower().startswith("article") or bool(
        said.meta("articletitle") or (said.article and _ARTICLE.search(said.article.kind))
    )
