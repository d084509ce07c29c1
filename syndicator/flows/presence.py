"""Who carries out a run, on record as long as it lives, so that others close only what the gone left open.

A process that dies leaves its runs open. Whoever shares its database may close them once its word runs out.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta

from syndicator.errors import StoreError
from syndicator.flows.services import Services
from syndicator.store import runs, workers
from syndicator.store.database import Connection

# How long a worker's word holds, and how often it is given again: two may be missed, clocks may differ by a minute.
LEASE = timedelta(minutes=3)
RENEW = timedelta(seconds=30)


async def enter(services: Services, connection: Connection) -> None:
    """Say, before a run is recorded in the same transaction, that we are here."""
    await workers.enter(connection, services.worker, services.now() + LEASE)


async def stay(services: Services) -> None:
    """Go on saying so until cancelled; it costs nothing before the first run."""
    while True:
        await asyncio.sleep(RENEW.total_seconds())
        # A database that is away for a moment is back before our word runs out.
        with suppress(StoreError):
            async with services.database.begin() as connection:
                await workers.renew(connection, services.worker, services.now() + LEASE)


async def leave(services: Services) -> None:
    """Stop: what we have not finished is closed."""
    with suppress(StoreError):
        async with services.database.begin() as connection:
            await workers.leave(connection, services.worker)
            await runs.close(connection, services.worker, services.now())


async def tidy(services: Services) -> int:
    """Close the runs of workers that are gone; returns how many there were."""
    now = services.now()
    async with services.database.begin() as connection:
        closed = await runs.interrupted(connection, now)
        await workers.forget(connection, now)
    return closed
