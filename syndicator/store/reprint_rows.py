"""Reprint requests, decisions and grants as rows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from syndicator.model.reprint import Asked, Decision, Grant, Outcome, ReprintRequest, RequestState
from syndicator.store.codec import member


def request_row(request: ReprintRequest, key: str) -> Mapping[str, Any]:
    """The row of `requests`; `key` "" is none."""
    asked = request.asked
    return {
        "number": request.number,
        "secret_hash": request.secret_hash,
        "idempotency_key": key or None,
        "article": asked.article,
        "outlet": asked.outlet,
        "contact": asked.contact,
        "use": asked.use,
        "medium": asked.medium,
        "term_from": asked.term_from,
        "term_to": asked.term_to,
        "language": asked.language,
        "created": request.created,
        "state": request.state,
    }


def request(row: Row[Any], decision: Decision | None, grant: Grant | None) -> ReprintRequest:
    """The request of a row."""
    return ReprintRequest(
        number=row.number,
        secret_hash=row.secret_hash,
        asked=Asked(
            article=row.article,
            outlet=row.outlet,
            contact=row.contact,
            use=row.use,
            medium=row.medium,
            term_from=row.term_from,
            term_to=row.term_to,
            language=row.language,
        ),
        created=row.created,
        state=member(RequestState, row.state),
        decision=decision,
        grant=grant,
    )


def decision_row(number: str, decision: Decision) -> Mapping[str, Any]:
    """The row of `decisions`."""
    return {
        "request": number,
        "outcome": decision.outcome,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
        "verdicts": decision.verdicts,
    }


def decision(row: Row[Any]) -> Decision:
    """The decision of a row."""
    return Decision(
        outcome=member(Outcome, row.outcome), by=row.by, at=row.at, reason=row.reason, verdicts=row.verdicts
    )


def grant_row(grant: Grant) -> Mapping[str, Any]:
    """The row of `grants`."""
    return {
        "number": grant.number,
        "request": grant.request,
        "article": grant.article,
        "version": grant.version,
        "fingerprint": grant.fingerprint,
        "assigner": grant.assigner,
        "assignee": grant.assignee,
        "permissions": grant.permissions,
        "duties": grant.duties,
        "constraints": grant.constraints,
        "credit": grant.credit,
        "valid_from": grant.valid_from,
        "valid_to": grant.valid_to,
        "issued": grant.issued,
    }


def grant(row: Row[Any]) -> Grant:
    """The grant of a row."""
    return Grant(
        number=row.number,
        request=row.request,
        article=row.article,
        version=row.version,
        fingerprint=row.fingerprint,
        assigner=row.assigner,
        assignee=row.assignee,
        permissions=row.permissions,
        duties=row.duties,
        constraints=row.constraints,
        credit=row.credit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issued=row.issued,
    )
