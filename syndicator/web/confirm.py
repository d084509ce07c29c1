"""Confirming an asker's e-mail address: the link in the mail shows a button, and the button confirms.

Mail scanners follow links: a GET changes nothing.
"""

from aiohttp import web

from syndicator.flows import reprint_desk, reprint_link
from syndicator.model.reprint import ReprintRequest, RequestState
from syndicator.web import accept, answers, desk, pages, status_json
from syndicator.web.desk import PRIVATE
from syndicator.web.keys import SERVICES


async def show(request: web.Request) -> web.Response:
    """The button; for a program, how the request stands. 404 without the link's secret."""
    secret = desk.secret(request)
    found = await desk.opened(request, secret, reprint_desk.to_confirm)
    if accept.wants_json(request.headers.get("Accept", "")):
        return await _as_json(request, found)
    return pages.page(
        request,
        "confirm.html",
        headers=PRIVATE,
        here=f"/reprints/{found.number}/confirm?secret={secret}",
        filed=found,
        secret=secret,
        waits=found.state is RequestState.UNCONFIRMED,
        link=_status(request, found),
    )


async def confirm(request: web.Request) -> web.Response:
    """Take the address as the asker's: 303 to the status for a person, the status as JSON for a program."""
    sent = await desk.sent(request)
    found = await desk.opened(request, desk.secret(request, sent), reprint_desk.confirm)
    if desk.by_a_person(request, sent):
        raise web.HTTPSeeOther(_status(request, found), headers=PRIVATE)
    return await _as_json(request, found)


async def _as_json(request: web.Request, found: ReprintRequest) -> web.Response:
    services = request.app[SERVICES]
    secret = reprint_link.secret_of(services, found.number)
    record = await reprint_desk.record(services, found)
    return answers.as_json(status_json.told(request, found, secret, record), headers=PRIVATE)


def _status(request: web.Request, found: ReprintRequest) -> str:
    """Whoever has the mail may read the answer: it is their address that the request names."""
    return desk.here(request, found.number, reprint_link.secret_of(request.app[SERVICES], found.number))
