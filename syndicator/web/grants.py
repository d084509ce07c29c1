"""The public check of a licence: anyone with its number, no asker's contact."""

import json
from http import HTTPStatus
from typing import Final

from aiohttp import web
from markupsafe import Markup

from syndicator.errors import PaperError
from syndicator.flows import licence, licence_keys, licence_paper
from syndicator.flows.licence import Licence
from syndicator.flows.release import place
from syndicator.model.rights import Status
from syndicator.reprint.licence import code, odrl, sheet
from syndicator.web import accept, pages
from syndicator.web.articles import public
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

_FRESH: Final = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}


async def grant(request: web.Request) -> web.Response:
    """A licence's page; its ODRL terms for a program that asks for JSON."""
    if accept.wants_json(request.headers.get("Accept", "")):
        return await terms(request)
    found = await _find(request)
    told = sheet_of(request, found)
    return pages.page(
        request,
        "grant.html",
        headers=_FRESH,
        sheet=told,
        code=Markup(code.svg(told.address)),  # noqa: S704 - drawn here, of an address of ours
    )


async def terms(request: web.Request) -> web.Response:
    """The licence as an ODRL Agreement (JSON-LD), with whether it holds today."""
    body = agreement(request, await _find(request))
    return web.Response(body=body, content_type=odrl.MEDIA_TYPE, headers=_FRESH)


async def signed(request: web.Request) -> web.Response:
    """The same, signed: a compact JWS (RFC 7515) to be checked with /.well-known/jwks.json."""
    token = await licence_keys.sign(request.app[SERVICES], agreement(request, await _find(request)))
    return web.Response(text=token, content_type="application/jose", headers=_FRESH)


async def paper(request: web.Request) -> web.Response:
    """The licence on paper; 501 where there is nothing to make PDFs with, 500 where a font is missing."""
    found = await _find(request)
    try:
        body = await licence_paper.paper(request.app[SERVICES], sheet_of(request, found), found.grant.assigner)
    except PaperError as error:
        absent = error.code == "no-typesetter"
        status = HTTPStatus.NOT_IMPLEMENTED if absent else HTTPStatus.INTERNAL_SERVER_ERROR
        raise Problem(status, "no-paper", say(f"paper.{error.code}", request[LANGUAGE])) from None
    name = f'inline; filename="{found.grant.number}.pdf"'
    headers = {**_FRESH, "Content-Disposition": name, "Vary": "Accept-Language, Cookie"}
    return web.Response(body=body, content_type="application/pdf", headers=headers)


def agreement(request: web.Request, found: Licence) -> bytes:
    """The ODRL Agreement of a licence, as it stands today."""
    here = place(request.app[SERVICES])
    told = odrl.agreement(found.grant, here, _shown(request, found), found.standing, found.day)
    return json.dumps(told, ensure_ascii=False).encode()


def sheet_of(request: web.Request, found: Licence) -> sheet.Sheet:
    """All that a licence says, in the visitor's language."""
    feed = request.app[SERVICES].catalog.feed(found.grant.feed) if found.grant.feed else None
    facts = sheet.Facts(
        address=f"{pages.base_url(request)}/grants/{found.grant.number}",
        standing=found.standing,
        zone=found.zone,
        public=_shown(request, found),
        gone={article.slug for article in found.articles if article.status is Status.CANCELED},
        feed=feed.title if feed else "",
    )
    return sheet.write(found.grant, facts, request[LANGUAGE])


async def _find(request: web.Request) -> Licence:
    found = await licence.granted(request.app[SERVICES], request.match_info["number"].upper())
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-grant")
    return found


def _shown(request: web.Request, found: Licence) -> frozenset[str]:
    """A withheld or withdrawn article's title is not ours to show, though the licence quotes it."""
    services = request.app[SERVICES]
    return frozenset(article.slug for article in found.articles if public(services, article) is not None)
