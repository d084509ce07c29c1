"""Who has what: noted when it was given."""

from collections.abc import Sequence

from syndicator.flows.services import Services
from syndicator.model.feed import Entry, Feed
from syndicator.model.partner import How, Partner, Receipt
from syndicator.model.rights import Status
from syndicator.store import receipts


async def pulled(services: Services, partner: Partner, feed: Feed, entries: Sequence[Entry], channel: str) -> None:
    """The partner fetched `entries` of a feed; `channel` says as what ("atom", "api")."""
    now = services.now()
    given = [
        Receipt(partner.name, entry.id, entry.version, Status.USABLE, feed.name, How.PULL, channel, now)
        for entry in entries
    ]
    async with services.database.begin() as connection:
        await receipts.note(connection, given)
