"""Feed documents, as readers fetch them."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import topics
from syndicator.flows.release import offer, place
from syndicator.model.feed import Feed
from syndicator.publish import usage
from syndicator.publish.formats import FORMATS
from syndicator.web import access
from syndicator.web.fastlane import REPEATABLE, Repeatable
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem
from syndicator.web.ready import answer
from syndicator.web.receipts import given

_RETRY_AFTER: Final = 30  # seconds: a first run of an ordinary source takes about as long


async def document(request: web.Request) -> web.Response:
    """A feed in one format: whole, or 304 for a reader that has it; 503 before its first run is done.

    A partner gets it in its own shape, by its token; 401 for a token that is no good, and without one where the feed
    is for partners.
    """
    services = request.app[SERVICES]
    extension = request.match_info["extension"]
    feed = services.catalog.feed(request.match_info["name"])
    if feed is None or extension not in FORMATS:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-feed")
    reader = await access.admitted(request, feed)
    shelf = await offer(services, feed, reader.shape)
    ready = shelf.documents.get(extension) if shelf else None
    if shelf is None or ready is None:
        headers = {"Retry-After": str(_RETRY_AFTER)}
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "feed-not-ready", headers=headers)
    response = await answer(request, ready)
    response.headers.update(usage.headers(usage.of_feed(feed)))
    for link in _links(request, feed, extension, access.token(request) if reader.partner else ""):
        response.headers.add("Link", link)
    if reader.partner:
        response.headers.update(access.PRIVATE)
        given(request, reader, feed, shelf.entries, extension)

    def still() -> bool:
        same = services.library.ready(feed.name, extension, reader.shape) is ready
        return same and services.access.still(reader, feed, services.now())

    if still():
        response[REPEATABLE] = Repeatable(still)
    return response


def _links(request: web.Request, feed: Feed, extension: str, token: str) -> tuple[str, ...]:
    """RFC 8288 links: the document's own address, its hub, the license its entries agree on, its page for people.

    A partner's document has its token in its address: without it there would be another document there.
    """
    services = request.app[SERVICES]
    here = place(services)
    licenses = {entry.license for entry in services.library.selection(feed.name)}
    return (
        f'<{topics.address(services, feed.name, extension, token)}>; rel="self"',
        *([f'<{here.hub}>; rel="hub"'] if here.hub else []),
        *(f'<{license_url}>; rel="license"' for license_url in licenses if len(licenses) == 1),
        f'<{here.feed(feed.name)}>; rel="alternate"; type="text/html"',
    )
