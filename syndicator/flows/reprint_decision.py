"""Deciding a request: by the rules, and by a person after them.

Whatever is decided, one transaction has the decision, its grant, its trail and the mails that tell of it.
"""

import secrets
from dataclasses import replace

from syndicator.errors import ReprintError, UnknownArticle
from syndicator.flows import reprint_news
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.feed import Feed
from syndicator.model.reprint import Decision, Grant, Outcome, ReprintRequest, RequestState
from syndicator.model.rights import Reprint
from syndicator.model.trail import RULES as BY_RULES
from syndicator.model.trail import Step, Trace
from syndicator.reprint import grant as grants
from syndicator.reprint.case import Case
from syndicator.reprint.decide import by_person, decide
from syndicator.reprint.number import number as numbered
from syndicator.reprint.rules import RULES
from syndicator.store import articles, reprints, trail
from syndicator.store.database import Connection
from syndicator.text.urls import is_http

_CHANCE_BITS = 40


async def by_rules(services: Services, connection: Connection, request: ReprintRequest) -> ReprintRequest:
    """Have every rule judge a waiting request; returns it as it stands then."""
    found = await asked_for(connection, request)
    cases = await _cases(services, connection, request, found)
    decision = decide(cases, RULES, services.now())
    return await _settle(services, connection, request, found, decision)


async def decide_by_person(services: Services, number: str, outcome: Outcome, by: str, reason: str) -> ReprintRequest:
    """Grant or refuse a waiting request; `by` is who decides. Returns the request as decided.

    Raises ReprintError when there is no such request, it was decided before, or the article's
    rights do not allow a grant.
    """
    async with services.database.begin() as connection:
        request = await reprints.find(connection, number)
        if request is None:
            raise ReprintError(f"there is no request {number}", "number")
        if request.state is not RequestState.WAITING:
            raise ReprintError(
                f"{number} was decided before or is not to be decided now: it is {request.state}", "number"
            )
        found = await asked_for(connection, request)
        decision = by_person(request.decision, outcome, by, reason, services.now())
        decided = await _settle(services, connection, request, found, decision)
    services.outgoing.set()
    return decided


async def asked_for(connection: Connection, request: ReprintRequest) -> tuple[Article, ...]:
    """The articles a request is about as they stand now. Raises UnknownArticle for one that is gone."""
    found = [await articles.find(connection, slug) for slug in request.asked.articles]
    there = tuple(article for article in found if article is not None)
    if len(there) < len(found):
        raise UnknownArticle(f"an article of {request.number} is gone", "article")
    return there


async def _settle(
    services: Services,
    connection: Connection,
    request: ReprintRequest,
    found: tuple[Article, ...],
    decision: Decision,
) -> ReprintRequest:
    """Store a decision with the grant that follows, and tell of both."""
    grant = _grant(services, request, found, decision) if decision.outcome is Outcome.GRANT else None
    decided = await reprints.decide(connection, request.number, decision, grant)
    step = Step.GRANTED if grant else Step.DECIDED
    why = f"{decision.outcome}: {decision.reason}" if decision.reason else str(decision.outcome)
    trace = Trace(decision.at, decision.by or BY_RULES, step, request.number, grant.number if grant else "", why)
    await trail.add(connection, trace)
    await reprint_news.decided(services, connection, decided)
    return decided


async def _cases(
    services: Services, connection: Connection, request: ReprintRequest, found: tuple[Article, ...]
) -> tuple[Case, ...]:
    """What the rules look at: each article, or the whole feed."""
    asked, now = request.asked, services.now()
    feed = services.catalog.feed(asked.feed) if asked.feed else None
    base = Case(asked, None, _holder(feed), _reprint(feed), _policy(feed), now)
    if feed is not None:
        return (base,)
    return tuple(
        replace(
            base,
            article=article,
            holder=article.rights.holder,
            reprint=article.rights.reprint,
            policy=_policy(services.catalog.feed(article.feed)),
        )
        for article in found
    )


def _grant(services: Services, request: ReprintRequest, found: tuple[Article, ...], decision: Decision) -> Grant:
    """The licence that follows from a decision to grant. Raises ReprintError."""
    # An article that came without an address of its own leads back to its page here.
    parts = tuple(grants.of(one, one.url if is_http(one.url) else place(services).article(one.slug)) for one in found)
    holders = {one.rights.holder for one in found} or {_holder(services.catalog.feed(request.asked.feed))}
    if len(holders) > 1:
        raise ReprintError("these articles have different owners: ask for each owner's by themselves", "articles")
    # By chance, not counted: a grant is found by those who hold its number, not by counting up.
    number = numbered("G", decision.at.date(), secrets.randbits(_CHANCE_BITS))
    return grants.write(request, holders.pop(), parts, number, decision.at)


def _holder(feed: Feed | None) -> str:
    return feed.policy.holder if feed else ""


def _policy(feed: Feed | None) -> DeskPolicy:
    return feed.desk if feed else DeskPolicy()


def _reprint(feed: Feed | None) -> Reprint:
    return feed.policy.reprint if feed else Reprint.UNKNOWN
