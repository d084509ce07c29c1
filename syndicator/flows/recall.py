"""Word of a takedown to partners who have the article and are told of its feed's changes no more.

Their agreement ended or no longer has the feed; what they have may stand on their pages all the same. They hear that it
was taken down and nothing else: no word of what was in it, and of no other change.
"""

from collections.abc import Mapping, Sequence

from syndicator.errors import AccessError, SyndicatorError
from syndicator.flows import removal
from syndicator.flows.access import in_force
from syndicator.flows.services import Services
from syndicator.flows.way import Way
from syndicator.model.article import Article
from syndicator.model.partner import Route
from syndicator.model.rights import Status
from syndicator.store import articles, brought, partners, receipts, routes
from syndicator.store.brought import Brought


class Recall:
    """What is left to tell, by route and article; a process looks through every feed's journal once.

    What stands in the store alone decides whom to tell, so that a process which ends before it has told leaves it to
    the next.
    """

    def __init__(self, services: Services) -> None:
        """Start before the first change of every feed."""
        self._services = services
        self._seen: dict[str, int] = {}
        self._left: dict[tuple[int, str], int] = {}

    async def once(self, numbers: Mapping[str, int], every: Sequence[Route]) -> tuple[str, ...]:
        """Put on its way what is new, up to each feed's change in `numbers`; returns what could not be, in lines."""
        for feed, number in numbers.items():
            if not every or number <= self._seen.get(feed, 0):
                continue
            async with self._services.database.read() as connection:
                found = await receipts.recalled(connection, feed, self._seen.get(feed, 0), number)
            self._left |= {(one.route, one.article): one.number for one in found}
            self._seen[feed] = number
        failures = []
        for (route_number, article), at in list(self._left.items()):
            try:
                if await self._tell(route_number, article, at):
                    del self._left[route_number, article]
            except SyndicatorError as error:
                failures.append(f"route {route_number}, takedown of {article}: {error}")
        return tuple(failures)

    async def _tell(self, number: int, name: str, at: int) -> bool:
        """Whether there is nothing left to tell of an article on a route."""
        services = self._services
        async with services.database.begin() as connection:
            route = await routes.held(connection, number)
            partner = await partners.find(connection, route.partner) if route else None
            article = await articles.by_id(connection, name)
            if route is None or partner is None or article is None:
                return True
            last = await brought.find(connection, number, name) or Brought(number, name, article.feed)
            if last.status == Status.CANCELED:
                return True
            way = Way(services, connection, route, partner, services.now())
            if _follows(way, article) and route.cursor.get(article.feed, 0) < at:
                # It comes by the route's own way, unless that ends before it does.
                return False
            await removal.tell(way, services.catalog.feed(article.feed), article, last, at)
        services.outgoing.set()
        return True


def _follows(way: Way, article: Article) -> bool:
    """Whether the route brings changes of the article's feed."""
    try:
        in_force(way.partner, way.now)
    except AccessError:
        return False
    return any(feed.name == article.feed for feed in way.feeds())
