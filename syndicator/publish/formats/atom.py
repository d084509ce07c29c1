"""Atom (RFC 4287) with license links (RFC 4946)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from syndicator.model.feed import Entry
from syndicator.publish.excerpt import excerpt_html
from syndicator.publish.formats import _feedgen
from syndicator.publish.formats._extension import DCTERMS
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339

_NAMESPACES = {"dcterms": DCTERMS}
# A feed is written with this time, and kept: it is what of a feed changes most.
_THEN = datetime(2000, 1, 1, tzinfo=UTC)


class Atom:
    """Rights, people and source in Atom's own elements; holder, license and credit also in DCMI terms."""

    name = "Atom"
    extension = "atom"
    media_type = "application/atom+xml; charset=utf-8"
    between = b""

    def piece(self, entry: Entry) -> bytes:
        """One `<entry>`."""
        return _feedgen.atom_piece(atom_entry(entry), _NAMESPACES)

    def around(self, head: Heading, _entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The feed."""
        before, after = _around(replace(head, updated=_THEN))
        return before.replace(_updated(_THEN), _updated(head.updated)), after


def atom_entry(entry: Entry) -> _feedgen.FeedEntry:
    """The entry in feedgen's terms. Its links are the extension's: feedgen would lose their rel."""
    built = _feedgen.new_entry(entry)
    built.summary(excerpt_html(entry), type="html")
    built.rights(entry.notice)
    built.author([{"name": name} for name in entry.authors])
    built.contributor([{"name": name} for name in entry.editors])
    return built


def atom_feed(head: Heading) -> _feedgen.FeedGenerator:
    """The feed in feedgen's terms, without entries. Its id is its page's address, the same for every format."""
    built = _feedgen.new_feed(head, _NAMESPACES)
    if head.description != head.title:
        built.subtitle(head.description)
    built.language(head.language)
    built.author(name=head.publisher)
    built.link(href=head.url, rel="self", type="application/atom+xml")
    if head.hub:
        built.link(href=head.hub, rel="hub")
    for relation, address in head.links:
        built.link(href=address, rel=relation)
    if head.license:
        built.link(href=head.license, rel="license")
    built.link(href=head.page_url, rel="alternate", type="text/html")
    return built


@lru_cache(maxsize=512)
def _around(head: Heading) -> tuple[bytes, bytes]:
    return _feedgen.atom_around(atom_feed(head))


def _updated(at: datetime) -> bytes:
    return f"<updated>{rfc3339(at)}</updated>".encode()
