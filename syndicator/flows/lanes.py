"""How many sources are read at once: in all, of one host, and each by one reader at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from syndicator.model.source import Source


class Lanes:
    """Turns in order of arrival.

    A host whose sources are many or slow holds only its own lane, never those of others: its turn is waited for
    first, the turn among all after it.
    """

    def __init__(self, *, concurrency: int, per_host: int) -> None:
        """`concurrency` sources at once, `per_host` of one host."""
        self._all = asyncio.Semaphore(concurrency)
        self._per_host = per_host
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._sources: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, source: Source) -> AsyncIterator[None]:
        """Wait until `source` may be read, and hold its turn meanwhile."""
        # A folder has no host: it is its own.
        host = urlsplit(source.url).netloc or source.key
        lock = self._sources.setdefault(source.key, asyncio.Lock())
        lane = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        async with lock, lane, self._all:
            yield
