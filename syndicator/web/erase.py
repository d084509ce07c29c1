"""Having it forgotten who asked: by whoever holds a request's secret, once it is closed."""

from http import HTTPStatus

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import erasure, reprint_desk
from syndicator.web import answers, desk, status_json
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say


async def erase(request: web.Request) -> web.Response:
    """Erase who asked: 303 to the status for a person, the status as JSON for a program. The second time is the first.

    409 while the request is open or its licence in force.
    """
    services = request.app[SERVICES]
    sent = await desk.sent(request)
    secret = desk.secret(request, sent)
    found = await desk.opened(request, secret, reprint_desk.status)
    try:
        erased = await erasure.by_asker(services, found.number, secret)
    except ReprintError:
        raise Problem(HTTPStatus.CONFLICT, "not-now", say("desk.not-over", request[LANGUAGE])) from None
    if desk.by_a_person(request, sent):
        raise web.HTTPSeeOther(desk.here(request, found.number, secret), headers=PRIVATE)
    record = await reprint_desk.record(services, erased or found)
    told = status_json.told(request, erased or found, secret, record)
    return answers.as_json(told, HTTPStatus.OK, PRIVATE)
