"""Who has what: noted when it was given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from syndicator.flows.services import Services
from syndicator.model.feed import Feed
from syndicator.model.parcel import Carried
from syndicator.model.partner import How, Partner, Receipt
from syndicator.model.rights import Status
from syndicator.store import receipts
from syndicator.store.database import Connection


class Given(Protocol):
    """A version of an article, an Entry or another."""

    @property
    def id(self) -> str:
        """Its article's."""
        ...

    @property
    def version(self) -> int:
        """Which one."""
        ...


async def pushed(  # noqa: PLR0913, PLR0917 - who has what of which feed, by which way and since when
    connection: Connection, partner: Partner, feed: Feed, entries: Sequence[Given], channel: str, now: datetime
) -> None:
    """The partner was brought `entries` of a feed by a channel ("websub"), in the transaction that notes it."""
    given = [
        Receipt(partner.name, entry.id, entry.version, Status.USABLE, feed.name, How.PUSH, channel, now)
        for entry in entries
    ]
    await receipts.note(connection, given)


async def handed_over(
    connection: Connection, partner: Partner, carried: Sequence[Carried], channel: str, now: datetime
) -> None:
    """The partner was brought a parcel with these versions, or with word that they are gone, by a channel."""
    given = [
        Receipt(partner.name, one.article, one.version, one.status, one.feed, How.PUSH, channel, now) for one in carried
    ]
    await receipts.note(connection, given)


async def followed(services: Services, partner: Partner, carried: Sequence[Carried], channel: str) -> None:
    """The partner fetched these versions, or word that they are gone, and knows so."""
    now = services.now()
    given = [
        Receipt(partner.name, one.article, one.version, one.status, one.feed, How.PULL, channel, now) for one in carried
    ]
    async with services.database.begin() as connection:
        await receipts.note(connection, given)


async def pulled(services: Services, partner: Partner, feed: Feed, entries: Sequence[Given], channel: str) -> None:
    """The partner fetched `entries` of a feed; `channel` says as what ("atom", "api")."""
    now = services.now()
    given = [
        Receipt(partner.name, entry.id, entry.version, Status.USABLE, feed.name, How.PULL, channel, now)
        for entry in entries
    ]
    async with services.database.begin() as connection:
        await receipts.note(connection, given)
