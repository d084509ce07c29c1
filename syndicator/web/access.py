"""Letting in whoever shows a token, in any of the ways that feed readers know."""

import base64
import binascii
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import AccessError
from syndicator.flows.access import TOKEN_PREFIX, Admitted
from syndicator.model.feed import Feed
from syndicator.web.address import address
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import TOKEN_PARAMETER
from syndicator.web.words import say

PARAMETER: Final = TOKEN_PARAMETER
# Answers to one partner are nobody else's (RFC 9111, sections 3.5 and 5.2.2.7).
PRIVATE: Final = {"Cache-Control": "private, max-age=300", "Vary": "Accept-Encoding, Authorization"}
_STATUS: Final = {
    "feed-not-granted": HTTPStatus.FORBIDDEN,
    "network": HTTPStatus.FORBIDDEN,
    "rate": HTTPStatus.TOO_MANY_REQUESTS,
}
# RFC 9110, section 11.6.1, and RFC 6750; Basic first: it is the one that feed readers ask people for.
_ASK: Final = 'Basic realm="Syndicator", charset="UTF-8", Bearer realm="Syndicator"'


def token(request: web.Request) -> str:
    """The token of a request, "" where it has none: Bearer, Basic (as password or as name), or ?token=."""
    scheme, _, value = request.headers.get("Authorization", "").strip().partition(" ")
    value = value.strip()
    if scheme.lower() == "bearer":
        return value
    if scheme.lower() == "basic":
        return _basic(value)
    return request.query.get(PARAMETER, "")


async def admitted(request: web.Request, feed: Feed | None) -> Admitted:
    """Whoever asks, let in to `feed` (None: to what is a partner's own). Raises Problem: 401, 403 or 429."""
    services = request.app[SERVICES]
    try:
        return await services.access.admit(services.database, feed, token(request), address(request), services.now())
    except AccessError as error:
        raise problem(request, error) from None


async def partner(request: web.Request) -> str:
    """The name of the partner whose token came with the request, "" where none did. Raises Problem for a wrong one."""
    if not token(request):
        return ""
    shown = (await admitted(request, None)).partner
    return shown.name if shown else ""


def problem(request: web.Request, error: AccessError) -> Problem:
    """A refusal as an answer, in the visitor's language."""
    status = _STATUS.get(error.code, HTTPStatus.UNAUTHORIZED)
    headers = {"WWW-Authenticate": _ASK} if status is HTTPStatus.UNAUTHORIZED else {}
    if error.wait:
        headers["Retry-After"] = str(error.wait)
    return Problem(status, f"access-{error.code}", say(f"access.{error.code}", request[LANGUAGE]), headers=headers)


def _basic(value: str) -> str:
    """The token in RFC 7617 credentials: the password, or the name where that is the token."""
    try:
        name, _, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        # Something was shown, and it is no token.
        return value
    return name if name.startswith(TOKEN_PREFIX) else password or name
