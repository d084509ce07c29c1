"""Looking at a page that carries a granted article: fetched through the guard, judged by the checker."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from syndicator.errors import ReprintError
from syndicator.flows.barrier import past
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.finding import Faith, Promised, Report
from syndicator.model.reprint import Grant, GrantedArticle
from syndicator.model.rights import Status
from syndicator.publish.pictures import served
from syndicator.reprint.check import check
from syndicator.reprint.grant import constraint
from syndicator.reprint.grant import pictures as pictures_cleared
from syndicator.reprint.kit import ours
from syndicator.store import articles, grants
from syndicator.store.database import Connection
from syndicator.text import charset

# Of a grant of everything: how many of the feed's newest articles a page is compared with.
_NEWEST = 300
# What is nearest to what was granted.
_BEST = (Faith.FAITHFUL, Faith.UNSURE, Faith.DISTORTED, Faith.NOT_FOUND)
# Enough of a title to tell that a page may hold its article.
_START = 8
_DAY = timedelta(days=1)
# A language to run in that is a matter of script: its text is converted character for character.
_OTHER_SCRIPT = re.compile(r"[繁简]体|[繁簡]體|繁中|hant|hans|traditional|simplified|-(?:tw|hk|mo|sg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found at an address: under which grant, of which article (its slug, "" where it holds none of it)."""

    grant: Grant
    article: str
    report: Report


async def look(services: Services, grant: Grant, url: str) -> Look:
    """Judge the page at `url` against a grant. Raises the FetchError family, BlockedPage among it.

    Of a grant's articles the page is the one that it is nearest to; a later version of ours is as good as the
    version granted.
    """
    html, address = await _page(services, url)
    return await _judged(services, grant, html, address)


async def identify(services: Services, url: str) -> Look:
    """Judge the page at `url` against whichever grant it may be under. Raises FetchError, and ReprintError for none."""
    html, address = await _page(services, url)
    looks = [await _judged(services, grant, html, address) for grant in await _candidates(services, html)]
    there = [one for one in looks if one.report.verdict is not Faith.NOT_FOUND]
    if not there:
        raise ReprintError("no article that was granted stands on this page; name the grant with --grant", "url")
    return min(there, key=_rank)


async def _page(services: Services, url: str) -> tuple[str, str]:
    page = await past(url, services.fetcher.get(url))
    decoded = await asyncio.to_thread(charset.decode, page.body, page.content_type)
    return decoded.text, page.url


async def _judged(services: Services, grant: Grant, html: str, url: str) -> Look:
    async with services.database.read() as connection:
        promises = [
            (slug, promised)
            for slug, promised in await _promises(services, connection, grant)
            if _may_hold(html, promised, grant)
        ]
    if not promises:
        today = _today(services, grant)
        return Look(grant, "", Report(Faith.NOT_FOUND, (), today, url))
    looks = [await _check(services, grant, slug, promised, html, url) for slug, promised in promises]
    return min(looks, key=_rank)


async def _check(  # noqa: PLR0913, PLR0917 - what is looked at, and what it is to be
    services: Services, grant: Grant, slug: str, promised: Promised, html: str, url: str
) -> Look:
    report = await asyncio.to_thread(check, promised, html, url, _today(services, grant))
    return Look(grant, slug if report.verdict is not Faith.NOT_FOUND else "", report)


async def _promises(services: Services, connection: Connection, grant: Grant) -> list[tuple[str, Promised]]:
    """What a page under this grant may be, by slug."""
    found: list[tuple[str, Promised]] = []
    for part in grant.articles:
        now = await articles.find(connection, part.slug)
        granted = await articles.version(connection, part.slug, part.version)
        if granted is not None:
            found.append((part.slug, _promised(services, grant, part, granted)))
        if now is not None and now.version != part.version and now.rights.credit:
            corrected = replace(part, title=now.title, credit=now.rights.credit, original=now.url or part.original)
            found.append((part.slug, _promised(services, grant, corrected, now)))
    if grant.feed:
        newest = await articles.newest(connection, grant.feed, _NEWEST, services.now())
        found += [(one.slug, _promised(services, grant, _part(one), one)) for one in newest if one.rights.credit]
    return found


def _part(article: Article) -> GrantedArticle:
    return GrantedArticle(
        article.id, article.version, article.fingerprint, article.title, article.rights.credit, article.url
    )


def _promised(services: Services, grant: Grant, part: GrantedArticle, article: Article) -> Promised:
    here, cleared = place(services), pictures_cleared(grant)
    pictures = [address for image in served(ours(article), here) for address in (image.url, image.original)]
    return Promised(
        title=part.title,
        text=article.body_text,
        credit=part.credit,
        original_url=part.original,
        valid_from=grant.valid_from,
        valid_to=_last_day(grant, article),
        holder=grant.assigner,
        authors=article.authors,
        subtitles=article.subtitles,
        aliases=(here.article(part.slug),),
        captions=tuple(line for image in article.images for line in (image.caption, image.credit) if line),
        pictures=tuple(dict.fromkeys(filter(None, pictures))) if cleared else (),
        pictures_allowed=cleared,
        edits="modify" in grant.permissions,
        translation="translate" in grant.permissions,
        script_free=bool(_OTHER_SCRIPT.search(constraint(grant, "language"))),
    )


def _last_day(grant: Grant, article: Article) -> date:
    """The last day of the term: a licence that was revoked, or whose article was taken down, ended before it."""
    over = grant.revoked or (article.updated if article.status is Status.CANCELED else None)
    return min(grant.valid_to, over.date() - _DAY) if over else grant.valid_to


def _may_hold(html: str, promised: Promised, grant: Grant) -> bool:
    """Of a grant of everything only what the page names is compared with it; a granted article always is."""
    return not grant.feed or promised.original_url in html or promised.title[:_START] in html


async def _candidates(services: Services, html: str) -> Sequence[Grant]:
    async with services.database.read() as connection:
        given = await grants.newest(connection, _NEWEST)
    return [
        one
        for one in given
        if one.feed or any(part.original in html or part.title[:_START] in html for part in one.articles)
    ]


def _today(services: Services, grant: Grant) -> date:
    feed = services.catalog.feed(grant.feed) if grant.feed else None
    return services.now().astimezone(ZoneInfo(feed.timezone if feed else "Asia/Shanghai")).date()


def _rank(one: Look) -> tuple[int, float]:
    return _BEST.index(one.report.verdict), -one.report.similarity
