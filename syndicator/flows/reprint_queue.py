"""The desk's side of the line: what waits for a person, with all there is to know; reminders; how long it took."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from syndicator.errors import ReprintError
from syndicator.flows import reprint_news
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.desk import Answer
from syndicator.model.reprint import Message, Proposal, ReprintRequest, RequestState
from syndicator.model.trail import SERVICE, Step, Trace
from syndicator.reprint.answers import BUILT_IN
from syndicator.store import articles, messages, proposals, reprint_line, reprints, trail
from syndicator.store.database import Connection

STATS_OVER = timedelta(days=90)
"""Over what time service is measured, unless told."""

_REMINDED, _ESCALATED = 1, 2


@dataclass(frozen=True, slots=True)
class Line:
    """One request with what a list shows of it. An article that is gone is left out of `found`.

    `waited` is how long it has waited for us in all; `late` says that somebody was reminded of it.
    """

    request: ReprintRequest
    found: tuple[Article, ...]
    waited: timedelta
    proposal: Proposal | None = None
    earlier: tuple[ReprintRequest, ...] = ()

    @property
    def late(self) -> bool:
        """Whether somebody had to be reminded of it."""
        return self.request.state is RequestState.WAITING and self.request.reminded > 0


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one request: its line, what was said to and fro, and what was done, in order."""

    line: Line
    messages: tuple[Message, ...]
    trail: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """How the desk serves: requests by state; of those a person decided, how many and how long they waited for us.

    `median` and `ninetieth` (nine of ten waited no longer) are None where nobody decided anything; `oldest` is how
    long the one that waits longest has.
    """

    states: dict[RequestState, int]
    decided: int
    median: timedelta | None
    ninetieth: timedelta | None
    oldest: timedelta | None


async def queue(services: Services, limit: int = 100) -> tuple[Line, ...]:
    """The requests that wait for a person with the same outlets' earlier ones, those first that waited longest."""
    async with services.database.read() as connection:
        waiting = await reprint_line.waiting(connection, limit)
        return tuple([await line(services, connection, request, earlier=True) for request in waiting])


async def page(services: Services, number: str) -> Page:
    """Everything about a request. Raises ReprintError where there is none of that number."""
    async with services.database.read() as connection:
        request = await reprints.find(connection, number)
        if request is None:
            raise ReprintError(f"there is no request {number}", "number")
        grant = request.grant.number if request.grant else ""
        return Page(
            await line(services, connection, request, earlier=True),
            await messages.of(connection, number),
            await trail.of(connection, number, grant),
        )


async def line(services: Services, connection: Connection, request: ReprintRequest, *, earlier: bool = False) -> Line:
    """One request with what a list shows of it, and with the same outlet's `earlier` ones where they are wanted."""
    found = [await articles.find(connection, slug) for slug in request.asked.articles]
    return Line(
        request,
        tuple(article for article in found if article is not None),
        waited(services, request),
        await proposals.find(connection, request.number),
        await reprint_line.earlier(connection, request) if earlier else (),
    )


def waited(services: Services, request: ReprintRequest) -> timedelta:
    """How long a request has waited for us in all, questions to its asker left out."""
    lately = services.now() - request.since if request.since else timedelta()
    return timedelta(seconds=request.waited) + max(lately, timedelta())


def answers(services: Services) -> tuple[Answer, ...]:
    """The canned answers there are: this house's own, then those built in that it has not put its own in place of."""
    own = services.config.reprint.answers
    return own + tuple(one for one in BUILT_IN if one.name not in {mine.name for mine in own})


def answer(services: Services, name: str, language: str) -> str:
    """A canned answer's text. Raises ReprintError, naming those there are."""
    found = next((one for one in answers(services) if one.name == name), None)
    if found is None:
        there = ", ".join(one.name for one in answers(services))
        raise ReprintError(f"there is no answer {name!r}; there are: {there}", "answer")
    return found.text(language)


async def remind(services: Services) -> int:
    """Remind the desk of requests that wait too long, and tell those it escalates to; returns of how many.

    Each request is reminded of once and escalated once, however many processes look, and again once it has waited anew.
    """
    settings, now = services.config.reprint, services.now()
    told = 0
    for after, times in ((settings.escalate, _ESCALATED), (settings.remind, _REMINDED)):
        if not after:
            continue
        async with services.database.read() as connection:
            late = await reprints.overdue(connection, now - after, times)
        for request in late:
            told += await _remind(services, request, times)
    if told:
        services.outgoing.set()
    return told


async def _remind(services: Services, request: ReprintRequest, times: int) -> int:
    escalated = times == _ESCALATED
    async with services.database.begin() as connection:
        if not await reprints.remind(connection, request.number, times):
            return 0
        step = Step.ESCALATED if escalated else Step.REMINDED
        await trail.add(connection, Trace(services.now(), SERVICE, step, request.number))
        await reprint_news.waiting(services, connection, request, escalated=escalated)
    return 1


async def service(services: Services, over: timedelta = STATS_OVER) -> Service:
    """How the desk served in the time until now."""
    now = services.now()
    async with services.database.read() as connection:
        states = await reprint_line.states(connection)
        seconds = await reprint_line.waits(connection, now - over)
        oldest = next(iter(await reprint_line.waiting(connection, 1)), None)
    return Service(
        states,
        len(seconds),
        _at(seconds, 0.5),
        _at(seconds, 0.9),
        now - oldest.since if oldest and oldest.since else None,
    )


def _at(seconds: tuple[int, ...], share: float) -> timedelta | None:
    """The shortest wait that `share` of all, in order, do not pass (nearest rank)."""
    if not seconds:
        return None
    return timedelta(seconds=seconds[max(1, ceil(round(len(seconds) * share, 6))) - 1])
