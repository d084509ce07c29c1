"""What is done every so often besides reading sources: a line for each, run by the schedule."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from syndicator.config import Config
from syndicator.flows import alerts, erasure, health, licence_watch, presence, reprint_queue, reprint_watch
from syndicator.flows.forget import forget
from syndicator.flows.services import Services

Trouble: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """`work` is done every `seconds`, never twice at once; it tells an admin of trouble by what it is given."""

    name: str
    seconds: int
    work: Callable[[Services, Trouble], Awaitable[None]]


def jobs(config: Config) -> tuple[Job, ...]:
    """All there are."""
    return (
        Job("alerts", max(1, int(config.schedule.refresh.total_seconds())), _alerts),
        Job("prune", 3600, _prune),
        Job("erasure", 3600, _erasure),
        Job("tidy", 60, _tidy),
        Job("reminders", 60, _reminders),
        Job("reprints", 60, _reprints),
        Job("licences", 60, _licences),
    )


async def _alerts(services: Services, _trouble: Trouble) -> None:
    """Notice silence where nobody polls, and have admins told of sources in trouble."""
    await health.review(services)
    await alerts.gather(services)


async def _prune(services: Services, _trouble: Trouble) -> None:
    """Forget what is old enough."""
    await forget(services)


async def _erasure(services: Services, _trouble: Trouble) -> None:
    """Forget who asked for a reprint, once that is over and done with."""
    await erasure.run(services)


async def _tidy(services: Services, trouble: Trouble) -> None:
    """Close what other processes left open."""
    if closed := await presence.tidy(services):
        trouble(f"{closed} run(s) of a process that is gone were interrupted; what they had stored is kept")


async def _reminders(services: Services, _trouble: Trouble) -> None:
    """Remind the desk of requests that wait."""
    await reprint_queue.remind(services)


async def _reprints(services: Services, _trouble: Trouble) -> None:
    """Look at known reprints that are due."""
    await reprint_watch.check_due(services)


async def _licences(services: Services, _trouble: Trouble) -> None:
    """Tell holders of licences what they should know; sign with a new key in time."""
    await licence_watch.watch(services)
