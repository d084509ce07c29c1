"""Knowing of partners what other processes changed: a token that the command line revoked is shut here in seconds."""

import asyncio
from contextlib import suppress

from syndicator.flows.services import Services

# How long what another process revoked may still be open here.
SECONDS = 2.0


class Known:
    """Keeps this process's partners as the database has them."""

    def __init__(self, services: Services) -> None:
        """Prepare; nothing is read before `run`."""
        self._services = services

    async def run(self, stopping: asyncio.Event) -> None:
        """Go on until `stopping`."""
        while not stopping.is_set():
            await self._services.access.refresh(self._services.database, self._services.now())
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), SECONDS)
