"""/websub/TOKEN: where hubs verify our subscriptions and deliver what is new (W3C WebSub REC)."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import websub
from syndicator.flows.services import Services
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.web import body
from syndicator.web.keys import BACKGROUND, REPORT, SERVICES
from syndicator.web.problem import Problem

_NEVER_KEPT: Final = {"Cache-Control": "no-store"}
_LATER: Final = {"Retry-After": "60", **_NEVER_KEPT}


async def verify(request: web.Request) -> web.Response:
    """Echo the challenge of a subscription we asked for (section 5.3); 404 for any other."""
    text = await websub.confirm(request.app[SERVICES], request.match_info["token"], request.query)
    if text is None:
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    return web.Response(text=text, headers=_NEVER_KEPT)


async def deliver(request: web.Request) -> web.Response:
    """Take what a hub delivers (section 7), and read it after the answer: a hub does not wait long.

    410 for a subscription we don't have: the hub may drop it. 503 while too many deliveries wait. One whose
    signature is missing or wrong is answered like any other, and dropped (section 7.1).
    """
    services, background = request.app[SERVICES], request.app[BACKGROUND]
    found = await websub.awaited(services, request.match_info["token"])
    if found is None:
        raise Problem(HTTPStatus.GONE, "not-found")
    subscription, source = found
    if background.full(source.key):
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=_LATER)
    sent = await body.exact(request, services.config.fetch.max_bytes)
    if websub.genuine(subscription, sent, request.headers.get("X-Hub-Signature", "")):
        links = tuple(request.headers.getall("Link", ()))
        page = Page(subscription.topic, sent, request.headers.get("Content-Type", ""), links=links)
        background.start(source.key, _take_in(request.app, services, source, page))
    return web.Response(status=HTTPStatus.ACCEPTED, headers=_NEVER_KEPT)


async def _take_in(app: web.Application, services: Services, source: Source, page: Page) -> None:
    app[REPORT](await websub.take_in(services, source, page))
