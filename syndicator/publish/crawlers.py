"""What crawlers find at the addresses they know: robots.txt, license.xml (RSL) and tdmrep.json.

Where every source allows the same, it is said once for the whole site. Where they differ, each feed's documents are
named, and articles are left to what comes with each of them: a rule for all would be wrong for some, and of two
statements the one that allows less counts.
"""

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from syndicator.model.feed import Audience, Feed, Place
from syndicator.model.rights import AiUse
from syndicator.publish import rsl
from syndicator.publish.elements import written
from syndicator.publish.usage import content_usage, everywhere, least, of_feed, reserved

_DISALLOWED = ("/reprints", "/metrics")


def robots(feeds: Sequence[Feed], place: Place) -> str:
    """robots.txt (RFC 9309): License and Sitemap for everybody, Content-Usage where it can be said for a path."""
    prefix = urlsplit(place.base_url).path
    lines = [
        f"License: {place.base_url}/license.xml",
        f"Sitemap: {place.base_url}/sitemap-news.xml",
        "",
        "User-agent: *",
        *(f"Disallow: {prefix}{path}" for path in _DISALLOWED),
    ]
    uses = everywhere(feeds)
    if len(uses) <= 1:
        lines.append(f"Content-Usage: {content_usage(least(uses))}")
    else:
        lines += [
            f"Content-Usage: {prefix}{path} {content_usage(of_feed(feed))}" for feed in feeds for path in _paths(feed)
        ]
    return "\n".join(lines) + "\n"


def license_xml(feeds: Sequence[Feed], place: Place) -> bytes:
    """The site's RSL document; where sources differ, an article's own is linked from its page."""
    document = rsl.root()
    uses = everywhere(feeds)
    if len(uses) <= 1:
        rsl.add(document, f"{place.base_url}/", least(uses), terms=f"{place.base_url}/licenses")
    else:
        for feed in feeds:
            for path in _paths(feed):
                url = f"{place.base_url}{path}"
                rsl.add(document, url, of_feed(feed), holder=feed.policy.holder, terms=f"{place.base_url}/licenses")
    return written(document)


def tdmrep(feeds: Sequence[Feed], place: Place) -> bytes:
    """/.well-known/tdmrep.json (TDMRep): what a header or a page's own word says later counts before it."""
    prefix = urlsplit(place.base_url).path
    uses = everywhere(feeds) or {AiUse.SEARCH}
    if len({reserved(use) for use in uses}) == 1:
        rules = [_rule(f"{prefix}/", least(uses))]
    else:
        rules = [_rule(f"{prefix}{path}", of_feed(feed)) for feed in feeds for path in _paths(feed)]
    return json.dumps(rules, ensure_ascii=False, indent=1).encode() + b"\n"


def _paths(feed: Feed) -> tuple[str, ...]:
    """Path patterns of a feed's page, its formats and what lies below it; none of them fits another feed's.

    None of a feed for partners: crawlers can't have it, and need not know its name.
    """
    if feed.access is not Audience.PUBLIC:
        return ()
    return (f"/feeds/{feed.name}$", f"/feeds/{feed.name}.", f"/feeds/{feed.name}/")


def _rule(location: str, use: AiUse) -> dict[str, object]:
    return {"location": location, "tdm-reservation": int(reserved(use))}
