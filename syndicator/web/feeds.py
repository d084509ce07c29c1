"""Feed documents, as readers fetch them: the live one, its closed months, and pages of what it has no room for."""

from http import HTTPStatus

from aiohttp import hdrs, web

from syndicator.deliver import increment as increments
from syndicator.deliver.conditional import CLOSED, Manners
from syndicator.flows import archive, increment
from syndicator.flows.library import Shelf
from syndicator.flows.release import offer, place
from syndicator.flows.stacks import Stacked, Wanted
from syndicator.publish import history
from syndicator.web.access import PRIVATE
from syndicator.web.asked import Asked, asked, complete, links, not_ready
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem
from syndicator.web.ready import answer, header
from syndicator.web.receipts import given

# The live feed may be answered with what is new alone.
_LIVE = Manners(vary="Accept-Encoding, A-IM")
_CLOSED = Manners(CLOSED)
_CLOSED_PRIVATE = "private, max-age=31536000"


async def document(request: web.Request) -> web.Response:
    """A feed in one format: whole, or 304 for a reader that has it; 503 before its first run is done.

    A reader that asks for it gets what is new since its copy (226, RFC 3229). A partner gets it in its own shape, by
    its token; 401 for a token that is no good, and without one where the feed is for partners.
    """
    services = request.app[SERVICES]
    what = await asked(request)
    shelf = await offer(services, what.feed, what.reader.shape)
    ready = shelf.documents.get(what.extension) if shelf else None
    if shelf is None or ready is None:
        raise not_ready()
    vary = ", ".join(filter(None, (_LIVE.vary, "Authorization" if what.reader.partner else "")))
    response = await _new(request, what, shelf, vary) or await answer(request, ready, _LIVE)
    if what.reader.partner and response.status != HTTPStatus.IM_USED:
        response.headers.update({**PRIVATE, "Vary": vary})
    given(request, what.reader, what.feed, shelf.entries, what.extension)
    told = links(request, what, shelf.part, shelf.entries)
    library = services.library
    return complete(
        request, what, response, told, lambda: library.ready(what.feed.name, what.extension, what.reader.shape) is ready
    )


async def month(request: web.Request) -> web.Response:
    """A closed month of a feed (RFC 5005); the month that runs is the live feed's, any other is not there."""
    services, what, name = request.app[SERVICES], await asked(request), request.match_info["month"]
    stacked = await archive.month(services, what.feed, name, what.extension, what.reader.shape)
    wanted = Wanted(what.feed.name, history.archive_path(name), what.extension, what.reader.shape)
    if stacked is None:
        if await archive.is_running(services, what.feed, name):
            raise web.HTTPTemporaryRedirect(place(services).feed(what.feed.name, what.extension))
        raise _missing(request, what)
    return await _part(request, what, wanted, stacked, _CLOSED, _CLOSED_PRIVATE)


async def page(request: web.Request) -> web.Response:
    """A page of what the live feed has no room for."""
    services, what, number = request.app[SERVICES], await asked(request), int(request.match_info["number"])
    stacked = await archive.page(services, what.feed, number, what.extension, what.reader.shape)
    if stacked is None:
        raise _missing(request, what)
    wanted = Wanted(what.feed.name, history.page_path(number), what.extension, what.reader.shape)
    return await _part(request, what, wanted, stacked, Manners(), PRIVATE["Cache-Control"])


async def _part(  # noqa: PLR0913, PLR0917 - what is sent, and how it may be kept
    request: web.Request, what: Asked, wanted: Wanted, stacked: Stacked, manners: Manners, private: str
) -> web.Response:
    services = request.app[SERVICES]
    if what.reader.partner:
        manners = Manners(private, PRIVATE["Vary"])
    response = await answer(request, stacked.ready, manners)
    given(request, what.reader, what.feed, stacked.held, what.extension)
    told = links(request, what, stacked.part, ())
    return complete(request, what, response, told, lambda: archive.is_current(services, what.feed, wanted, stacked))


async def _new(request: web.Request, what: Asked, shelf: Shelf, vary: str) -> web.Response | None:
    """What is new since a reader's copy; None for one that has it all, wants it all or has we know not what."""
    held = header(request, "If-None-Match")
    if request.method != hdrs.METH_GET or held is None or not increments.wanted(header(request, "A-IM")):
        return None
    full = shelf.documents[what.extension].variants
    if increments.base(held, (full.document.etag,)):
        return None
    since = increments.base(held, increment.known(shelf, what.extension))
    if since is None:
        return None
    ready = await increment.since(request.app[SERVICES], shelf, what.extension, since)
    found = increments.answer(ready, full, since, vary, header(request, "Accept-Encoding"))
    if found is None:
        return None
    response = web.Response(status=found.status, reason="IM Used", body=found.body, headers=dict(found.headers))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _missing(request: web.Request, what: Asked) -> Problem:
    if request.app[SERVICES].library.shelf(what.feed.name) is None:
        return not_ready()
    return Problem(HTTPStatus.NOT_FOUND, "unknown-part")
