"""Renewing a licence: one click for whoever holds the request's secret."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import licence
from syndicator.web import body, pages, status
from syndicator.web.keys import FORMS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import from_browser, from_elsewhere
from syndicator.web.words import say

_PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


async def renew(request: web.Request) -> web.Response:
    """Ask for the next term: 303 to the new request for a form, 201 with it for a program that sends JSON.

    Raises Problem: 404 without the secret, 403 for a form that is not ours, 409 where it can't be renewed.
    """
    services = request.app[SERVICES]
    sent = await body.read(request, services.config.reprint.max_body)
    if sent.is_form and (from_browser(request) or sent.text("token")):
        fresh = request.app[FORMS].nonce(sent.text("token").strip(), services.now())
        if fresh is None or from_elsewhere(request, services.config.base_url):
            raise Problem(HTTPStatus.FORBIDDEN, "form-refused", say("ask.stale", request[LANGUAGE]))
    secret = request.query.get("secret", "") or sent.text("secret")
    try:
        receipt = await licence.renew(services, request.match_info["number"], secret) if secret else None
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "no-renewal", headers=_PRIVATE) from None
    if receipt is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request", headers=_PRIVATE)
    if sent.is_form:
        where = f"{pages.root(request)}/reprints/{receipt.request.number}?secret={receipt.secret}"
        raise web.HTTPSeeOther(where, headers=_PRIVATE)
    return await status.created(request, receipt, as_json=True)
