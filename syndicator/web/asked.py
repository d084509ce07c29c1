"""Which feed is asked for, in which format and by whom; and what every answer with one of its documents carries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import topics
from syndicator.flows.access import Admitted
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.feed import Entry, Feed, Part
from syndicator.publish import usage
from syndicator.publish.formats import FORMATS
from syndicator.store import documents
from syndicator.web import access
from syndicator.web.fastlane import REPEATABLE, Repeatable
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

_RETRY_AFTER: Final = 30  # seconds: a first run of an ordinary source takes about as long


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed in one format, and who is let in to it."""

    feed: Feed
    extension: str
    reader: Admitted
    token: str


async def asked(request: web.Request) -> Asked:
    """What a request asks for, by its path's `name` and `extension`. Raises Problem: 404, 401, 403 or 429."""
    services = request.app[SERVICES]
    extension = request.match_info["extension"]
    feed = services.catalog.feed(request.match_info["name"])
    if feed is None:
        raise await no_feed(services, request.match_info["name"])
    if extension not in FORMATS:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-feed")
    reader = await access.admitted(request, feed)
    return Asked(feed, extension, reader, access.token(request) if reader.partner else "")


async def no_feed(services: Services, name: str) -> Problem:
    """A feed that is not declared: 410 for one that was, so that readers give it up; 404 for any other name."""
    async with services.database.read() as connection:
        was_there = await documents.had(connection, name)
    if was_there:
        return Problem(HTTPStatus.GONE, "removed-feed")
    return Problem(HTTPStatus.NOT_FOUND, "unknown-feed")


def not_ready() -> Problem:
    """Before a feed's first run is done."""
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "feed-not-ready", headers={"Retry-After": str(_RETRY_AFTER)})


def links(request: web.Request, what: Asked, part: Part, entries: Iterable[Entry]) -> tuple[str, ...]:
    """RFC 8288 links: the document's own address, its hub, other parts, its entries' one license, a page for people.

    A partner's document has its token in its address: without it there would be another document there.
    """
    here, name = place(request.app[SERVICES]), what.feed.name
    licenses = {entry.license for entry in entries}

    def of(path: str) -> str:
        return topics.address(request.app[SERVICES], name, what.extension, what.token, path)

    return (
        f'<{of(part.path)}>; rel="self"',
        *([f'<{here.hub}>; rel="hub"'] if here.hub and not part.path else []),
        *(f'<{of(path)}>; rel="{relation}"' for relation, path in part.links),
        *(f'<{license_url}>; rel="license"' for license_url in licenses if len(licenses) == 1),
        f'<{here.feed(name)}>; rel="alternate"; type="text/html"',
    )


def complete(
    request: web.Request, what: Asked, response: web.Response, told: Iterable[str], same: Callable[[], bool]
) -> web.Response:
    """The answer with its links and what machines may do with it, repeated while `same` and its reader is let in."""
    services = request.app[SERVICES]
    response.headers.update(usage.headers(usage.of_feed(what.feed)))
    for link in told:
        response.headers.add("Link", link)

    def still() -> bool:
        return same() and services.access.still(what.reader, what.feed, services.now())

    if still():
        response[REPEATABLE] = Repeatable(still)
    return response
