"""Renewing a licence: one click for whoever holds the request's secret."""

from http import HTTPStatus

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import licence, reprint_desk
from syndicator.web import desk, status
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem


async def renew(request: web.Request) -> web.Response:
    """Ask for the next term: 303 to the new request for a person, 201 with it for a program.

    Raises Problem as every address that a secret protects, and 409 where the licence can't be renewed.
    """
    sent = await desk.sent(request)
    secret = desk.secret(request, sent)
    found = await desk.opened(request, secret, reprint_desk.status)
    try:
        receipt = await licence.renew(request.app[SERVICES], found.number, secret)
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "no-renewal", headers=PRIVATE) from None
    if receipt is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request")
    if desk.by_a_person(request, sent):
        raise web.HTTPSeeOther(desk.here(request, receipt.request.number, receipt.secret), headers=PRIVATE)
    return await status.created(request, receipt, as_json=True)
