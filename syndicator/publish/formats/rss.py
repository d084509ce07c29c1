"""RSS 2.0 (https://www.rssboard.org/rss-specification) after the RSS Advisory Board's profile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from syndicator.model.feed import Entry
from syndicator.publish import rsl
from syndicator.publish.excerpt import excerpt_html
from syndicator.publish.formats import _feedgen
from syndicator.publish.formats._extension import DC, DCTERMS, MEDIA
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc822

_NAMESPACES = {"dc": DC, "dcterms": DCTERMS, "media": MEDIA, "rsl": rsl.NAMESPACE}
# A channel is written with this time, and kept: it is what of a channel changes most.
_THEN = datetime(2000, 1, 1, tzinfo=UTC)


class Rss:
    """Rights in Dublin Core, editors in Media RSS, links in Atom: the fields RSS itself does not have."""

    name = "RSS 2.0"
    extension = "rss"
    media_type = "application/rss+xml; charset=utf-8"
    between = b""

    def piece(self, entry: Entry) -> bytes:
        """One `<item>`."""
        return _feedgen.rss_piece(item(entry), _NAMESPACES)

    def around(self, head: Heading, _entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The channel."""
        before, after = _around(replace(head, updated=_THEN))
        return before.replace(_built(_THEN), _built(head.updated)), after


def item(entry: Entry) -> _feedgen.FeedEntry:
    """The item in feedgen's terms. Its link is the original page; its id is ours and no address (a tag: URI)."""
    built = _feedgen.new_entry(entry)
    built.link(href=entry.origin_url)
    built.description(excerpt_html(entry))
    built.source(url=entry.source_url, title=entry.origin_name)
    return built


def channel(head: Heading) -> _feedgen.FeedGenerator:
    """The channel in feedgen's terms, without items."""
    built = _feedgen.new_feed(head, _NAMESPACES)
    built.description(head.description)
    built.language(head.language.lower())
    built.ttl(head.minutes)
    built.link(href=head.url, rel="self", type="application/rss+xml")
    built.link(href=head.page_url)
    return built


@lru_cache(maxsize=512)
def _around(head: Heading) -> tuple[bytes, bytes]:
    return _feedgen.rss_around(channel(head))


def _built(at: datetime) -> bytes:
    return f"<lastBuildDate>{rfc822(at)}</lastBuildDate>".encode()
