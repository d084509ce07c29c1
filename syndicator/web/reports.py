"""Where a granted article ran: told by its asker, and what came of looking. For whoever holds the request's secret."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from syndicator.errors import ReprintError, TooManyTries
from syndicator.flows import reprint_desk, reprint_watch
from syndicator.flows.services import Services
from syndicator.model.appearance import Appearance
from syndicator.model.reprint import ReprintRequest
from syndicator.store.codec import encode
from syndicator.web import accept, answers, desk, pages
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.words import say

# Seconds a visitor waits for the first look; a slow page is looked at all the same.
_PATIENCE: Final = 15.0
_LOOKS: Final[set[asyncio.Task[Appearance]]] = set()


async def send(request: web.Request) -> web.Response:
    """Take the address of a page: 303 to its report for a person, 201 with the report as JSON for a program."""
    services, number = request.app[SERVICES], request.match_info["number"]
    sent = await desk.sent(request)
    secret = desk.secret(request, sent)
    await desk.opened(request, secret, reprint_desk.status)
    try:
        known = await reprint_watch.told_by_asker(services, number, secret, sent.text("url").strip())
    except TooManyTries as error:
        raise desk.too_many(request, error) from None
    except ReprintError as error:
        raise _refused(request, error) from None
    if known is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request")
    seen = await _looked(services, known)
    what = f"/reports/{seen.number}"
    if desk.by_a_person(request, sent):
        raise web.HTTPSeeOther(desk.link(request, number, secret, what), headers=PRIVATE)
    headers = {"Location": f"{pages.base_url(request)}/reprints/{number}{what}", **PRIVATE}
    return answers.as_json(_told(request, seen), HTTPStatus.CREATED, headers)


async def report(request: web.Request) -> web.Response:
    """What came of looking at a page; 404 without the secret of its request."""
    secret = desk.secret(request)
    filed = await desk.opened(request, secret, reprint_desk.status)
    known = {one.number: one for one in await reprint_watch.of_request(request.app[SERVICES], filed.number)}
    seen = known.get(int(request.match_info["report"]))
    if seen is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-request")
    if accept.wants_json(request.headers.get("Accept", "")):
        return answers.as_json(_told(request, seen), headers=PRIVATE)
    return _page(request, filed, seen, secret)


def _page(request: web.Request, filed: ReprintRequest, seen: Appearance, secret: str) -> web.Response:
    back = desk.here(request, filed.number, secret)
    here = f"/reprints/{filed.number}/reports/{seen.number}?secret={secret}"
    return pages.page(request, "report.html", headers=PRIVATE, here=here, filed=filed, seen=seen, back=back)


async def _looked(services: Services, known: Appearance) -> Appearance:
    """The reprint as it is once it was looked at, or as it was where that takes long."""
    task = asyncio.ensure_future(reprint_watch.check_now(services, known.number))
    _LOOKS.add(task)
    task.add_done_callback(_LOOKS.discard)
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE)
    return task.result() if done else known


def _told(request: web.Request, seen: Appearance) -> Mapping[str, Any]:
    """A known reprint as JSON, the sentences in the reader's language."""
    told: dict[str, Any] = {
        "number": seen.number,
        "url": seen.url,
        "grant": seen.grant,
        "checked": seen.checked.isoformat() if seen.checked else None,
        "trouble": seen.trouble,
        "verdict": str(seen.report.verdict) if seen.report else None,
        "similarity": seen.report.similarity if seen.report else None,
        "findings": [],
    }
    for finding in seen.report.findings if seen.report else ():
        told["findings"].append(
            {
                "aspect": str(finding.aspect),
                "mark": str(finding.mark),
                "code": finding.code,
                "why": finding.reason(request[LANGUAGE]),
                "passages": [encode(passage) for passage in finding.passages if passage.kind != "same"],
            }
        )
    return told


def _refused(request: web.Request, error: ReprintError) -> Problem:
    if error.field == "url":
        fault = FieldProblem("url", "not-an-address", say("reports.unreachable", request[LANGUAGE]))
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=(fault,))
    return Problem(HTTPStatus.CONFLICT, "no-grant")
