"""Who has what: noted when it was given."""

from collections.abc import Sequence
from datetime import datetime

from syndicator.flows.services import Services
from syndicator.model.feed import Entry, Feed
from syndicator.model.partner import How, Partner, Receipt
from syndicator.model.rights import Status
from syndicator.store import receipts
from syndicator.store.database import Connection


async def pushed(  # noqa: PLR0913, PLR0917 - who has what of which feed, by which way and since when
    connection: Connection, partner: Partner, feed: Feed, entries: Sequence[Entry], channel: str, now: datetime
) -> None:
    """The partner was brought `entries` of a feed by a channel ("websub"), in the transaction that notes it."""
    given = [
        Receipt(partner.name, entry.id, entry.version, Status.USABLE, feed.name, How.PUSH, channel, now)
        for entry in entries
    ]
    await receipts.note(connection, given)


async def pulled(services: Services, partner: Partner, feed: Feed, entries: Sequence[Entry], channel: str) -> None:
    """The partner fetched `entries` of a feed; `channel` says as what ("atom", "api")."""
    now = services.now()
    given = [
        Receipt(partner.name, entry.id, entry.version, Status.USABLE, feed.name, How.PULL, channel, now)
        for entry in entries
    ]
    async with services.database.begin() as connection:
        await receipts.note(connection, given)
