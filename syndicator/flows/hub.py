"""What somebody asks of our hub (W3C WebSub REC, section 5.1): checked and stored, for flows/confirm to confirm."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from syndicator.errors import AddressRefused, HubError
from syndicator.flows.access import Admitted, digest_of
from syndicator.flows.reception import visitor
from syndicator.flows.services import Services
from syndicator.flows.topics import Topic, plain, present, topic
from syndicator.model.subscriber import Intent, Mode, Subscriber
from syndicator.store import clean, intents, subscribers
from syndicator.store.subscribers import Group

# Section 5.1: less than 200 bytes.
_LONGEST_SECRET = 199
_LONGEST_TOPIC = 2048
# More are not taken until some of them are confirmed or not.
MOST_WAITING = 10_000
_BUSY = 60
# No lease is longer, whatever its number.
_DIGITS = 12
PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription request as it was sent; fields that are missing are None."""

    mode: str | None = None
    topic: str | None = None
    callback: str | None = None
    lease: str | None = None
    secret: str | None = None


def read(fields: Mapping[str, str]) -> Asked:
    """The fields of a form that the hub knows; it ignores others, as it must."""
    names = {"mode": "mode", "topic": "topic", "callback": "callback", "lease": "lease_seconds", "secret": "secret"}
    return Asked(**{ours: fields.get(f"hub.{theirs}") for ours, theirs in names.items()})


async def ask(services: Services, asked: Asked, address: str) -> None:
    """Take a request from `address`; whether it counts is for its callback to say. Raises HubError, AccessError.

    One to publish is taken and does nothing: what changes here is known here.
    """
    if asked.mode == PUBLISH:
        return
    now, limits = services.now(), services.config.hub
    _wait(services.reception.by_address.wait(visitor(address), limits.requests, now), "too-many")
    mode = _mode(asked.mode)
    subscriber = _callback(services, asked)
    seconds = _lease(services, asked) if mode is Mode.SUBSCRIBE else 0
    found = topic(services, plain(asked.topic or "")[: _LONGEST_TOPIC + 1])
    if found is None:
        raise HubError("topic-missing" if not asked.topic else "topic")
    subscriber = _of(subscriber, found, plain(asked.topic or ""))
    if mode is Mode.SUBSCRIBE:
        # Whoever may not have it can still be rid of it.
        admitted = await services.access.admit(services.database, found.feed, found.token, address, now)
        subscriber = await _as_of_now(services, subscriber, admitted)
    _wait(services.reception.by_host.wait(subscriber.host, limits.host_requests, now), "host-too-many")
    await _store(services, Intent(0, mode, subscriber, secrets.token_urlsafe(32), seconds), now)
    services.reception.asked.set()


def _wait(seconds: int, code: str) -> None:
    if seconds:
        raise HubError(code, wait=seconds)


def _mode(mode: str | None) -> Mode:
    if mode not in (Mode.SUBSCRIBE, Mode.UNSUBSCRIBE):
        raise HubError("mode" if mode else "mode-missing")
    return Mode(mode)


def _callback(services: Services, asked: Asked) -> Subscriber:
    """What the request says of the subscriber, its topic not yet looked at."""
    if not asked.callback:
        raise HubError("callback-missing")
    callback = plain(asked.callback)
    try:
        url = services.caller.check(callback)
    except AddressRefused as error:
        raise HubError("callback", str(error)) from error
    secret = asked.secret or ""
    if len(secret.encode()) > _LONGEST_SECRET:
        raise HubError("secret")
    if "\ufffd" in secret or clean.text(secret) != secret:
        # It would sign with another key than the subscriber's.
        raise HubError("secret-text")
    host = (url.raw_host or "").lower()
    return Subscriber(0, "", callback, "", "", services.now(), secret=secret, host=host)


def _lease(services: Services, asked: Asked) -> int:
    """The lease to give, in seconds: what was asked for, as far as the settings allow it."""
    limits = services.config.hub
    if not asked.lease:
        return int(limits.lease.total_seconds())
    if not re.fullmatch(r"0*[1-9][0-9]*", asked.lease):
        raise HubError("lease")
    wish = int(asked.lease.lstrip("0")[:_DIGITS])
    return int(min(max(wish, limits.min_lease.total_seconds()), limits.max_lease.total_seconds()))


def _of(subscriber: Subscriber, found: Topic, url: str) -> Subscriber:
    token = digest_of(found.token) if found.token else ""
    return replace(subscriber, topic=url, feed=found.feed.name, extension=found.extension, token=token)


async def _as_of_now(services: Services, one: Subscriber, admitted: Admitted) -> Subscriber:
    """It has just read its topic: what changes from now on is brought to it, not what it has."""
    one = replace(one, partner=admitted.partner.name if admitted.partner else "")
    here = await present(services, Group(one.feed, one.extension, one.partner, one.token))
    return replace(one, sent=here.etag, changes=here.shelf.changes) if here else one


async def _store(services: Services, intent: Intent, now: datetime) -> None:
    one = intent.subscriber
    async with services.database.begin() as connection:
        if await intents.count(connection) >= MOST_WAITING:
            raise HubError("busy", wait=_BUSY)
        if intent.mode is Mode.SUBSCRIBE and await subscribers.find(connection, one.topic, one.callback) is None:
            most = services.config.hub.host_subscriptions
            if await subscribers.count(connection, one.host) >= most:
                raise HubError("host-full", str(most))
        await intents.put(connection, intent, now)
