"""Documents about the whole site, at addresses that readers and crawlers know: made when something in them changed."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from syndicator.deliver.variants import Variants
from syndicator.flows.ready import Ready
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.flows.site import Made
from syndicator.model.feed import Audience, Document
from syndicator.publish import crawlers, opml, rsl, sitemap
from syndicator.store import documents

# What stands for the feed's name in the record of when documents changed: no feed is called this.
_WHOLE = "*"


_Written = tuple[bytes, datetime | None]


async def ready(services: Services, path: str) -> Ready:
    """The document at one of PATHS, as it is now. Raises KeyError for another path."""
    media_type, write = PATHS[path]
    of = _ingredients(services, path)
    made = services.site.made.get(path)
    if made and made.holds(of, services.now()):
        return made.ready
    async with services.site.turn:
        body, until = write(services)
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        async with services.database.begin() as connection:
            changed = await documents.note(connection, _WHOLE, path, etag, services.now())
        document = Document(body, media_type, etag, changed.astimezone(UTC).replace(microsecond=0))
        fresh = made.ready if made and made.ready.document == document else Ready(Variants(document))
        services.site.made[path] = Made(fresh, of, until)
    return fresh


def _ingredients(services: Services, path: str) -> tuple[object, ...]:
    """What a document is made of: the same things, the same bytes, until the sitemap's oldest article is too old."""
    feeds = services.catalog.feeds
    if path != "sitemap-news.xml":
        return (feeds,)
    return (feeds, *(services.library.shelf(feed.name) for feed in feeds))


def _sitemap(services: Services) -> _Written:
    public = [feed for feed in services.catalog.feeds if feed.access is Audience.PUBLIC]
    entries = (entry for feed in public for entry in services.library.selection(feed.name))
    return sitemap.news_sitemap(entries, place(services), services.now())


def _opml(services: Services) -> _Written:
    return opml.catalogue(services.catalog.feeds, place(services), services.config.site.name), None


def _license(services: Services) -> _Written:
    return crawlers.license_xml(services.catalog.feeds, place(services)), None


def _tdmrep(services: Services) -> _Written:
    return crawlers.tdmrep(services.catalog.feeds, place(services)), None


def _robots(services: Services) -> _Written:
    return crawlers.robots(services.catalog.feeds, place(services)).encode(), None


PATHS: dict[str, tuple[str, Callable[[Services], _Written]]] = {
    "feeds.opml": (opml.MEDIA_TYPE, _opml),
    "sitemap-news.xml": (sitemap.MEDIA_TYPE, _sitemap),
    "license.xml": (rsl.MEDIA_TYPE, _license),
    "robots.txt": ("text/plain; charset=utf-8", _robots),
    ".well-known/tdmrep.json": ("application/json", _tdmrep),
}
