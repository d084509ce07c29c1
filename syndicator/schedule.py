"""When flows run: the only module that knows APScheduler."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from syndicator.flows import subscribe, websub
from syndicator.flows.ingest import PASSIVE, ingest
from syndicator.flows.release import release, release_all
from syndicator.flows.services import Services
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.store import sources

_REFRESH = "refresh"
_HUBS = "hubs"
_HUBS_SECONDS = 60


class Schedule:
    """Polls every source on its interval, one run a source at a time, missed runs coalesced.

    `report` hears of every finished run, `trouble` of what went wrong outside a run.
    """

    def __init__(self, services: Services, report: Callable[[Run], None], trouble: Callable[[str], None]) -> None:
        """Prepare; nothing runs before start()."""
        self._services = services
        self._report = report
        self._trouble = trouble
        self._stopping = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._sources: dict[str, Source] = {}
        self._polled: set[str] = set()
        self._said: set[str] = set()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            executors={"default": AsyncIOExecutor()},
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin polling; every source is read once at once."""
        self.sync()
        self._scheduler.add_job(
            self._tracked, IntervalTrigger(seconds=self._refresh_seconds), args=[self._refresh], id=_REFRESH
        )
        self._scheduler.add_job(self._tracked, IntervalTrigger(seconds=_HUBS_SECONDS), args=[self._hubs], id=_HUBS)
        self._scheduler.start()

    def sync(self) -> None:
        """Follow the catalog: new and changed sources are read at once, removed ones no more."""
        polled = (source for source in self._services.catalog.sources if source.kind not in PASSIVE)
        current = {source.key: source for source in polled}
        for key in self._sources.keys() - current.keys():
            self._scheduler.remove_job(key)
        jitter = int(self._services.config.schedule.jitter.total_seconds())
        for key, source in current.items():
            if self._sources.get(key) != source:
                self._polled.discard(key)
                self._scheduler.add_job(
                    self._tracked,
                    IntervalTrigger(seconds=int(source.every.total_seconds()), jitter=jitter),
                    args=[self._poll, key],
                    id=key,
                    replace_existing=True,
                    next_run_time=self._services.now(),
                )
        self._sources = current

    def next_run(self, key: str) -> datetime | None:
        """When a source is read next."""
        job = self._scheduler.get_job(key)
        return job.next_run_time if job else None

    async def stop(self) -> None:
        """Start nothing new; let runs end between two articles, or roll back after the grace time.

        APScheduler's own shutdown would cancel them at once.
        """
        self._stopping.set()
        self._scheduler.pause()
        if self._running:
            grace = self._services.config.schedule.grace.total_seconds()
            _, late = await asyncio.wait(self._running, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

    @property
    def _refresh_seconds(self) -> int:
        return max(1, int(self._services.config.schedule.refresh.total_seconds()))

    async def _tracked(self, work: Callable[..., object], *arguments: str) -> None:
        """Run a job as a task that stop() can wait for; an unexpected error is told, not lost."""
        task = asyncio.ensure_future(self._guarded(work, *arguments))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.shield(task)

    async def _guarded(self, work: Callable[..., object], *arguments: str) -> None:
        try:
            await work(*arguments)  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - the last line of defence: told, and the schedule goes on
            self._trouble(f"{' '.join(arguments) or 'refresh'}: {type(error).__name__}: {error}")

    async def _poll(self, key: str) -> None:
        source = self._services.catalog.source(key)
        if source is None or self._stopping.is_set() or await self._resting(key):
            return
        # A first poll finds what a hub brought while nobody was here.
        again = key in self._polled
        if again and source.kind == "feed" and await websub.rests(self._services, source):
            return
        self._polled.add(key)
        run = await ingest(self._services, source, stopping=self._stopping)
        feed = self._services.catalog.feed(source.feed)
        if feed:
            await release(self._services, feed)
        self._report(run)
        if source.kind == "feed":
            await self._subscribe(source, missed=again and run.new > 0)

    async def _subscribe(self, source: Source, *, missed: bool) -> None:
        """Ask the hub of a source where it has one; each thing an admin should know is said once."""
        if missed:
            await websub.missed(self._services, source)
        note = await subscribe.follow(self._services, source)
        if note and note not in self._said:
            self._said.add(note)
            self._trouble(f"{source.key}: {note}")

    async def _hubs(self) -> None:
        """Renew subscriptions that run out, and leave those nobody wants."""
        await subscribe.tidy(self._services)

    async def _resting(self, key: str) -> bool:
        """True while the host has asked us to wait."""
        async with self._services.database.read() as connection:
            state = await sources.load(connection, key)
        return state.not_before is not None and self._services.now() < state.not_before - timedelta(seconds=1)

    async def _refresh(self) -> None:
        """Notice ended embargoes, and what another process stored."""
        for failure in await release_all(self._services):
            self._trouble(failure)
