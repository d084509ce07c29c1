"""A request's answer, for whoever holds its secret link; and what they may do: answer a question, withdraw."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import reprint_desk
from syndicator.flows.reprint_desk import Receipt
from syndicator.model.reprint import ReprintRequest
from syndicator.reprint.fields import Fault, Fields
from syndicator.web import accept, answers, desk, status_json, status_page
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

_LONGEST: Final = status_page.LONGEST_ANSWER


async def status(request: web.Request) -> web.Response:
    """How a request stands; 404 without its secret, whether or not there is such a number."""
    secret = desk.secret(request)
    found = await desk.opened(request, secret, reprint_desk.status)
    if accept.wants_json(request.headers.get("Accept", "")):
        return await _as_json(request, found, secret)
    return await status_page.page(request, found, secret)


async def created(request: web.Request, receipt: Receipt, *, as_json: bool) -> web.Response:
    """The answer to a request just taken: 201, its status link in Location."""
    found, secret = receipt.request, receipt.secret
    if as_json:
        response = await _as_json(request, found, secret, HTTPStatus.CREATED)
    else:
        response = await status_page.page(request, found, secret, HTTPStatus.CREATED, fresh=True)
    response.headers["Location"] = desk.link(request, found.number, secret)
    return response


async def answer(request: web.Request) -> web.Response:
    """Take the answer to the desk's question: 303 to the status for a person, the status as JSON for a program."""
    sent = await desk.sent(request)
    secret = desk.secret(request, sent)
    found = await desk.opened(request, secret, reprint_desk.status)
    fields = Fields(sent.fields)
    text = fields.text("text", _LONGEST, required=True, lines=True)
    if fields.faults:
        if desk.by_a_person(request, sent):
            words = _worded(request, fields.faults[0])
            code = HTTPStatus.UNPROCESSABLE_ENTITY
            return await status_page.page(request, found, secret, code, answer=sent.text("text"), fault=words)
        faults = tuple(answers.field_problem(fault, request[LANGUAGE]) for fault in fields.faults)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=faults)
    try:
        answered = await reprint_desk.answer(request.app[SERVICES], found.number, secret, text)
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "not-now", say("desk.not-asked", request[LANGUAGE])) from None
    return await _after(request, answered or found, secret, by_a_person=desk.by_a_person(request, sent))


async def withdraw(request: web.Request) -> web.Response:
    """Take a request back: 303 to the status for a person, the status as JSON for a program."""
    sent = await desk.sent(request)
    secret = desk.secret(request, sent)
    found = await desk.opened(request, secret, reprint_desk.status)
    try:
        withdrawn = await reprint_desk.withdraw(request.app[SERVICES], found.number, secret)
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "not-now", say("desk.decided", request[LANGUAGE])) from None
    return await _after(request, withdrawn or found, secret, by_a_person=desk.by_a_person(request, sent))


async def _after(request: web.Request, found: ReprintRequest, secret: str, *, by_a_person: bool) -> web.Response:
    if by_a_person:
        raise web.HTTPSeeOther(desk.here(request, found.number, secret), headers=PRIVATE)
    return await _as_json(request, found, secret)


async def _as_json(
    request: web.Request, found: ReprintRequest, secret: str, code: HTTPStatus = HTTPStatus.OK
) -> web.Response:
    record = await reprint_desk.record(request.app[SERVICES], found)
    return answers.as_json(status_json.told(request, found, secret, record), code, PRIVATE)


def _worded(request: web.Request, fault: Fault) -> str:
    return answers.field_problem(fault, request[LANGUAGE]).detail
