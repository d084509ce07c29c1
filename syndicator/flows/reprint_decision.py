"""Deciding a request: by the rules, and by a person after them.

Whatever is decided, one transaction has the decision, its grant, its trail and the mails that tell of it.
"""

import secrets

from syndicator.errors import ReprintError, SeveralOwners
from syndicator.flows import reprint_cases, reprint_news
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Decision, Grant, Message, Outcome, Proposal, ReprintRequest, RequestState, Terms
from syndicator.model.trail import RULES as BY_RULES
from syndicator.model.trail import Step, Trace
from syndicator.reprint import grant as grants
from syndicator.reprint import words
from syndicator.reprint.decide import approved, by_person, decide, to_person
from syndicator.reprint.number import number as numbered
from syndicator.reprint.rules import RULES
from syndicator.store import messages, proposals, reprints, trail
from syndicator.store.database import Connection

_CHANCE_BITS = 40

AS_ASKED = Terms()
"""No terms of our own: as it was asked for."""


async def by_rules(services: Services, connection: Connection, request: ReprintRequest) -> ReprintRequest:
    """Have every rule judge a waiting request; returns it as it stands then."""
    found = await reprint_cases.asked_for(connection, request)
    cases = await reprint_cases.cases(services, connection, request, found)
    decision = decide(cases, RULES, services.now())
    try:
        return await _settle(services, connection, request, found, decision)
    except SeveralOwners:
        # They were one owner's when they were asked for.
        return await _settle(services, connection, request, found, to_person(decision, request.asked.language))


async def decide_by_person(  # noqa: PLR0913, PLR0917 - who decides what, why and on which terms
    services: Services, number: str, outcome: Outcome, by: str, reason: str, terms: Terms = AS_ASKED
) -> ReprintRequest:
    """Grant (on `terms`) or refuse a waiting request; `by` is who decides. Returns the request as decided.

    Where a second person must approve, nothing is decided yet: the request still waits, with a proposal. Raises
    ReprintError when there is no such request, it does not wait for a decision, or the article's rights allow no grant.
    """
    async with services.database.begin() as connection:
        request = await _waiting(connection, number)
        decision = by_person(request.decision, outcome, by, reason, services.now())
        terms = words.terms(terms) if outcome is Outcome.GRANT else AS_ASKED
        found = await reprint_cases.asked_for(connection, request)
        if services.config.reprint.four_eyes:
            if outcome is Outcome.GRANT:
                _grant(services, request, found, decision, terms)
            decided = await _propose(services, connection, request, decision, terms)
        else:
            decided = await _settle(services, connection, request, found, decision, terms)
    services.outgoing.set()
    return decided


async def approve(services: Services, number: str, by: str) -> ReprintRequest:
    """Approve what somebody else proposed: now it is decided. Returns the request as decided.

    Raises ReprintError where nothing is proposed, `by` proposed it, or it can't be granted any more.
    """
    async with services.database.begin() as connection:
        request = await _waiting(connection, number)
        proposal = await _proposed(connection, number)
        decision = approved(
            by_person(request.decision, proposal.outcome, proposal.by, proposal.reason, services.now()), by
        )
        found = await reprint_cases.asked_for(connection, request)
        await _take(connection, number)
        decided = await _settle(services, connection, request, found, decision, proposal.terms)
    services.outgoing.set()
    return decided


async def decline(services: Services, number: str, by: str, why: str) -> ReprintRequest:
    """Take a proposal off the table, somebody else's or one's own; the request waits on.

    Raises ReprintError where nothing is proposed, or without a name or a reason.
    """
    if not words.one_line(by) or not words.one_line(why):
        raise ReprintError("say who declines, and why", "by" if not words.one_line(by) else "reason")
    now = services.now()
    async with services.database.begin() as connection:
        request = await _waiting(connection, number)
        proposal = await _proposed(connection, number)
        await _take(connection, number)
        told = f"{proposal.outcome} by {proposal.by}: {words.one_line(why)}"
        await trail.add(connection, Trace(now, words.one_line(by), Step.DECLINED, number, why=told))
        await reprint_news.declined(services, connection, request, proposal)
    services.outgoing.set()
    return request


