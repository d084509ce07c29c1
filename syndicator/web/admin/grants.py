"""/admin/grants: licences given; revoking one; where their articles ran, and what was found there."""

from http import HTTPStatus

from aiohttp import web

from syndicator.errors import ReprintError
from syndicator.flows import licence, reprint_watch
from syndicator.reprint import plain
from syndicator.store import appearances, grants, trail
from syndicator.web import pages
from syndicator.web.admin import session
from syndicator.web.grants import sheet_of
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

_NEWEST = 200
_LONGEST = 2000


async def every(request: web.Request) -> web.Response:
    """The newest licences, and the findings nobody has settled."""
    services = request.app[SERVICES]
    async with services.database.read() as connection:
        found = await grants.newest(connection, _NEWEST)
    return pages.page(
        request,
        "admin/grants.html",
        me=request[session.SESSION].admin,
        token=session.token(request),
        grants=found,
        findings=await reprint_watch.findings(services),
        today=services.now().astimezone(pages.zone(request)).date(),
    )


async def page(request: web.Request) -> web.Response:
    """One licence, where its articles ran, what was done about it; and the forms."""
    return await _show(request)


async def revoke(request: web.Request) -> web.Response:
    """End a licence before its term, with a reason that its holder reads."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    reason = plain.paragraphs(sent.text("reason"))[:_LONGEST]
    if not reason:
        told = say("admin.revoke.reason", request[LANGUAGE])
        return await _show(request, told, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        await licence.revoke(services, request.match_info["number"], by, reason)
    except ReprintError:
        return await _show(request, say("admin.revoked-before", request[LANGUAGE]), HTTPStatus.CONFLICT)
    raise _back(request)


async def report(request: web.Request) -> web.Response:
    """Tell where one of its articles runs: it is looked at now."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    try:
        known = await reprint_watch.told_by_admin(
            services, request.match_info["number"], plain.one_line(sent.text("url"))[:_LONGEST], by
        )
        await reprint_watch.check_now(services, known.number)
    except ReprintError as error:
        if error.field != "url":
            raise Problem(HTTPStatus.NOT_FOUND, "unknown-grant") from None
        told = say("fault.not-an-address", request[LANGUAGE])
        return await _show(request, told, HTTPStatus.UNPROCESSABLE_ENTITY)
    raise _back(request)


async def settle(request: web.Request) -> web.Response:
    """Close a finding: what was done about it."""
    sent = await session.sent(request)
    services, by = request.app[SERVICES], request[session.SESSION].admin.name
    note = plain.one_line(sent.text("note"))[:_LONGEST]
    if not note:
        return await _show(request, say("admin.settle.note", request[LANGUAGE]), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        await reprint_watch.settle(services, int(request.match_info["finding"]), by, note)
    except ReprintError:
        return await _show(request, say("admin.settled-before", request[LANGUAGE]), HTTPStatus.CONFLICT)
    raise _back(request)


def _back(request: web.Request) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{pages.root(request)}/admin/grants/{request.match_info['number']}")


async def _show(request: web.Request, notice: str = "", status: int = HTTPStatus.OK) -> web.Response:
    services, number = request.app[SERVICES], request.match_info["number"]
    found = await licence.granted(services, number)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-grant")
    async with services.database.read() as connection:
        seen = await appearances.of_grant(connection, number)
        steps = await trail.of(connection, "", number)
    return pages.page(
        request,
        "admin/grant.html",
        status=status,
        here=f"/admin/grants/{number}",
        me=request[session.SESSION].admin,
        token=session.token(request),
        grant=found.grant,
        sheet=sheet_of(request, found),
        seen=seen,
        trail=steps,
        notice=notice,
    )
