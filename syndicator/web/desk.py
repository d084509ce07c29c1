"""What the desk's addresses for askers share: the secret of a request, and refusals in words."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import ReprintError, TooManyTries
from syndicator.flows.services import Services
from syndicator.model.reprint import ReprintRequest
from syndicator.web import accept, body, pages
from syndicator.web.address import network
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import from_elsewhere
from syndicator.web.words import say

# The address holds a secret: it is not kept, indexed, or told to another site. Not no-referrer: a browser would send
# "Origin: null" with the forms on its page.
PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}


def secret(request: web.Request, sent: body.Sent | None = None) -> str:
    """A request's secret: ?secret=, a form's hidden field, or Authorization: Bearer; "" for none."""
    if given := request.query.get("secret", "") or (sent.text("secret") if sent else ""):
        return given
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def link(request: web.Request, number: str, given: str, what: str = "") -> str:
    """The absolute address of a request's status, or of `what` is done to it, with its secret."""
    return f"{pages.base_url(request)}/reprints/{number}{what}?secret={given}"


def here(request: web.Request, number: str, given: str) -> str:
    """The same as a path, which works under any name this server is reached by."""
    return f"{pages.root(request)}/reprints/{number}?secret={given}"


def too_many(request: web.Request, error: TooManyTries) -> Problem:
    """429, with when to come back (RFC 6585, section 4)."""
    minutes = max(1, -(-error.wait // 60))
    detail = say("desk.too-many", request[LANGUAGE], minutes=minutes)
    headers = {"Retry-After": str(error.wait)}
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many-tries", detail, headers=headers)


async def sent(request: web.Request) -> body.Sent:
    """The fields of a POST that a secret protects; none where nothing was sent.

    Raises Problem: 403 for what another site made a browser send, and as body.read.
    """
    services = request.app[SERVICES]
    if from_elsewhere(request, services.config.base_url):
        raise Problem(HTTPStatus.FORBIDDEN, "cross-site")
    if not request.can_read_body:
        return body.Sent({}, is_form=False)
    return await body.read(request, services.config.reprint.max_body, parts=True)


async def opened(
    request: web.Request,
    given: str,
    step: Callable[[Services, str, str, str], Awaitable[ReprintRequest | None]],
    number: str = "",
) -> ReprintRequest:
    """The request `number` (default: the address's) for whoever has its secret, after `step`.

    `step` is given services, number, secret and network.

    Raises Problem: 404 without the secret, whether or not there is such a number; 429 after too many wrong ones; 409
    where it can't be done as the request stands.
    """
    try:
        number = number or request.match_info["number"]
        found = await step(request.app[SERVICES], number, given, network(request)) if given else None
    except TooManyTries as error:
        raise too_many(request, error) from None
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "not-now", say("desk.not-now", request[LANGUAGE])) from None
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request")
    return found


def by_a_person(request: web.Request, came: body.Sent) -> bool:
    """Whether a page is the right answer: a form, by somebody who reads pages."""
    return came.is_form and accept.wants_page(request.headers.get("Accept", ""))
