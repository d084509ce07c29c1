"""feedgen, mended: the only module that imports it. RSS 2.0 and Atom share this and nothing else.

Each element is built by feedgen or by our extension, then cut out of its document, so that an entry's bytes
can be kept and put between another envelope's. What is mended: dates (feedgen switches the whole process's
locale to write one), namespaces, the order of links, and everything in _extension.
"""

import re
from collections.abc import Mapping

import feedgen.entry
import feedgen.feed
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree
from lxml.etree import _Element

from syndicator.model.feed import Entry
from syndicator.publish.formats._extension import ATOM, EntryExtension, FeedExtension
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc822, zoned

feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = rfc822

__all__ = [
    "FeedEntry",
    "FeedGenerator",
    "atom_around",
    "atom_piece",
    "channel_text",
    "item_text",
    "new_entry",
    "new_feed",
    "rss_around",
    "rss_piece",
]

_EXTENSION = "syndicator"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_RSS_TAIL, _ATOM_TAIL = b"  </channel>\n</rss>\n", b"</feed>\n"
# Elements that RSS readers take as plain text; an item's description is HTML.
_CHANNEL_TEXT = re.compile(rb"(<(?:title|description|copyright)>)([^<]+)")
_ITEM_TEXT = re.compile(rb"(<(?:title|category|source [^>]*|dc:rights)>)([^<]+)")


def new_feed(heading: Heading, namespaces: Mapping[str, str]) -> FeedGenerator:
    """A feed with what both formats share. The page's link comes last: feedgen makes that the channel's."""
    feed = FeedGenerator()
    feed.register_extension(_EXTENSION, FeedExtension, EntryExtension)
    extension: FeedExtension = getattr(feed, _EXTENSION)
    extension.heading, extension.namespaces = heading, namespaces
    feed.id(heading.page_url)
    feed.title(heading.title)
    feed.updated(heading.updated)
    feed.generator(heading.generator)
    feed.rights(heading.notice)
    return feed


def new_entry(entry: Entry) -> FeedEntry:
    """An entry with what both formats share; `entry` is also what the extension writes from."""
    built = FeedEntry()
    built.register_extension(_EXTENSION, EntryExtension)
    getattr(built, _EXTENSION).entry = entry
    built.id(entry.id)
    built.title(entry.title)
    built.content(entry.content_html, type="html")
    built.published(zoned(entry.published.at.replace(microsecond=0)))
    built.updated(zoned(entry.updated))
    if entry.section:
        built.category(term=entry.section)
    return built


def rss_piece(entry: FeedEntry, namespaces: Mapping[str, str]) -> bytes:
    """The `<item>` as it stands in a channel whose root declares `namespaces`.

    It is extended there: elements made where their namespace has no prefix yet cost as much again to be moved.
    """
    root = etree.Element("rss", nsmap={**namespaces, "atom": ATOM, "content": _CONTENT})
    item = entry.rss_entry(extensions=False)
    etree.SubElement(root, "channel").append(item)
    getattr(entry, _EXTENSION).extend_rss(item)
    return item_text(_cut(root, b"    <item>", _RSS_TAIL))


def atom_piece(entry: FeedEntry, namespaces: Mapping[str, str]) -> bytes:
    """The `<entry>` as it stands in a feed whose root declares `namespaces`."""
    root = etree.Element("feed", nsmap=dict(namespaces))
    element = entry.atom_entry(extensions=False)
    root.append(element)
    getattr(entry, _EXTENSION).extend_atom(element)
    return _cut(root, b"  <entry", _ATOM_TAIL)


def rss_around(feed: FeedGenerator) -> tuple[bytes, bytes]:
    """What comes before the first item and after the last one."""
    whole: bytes = feed.rss_str(pretty=True)
    return channel_text(whole.removesuffix(_RSS_TAIL)), _RSS_TAIL


def atom_around(feed: FeedGenerator) -> tuple[bytes, bytes]:
    """What comes before the first entry and after the last one."""
    whole: bytes = feed.atom_str(pretty=True)
    return whole.removesuffix(_ATOM_TAIL), _ATOM_TAIL


def channel_text(written: bytes) -> bytes:
    """A channel's head with & and < of its plain text as hexadecimal references.

    RSS never said whether a title is text or HTML; the RSS Advisory Board found this to be the form that the most
    readers show as meant (RSS Profile, "Character Data").
    """
    return _CHANNEL_TEXT.sub(_as_references, written)


def item_text(written: bytes) -> bytes:
    """The same for an item."""
    return _ITEM_TEXT.sub(_as_references, written)


def _as_references(found: re.Match[bytes]) -> bytes:
    return found[1] + found[2].replace(b"&lt;", b"&#x3C;").replace(b"&amp;", b"&#x26;")


def _cut(root: _Element, start: bytes, tail: bytes) -> bytes:
    whole: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False, pretty_print=True)
    return whole[whole.index(start) :].removesuffix(tail)
