"""The list a page declares for machines: JSON-LD ItemList, Blog, or several articles (schema.org).

For pages whose visible list is made by scripts. A list of menus or crumbs is told by its addresses.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from syndicator.extract.kinds._links import looks_like_article
from syndicator.model.draft import Lead
from syndicator.text import dates
from syndicator.text.urls import absolute, canonical

_DOCUMENT = re.compile(r"<script\b[^>]*\bld\+json\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_LEAST = 3
_DEEPEST = 40
_LISTS = {"ItemList": ("itemListElement",), "Blog": ("blogPost", "blogPosts"), "CollectionPage": ("hasPart",)}
_ARTICLES = ("Article", "Posting", "Report", "NewsItem")
_TITLE = 300


def declared_list(html: str, url: str, zone: ZoneInfo) -> list[Lead]:
    """The longest list of articles in a page's JSON-LD, each address once; [] when there is none."""
    nodes = [node for text in _DOCUMENT.findall(html) for node in _nodes(_loads(text))]
    lists = [[item for key in keys for item in _many(node.get(key))] for node in nodes for keys in _keys(node)]
    lists.append([node for node in nodes if _is_article(node)])
    found = (_leads(items, url, zone) for items in lists)
    return max((leads for leads in found if len(leads) >= _LEAST), key=len, default=[])


def _leads(items: list[Any], url: str, zone: ZoneInfo) -> list[Lead]:
    leads: dict[str, Lead] = {}
    for item in items:
        lead = _lead(item, url, zone)
        if lead:
            leads.setdefault(canonical(lead.url), lead)
    likely = sum(looks_like_article(lead.url) for lead in leads.values())
    typed = sum(_is_article(_inner(item)) for item in items)
    return list(leads.values()) if 2 * max(likely, typed) >= len(items) > 0 else []


def _lead(item: Any, base: str, zone: ZoneInfo) -> Lead | None:
    """One element: an address, a ListItem around one or around an article, or the article itself."""
    inside = _inner(item)
    named = (_address(node, name) for node in (item, inside) for name in ("url", "mainEntityOfPage", "@id"))
    address = next(filter(None, named), "")
    url = absolute(address, base).partition("#")[0] if address else ""
    if not url or canonical(url) == canonical(base):
        return None
    title = next((text for name in ("headline", "name") if (text := _text(inside, name))), "") or _text(item, "name")
    date = _text(inside, "datePublished") or _text(inside, "dateCreated")
    return Lead(url, title[:_TITLE], dates.parse(date, zone) if date else None)


def _inner(item: Any) -> Any:
    return item["item"] if isinstance(item, dict) and isinstance(item.get("item"), dict | str) else item


def _address(node: Any, name: str) -> str:
    if isinstance(node, str):
        return node
    value = node.get(name) if isinstance(node, dict) else ""
    value = value.get("@id") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _text(node: Any, name: str) -> str:
    value = node.get(name) if isinstance(node, dict) else ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _is_article(node: Any) -> bool:
    return isinstance(node, dict) and any(
        isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in _many(node.get("@type"))
    )


def _keys(node: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for kind in _many(node.get("@type")):
        if isinstance(kind, str) and kind in _LISTS:
            yield _LISTS[kind]


def _many(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _loads(text: str) -> Any:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document, outer before inner."""
    stack = [(data, 0)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, dict):
            yield value
        inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if depth < _DEEPEST:
            stack.extend((child, depth + 1) for child in reversed(inside) if isinstance(child, dict | list))
