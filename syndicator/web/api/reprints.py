"""/api/v1/reprints, grants' revocation and the record: the desk for programs (docs/reprints.md)."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import licence, reprint_decision, reprint_queue
from syndicator.model.reprint import RequestState
from syndicator.store import grants, reprint_search, reprints
from syndicator.web import decided
from syndicator.web.admin.record import lines, stream
from syndicator.web.answers import as_json
from syndicator.web.api import reprint_told
from syndicator.web.api.desk import PRIVATE, admin, read, refusals, text
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.words import say

_USUAL: Final = 100
_MOST: Final = 500
_LONGEST_QUERY: Final = 120
_FURTHEST: Final = 2**31 - 1  # the record's numbers, in either database


async def every(request: web.Request) -> web.Response:
    """Requests in the order they came: `state`, `q` (outlet or number), `after` (a number), `limit`."""
    await admin(request)
    services, query = request.app[SERVICES], request.query
    named = query.getall("state", [])
    if any(name not in tuple(RequestState) for name in named):
        raise _invalid(request, "state", "not-a-state", ", ".join(RequestState))
    states = tuple(RequestState(name) for name in named) or tuple(RequestState)
    limit = _number(request, "limit", _USUAL, 1, _MOST)
    async with services.database.read() as connection:
        found = await reprint_search.following(
            connection, states, query.get("q", "")[:_LONGEST_QUERY], query.get("after", ""), limit
        )
    if found is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-cursor")
    after = found[-1].number if len(found) == limit else None
    return as_json({"requests": [reprint_told.request(one) for one in found], "next": after}, headers=PRIVATE)


async def one(request: web.Request) -> web.Response:
    """Everything about a request."""
    await admin(request)
    return await _told(request)


async def decide(request: web.Request) -> web.Response:
    """Grant or refuse a request that waits: 200 with it as it stands, or 202 where a second admin must approve."""
    by = await admin(request)
    fields = await read(request, decided.FIELDS)
    services, number = request.app[SERVICES], request.match_info["number"]
    async with services.database.read() as connection:
        filed = await reprints.find(connection, number)
    if filed is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no-such-request")
    wish = decided.read(request, fields, filed.asked)
    with refusals(request):
        after = await reprint_decision.decide_by_person(
            services, number, wish.outcome, by.name, wish.reason, wish.terms
        )
    proposed = after.state is RequestState.WAITING
    return await _told(request, HTTPStatus.ACCEPTED if proposed else HTTPStatus.OK)


async def ask_back(request: web.Request) -> web.Response:
    """Put a question to the asker: {"text": …}."""
    by = await admin(request)
    await _must_be(request)
    question = text(request, await read(request, ("text",)), "text")
    with refusals(request):
        await reprint_decision.ask_back(request.app[SERVICES], request.match_info["number"], by.name, question)
    return await _told(request)


async def approve(request: web.Request) -> web.Response:
    """Approve what another admin proposed, or decline it: {"approve": true}, {"approve": false, "reason": …}."""
    by = await admin(request)
    await _must_be(request)
    fields = await read(request, ("approve", "reason"))
    services, number = request.app[SERVICES], request.match_info["number"]
    if not isinstance(fields.get("approve"), bool):
        raise _invalid(request, "approve", "not-a-flag")
    with refusals(request):
        if fields["approve"]:
            await reprint_decision.approve(services, number, by.name)
        else:
            await reprint_decision.decline(services, number, by.name, text(request, fields, "reason"))
    return await _told(request)


async def revoke(request: web.Request) -> web.Response:
    """End a licence before its term: {"reason": …}, which its holder reads."""
    by = await admin(request)
    services, number = request.app[SERVICES], request.match_info["number"]
    reason = text(request, await read(request, ("reason",)), "reason")
    async with services.database.read() as connection:
        found = await grants.find(connection, number)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-grant")
    try:
        ended = await licence.revoke(services, number, by.name, reason)
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "revoked-before") from None
    return as_json(reprint_told.grant(ended), headers=PRIVATE)


async def record(request: web.Request) -> web.StreamResponse:
    """The record as JSON, a step a line, from the step after number `after` on."""
    await admin(request)
    after = _number(request, "after", 0, 0, _FURTHEST)
    return await stream(request, "application/x-ndjson", lines, "trail.jsonl", after=after)


async def _must_be(request: web.Request) -> None:
    async with request.app[SERVICES].database.read() as connection:
        if await reprints.find(connection, request.match_info["number"]) is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no-such-request")


async def _told(request: web.Request, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    services = request.app[SERVICES]
    try:
        page = await reprint_queue.page(services, request.match_info["number"])
    except ReprintError:
        raise Problem(HTTPStatus.NOT_FOUND, "no-such-request") from None
    return as_json(reprint_told.everything(page), status, PRIVATE)


def _number(request: web.Request, name: str, usual: int, least: int, most: int) -> int:
    given = request.query.get(name, "")
    if not given:
        return usual
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(most)) and least <= int(given) <= most):
        raise _invalid(request, name, "not-a-number", most)
    return int(given)


def _invalid(request: web.Request, field: str, code: str, limit: int | str = "") -> Problem:
    fault = FieldProblem(field, code, say(f"fault.{code}", request[LANGUAGE], limit=limit))
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=(fault,))
