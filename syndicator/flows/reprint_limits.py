"""How often one e-mail address and one network may ask, and try secrets: counted in the database, for all processes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from syndicator.errors import TooManyTries
from syndicator.flows.services import Services
from syndicator.model.reprint import Asked
from syndicator.reprint import mailbox
from syndicator.store import attempts
from syndicator.store.database import Connection

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

_ADDRESS, _NETWORK, _SECRET = "reprint address", "reprint network", "reprint secret"


@dataclass(frozen=True, slots=True)
class _Limit:
    """`most` attempts of a `sort` by one (`whose`) within `span`."""

    sort: str
    whose: str
    most: int
    span: timedelta


async def count(services: Services, connection: Connection, asked: Asked, network: str) -> None:
    """Count one more request of its address and network, "" where unknown. Raises TooManyTries past a limit.

    Exact where whoever calls holds the number's lock (reprints.next_number): no two count at a time.
    """
    desk, now = services.config.reprint, services.now()
    whose = {_ADDRESS: mailbox.whose(asked.email) if asked.email else "", _NETWORK: network}
    await _must_have_room(
        connection,
        (
            _Limit(_ADDRESS, whose[_ADDRESS], desk.per_address, _HOUR),
            _Limit(_ADDRESS, whose[_ADDRESS], desk.per_address_day, _DAY),
            _Limit(_NETWORK, network, desk.per_network, _HOUR),
            _Limit(_NETWORK, network, desk.per_network_day, _DAY),
        ),
        now,
    )
    known = {sort: one for sort, one in whose.items() if one}
    if known:
        await attempts.add(connection, known, now)


async def may_try(services: Services, connection: Connection, network: str) -> None:
    """Let a network try a secret. Raises TooManyTries once it tried too many wrong ones."""
    limit = _Limit(_SECRET, network, services.config.reprint.wrong_secrets, _HOUR)
    await _must_have_room(connection, (limit,), services.now())


async def wrong(services: Services, network: str) -> None:
    """Count a wrong secret."""
    if network:
        async with services.database.begin() as connection:
            await attempts.add(connection, {_SECRET: network}, services.now())


async def _must_have_room(connection: Connection, limits: Iterable[_Limit], now: datetime) -> None:
    waits = [wait for one in limits if one.whose and (wait := await _wait(connection, one, now))]
    if waits:
        raise TooManyTries("too many requests from here", max(waits))


async def _wait(connection: Connection, limit: _Limit, now: datetime) -> int:
    """In how many seconds one more is within the limit; 0 where it is now."""
    times = await attempts.times(connection, limit.sort, limit.whose, now - limit.span)
    if len(times) < limit.most:
        return 0
    free = times[len(times) - limit.most] + limit.span
    return max(1, ceil((free - now).total_seconds()))
