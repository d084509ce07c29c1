"""Everything public as files at one place: feeds with their months and pages, articles, pictures, the site's documents.

Each pass brings what changed since the last one and takes away what is gone; the first, after a start, compares all of
it with what is there. What was done is remembered once it is done, so a pass that failed is made again, and one that
was killed is made good by the next start. Feeds for partners are never among it.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from syndicator.deliver.channel import Account, File, Tree
from syndicator.deliver.channels import TREES
from syndicator.deliver.conditional import CLOSED
from syndicator.errors import DeliverError, PublishError
from syndicator.flows import archive, site_documents
from syndicator.flows.article_files import ArticleFiles
from syndicator.flows.library import Shelf
from syndicator.flows.ready import Ready
from syndicator.flows.release import refresh
from syndicator.flows.rounds import TICK
from syndicator.flows.services import Services
from syndicator.flows.signal import either
from syndicator.model.feed import Audience, Document, Feed
from syndicator.model.month import following
from syndicator.publish import history, nginx
from syndicator.publish.formats import FORMATS
from syndicator.publish.select import EVERYBODY
from syndicator.store import shown

# So many files are handed over together.
_BATCH = 100
_FOLDER = "files"
# Seconds after a failure: a full disk, a bucket that does not answer.
_AGAIN = 30.0


@dataclass(slots=True)
class Pass:
    """What a pass did so far: files looked at, brought, taken away, and what could not be made, a line each."""

    looked: int = 0
    brought: int = 0
    removed: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Kept:
    """A feed as it was brought last: its shelf, its closed months by what is in them, its paths.

    `next` is the shelf of the pass under way.
    """

    shelf: Shelf | None = None
    next: Shelf | None = None
    months: dict[str, str] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def archived(self, name: str) -> set[str]:
        """The paths of the closed months."""
        return {f"feeds/{name}{history.archive_path(month)}.{form}" for month, form in product(self.months, FORMATS)}


def trees(services: Services) -> tuple[Tree, ...]:
    """The places that are configured. Raises DeliverError where one can't be used."""
    config = services.config
    said = config.publish
    account = Account(said.s3_endpoint, said.s3_region, said.s3_key, said.s3_secret)
    places = ((_FOLDER, str(config.root / said.dir) if said.dir else ""), ("s3", said.s3))
    return tuple(TREES[name](to, account) for name, to in places if to)


