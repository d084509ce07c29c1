"""What a page's scripts say of its article: where they draw the page, or count readers, it may stand nowhere else."""

import json
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

_KEYS = (
    r"(?:first_?)?(?:publish|pub|issue|release|news|post|article|display)_?(?:ed)?_?(?:time|date|at|on)(?:_?str)?|"
    r"p_?time|ct|ori_?create_?time|create_?(?:time|date|at)|created_?at|created|c_?time|date_?published|input_?time|add_?time"
)
_VALUE = (
    r"(?P<value>(?:19|20)\d{2}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)"
    r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?|1\d{9}(?:\d{3})?)"
)
_ENTRY = re.compile(
    rf"(?<![A-Za-z])(?P<key>{_KEYS})[\"']?\s*[:=,]\s*(?:new Date\()?[\"']?{_VALUE}(?![\d.])", re.IGNORECASE
)
_PUBLISHED = re.compile(r"publi|pub|issue|release|news|post|display|^ct$|^p_?time$", re.IGNORECASE)
_TITLE = re.compile(r"[\"'_ ]title[\"']?\s*[:=]", re.IGNORECASE)
_OUTLET = re.compile(
    r"""(?<![A-Za-z])["']?(?:media_?name|media|source_?name|source|src_?name|news_?source|copy_?from)["']?\s*[:=]\s*"""
    r"""(?P<quote>["'])(?P<name>[^"'<>{}]{2,60})(?P=quote)""",
    re.IGNORECASE,
)
# What tag managers are told of the page, under the names their plugins and handbooks give it.
_LAYER = re.compile(r"dataLayer|digitalData|utag_data")
_AUTHOR = re.compile(
    r"""["'](?:page_?post_?author|(?:page|post|article|content)_?author(?:_?name)?|author_?name)["']\s*:\s*"""
    r"""(?P<quote>["'])(?P<name>[^"'\\<>]{2,60})(?P=quote)""",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"(?:[^\\]|\\u[0-9a-f]{4})+", re.IGNORECASE)
_LONGEST, _TELLING = 2_000_000, 8


def dates(root: Element, headline: str) -> Iterator[str]:
    """The values of what a script calls the time of publication, then of creation, as they stand there.

    Only those beside the article's own headline count: a page's data hold its neighbours' times and its own making's.
    """
    for entries in beside(root, headline, _ENTRY):
        found = [(not _PUBLISHED.search(entry["key"]), entry.start(), entry["value"]) for entry in entries]
        yield from (value for *_, value in sorted(found))


def outlets(root: Element, headline: str) -> Iterator[str]:
    """What a script calls the medium or source of the article, beside the article's own headline."""
    for entries in beside(root, headline, _OUTLET):
        for entry in entries:
            name = entry["name"]
            told = json.loads(f'"{name}"', strict=False) if _ESCAPED.fullmatch(name) else name
            yield told.encode("utf-8", "ignore").decode()


def beside(root: Element, headline: str, entry: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """The entries of each script that tells of the article, between the titles of its neighbours."""
    plain = headline[:_TELLING]
    if not plain:
        return
    escaped = json.dumps(plain)[1:-1]
    for script in root.iter("script"):
        text = script.text or ""
        at = max(text.find(plain), text.find(escaped)) if len(text) <= _LONGEST else -1
        if at >= 0:
            yield list(entry.finditer(text, *_own(text, at)))


def authors(root: Element) -> Iterator[str]:
    """What the data layer of a tag manager calls the page's author, as it stands there."""
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) <= _LONGEST and _LAYER.search(text):
            yield from (match["name"] for match in _AUTHOR.finditer(text))


def _own(text: str, at: int) -> tuple[int, int]:
    """Where a script tells of the article whose headline is at `at`: from the title before its own to the one after."""
    titles = [match.start() for match in _TITLE.finditer(text)]
    own = max((place for place in titles if place <= at), default=at)
    before = max((place for place in titles if place < own), default=0)
    return before, min((place for place in titles if place > at), default=len(text))
