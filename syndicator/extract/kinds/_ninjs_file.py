"""A file of ninjs (IPTC): one document, a list of them, or what newsroom systems wrap such a list in."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from syndicator.errors import ExtractError
from syndicator.extract.kinds import _ninjs
from syndicator.extract.kinds._dropped import Dropped, Item
from syndicator.model.source import Source

# What they call the list.
_LISTS = ("items", "_items", "item", "articles", "newsItems")


def read(text: str, source: Source) -> Dropped:
    """The articles of a file.

    Raises ExtractError for what is no JSON or no ninjs, and DocumentInvalid where its only article lacks something.
    """
    try:
        value = json.loads(text)
    # RecursionError: brackets nested thousands deep.
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"the file is no JSON: {error}"[:500]) from error
    found = list(_documents(value))
    if not found:
        raise ExtractError("no ninjs document: the file has no object with a uri; put in ninjs 1.x, 2.x or 3.x")
    items: list[Item] = []
    refused: list[str] = []
    for number, values in enumerate(found, 1):
        try:
            items.append(_article(values, source))
        except ExtractError as error:
            if len(found) == 1:
                raise
            refused.append(f"article {number}: {error}")
    if not items:
        raise ExtractError(f"none of the {len(found)} articles can be taken: {'; '.join(refused)}")
    return Dropped(tuple(items), tuple(refused))


def _documents(value: Any) -> Iterator[Mapping[str, Any]]:
    """The documents in a file: it is one, a list of them, or an object that holds such a list."""
    listed = value
    if isinstance(value, dict) and not _is_document(value):
        listed = next((value[name] for name in _LISTS if isinstance(value.get(name), list | dict)), None)
        listed = [listed] if isinstance(listed, dict) else listed
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict) and _is_document(one):
            yield from _ninjs.articles(one)


def _is_document(value: Mapping[str, Any]) -> bool:
    return bool({"uri", "guid"} & {name.lower() for name in value})


def _article(values: Mapping[str, Any], source: Source) -> Item:
    sort = str(next((value for name, value in values.items() if name.lower() == "type"), "")).lower()
    try:
        key, draft = _ninjs.read(values, source)
    except ExtractError as error:
        if sort in _ninjs.WITHOUT_TEXT:
            raise ExtractError(f"a ninjs item of type {sort} is no article by itself: put in the article") from error
        raise
    return Item(key, draft)
