"""Requests and licences as the desk's API tells them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from syndicator.flows.reprint_queue import Line, Page
from syndicator.model.article import Article
from syndicator.model.reprint import Decision, Grant, Proposal, ReprintRequest
from syndicator.model.trail import Trace
from syndicator.store.reprint_rows import told


def request(filed: ReprintRequest) -> Mapping[str, Any]:
    """A request as it stands."""
    return {
        "number": filed.number,
        "state": str(filed.state),
        "created": filed.created.isoformat(),
        "confirmed": _when(filed.confirmed),
        "waiting_since": _when(filed.since),
        "erased": _when(filed.erased),
        "asked": told(filed.asked),
        "decision": _decision(filed.decision) if filed.decision else None,
        "grant": filed.grant.number if filed.grant else None,
    }


def everything(page: Page) -> Mapping[str, Any]:
    """A request with all there is to know of it."""
    line = page.line
    return {
        **request(line.request),
        **_line(line),
        "messages": [{"at": one.at.isoformat(), "who": one.who or "asker", "text": one.text} for one in page.messages],
        "trail": [step(one) for one in page.trail],
    }


def grant(given: Grant) -> Mapping[str, Any]:
    """A licence as it stands."""
    return {
        "number": given.number,
        "request": given.request,
        "assignee": given.assignee,
        "valid_from": given.valid_from.isoformat(),
        "valid_to": given.valid_to.isoformat(),
        "issued": given.issued.isoformat(),
        "revoked": _when(given.revoked),
        "revoked_why": given.revoked_why,
    }


def step(trace: Trace) -> dict[str, Any]:
    """One step of the record."""
    return {
        "number": trace.number,
        "at": trace.at.isoformat(),
        "who": trace.who,
        "step": str(trace.step),
        "request": trace.request,
        "grant": trace.grant,
        "why": trace.why,
    }


def _line(line: Line) -> Mapping[str, Any]:
    return {
        "waited_seconds": int(line.waited.total_seconds()),
        "late": line.late,
        "articles": [_article(one) for one in line.found],
        "proposal": _proposal(line.proposal) if line.proposal else None,
        "earlier": [one.number for one in line.earlier],
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {
        "outcome": str(decision.outcome),
        "by": decision.by,
        "second": decision.second,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "verdicts": [
            {
                "rule": one.rule,
                "outcome": str(one.outcome),
                "article": one.article,
                "reason": dict(one.reason),
            }
            for one in decision.verdicts
        ],
    }


def _proposal(proposal: Proposal) -> Mapping[str, Any]:
    return {
        "outcome": str(proposal.outcome),
        "by": proposal.by,
        "at": proposal.at.isoformat(),
        "reason": proposal.reason,
        "terms": told(proposal.terms),
    }


def _article(article: Article) -> Mapping[str, Any]:
    return {
        "id": article.id,
        "version": article.version,
        "title": article.title,
        "url": article.url,
        "status": str(article.status),
        "holds": [hold.code for hold in article.holds],
        "holder": article.rights.holder,
        "notice": article.rights.notice,
        "credit": article.rights.credit,
        "reprint": str(article.rights.reprint),
        "pictures": len(article.images),
    }


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
