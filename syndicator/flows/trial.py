"""One possible source tried: how it would be declared, what it lists, and what its newest articles would become."""

import asyncio
from collections.abc import Collection, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from typing import Any

from syndicator.attribute.resolve import resolve
from syndicator.errors import ExtractError, FetchError
from syndicator.extract.derive import derive
from syndicator.extract.discover import Hint
from syndicator.extract.kinds import KINDS
from syndicator.flows import article_pages
from syndicator.flows.look import Look
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.draft import Draft, Lead, Listing
from syndicator.model.moment import Moment
from syndicator.model.page import Page
from syndicator.model.run import Problem
from syndicator.model.source import Source
from syndicator.text.urls import canonical

SAMPLES = 3
# A feed's text this much shorter than the page's is a summary.
_CUT = 0.6
# Whole-text feed, feed with a reason to read the pages, feed of summaries, list, sitemap.
_WHOLE, _NOTED, _SUMMARIES, _LIST, _SITEMAP = range(5)
# A place that stopped this long before the newest is one nobody fills any more.
_STALE = timedelta(days=30)
_FEW = 3
_HOURLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source as it would be declared (rights left open), and what it gave; `notes` speak for or against it."""

    source: Source
    listing: Listing
    looks: tuple[Look, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    where: str = ""
    tier: float = 0.0

    @property
    def newest(self) -> Moment | None:
        """The latest time its list or its sampled articles give."""
        given = [lead.published for lead in self.listing.leads if lead.published]
        given += [look.draft.published for look in self.looks if look.draft.published]
        return max(given, key=lambda moment: moment.utc, default=None)


Verdict = Coroutine[Any, Any, Candidate]


class Bench:
    """Tries places. Pages fetched for one are there for the next: candidates often list the same articles.

    Each method raises FetchError or ExtractError where the place lists nothing.
    """

    def __init__(self, services: Services, base: Source) -> None:
        """`base` has the language and zone that candidates get."""
        self.services = services
        self.base = base
        self._had: dict[str, Page] = {}

    async def feed(self, page: Page, hint: Hint) -> Candidate:
        """A feed; its pages are read where it gives summaries, or where the owner is named on them alone."""
        source = replace(self.base, kind="feed", url=page.moved_to or hint.url)
        listing = await asyncio.to_thread(KINDS["feed"].leads, page, source)
        sampled = listing.leads[:SAMPLES]
        own = tuple(self._look(lead.draft, source) for lead in sampled if lead.draft)
        pages, problems = await self._looks(source, [replace(lead, draft=None) for lead in sampled])
        tier, why = _judged(own, pages, len(sampled))
        if tier == _WHOLE:
            return Candidate(source, listing, own, notes=(why,), tier=tier)
        full = replace(source, full_text=True)
        listing = replace(listing, leads=tuple(replace(lead, draft=None) for lead in listing.leads))
        return Candidate(full, listing, pages, problems, (why,), tier=tier)

    async def list(self, page: Page, hint: Hint) -> Candidate:
        """A page with a list: by selectors where they find the same articles, else by kind `auto`."""
        source = replace(self.base, kind="auto", url=page.moved_to or hint.url)
        listing = await asyncio.to_thread(KINDS["auto"].leads, page, source)
        selectors = await asyncio.to_thread(derive, page, source, listing)
        note = "no lasting selectors: the list is found anew each time"
        if selectors:
            source = replace(source, kind="html", selectors=selectors, pages=2 if selectors.next else 1)
            listing = await asyncio.to_thread(KINDS["html"].leads, page, source)
            note = "selectors found that give the same articles"
            if selectors.next and not await self._goes_on(source, listing.next_url):
                source = replace(source, selectors=replace(selectors, next=""), pages=1)
        looks, problems = await self._looks(source, listing.leads[:SAMPLES])
        return Candidate(source, listing, looks, problems, (note,), tier=_LIST)

    async def sitemap(self, page: Page, hint: Hint) -> Candidate:
        """A sitemap, or the newest one of an index."""
        source = replace(self.base, kind="sitemap", url=page.moved_to or hint.url, pages=2, every=_HOURLY)
        listing = await asyncio.to_thread(KINDS["sitemap"].leads, page, source)
        if listing.next_url and not listing.leads:
            inner = await visit(self.services, source, listing.next_url)
            listing = await asyncio.to_thread(KINDS["sitemap"].leads, inner, replace(source, pages=1))
        else:
            source = replace(source, pages=1)
        looks, problems = await self._looks(source, listing.leads[:SAMPLES])
        return Candidate(source, listing, looks, problems, listing.notes, tier=_SITEMAP)

    async def api(self, page: Page) -> Candidate:
        """A JSON answer whose rows have usual names."""
        source = replace(self.base, kind="json")
        listing = await asyncio.to_thread(KINDS["json"].leads, page, source)
        looks, problems = await self._looks(source, listing.leads[:SAMPLES])
        return Candidate(source, listing, looks, problems, listing.notes, tier=_LIST)

    async def _goes_on(self, source: Source, url: str) -> bool:
        """Whether the selectors find a list on the following page too."""
        try:
            following = await visit(self.services, source, url)
            return bool((await asyncio.to_thread(KINDS["html"].leads, following, source)).leads)
        except (FetchError, ExtractError):
            return False

    async def _looks(self, source: Source, leads: Sequence[Lead]) -> tuple[tuple[Look, ...], tuple[Problem, ...]]:
        looks: list[Look] = []
        problems: list[Problem] = []
        for lead in leads:
            try:
                if lead.url not in self._had:
                    self._had[lead.url] = await visit(self.services, source, lead.url)
                whole = await article_pages.fetch(self.services, source, lead, self._had)
                looks.append(self._look(whole.draft, source))
            except (FetchError, ExtractError) as error:
                problems.append(Problem(lead.url, error.code, str(error)))
        return tuple(looks), tuple(problems)

    def _look(self, draft: Draft, source: Source) -> Look:
        return Look(draft, resolve(draft, source, license_base=self.services.config.base_url))


def ranked(candidates: Sequence[Candidate], linked: Collection[str]) -> tuple[Candidate, ...]:
    """Best first: by what each gives, after what speaks against it is noted and weighed.

    `linked` are the canonical addresses that the page asked about links to: a feed with none of them is another's.
    """
    newest = max((one.newest.utc for one in candidates if one.newest), default=None)
    lists = any(one.tier == _LIST for one in candidates)
    judged = []
    for one in candidates:
        tier, notes = one.tier, list(one.notes)
        if one.newest and newest and newest - one.newest.utc > _STALE:
            tier += 10
            notes.append(f"its newest article is of {one.newest.at.date()}, others here are newer")
        if not one.looks:
            tier += 20
            notes.append("none of its articles could be read")
        if lists and one.source.kind == "feed" and not any(canonical(lead.url) in linked for lead in one.listing.leads):
            tier = max(tier, _LIST + 0.5)
            notes.append("none of its articles is linked on this page: perhaps another section's")
        judged.append(replace(one, tier=tier, notes=tuple(notes)))
    return tuple(sorted(judged, key=lambda one: (one.tier, -min(len(one.listing.leads), _FEW))))


def _judged(own: Sequence[Look], pages: Sequence[Look], count: int) -> tuple[float, str]:
    """How good a feed's own text is, against its pages."""
    if len(own) < count:
        return _SUMMARIES, "gives summaries: each entry's page is read"
    if not pages:
        return _WHOLE, "gives whole texts (its pages could not be read to compare)"
    ratio = median(len(look.draft.body_text) for look in own) / max(
        1, median(len(one.draft.body_text) for one in pages)
    )
    if ratio < _CUT:
        return _SUMMARIES, f"gives {ratio:.0%} of each text: each entry's page is read"
    if sum(bool(look.outcome.rights.notice) for look in own) < sum(bool(look.outcome.rights.notice) for look in pages):
        return _NOTED, "gives whole texts, but the owner's notice stands on the pages alone: they are read"
    return _WHOLE, "gives whole texts"
