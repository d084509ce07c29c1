"""After each run: what the source's state is, the page that shows it, and whether somebody should know."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from syndicator.errors import BlockedPage, ExtractError, SyndicatorError
from syndicator.extract.suggest import suggest
from syndicator.flows import fieldprobe, silence
from syndicator.flows import judge as judging
from syndicator.flows.fieldprobe import Probed
from syndicator.flows.judge import Sighting, judge, overdue, recovered
from syndicator.flows.services import Services
from syndicator.model.draft import Lead
from syndicator.model.health import Health, State
from syndicator.model.page import Page
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.store import arrivals, failed_leads, health, saved
from syndicator.store.database import Connection

# Articles that show a source's rhythm: two months of a busy desk.
_TIMES = 1000
# A field is usual where 19 of 20 articles and more have it, and missing where none of the latest has.
_SHOWN, _FEWEST, _USUALLY, _LATEST = 40, 20, 0.95, 5
# A source whose articles come by themselves is looked at this often.
_SELDOM = timedelta(hours=1)


@dataclass(slots=True)
class Witness:
    """What one pass saw: the listing it read, if it did; the first page that failed; how many pages it opened.

    `again` are links that had failed before and failed again: of those the store knows. `idle` are the source's
    selectors that found nothing on any page read though the reader did, None where no page was read.
    """

    listing: Page | None = None
    leads: tuple[Lead, ...] = ()
    cut: str = ""
    error: SyndicatorError | None = None
    failed: Page | None = None
    opened: int = 0
    again: set[str] = field(default_factory=set)
    idle: frozenset[str] | None = None

    def reads(self, page: Page | None, leads: tuple[Lead, ...], cut: str = "") -> None:
        """The list was read, what `cut` says left out; no page where it is the one read last time."""
        self.listing, self.leads, self.cut = page, leads, cut

    def draws(self, idle: frozenset[str] | None) -> None:
        """An article's page was read (None: it was not)."""
        self.idle = idle if self.idle is None else self.idle & (self.idle if idle is None else idle)

    def opens(self) -> None:
        """One article's page is asked for."""
        self.opened += 1

    def misses(self, error: SyndicatorError, again: str = "") -> None:
        """One page could not be read: the first that came at all is kept. `again` is a link that failed before."""
        if again:
            self.again.add(again)
        if self.failed is None and isinstance(page := getattr(error, "page", None), Page):
            self.failed = page

    def fails(self, error: SyndicatorError) -> None:
        """The list could not be read."""
        self.error = error
        self.failed = None
        self.misses(error)


async def note(  # noqa: PLR0913 - what was known, what happened, and what was seen of it
    services: Services, run: Run, witness: Witness, before: Health, *, source: Source, until: datetime | None = None
) -> Health:
    """Judge a finished run, keep the page that shows it, and remember the state. `until` ends a rest.

    `before` is the health the run began with.
    """
    now = services.now()
    found = Sighting(newest=before.newest, rhythm=before.rhythm, usual=before.usual)
    met = run.new or run.changed or run.problems
    nothing_new = before.state is State.WELL and before.rhythm is not None and not met
    if not nothing_new or judge(before, run, found, now).state is not State.WELL:
        async with services.database.read() as connection:
            found = await _sighting(connection, source, before)
    again, cut = frozenset(witness.again), witness.cut if witness.listing else None
    seen = replace(found, error=witness.error, opened=witness.opened - len(again), again=again, cut=cut, until=until)
    probed = await _probed(services, source, witness, run, before=before, after=judge(before, run, seen, now))
    seen = replace(seen, idle=probed.broken if witness.idle is not None else None, suggestion=probed.suggestion)
    after = judge(before, run, seen, now)
    well = after.state in (State.WELL, State.QUIET)
    kept = _Kept()
    if witness.listing or not well:
        kept = await asyncio.to_thread(_keep_pages, services, source, run, witness, well=well)
    if before.judged and now - before.judged < _SELDOM and replace(after, judged=before.judged) == before:
        return before  # Most runs change nothing, and should cost nothing.
    seen = replace(seen, shown=kept.shown, suggestion=kept.suggestion or seen.suggestion)
    async with services.database.begin() as connection:
        # What was told may have changed since.
        before = await health.load(connection, source.key)
        after = _pending(services, judge(before, run, seen, now), now)
        await health.save(connection, after)
    return after


