"""The feeds on offer, for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.feed import Audience, Entry, Feed
from syndicator.publish.formats import FORMATS
from syndicator.web import jsonld, pages
from syndicator.web.asked import no_feed
from syndicator.web.keys import SERVICES
from syndicator.web.problem import KINDS


@dataclass(frozen=True, slots=True)
class Link:
    """One format of a feed: its name, address and media type."""

    name: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed as the pages show it. `ready` is false before its first run is done; one for partners shows no entries."""

    feed: Feed
    links: tuple[Link, ...]
    entries: Sequence[Entry]
    updated: datetime | None
    zone: ZoneInfo
    ready: bool


async def home(request: web.Request) -> web.Response:
    """Every feed on offer."""
    services = request.app[SERVICES]
    offers = [_offer(services, feed) for feed in services.catalog.feeds]
    return pages.page(request, "home.html", offers=offers)


async def to_home(request: web.Request) -> web.Response:
    """/feeds by itself: the front page lists them."""
    raise web.HTTPMovedPermanently(f"{pages.root(request)}/")


async def feed(request: web.Request) -> web.Response:
    """One feed: how to subscribe, and its newest articles."""
    services = request.app[SERVICES]
    found = services.catalog.feed(request.match_info["name"])
    if found is None:
        raise await no_feed(services, request.match_info["name"])
    offer = _offer(services, found)
    structured = jsonld.script(jsonld.collection(found, offer.entries, place(services)))
    return pages.page(request, "feed.html", offer=offer, structured=structured)


async def problem_kinds(request: web.Request) -> web.Response:
    """What the types of our problem+json mean."""
    return pages.page(request, "problems.html", kinds=KINDS)


def links(services: Services, found: Feed) -> tuple[Link, ...]:
    """A feed's documents. Readers look for their media type by itself, so it comes without a charset."""
    here = place(services)
    return tuple(
        Link(form.name, here.feed(found.name, extension), form.media_type.partition(";")[0])
        for extension, form in FORMATS.items()
    )


def _offer(services: Services, found: Feed) -> Offer:
    entries = services.library.selection(found.name) if found.access is Audience.PUBLIC else ()
    updated = max((entry.updated for entry in entries), default=None)
    shelf = services.library.shelf(found.name)
    return Offer(found, links(services, found), entries, updated, ZoneInfo(found.timezone), ready=shelf is not None)
