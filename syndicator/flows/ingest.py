"""One pass over one source: fetch | leads | fetch | draft | attribute | store.

Expected failures are recorded on the Run and the pass goes on with the next article; the source's
validators are remembered only after a pass without one, so that nothing missed is skipped next time. A link that
failed is remembered by itself (failing): the list is read whole again when it is to be asked for.
"""

import asyncio
from dataclasses import dataclass, field, replace

from syndicator.errors import ExtractError, FetchError, StoreError, SyndicatorError
from syndicator.flows import failing, health, inbox, judge, remember, site_terms, subscribe, take, withdrawn
from syndicator.flows.health import Witness
from syndicator.flows.listing import Found, Unread, find
from syndicator.flows.record import Entry
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally, Watch
from syndicator.model.draft import Lead
from syndicator.model.rights import Evidence
from syndicator.model.run import Problem, Run, SourceState
from syndicator.model.source import Source
from syndicator.store import failed_leads, sources
from syndicator.store import health as stored_health

EXPECTED = (FetchError, ExtractError, StoreError)
# Kinds whose articles come by themselves: there is nothing to read.
PASSIVE = frozenset({"push"})


@dataclass(frozen=True, slots=True)
class Passed:
    """A finished run, what is remembered of its source after it, and whether a feed just read names a hub."""

    run: Run
    state: SourceState
    names_hub: bool = False


@dataclass(frozen=True, slots=True)
class _How:
    """What ends a pass early, its entry in the record of runs, whether it spares known pages, and who watches.

    `failed` is how many of the source's links failed before, `whole` whether any is to be asked for again; `said`
    gathers what articles' pages say about machines that use them.
    """

    stopping: asyncio.Event
    entry: Entry
    sparing: bool
    witness: Witness
    failed: int = 0
    whole: bool = False
    said: list[Evidence] = field(default_factory=list)


async def ingest(
    services: Services,
    source: Source,
    watch: Watch | None = None,
    stopping: asyncio.Event | None = None,
    *,
    sparing: bool = False,
) -> Run:
    """Read `source` once and keep what it offers; returns the finished Run, which is also stored. See `read`."""
    return (await read(services, source, watch, stopping, sparing=sparing)).run


async def read(
    services: Services,
    source: Source,
    watch: Watch | None = None,
    stopping: asyncio.Event | None = None,
    *,
    sparing: bool = False,
) -> Passed:
    """Read `source` once and keep what it offers; the Run and the state are also stored.

    `sparing` reads again only the pages whose turn it is (see recheck). Set `stopping` to end between two articles.
    Unexpected errors propagate; a Run that had begun to keep articles is then closed as interrupted (see presence).
    """
    tally, entry, witness = Tally(source.key, services.now(), watch), Entry(services), Witness()
    async with services.database.read() as connection:
        state = remember.current(source, await sources.load(connection, source.key))
        before = await stored_health.load(connection, source.key)
        failed, due = await failed_leads.waiting(connection, source.key)
    whole = failed > 0 and (not sparing or (due is not None and due <= tally.run.started))
    error, names_hub = "", False
    how = _How(stopping or asyncio.Event(), entry, sparing, witness, failed, whole)
    try:
        state, names_hub = await _pass(services, source, state, tally, how)
    except EXPECTED as problem:
        error = f"{problem}"
        witness.fails(problem)
        state = remember.failed(state, problem, services.now())
    now = services.now()
    run = tally.finish(now, error)
    state = replace(state, last_run=now)
    async with services.database.begin() as connection:
        await sources.save(connection, state)
        await entry.close(connection, run)
    if source.kind not in PASSIVE:
        await health.note(services, run, witness, before, source=source, until=state.not_before)
    return Passed(run, state, names_hub)


async def _pass(
    services: Services, source: Source, state: SourceState, tally: Tally, how: _How
) -> tuple[SourceState, bool]:
    """The state after the pass, and whether a feed that was read names a hub."""
    started = tally.run.started
    if source.kind in PASSIVE:
        return state, False
    if source.kind == "inbox":
        await inbox.take_in(services, source, tally, how.stopping, how.entry)
        return remember.answered(state, started), False
    found = await find(services, source, state, sparing=how.sparing, whole=how.whole)
    how.witness.reads(found.page, found.listed, found.cut)
    if found.cut and found.page:
        tally.note(Problem(found.page.url, judge.CUT, found.cut))
    if source.kind == "feed" and found.unread is Unread.NO:
        await subscribe.offer(services, source, found.hub)
    await _follow(services, source, found, tally, how)
    if how.failed:
        await failing.tidy(services, source, found)
    if (found.page is not None or how.said) and not how.stopping.is_set():
        await site_terms.note(services, source, found, tuple(how.said))
    complete = not tally.missed and not how.stopping.is_set()
    return remember.well(source, state, found, complete=complete, at=started), found.hub is not None


async def _follow(services: Services, source: Source, found: Found, tally: Tally, how: _How) -> None:
    """Keep what the leads lead to; what fails is the run's problem."""
    tally.expect(len(found.leads) + len(found.recheck) + found.known + found.resting)
    for _ in range(found.known):
        tally.unchanged()
    if found.leads:
        await how.entry.open(tally.run)
    for lead in (*found.leads, *found.recheck):
        if how.stopping.is_set():
            break
        try:
            how.witness.opens()
            before = found.before.get(lead.url)
            taken = await take.take(services, source, lead, tally, before)
            how.said.extend(taken.said)
            how.witness.draws(taken.idle)
            if before and before.gone:
                await withdrawn.back(services, lead.url)
            await failing.over(services, found.failed.get(lead.url))
        except EXPECTED as error:
            if not await withdrawn.is_gone(services, source, lead, error, tally):
                await _missed(services, source, lead, error, tally=tally, how=how, found=found)
    for skipped in found.skipped:
        tally.problem(skipped.url, skipped.error)


async def _missed(  # noqa: PLR0913 - one failure, and everything that is kept of it
    services: Services, source: Source, lead: Lead, error: SyndicatorError, *, tally: Tally, how: _How, found: Found
) -> None:
    """One lead failed: known pages are asked for when their turn comes, links of the list when theirs does."""
    failed, is_link = found.failed.get(lead.url), lead.url not in found.before
    noted = is_link and await failing.note(services, source, lead, error, run=tally.run, before=failed)
    how.witness.misses(error, again=lead.url if noted and failed else "")
    tally.problem(lead.url, error, missed=not noted)