async def ask_back(services: Services, number: str, by: str, text: str) -> ReprintRequest:
    """Put a question to the asker: the request waits for their answer. What was proposed of it is off the table.

    Raises ReprintError where the request does not wait for a decision, or without a name or a question.
    """
    question, who, now = words.question(text), words.one_line(by), services.now()
    if not who:
        raise ReprintError("say who asks", "by")
    async with services.database.begin() as connection:
        await _waiting(connection, number)
        await proposals.take(connection, number)
        request = await reprints.move(connection, number, (RequestState.WAITING,), RequestState.ASKED, now)
        await messages.add(connection, Message(number, now, who, question))
        # The question may name the asker: the trail says only that there was one.
        await trail.add(connection, Trace(now, who, Step.QUESTION, number))
        await reprint_news.asked(services, connection, request, question)
    services.outgoing.set()
    return request


async def _waiting(connection: Connection, number: str) -> ReprintRequest:
    request = await reprints.find(connection, number)
    if request is None:
        raise ReprintError(f"there is no request {number}", "number")
    if request.state is not RequestState.WAITING:
        raise ReprintError(f"{number} was decided before or is not to be decided now: it is {request.state}", "number")
    return request


async def _proposed(connection: Connection, number: str) -> Proposal:
    proposal = await proposals.find(connection, number)
    if proposal is None:
        raise ReprintError(f"nobody has proposed anything about {number}", "number")
    return proposal


async def _take(connection: Connection, number: str) -> None:
    if not await proposals.take(connection, number):
        raise ReprintError(f"somebody else has just dealt with what was proposed about {number}", "number")


async def _propose(
    services: Services, connection: Connection, request: ReprintRequest, decision: Decision, terms: Terms
) -> ReprintRequest:
    proposal = Proposal(request.number, decision.outcome, decision.by, decision.at, decision.reason, terms)
    await proposals.add(connection, proposal)
    await trail.add(connection, Trace(decision.at, decision.by, Step.PROPOSED, request.number, why=_why(decision)))
    await reprint_news.proposed(services, connection, request, proposal)
    return request


async def _settle(  # noqa: PLR0913, PLR0917 - everything a decision rests on
    services: Services,
    connection: Connection,
    request: ReprintRequest,
    found: tuple[Article, ...],
    decision: Decision,
    terms: Terms = AS_ASKED,
) -> ReprintRequest:
    """Store a decision with the grant that follows, and tell of both."""
    grant = _grant(services, request, found, decision, terms) if decision.outcome is Outcome.GRANT else None
    decided = await reprints.decide(connection, request.number, decision, grant)
    step = Step.GRANTED if grant else Step.DECIDED
    number = grant.number if grant else ""
    await trail.add(
        connection, Trace(decision.at, decision.by or BY_RULES, step, request.number, number, _why(decision))
    )
    await reprint_news.decided(services, connection, decided)
    return decided


def _why(decision: Decision) -> str:
    told = f"{decision.outcome}: {decision.reason}" if decision.reason else str(decision.outcome)
    return f"{told} (approved by {decision.second})" if decision.second else told


def _grant(
    services: Services, request: ReprintRequest, found: tuple[Article, ...], decision: Decision, terms: Terms
) -> Grant:
    """The licence that follows from a decision to grant. Raises ReprintError."""
    parts = tuple(grants.of(one, place(services).article(one.slug)) for one in found)
    reprint_cases.must_be_of_one_owner(found)
    feed = services.catalog.feed(request.asked.feed)
    holder = found[0].rights.holder if found else feed.policy.holder if feed else ""
    # By chance, not counted: a grant is found by those who hold its number, not by counting up.
    number = numbered("G", decision.at.date(), secrets.randbits(_CHANCE_BITS))
    return grants.write(request, holder, parts, number, decision.at, terms)
