"""The ways changes are brought to a partner: begun, paused, ended. flows/bring goes along them."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from syndicator.deliver.channels import CHANNELS
from syndicator.errors import AddressRefused, Fault, PartnerError, StoreError
from syndicator.flows.agreement import one_line
from syndicator.flows.services import Services
from syndicator.model.partner import Route
from syndicator.store import changes, routes
from syndicator.store.database import Connection

MOST = 20
LONGEST = 2048
SHORTEST_SECRET, LONGEST_SECRET = 16, 200
_WEBHOOK, _MAIL = "webhook", "mail"
_MAILBOX = re.compile(r"[^\s@<>,;\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_VISIBLE = re.compile(r"[\x21-\x7e]*")
_SECRET_BYTES = 32
_LONGEST_PAUSE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Wish:
    """A route as somebody asked for it. `every` is the pause between two digests, none for each change at once.

    `everything`: what the feeds hold now is brought too, not only what changes from now on.
    """

    channel: str
    to: str
    secret: str = field(default="", repr=False)
    every: timedelta = timedelta()
    everything: bool = False


async def add(services: Services, partner: str, wish: Wish) -> Route:
    """Begin a route of a partner, who must be there. A webhook is always signed: one without a secret is given one.

    Raises PartnerError with every field that is wrong.
    """
    _check(services, wish)
    secret = wish.secret
    if wish.channel == _WEBHOOK and not secret:
        secret = secrets.token_hex(_SECRET_BYTES)
    every = int(wish.every.total_seconds())
    async with services.database.begin() as connection:
        there = await routes.of_partner(connection, partner)
        if len(there) >= MOST:
            raise PartnerError(Fault("to", "too-many-routes", f"a partner has at most {MOST} routes", MOST))
        if any((one.channel, one.to) == (wish.channel, wish.to) for one in there):
            raise PartnerError(Fault("to", "taken", f"there is a route by {wish.channel} to {wish.to} already"))
        cursor = {} if wish.everything else await changes.numbers(connection)
        return await routes.add(connection, partner, wish.channel, wish.to, secret, every, cursor, services.now())


async def pause(services: Services, number: int, *, paused: bool, partner: str | None = None) -> Route:
    """Bring nothing by a route for now, or go on where it was. Raises StoreError where it is not there."""
    async with services.database.begin() as connection:
        await _find(connection, number, partner)
        await routes.pause(connection, number, paused=paused)
        return await _find(connection, number, partner)


async def remove(services: Services, number: int, partner: str | None = None) -> Route:
    """End a route; `partner` is whose it must be, if anybody's. Raises StoreError where it is not there."""
    async with services.database.begin() as connection:
        found = await _find(connection, number, partner)
        await routes.remove(connection, number)
    return found


async def _find(connection: Connection, number: int, partner: str | None) -> Route:
    found = await routes.find(connection, number)
    if found is None or partner not in (None, found.partner):
        raise StoreError(f"there is no route {number}")
    return found


def _check(services: Services, wish: Wish) -> None:
    if wish.channel not in CHANNELS:
        text = f"there is no channel {wish.channel!r}; there are: {', '.join(sorted(CHANNELS))}"
        raise PartnerError(Fault("channel", "unknown-channel", text, ", ".join(sorted(CHANNELS))))
    one_line("to", wish.to, LONGEST)
    faults: list[Fault] = []
    if not wish.to:
        faults.append(Fault("to", "missing", "say where it goes"))
    elif wish.channel == _WEBHOOK:
        try:
            services.caller.check(wish.to)
        except AddressRefused as error:
            faults.append(Fault("to", "refused-address", str(error), str(error)))
    elif wish.channel == _MAIL and not _MAILBOX.fullmatch(wish.to):
        faults.append(Fault("to", "not-a-mailbox", f"{wish.to!r} is no e-mail address: write such as desk@example.org"))
    long_enough = SHORTEST_SECRET <= len(wish.secret) <= LONGEST_SECRET
    if wish.secret and not (long_enough and _VISIBLE.fullmatch(wish.secret)):
        text = f"write {SHORTEST_SECRET} to {LONGEST_SECRET} visible ASCII characters"
        faults.append(Fault("secret", "not-a-secret", text))
    if not timedelta() <= wish.every <= _LONGEST_PAUSE:
        faults.append(Fault("every", "too-long-a-pause", "write at most 31 days"))
    if faults:
        raise PartnerError(*faults)
