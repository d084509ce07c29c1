"""/api/v1/partner/tokens: a partner changes its tokens itself."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.config.units import duration
from syndicator.errors import Fault, StoreError
from syndicator.flows import tokens
from syndicator.web.answers import as_json
from syndicator.web.api.caller import PRIVATE, Fields, changing, faults_told, sent
from syndicator.web.api.partner import shown_token
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

_FIELDS: Final = ("label", "expires", "rotate", "overlap")


async def add(request: web.Request) -> web.Response:
    """Make a token: 201, and the token itself for this once.

    With `rotate`, all others end after `overlap` ("7d" unless told).
    """
    partner, _ = await changing(request)
    services = request.app[SERVICES]
    with faults_told(request):
        fields = Fields(await sent(request), _FIELDS)
        label = fields.text("label")
        expires = _until(fields, services.now())
        overlap = _overlap(fields)
        fields.done()
        issued = await tokens.issue(services, partner.name, label, expires, overlap)
    return as_json({"token": issued.secret, **shown_token(issued.token)}, HTTPStatus.CREATED, PRIVATE)


async def remove(request: web.Request) -> web.Response:
    """End one of the partner's own tokens at once, by its last characters: 204."""
    partner, _ = await changing(request)
    try:
        await tokens.revoke(request.app[SERVICES], partner.name, request.match_info["hint"])
    except StoreError:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-token") from None
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=PRIVATE)


def _until(fields: Fields, now: datetime) -> datetime | None:
    try:
        return tokens.until(fields.text("expires"), now)
    except (ValueError, OverflowError):
        fields.faults.append(Fault("expires", "not-a-time", 'write such as "2027-12-31" or "90d"'))
        return None


def _overlap(fields: Fields) -> timedelta | None:
    """How long the other tokens still work; None where they go on."""
    rotate, text = fields.flag("rotate"), fields.text("overlap")
    try:
        overlap = duration(text) if text else tokens.OVERLAP
    except (ValueError, OverflowError):
        fields.faults.append(Fault("overlap", "not-a-span", 'write such as "7d" or "12h"'))
        return None
    if text and not rotate:
        fields.faults.append(Fault("rotate", "missing", "overlap is for rotation: say rotate too"))
    return overlap if rotate else None
