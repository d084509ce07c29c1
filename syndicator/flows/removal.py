"""Word that an article is gone, put on its way by one route to whoever has the article."""

from dataclasses import replace

from syndicator.flows import parcels
from syndicator.flows.way import Way
from syndicator.model.article import Article
from syndicator.model.feed import Feed, Gone
from syndicator.model.parcel import Carried
from syndicator.model.rights import Status
from syndicator.store import brought, outbox, receipts
from syndicator.store.brought import Brought


async def tell(way: Way, feed: Feed | None, article: Article, last: Brought, at: int) -> None:
    """Tell of an article that is gone whoever has it; who never could see it hears nothing of it.

    `last` is what the route was given of it before, `at` its change in the journal; `feed` is None where the article's
    feed is not declared any more.
    """
    status = Status.CANCELED if article.status is Status.CANCELED else Status.WITHHELD
    if last.waits:
        await brought.save(way.connection, replace(last, waits=0))
    if last.status in (status, Status.CANCELED) or not (last.status or await _has(way, article)):
        return
    await outbox.supersede(way.connection, way.route.number, article.id, way.now)
    await _take_out(way, article)
    carried = Carried(article.feed, article.id, article.version, status)
    gone = Gone(article.id, way.now)
    name = way.name(carried, at)
    await way.put(parcels.of_removal(gone, status, article.slug, name, way.manner(feed)), carried)
    await brought.save(way.connection, replace(last, version=article.version, status=status, waits=0))


async def _has(way: Way, article: Article) -> bool:
    """Whether the partner had it another way: fetched, or by a route it has no more."""
    given = await receipts.of_article(way.connection, article.id)
    return any((one.partner, one.status) == (way.partner.name, Status.USABLE) for one in given)


async def _take_out(way: Way, article: Article) -> None:
    """A digest that has it and is not sent yet is not sent: the rest of it goes with the next one."""
    for waiting in await outbox.unsent_with(way.connection, way.route.number, article.id, way.now):
        await outbox.drop(way.connection, waiting.number)
        for one in waiting.carried:
            if one.article != article.id:
                await brought.gather_again(way.connection, way.route.number, one.article, one.version)
