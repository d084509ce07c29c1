"""One route of one partner, as changes are put in the outbox for it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from syndicator.flows.parcels import Manner
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.feed import Feed
from syndicator.model.parcel import Carried, Parcel
from syndicator.model.partner import Partner, Route
from syndicator.store import outbox
from syndicator.store.database import Connection

_MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Way:
    """A route and its partner, followed in one transaction."""

    services: Services
    connection: Connection
    route: Route
    partner: Partner
    now: datetime

    @property
    def gathers(self) -> bool:
        """Whether articles wait for a digest: mail with a pause between two."""
        return self.route.channel == _MAIL and self.route.every > 0

    def feeds(self) -> tuple[Feed, ...]:
        """What its partner was promised of what there is."""
        return tuple(feed for feed in self.services.catalog.feeds if self.partner.may_read(feed.name))

    def manner(self, feed: Feed | None) -> Manner:
        """How its partner is written to."""
        site = self.services.config.site.name
        language = self.partner.shape.language or (feed.language if feed else "")
        return Manner(site, language, feed.timezone if feed else "UTC", place(self.services))

    def name(self, *of: Carried | int | str) -> str:
        """A parcel's id: the same for the same change on the same route, whenever and wherever it is made."""
        route = self.route
        told = (route.number, route.created and route.created.isoformat(), route.to, *of)
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:32]

    async def put(self, parcel: Parcel, *carried: Carried) -> None:
        """Have it sent."""
        route = self.route
        await outbox.put(self.connection, parcel, route.channel, route.to, self.now, route.number, carried)
