"""The catalogue of feeds as OPML 2.0 (http://opml.org/spec2.opml), to subscribe to all of them at once."""

from collections.abc import Iterable

from lxml import etree

from syndicator.model.feed import Audience, Feed, Place
from syndicator.publish.clean import safe
from syndicator.publish.elements import written

MEDIA_TYPE = "text/x-opml; charset=utf-8"
# One format a feed, so that nobody subscribes six times: the one that tells of articles taken down.
_EXTENSION = "atom"


def catalogue(feeds: Iterable[Feed], place: Place, title: str) -> bytes:
    """Every feed that everybody may read, in one folder called `title`."""
    document = etree.Element("opml", version="2.0")
    head = etree.SubElement(document, "head")
    etree.SubElement(head, "title").text = safe(title)
    etree.SubElement(head, "ownerName").text = safe(place.publisher) or safe(title)
    folder = etree.SubElement(etree.SubElement(document, "body"), "outline", text=safe(title))
    for feed in feeds:
        if feed.access is Audience.PUBLIC:
            etree.SubElement(folder, "outline", _outline(feed, place))
    return written(document)


def _outline(feed: Feed, place: Place) -> dict[str, str]:
    attributes = {
        "type": "rss",
        "text": safe(feed.title),
        "title": safe(feed.title),
        "description": safe(feed.description),
        "language": feed.language.lower(),
        "xmlUrl": place.feed(feed.name, _EXTENSION),
        "htmlUrl": place.feed(feed.name),
    }
    return {name: value for name, value in attributes.items() if value}
