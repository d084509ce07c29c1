"""Asking to reprint: the form, and what is sent with it or as JSON."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import KeyReused, UnknownArticle
from syndicator.flows import reprint_desk
from syndicator.flows.release import place
from syndicator.model.feed import Entry
from syndicator.reprint import ask
from syndicator.web import accept, access, body, pages, status
from syndicator.web.answers import field_problem
from syndicator.web.articles import find, is_open_to, public
from syndicator.web.keys import FORMS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.security import from_browser, from_elsewhere
from syndicator.web.words import say

_TERM_FIELDS: Final = ("term_from", "term_to")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is shown: values as sent, the problem of each field, and one of the whole."""

    values: Mapping[str, str]
    faults: Mapping[str, str]
    notice: str = ""


async def form(request: web.Request) -> web.Response:
    """The form, about the article `?article=` names where there is one that is public."""
    _must_be_open(request)
    values = {name: request.query.get(name, "")[: ask.LIMITS[name]] for name in ask.FIELDS}
    return await _show(request, Filled(values, {}))


async def send(request: web.Request) -> web.Response:
    """Take a request: 201 with its number and status link, or every field that is wrong."""
    services = request.app[SERVICES]
    _must_be_open(request)
    sent = await body.read(request, services.config.reprint.max_body)
    nonce = ""
    if sent.is_form and (from_browser(request) or sent.text("token")):
        checked = request.app[FORMS].nonce(sent.text("token").strip(), services.now())
        if checked is None or from_elsewhere(request, services.config.base_url):
            stale = Problem(HTTPStatus.FORBIDDEN, "form-refused", say("ask.stale", _lang(request)))
            return await _refused(request, sent, stale)
        nonce = checked
    asked = ask.read(sent.fields, services.now().date(), _lang(request))
    if isinstance(asked, tuple):
        faults = tuple(field_problem(fault, _lang(request)) for fault in asked)
        invalid = Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=faults)
        return await _refused(request, sent, invalid)
    try:
        for slug in asked.articles:
            await _must_be_open_to(request, slug)
        # A partner's token shows who asks: its agreement may be all the leave it needs.
        asked = replace(asked, partner=await access.partner(request))
        receipt = await reprint_desk.ask(services, asked, _key(request, sent, nonce))
    except UnknownArticle:
        fault = FieldProblem("article", "unknown-article", say("fault.unknown-article", _lang(request)))
        unknown = Problem(HTTPStatus.NOT_FOUND, "unknown-article", errors=(fault,))
        return await _refused(request, sent, unknown)
    except KeyReused:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused") from None
    return await status.created(request, receipt, as_json=not sent.is_form or _wants_json(request))


def _must_be_open(request: web.Request) -> None:
    if not request.app[SERVICES].config.reprint.open:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "desk-closed")


async def _must_be_open_to(request: web.Request, slug: str) -> None:
    """An article for partners is unknown to everybody else: a licence would tell its title, and its text with it."""
    article = await find(request.app[SERVICES], slug)
    if article is not None and not await is_open_to(request, article):
        raise UnknownArticle("there is no such article here", "article")


def _key(request: web.Request, sent: body.Sent, nonce: str) -> str:
    """The request's idempotency key: the header's, else one of the form as filled in, so a double click is one."""
    if given := body.idempotency_key(request):
        return given
    if not nonce:
        return ""
    filled = {name: sent.text(name) for name in (*ask.FIELDS, *_TERM_FIELDS)}
    return f"form {nonce} {hashlib.sha256(json.dumps(filled).encode()).hexdigest()}"


async def _refused(request: web.Request, sent: body.Sent, problem: Problem) -> web.Response:
    """The form again with what is wrong marked, for a person who sent it; else the problem is raised."""
    if not sent.is_form or not accept.wants_page(request.headers.get("Accept", "")):
        raise problem
    values = {name: sent.text(name) for name in (*ask.FIELDS, *_TERM_FIELDS)}
    faults = {fault.field: fault.detail for fault in problem.errors}
    notice = problem.detail or say("ask.faults", _lang(request))
    return await _show(request, Filled(values, faults, notice), problem.status)


async def _show(request: web.Request, filled: Filled, code: int = HTTPStatus.OK) -> web.Response:
    services = request.app[SERVICES]
    about = await _about(request, filled.values["article"])
    return pages.page(
        request,
        "ask.html",
        status=code,
        headers={"Cache-Control": "no-store"},
        here=f"/reprints?article={about.slug}" if about else "/reprints" if request.method == "POST" else "",
        about=about,
        example=f"{place(services).base_url}/articles/…",
        filled=filled,
        media=ask.MEDIA,
        limits=ask.LIMITS,
        today=services.now().astimezone(pages.zone(request)).date(),
        token=request.app[FORMS].token(services.now()),
    )


async def _about(request: web.Request, named: str) -> Entry | None:
    """The public article a visitor names; nothing is shown of one that is withheld, or for others."""
    services = request.app[SERVICES]
    found = await find(services, ask.slug(named.strip())) if named.strip() else None
    return public(services, found) if found is not None and await is_open_to(request, found) else None


def _wants_json(request: web.Request) -> bool:
    return accept.wants_json(request.headers.get("Accept", ""))


def _lang(request: web.Request) -> str:
    return request[LANGUAGE]
