"""NewsML-G2 2.35 (IPTC, https://iptc.org/std/NewsML-G2/), conformance power: a newsMessage of newsItems.

A packageItem before them stands for the feed: its title, its notice, and which articles it holds in which order.
The body is HTML in inlineData: exactly what every other format carries. Where the standard's own vocabularies have no
term, a role is named by its URI at schema.org.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.etree import _Element

from syndicator.model.feed import Entry, Gone
from syndicator.model.rights import Status
from syndicator.publish.clean import safe
from syndicator.publish.elements import inside, listed, put, quoted, root, written
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339
from syndicator.publish.usage import data_mining
from syndicator.publish.words import words
from syndicator.text.urls import front_page

_NAR = "http://iptc.org/std/nar/2006-10-01/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_ODRL = "http://www.w3.org/ns/odrl/2/"
_VERSION = {"standard": "NewsML-G2", "standardversion": "2.35", "conformance": "power"}
_EDITOR, _SUBTITLE = "https://schema.org/editor", "https://schema.org/alternativeHeadline"
# A message is written with this time, and kept: it is what of one changes most, with the list of its items.
_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_TAIL = b"</itemSet>\n</newsMessage>\n"


class NewsMl:
    """Rights in rightsInfo, the license as the address of the usage terms, the credit line in creditline."""

    name = "NewsML-G2"
    extension = "newsml.xml"
    media_type = "application/vnd.iptc.g2.newsmessage+xml"
    between = b""

    def piece(self, entry: Entry) -> bytes:
        """One `<newsItem>`."""
        items = root("itemSet", _NAR)
        _item(items, entry)
        return inside(items, b"  <newsItem ")

    def around(self, head: Heading, entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The message around ready items. It was sent, as far as it says, when its newest item last changed."""
        message = _written(replace(head, updated=_THEN))
        for stamp in (rfc3339, _counted):
            message = message.replace(stamp(_THEN).encode(), stamp(head.updated).encode())
        rows = (b'<itemRef residref=%s version="%d"/>' % (quoted(one.id), one.version) for one in entries)
        return listed(message, b'<group id="articles"/>', rows).removesuffix(_TAIL), _TAIL


@lru_cache(maxsize=512)
def _written(head: Heading) -> bytes:
    message = root("newsMessage", _NAR)
    header = put(message, "header")
    put(header, "sent", rfc3339(head.updated))
    put(header, "catalogRef", href=_CATALOG)
    put(header, "sender", urlsplit(head.base_url).netloc)
    put(header, "transmitId", head.url)
    put(header, "origin", head.publisher)
    put(header, "channel", head.title)
    items = put(message, "itemSet")
    _package(items, head)
    for gone in head.gone:
        _canceled(items, gone, head.base_url)
    return written(message)


def _counted(at: datetime) -> str:
    """An item's version where versions are counted by time: later ones are higher than any count of edits."""
    return f'version="{int(at.timestamp())}"'


def _package(items: _Element, head: Heading) -> None:
    package = _any_item(items, "packageItem", head.page_url, head.updated)
    package.set(_LANG, head.language)
    rights = put(package, "rightsInfo")
    put(rights, "copyrightNotice", head.notice)
    if head.license:
        put(rights, "usageTerms", href=head.license)
    meta = _meta(package, "ninat:composite", head.base_url, head.updated, Status.USABLE)
    put(meta, "title", head.title)
    put(put(package, "groupSet", root="articles"), "group", id="articles")


def _canceled(items: _Element, gone: Gone, provider: str) -> None:
    """An article taken down: its name and that it is."""
    _meta(_any_item(items, "newsItem", gone.id, gone.at), "ninat:text", provider, gone.at, Status.CANCELED)


def _any_item(items: _Element, name: str, guid: str, at: datetime) -> _Element:
    """An item whose versions are counted by time: later ones are higher, and higher than any count of edits."""
    item = put(items, name, **_VERSION, guid=guid, version=str(int(at.timestamp())))
    put(item, "catalogRef", href=_CATALOG)
    return item


def _meta(item: _Element, kind: str, provider: str, at: datetime, status: Status) -> _Element:
    meta = put(item, "itemMeta")
    put(meta, "itemClass", qcode=kind)
    put(meta, "provider", uri=provider)
    put(meta, "versionCreated", rfc3339(at))
    put(meta, "pubStatus", qcode=f"stat:{status}")
    return meta


def _item(items: _Element, entry: Entry) -> None:
    item = put(
        items, "newsItem", **_VERSION, guid=safe(entry.id), version=str(entry.version), **{_LANG: entry.language}
    )
    put(item, "catalogRef", href=_CATALOG)
    _rights(put(item, "rightsInfo"), entry)
    _management(put(item, "itemMeta"), entry)
    _content(put(item, "contentMeta"), entry)
    put(put(item, "contentSet"), "inlineData", entry.content_html, contenttype="text/html")


def _rights(rights: _Element, entry: Entry) -> None:
    put(put(rights, "copyrightHolder", uri=front_page(entry.origin_url)), "name", entry.holder)
    put(rights, "copyrightNotice", entry.notice)
    put(rights, "usageTerms", entry.usage_terms, href=entry.license)
    offer = f"{entry.page_url}.odrl.json"
    put(rights, "link", rel="irel:rightspolicy", href=offer, contenttype="application/ld+json", formaturi=_ODRL)
    ask = put(rights, "link", rel="irel:seeAlso", href=entry.reprint_url, contenttype="text/html")
    put(ask, "title", words(entry.language).reprint)
    put(rights, "dataMining", uri=data_mining(entry.ai))


def _management(item: _Element, entry: Entry) -> None:
    put(item, "itemClass", qcode="ninat:text")
    put(item, "provider", uri=entry.page_url.rpartition("/articles/")[0])
    put(item, "versionCreated", rfc3339(entry.updated))
    put(item, "firstCreated", rfc3339(entry.published.at.replace(microsecond=0)))
    put(item, "pubStatus", qcode=f"stat:{Status.USABLE}")
    put(item, "link", rel="irel:derivedFrom", href=entry.origin_url, contenttype="text/html")


def _content(content: _Element, entry: Entry) -> None:
    put(content, "contentCreated", rfc3339(entry.published.at.replace(microsecond=0)))
    put(content, "contentModified", rfc3339(entry.updated))
    put(put(content, "infoSource", uri=entry.source_url), "name", entry.origin_name)
    for author in entry.authors:
        put(put(content, "creator"), "name", author)
    for editor in entry.editors:
        put(put(content, "contributor", roleuri=_EDITOR), "name", editor)
    put(content, "language", tag=entry.language)
    if entry.section:
        put(put(content, "subject"), "name", entry.section)
    put(content, "headline", entry.title)
    for line in entry.subtitles:
        put(content, "headline", line, roleuri=_SUBTITLE)
    if entry.authors:
        put(content, "by", words(entry.language).between.join(entry.authors))
    put(content, "creditline", entry.credit)
    if entry.summary:
        put(content, "description", entry.summary, role="drol:summary")