async def _probed(  # noqa: PLR0913 - what was known, what was seen, and what to make of it
    services: Services, source: Source, witness: Witness, run: Run, *, before: Health, after: Health
) -> Probed:
    """What broke, and what to write instead, where a run gives reason to look; else what was found before."""
    same = before.state is after.state and before.fields == after.fields
    kept = Probed(frozenset(before.fields), before.suggestion) if before.code == judging.IDLE else Probed()
    if names := fieldprobe.lacking(after):
        if same and before.judged and before.judged.date() == run.started.date():
            return Probed(suggestion=before.suggestion)
        return await fieldprobe.probe(services, source, names, before=run.started, suspects=False)
    if not witness.idle:
        return kept if witness.idle is None else Probed()
    if before.code == judging.IDLE:
        return kept
    return await fieldprobe.probe(services, source, witness.idle, before=run.started, suspects=True)


async def review(services: Services) -> None:
    """Judge the sources that nobody polled lately (pushed to us, or followed through a hub) by what came."""
    now = services.now()
    async with services.database.read() as connection:
        judged = {one.source: one for one in await health.all_health(connection)}
    for source in services.catalog.sources:
        before = judged.get(source.key, Health(source.key))
        lately = before.judged is not None and now - before.judged < max(_SELDOM, 2 * source.every)
        if lately or before.state not in (State.WELL, State.QUIET):
            continue
        async with services.database.begin() as connection:
            before = await health.load(connection, source.key)
            seen = await _sighting(connection, source, before)
            if seen.newest is not None:
                after = judge(before, Run(source.key, now, now), seen, now)
                await health.save(connection, _pending(services, after, now))


def _pending(services: Services, after: Health, now: datetime) -> Health:
    """With the time since which there is something to tell; what passes before it is told is nothing to tell."""
    if recovered(after) or overdue(after, services.config.alerts.after, now):
        return replace(after, pending=after.pending or now)
    return replace(after, pending=None)


async def _sighting(connection: Connection, source: Source, before: Health) -> Sighting:
    """What the store knows of a source's articles; it changes with new and changed ones alone."""
    newest = await arrivals.newest(connection, source.key)
    lasting = await failed_leads.lasting(connection, source.key, newest)
    had = await arrivals.fields(connection, source.key, _SHOWN)
    usual = _usual(before.usual, had)
    return Sighting(
        newest=newest,
        rhythm=silence.ordinary(await arrivals.times(connection, source.key, _TIMES)),
        usual=usual,
        lasting=lasting,
        missing=tuple(name for name in usual if len(had) >= _LATEST and not any(name in one for one in had[:_LATEST])),
    )


def _usual(before: tuple[str, ...], had: tuple[frozenset[str], ...]) -> tuple[str, ...]:
    """The fields that were usual, and those that now are."""
    names = sorted(frozenset().union(*had)) if len(had) >= _FEWEST else []
    now = [name for name in names if sum(name in one for one in had) >= _USUALLY * len(had)]
    return tuple(sorted({*before, *now}))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Whether the bad page is saved, and what to write where a selector broke."""

    shown: bool = False
    suggestion: str = ""


def _keep_pages(services: Services, source: Source, run: Run, witness: Witness, *, well: bool) -> _Kept:
    """Save the listing where it was read, and the bad page of a source that is not well."""
    root, at = services.config.data, run.finished or run.started
    try:
        if witness.listing is not None and witness.leads:
            saved.save(root, source.key, "good", witness.listing, at, items=witness.leads)
        if well or witness.failed is None:
            return _Kept()
        saved.save(root, source.key, "bad", witness.failed, at, note=run.error)
    except OSError:
        return _Kept()  # A full disk stops no run; the state says what happened without the page.
    broken = isinstance(witness.error, ExtractError) and not isinstance(witness.error, BlockedPage)
    good = saved.load(root, source.key, "good") if broken else None
    found = suggest(witness.failed, source, good.items) if good else None
    return _Kept(shown=True, suggestion=str(found) if found else "")
