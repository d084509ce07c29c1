"""/admin/reprints: what waits, first what has waited longest; and all other requests, by state, outlet or number."""

from typing import Final

from aiohttp import web

from syndicator.flows import reprint_queue, reprint_watch
from syndicator.model.reprint import RequestState
from syndicator.store import reprint_line, reprint_search
from syndicator.web import pages
from syndicator.web.admin import session
from syndicator.web.admin.shown import lasting
from syndicator.web.keys import SERVICES

PER_PAGE: Final = 50
_MOST_PAGES: Final = 10_000
_LONGEST: Final = 120
OPEN: Final = (RequestState.WAITING, RequestState.ASKED)
SETS: Final = {
    "open": OPEN,
    **{str(state): (state,) for state in RequestState if state is not RequestState.UNCONFIRMED},
    str(RequestState.UNCONFIRMED): (RequestState.UNCONFIRMED,),
    "all": tuple(RequestState),
}
"""What the list may show, by the name that stands in its address."""


async def page(request: web.Request) -> web.Response:
    """The list, with how many requests are in each state and how the desk serves."""
    services = request.app[SERVICES]
    chosen = request.query.get("state", "")
    words = request.query.get("q", "").strip()[:_LONGEST]
    chosen = chosen if chosen in SETS else "all" if words else "open"
    number = _page(request.query.get("page", ""))
    async with services.database.read() as connection:
        found = await reprint_search.leaf(connection, SETS[chosen], words, (number - 1) * PER_PAGE, PER_PAGE + 1)
        lines = [await reprint_queue.line(services, connection, one) for one in found[:PER_PAGE]]
        states = await reprint_line.states(connection)
    counts = {name: sum(states[state] for state in kinds) for name, kinds in SETS.items()}
    return pages.page(
        request,
        "admin/queue.html",
        me=request[session.SESSION].admin,
        token=session.token(request),
        chosen=chosen,
        words=words,
        number=number,
        more=len(found) > PER_PAGE,
        lines=lines,
        counts=counts,
        findings=len(await reprint_watch.findings(services)),
        service=await reprint_queue.service(services),
        over=reprint_queue.STATS_OVER.days,
        lasting=lambda span: lasting(span, request),
    )


def _page(text: str) -> int:
    return min(max(1, int(text)), _MOST_PAGES) if text.isascii() and text.isdigit() and len(text) <= len("10000") else 1
