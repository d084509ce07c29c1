"""Reprint requests, decisions and grants as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import Row

from syndicator.model.reprint import (
    Asked,
    Decision,
    Grant,
    GrantedArticle,
    Message,
    Outcome,
    OutletKind,
    Proposal,
    ReprintRequest,
    RequestState,
    Terms,
)
from syndicator.store import clean
from syndicator.store.codec import member
from syndicator.text.outlet_key import outlet_key

T = TypeVar("T", Asked, Terms)

_DATES = {
    kind: frozenset(name for name, hint in get_type_hints(kind).items() if hint in (date, date | None))
    for kind in (Asked, Terms)
}


def request_row(request: ReprintRequest, key: str, digest: str, network: str, confirm_hash: str) -> Mapping[str, Any]:
    """The row of `requests`; `key` "" is none."""
    return {
        "number": request.number,
        "secret_hash": request.secret_hash,
        "idempotency_key": key or None,
        "asked": told(request.asked),
        "created": request.created,
        "state": request.state,
        "digest": digest,
        "network": network,
        "confirm_hash": confirm_hash,
        "confirmed": request.confirmed,
        "since": request.since,
        "outlet_key": outlet_key(clean.text(request.asked.outlet)),
    }


def request(row: Row[Any], decision: Decision | None, grant: Grant | None) -> ReprintRequest:
    """The request of a row."""
    return ReprintRequest(
        number=row.number,
        secret_hash=row.secret_hash,
        asked=read(Asked, row.asked),
        created=row.created,
        state=member(RequestState, row.state),
        decision=decision,
        grant=grant,
        confirmed=row.confirmed,
        since=row.since,
        waited=row.waited,
        reminded=row.reminded,
        erased=row.erased,
    )


def told(value: Asked | Terms) -> Mapping[str, Any]:
    """An Asked or Terms as a JSON object, dates as ISO 8601."""
    return {field.name: _told(clean.deep(getattr(value, field.name))) for field in fields(value)}


def read(kind: type[T], found: Mapping[str, Any]) -> T:
    """The Asked or Terms of an object that `told` wrote; fields of a later version are left out."""
    known = {field.name: _read(kind, field.name, found[field.name]) for field in fields(kind) if field.name in found}
    return kind(**known)


def _told(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(kind: type[Any], name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name in _DATES[kind] and value is not None:
        return date.fromisoformat(value)
    return member(OutletKind, value) if name == "kind" else value


def decision_row(number: str, decision: Decision) -> Mapping[str, Any]:
    """The row of `decisions`."""
    return {"request": number, **_flat(decision)}


def decision(row: Row[Any]) -> Decision:
    """The decision of a row."""
    return Decision(
        outcome=member(Outcome, row.outcome),
        by=row.by,
        at=row.at,
        reason=row.reason,
        verdicts=row.verdicts,
        second=row.second,
    )


def proposal_row(proposal: Proposal) -> Mapping[str, Any]:
    """The row of `proposals`."""
    return {**_flat(proposal), "terms": told(proposal.terms)}


def proposal(row: Row[Any]) -> Proposal:
    """The proposal of a row."""
    terms = read(Terms, row.terms)
    return Proposal(row.request, member(Outcome, row.outcome), row.by, row.at, row.reason, terms)


def message(row: Row[Any]) -> Message:
    """The message of a row."""
    return Message(row.request, row.at, row.who, row.text)


def grant_row(grant: Grant) -> Mapping[str, Any]:
    """The row of `grants`; its articles are rows of their own."""
    flat = _flat(grant)
    return {name: flat[name] for name in flat if name != "articles"}


def granted_rows(grant: Grant) -> Sequence[Mapping[str, Any]]:
    """The rows of `granted`."""
    return [
        {"grant": grant.number, "position": place, "told_version": one.version, **_flat(one)}
        for place, one in enumerate(grant.articles)
    ]


def granted(row: Row[Any]) -> GrantedArticle:
    """One article of a grant."""
    return GrantedArticle(row.article, row.version, row.fingerprint, row.title, row.credit, row.original)


def grant(row: Row[Any], articles: Sequence[GrantedArticle]) -> Grant:
    """The grant of a row."""
    kept = {field.name: getattr(row, field.name) for field in fields(Grant) if field.name != "articles"}
    return Grant(articles=tuple(articles), **kept)


def _flat(value: Any) -> dict[str, Any]:
    """A dataclass's own fields, as they are."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
