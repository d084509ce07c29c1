"""The reprint desk, from the asker's side: ask, confirm an address, look, answer, withdraw.

ask → stored with a number → (address confirmed) → every rule judges → granted · refused · waiting for a person

Each step is one transaction: the request's state, its trail and the mails that tell of it stand together or not at all.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syndicator.errors import DeskClosed, KeyReused, ReprintError, SeveralOwners, UnknownArticle
from syndicator.flows import reprint_decision, reprint_limits, reprint_news
from syndicator.flows.reprint_link import hashed, secret_of
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import OPEN, Asked, Message, ReprintRequest, RequestState
from syndicator.model.trail import ASKER, Step, Trace
from syndicator.store import articles, messages, reprints, trail
from syndicator.store.database import Connection
from syndicator.store.reprints import Origin

# How long the same request from the same network is the one before.
_SAME = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the asker gets: the request as stored, and the secret that opens its status link."""

    request: ReprintRequest
    secret: str


async def ask(services: Services, asked: Asked, key: str = "", network: str = "") -> Receipt:
    """Take a request and, once its address needs no confirming, decide it as far as the rules do.

    `key` is the asker's idempotency key ("" for none): the same request under the same key gives the first receipt
    again; so does the same request without one from the same `network` within a day, while it is open. Neither counts
    against what an address and a network may ask (flows/reprint_limits). Raises DeskClosed, UnknownArticle,
    SeveralOwners, KeyReused, TooManyTries or StoreError.
    """
    if not services.config.reprint.open:
        raise DeskClosed("the reprint desk takes no requests")
    now = services.now()
    confirm = bool(asked.email) and reprint_news.tells_askers(services)
    state = RequestState.UNCONFIRMED if confirm else RequestState.WAITING
    async with services.database.begin() as connection:
        await _must_be_public(services, connection, asked)
        origin = Origin(_scoped(asked, key) if key else "", _digest(asked), _network(network))
        stored = await _before(connection, asked, origin, now)
        if stored is None:
            number = await reprints.next_number(connection, "R", now)
            # The same request may have been stored while this one waited for its number.
            stored = await _before(connection, asked, origin, now)
        if stored is not None:
            return Receipt(stored, secret_of(services, stored.number))
        await reprint_limits.count(services, connection, asked, network)
        origin = replace(origin, confirm_hash=hashed(secret_of(services, number, "confirm")))
        fresh = ReprintRequest(number, hashed(secret_of(services, number)), asked, now, state)
        stored = await reprints.add(connection, replace(fresh, since=None if confirm else now), origin)
        await trail.add(connection, Trace(now, ASKER, Step.ASKED, number))
        if confirm:
            await reprint_news.confirm(services, connection, stored)
        else:
            stored = await reprint_decision.by_rules(services, connection, stored)
    services.outgoing.set()
    return Receipt(stored, secret_of(services, stored.number))


async def _before(connection: Connection, asked: Asked, origin: Origin, now: datetime) -> ReprintRequest | None:
    """The same request, where it was sent before. Raises KeyReused."""
    try:
        return await reprints.before(connection, asked, origin, now - _SAME)
    except ReprintError as error:
        raise KeyReused("this key was used for another request") from error


async def to_confirm(services: Services, number: str, secret: str, network: str = "") -> ReprintRequest | None:
    """The request whose confirming `secret` this is, unchanged, else None. Raises TooManyTries (see `status`)."""
    async with services.database.read() as connection:
        await reprint_limits.may_try(services, connection, network)
        found = await reprints.by_confirmation(connection, number, hashed(secret))
    return await _or_wrong(services, found, network)


async def confirm(services: Services, number: str, secret: str, network: str = "") -> ReprintRequest | None:
    """Take the asker's address as theirs, and decide; None where the secret is not the request's.

    A second click changes nothing. Raises TooManyTries (see `status`).
    """
    if await to_confirm(services, number, secret, network) is None:
        return None
    now = services.now()
    async with services.database.begin() as connection:
        found = await reprints.by_confirmation(connection, number, hashed(secret))
        if found is None or found.state is not RequestState.UNCONFIRMED:
            return found
        found = await reprints.move(
            connection, number, (RequestState.UNCONFIRMED,), RequestState.WAITING, now, confirmed=True
        )
        await trail.add(connection, Trace(now, ASKER, Step.CONFIRMED, number))
        found = await reprint_decision.by_rules(services, connection, found)
    services.outgoing.set()
    return found


