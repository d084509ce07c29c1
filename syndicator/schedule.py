"""When flows run: the only module that knows APScheduler."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from syndicator.flows import denial, ingest, interval, subscribe, upkeep, websub
from syndicator.flows.bring import Bringing
from syndicator.flows.confirm import Confirmation
from syndicator.flows.dispatch import Dispatch
from syndicator.flows.distribute import Distribution
from syndicator.flows.ingest import PASSIVE
from syndicator.flows.known import Known
from syndicator.flows.lanes import Lanes
from syndicator.flows.publishing import Publishing, trees
from syndicator.flows.release import refresh, release
from syndicator.flows.services import Services
from syndicator.model.run import Run, SourceState
from syndicator.model.source import Source
from syndicator.store import arrivals, sources, subscriptions

# Names of jobs that are no source's: a source's key has a slash.
_PLAN = "plan"
_REFRESH = "refresh"
_HUBS = "hubs"
_HUBS_SECONDS = 60
_ANY_NUMBER = 1_000_000
# Seconds before a loop that met something unexpected goes on.
_AGAIN = 5.0
_NEVER = datetime.min.replace(tzinfo=UTC)


class Schedule:
    """Polls every source when it is due (flows/interval), one run a source at a time, so many at once (flows/lanes).

    `report` hears of every finished run, `trouble` of what went wrong outside a run; `chance` gives numbers
    from 0 to 1.
    """

    def __init__(
        self,
        services: Services,
        report: Callable[[Run], None],
        trouble: Callable[[str], None],
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Prepare; nothing runs before start()."""
        self._services = services
        self._report = report
        self._trouble = trouble
        self._chance = chance
        self._lanes = Lanes(concurrency=services.config.schedule.concurrency, per_host=services.config.fetch.per_host)
        self._stopping = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._sources: dict[str, Source] = {}
        self._polled: set[str] = set()
        self._said: set[str] = set()
        self._gone: set[str] = set()
        self._failing: set[str] = set()
        self._hubbed: set[str] = set()
        # What it would say (a refresh that outlasts its interval is not begun twice) is as it should be, and errors
        # of jobs are told here.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            executors={"default": AsyncIOExecutor()},
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin polling; every source is read once, those read longest ago first."""
        self._scheduler.add_job(
            self._tracked, IntervalTrigger(seconds=self._refresh_seconds), args=[self._refresh], id=_REFRESH
        )
        self._scheduler.add_job(self._tracked, IntervalTrigger(seconds=_HUBS_SECONDS), args=[self._hubs], id=_HUBS)
        for job in upkeep.jobs(self._services.config):
            arguments = [job.work, self._services, self._trouble]
            self._scheduler.add_job(self._tracked, IntervalTrigger(seconds=job.seconds), args=arguments, id=job.name)
        self.sync()
        self._scheduler.start()
        self._keep(Known(self._services).run)
        self._keep(Dispatch(self._services, self._trouble).run)
        self._keep(Bringing(self._services, self._trouble).run)
        for tree in trees(self._services):
            self._keep(Publishing(self._services, tree, self._trouble).run)
        if self._services.config.hub.enabled:
            self._keep(Confirmation(self._services).run)
            self._keep(Distribution(self._services).run)

    def sync(self) -> None:
        """Follow the catalog: new and changed sources are read soon, removed ones no more."""
        self._at(self._services.now(), _PLAN, self._plan)

    async def _plan(self) -> None:
        """Give every new or changed source its first reading, so far apart that they don't all fall at once."""
        polled = (source for source in self._services.catalog.sources if source.kind not in PASSIVE)
        before, self._sources = self._sources, {source.key: source for source in polled}
        for key in before.keys() - self._sources.keys():
            self._not_at_all(key)
            self._gone.discard(key)
            self._failing.discard(key)
        changed = [source for key, source in self._sources.items() if before.get(key) != source]
        async with self._services.database.read() as connection:
            states = {state.key: state for state in await sources.all_states(connection)}
            self._hubbed |= {one.source for one in await subscriptions.everyone(connection)}
        await self._begin(changed, states)

    async def _begin(self, begun: Sequence[Source], states: Mapping[str, SourceState]) -> None:
        now, spread, slot = self._services.now(), self._services.config.schedule.spread, 0
        known = [(states.get(source.key, SourceState(source.key)), source) for source in begun]
        for state, source in sorted(known, key=lambda one: one[0].last_run or _NEVER):
            self._polled.discard(source.key)
            due = interval.first(source, state, now=now)
            if due is None:
                self._gone.add(source.key)
                self._not_at_all(source.key)
                continue
            self._gone.discard(source.key)
            self._at(max(due, now + spread * slot), source.key, self._poll, source.key)
            slot += 1

    def _at(self, when: datetime, name: str, work: Callable[..., object], *arguments: str) -> None:
        """Run `work` once, then, in place of when it was to run before."""
        self._scheduler.add_job(
            self._tracked,
            DateTrigger(when),
            args=[work, *arguments],
            id=name,
            replace_existing=True,
            # One that waits for its turn is no reason to forget the next: lanes keeps them apart.
            max_instances=_ANY_NUMBER,
        )

    def _not_at_all(self, key: str) -> None:
        if self._scheduler.get_job(key):
            self._scheduler.remove_job(key)

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

    async def _tracked(self, work: Callable[..., object], *arguments: object) -> None:
        """Run a job as a task that stop() can wait for; an unexpected error is told, not lost."""
        task = asyncio.ensure_future(self._guarded(work, *arguments))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.shield(task)

    async def _guarded(self, work: Callable[..., object], *arguments: object) -> None:
        try:
            await work(*arguments)  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - the last line of defence: told, and the schedule goes on
            named = " ".join(one for one in arguments if isinstance(one, str))
            self._trouble(f"{named or work.__qualname__.strip('_')}: {type(error).__name__}: {error}")

    def _keep(self, loop: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        """Run a loop that ends by itself once it is told to stop; after an unexpected error it begins again."""

        async def kept() -> None:
            while not self._stopping.is_set():
                await self._guarded(loop, self._stopping)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), _AGAIN)

        task = asyncio.ensure_future(kept())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _poll(self, key: str) -> None:
        source = self._sources.get(key)
        if source is None or self._stopping.is_set():
            return
        try:
            async with self._lanes.turn(source):
                # It may have been changed or removed, or we told to stop, while it waited.
                if self._is_current(source):
                    await self._read(source)
        finally:
            # After an error that nobody expected too, the source is read again.
            if self._is_current(source) and key not in self._gone and self.next_run(key) is None:
                self._at(self._services.now() + source.every, key, self._poll, key)

    def _is_current(self, source: Source) -> bool:
        return self._sources.get(source.key) == source and not self._stopping.is_set()

    async def _read(self, source: Source) -> None:
        """One reading, what comes of it, and when the next one is."""
        # A first poll finds what a hub brought while nobody was here.
        again = source.key in self._polled
        if again and source.key in self._hubbed and await websub.rests(self._services, source):
            return
        self._polled.add(source.key)
        passed = await ingest.read(self._services, source, stopping=self._stopping, sparing=True)
        await self._follow_up(source, passed.state)
        run, feed = passed.run, self._services.catalog.feed(source.feed)
        if feed and (run.new or run.changed):
            await release(self._services, feed)
        self._report(run)
        if passed.names_hub:
            self._hubbed.add(source.key)
        if source.key in self._hubbed:
            await self._subscribe(source, missed=again and run.new > 0)

    async def _follow_up(self, source: Source, state: SourceState) -> None:
        """Decide when a source is read next, by what is now known of it."""
        posted: tuple[datetime, ...] = ()
        if source.every_max > source.every:
            async with self._services.database.read() as connection:
                posted = await arrivals.times(connection, source.key, interval.NEWEST)
        now, jitter = self._services.now(), self._services.config.schedule.jitter
        due = interval.following(source, state, posted, now=now, jitter=jitter, chance=self._chance)
        if not self._is_current(source):
            return
        (self._failing.add if state.failures else self._failing.discard)(source.key)
        if due is not None:
            self._at(due, source.key, self._poll, source.key)
            return
        self._gone.add(source.key)
        self._trouble(
            f"{source.key}: its list is gone for good (HTTP 410) and is asked for no more; to try again, change "
            f"the source in its feed file or run `syndicator ingest {source.key}`"
        )

    async def _subscribe(self, source: Source, *, missed: bool) -> None:
        """Ask the hub of a source where it has one; each thing an admin should know is said once."""
        if missed:
            await websub.missed(self._services, source)
        note = await subscribe.follow(self._services, source)
        if note and note not in self._said:
            self._said.add(note)
            self._trouble(f"{source.key}: {note}")

    async def _hubs(self) -> None:
        """Renew subscriptions that run out, leave those nobody wants; end those of our own hub that ran out."""
        await denial.expire(self._services)
        await subscribe.tidy(self._services)
        async with self._services.database.read() as connection:
            self._hubbed = {one.source for one in await subscriptions.everyone(connection)}

    async def _refresh(self) -> None:
        """Notice ended embargoes, and what another process stored or found there again."""
        for failure in await refresh(self._services):
            self._trouble(failure)
        if waiting := self._gone | self._failing:
            async with self._services.database.read() as connection:
                states = {state.key: state for state in await sources.all_states(connection)}
            # Read by hand meanwhile, and well: no reason to wait any longer.
            back = [key for key in waiting if key in states and not states[key].failures]
            self._failing -= set(back)
            await self._begin([self._sources[key] for key in back if key in self._sources], states)
