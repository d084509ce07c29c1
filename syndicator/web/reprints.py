"""Asking to reprint: what is sent with the form or as JSON."""

import hashlib
import json
from dataclasses import replace
from http import HTTPStatus

from aiohttp import web

from syndicator.errors import KeyReused, SeveralOwners, TooManyTries, UnknownArticle
from syndicator.flows import reprint_desk, reprint_news
from syndicator.flows.reprint_desk import Receipt
from syndicator.model.reprint import Asked
from syndicator.reprint import ask
from syndicator.web import accept, access, ask_form, body, desk, status
from syndicator.web.address import network
from syndicator.web.answers import field_problem
from syndicator.web.articles import find, is_open_to
from syndicator.web.ask_form import feed_for
from syndicator.web.keys import FORMS, SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.security import from_browser, from_elsewhere
from syndicator.web.words import say


async def form(request: web.Request) -> web.Response:
    """The form, about the articles or the feed in the query where they are public, or as a request before had it."""
    _must_be_open(request)
    if number := request.query.get("again", ""):
        return await ask_form.again(request, number)
    return await ask_form.show(request, ask_form.from_query(request))


async def send(request: web.Request) -> web.Response:
    """Take a request: 201 with its number and status link, or every field that is wrong."""
    _must_be_open(request)
    sent = await body.read(request, request.app[SERVICES].config.reprint.max_body, parts=True)
    try:
        nonce = _nonce(request, sent)
        receipt = await _taken(request, sent, _asked(request, sent), nonce)
    except Problem as problem:
        # The form again with what is wrong marked, for a person who sent it.
        if desk.by_a_person(request, sent):
            return await ask_form.show(request, ask_form.refused(request, sent, problem), problem)
        raise
    as_json = not sent.is_form or accept.wants_json(request.headers.get("Accept", ""))
    return await status.created(request, receipt, as_json=as_json)


def _must_be_open(request: web.Request) -> None:
    if not request.app[SERVICES].config.reprint.open:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "desk-closed")


def _nonce(request: web.Request, sent: body.Sent) -> str:
    """The nonce of our own form's token, "" for a program's. Raises Problem (403) for a form that is not ours."""
    services = request.app[SERVICES]
    if not (sent.is_form and (from_browser(request) or sent.text("token"))):
        return ""
    checked = request.app[FORMS].nonce(sent.text("token").strip(), services.now())
    if checked is None or from_elsewhere(request, services.config.base_url):
        raise Problem(HTTPStatus.FORBIDDEN, "form-refused", say("ask.stale", request[LANGUAGE]))
    return checked


def _asked(request: web.Request, sent: body.Sent) -> Asked:
    """What is asked. Raises Problem (422) with every fault, the filled honeypot among them."""
    services, language = request.app[SERVICES], request[LANGUAGE]
    several = sent.several.get("article", ())
    fields = {**sent.fields, "article": list(several)} if len(several) > 1 else sent.fields
    asked = ask.read(fields, services.now().date(), language, mail=reprint_news.tells_askers(services))
    faults = [field_problem(fault, language) for fault in asked] if isinstance(asked, tuple) else []
    if sent.is_form and sent.text(ask_form.HONEYPOT):
        faults.append(FieldProblem(ask_form.HONEYPOT, "not-empty", say("fault.not-empty", language)))
    if faults or isinstance(asked, tuple):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=tuple(faults))
    return asked


async def _taken(request: web.Request, sent: body.Sent, asked: Asked, nonce: str) -> Receipt:
    """The request, stored. Raises Problem."""
    language = request[LANGUAGE]
    try:
        await _must_be_open_to(request, asked)
        key = _key(request, sent, nonce)
        # A partner's token shows who asks: its agreement may be all the leave it needs.
        asked = replace(asked, partner=await access.partner(request))
        return await reprint_desk.ask(request.app[SERVICES], asked, key, network(request))
    except UnknownArticle as error:
        code = "unknown-article" if error.field == "article" else "not-our-feed"
        fault = FieldProblem(error.field, code, say(f"fault.{code}", language))
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article", errors=(fault,)) from None
    except SeveralOwners:
        fault = FieldProblem("article", "several-owners", say("fault.several-owners", language))
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=(fault,)) from None
    except KeyReused:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused") from None
    except TooManyTries as error:
        raise desk.too_many(request, error) from None


async def _must_be_open_to(request: web.Request, asked: Asked) -> None:
    """What is for partners is unknown to everybody else: a licence would tell its title, and its text with it."""
    for slug in asked.articles:
        article = await find(request.app[SERVICES], slug)
        if article is not None and not await is_open_to(request, article):
            raise UnknownArticle("there is no such article here", "article")
    if asked.feed and await feed_for(request, asked.feed) is None:
        raise UnknownArticle("there is no such feed here", "feed")


def _key(request: web.Request, sent: body.Sent, nonce: str) -> str:
    """The request's idempotency key: the header's, else one of the form as filled in, so a double click is one."""
    if given := body.idempotency_key(request):
        return given
    if not nonce:
        return ""
    filled = json.dumps(sorted(sent.several.items()))
    return f"form {nonce} {hashlib.sha256(filled.encode()).hexdigest()}"
