"""Signing in with an admin's token, and out."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import AccessError
from syndicator.flows import admins
from syndicator.web import pages
from syndicator.web.address import network
from syndicator.web.admin import session
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.words import say

_STATUS: Final = {"rate": HTTPStatus.TOO_MANY_REQUESTS}


async def page(request: web.Request) -> web.Response:
    """Where an admin signs in; whoever has is led on."""
    target = session.here_for(request.query.get("next", ""))
    if session.SESSION in request:
        raise web.HTTPSeeOther(f"{pages.root(request)}{target}")
    return _show(request, target)


async def enter(request: web.Request) -> web.Response:
    """Open a session, always a new one, for whoever shows a token; the one before ends."""
    filled = await session.read(request, session.COOKIE)
    if filled is None:
        return _show(request, session.here_for(""), say("ask.stale", request[LANGUAGE]), HTTPStatus.FORBIDDEN)
    target = session.here_for(filled.text("next"))
    earlier, where = session.secret(request), network(request)
    try:
        entered = await admins.sign_in(request.app[SERVICES], filled.text("key").strip(), where, earlier)
    except AccessError as error:
        told = _show(
            request,
            target,
            say(f"admin.enter.{error.code}", request[LANGUAGE]),
            _STATUS.get(error.code, HTTPStatus.FORBIDDEN),
        )
        if error.wait:
            told.headers["Retry-After"] = str(error.wait)
        return told
    response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": f"{pages.root(request)}{target}"})
    session.remember(request, response, entered.secret)
    return response


async def leave(request: web.Request) -> web.Response:
    """End the session."""
    await session.sent(request)
    await admins.sign_out(request.app[SERVICES], session.secret(request))
    response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": f"{pages.root(request)}{session.HOME}"})
    session.remember(request, response, "")
    return response


def _show(request: web.Request, target: str, notice: str = "", status: int = HTTPStatus.OK) -> web.Response:
    return pages.page(
        request,
        "admin/enter.html",
        status=status,
        here=session.HOME,
        target=target,
        notice=notice,
        token=session.token(request, session.COOKIE),
    )
