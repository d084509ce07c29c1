"""A new source looked for: each place where a site may list its articles, tried, sampled, ranked. Stores nothing."""

import asyncio
from dataclasses import dataclass, replace

from syndicator.errors import ExtractError, FetchError
from syndicator.extract import discover as places
from syndicator.extract import homeland
from syndicator.extract.discover import Hint, Site
from syndicator.extract.nature import Nature, Sort, nature
from syndicator.flows import barrier, trial
from syndicator.flows.services import Services
from syndicator.flows.trial import Bench, Candidate
from syndicator.model.page import Page
from syndicator.model.source import Source

# No more of each are asked for: a site is a stranger's.
_FEEDS, _SITEMAPS = 5, 3
_KINDS = {"feed": ("feed",), "list": ("html", "auto"), "sitemap": ("sitemap",)}


@dataclass(frozen=True, slots=True)
class Miss:
    """A place that was tried, and why it is no source."""

    url: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What an address is, what its pages say of the site, and the sources found, best first."""

    url: str
    sort: Sort
    site: Site
    base: Source
    candidates: tuple[Candidate, ...]
    misses: tuple[Miss, ...]


async def discover(services: Services, url: str, kind: str = "") -> Discovery:
    """Look for sources at `url` and around it; `kind` "" is any, else only those of that kind are tried.

    Raises FetchError where the address itself can't be read, BlockedPage where something stands before it.
    """
    page = await barrier.past(url, services.fetcher.get(url))
    said = places.site(page)
    tag = homeland.language(page, said.language)
    base = Source(key="new", feed="new", kind="auto", url=page.moved_to or url,
                  language=tag, timezone=homeland.timezone(page.url, tag))  # fmt: skip
    found = await asyncio.to_thread(nature, page, base)
    search = _Search(Bench(services, base), page, found, kind)
    await search.run()
    ranked = trial.ranked(search.candidates, places.linked(page))
    return Discovery(base.url, found.sort, said, base, ranked, tuple(search.misses))


class _Search:
    """One search under way."""

    def __init__(self, bench: Bench, page: Page, found: Nature, kind: str) -> None:
        self.bench = bench
        self.page = page
        self.found = found
        self.kind = kind
        self.candidates: list[Candidate] = []
        self.misses: list[Miss] = []
        self.tried: set[str] = set()

    async def run(self) -> None:
        """Try what the address itself is; where that is a page, all it leads to."""
        itself = "the address itself"
        if self.found.sort == "feed":
            await self._try(Hint("feed", self.bench.base.url, itself), self.page)
        elif self.found.sort == "sitemap":
            await self._try(Hint("sitemap", self.bench.base.url, itself), self.page)
        elif self.found.sort == "json":
            await self._judge(Hint("list", self.bench.base.url, itself), self.bench.api(self.page))
        else:
            await self._around(itself)

    async def _around(self, itself: str) -> None:
        named = places.hints(self.page)
        await self._feeds([hint for hint in named if hint.place == "feed"])
        if self.found.sort == "article":
            for hint in places.above(self.page):
                await self._try(hint)
        else:
            await self._try(Hint("list", self.bench.base.url, itself), self.page)
        await self._sitemaps([hint for hint in named if hint.place == "sitemap"])

    async def _feeds(self, named: list[Hint]) -> None:
        """The feeds a page names; where none is one, the usual places up to the first that is."""
        if not self._wanted("feed"):
            return
        for hint in named[:_FEEDS]:
            await self._try(hint)
        for hint in places.usual(self.page.url, "feed"):
            if any(candidate.source.kind == "feed" for candidate in self.candidates):
                return
            await self._try(hint)

    async def _sitemaps(self, named: list[Hint]) -> None:
        """The sitemaps that the page or robots.txt names, else the usual places up to the first that is one."""
        if not self._wanted("sitemap"):
            return
        robots = await self._page(Hint("sitemap", places.robots(self.page.url), "usual place"))
        told = [*named, *(places.in_robots(robots) if robots else ())]
        for hint in told[:_SITEMAPS]:
            await self._try(hint)
        for hint in places.usual(self.page.url, "sitemap") if not told else ():
            if any(candidate.source.kind == "sitemap" for candidate in self.candidates):
                return
            await self._try(hint)

    async def _try(self, hint: Hint, page: Page | None = None) -> None:
        """Read one place and judge it; an address is tried once, whoever names it."""
        if not self._wanted(hint.place) or hint.url in self.tried:
            return
        self.tried.add(hint.url)
        page = page or await self._page(hint)
        if page is None:
            return
        if hint.place == "feed":
            await self._feed(hint, page)
        elif hint.place == "sitemap":
            await self._judge(hint, self.bench.sitemap(page, hint))
        else:
            await self._judge(hint, self.bench.list(page, hint))

    async def _feed(self, hint: Hint, page: Page) -> None:
        """A feed, or a page about feeds, whose own are tried."""
        sort = (await asyncio.to_thread(nature, page, self.bench.base)).sort
        if sort == "feed":
            await self._judge(hint, self.bench.feed(page, hint))
            return
        self.misses.append(Miss(hint.url, hint.where, f"no feed: {sort or 'something else'}"))
        if hint.where.startswith("link") and sort in ("list", "article"):
            inner = [one for one in places.hints(page) if one.place == "feed"]
            for one in inner[:_FEEDS]:
                await self._try(replace(one, where=f"{one.where} of {hint.url}", title=one.title))

    async def _judge(self, hint: Hint, verdict: "trial.Verdict") -> None:
        try:
            self.candidates.append(replace(await verdict, where=hint.where))
        except (FetchError, ExtractError) as error:
            self.misses.append(Miss(hint.url, hint.where, str(error)))

    async def _page(self, hint: Hint) -> Page | None:
        try:
            return await barrier.past(hint.url, self.bench.services.fetcher.get(hint.url))
        except (FetchError, ExtractError) as error:
            self.misses.append(Miss(hint.url, hint.where, str(error)))
            return None

    def _wanted(self, place: str) -> bool:
        return not self.kind or self.kind in _KINDS[place]
