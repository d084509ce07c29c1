"""The record of a run, and a Run around work that somebody else's request began: recorded however it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from syndicator.errors import ExtractError, FetchError, PublishError, PushError, StoreError
from syndicator.flows import presence
from syndicator.flows.release import release
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.store import runs, sources
from syndicator.store.database import Connection


class Entry:
    """A run's entry in the record, written when it begins to keep articles, else when it ends: most keep none."""

    def __init__(self, services: Services) -> None:
        """Write nothing yet."""
        self._services = services
        self._number: int | None = None

    async def open(self, run: Run) -> None:
        """Record that `run` is under way, so that it is on record however it ends."""
        async with self._services.database.begin() as connection:
            await presence.enter(self._services, connection)
            self._number = await runs.start(connection, run, self._services.worker)

    async def close(self, connection: Connection, run: Run) -> None:
        """Record what `run` did."""
        if self._number is None:
            await runs.start(connection, run)
        else:
            await runs.finish(connection, self._number, run)


@asynccontextmanager
async def recorded(services: Services, source: Source) -> AsyncIterator[Tally]:
    """Count into the Tally; its Run is stored at the end, and the source's feed brought up to date.

    An expected error is recorded as the Run's problem and goes on to the caller.
    """
    tally = Tally(source.key, services.now())
    async with services.database.begin() as connection:
        await presence.enter(services, connection)
        number = await runs.start(connection, tally.run, services.worker)
    well = False
    try:
        yield tally
        well = True
    except (ExtractError, FetchError, PushError, StoreError) as error:
        tally.problem(source.url or source.key, error)
        raise
    finally:
        now = services.now()
        run = tally.finish(now)
        async with services.database.begin() as connection:
            state = replace(await sources.load(connection, source.key), last_run=now)
            await sources.save(connection, replace(state, last_success=now, failures=0) if well else state)
            await runs.finish(connection, number, run)
        if run.new or run.changed:
            await _release(services, source)


async def _release(services: Services, source: Source) -> None:
    """Offer the feed as it is now. One that can't be rendered stays as it was: the next refresh says why."""
    feed = services.catalog.feed(source.feed)
    if feed is not None:
        try:
            await release(services, feed)
        except PublishError:
            return
