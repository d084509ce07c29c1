"""What an admin decides of an article: taken down for good, or published although something holds it."""

from syndicator.errors import StoreError
from syndicator.flows import licence_watch, pictures
from syndicator.flows.release import release
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.store import addresses, articles, standing


async def find(services: Services, name: str) -> Article:
    """The article an admin means: by its slug, its whole id, or an address it was read at. Raises StoreError."""
    async with services.database.read() as connection:
        found = await articles.find(connection, name.rpartition("/")[2] if "/articles/" in name else name)
        found = found or await articles.by_id(connection, name) or await addresses.owner(connection, name)
    if found is None:
        raise StoreError(f"there is no article {name}")
    return found


async def cancel(services: Services, article: Article, why: str, *, legal: bool = False) -> Article:
    """Take an article down everywhere: its feed is published without it, its pictures go, who reprinted it hears of it.

    `legal` where the law demands it: its page says so (RFC 7725). Raises StoreError.
    """
    async with services.database.begin() as connection:
        gone = await articles.cancel(connection, article.slug, why=why, now=services.now(), legal=legal)
    await pictures.tidy(services)
    await _publish(services, article)
    await licence_watch.tell_changes(services)
    return gone or article


async def lift(services: Services, article: Article, code: str) -> Article:
    """Publish an article although we held it (`code`: copy, withdrawn); it is not held for that again.

    Raises StoreError where it is not held for that.
    """
    async with services.database.begin() as connection:
        after = await standing.lift(connection, article.id, code, for_good=True)
    if after is None:
        ours = ", ".join(hold.code for hold in article.standing) or "none"
        raise StoreError(f"{article.slug} has no hold {code!r} that can be lifted; there is {ours}")
    await _publish(services, article)
    return after


async def _publish(services: Services, article: Article) -> None:
    feed = services.catalog.feed(article.feed)
    if feed is not None:
        await release(services, feed)
