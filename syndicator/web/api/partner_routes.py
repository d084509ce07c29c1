"""/api/v1/partner/routes: a partner says where its changes are to be brought."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import Fault, StoreError
from syndicator.flows import partner_routes
from syndicator.flows.partner_routes import Wish
from syndicator.model.partner import Partner, Route
from syndicator.store import routes
from syndicator.web.answers import as_json
from syndicator.web.api.caller import PRIVATE, Fields, changing, faults_told, sent
from syndicator.web.api.caller import partner as caller
from syndicator.web.api.partner import shown_route
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

# Mails and files go where an admin says, not where whoever holds a token does.
_CHANNEL: Final = "webhook"
_FIELDS: Final = ("channel", "to", "secret", "everything")


async def every(request: web.Request) -> web.Response:
    """The partner's routes, those an admin made too; never a secret."""
    partner, _ = await caller(request)
    async with request.app[SERVICES].database.read() as connection:
        found = await routes.of_partner(connection, partner.name)
    return as_json({"routes": [shown_route(one) for one in found]}, headers=PRIVATE)


async def add(request: web.Request) -> web.Response:
    """Begin a webhook: 201, with what signs it. A secret that was not given is shown this once."""
    partner, _ = await changing(request)
    services = request.app[SERVICES]
    with faults_told(request):
        fields = Fields(await sent(request), _FIELDS)
        channel = fields.text("channel") or _CHANNEL
        if channel != _CHANNEL:
            fields.faults.append(Fault("channel", "unknown-channel", f"must be {_CHANNEL}", _CHANNEL))
        wish = Wish(channel, fields.required("to"), fields.text("secret"), everything=fields.flag("everything"))
        fields.done()
        made = await partner_routes.add(services, partner.name, wish)
    told = shown_route(made) if wish.secret else {**shown_route(made), "secret": made.secret}
    return as_json(told, HTTPStatus.CREATED, PRIVATE)


async def change(request: web.Request) -> web.Response:
    """Pause a route, or let it go on: {"paused": true}."""
    partner, _ = await changing(request)
    with faults_told(request):
        fields = Fields(await sent(request), ("paused",))
        paused = fields.flag("paused")
        fields.done()
    try:
        route = await partner_routes.pause(request.app[SERVICES], _number(request), paused=paused, partner=partner.name)
    except StoreError:
        raise _unknown() from None
    return as_json(shown_route(route), headers=PRIVATE)


async def remove(request: web.Request) -> web.Response:
    """End a route: 204."""
    partner, _ = await changing(request)
    await _removed(request, partner)
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=PRIVATE)


async def _removed(request: web.Request, partner: Partner) -> Route:
    try:
        return await partner_routes.remove(request.app[SERVICES], _number(request), partner.name)
    except StoreError:
        raise _unknown() from None


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])


def _unknown() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "unknown-route")
