"""Where a site may list its articles: the places its pages and its robots.txt name, and the usual ones to try."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from syndicator.errors import ExtractError
from syndicator.extract.page import structured, tree
from syndicator.extract.page.language import declared
from syndicator.model.page import Page
from syndicator.text.charset import decode
from syndicator.text.urls import absolute, canonical, host_of

Place = Literal["feed", "sitemap", "list"]

_TYPES = re.compile(r"(?:application|text)/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|xml)\b", re.IGNORECASE)
# A feed of an article's comments is no feed of articles.
_COMMENTS = re.compile(r"comments?\b|评论|留言|comment-page|replytocom", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|/)(?:rss|atom|feeds?)(?:/?$|/?index\.\w+$|\.(?:xml|json|php|aspx?|jsp|s?html?)$)|\.(?:rss|atom|rdf)$"
    r"|/(?:rss|feed|atom)[\w-]*\.xml$|/rss/[\w/-]+(?:\.xml)?$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss|rss2|atom|xml)\b", re.IGNORECASE)
_FEED_WORDS = re.compile(
    r"(?:RSS|Atom|Feed)(?:\s*(?:2\.0|1\.0|feeds?|订阅|訂閱|频道|源))?|(?:RSS)?(?:订阅|訂閱)源?", re.IGNORECASE
)
_USUAL_FEEDS = ("feed", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml", "feed.json")
_USUAL_SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "sitemap-news.xml", "news-sitemap.xml")
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"news|latest|article|post|xinwen", re.IGNORECASE)
_MOST = 8


@dataclass(frozen=True, slots=True)
class Hint:
    """A place that may list articles, and what spoke for it. `title` is what the page calls it."""

    place: Place
    url: str
    where: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What a page says of its site; "" for what it does not."""

    name: str = ""
    title: str = ""
    language: str = ""


def hints(page: Page) -> tuple[Hint, ...]:
    """The feeds, sitemaps and lists that an HTML page links to, the surest first. () for what is no HTML."""
    root = _root(page)
    if root is None:
        return ()
    base = tree.base_of(root, page.url)
    return _once((*_declared(root, base), *_linked(root, base, page.url)))


def in_robots(page: Page) -> tuple[Hint, ...]:
    """The sitemaps that a robots.txt names, those of news first."""
    text = page.body.decode("utf-8-sig", "replace")
    urls = [url for line in _SITEMAP_LINE.findall(text) if (url := absolute(line, page.url))]
    urls.sort(key=lambda url: not _NEWS.search(urlsplit(url).path))
    return _once(tuple(Hint("sitemap", url, "robots.txt") for url in urls))


def robots(url: str) -> str:
    """The address of a site's robots.txt (RFC 9309 §2.3)."""
    return urljoin(url, "/robots.txt")


def usual(url: str, place: Place) -> tuple[Hint, ...]:
    """Where such things often are: below the page's own folder, then at the site's root."""
    names = _USUAL_FEEDS if place == "feed" else _USUAL_SITEMAPS
    folder = urljoin(url, ".")
    folders = (folder, urljoin(url, "/")) if place == "feed" else (urljoin(url, "/"),)
    return _once(tuple(Hint(place, urljoin(base, name), "usual place") for name in names for base in folders))


def above(page: Page) -> tuple[Hint, ...]:
    """The lists an article may stand in: what its breadcrumb leads to, the innermost first, and its own folders."""
    root = _root(page)
    crumbs: list[str] = []
    if root is not None:
        base = tree.base_of(root, page.url)
        for element in tree.elements(
            root, "//*[self::div or self::nav or self::ol or self::ul or self::p or self::span]"
        ):
            names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
            if re.search(r"crumb|position|location|dangqian|weizhi|path\b", names):
                crumbs = [absolute(link.get("href") or "", base) for link in element.iter("a") if link.get("href")]
                break
    parts = urlsplit(page.url)
    folder = urljoin(page.url, ".") if not parts.path.endswith("/") else urljoin(page.url, "..")
    found = [url for url in (*reversed(crumbs), folder, urljoin(folder, "..")) if host_of(url) == host_of(page.url)]
    here = canonical(page.url)
    return _once(tuple(Hint("list", url, "above the article") for url in found if canonical(url) != here))[:3]


def linked(page: Page) -> frozenset[str]:
    """The canonical addresses of everything an HTML page links to."""
    root = _root(page)
    if root is None:
        return frozenset()
    base = tree.base_of(root, page.url)
    return frozenset(canonical(absolute(link.get("href") or "", base)) for link in root.iter("a") if link.get("href"))


def site(page: Page) -> Site:
    """What the page says of its site: its name, its own title, its language."""
    root = _root(page)
    if root is None:
        return Site()
    said = structured.read(root)
    title = next((tree.text_of(node) for node in root.iter("title")), "")
    name = said.meta("og:site_name", "application-name", "sitename", "apple-mobile-web-app-title")
    return Site(name[:100], title[:200], declared(root, said))


def _root(page: Page) -> Element | None:
    text = decode(page.body, page.content_type).text
    if "<" not in text:
        return None
    try:
        return tree.parse(text)
    except ExtractError:
        return None


def _declared(root: Element, base: str) -> Iterator[Hint]:
    """What the page's head declares (HTML Standard §4.6.8.1, `rel=alternate`; `rel=sitemap` by custom)."""
    for link in root.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        url = absolute(link.get("href") or "", base) if link.get("href") else ""
        title = tree.squeeze(link.get("title") or "")
        if url and "alternate" in relations and _TYPES.match((link.get("type") or "").strip()):
            if not _COMMENTS.search(f"{title} {url}"):
                yield Hint("feed", url, "link rel=alternate", title)
        elif url and "sitemap" in relations:
            yield Hint("sitemap", url, "link rel=sitemap", title)


def _linked(root: Element, base: str, here: str) -> Iterator[Hint]:
    """Links that look or read like feeds; those of the site itself first."""
    found: list[Hint] = []
    for link in root.iter("a"):
        url = absolute(link.get("href") or "", base).partition("#")[0] if link.get("href") else ""
        if not url or canonical(url) == canonical(here):
            continue
        parts = urlsplit(url)
        words = tree.text_of(link, 60) or link.get("title") or ""
        looks = _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query)
        if (looks or _FEED_WORDS.fullmatch(words.strip())) and not _COMMENTS.search(f"{words} {url}"):
            found.append(Hint("feed", url, f"link {words!r}" if words else "link", words))
    yield from sorted(found, key=lambda hint: host_of(hint.url) != host_of(here))


def _once(found: tuple[Hint, ...]) -> tuple[Hint, ...]:
    kept: dict[str, Hint] = {}
    for hint in found:
        kept.setdefault(canonical(hint.url), hint)
    return tuple(kept.values())[:_MOST]