class Publishing:
    """One place, kept as it should be. `done` has what is there as it was brought: each path with its ETag."""

    def __init__(self, services: Services, tree: Tree, trouble: Callable[[str], None]) -> None:
        """Prepare; nothing is written before `once` or `run`."""
        self._services = services
        self._tree = tree
        self._trouble = trouble
        self._done: dict[str, str] = {}
        self._held: frozenset[str] | None = None
        self._articles = ArticleFiles(services)
        self._feeds: dict[str, _Kept] = {}

    async def run(self, stopping: asyncio.Event) -> None:
        """Bring what changes within seconds, whichever process changed it, until `stopping`."""
        changed = self._services.library.changed
        said: set[str] = set()
        while not stopping.is_set():
            await refresh(self._services)
            seen, wait = changed.number, TICK
            try:
                failures = (await self.once()).failures
            except DeliverError as error:
                failures, wait = [str(error)], _AGAIN
            for line in failures:
                if line not in said:
                    self._trouble(f"publishing by {self._tree.name}: {line}")
            said = set(failures)
            await either(asyncio.sleep(wait) if said else changed.after(seen, wait), stopping)

    async def once(self, told: Callable[[Pass], None] = lambda _: None) -> Pass:
        """Make one pass; `told` hears how far it is. Raises DeliverError, and the next pass goes on from there."""
        self._held = await self._tree.held() if self._held is None else self._held
        done = Pass()
        batch: list[File] = []
        try:
            async for file in self._files(done):
                batch.append(file)
                if len(batch) >= _BATCH:
                    await self._put(batch, done, told)
            await self._put(batch, done, told)
        except DeliverError:
            # What was to be brought of these is to be made again.
            self._feeds = {}
            raise
        async for files in self._articles.changed():
            await self._put(list(files), done, told)
        await self._take_away(done)
        self._articles.settled()
        for kept in self._feeds.values():
            kept.shelf = kept.next
        told(done)
        return done

    async def _take_away(self, done: Pass) -> None:
        """Remove what is there and should not be."""
        held = (self._held or frozenset()) | self._done.keys()
        public = {feed.name: feed for feed in self._public()}
        self._feeds = {name: kept for name, kept in self._feeds.items() if name in public}
        wanted = self._articles.wanted().union(
            site_documents.PATHS, {nginx.PATH}, *(kept.paths for kept in self._feeds.values())
        )
        # The last good documents of feeds that can't be made at the moment stay.
        failing = tuple(f"feeds/{name}{end}" for name in public for end in "./" if self._feeds[name].next is None)
        gone = {path for path in held - wanted if not path.startswith(failing)}
        done.removed = await self._tree.remove(gone) if gone else 0
        self._held = frozenset()
        for path in gone:
            self._done.pop(path, None)

    async def _put(self, files: list[File], done: Pass, told: Callable[[Pass], None]) -> None:
        fresh = [file for file in files if self._done.get(file.path) != file.document.etag]
        if fresh:
            done.brought += await self._tree.put(fresh)
            self._done |= {file.path: file.document.etag for file in fresh}
        done.looked += len(files)
        files.clear()
        told(done)

    def _public(self) -> Sequence[Feed]:
        return [feed for feed in self._services.catalog.feeds if feed.access is Audience.PUBLIC]

    async def _files(self, done: Pass) -> AsyncIterator[File]:
        """Documents but those of single articles: of feeds that changed, and of the whole site."""
        for feed in self._public():
            shelf = self._services.library.shelf(feed.name)
            kept = self._feeds.setdefault(feed.name, _Kept())
            if shelf is None or kept.shelf is shelf:
                continue
            paths: set[str] = set()
            try:
                async for file in self._of(feed, shelf, kept):
                    paths.add(file.path)
                    yield file
            except PublishError as error:
                done.failures.append(str(error))
                continue
            kept.paths, kept.next = paths | kept.archived(feed.name), shelf
        for path in site_documents.PATHS:
            yield _file(path, await site_documents.ready(self._services, path))
        if self._tree.name == _FOLDER:
            yield File(nginx.PATH, self._usage_map())

    def _usage_map(self) -> Document:
        """For the web server that serves the folder; a bucket has none."""
        body = nginx.usage_map(self._services.catalog.feeds)
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return Document(body, nginx.MEDIA_TYPE, etag, self._services.now().replace(microsecond=0))

    async def _of(self, feed: Feed, shelf: Shelf, kept: _Kept) -> AsyncIterator[File]:
        """A feed's live documents, the pages of what they have no room for, its closed months where those changed."""
        for extension, ready in shelf.documents.items():
            yield _file(f"feeds/{feed.name}.{extension}", ready)
        async with self._services.database.read() as connection:
            closed = await shown.closed(connection, feed.name)
            rest = await shown.not_closed(connection, feed.name, self._services.now())
        pages = -(-sum(name not in shelf.made for name in rest) // feed.entries)
        for number, extension in product(range(history.FIRST_PAGE, history.FIRST_PAGE + pages), FORMATS):
            if found := await archive.page(self._services, feed, number, extension, EVERYBODY):
                yield _file(f"feeds/{feed.name}{history.page_path(number)}.{extension}", found.ready)
        month = closed.first
        while month and closed.has(month):
            contents = await archive.contents(self._services, feed, month)
            if kept.months.get(month) != contents:
                for extension in FORMATS:
                    if found := await archive.month(self._services, feed, month, extension, EVERYBODY):
                        path = f"feeds/{feed.name}{history.archive_path(month)}.{extension}"
                        yield replace(_file(path, found.ready), cache_control=CLOSED)
                kept.months[month] = contents
            month = following(month)


def _file(path: str, ready: Ready) -> File:
    return File(path, ready.document, ready.variants)
