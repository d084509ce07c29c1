"""Calls that are stored first and made in rounds: note what came of the last, claim the next, make them.

A round is one transaction, however many calls it is about. What it says of a call is only written after the call, so a
crash repeats a call and loses none; a claim keeps other processes from making it meanwhile.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from syndicator.flows.fair import Fair
from syndicator.flows.signal import Signal
from syndicator.store.turns import Due

Outcome = TypeVar("Outcome")

# Seconds after which somebody looks, told or not: a pause between two tries is over, another process died.
TICK = 5.0
# How many who wait are looked at together.
WINDOW = 1000
# Calls that end within this time share a transaction.
_GATHER = 0.01


@dataclass(frozen=True, slots=True)
class Call(Generic[Outcome]):
    """One call to a host. `make` raises nothing: whatever happens is an outcome."""

    host: str
    make: Callable[[], Awaitable[Outcome]]


class Desk(Protocol[Outcome]):
    """Where calls are stored."""

    async def waiting(self, without: frozenset[str]) -> Sequence[Due]:
        """Up to WINDOW that may be made now, to other hosts than `without`."""
        ...

    async def take(self, done: Sequence[Outcome], numbers: Sequence[int]) -> Sequence[Call[Outcome]]:
        """Note what came of calls and claim others, in one transaction; those another process has are left out."""
        ...


class Rounds(Generic[Outcome]):
    """The calls of one desk under way. After `look` it looks for those that wait."""

    def __init__(self, desk: Desk[Outcome], fair: Fair) -> None:
        """Prepare; nothing is called before `turn`."""
        self._desk = desk
        self._fair = fair
        self._waiting: list[Due] = []
        self._done: list[Outcome] = []
        self._calls: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()
        self._look = True
        self._more = False

    def look(self) -> None:
        """There may be others by now that wait."""
        self._look = True

    @property
    def busy(self) -> bool:
        """Whether calls are under way."""
        return any(not call.done() for call in self._calls)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, and nothing left to note or to make."""
        return not (self.busy or self._done or self._waiting or self._look or self._more)

    async def turn(self, *, begin: bool = True) -> None:
        """One round; with `begin` false nothing new is begun."""
        chosen = await self._choose() if begin else []
        done = tuple(self._done)
        if not done and not chosen:
            return
        calls = await self._desk.take(done, [one.number for one in chosen])
        # Only now: what could not be written is written next time.
        del self._done[: len(done)]
        for call in calls:
            task = asyncio.create_task(self._make(call))
            self._calls.add(task)
            task.add_done_callback(self._calls.discard)

    async def ended(self) -> None:
        """Wait until a call ends, if any is under way."""
        if self.busy and not self._done:
            self._ended.clear()
            await self._ended.wait()
            await asyncio.sleep(_GATHER)

    async def all(self) -> None:
        """Make every call that waits, and note what came of it."""
        while not self.idle:
            await self.turn()
            await self.ended()

    async def finish(self) -> None:
        """Begin nothing new; wait for what is under way, and note it."""
        while self.busy or self._done:
            await self.ended()
            await self.turn(begin=False)

    async def run(self, before: Callable[[], Awaitable[None]], signal: Signal, stopping: asyncio.Event) -> None:
        """Go on until `stopping`: do `before` and look whenever `signal` tells of something, and every few seconds."""
        seen, looked = -1, 0.0
        while not stopping.is_set():
            now = time.monotonic()
            if signal.number != seen or now - looked >= TICK:
                seen, looked = signal.number, now
                await before()
                self.look()
            await self.turn()
            if self.busy or self.idle:
                await self._pause(signal.after(seen, max(0.0, looked + TICK - now)), stopping)
        await self.finish()

    async def _pause(self, told: Awaitable[int], stopping: asyncio.Event) -> None:
        """Wait for whichever comes first: news, a stop, the end of a call."""
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(told), asyncio.ensure_future(stopping.wait())]
        if self.busy:
            waits.append(asyncio.ensure_future(self.ended()))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _choose(self) -> list[Due]:
        chosen, self._waiting = self._fair.choose(self._waiting)
        if len(chosen) < self._fair.free and (self._look or (self._more and not self._waiting)):
            await self._refill(chosen)
            more, self._waiting = self._fair.choose([*chosen, *self._waiting])
            return more
        return chosen

    async def _refill(self, chosen: Sequence[Due]) -> None:
        """Look who else waits. Hosts without room are left out, and looked at again once nobody else is left."""
        full = self._fair.full
        found = await self._desk.waiting(full)
        known = {one.number for one in (*chosen, *self._waiting)}
        self._waiting += [one for one in found if one.number not in known]
        self._look = len(found) >= WINDOW
        self._more = bool(full) or self._look

    async def _make(self, call: Call[Outcome]) -> None:
        slow, began = self._fair.begin(call.host), time.monotonic()
        try:
            self._done.append(await call.make())
        finally:
            self._fair.end(call.host, time.monotonic() - began, slow=slow)
            self._ended.set()
