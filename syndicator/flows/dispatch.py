"""Handing over what is in the outbox: alerts to admins, articles and their removal to partners.

Each receiver in its turn, many at once, so that one slow one delays nobody. Before a parcel goes by a partner's route
it is asked again whether the partner may have it; once it has arrived, the partner's receipts say so in the same
transaction as the outbox.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from syndicator.deliver.channel import Lines, MailServer
from syndicator.deliver.channels import CHANNELS
from syndicator.errors import AccessError, DeliverError
from syndicator.flows.access import in_force
from syndicator.flows.fair import Fair
from syndicator.flows.receipts import handed_over
from syndicator.flows.rounds import WINDOW, Call, Rounds
from syndicator.flows.services import Services
from syndicator.model.parcel import Waiting
from syndicator.model.partner import Partner, Route
from syndicator.model.rights import Status
from syndicator.store import outbox, partners, routes
from syndicator.store.database import Connection
from syndicator.store.turns import Due

# How many parcels are on their way at once, and how many of them to one receiver's server.
SLOTS, PER_HOST = 32, 4
# Longer than any channel takes for one try.
_LEASE = timedelta(minutes=5)
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
# With the pauses above, three days.
_TRIES = 20
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a try; `why` is "" where it arrived. `partner` is whose it was, None for an admin's."""

    waiting: Waiting
    partner: Partner | None = None
    why: str = ""
    final: bool = False


class Dispatch:
    """The desk for the outbox. `trouble` hears of what did not arrive, a line each."""

    def __init__(self, services: Services, trouble: Callable[[str], None]) -> None:
        """Prepare; nothing is sent before `all` or `run`."""
        self._services = services
        self._trouble = trouble
        self._rounds: Rounds[_Outcome] = Rounds(self, Fair(SLOTS, PER_HOST))

    async def run(self, stopping: asyncio.Event) -> None:
        """Send what is put in the outbox, by whichever process, until `stopping`."""
        await self._rounds.run(_nothing, self._services.outgoing, stopping)

    async def all(self) -> None:
        """Try everything that is due now."""
        self._rounds.look()
        await self._rounds.all()

    async def waiting(self, without: frozenset[str]) -> Sequence[Due]:
        """What to send."""
        async with self._services.database.read() as connection:
            return await outbox.due(connection, self._services.now(), WINDOW, without)

    async def take(self, done: Sequence[_Outcome], numbers: Sequence[int]) -> Sequence[Call[_Outcome]]:
        """Note what arrived and what did not; claim others."""
        now = self._services.now()
        async with self._services.database.begin() as connection:
            for outcome in done:
                await self._note(connection, outcome)
            claimed = await outbox.claim(connection, numbers, now, now + _LEASE) if numbers else ()
            ways = await _ways(connection, claimed)
        if done:
            # What waited for an earlier parcel about the same article may go now.
            self._rounds.look()
        return [Call(one.host, partial(self._send, one, ways.get(one.route or 0))) for one in claimed]

    async def _note(self, connection: Connection, outcome: _Outcome) -> None:
        now, waiting = self._services.now(), outcome.waiting
        if not outcome.why:
            await outbox.sent(connection, waiting.number, now)
            if outcome.partner:
                await handed_over(connection, outcome.partner, waiting.carried, waiting.channel, now)
            return
        last = outcome.final or waiting.tries >= _TRIES
        again = None if last else now + _PAUSES[min(waiting.tries - 1, len(_PAUSES) - 1)]
        await outbox.failed(connection, waiting.number, outcome.why, again)
        end = " (given up)" if last else ""
        self._trouble(f"{_what(waiting)}: {outcome.why}{end}")

    async def _send(self, waiting: Waiting, way: tuple[Route, Partner] | None) -> _Outcome:
        """One try. Whatever happens is an outcome."""
        if waiting.route is not None and (reason := self._refused(waiting, way)):
            return _Outcome(waiting, None, reason, final=True)
        route, partner = way or (None, None)
        try:
            channel = CHANNELS[waiting.channel](self._lines(waiting, route))
            await channel.send(waiting.parcel, waiting.to, self._services.now())
        except DeliverError as error:
            return _Outcome(waiting, partner, _why(waiting, str(error) or "not delivered"), error.final)
        except Exception as error:  # noqa: BLE001 - one receiver's strange answer must not stop everybody else's parcels
            return _Outcome(waiting, partner, _why(waiting, f"{type(error).__name__}: {error}"))
        return _Outcome(waiting, partner)

    def _refused(self, waiting: Waiting, way: tuple[Route, Partner] | None) -> str:
        """Why a partner is not brought this now, in words; "" where it is."""
        if way is None or (way[0].channel, way[0].to) != (waiting.channel, waiting.to):
            return "its route is no more"
        if waiting.carried and all(one.status != Status.USABLE for one in waiting.carried):
            # Whoever has an article hears that it is gone, whatever became of the agreement.
            return ""
        try:
            in_force(way[1], self._services.now())
        except AccessError as error:
            return f"{way[1].name}: {error}"
        taken = next((one.feed for one in waiting.carried if not way[1].may_read(one.feed)), None)
        return f"{way[1].name} may not read the feed {taken} any more" if taken else ""

    def _lines(self, waiting: Waiting, route: Route | None) -> Lines:
        """What channels work with: partners' addresses are called like the hub's callbacks, apart from all reading."""
        config = self._services.config
        mail = config.mail
        server = MailServer(mail.host, mail.port or _PORTS[mail.tls], mail.sender, mail.user, mail.password, mail.tls)
        post = self._services.caller.tell if route else self._services.fetcher.push
        # What is private is the reprint desk's.
        ours = config.reprint.secret if waiting.parcel.private else config.alerts.secret
        return Lines(server if mail.host else None, post, route.secret if route else ours)


async def send_all(services: Services) -> tuple[str, ...]:
    """Try everything in the outbox that is due now; returns what did not arrive, a line each."""
    lines: list[str] = []
    await Dispatch(services, lines.append).all()
    return tuple(lines)


def _what(waiting: Waiting) -> str:
    """A parcel in a line of the log: of what is private no address."""
    if waiting.parcel.private:
        return f"{waiting.parcel.id} by {waiting.channel}"
    what = "alert" if waiting.route is None else f"{waiting.parcel.id} on route {waiting.route}"
    return f"{what} by {waiting.channel} to {waiting.to}"


def _why(waiting: Waiting, said: str) -> str:
    """What a server said, in one line of bounded length; an address of somebody's own that it repeats is left out."""
    if waiting.parcel.private:
        for address in waiting.to.split(","):
            said = re.sub(re.escape(address.strip()), "…", said, flags=re.IGNORECASE) if address.strip() else said
    return said[:_LONGEST_WHY]


async def _ways(connection: Connection, claimed: Sequence[Waiting]) -> Mapping[int, tuple[Route, Partner]]:
    """The routes of what was claimed, each with its partner, as they are now."""
    found: dict[int, tuple[Route, Partner]] = {}
    for number in sorted({one.route for one in claimed if one.route is not None}):
        route = await routes.find(connection, number)
        partner = await partners.find(connection, route.partner) if route else None
        if route and partner:
            found[number] = (route, partner)
    return found


async def _nothing() -> None:
    """The outbox itself says what is new."""
