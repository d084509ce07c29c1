"""Something happened: told to everybody who waits, and to nobody twice."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any


class Signal:
    """A count of what happened, and a way to wait for the next. Any number of loops may follow it, each by itself.

    seen = 0
    while True:
        seen = await signal.after(seen, seconds=5)
        ...
    """

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.number = 0
        self._next = asyncio.Event()

    def set(self) -> None:
        """Tell everybody that it happened (again)."""
        self.number += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, seen: int, seconds: float | None = None) -> int:
        """Wait until it happened since `seen`, at most so many seconds; returns the number to wait after next."""
        if self.number == seen:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._next.wait(), seconds)
        return self.number


async def either(told: Awaitable[Any], stopping: asyncio.Event) -> None:
    """Wait for `told`, or until `stopping`."""
    waits = [asyncio.ensure_future(told), asyncio.ensure_future(stopping.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
