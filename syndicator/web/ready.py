"""A ready document as an answer: whole, or not at all for a reader that has it."""

from aiohttp import web

from syndicator.deliver import conditional
from syndicator.deliver.conditional import PUBLIC, Manners
from syndicator.flows.ready import Ready


async def answer(request: web.Request, ready: Ready, manners: Manners = PUBLIC) -> web.Response:
    """200 in a coding the reader takes, 304, or 406; for HEAD without a body."""
    held = (header(request, "If-None-Match"), header(request, "If-Modified-Since"))
    accepted = header(request, "Accept-Encoding")
    if request.method == "GET" and held == (None, None):
        await ready.make(conditional.coding(ready.variants, accepted))
    found = conditional.answer(ready.variants, request.method, *held, accepted, manners)
    response = web.Response(status=found.status, body=found.body or None, headers=dict(found.headers))
    # Programs in a browser may read what any program may.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def header(request: web.Request, name: str) -> str | None:
    """A header's value, its lines joined; None when absent."""
    lines = request.headers.getall(name, [])
    return ", ".join(lines) if lines else None
