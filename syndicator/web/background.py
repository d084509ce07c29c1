"""Work that goes on after its request was answered."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_LOG = logging.getLogger(__name__)


class Background:
    """Tasks in turns: those with one name run one after another, and no more than `most` of them wait."""

    def __init__(self, most: int = 8) -> None:
        """Start with nothing to do."""
        self._most = most
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    def full(self, name: str) -> bool:
        """Whether no more of this name is taken now."""
        return self._waiting.get(name, 0) >= self._most

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Do `work` in its turn. An unexpected error is logged, and the next one goes on."""
        self._waiting[name] = self._waiting.get(name, 0) + 1
        task = asyncio.create_task(self._run(name, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until everything is done."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, grace: float) -> None:
        """Wait `grace` seconds for what is under way, then cancel it."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._turns.setdefault(name, asyncio.Lock()):
                await work
        except Exception:  # noqa: BLE001 - the last line of defence: logged once, and the next one goes on
            _LOG.exception("%s failed after its request was answered", name)
        finally:
            work.close()
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._turns[name]
