"""Asking callbacks whether they meant it (W3C WebSub REC, section 5.3), and telling them of denials (section 5.2).

Only a 2xx with the very challenge counts; any other answer leaves everything as it was. A callback that gives no answer
at all may be starting: it is asked again, a few times.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from syndicator.errors import AddressRefused, FetchError
from syndicator.flows.fair import Fair
from syndicator.flows.rounds import WINDOW, Call, Rounds
from syndicator.flows.services import Services
from syndicator.model.subscriber import Intent, Mode
from syndicator.store import intents, subscribers
from syndicator.store.database import Connection
from syndicator.store.turns import Due

# A claim is longer than any call takes.
_CLAIM = timedelta(seconds=60)
# After these pauses a callback that can't be reached is asked no more.
_PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5))
# Fewer than deliveries have: nobody waits for these but the asker.
_SLOTS, _PER_HOST = 32, 2


class _Answer(Enum):
    YES = auto()
    NO = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a callback said, to a question that was put `at` a time."""

    intent: Intent
    answer: _Answer
    at: datetime


class Confirmation:
    """The desk for everything callbacks are to confirm."""

    def __init__(self, services: Services) -> None:
        """Prepare; nothing is asked before `all` or `run`."""
        self._services = services
        self._rounds: Rounds[_Heard] = Rounds(self, Fair(_SLOTS, _PER_HOST))

    async def run(self, stopping: asyncio.Event) -> None:
        """Ask whoever is to be asked, until `stopping`."""
        await self._rounds.run(_nothing, self._services.reception.asked, stopping)

    async def all(self) -> None:
        """Ask everybody who is to be asked now."""
        self._rounds.look()
        await self._rounds.all()

    async def waiting(self, without: frozenset[str]) -> Sequence[Due]:
        """Whom to ask."""
        async with self._services.database.read() as connection:
            return await intents.due(connection, self._services.now(), WINDOW, without)

    async def take(self, done: Sequence[_Heard], numbers: Sequence[int]) -> Sequence[Call[_Heard]]:
        """Put what was confirmed into force; claim others."""
        now = self._services.now()
        async with self._services.database.begin() as connection:
            for heard in done:
                await self._settle(connection, heard, now)
            claimed = await intents.claim(connection, numbers, now, now + _CLAIM) if numbers else ()
        return [Call(intent.subscriber.host, partial(self._ask, intent)) for intent in claimed]

    async def _ask(self, intent: Intent) -> _Heard:
        at = self._services.now()
        try:
            said = await self._services.caller.ask(intent.subscriber.callback, _query(intent))
        except AddressRefused:
            return _Heard(intent, _Answer.NO, at)
        except FetchError:
            return _Heard(intent, _Answer.NONE, at)
        right = said.good and said.body == intent.challenge.encode()
        return _Heard(intent, _Answer.YES if right else _Answer.NO, at)

    async def _settle(self, connection: Connection, heard: _Heard, now: datetime) -> None:
        intent, one = heard.intent, heard.intent.subscriber
        if heard.answer is _Answer.NONE and intent.tries <= len(_PAUSES):
            await intents.again(connection, intent, now + _PAUSES[intent.tries - 1])
            return
        if not await intents.over(connection, intent) or heard.answer is not _Answer.YES:
            return
        if intent.mode is Mode.SUBSCRIBE:
            lease = heard.at + timedelta(seconds=intent.seconds)
            await subscribers.save(connection, replace(one, lease=lease), now)
        elif intent.mode is Mode.UNSUBSCRIBE and (found := await subscribers.find(connection, one.topic, one.callback)):
            await subscribers.end(connection, found)


def _query(intent: Intent) -> list[tuple[str, str]]:
    query = [("hub.mode", str(intent.mode)), ("hub.topic", intent.subscriber.topic)]
    if intent.mode is Mode.DENIED:
        return [*query, ("hub.reason", intent.reason)]
    query.append(("hub.challenge", intent.challenge))
    return [*query, ("hub.lease_seconds", str(intent.seconds))] if intent.mode is Mode.SUBSCRIBE else query


async def _nothing() -> None:
    """Whatever is to be asked is stored by whoever hears of it."""
