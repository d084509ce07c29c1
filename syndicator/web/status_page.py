"""A request as a page, for the person who holds its secret link."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import reprint_desk, reprint_news, reprint_watch
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Entry
from syndicator.model.reprint import OPEN, GrantedArticle, ReprintRequest, RequestState
from syndicator.reprint.decide import why
from syndicator.store import articles
from syndicator.web import desk, pages
from syndicator.web.articles import find, public
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.timeline import steps

LONGEST_ANSWER: Final = 2000
"""The most characters an answer to the desk may have."""

_CLOSED: Final = (RequestState.REFUSED, RequestState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Named:
    """One article asked for: its slug, and what may be shown of it now, None where nothing may."""

    slug: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Ready:
    """An article at the version granted, to be copied."""

    article: Article
    part: GrantedArticle


async def page(  # noqa: PLR0913 - the page, and what its form was refused with
    request: web.Request,
    found: ReprintRequest,
    secret: str,
    code: HTTPStatus = HTTPStatus.OK,
    *,
    fresh: bool = False,
    answer: str = "",
    fault: str = "",
) -> web.Response:
    """How a request stands. `fresh` just after it was sent; `answer` and `fault` where an answer can't be taken."""
    services = request.app[SERVICES]
    record = await reprint_desk.record(services, found)
    in_force = _is_in_force(request, found)
    may_ask_again = found.state in _CLOSED or (found.grant is not None and not in_force)
    return pages.page(
        request,
        "status.html",
        status=code,
        headers=PRIVATE,
        here=f"/reprints/{found.number}?secret={secret}",
        filed=found,
        secret=secret,
        link=desk.link(request, found.number, secret),
        named=[Named(slug, public(services, await find(services, slug))) for slug in found.asked.articles],
        feed=services.catalog.feed(found.asked.feed) if found.asked.feed else None,
        why=why(found.decision, request[LANGUAGE]) if found.decision else "",
        ready=await _ready_to_print(services, found) if in_force else (),
        steps=steps(found, record.steps),
        talk=record.talk,
        is_open=found.state in OPEN,
        mailed=bool(found.asked.email) and reprint_news.tells_askers(services),
        erasable=found.state not in OPEN and not found.erased and not in_force,
        again=f"{pages.root(request)}/reprints?again={found.number}&secret={secret}" if may_ask_again else "",
        ran=await reprint_watch.of_request(services, found.number),
        reports=_offered(request, found, "/reports"),
        kit=_offered(request, found, "/kit") if in_force else "",
        renew=_offered(request, found, "/renew") if found.grant and found.grant.revoked is None else "",
        longest=LONGEST_ANSWER,
        fresh=fresh,
        answer=answer,
        fault=fault,
    )


def _is_in_force(request: web.Request, found: ReprintRequest) -> bool:
    """Whether there is a licence that was neither revoked nor has ended."""
    today = request.app[SERVICES].now().astimezone(pages.zone(request)).date()
    given = found.grant
    return given is not None and given.revoked is None and today <= given.valid_to


def _offered(request: web.Request, found: ReprintRequest, what: str) -> str:
    """The path of something done with a licence, "" without one or where this house has no such address."""
    known = {resource.canonical for resource in request.app.router.resources()}
    if found.grant is None or f"/reprints/{{number}}{what}" not in known:
        return ""
    return f"{pages.root(request)}/reprints/{found.number}{what}"


async def _ready_to_print(services: Services, found: ReprintRequest) -> Sequence[Ready]:
    """The articles at the versions granted; none that is not public any more."""
    parts = found.grant.articles if found.grant else ()
    ready = []
    for part in parts:
        article = await find(services, part.slug)
        if article is None or public(services, article) is None:
            continue
        async with services.database.read() as connection:
            if version := await articles.version(connection, part.slug, part.version):
                ready.append(Ready(version, part))
    return ready
