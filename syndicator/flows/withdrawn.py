"""An article whose page is gone, or says so: asked twice, some minutes apart, then withheld until an admin decides.

A page that answers again, here or at another address of the article's, lifts the hold by itself.
"""

from datetime import datetime, timedelta

from syndicator.errors import ExtractError, FetchError, HttpStatus, LedHome, SaysGone
from syndicator.flows import article_pages, take
from syndicator.flows.services import Services
from syndicator.flows.tally import Tally
from syndicator.model.article import Article
from syndicator.model.draft import Lead
from syndicator.model.rights import Hold, Status
from syndicator.model.source import Source
from syndicator.store import addresses, pages, standing
from syndicator.text.urls import canonical

_GONE = frozenset({404, 410})
# A server that is being moved answers 404 for a while.
_APART = timedelta(minutes=5)
_ELSEWHERE = 3


async def back(services: Services, url: str) -> None:
    """A page that was gone is there again: forget that, and publish its article as before."""
    async with services.database.begin() as connection:
        await pages.set_gone(connection, url, None)
        article = await addresses.owner(connection, url)
        if article is not None:
            await standing.over(connection, article.id, standing.WITHDRAWN)


async def is_gone(services: Services, source: Source, lead: Lead, error: Exception, tally: Tally) -> bool:
    """Whether `error` says for the second time that an article's page is gone; it is withheld then.

    False for everything else, the first time too: that is a problem of the run like any other.
    """
    if not isinstance(error, HttpStatus | LedHome | SaysGone):
        return False
    async with services.database.read() as connection:
        article = await addresses.owner(connection, lead.url)
    if article is None or article.status is Status.CANCELED or canonical(article.url) != canonical(lead.url):
        return False
    if not await _says_gone(services, source, lead.url, error):
        return False
    now = services.now()
    async with services.database.begin() as connection:
        since = await pages.set_gone(connection, lead.url, now)
    if since is None or now - since < _APART:
        return False
    if not await _moved(services, source, article, tally):
        await _withhold(services, article, since, error, tally)
    return True


async def _says_gone(services: Services, source: Source, url: str, error: Exception) -> bool:
    if isinstance(error, LedHome | SaysGone):
        return True
    if not isinstance(error, HttpStatus) or error.status not in _GONE:
        return False
    if canonical(error.url) == canonical(url):
        return True
    # What is gone is where the page led, or only the second page of an article.
    try:
        await services.fetcher.get(url, manner=source.manner)
    except HttpStatus as again:
        return again.status in _GONE
    except FetchError:
        return False
    return False


async def _moved(services: Services, source: Source, article: Article, tally: Tally) -> bool:
    """Whether the article can be read at another of its addresses; it is kept from there then."""
    async with services.database.read() as connection:
        others = [url for url in await addresses.of(connection, article.id) if url != canonical(article.url)]
    for url in others[:_ELSEWHERE]:
        lead = Lead(url)
        try:
            whole = await article_pages.fetch(services, source, lead)
        except (FetchError, ExtractError):
            continue
        draft = await take.illustrated(services, source, whole.draft, tally)
        tally.kept(url, await take.keep(services, source, draft, lead, whole, led=article.url))
        return True
    return False


async def _withhold(services: Services, article: Article, since: datetime, error: Exception, tally: Tally) -> None:
    how = "页面称文章已不存在" if isinstance(error, SaysGone) else "打不开"
    words = f"原文已撤下：{article.url}（{since:%Y-%m-%d %H:%M} UTC 起{how}）(its page is gone: {error})"
    async with services.database.begin() as connection:
        held = await standing.place(connection, article.id, Hold(standing.WITHDRAWN, words))
    if held is None:
        tally.unchanged()
    else:
        tally.withdrawn(article.url, article.title, words)
