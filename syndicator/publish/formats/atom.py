"""Atom (RFC 4287) with license links (RFC 4946)."""

from collections.abc import Sequence

from syndicator.model.feed import LIVE, Entry, Feed, Part, Place
from syndicator.publish.excerpt import excerpt_html
from syndicator.publish.formats import _feedgen
from syndicator.publish.formats._extension import DCTERMS
from syndicator.publish.heading import heading

_NAMESPACES = {"dcterms": DCTERMS}


class Atom:
    """Rights, people and source in Atom's own elements; holder, license and credit also in DCMI terms."""

    name = "Atom"
    extension = "atom"
    media_type = "application/atom+xml; charset=utf-8"

    def piece(self, entry: Entry) -> bytes:
        """One `<entry>`."""
        return _feedgen.atom_piece(atom_entry(entry), _NAMESPACES)

    def splice(
        self, feed: Feed, entries: Sequence[Entry], pieces: Sequence[bytes], place: Place, part: Part = LIVE
    ) -> bytes:
        """The feed around ready entries."""
        before, after = _feedgen.atom_around(atom_feed(feed, entries, place, part))
        return b"".join((before, *pieces, after))


def atom_entry(entry: Entry) -> _feedgen.FeedEntry:
    """The entry in feedgen's terms. Its links are the extension's: feedgen would lose their rel."""
    built = _feedgen.new_entry(entry)
    built.summary(excerpt_html(entry), type="html")
    built.rights(entry.notice)
    built.author([{"name": name} for name in entry.authors])
    built.contributor([{"name": name} for name in entry.editors])
    return built


def atom_feed(feed: Feed, entries: Sequence[Entry], place: Place, part: Part = LIVE) -> _feedgen.FeedGenerator:
    """The feed in feedgen's terms, without entries. Its id is its page's address, the same for every format."""
    head = heading(feed, entries, place, Atom.extension, part)
    built = _feedgen.new_feed(head, _NAMESPACES)
    if head.description != head.title:
        built.subtitle(head.description)
    built.language(head.language)
    built.author(name=head.publisher)
    built.link(href=head.url, rel="self", type="application/atom+xml")
    if head.license:
        built.link(href=head.license, rel="license")
    built.link(href=head.page_url, rel="alternate", type="text/html")
    return built
