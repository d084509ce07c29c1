"""What is asked for: articles, or everything of a feed."""

import re
from urllib.parse import unquote, urlsplit

from syndicator.reprint import plain
from syndicator.reprint.fields import Fields

LONGEST = 500
"""The most characters of an article's or a feed's name or address."""

MOST = 50
"""How many articles one request may be about."""

# The path of our base URL may stand before it.
_ARTICLE = re.compile(r"/articles/(?P<slug>[^/]+?)(?:\.[a-z.]+)?/?$", re.IGNORECASE)
_FEED = re.compile(r"/feeds/(?P<slug>[^/.]+)(?:\.[a-z.]+)?/?$", re.IGNORECASE)


def read(fields: Fields) -> tuple[tuple[str, ...], str]:
    """The slugs of the articles asked for, each once and in order, or the name of a feed; faults are noted."""
    faults = len(fields.faults)
    articles = _articles(fields)
    feed = feed_name(fields.text("feed", LONGEST))
    if len(fields.faults) > faults:
        return articles, feed
    if articles and feed:
        fields.wrong("feed", "not-both")
    elif not (articles or feed):
        fields.wrong("article", "missing")
    return articles, feed


def slug(text: str) -> str:
    """An article's slug from its slug, its tag: URI or an address of ours; other text stays as it is."""
    return _named(text, _ARTICLE)


def feed_name(text: str) -> str:
    """A feed's name from its name or an address of ours; other text stays as it is."""
    return _named(text, _FEED)


def named(value: object) -> tuple[str, ...]:
    """The names in one value of a form: one a line, each cleaned and once, at most one more than may be asked for."""
    lines = plain.paragraphs(value[: (LONGEST + 1) * MOST]).split("\n") if isinstance(value, str) else ()
    return tuple(dict.fromkeys(line for line in lines if line))[: MOST + 1]


def _articles(fields: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for field in ("article", "articles"):
        value = fields.sent.get(field)
        several = value if isinstance(value, list | tuple) else () if value is None else (value,)
        if len(several) > MOST:
            fields.wrong(field, "too-many", str(MOST))
            return ()
        if not all(isinstance(one, str) for one in several):
            fields.wrong(field, "not-text")
            return ()
        for line in (line for one in several for line in named(one)):
            if len(line) > LONGEST:
                fields.wrong(field, "too-long", str(LONGEST))
                return ()
            found[slug(line)] = None
        if len(found) > MOST:
            fields.wrong(field, "too-many", str(MOST))
            return ()
    return tuple(found)


def _named(text: str, ours: re.Pattern[str]) -> str:
    if text.startswith("tag:"):
        return text.rpartition(":")[2]
    if text.startswith(("http://", "https://")):
        try:
            path = urlsplit(text).path
        except ValueError:
            return text
        match = ours.search(unquote(path))
        return match["slug"] if match else text
    return text
