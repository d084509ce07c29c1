"""One pass over one source: fetch | leads | fetch | draft | attribute | store.

Expected failures are recorded on the Run and the pass goes on with the next article; the source's
validators are remembered only after a pass without one, so that nothing missed is skipped next time.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

from syndicator.errors import ExtractError, FetchError, HttpStatus, StoreError, SyndicatorError
from syndicator.flows import inbox, subscribe, take
from syndicator.flows.listing import Found, Unread, find
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally, Watch
from syndicator.model.run import Run, SourceState
from syndicator.model.source import Source
from syndicator.store import runs, sources

EXPECTED = (FetchError, ExtractError, StoreError)
# Kinds whose articles come by themselves: there is nothing to read.
PASSIVE = frozenset({"push"})


async def ingest(
    services: Services, source: Source, watch: Watch | None = None, stopping: asyncio.Event | None = None
) -> Run:
    """Read `source` once and keep what it offers; returns the finished Run, which is also stored.

    Set `stopping` to end between two articles. Unexpected errors propagate; the Run is then closed
    as interrupted at the next start.
    """
    tally = Tally(source.key, services.now(), watch)
    async with services.database.begin() as connection:
        state = await sources.load(connection, source.key)
        number = await runs.start(connection, tally.run)
    error = ""
    try:
        state = await _pass(services, source, state, tally, stopping or asyncio.Event())
    except EXPECTED as problem:
        error = f"{problem}"
        state = _failed(services, state, problem)
    now = services.now()
    run = tally.finish(now, error)
    async with services.database.begin() as connection:
        await sources.save(connection, replace(state, last_run=now))
        await runs.finish(connection, number, run)
    return run


async def _pass(
    services: Services, source: Source, state: SourceState, tally: Tally, stopping: asyncio.Event
) -> SourceState:
    if source.kind in PASSIVE:
        return state
    if source.kind == "inbox":
        await inbox.take_in(services, source, tally, stopping)
        return _well(services, state)
    found = await find(services, source, state)
    if source.kind == "feed" and found.unread is Unread.NO:
        await subscribe.offer(services, source, found.hub)
    tally.expect(len(found.leads) + len(found.recheck) + found.known)
    for _ in range(found.known):
        tally.unchanged()
    for lead in (*found.leads, *found.recheck):
        if stopping.is_set():
            break
        try:
            await take.take(services, source, lead, tally)
        except EXPECTED as error:
            tally.problem(lead.url, error)
    for skipped in found.skipped:
        tally.problem(skipped.url, skipped.error)
    complete = not tally.run.problems and not stopping.is_set()
    return _remember(_well(services, state), found, complete=complete)


def _remember(state: SourceState, found: Found, *, complete: bool) -> SourceState:
    """Keep the listing's validators after a complete pass; forget them after another."""
    if found.unread is Unread.SAME:
        return state if complete else replace(state, etag=None, last_modified=None, body_hash="")
    if not complete:
        return replace(state, etag=None, last_modified=None, body_hash="", moved_to=found.moved_to)
    return replace(
        state,
        etag=found.etag,
        last_modified=found.last_modified,
        body_hash=found.body_hash,
        moved_to=found.moved_to,
    )


def _well(services: Services, state: SourceState) -> SourceState:
    return replace(state, last_success=services.now(), failures=0, last_error="", not_before=None)


def _failed(services: Services, state: SourceState, error: SyndicatorError) -> SourceState:
    not_before = None
    if isinstance(error, HttpStatus) and error.retry_after:
        # A host may ask for any wait; a day is the longest a source stays out of sight.
        not_before = services.now() + min(timedelta(seconds=error.retry_after), timedelta(days=1))
    return replace(state, failures=state.failures + 1, last_error=str(error), not_before=not_before)
