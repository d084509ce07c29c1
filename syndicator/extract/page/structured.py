"""What a page says of itself for machines: meta elements and JSON-LD (schema.org), broken JSON-LD included."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.etree import _Element as Element

from syndicator.extract.page.tree import squeeze

_MARKUP = re.compile(r"<[/a-zA-Z][^<>]*>")
_LIMIT = 4_000_000
_DEPTH = 40
_WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|"
    r"/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BARE_ENTRY = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|SocialMediaPosting|Review|Recipe|NewsItem)$")
_EVENT, _DAY = re.compile(r"(?:Event|Festival)$"), 10
_PAGE = re.compile(r"(?:WebPage|ItemPage|Course|HowTo|VideoObject|CreativeWork|Event|QAPage)$")


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation named in JSON-LD; `kind` is "person", "organization" or "" when not said."""

    name: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The article a page's JSON-LD describes; "" or () for what it leaves out. Dates are as printed."""

    kind: str = ""
    headline: str = ""
    subtitle: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[Party, ...] = ()
    publisher: Party | None = None
    section: str = ""
    body: str = ""
    language: str = ""
    images: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structured:
    """Meta contents by lower-case name (first first), and the JSON-LD article if there is one.

    `occasions` are the days (YYYY-MM-DD) of what a page without an article announces: no days of publication.
    """

    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    article: LinkedArticle | None = None
    occasions: frozenset[str] = frozenset()

    def meta(self, *names: str) -> str:
        """The first content that is not empty, trying the names in order; "" when there is none."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return ""


def read(root: Element) -> Structured:
    """Read a page's meta elements and JSON-LD."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = squeeze(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    nodes, rescued = _linked_data(root)
    article = _article(nodes, rescued)
    occasions = frozenset[str]() if article and article.published else frozenset(_occasions(nodes))
    return Structured({name: tuple(contents) for name, contents in metas.items()}, article, occasions)


def _occasions(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if _is(node, _EVENT):
            yield from (_text(node.get(name))[:_DAY] for name in ("startDate", "endDate"))


def _linked_data(root: Element) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Every object of the page's JSON-LD, and the entries of what is no JSON."""
    nodes: list[dict[str, Any]] = []
    rescued: dict[str, str] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        data = _loads(script.text[:_LIMIT])
        if data is None:
            rescued.update((key, unescape(value)) for key, value in _BARE_ENTRY.findall(script.text[:_LIMIT]))
        nodes.extend(_nodes(data))
    return nodes, rescued


def _article(nodes: list[dict[str, Any]], rescued: dict[str, str]) -> LinkedArticle | None:
    named = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > len(("@id", "@type"))
    }
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    pages = [node for node in nodes if _is(node, _PAGE)]
    for node in sorted(articles, key=_fullness, reverse=True)[:1] or sorted(pages, key=_fullness, reverse=True)[:1]:
        return _linked(node, named)
    # Baidu's own form for pages: no type, and its own words for headline and times.
    for node in (node for node in nodes if node.get("pubDate") and "@type" not in node):
        return LinkedArticle(
            headline=_text(node.get("title")), published=_text(node["pubDate"]), modified=_text(node.get("upDate"))
        )
    if "headline" in rescued:
        return LinkedArticle(
            headline=_text(rescued["headline"]),
            published=rescued.get("datePublished", ""),
            modified=rescued.get("dateModified", ""),
            section=rescued.get("articleSection", ""),
        )
    return None


def _loads(text: str) -> Any:
    """JSON as browsers' neighbours write it: comments around it, raw control characters, trailing commas, entities."""
    text = _WRAPPER.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every typed object of a JSON-LD document, outer before inner."""
    stack: list[tuple[Any, int]] = [(data, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > _DEPTH:
            continue
        if isinstance(value, dict):
            yield value
            stack.extend(
                (child, depth + 1) for child in reversed(list(value.values())) if isinstance(child, (dict, list))
            )
        elif isinstance(value, list):
            stack.extend((child, depth + 1) for child in reversed(value) if isinstance(child, (dict, list)))


def _is(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    return any(isinstance(kind, str) and pattern.search(kind) for kind in _many(node.get("@type")))


def _fullness(node: dict[str, Any]) -> int:
    return sum(
        1
        for key in ("headline", "datePublished", "author", "articleBody", "dateModified", "publisher")
        if node.get(key)
    )


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    for item in _many(value):
        if isinstance(item, str) and item.strip():
            return squeeze(unescape(item))
        if isinstance(item, dict):
            return _text(item.get("@value") or item.get("name"))
    return ""


def _body(value: Any) -> str:
    """The declared text with its lines kept; mark-up in it, which some systems leave there, is taken out."""
    text = next((item for item in _many(value) if isinstance(item, str)), "")
    text = _MARKUP.sub("\n", unescape(text)) if "<" in text else unescape(text)
    return "\n".join(line for line in map(squeeze, text.splitlines()) if line)


def _linked(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> LinkedArticle:
    publishers = list(_parties(node.get("publisher"), named))
    return LinkedArticle(
        kind=next((kind for kind in _many(node.get("@type")) if isinstance(kind, str)), ""),
        headline=_text(node.get("headline")) or _text(node.get("name")),
        subtitle=_text(node.get("alternativeHeadline")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        authors=tuple(_parties(node.get("author") or node.get("creator"), named)),
        publisher=publishers[0] if publishers else None,
        section=_text(node.get("articleSection")),
        body=_body(node.get("articleBody")),
        language=_text(node.get("inLanguage")),
        images=tuple(_images(node.get("image"))),
        notices=tuple(_notices(node)),
    )


def _parties(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[Party]:
    for item in _many(value):
        if isinstance(item, str) and item.strip():
            yield Party(squeeze(unescape(item)))
        elif isinstance(item, dict):
            full = {**named.get(item.get("@id") or "", {}), **item} if isinstance(item.get("@id"), str) else item
            kinds = " ".join(kind for kind in _many(full.get("@type")) if isinstance(kind, str))
            kind = "person" if "Person" in kinds else "organization" if "Organization" in kinds else ""
            for name in _many(full.get("name")):
                if isinstance(name, str) and name.strip():
                    yield Party(squeeze(unescape(name)), kind, _text(full.get("url")))


def _images(value: Any) -> Iterator[str]:
    for item in _many(value):
        url = item if isinstance(item, str) else _text(item.get("url")) if isinstance(item, dict) else ""
        if url:
            yield url


def _notices(node: dict[str, Any]) -> Iterable[str]:
    for key in ("copyrightNotice", "license", "usageInfo", "creditText"):
        text = _text(node.get(key))
        if text:
            yield text
    holder, year = _text(node.get("copyrightHolder")), node.get("copyrightYear")
    if holder:
        yield f"© {year} {holder}" if year else f"© {holder}"
