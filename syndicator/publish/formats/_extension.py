"""The one feedgen extension: what feedgen drops or has no words for.

feedgen 1.0.0 writes entry links without their rel, no license, no rights in RSS, and a source of two fields.
The tables ATOM_ENTRY and RSS_ITEM say what is added to each, in the order of the wire; every writer adds one thing.
"""

from collections.abc import Callable, Mapping
from functools import partial

from lxml import etree
from lxml.etree import _Element

from syndicator.model.feed import Entry
from syndicator.publish import rsl
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339
from syndicator.publish.words import words

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# feedgen's Atom tree is in no namespace, its root having a literal xmlns; in RSS Atom's elements need theirs.
ATOM_LINK, RSS_LINK = "link", f"{{{ATOM}}}link"

Writer = Callable[[_Element, Entry], None]


class FeedExtension:
    """Adds to a feed what `heading` says; `namespaces` are those its entries use."""

    def __init__(self) -> None:
        """Take nothing, as feedgen calls it; whoever registers it sets both."""
        self.heading: Heading | None = None
        self.namespaces: Mapping[str, str] = {}

    def extend_ns(self) -> dict[str, str]:
        """Namespace prefixes to declare on the root."""
        return dict(self.namespaces)

    def extend_rss(self, rss: _Element) -> _Element:
        """The channel's links, of which feedgen writes `self` alone (RFC 4946 §2, RFC 5005), and an archive's mark."""
        head = self.heading
        if head:
            hub, license_ = (("hub", head.hub),), (("license", head.license),)
            for relation, address in (*hub, *head.links, *license_):
                if address:
                    etree.SubElement(rss[0], RSS_LINK, rel=relation, href=address)
            _mark(rss[0], head)
        return rss

    def extend_atom(self, feed: _Element) -> _Element:
        """The mark of an archive (RFC 5005 §4) and those taken down (RFC 6721); links feedgen writes itself."""
        if self.heading:
            _mark(feed, self.heading)
            for gone in self.heading.gone:
                at = {"ref": gone.id, "when": rfc3339(gone.at)}
                etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", at, nsmap={"at": TOMBSTONES})
        return feed


class EntryExtension:
    """Adds to an entry everything of `entry` that feedgen can't write."""

    def __init__(self) -> None:
        """Take nothing, as feedgen calls it; whoever registers it sets `entry`."""
        self.entry: Entry | None = None

    def extend_rss(self, item: _Element) -> _Element:
        """Rights, people and links on an RSS item."""
        return self._extend(item, RSS_ITEM)

    def extend_atom(self, element: _Element) -> _Element:
        """Rights, source and links on an Atom entry."""
        return self._extend(element, ATOM_ENTRY)

    def _extend(self, element: _Element, writers: tuple[Writer, ...]) -> _Element:
        if self.entry:
            for write in writers:
                write(element, self.entry)
        return element


def _mark(feed: _Element, head: Heading) -> None:
    if head.archive:
        etree.SubElement(feed, f"{{{HISTORY}}}archive", nsmap={"fh": HISTORY})


def _put(parent: _Element, tag: str, text: str, **attributes: str) -> None:
    if text:
        etree.SubElement(parent, tag, attributes).text = text


def _creators(item: _Element, entry: Entry) -> None:
    for author in entry.authors:
        _put(item, f"{{{DC}}}creator", author)


def _editors(item: _Element, entry: Entry) -> None:
    for editor in entry.editors:
        _put(item, f"{{{MEDIA}}}credit", editor, role="editor", scheme="urn:ebu")


def _notice(item: _Element, entry: Entry) -> None:
    _put(item, f"{{{DC}}}rights", entry.notice)


def _holder(element: _Element, entry: Entry) -> None:
    _put(element, f"{{{DCTERMS}}}rightsHolder", entry.holder)


def _terms(element: _Element, entry: Entry) -> None:
    _put(element, f"{{{DCTERMS}}}accessRights", entry.usage_terms)


def _license(element: _Element, entry: Entry) -> None:
    _put(element, f"{{{DCTERMS}}}license", entry.license)


def _citation(element: _Element, entry: Entry) -> None:
    _put(element, f"{{{DCTERMS}}}bibliographicCitation", entry.credit)


def _license_link(element: _Element, entry: Entry, tag: str) -> None:
    etree.SubElement(element, tag, rel="license", href=entry.license)


def _reprint_link(element: _Element, entry: Entry, tag: str) -> None:
    title = words(entry.language).reprint
    etree.SubElement(element, tag, rel="related", type="text/html", title=title, href=entry.reprint_url)


def _alternate_link(element: _Element, entry: Entry) -> None:
    etree.SubElement(element, ATOM_LINK, rel="alternate", type="text/html", href=entry.origin_url)


def _item_language(item: _Element, entry: Entry) -> None:
    _put(item, f"{{{DC}}}language", entry.language)


def _item_updated(item: _Element, entry: Entry) -> None:
    _put(item, f"{{{ATOM}}}updated", rfc3339(entry.updated))


def _machines(item: _Element, entry: Entry) -> None:
    rsl.add(item, entry.page_url, entry.ai, holder=entry.holder, terms=entry.license)


def _entry_language(element: _Element, entry: Entry) -> None:
    element.set(LANG, entry.language)


def _entry_source(element: _Element, entry: Entry) -> None:
    """The origin's own metadata (RFC 4287 §4.2.11), its rights kept beside the entry's.

    Where no person is named as author the source's is the holder, so that no reader takes the feed's publisher for it.
    """
    source = etree.SubElement(element, "source")
    _put(source, "id", entry.source_url)
    _put(source, "title", entry.origin_name)
    _put(source, "updated", rfc3339(entry.updated))
    etree.SubElement(source, "link", rel="alternate", href=entry.source_url)
    if not entry.authors:
        _put(etree.SubElement(source, "author"), "name", entry.holder)
    _put(source, "rights", entry.notice)


RSS_ITEM: tuple[Writer, ...] = (
    _item_updated,
    _item_language,
    _creators,
    _editors,
    _notice,
    _holder,
    _license,
    _terms,
    _citation,
    partial(_license_link, tag=RSS_LINK),
    partial(_reprint_link, tag=RSS_LINK),
    _machines,
)
ATOM_ENTRY: tuple[Writer, ...] = (
    _entry_language,
    _alternate_link,
    partial(_license_link, tag=ATOM_LINK),
    partial(_reprint_link, tag=ATOM_LINK),
    _entry_source,
    _holder,
    _license,
    _terms,
    _citation,
)
