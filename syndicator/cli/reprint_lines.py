"""How the desk's commands show a request: a line of the list, and everything on one page."""

from collections.abc import Iterator
from datetime import timedelta

from syndicator.flows.reprint_queue import Line, Page, Service
from syndicator.model.article import Article
from syndicator.model.reprint import Asked, Grant, Outcome, Proposal, ReprintRequest, RequestState, Terms
from syndicator.reprint.decide import why

Row = tuple[str, str]

_WIDTH = 11
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def line(one: Line) -> str:
    """Number, state, day it came, how long it has waited for us, outlet, what it is about."""
    request, asked = one.request, one.request.asked
    title = "; ".join(article.title for article in one.found) or about(asked)
    marks = "".join(f"  ({mark})" for mark, is_so in (("late", one.late), ("to approve", one.proposal)) if is_so)
    waited = span(one.waited)
    return (
        f"{request.number}  {request.state:<8}  {request.created:%Y-%m-%d}  {waited:>6}  {asked.outlet}  {title}{marks}"
    )


def about(asked: Asked) -> str:
    """What is asked for, by names in our addresses."""
    return ", ".join(asked.articles) or f"everything of {asked.feed}"


def span(time: timedelta) -> str:
    """A time as 3d4h, 5h, 12m, 0m."""
    seconds = int(time.total_seconds())
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE
    if days:
        return f"{days}d{hours}h" if hours else f"{days}d"
    return f"{hours}h" if hours else f"{minutes}m"


def details(page: Page, base_url: str) -> list[str]:
    """Everything about a request, a line each."""
    one = page.line
    request = one.request
    rows = [*_head(one), *_asked(request.asked)]
    for article in one.found:
        rows += _article(article, base_url)
    gone = len(request.asked.articles) - len(one.found)
    rows += [("article", f"{gone} of them gone")] if gone else []
    rows += _decision(request)
    if one.proposal:
        rows += _proposal(one.proposal)
    if request.grant:
        rows += _grant(request.grant, base_url)
    rows += [
        ("message", f"{told.at:%Y-%m-%d %H:%M} {told.who or 'asker'}: {_flat(told.text)}") for told in page.messages
    ]
    rows += [
        ("trail", f"{step.at:%Y-%m-%d %H:%M} {step.who} {step.step}{f': {_flat(step.why)}' if step.why else ''}")
        for step in page.trail
    ]
    rows += [
        ("earlier", f"{other.number} {other.state} {other.created:%Y-%m-%d} {about(other.asked)}")
        for other in one.earlier
    ]
    return [f"{name + ':':<{_WIDTH}}{value}" for name, value in rows]


def _head(one: Line) -> Iterator[Row]:
    request = one.request
    yield "number", request.number
    yield "state", f"{request.state}{' (late)' if one.late else ''}"
    yield "sent", request.created.isoformat(timespec="minutes")
    if request.confirmed:
        yield "confirmed", request.confirmed.isoformat(timespec="minutes")
    yield "waited", span(one.waited)


def _asked(asked: Asked) -> Iterator[Row]:
    yield "outlet", f"{asked.outlet} ({asked.kind})"
    pictures = "with pictures" if asked.pictures else "without pictures"
    told = (
        ("license", asked.license_number),
        ("partner", asked.partner),
        ("contact", asked.reach),
        ("about", "" if asked.articles else about(asked)),
        ("use", _flat(asked.use)),
        ("medium", " · ".join(part for part in (asked.medium, asked.channel, asked.circulation) if part)),
        ("territory", asked.territory),
        ("language", asked.reprint_language),
        ("term", f"{asked.term_from} to {asked.term_to}"),
        ("edits", _flat(asked.edits)),
        ("translate", asked.translation),
        ("wanted", f"{pictures}, {'commercial' if asked.commercial else 'not commercial'}"),
    )
    yield from (row for row in told if row[1])


def _article(article: Article, base_url: str) -> Iterator[Row]:
    held = "; ".join(hold.text for hold in article.holds)
    credited = sorted({image.credit or "no credit" for image in article.images})
    yield "article", article.title
    yield "address", article.url or f"{base_url}/articles/{article.slug}"
    yield "status", f"{article.status}{f' ({held})' if held else ''}"
    if article.embargo:
        yield "embargo", article.embargo.isoformat(timespec="minutes")
    yield "holder", article.rights.holder or "unknown"
    yield "notice", article.rights.notice or "none"
    yield "reprint", str(article.rights.reprint)
    if article.images:
        yield "pictures", f"{len(article.images)} ({', '.join(credited)})"


def _decision(request: ReprintRequest) -> Iterator[Row]:
    decision = request.decision
    if decision is None:
        return
    for verdict in decision.verdicts:
        yield "rule", f"{verdict.rule}: {verdict.outcome}: {verdict.why('en')}"
    if decision.outcome is Outcome.REVIEW and request.state in (RequestState.WAITING, RequestState.ASKED):
        return
    by = decision.by + (f", approved by {decision.second}" if decision.second else "")
    yield "decision", f"{decision.outcome} by {by}: {_flat(why(decision, 'en')) or 'no reason given'}"


def _proposal(proposal: Proposal) -> Iterator[Row]:
    yield "proposed", f"{proposal.outcome} by {proposal.by}: {_flat(proposal.reason) or 'no reason given'}"
    yield from (("on terms", told) for told in _terms(proposal.terms))


def _terms(terms: Terms) -> Iterator[str]:
    yield from terms.conditions
    changed = (
        ("fee", terms.fee or None),
        ("medium", terms.medium),
        ("territory", terms.territory),
        ("from", terms.valid_from),
        ("to", terms.valid_to),
        ("pictures", terms.pictures),
        ("edits", terms.edits),
        ("translation", terms.translation),
    )
    yield from (f"{name}: {value}" for name, value in changed if value is not None)


def _grant(grant: Grant, base_url: str) -> Iterator[Row]:
    yield "grant", f"{grant.number}  {base_url}/grants/{grant.number}"
    yield from (("credit", part.credit) for part in grant.articles)
    yield from (("condition", condition) for condition in grant.conditions)
    if grant.fee:
        yield "fee", grant.fee
    if grant.revoked:
        yield "revoked", f"{grant.revoked:%Y-%m-%d}: {grant.revoked_why}"


def _flat(text: str) -> str:
    return text.replace("\n", " / ")


def figures(service: Service, days: int) -> list[str]:
    """How the desk serves, a line each."""
    states = ", ".join(f"{count} {state}" for state, count in service.states.items() if count)
    rows = [("requests", states or "none")]
    if service.oldest is not None:
        rows.append(("oldest", f"has waited {span(service.oldest)}"))
    rows.append(("decided", f"{service.decided} by a person in {days} days"))
    if service.median is not None and service.ninetieth is not None:
        rows += [("median", span(service.median)), ("90 %", f"within {span(service.ninetieth)}")]
    return [f"{name + ':':<{_WIDTH}}{value}" for name, value in rows]
