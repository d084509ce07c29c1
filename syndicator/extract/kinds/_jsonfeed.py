"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1) into items."""

import json
import re
from typing import Any

from syndicator.errors import ExtractError
from syndicator.extract.kinds._item import Item
from syndicator.model.draft import Image, Line
from syndicator.text.html import from_text

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1")
# What an extension may call its rights; ours is `_newsfeed`.
_RIGHTS = ("rights", "copyright", "rights_holder", "license", "usage_terms", "credit")


def read(text: str, url: str) -> list[Item]:
    """The feed's items in order. Raises ExtractError when the text is no JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"the feed at {url} is no JSON: {error}") from error
    if not isinstance(feed, dict) or not _VERSION.match(_text(feed, "version")):
        raise ExtractError(f"the JSON at {url} is no JSON Feed: it names no version")
    items = feed.get("items")
    return [_item(item, feed, url) for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _item(item: dict[str, Any], feed: dict[str, Any], url: str) -> Item:
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    extra = [value for name, value in item.items() if name.startswith("_") and isinstance(value, dict)]
    extra += [value for name, value in feed.items() if name.startswith("_") and isinstance(value, dict)]
    origin: dict[str, Any] = next((value["source"] for value in extra if isinstance(value.get("source"), dict)), {})
    picture = _text(item, "image") or _text(item, "banner_image")
    tags = item.get("tags")
    return Item(
        url=_text(item, "url") or _text(item, "external_url"),
        key=_text(item, "id"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=html or from_text(plain),
        base=url,
        published=(_text(item, "date_published"),),
        updated=(_text(item, "date_modified"),),
        authors=_authors(item) or _authors(feed),
        outlet=_text(origin, "name"),
        outlet_url=_text(origin, "url"),
        section=next((tag for tag in tags if isinstance(tag, str)), "") if isinstance(tags, list) else "",
        language=_text(item, "language") or _text(feed, "language"),
        notices=tuple(
            Line(said, f"feed entry {name}") for value in extra for name in _RIGHTS if (said := _text(value, name))
        ),
        pictures=(Image(picture),) if picture else (),
    )


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    authors = holder.get("authors")
    listed = authors if isinstance(authors, list) else [holder.get("author")]
    return tuple(name for author in listed if isinstance(author, dict) and (name := _text(author, "name")))


def _text(holder: dict[str, Any], name: str) -> str:
    """A value as text; ids may be numbers, anything else that is no string is "" (JSON Feed §Items)."""
    value = holder.get(name)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and name == "id" else ""
