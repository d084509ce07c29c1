"""Bringing changed feeds to our hub's subscribers (W3C WebSub REC, section 7), as soon as they have changed.

Who lacks what is found in the store, by comparing what each had last with the document on offer; nothing else is
queued. So a subscriber that was away gets the present version and no old one, and after a crash the rest goes out.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from functools import partial

from syndicator.errors import AccessError, FetchError, PublishError
from syndicator.flows import denial, receipts
from syndicator.flows.fair import Fair
from syndicator.flows.release import release
from syndicator.flows.rounds import WINDOW, Call, Rounds
from syndicator.flows.services import Services
from syndicator.flows.topics import Present, hub_url, present
from syndicator.model.feed import Document
from syndicator.model.subscriber import Subscriber
from syndicator.store import subscribers
from syndicator.store.database import Connection
from syndicator.store.subscribers import Group, Had
from syndicator.store.turns import Due

# How much longer than a call may take a claim lasts: what was under way when a process died is tried again then.
MARGIN = timedelta(seconds=20)
# Pauses between tries: each three times the one before, up to four hours, give or take 15 %.
_PAUSE, _FACTOR, _LONGEST_PAUSE, _SPREAD = 10.0, 3, 4 * 3600.0, 0.15
# When another process is ahead of this one, which it may be seconds later.
_LATER = timedelta(seconds=10)
_GONE = 410
_CHANNEL = "websub"
_LONGEST_WHY = 300


class _Fate(Enum):
    """What came of a try."""

    HAS = auto()
    FAILED = auto()
    GONE = auto()
    DENIED = auto()
    NOTHING = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """`brought` is what it has: sent just now, or known to be what it had (`sent` false)."""

    subscriber: Subscriber
    fate: _Fate
    why: str = ""
    wait: float = 0
    brought: Present | None = None
    sent: bool = False


class Distribution:
    """The desk for everything that is brought to subscribers."""

    def __init__(self, services: Services) -> None:
        """Prepare; nothing is sent before `all` or `run`."""
        limits = services.config.hub
        self._services = services
        self._rounds: Rounds[_Outcome] = Rounds(self, Fair(limits.concurrency, limits.per_host))
        self._told: dict[Group, str] = {}

    async def run(self, stopping: asyncio.Event) -> None:
        """Bring what changes to whoever lacks it, until `stopping`."""
        await self._rounds.run(self.compare, self._services.library.changed, stopping)

    async def all(self) -> None:
        """Bring everybody what they lack now."""
        await self.compare()
        self._rounds.look()
        await self._rounds.all()

    async def compare(self) -> None:
        """Find who lacks something since this process last looked; end what may not go on.

        Each document is compared once: two processes that render one differently, while one of them is being replaced
        by a new release, would else bring theirs in turns for ever.
        """
        told: dict[Group, str] = {}
        for group in await denial.sweep(self._services):
            here = await self._present(group)
            if here is None:
                continue
            told[group] = here.etag
            if self._told.get(group) != here.etag:
                async with self._services.database.begin() as connection:
                    now = self._services.now()
                    await subscribers.lack(connection, group, here.etag, here.shelf.changes, now)
        self._told = told

    async def waiting(self, without: frozenset[str]) -> Sequence[Due]:
        """Whom to bring something."""
        async with self._services.database.read() as connection:
            return await subscribers.due(connection, self._services.now(), WINDOW, without)

    async def take(self, done: Sequence[_Outcome], numbers: Sequence[int]) -> Sequence[Call[_Outcome]]:
        """Note what arrived and what did not; claim others."""
        now = self._services.now()
        async with self._services.database.begin() as connection:
            if done:
                await self._note(connection, done)
            until = now + self._services.config.hub.timeout + MARGIN
            claimed = await subscribers.claim(connection, numbers, now, until) if numbers else ()
        return [Call(one.host, partial(self._bring, one)) for one in claimed]

    async def _note(self, connection: Connection, done: Sequence[_Outcome]) -> None:
        now = self._services.now()
        await subscribers.hold(connection, [outcome.subscriber for outcome in done])
        had = [(one.subscriber, one.brought) for one in done if one.brought]
        await subscribers.had(connection, [Had(who, what.etag, what.shelf.changes) for who, what in had], now)
        for outcome in done:
            one = outcome.subscriber
            match outcome.fate:
                case _Fate.HAS:
                    await self._receipts(connection, outcome)
                case _Fate.FAILED:
                    last = one.tries >= self._services.config.hub.tries
                    again = None if last else now + _pause(one.tries, outcome.wait)
                    await subscribers.failed(connection, one, outcome.why, again)
                case _Fate.GONE:
                    await subscribers.end(connection, one)
                case _Fate.DENIED:
                    await denial.deny(self._services, connection, (one,), outcome.why)
                    self._services.reception.asked.set()
                case _Fate.NOTHING:
                    await subscribers.rest(connection, one, now)
                case _Fate.LATER:
                    await subscribers.postpone(connection, one, now + _LATER)

    async def _receipts(self, connection: Connection, outcome: _Outcome) -> None:
        what = outcome.brought
        if outcome.sent and what and what.admitted.partner:
            await receipts.pushed(
                connection, what.admitted.partner, what.feed, what.shelf.entries, _CHANNEL, self._services.now()
            )

    async def _bring(self, one: Subscriber) -> _Outcome:
        """One call, where there is anything to bring and it may still be brought."""
        group = Group(one.feed, one.extension, one.partner, one.token)
        if reason := await denial.refused(self._services, group):
            return _Outcome(one, _Fate.DENIED, reason)
        here = await self._present(group)
        if here and (one.wanted not in ("", here.etag) or here.shelf.changes < one.changes):
            # Somebody knows of another version: this process may be behind.
            here = await self._up_to_date(group, here)
        if here is None:
            # Its feed is gone, perhaps for a moment; what it has then is compared when it is back.
            return _Outcome(one, _Fate.NOTHING)
        if here.shelf.changes < one.changes:
            return _Outcome(one, _Fate.LATER)
        if here.etag == one.sent:
            return _Outcome(one, _Fate.HAS, brought=here)
        return await self._send(one, here)

    async def _send(self, one: Subscriber, here: Present) -> _Outcome:
        document = here.ready.document
        headers = _headers(hub_url(self._services), one, document)
        try:
            said = await self._services.caller.tell(one.callback, document.body, headers)
        except FetchError as error:
            return _Outcome(one, _Fate.FAILED, str(error)[:_LONGEST_WHY])
        if said.good:
            return _Outcome(one, _Fate.HAS, brought=here, sent=True)
        if said.status == _GONE:
            return _Outcome(one, _Fate.GONE)
        why = f"HTTP {said.status} {said.text}".strip()[:_LONGEST_WHY]
        return _Outcome(one, _Fate.FAILED, why, said.wait or 0)

    async def _present(self, group: Group) -> Present | None:
        try:
            return await present(self._services, group)
        except AccessError:
            # Ended by the next look, at the latest.
            return None

    async def _up_to_date(self, group: Group, here: Present) -> Present | None:
        try:
            await release(self._services, here.feed)
        except PublishError:
            return here
        return await self._present(group)


def _headers(hub: str, one: Subscriber, document: Document) -> Mapping[str, str]:
    """Section 7: the topic's own type, and one Link header for both links; a signature where there is a secret."""
    headers = {
        "Content-Type": document.media_type,
        "Link": f'<{hub}>; rel="hub", <{one.topic}>; rel="self"',
    }
    if one.secret:
        digest = hmac.new(one.secret.encode(), document.body, hashlib.sha256).hexdigest()
        headers["X-Hub-Signature"] = f"sha256={digest}"
    return headers


def _pause(tries: int, asked: float) -> timedelta:
    """How long to wait after so many tries, never less than the callback `asked` for."""
    usual = min(_PAUSE * _FACTOR ** min(tries - 1, 10), _LONGEST_PAUSE)
    chance = 1 + _SPREAD * (secrets.randbelow(2001) - 1000) / 1000
    return timedelta(seconds=max(usual * chance, asked))
