"""RSS 1.0 (https://web.resource.org/rss/1.0/spec): RDF, with the modules that carry rights and origin.

Dublin Core, DCMI terms and Creative Commons for the rights, Aggregation for the origin, Link for where to ask.
An Atom link has no place here: its attributes are in no namespace, which RDF/XML does not allow.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from lxml.etree import _Element

from syndicator.model.feed import Entry
from syndicator.publish.clean import safe
from syndicator.publish.elements import inside, listed, put, quoted, root, written
from syndicator.publish.excerpt import excerpt_html
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339
from syndicator.publish.words import words

_RSS = "http://purl.org/rss/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_CC = "http://web.resource.org/cc/"
_AG = "http://purl.org/rss/1.0/modules/aggregation/"
_LINK = "http://purl.org/rss/1.0/modules/link/"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_PREFIXES = {"rdf": _RDF, "dc": _DC, "dcterms": _DCTERMS, "cc": _CC, "ag": _AG, "l": _LINK, "sy": _SY}
_PREFIXES["content"] = _CONTENT
_ABOUT, _RESOURCE = f"{{{_RDF}}}about", f"{{{_RDF}}}resource"
# Relations are named in full here; this is how RFC 4287 §4.2.7.2 names registered ones.
_RELATED = "http://www.iana.org/assignments/relation/related"
_HOUR, _DAY = 60, 1440
# A channel is written with this time, and kept: it is what of a channel changes most, with the list of its items.
_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_TAIL = b"</rdf:RDF>\n"


class Rdf:
    """An item is known by its article's id: its link, the page it came from, may move."""

    name = "RSS 1.0"
    extension = "rdf"
    media_type = "application/rdf+xml; charset=utf-8"
    between = b""

    def piece(self, entry: Entry) -> bytes:
        """One `<item>`."""
        document = _document()
        _item(document, entry)
        return inside(document, b"  <item ")

    def around(self, head: Heading, entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The channel, which lists the items' ids, and the items after it."""
        channel = _written(replace(head, updated=_THEN)).replace(_date(_THEN), _date(head.updated))
        rows = (b"<rdf:li rdf:resource=%s/>" % quoted(entry.id) for entry in entries)
        return listed(channel, b"<rdf:Seq/>", rows).removesuffix(_TAIL), _TAIL


def _document() -> _Element:
    return root(f"{{{_RDF}}}RDF", _RSS, _PREFIXES)


def _item(document: _Element, entry: Entry) -> None:
    item = put(document, f"{{{_RSS}}}item", **{_ABOUT: safe(entry.id)})
    put(item, "title", entry.title)
    put(item, "link", entry.origin_url)
    put(item, "description", excerpt_html(entry))
    put(item, f"{{{_CONTENT}}}encoded", entry.content_html)
    published = rfc3339(entry.published.at.replace(microsecond=0))
    put(item, f"{{{_DC}}}date", published)
    put(item, f"{{{_DCTERMS}}}issued", published)
    put(item, f"{{{_DCTERMS}}}modified", rfc3339(entry.updated))
    put(item, f"{{{_DC}}}language", entry.language)
    for name, texts in (
        (f"{{{_DC}}}subject", (entry.section,)),
        (f"{{{_DC}}}creator", entry.authors),
        (f"{{{_DC}}}contributor", entry.editors),
        (f"{{{_DC}}}rights", (entry.notice,)),
        (f"{{{_DCTERMS}}}rightsHolder", (entry.holder,)),
        (f"{{{_DCTERMS}}}accessRights", (entry.usage_terms,)),
        (f"{{{_DCTERMS}}}bibliographicCitation", (entry.credit,)),
        (f"{{{_AG}}}source", (entry.origin_name,)),
        (f"{{{_AG}}}sourceURL", (entry.source_url,)),
    ):
        for text in filter(None, texts):
            put(item, name, text)
    put(item, f"{{{_DCTERMS}}}license", **{_RESOURCE: entry.license})
    put(item, f"{{{_CC}}}license", **{_RESOURCE: entry.license})
    related = {_RESOURCE: entry.reprint_url, f"{{{_LINK}}}rel": _RELATED, f"{{{_LINK}}}type": "text/html"}
    put(item, f"{{{_LINK}}}link", **related, **{f"{{{_LINK}}}title": words(entry.language).reprint})


@lru_cache(maxsize=512)
def _written(head: Heading) -> bytes:
    document = _document()
    _channel(document, head)
    return written(document)


def _date(at: datetime) -> bytes:
    return f"<dc:date>{rfc3339(at)}</dc:date>".encode()


def _channel(document: _Element, head: Heading) -> None:
    channel = put(document, f"{{{_RSS}}}channel", **{_ABOUT: head.url})
    put(channel, "title", head.title)
    put(channel, "link", head.page_url)
    put(channel, "description", head.description)
    put(channel, f"{{{_DC}}}language", head.language)
    put(channel, f"{{{_DC}}}publisher", head.publisher)
    put(channel, f"{{{_DC}}}rights", head.notice)
    put(channel, f"{{{_DC}}}date", rfc3339(head.updated))
    if head.license:
        put(channel, f"{{{_CC}}}license", **{_RESOURCE: head.license})
    period, minutes = ("hourly", _HOUR) if head.minutes <= _HOUR else ("daily", _DAY)
    put(channel, f"{{{_SY}}}updatePeriod", period)
    put(channel, f"{{{_SY}}}updateFrequency", str(max(minutes // head.minutes, 1)))
    put(put(channel, "items"), f"{{{_RDF}}}Seq")
