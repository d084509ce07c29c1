"""/admin/reprints/NUMBER: everything about one request on one page, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import reprint_decision, reprint_queue
from syndicator.model.reprint import Outcome, ReprintRequest
from syndicator.reprint.decide import why
from syndicator.reprint.medium import MEDIA
from syndicator.store import reprints
from syndicator.web import decided, pages
from syndicator.web.admin import session
from syndicator.web.admin.shown import lasting
from syndicator.web.body import Sent
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

FORMS: Final = ("grant", "refuse", "question", "approve", "decline")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came back: which it was, its values, the problem of each field, and one of the whole."""

    form: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


async def page(request: web.Request) -> web.Response:
    """The request, its articles, what the rules say of it, what was said and done; and the forms."""
    return await _show(request, Filled())


async def decide(request: web.Request) -> web.Response:
    """Grant or refuse; where four eyes are asked for, propose it."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    try:
        filed = await find(request)
        fields = {**sent.fields, "reason": _with_canned(request, sent, filed)}
        wish = decided.read(request, fields, filed.asked)
        await reprint_decision.decide_by_person(services, filed.number, wish.outcome, by, wish.reason, wish.terms)
    except ReprintError as error:
        return await _again(request, sent, sent.text("outcome"), decided.refused(request, error))
    except Problem as problem:
        return await _again(request, sent, sent.text("outcome"), problem)
    raise _back(request)


async def ask_back(request: web.Request) -> web.Response:
    """Put a question to the asker."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    try:
        filed = await find(request)
        text = _with_canned(request, sent, filed)
        await reprint_decision.ask_back(services, filed.number, by, text)
    except ReprintError as error:
        return await _again(request, sent, "question", decided.refused(request, error))
    raise _back(request)


async def approve(request: web.Request) -> web.Response:
    """Approve what somebody else proposed, or decline it with a reason."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    number = request.match_info["number"]
    action = "decline" if sent.text("action") == "decline" else "approve"
    try:
        await find(request)
        if action == "decline":
            await reprint_decision.decline(services, number, by, sent.text("reason"))
        else:
            await reprint_decision.approve(services, number, by)
    except ReprintError as error:
        return await _again(request, sent, action, decided.refused(request, error))
    raise _back(request)


async def find(request: web.Request) -> ReprintRequest:
    """The request that an address names. Raises Problem (404)."""
    async with request.app[SERVICES].database.read() as connection:
        filed = await reprints.find(connection, request.match_info["number"])
    if filed is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no-such-request")
    return filed


def _with_canned(request: web.Request, sent: Sent, filed: ReprintRequest) -> str:
    """What is typed, after the canned answer that was chosen, in the asker's language."""
    chosen = sent.text("answer")
    canned = reprint_queue.answer(request.app[SERVICES], chosen, filed.asked.language) if chosen else ""
    return "\n".join(part for part in (canned, sent.text("reason").strip()) if part)


def _back(request: web.Request) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{pages.root(request)}/admin/reprints/{request.match_info['number']}")


async def _again(request: web.Request, sent: Sent, form: str, problem: Problem) -> web.Response:
    """The page again with what was typed, and what is wrong with it."""
    if problem.status == HTTPStatus.NOT_FOUND:
        raise problem
    faults = {fault.field: fault.detail for fault in problem.errors}
    notice = problem.detail or (say("admin.faults", request[LANGUAGE]) if faults else problem.title(request[LANGUAGE]))
    filled = Filled(form if form in FORMS else "", sent.fields, faults, notice)
    return await _show(request, filled, problem.status)


async def _show(request: web.Request, filled: Filled, status: int = HTTPStatus.OK) -> web.Response:
    services, language = request.app[SERVICES], request[LANGUAGE]
    try:
        found = await reprint_queue.page(services, request.match_info["number"])
    except ReprintError:
        raise Problem(HTTPStatus.NOT_FOUND, "no-such-request") from None
    filed = found.line.request
    return pages.page(
        request,
        "admin/request.html",
        status=status,
        here=f"/admin/reprints/{filed.number}",
        me=request[session.SESSION].admin,
        token=session.token(request),
        line=found.line,
        filed=filed,
        asked=filed.asked,
        messages=found.messages,
        trail=found.trail,
        why=why(filed.decision, language) if filed.decision else "",
        answers=[(one.name, one.text(filed.asked.language)) for one in reprint_queue.answers(services)],
        feed=services.catalog.feed(filed.asked.feed) if filed.asked.feed else None,
        four_eyes=services.config.reprint.four_eyes,
        media=MEDIA,
        grants=Outcome.GRANT,
        filled=filled,
        lasting=lambda span: lasting(span, request),
    )
