"""RSL 1.0 (https://rslstandard.org/rsl): what machines may do with an article or a part of the site.

Permissions are a closed list: what is not permitted is not licensed. A license of ours never names a license server:
what it permits, it permits without one, for the price of naming the owner.
"""

from lxml.etree import _Element

from syndicator.model.feed import Entry, Place
from syndicator.model.rights import AiUse
from syndicator.publish import elements
from syndicator.publish.elements import put

NAMESPACE = "https://rslstandard.org/rsl"
MEDIA_TYPE = "application/rsl+xml"
_PERMITS = {AiUse.NO: "", AiUse.SEARCH: "search", AiUse.YES: "all"}
_PROHIBITS = {AiUse.NO: "all", AiUse.SEARCH: "ai-all", AiUse.YES: ""}


def root() -> _Element:
    """An empty document."""
    return elements.root("rsl", NAMESPACE)


def add(parent: _Element, url: str, use: AiUse, *, holder: str = "", terms: str = "") -> None:
    """Add a `content` to an RSL document or an RSS item (RSL 1.0, RSS module: `url` is of the feed's own origin).

    `holder` owns it, `terms` is the address of the terms in words; either may be "".
    """
    content = put(parent, f"{{{NAMESPACE}}}content", url=url)
    license_ = put(content, "license")
    for name, word in (("permits", _PERMITS[use]), ("prohibits", _PROHIBITS[use])):
        if word:
            put(license_, name, word, type="usage")
    if _PERMITS[use]:
        put(license_, "payment", type="attribution")
    if holder:
        put(content, "copyright", holder, type="organization")
    if terms:
        put(content, "terms", terms)


def of_article(entry: Entry, place: Place) -> bytes:
    """The document of one article."""
    document = root()
    add(document, place.article(entry.slug), entry.ai, holder=entry.holder, terms=entry.license)
    return elements.written(document)
