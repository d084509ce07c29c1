"""A request's answer, for whoever holds its secret link."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from syndicator.flows import reprint_desk
from syndicator.flows.release import place
from syndicator.flows.reprint_desk import Receipt
from syndicator.model.article import Article
from syndicator.model.reprint import ReprintRequest
from syndicator.reprint import grant
from syndicator.reprint.decide import why
from syndicator.store import articles
from syndicator.web import accept, answers, pages
from syndicator.web.articles import find, public
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem

# The address holds a secret: it is not kept, indexed, or told to the next site.
_PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


async def status(request: web.Request) -> web.Response:
    """How a request stands; 404 without its secret, whether or not there is such a number."""
    secret = request.query.get("secret", "")
    number = request.match_info["number"]
    found = await reprint_desk.status(request.app[SERVICES], number, secret) if secret else None
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request")
    if accept.wants_json(request.headers.get("Accept", "")):
        return answers.as_json(_told(request, found, secret), headers=_PRIVATE)
    return await _page(request, found, secret, HTTPStatus.OK, fresh=False)


async def created(request: web.Request, receipt: Receipt, *, as_json: bool) -> web.Response:
    """The answer to a request just taken: 201, its status link in Location."""
    headers = {"Location": link(request, receipt.request, receipt.secret), **_PRIVATE}
    if as_json:
        told = _told(request, receipt.request, receipt.secret)
        return answers.as_json(told, HTTPStatus.CREATED, headers)
    response = await _page(request, receipt.request, receipt.secret, HTTPStatus.CREATED, fresh=True)
    response.headers.update(headers)
    return response


def link(request: web.Request, found: ReprintRequest, secret: str) -> str:
    """The absolute address of a request's status."""
    return f"{pages.base_url(request)}/reprints/{found.number}?secret={secret}"


async def _page(
    request: web.Request, found: ReprintRequest, secret: str, code: HTTPStatus, *, fresh: bool
) -> web.Response:
    services = request.app[SERVICES]
    article = await find(services, found.asked.articles[0]) if found.asked.articles else None
    return pages.page(
        request,
        "status.html",
        status=code,
        headers=_PRIVATE,
        here=f"/reprints/{found.number}?secret={secret}",
        filed=found,
        link=link(request, found, secret),
        entry=public(services, article),
        why=why(found.decision, request[LANGUAGE]) if found.decision else "",
        ready=await _ready_to_print(request, found, article),
        fresh=fresh,
    )


async def _ready_to_print(request: web.Request, found: ReprintRequest, article: Article | None) -> Article | None:
    """The article at the version granted, to be copied; None without a grant, or once it is not public."""
    services = request.app[SERVICES]
    if found.grant is None or article is None or public(services, article) is None:
        return None
    async with services.database.read() as connection:
        version = next((part.version for part in found.grant.articles if part.article == article.id), article.version)
        return await articles.version(connection, article.slug, version)


def _told(request: web.Request, found: ReprintRequest, secret: str) -> Mapping[str, Any]:
    """The status as JSON: what its asker sent, and the answer."""
    asked, decision, given = found.asked, found.decision, found.grant
    told: dict[str, Any] = {
        "number": found.number,
        "status_url": link(request, found, secret),
        "state": str(found.state),
        "article": next((place(request.app[SERVICES]).article(slug) for slug in asked.articles), ""),
        "outlet": asked.outlet,
        "use": asked.use,
        "medium": asked.medium,
        "term": {"from": asked.term_from.isoformat(), "to": asked.term_to.isoformat()},
        "created": found.created.isoformat(),
    }
    if decision:
        told["decision"] = {
            "outcome": str(decision.outcome),
            "reason": why(decision, request[LANGUAGE]),
            "at": decision.at.isoformat(),
        }
    if given:
        told["grant"] = {
            "number": given.number,
            "url": f"{pages.base_url(request)}/grants/{given.number}",
            "credit": grant.duty(given, "attribute"),
            "title": grant.duty(given, "title"),
            "original": grant.duty(given, "link"),
            "permissions": list(given.permissions),
            "duties": list(given.duties),
            "constraints": dict(given.constraints),
            "valid_from": given.valid_from.isoformat(),
            "valid_to": given.valid_to.isoformat(),
        }
    return told
