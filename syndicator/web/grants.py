"""The public check of a licence: anyone with its number, no asker's contact."""

import json
from http import HTTPStatus
from zoneinfo import ZoneInfo

from aiohttp import web

from syndicator.flows import licence
from syndicator.flows.release import place
from syndicator.model.article import Article
from syndicator.model.reprint import Grant
from syndicator.model.rights import Status
from syndicator.reprint import grant as terms_of
from syndicator.web import accept, pages
from syndicator.web.articles import public
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

_FRESH = {"Cache-Control": "no-cache"}


async def grant(request: web.Request) -> web.Response:
    """A licence's page; its ODRL terms for a program that asks for JSON."""
    if accept.wants_json(request.headers.get("Accept", "")):
        return await terms(request)
    found, article = await _find(request)
    # A withheld or withdrawn article's title is not ours to show, though the licence quotes it.
    entry = public(request.app[SERVICES], article)
    return pages.page(
        request,
        "grant.html",
        headers=_FRESH,
        grant=found,
        entry=entry,
        title=terms_of.duty(found, "title") if entry else "",
        original=terms_of.duty(found, "link"),
        medium_name=terms_of.constraint(found, "medium"),
        prohibitions=terms_of.PROHIBITIONS,
        standing=_standing(request, found, article),
        address=f"{pages.base_url(request)}/grants/{found.number}",
    )


async def terms(request: web.Request) -> web.Response:
    """The licence as an ODRL Agreement (JSON-LD), with whether it holds today."""
    found, article = await _find(request)
    told = {
        **terms_of.odrl(found, place(request.app[SERVICES])),
        "status": _standing(request, found, article),
    }
    text = json.dumps(told, ensure_ascii=False)
    return web.Response(text=text, content_type="application/ld+json", headers=_FRESH)


async def _find(request: web.Request) -> tuple[Grant, Article | None]:
    found = await licence.granted(request.app[SERVICES], request.match_info["number"].upper())
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-grant")
    return found


def _standing(request: web.Request, found: Grant, article: Article | None) -> str:
    """valid, not-yet or expired by the day in the article's zone; withdrawn once the article is canceled."""
    if article is None or article.status is Status.CANCELED:
        return "withdrawn"
    services = request.app[SERVICES]
    feed = services.catalog.feed(article.feed)
    zone = ZoneInfo(feed.timezone) if feed else pages.zone(request)
    return terms_of.standing(found, services.now().astimezone(zone).date())
