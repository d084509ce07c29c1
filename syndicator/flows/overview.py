"""Every source at a glance: its state, what it brought, and when it is read next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicator.flows.ingest import PASSIVE
from syndicator.flows.interval import NEWEST, following
from syndicator.flows.services import Services
from syndicator.model.health import Health
from syndicator.model.parcel import Waiting
from syndicator.model.rights import Evidence
from syndicator.model.run import SourceState
from syndicator.model.source import Source
from syndicator.store import arrivals, health, outbox, sources, terms

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One source. `fresh` counts its articles of the last seven days; `following` is about when it is read next.

    `said` is what its site says about machines that use it.
    """

    source: Source
    health: Health
    state: SourceState
    fresh: int
    following: datetime | None
    said: tuple[Evidence, ...] = ()


async def overview(services: Services) -> tuple[tuple[Line, ...], tuple[Waiting, ...]]:
    """All declared sources in order, and the alerts that did not arrive."""
    now = services.now()
    async with services.database.read() as connection:
        known = {one.source: one for one in await health.all_health(connection)}
        states = {state.key: state for state in await sources.all_states(connection)}
        counts = await arrivals.counted(connection, now - WEEK)
        keys = [source.key for source in services.catalog.sources]
        said = {one.subject: one.said for one in await terms.load(connection, *keys)}
        lines = []
        for source in services.catalog.sources:
            state = states.get(source.key, SourceState(source.key))
            posted = await arrivals.times(connection, source.key, NEWEST) if source.every_max > source.every else ()
            lines.append(
                Line(
                    source,
                    known.get(source.key, Health(source.key)),
                    state,
                    counts.get(source.key, 0),
                    None if source.kind in PASSIVE else _following(source, state, posted),
                    said.get(source.key, ()),
                )
            )
        told = [one for one in await outbox.waiting(connection) if one.route is None]
        return tuple(lines), tuple(told)


def _following(source: Source, state: SourceState, posted: tuple[datetime, ...]) -> datetime | None:
    """What the schedule would decide, chance left out; None before the first run."""
    if state.last_run is None:
        return None
    return following(source, state, posted, now=state.last_run, jitter=timedelta(), chance=lambda: 0.5)
