"""The files of single articles: what programs read of each, its terms, and its pictures."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC
from itertools import chain

from syndicator.deliver.channel import File
from syndicator.deliver.conditional import FOREVER
from syndicator.errors import RightsError
from syndicator.flows.pictures import MEDIA_TYPES, kept_in
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Audience, Document, Feed
from syndicator.publish import article_forms, select
from syndicator.store import changes, journal

# So many articles are read and written together.
_BATCH = 100


class ArticleFiles:
    """Which files there should be for the public feeds' articles, followed by their journals.

    What is read is kept apart until `settled`: a pass that failed begins again where the one before it ended.
    """

    def __init__(self, services: Services) -> None:
        """Start before the first change."""
        self._services = services
        self._feeds: dict[str, Feed] = {}
        self._cursor: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._paths: dict[str, dict[str, tuple[str, ...]]] = {}

    def wanted(self) -> set[str]:
        """The paths of all files there should be."""
        return set(chain.from_iterable(chain.from_iterable(of.values() for of in self._paths.values())))

    def settled(self) -> None:
        """Everything of the last pass is done."""
        self._cursor |= self._next

    async def changed(self) -> AsyncIterator[Sequence[File]]:
        """The files of articles that changed since the last pass that was settled, some articles at a time."""
        public = {feed.name: feed for feed in self._services.catalog.feeds if feed.access is Audience.PUBLIC}
        for name in self._paths.keys() - public.keys():
            del self._paths[name]
        self._cursor = {name: at for name, at in self._cursor.items() if self._feeds.get(name) == public.get(name)}
        self._next = dict(self._cursor)
        self._feeds = public
        for feed in public.values():
            async for files in self._of(feed):
                yield files

    async def _of(self, feed: Feed) -> AsyncIterator[Sequence[File]]:
        if feed.name not in self._cursor:
            self._paths[feed.name] = {}
        async with self._services.database.read() as connection:
            count = (await changes.numbers(connection, feed.name)).get(feed.name, 0)
        while self._next.get(feed.name, 0) < count:
            async with self._services.database.read() as connection:
                found = await journal.since(connection, feed.name, self._next.get(feed.name, 0), _BATCH)
            made = await asyncio.to_thread(self._made, feed, [article for _, article in found])
            self._paths[feed.name] |= {slug: tuple(file.path for file in files) for slug, files in made.items()}
            yield tuple(chain.from_iterable(made.values()))
            self._next[feed.name] = found[-1][0] if len(found) == _BATCH else count

    def _made(self, feed: Feed, found: Sequence[Article]) -> dict[str, tuple[File, ...]]:
        """Each article's files; none for what may not be published."""
        return {article.slug: tuple(self._files(feed, article)) for article in found}

    def _files(self, feed: Feed, article: Article) -> Sequence[File]:
        here = place(self._services)
        if not select.is_open(article, self._services.now()):
            return ()
        try:
            entry = select.entry(article, feed, here)
        except RightsError:
            return ()
        forms = ((form, article_forms.written(entry, form, here)) for form in article_forms.FORMS)
        documents = [File(f"articles/{entry.slug}.{form}", document) for form, document in forms if document]
        return (*documents, *self._pictures(article))

    def _pictures(self, article: Article) -> Sequence[File]:
        kept = kept_in(self._services)
        files = []
        for name in dict.fromkeys(image.copy for image in article.images if image.copy):
            path = kept.find(name)
            media_type = MEDIA_TYPES.get(name.rpartition(".")[2])
            if path and media_type:
                body = path.read_bytes()
                etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
                modified = article.first_seen.astimezone(UTC).replace(microsecond=0)
                files.append(File(f"images/{name}", Document(body, media_type, etag, modified), None, FOREVER))
        return files
