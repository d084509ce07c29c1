"""RSS 2.0 (https://www.rssboard.org/rss-specification) after the RSS Advisory Board's profile."""

from collections.abc import Sequence

from syndicator.model.feed import LIVE, Entry, Feed, Part, Place
from syndicator.publish.excerpt import excerpt_html
from syndicator.publish.formats import _feedgen
from syndicator.publish.formats._extension import DC, DCTERMS, MEDIA
from syndicator.publish.heading import heading

_NAMESPACES = {"dc": DC, "dcterms": DCTERMS, "media": MEDIA}


class Rss:
    """Rights in Dublin Core, editors in Media RSS, links in Atom: the fields RSS itself does not have."""

    name = "RSS 2.0"
    extension = "rss"
    media_type = "application/rss+xml; charset=utf-8"

    def piece(self, entry: Entry) -> bytes:
        """One `<item>`."""
        return _feedgen.rss_piece(item(entry), _NAMESPACES)

    def splice(
        self, feed: Feed, entries: Sequence[Entry], pieces: Sequence[bytes], place: Place, part: Part = LIVE
    ) -> bytes:
        """The channel around ready items."""
        before, after = _feedgen.rss_around(channel(feed, entries, place, part))
        return b"".join((before, *pieces, after))


def item(entry: Entry) -> _feedgen.FeedEntry:
    """The item in feedgen's terms. Its link is the original page; its id is ours and no address (a tag: URI)."""
    built = _feedgen.new_entry(entry)
    built.link(href=entry.origin_url)
    built.description(excerpt_html(entry))
    built.source(url=entry.source_url, title=entry.origin_name)
    return built


def channel(feed: Feed, entries: Sequence[Entry], place: Place, part: Part = LIVE) -> _feedgen.FeedGenerator:
    """The channel in feedgen's terms, without items."""
    head = heading(feed, entries, place, Rss.extension, part)
    built = _feedgen.new_feed(head, _NAMESPACES)
    built.description(head.description)
    built.language(head.language.lower())
    built.ttl(head.minutes)
    built.link(href=head.url, rel="self", type="application/rss+xml")
    built.link(href=head.page_url)
    return built
