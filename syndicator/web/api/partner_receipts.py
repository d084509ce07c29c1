"""/api/v1/partner/receipts: what a partner has had of us, and its word that it took something down."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web

from syndicator.errors import Fault, StoreError
from syndicator.flows import partners, takedown
from syndicator.flows.release import place
from syndicator.model.partner import Receipt
from syndicator.model.rights import Status
from syndicator.store import receipts
from syndicator.web.answers import as_json
from syndicator.web.api.caller import PRIVATE, Fields, changing, faults_told, sent
from syndicator.web.api.caller import partner as caller
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

_MOST: Final = 1000
_FEW: Final = 100


async def every(request: web.Request) -> web.Response:
    """What the partner has, last first: `?since=` a time, `?limit=` at most so many (100, or up to 1,000)."""
    partner, _ = await caller(request)
    services = request.app[SERVICES]
    with faults_told(request):
        since, limit = _asked(request)
    async with services.database.read() as connection:
        found = await receipts.of_partner(connection, partner.name, since=since, limit=limit)
    return as_json({"receipts": [_shown(request, one) for one in found]}, headers=PRIVATE)


async def acknowledge(request: web.Request) -> web.Response:
    """The partner took an article down: {"article": its id, or its address here}.

    404 for one it never had, 409 for one that was not taken down. Said twice, the first time stands.
    """
    partner, _ = await changing(request)
    services = request.app[SERVICES]
    with faults_told(request):
        fields = Fields(await sent(request), ("article",))
        name = fields.required("article")
        fields.done()
    unknown = Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    try:
        article = await takedown.find(services, name)
    except StoreError:
        raise unknown from None
    async with services.database.read() as connection:
        had = [one for one in await receipts.of_article(connection, article.id) if one.partner == partner.name]
    if not had:
        # Whether there is such an article is none of its business.
        raise unknown
    if article.status is not Status.CANCELED:
        raise Problem(HTTPStatus.CONFLICT, "not-withdrawn")
    found = await partners.acknowledge(services, partner.name, article.id)
    return as_json({"article": article.id, "receipts": [_shown(request, one) for one in found]}, headers=PRIVATE)


def _asked(request: web.Request) -> tuple[datetime | None, int]:
    fields = Fields({}, ())
    since, limit = None, _FEW
    if text := request.query.get("since"):
        try:
            # A "+" that was not encoded came as a space.
            moment = datetime.fromisoformat(text.replace(" ", "+"))
            since = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            fields.faults.append(Fault("since", "not-a-moment", "write such as 2026-11-24T10:30:00Z"))
    if text := request.query.get("limit"):
        limit = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST)) else 0
        if not 1 <= limit <= _MOST:
            fields.faults.append(Fault("limit", "not-a-number", f"must be from 1 to {_MOST}", _MOST))
    fields.done()
    return since, limit


def _shown(request: web.Request, one: Receipt) -> Mapping[str, Any]:
    return {
        "article": one.article,
        "page": place(request.app[SERVICES]).article(one.article.rpartition(":")[2]),
        "version": one.version,
        "status": one.status,
        "feed": one.feed,
        "how": str(one.how),
        "channel": one.channel,
        "at": one.at.isoformat(),
        "acknowledged": one.acknowledged.isoformat() if one.acknowledged else None,
    }
