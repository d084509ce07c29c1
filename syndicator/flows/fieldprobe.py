"""Looking at known articles' pages as they are now: which of a source's selectors broke, and what would find it again.

Asks for a few pages that are known well, once when a fault begins and once a day while it lasts.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from syndicator.errors import ExtractError, FetchError
from syndicator.extract import gone
from syndicator.extract.suggest_fields import FIELDS, Known, broken, suggest_fields, written
from syndicator.flows.services import Services
from syndicator.flows.visit import visit
from syndicator.model.article import Article
from syndicator.model.health import Health, State
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.store import arrivals

# Kinds whose articles are read from their own pages; feeds are, with `full_text`.
_READING = frozenset({"html", "auto", "browser", "sitemap"})
# Articles looked for one that has the fields, and pages asked for.
_ARTICLES, _PAGES = 60, 3
# What health calls a field, and the selector for it.
SELECTOR_OF = {"published": "published", "authors": "author", "outlet": "outlet", "text": "body"}
# The text first: what is around it is read by where it stands.
_ORDER = ("body", "headline", "published", "author", "outlet")


@dataclass(frozen=True, slots=True)
class Probed:
    """The source's selectors that find nothing any more where they should, and what to write instead."""

    broken: frozenset[str] = frozenset()
    suggestion: str = ""


def lacking(after: Health) -> frozenset[str]:
    """The selectors of an article's page for what its source is said to lack."""
    lacks = after.fields if after.state is State.FIELDS_MISSING else ()
    return frozenset(SELECTOR_OF[field] for field in lacks if field in SELECTOR_OF)


async def probe(
    services: Services, source: Source, names: frozenset[str], *, before: datetime, suspects: bool
) -> Probed:
    """Look into the selectors `names` of a source whose articles lack fields, on pages of articles seen `before`.

    With `suspects` they are ones that found nothing where the reader did: one that finds something on a page known
    from before is acquitted at once.
    """
    if source.kind not in _READING and not source.full_text:
        return Probed()
    async with services.database.read() as connection:
        latest = await arrivals.latest(connection, source.key, _ARTICLES)
    articles = [article for article in latest if article.first_seen < before]
    known: list[Known] = []
    for article in sorted(articles, key=lambda one: -sum(bool(_value(one, name)) for name in names)):
        if len(known) == _PAGES or not any(_value(article, name) for name in names):
            break
        if page := await _page(services, source, article):
            known.append(_known(article, page))
            if suspects and not await asyncio.to_thread(broken, known[-1:], source) & names:
                return Probed()
    return await asyncio.to_thread(_look, known, source, names, suspects=suspects)


def _look(known: list[Known], source: Source, names: frozenset[str], *, suspects: bool) -> Probed:
    dead = broken(known, source) & names if len(known) > 1 else frozenset[str]()
    wanted = [name for name in _ORDER if name in (dead if suspects else names)]
    found = suggest_fields(known, source, wanted)
    fresh = {name: selector for name, selector in found.items() if getattr(source.selectors, name) != selector}
    return Probed(dead, written(fresh))


async def _page(services: Services, source: Source, article: Article) -> Page | None:
    """The article's page as it is now, None where it can't be had or is not the article's any more."""
    try:
        page = await visit(services, source, article.url, wait=source.selectors.body)
    except (FetchError, ExtractError):
        return None
    said = await asyncio.to_thread(gone.recognise, page, None, article.title, source.charset)
    return None if said else page


def _value(article: Article, name: str) -> object:
    if name == "published" and article.published.estimated:
        return None
    return getattr(article, FIELDS[name])


def _known(article: Article, page: Page) -> Known:
    published = "" if article.published.estimated else str(article.published)
    return Known(page, article.title, published, article.authors, article.outlet, article.body_text)
