"""How fast and how often one host is asked, and when it is left alone.

A host is "name:port". Times are in seconds of the monotonic clock passed in.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

# A host may write anything in Crawl-delay; a longer pause would stall its pass for hours.
LONGEST_DELAY = 120.0
# How many hosts are remembered; those idle longest go first.
_KEPT_HOSTS = 4096


@dataclass(frozen=True, slots=True)
class Rest:
    """Until when a host wants to be left alone, and the status it said so with."""

    until: float
    status: int


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    under_way: int = 0
    next_start: float = 0.0
    rest: Rest | None = field(default=None)


class Pace:
    """At most `per_host` requests at a time to one host, `delay` seconds between their starts."""

    def __init__(
        self,
        *,
        per_host: int,
        delay: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._per_host = per_host
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, asked: float | None = None, *, ours: bool = False) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it while the request is under way.

        `asked` is the host's Crawl-delay, which lengthens the delay but never shortens it; hosts
        that are `ours` have no delay of their own.
        """
        state = self._state(host)
        state.under_way += 1
        try:
            async with state.slots:
                start = max(state.next_start, self._clock())
                # Reserved before the wait, so that the next in line counts from here.
                state.next_start = start + max(min(asked or 0.0, LONGEST_DELAY), 0.0 if ours else self._delay)
                if (wait := start - self._clock()) > 0:
                    await self._sleep(wait)
                yield
        finally:
            state.under_way -= 1

    def rest(self, host: str, seconds: float, status: int) -> None:
        """Leave `host` alone for `seconds`; `status` is what it answered."""
        self._state(host).rest = Rest(self._clock() + seconds, status)

    def resting(self, host: str) -> Rest | None:
        """The rest that is not over yet, None when the host may be asked."""
        state = self._hosts.get(host)
        if state is None or state.rest is None:
            return None
        if state.rest.until <= self._clock():
            state.rest = None
        return state.rest

    def remaining(self, rest: Rest) -> float:
        """The seconds until `rest` is over."""
        return max(rest.until - self._clock(), 0.0)

    def _state(self, host: str) -> _Host:
        state = self._hosts.pop(host, None) or _Host(asyncio.Semaphore(self._per_host))
        self._hosts[host] = state
        if len(self._hosts) > _KEPT_HOSTS:
            self._forget()
        return state

    def _forget(self) -> None:
        """Drop the hosts asked longest ago that have nothing under way and nothing to wait for."""
        now = self._clock()
        for name in list(self._hosts)[: _KEPT_HOSTS // 4]:
            state = self._hosts[name]
            busy = state.under_way or state.next_start > now or self.resting(name)
            if not busy:
                del self._hosts[name]
