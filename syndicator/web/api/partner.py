"""/api/v1/partner: what was agreed with whoever asks, as it stands (docs/partners.md)."""

from collections.abc import Mapping
from typing import Any, Final

from aiohttp import web

from syndicator.errors import Fault, PartnerError
from syndicator.flows import partners
from syndicator.flows.agreement import Change
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.flows.tokens import works
from syndicator.model.feed import Audience
from syndicator.model.partner import Partner, Route, Token
from syndicator.publish.formats import FORMATS
from syndicator.store import partners as stored
from syndicator.store import routes
from syndicator.web.answers import as_json
from syndicator.web.api.caller import PRIVATE, Fields, changing, faults_told, sent
from syndicator.web.api.caller import partner as caller
from syndicator.web.keys import SERVICES

# The partner's to choose; how much of an article it gets was agreed.
_OWN: Final = ("credit", "language")
_AGREED: Final = ("text", "images")


async def show(request: web.Request) -> web.Response:
    """Name, feeds with their addresses, shape, term, limits, tokens (by their end) and routes."""
    found, admitted = await caller(request)
    return as_json(await _shown(request.app[SERVICES], found, admitted.token), headers=PRIVATE)


async def change(request: web.Request) -> web.Response:
    """Change the wording of the credit line, the language of what we add: {"shape": {"credit": …, "language": …}}."""
    found, admitted = await changing(request)
    services = request.app[SERVICES]
    with faults_told(request):
        after = await partners.change(services, found.name, _change(await sent(request)))
    return as_json(await _shown(services, after, admitted.token), headers=PRIVATE)


def _change(body: Mapping[str, object]) -> Change:
    fields, shape = Fields(body, ("shape",)), body.get("shape", {})
    if not isinstance(shape, dict):
        raise PartnerError(*fields.faults, Fault("shape", "not-an-object", "must be an object"))
    inner = Fields(shape, (*_OWN, *_AGREED))
    for name in _AGREED:
        if name in shape:
            inner.faults.append(Fault(name, "agreed", "was agreed: ask us to change it"))
    credit, language = (inner.text(name) if name in shape else None for name in _OWN)
    fields.done()
    inner.done()
    return Change(credit=credit, language=language)


async def _shown(services: Services, partner: Partner, current: str) -> Mapping[str, Any]:
    async with services.database.read() as connection:
        tokens = await stored.tokens_of(connection, partner.name)
        ways = await routes.of_partner(connection, partner.name)
    shape = partner.shape
    return {
        "name": partner.name,
        "title": partner.title,
        "contact": partner.contact,
        "feeds": _feeds(services, partner),
        "shape": {"text": str(shape.text), "images": shape.images, "credit": shape.credit, "language": shape.language},
        "term": {
            "starts": partner.starts.isoformat() if partner.starts else None,
            "ends": partner.ends.isoformat() if partner.ends else None,
        },
        "rate": partner.rate,
        "networks": list(partner.networks),
        "tokens": [shown_token(one, current) for one in tokens if works(one, services.now())],
        "routes": [shown_route(one) for one in ways],
    }


def _feeds(services: Services, partner: Partner) -> list[Mapping[str, Any]]:
    """The feeds the partner may read; their addresses have no token in them: what shows one has no need to be told."""
    here = place(services)
    return [
        {
            "name": feed.name,
            "title": feed.title,
            "access": str(feed.access),
            "page": here.feed(feed.name),
            "documents": {extension: here.feed(feed.name, extension) for extension in FORMATS},
        }
        for feed in services.catalog.feeds
        if feed.access is Audience.PUBLIC or partner.may_read(feed.name)
    ]


def shown_token(token: Token, current: str = "") -> Mapping[str, Any]:
    """A token by its end; `current` is the digest of the one that asks."""
    return {
        "hint": token.hint,
        "label": token.label,
        "created": token.created.isoformat() if token.created else None,
        "expires": token.expires.isoformat() if token.expires else None,
        "used": token.used.isoformat() if token.used else None,
        "current": token.digest == current,
    }


def shown_route(route: Route) -> Mapping[str, Any]:
    """A route without its secret."""
    return {
        "number": route.number,
        "channel": route.channel,
        "to": route.to,
        "every": route.every,
        "paused": route.paused,
        "created": route.created.isoformat() if route.created else None,
    }
