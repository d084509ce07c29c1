"""Who is signed in: everything under /admin is for them alone.

The cookie is HttpOnly and SameSite=Strict, so that no other site makes a browser send it; a form needs its token too,
which is one session's own.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.typedefs import Handler

from syndicator.flows import admins
from syndicator.model.admin import Session
from syndicator.web import accept, body, pages
from syndicator.web.keys import FORMS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.security import from_elsewhere
from syndicator.web.words import say

SESSION: Final = web.RequestKey("session", Session)
HOME: Final = "/admin/"
COOKIE: Final = "syndicator-admin"
_PRIVATE: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Vary": "Cookie, Accept-Language"}
# A browser that gives up at the end of a session forgets the cookie no later than we do.
_LASTS: Final = int(admins.LONGEST / timedelta(seconds=1))
# RFC 9110 asks for one with every 401; browsers take no notice of a scheme that they do not know.
_CHALLENGE: Final = {"WWW-Authenticate": 'Session realm="Syndicator desk"'}


@web.middleware
async def admins_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let nobody without a session see, or change, anything under /admin but the page they sign in on."""
    if not _is_ours(request):
        return await handler(request)
    found = await admins.session(request.app[SERVICES], secret(request))
    if found is not None:
        request[SESSION] = found
    elif request.path != HOME:
        return _outside(request)
    return await handler(request)


async def keep_private(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing under /admin is kept or indexed by anybody (signal on_response_prepare)."""
    if _is_ours(request):
        response.headers.update(_PRIVATE)


async def sent(request: web.Request) -> body.Sent:
    """The form of whoever is signed in.

    Raises Problem (403) where it is none of ours, or not this session's: a page that somebody else was signed in on.
    """
    filled = await read(request, request[SESSION].digest)
    if filled is None:
        raise Problem(HTTPStatus.FORBIDDEN, "form-refused", say("ask.stale", request[LANGUAGE]))
    return filled


async def read(request: web.Request, whose: str) -> body.Sent | None:
    """A form with a token made for `whose`, sent from a page of ours; None for any other."""
    services = request.app[SERVICES]
    filled = await body.read(request, services.config.reprint.max_body)
    token = filled.text("token").strip()
    ours = filled.is_form and request.app[FORMS].nonce(token, services.now(), whose) is not None
    return filled if ours and not from_elsewhere(request, services.config.base_url) else None


def token(request: web.Request, whose: str = "") -> str:
    """The token of a form, for whoever is signed in unless `whose` says otherwise."""
    return request.app[FORMS].token(request.app[SERVICES].now(), whose or request[SESSION].digest)


def secret(request: web.Request) -> str:
    """The secret of the cookie that came, "" for none."""
    return request.cookies.get(COOKIE, "")


def remember(request: web.Request, response: web.StreamResponse, value: str) -> None:
    """Have the browser keep a session's secret, or forget it ("")."""
    https = pages.base_url(request).startswith("https:")
    settings = {"path": f"{pages.root(request)}/admin", "httponly": True, "samesite": "Strict", "secure": https}
    if value:
        response.set_cookie(COOKIE, value, max_age=_LASTS, **settings)  # type: ignore[arg-type]
    else:
        response.del_cookie(COOKIE, **settings)  # type: ignore[arg-type]


def here_for(path: str) -> str:
    """A path of ours that somebody may be sent on to, else the desk's first page; never another site's."""
    inside = path.startswith(f"{HOME}") and "\\" not in path and path.isprintable() and path != HOME
    return path if inside else f"{HOME}reprints"


def _outside(request: web.Request) -> web.StreamResponse:
    if request.method not in ("GET", "HEAD") or not accept.wants_page(request.headers.get("Accept", "")):
        detail = say("admin.signed-out", request[LANGUAGE])
        raise Problem(HTTPStatus.UNAUTHORIZED, "not-signed-in", detail, headers=_CHALLENGE)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        # A link in a mail read on the web: the cookie comes once a page of ours is what leads here.
        return pages.page(request, "admin/again.html", target=f"{pages.root(request)}{request.rel_url}")
    query = urlencode({"next": str(request.rel_url)}) if request.rel_url.path != HOME.rstrip("/") else ""
    raise web.HTTPSeeOther(f"{pages.root(request)}{HOME}{'?' if query else ''}{query}")


def _is_ours(request: web.Request) -> bool:
    return request.path.startswith(HOME) or request.path == HOME.rstrip("/")
