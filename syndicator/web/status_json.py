"""A request as JSON, for the program that holds its secret."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from syndicator.flows.release import place
from syndicator.flows.reprint_desk import Record
from syndicator.model.reprint import Asked, Grant, ReprintRequest, RequestState
from syndicator.reprint import grant as terms_of
from syndicator.reprint.decide import why
from syndicator.web import pages
from syndicator.web.desk import link
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.timeline import steps

_TEXTS = ("channel", "territory", "reprint_language", "circulation", "edits", "translation", "license_number")


def told(request: web.Request, found: ReprintRequest, secret: str, record: Record) -> Mapping[str, Any]:
    """How it stands: what its asker sent, what was done and said since, and the answer.

    Holds neither the asker's name nor a way to reach them, but for the address that is to be confirmed.
    """
    decision = found.decision
    said: dict[str, Any] = {
        "number": found.number,
        "status_url": link(request, found.number, secret),
        "state": str(found.state),
        **_asked(request, found.asked),
        "created": found.created.isoformat(),
        "timeline": [{"at": step.at.isoformat(), "step": step.name} for step in steps(found, record.steps)],
        "messages": [
            {"at": one.at.isoformat(), "from": "desk" if one.who else "asker", "text": one.text} for one in record.talk
        ],
    }
    if found.state is RequestState.UNCONFIRMED:
        said["confirm"] = {"sent_to": found.asked.email}
    if decision:
        said["decision"] = {
            "outcome": str(decision.outcome),
            "reason": why(decision, request[LANGUAGE]),
            "at": decision.at.isoformat(),
        }
    if found.grant:
        said["grant"] = _grant(request, found.grant)
    return said


def _asked(request: web.Request, asked: Asked) -> Mapping[str, Any]:
    here = place(request.app[SERVICES])
    addresses = [here.article(slug) for slug in asked.articles]
    return {
        "article": next(iter(addresses), ""),
        "articles": addresses,
        **({"feed": here.feed(asked.feed)} if asked.feed else {}),
        "outlet": asked.outlet,
        "kind": str(asked.kind),
        "use": asked.use,
        "medium": asked.medium,
        "term": {"from": asked.term_from.isoformat(), "to": asked.term_to.isoformat()},
        **{name: value for name in _TEXTS if (value := getattr(asked, name))},
        "pictures": asked.pictures,
        "commercial": asked.commercial,
    }


def _grant(request: web.Request, given: Grant) -> Mapping[str, Any]:
    return {
        "number": given.number,
        "url": f"{pages.base_url(request)}/grants/{given.number}",
        "credit": terms_of.duty(given, "attribute"),
        "title": terms_of.duty(given, "title"),
        "original": terms_of.duty(given, "link"),
        "permissions": list(given.permissions),
        "duties": list(given.duties),
        "constraints": dict(given.constraints),
        "conditions": list(given.conditions),
        "fee": given.fee,
        "valid_from": given.valid_from.isoformat(),
        "valid_to": given.valid_to.isoformat(),
        "revoked": given.revoked.isoformat() if given.revoked else None,
        "revoked_why": given.revoked_why,
    }
