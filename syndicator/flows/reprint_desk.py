"""The reprint desk: a request in, an answer out, by the rules or by a person.

ask → stored with a number → every rule judges → granted · refused · waiting for a person
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from syndicator.errors import DeskClosed, KeyReused, ReprintError, UnknownArticle
from syndicator.flows.release import place
from syndicator.flows.secret import secret as installation_secret
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Asked, Decision, Grant, Outcome, ReprintRequest, RequestState
from syndicator.reprint import grant as grants
from syndicator.reprint.decide import by_person, decide
from syndicator.reprint.number import number as numbered
from syndicator.reprint.rules import RULES
from syndicator.store import articles, reprints
from syndicator.text.urls import is_http

_SECRET_BYTES = 24  # 192 bits: the status link can't be guessed
_CHANCE_BITS = 40


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the asker gets: the request as stored, and the secret that opens its status link."""

    request: ReprintRequest
    secret: str


async def ask(services: Services, asked: Asked, key: str = "") -> Receipt:
    """Take a request and decide it as far as the rules do, in one transaction.

    `key` is the asker's idempotency key ("" for none): the same request under the same key gives
    the first receipt again. Raises DeskClosed, UnknownArticle, KeyReused or StoreError.
    """
    if not services.config.reprint.open:
        raise DeskClosed("the reprint desk takes no requests")
    now = services.now()
    secret = _secret(services, asked, key)
    request = ReprintRequest("", _hashed(secret), asked, now, RequestState.WAITING)
    async with services.database.begin() as connection:
        article = await articles.find(connection, asked.article)
        if article is None or (article.embargo is not None and article.embargo > now):
            raise UnknownArticle("there is no such article here", "article")
        try:
            stored = await reprints.add(connection, request, _scoped(asked, key) if key else "")
        except ReprintError as error:
            raise KeyReused("this key was used for another request") from error
        if stored.decision is not None:
            return Receipt(stored, secret)
        decision = decide(asked, article, RULES, now)
        grant = _grant(services, stored, article, decision)
        return Receipt(await reprints.decide(connection, stored.number, decision, grant), secret)


async def decide_by_person(services: Services, number: str, outcome: Outcome, by: str, reason: str) -> ReprintRequest:
    """Grant or refuse a waiting request; `by` is who decides. Returns the request as decided.

    Raises ReprintError when there is no such request, it was decided before, or the article's
    rights do not allow a grant.
    """
    now = services.now()
    async with services.database.begin() as connection:
        request = await reprints.find(connection, number)
        if request is None:
            raise ReprintError(f"there is no request {number}", "number")
        if request.state is not RequestState.WAITING:
            raise ReprintError(f"{number} was decided before: it is {request.state}", "number")
        article = await articles.find(connection, request.asked.article)
        if article is None:
            raise UnknownArticle(f"the article of {number} is gone", "article")
        decision = by_person(request.decision, outcome, by, reason, now)
        grant = _grant(services, request, article, decision)
        return await reprints.decide(connection, number, decision, grant)


async def status(services: Services, number: str, secret: str) -> ReprintRequest | None:
    """The request with this number for whoever holds its secret, else None."""
    async with services.database.read() as connection:
        return await reprints.by_secret(connection, number, _hashed(secret))


async def granted(services: Services, number: str) -> tuple[Grant, Article | None] | None:
    """A grant by its number with its article as it stands now, for the public check."""
    async with services.database.read() as connection:
        grant = await reprints.find_grant(connection, number)
        if grant is None:
            return None
        return grant, await articles.find(connection, slug_of(grant))


def slug_of(grant: Grant) -> str:
    """The name of a grant's article in our own URLs."""
    return grant.article.rpartition(":")[2]


def _grant(services: Services, request: ReprintRequest, article: Article, decision: Decision) -> Grant | None:
    """The licence that follows from a decision; None where it grants nothing. Raises ReprintError."""
    if decision.outcome is not Outcome.GRANT:
        return None
    # An article that came without an address of its own leads back to its page here.
    original = article.url if is_http(article.url) else place(services).article(article.slug)
    # By chance, not counted: a grant is found by those who hold its number, not by counting up.
    number = numbered("G", decision.at.date(), secrets.randbits(_CHANCE_BITS))
    return grants.write(request, article, original, number, decision.at)


def _secret(services: Services, asked: Asked, key: str) -> str:
    """Fresh for a request without a key; with one, the same each time, though only its hash is stored."""
    if not key:
        return secrets.token_urlsafe(_SECRET_BYTES)
    told = "\x1f".join(("status link", key, repr(replace(asked, language=""))))
    digest = hmac.digest(installation_secret(services.config.data), told.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:_SECRET_BYTES]).decode()


def _scoped(asked: Asked, key: str) -> str:
    """The key as stored: its asker's own, so that two askers who both count from 1 do not meet."""
    return hashlib.sha256(f"{key}\x1f{asked.outlet}\x1f{asked.contact}".encode()).hexdigest()


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
