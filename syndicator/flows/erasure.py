"""Forgetting who asked for a reprint: after a time, or when it is asked for. The record of the licence is kept.

A request that is closed, and whose licence has ended, keeps its number, the outlet, the articles, the term and the
decision; the person, their address, and all they and the desk wrote go, from the outbox too. A private person's name
goes from the licence as well: the request's number takes its place. The trail never held any of it.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from syndicator.errors import ReprintError
from syndicator.flows.reprint_link import CONFIRM_WITHIN, hashed
from syndicator.flows.services import Services
from syndicator.model.reprint import ReprintRequest
from syndicator.model.trail import ASKER, SERVICE, Step, Trace
from syndicator.store import attempts, erasure, outbox, reprints, trail
from syndicator.store.database import Connection

# So many requests a transaction: writers wait for each.
_BATCH = 100
# Attempts are counted for a day at most (flows/reprint_limits).
_ATTEMPTS_KEPT = timedelta(days=1)
# The same request from the same network is one that day (flows/reprint_desk); then nobody asks any more.
_NETWORK_KEPT = timedelta(days=2)


async def run(services: Services) -> int:
    """Erase what is old enough by `reprint.keep_personal`, and forget what was never confirmed; returns how many."""
    count, more = 0, True
    while more:
        async with services.database.begin() as connection:
            done = await _some(services, connection)
        count += done
        more = done >= _BATCH
    if count:
        await services.database.scrub()
    return count


async def by_asker(services: Services, number: str, secret: str) -> ReprintRequest | None:
    """Erase a closed request for whoever holds its secret; None without it. Doing it again changes nothing.

    Raises ReprintError for a request that is open, or whose licence is in force.
    """
    async with services.database.begin() as connection:
        if await reprints.by_secret(connection, number, hashed(secret)) is None:
            return None
        found = await _erase(services, connection, number, ASKER, "asked for")
    await services.database.scrub()
    return found


async def by_admin(services: Services, number: str, by: str, why: str) -> ReprintRequest:
    """Erase a closed request; `by` is who does, `why` goes on the trail. Raises ReprintError as `by_asker`."""
    async with services.database.begin() as connection:
        found = await _erase(services, connection, number, by, why)
    await services.database.scrub()
    return found


async def _some(services: Services, connection: Connection) -> int:
    now, kept = services.now(), services.config.reprint.keep_personal
    await outbox.empty(connection, now)
    await erasure.networks(connection, now - _NETWORK_KEPT)
    await attempts.forget(connection, now - _ATTEMPTS_KEPT)
    never = await erasure.unconfirmed(connection, now - CONFIRM_WITHIN, _BATCH)
    for number in never:
        if await erasure.forget(connection, number):
            await trail.add(connection, Trace(now, SERVICE, Step.ERASED, number, why="never confirmed"))
    old = await erasure.due(connection, now - kept, _day(services) - kept, _BATCH)
    for number in old:
        await _erase(services, connection, number, SERVICE, "kept long enough")
    return max(len(never), len(old))


async def _erase(services: Services, connection: Connection, number: str, who: str, why: str) -> ReprintRequest:
    now = services.now()
    if await erasure.erase(connection, number, _day(services), now):
        grant = await _grant(connection, number)
        await trail.add(connection, Trace(now, who, Step.ERASED, number, grant, why))
    found = await reprints.find(connection, number)
    if found is None:
        raise ReprintError(f"there is no request {number}", "number")
    return found


async def _grant(connection: Connection, number: str) -> str:
    found = await reprints.find(connection, number)
    return found.grant.number if found and found.grant else ""


def _day(services: Services) -> date:
    """Today where the newsroom is."""
    feed = next(iter(services.catalog.feeds), None)
    return services.now().astimezone(ZoneInfo(feed.timezone if feed else "UTC")).date()
