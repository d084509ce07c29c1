"""Known reprints: told of by their asker or an admin, looked at now and every night, findings put in the queue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from syndicator.errors import FetchError, ReprintError, TooManyTries
from syndicator.flows import reprint_news
from syndicator.flows.reprint_link import hashed
from syndicator.flows.reprint_look import Look, look
from syndicator.flows.services import Services
from syndicator.model.appearance import Appearance
from syndicator.model.finding import Faith
from syndicator.model.reprint import Grant
from syndicator.model.trail import ASKER, SERVICE, Step, Trace
from syndicator.store import appearances, attempts, grants, reprints, trail
from syndicator.store.database import Connection
from syndicator.text.urls import canonical, is_http

# Longer than any page takes to be fetched and judged.
_LEASE = timedelta(minutes=10)
# How many are looked at in one go, and how many addresses one grant may have.
_AT_ONCE, _MOST = 20, 500
# A reprint that stays up after its term is told of for so long.
_AFTERWARDS = timedelta(days=30)
_LONGEST_WHY = 300
# How many addresses an asker may have looked at: each makes us fetch a page of their choice.
_ADDRESSES, _PER_HOUR, _HOUR = "reprint addresses", 30, timedelta(hours=1)


async def told_by_asker(services: Services, number: str, secret: str, url: str) -> Appearance | None:
    """The asker of request `number` says where its article ran; None without its secret. Raises ReprintError."""
    async with services.database.begin() as connection:
        request = await reprints.by_secret(connection, number, hashed(secret))
        if request is None:
            return None
        if request.grant is None:
            raise ReprintError(f"{number} has no licence, so nothing may run under it", "number")
        now = services.now()
        asker = {_ADDRESSES: number}
        if (await attempts.count(connection, asker, now - _HOUR))[_ADDRESSES] >= _PER_HOUR:
            raise TooManyTries(f"{_PER_HOUR} addresses an hour are enough", int(_HOUR.total_seconds()))
        await attempts.add(connection, asker, now)
        return await _add(services, connection, request.grant, url, ASKER)


async def told_by_admin(services: Services, number: str, url: str, by: str) -> Appearance:
    """An admin gives the address of a reprint under grant `number`. Raises ReprintError."""
    async with services.database.begin() as connection:
        grant = await grants.find(connection, number)
        if grant is None:
            raise ReprintError(f"there is no grant {number}", "number")
        return await _add(services, connection, grant, url, by)


async def check_now(services: Services, number: int) -> Appearance:
    """Look at a known reprint now. Raises ReprintError where there is none."""
    async with services.database.read() as connection:
        known = await appearances.find(connection, number)
        grant = await grants.find(connection, known.grant) if known else None
    if known is None or grant is None:
        raise ReprintError(f"there is no reprint {number}", "number")
    return await _look(services, known, grant)


async def check_due(services: Services) -> int:
    """Look at every known reprint that is due; returns how many."""
    looked = 0
    while True:
        async with services.database.begin() as connection:
            claimed = await appearances.claim(connection, services.now(), _LEASE, _AT_ONCE)
            found = [(one, await grants.find(connection, one.grant)) for one in claimed]
        for known, grant in found:
            if grant is not None:
                await _look(services, known, grant)
        looked += len(found)
        if len(found) < _AT_ONCE:
            return looked


async def settle(services: Services, number: int, by: str, note: str) -> Appearance:
    """Close an open finding: `note` says what was done about it. Raises ReprintError where there is none."""
    now = services.now()
    async with services.database.begin() as connection:
        settled = await appearances.settle(connection, number, by, note, now)
        await trail.add(connection, Trace(now, by, Step.SETTLED, grant=settled.grant, why=f"{number}: {note}"))
    return settled


async def of_request(services: Services, number: str) -> Sequence[Appearance]:
    """The known reprints under a request's grant."""
    async with services.database.read() as connection:
        request = await reprints.find(connection, number)
        return await appearances.of_grant(connection, request.grant.number) if request and request.grant else ()


async def findings(services: Services, limit: int = 200) -> Sequence[Appearance]:
    """What waits in the admins' queue: reprints with a finding nobody has settled."""
    async with services.database.read() as connection:
        return await appearances.open_findings(connection, limit)


async def _add(services: Services, connection: Connection, grant: Grant, url: str, by: str) -> Appearance:
    if not is_http(url):
        raise ReprintError("give the whole address of the page, beginning with https://", "url")
    if len(await appearances.of_grant(connection, grant.number)) >= _MOST:
        raise ReprintError(f"{grant.number} has {_MOST} addresses already", "url")
    known, fresh = await appearances.add(connection, grant.number, canonical(url), by, services.now())
    if fresh:
        trace = Trace(services.now(), by, Step.REPORTED, grant.request, grant.number, known.url)
        await trail.add(connection, trace)
    return known


async def _look(services: Services, known: Appearance, grant: Grant) -> Appearance:
    """One look, noted with its trail and, for a new finding, the mail that tells of it."""
    try:
        seen = _seen(services, known, grant, await look(services, grant, known.url))
    except FetchError as error:
        why = (str(error) or type(error).__name__)[:_LONGEST_WHY]
        seen = replace(known, trouble=why, checked=services.now(), due=_next(services, grant))
    is_news = seen.found is not None and seen.settled is None and known.found != seen.found
    async with services.database.begin() as connection:
        await appearances.looked(connection, seen)
        if seen.report and (known.report is None or known.report.verdict != seen.report.verdict):
            why = f"{seen.report.verdict}: {seen.url}"
            trace = Trace(services.now(), SERVICE, Step.CHECKED, grant.request, grant.number, why)
            await trail.add(connection, trace)
        if is_news and (request := await reprints.find(connection, grant.request)):
            await reprint_news.found(services, connection, request, grant, seen)
    services.outgoing.set()
    return seen


def _seen(services: Services, known: Appearance, grant: Grant, found: Look) -> Appearance:
    """A look as it is noted: a finding opens when there is one that was not there, or not settled, before."""
    now = services.now()
    seen = replace(
        known, article=found.article, report=found.report, trouble="", checked=now, due=_next(services, grant)
    )
    if found.report.verdict is Faith.FAITHFUL:
        # Mended: what was open is over, and what was settled stays so.
        return replace(seen, found=seen.found if seen.settled else None)
    same = known.report is not None and _codes(known) == _codes(seen)
    if known.found is not None and (known.settled is None or same):
        return seen
    return replace(seen, found=now, settled=None)


def _codes(known: Appearance) -> frozenset[str]:
    return frozenset(finding.code for finding in known.report.faults) if known.report else frozenset()


def _next(services: Services, grant: Grant) -> datetime | None:
    """When it is looked at again: not any more, once its grant is long over."""
    now = services.now()
    over = now.date() > grant.valid_to + _AFTERWARDS
    return None if over else now + services.config.reprint.recheck