async def status(services: Services, number: str, secret: str, network: str = "") -> ReprintRequest | None:
    """The request with this number for whoever holds its secret, else None.

    Raises TooManyTries where its `network` tried too many wrong ones lately: then the right one opens nothing either.
    """
    async with services.database.read() as connection:
        await reprint_limits.may_try(services, connection, network)
        found = await reprints.by_secret(connection, number, hashed(secret))
    return await _or_wrong(services, found, network)


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a request so far: each step, and what the desk and its asker wrote to each other."""

    steps: tuple[Trace, ...]
    talk: tuple[Message, ...]


async def record(services: Services, request: ReprintRequest) -> Record:
    """What came of a request so far, in order."""
    async with services.database.read() as connection:
        grant = request.grant.number if request.grant else ""
        return Record(await trail.of(connection, request.number, grant), await messages.of(connection, request.number))


async def answer(services: Services, number: str, secret: str, text: str) -> ReprintRequest | None:
    """The asker's answer to the desk's question: the request waits for the desk again. None without its secret.

    Raises ReprintError where nothing was asked.
    """
    now = services.now()
    async with services.database.begin() as connection:
        found = await reprints.by_secret(connection, number, hashed(secret))
        if found is None:
            return None
        found = await reprints.move(connection, number, (RequestState.ASKED,), RequestState.WAITING, now)
        await messages.add(connection, Message(number, now, "", text))
        await trail.add(connection, Trace(now, ASKER, Step.ANSWER, number))
        await reprint_news.answered(services, connection, found, text)
    services.outgoing.set()
    return found


async def withdraw(services: Services, number: str, secret: str) -> ReprintRequest | None:
    """Take a request back before it is decided; None without its secret. Raises ReprintError once it is decided."""
    now = services.now()
    async with services.database.begin() as connection:
        found = await reprints.by_secret(connection, number, hashed(secret))
        if found is None or found.state is RequestState.WITHDRAWN:
            return found
        found = await reprints.move(connection, number, OPEN, RequestState.WITHDRAWN, now)
        await trail.add(connection, Trace(now, ASKER, Step.WITHDRAWN, number))
        await reprint_news.withdrawn(services, connection, found)
    services.outgoing.set()
    return found


async def _or_wrong(services: Services, found: ReprintRequest | None, network: str) -> ReprintRequest | None:
    """What a secret opened, once counted where it opened nothing."""
    if found is None:
        await reprint_limits.wrong(services, network)
    return found


async def _must_be_public(services: Services, connection: Connection, asked: Asked) -> None:
    found: list[Article] = []
    for slug in asked.articles:
        article = await articles.find(connection, slug)
        if article is None or (article.embargo is not None and article.embargo > services.now()):
            raise UnknownArticle(f"there is no article {slug} here", "article")
        found.append(article)
    if len({article.rights.holder for article in found if article.rights.holder}) > 1:
        raise SeveralOwners("these articles are not all one owner's: ask for each owner's by themselves", "article")
    if asked.feed and services.catalog.feed(asked.feed) is None:
        raise UnknownArticle("there is no such feed here", "feed")


def _scoped(asked: Asked, key: str) -> str:
    """The key as stored: its asker's own, so that two askers who both count from 1 do not meet."""
    return hashlib.sha256(f"{key}\x1f{asked.outlet}\x1f{asked.email}\x1f{asked.contact}".encode()).hexdigest()


def _network(network: str) -> str:
    return hashlib.sha256(network.encode()).hexdigest() if network else ""


def _digest(asked: Asked) -> str:
    """Of all that is asked, whatever the language it is answered in."""
    return hashlib.sha256(repr(replace(asked, language="")).encode("utf-8", "backslashreplace")).hexdigest()
