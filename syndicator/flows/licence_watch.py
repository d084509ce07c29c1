"""What the holders of licences are told without asking: that a licence ends soon, that an article has changed.

Each is told in one transaction with the note that it is told, so that it is told once, whichever process does it.
"""

from datetime import date
from zoneinfo import ZoneInfo

from syndicator.flows import licence_keys, reprint_news
from syndicator.flows.licence import standing
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Grant
from syndicator.model.rights import Status
from syndicator.model.trail import SERVICE, Step, Trace
from syndicator.store import articles, granted, grants, journal, reprints, trail
from syndicator.store.database import Connection
from syndicator.store.granted import Told

_BATCH = 200
_GONE = frozenset({Status.CANCELED, Status.WITHHELD})


async def watch(services: Services) -> None:
    """All of it, and a new signing key where the one there is has grown old."""
    await licence_keys.renew(services)
    await announce_ending(services)
    await tell_changes(services)


async def announce_ending(services: Services) -> int:
    """Tell the holder of each licence that ends within `[reprint] renew_before`, once; returns how many were told."""
    before = services.config.reprint.renew_before
    if not before:
        return 0
    today = _today(services)
    async with services.database.read() as connection:
        ending = await grants.ending(connection, today, today + before)
    count = 0
    for grant in ending:
        # One that is shorter than that is announced once it has begun.
        if standing(services, grant, ()).day < grant.valid_from:
            continue
        async with services.database.begin() as connection:
            if not await grants.announced(connection, grant.number, services.now()):
                continue
            request = await reprints.find(connection, grant.request)
            if request is not None:
                why = f"ends on {grant.valid_to}"
                await _trace(services, connection, Step.EXPIRING, grant, why)
                await reprint_news.expiring(services, connection, request, grant)
                count += 1
    if count:
        services.outgoing.set()
    return count


async def tell_changes(services: Services) -> int:
    """Tell holders of licences in force that an article was corrected or taken down, once a version; returns how often.

    An article that may be used again, as it was, is no news.
    """
    day, count = _today(services), 0
    while True:
        async with services.database.read() as connection:
            found = await granted.news(connection, day, _BATCH)
        for told in found:
            async with services.database.begin() as connection:
                count += await _tell(services, connection, told)
        if len(found) < _BATCH:
            break
    async with services.database.read() as connection:
        following = await granted.of_feeds(connection, day)
    for grant, number in following:
        count += await _follow(services, grant, number)
    if count:
        services.outgoing.set()
    return count


async def _follow(services: Services, grant: Grant, number: int) -> int:
    """Look through what changed in the feed of a grant since change `number`."""
    count = 0
    while True:
        async with services.database.read() as connection:
            changes = await journal.since(connection, grant.feed, number, _BATCH)
        for after, article in changes:
            async with services.database.begin() as connection:
                if not await granted.follow(connection, grant.number, number, after):
                    return count
                count += await _covered(services, connection, grant, article)
            number = after
        if len(changes) < _BATCH:
            return count


async def _covered(services: Services, connection: Connection, grant: Grant, article: Article) -> bool:
    """One change of an article that may be covered by a grant of its feed: whether it is told."""
    told = await granted.find(connection, grant.number, article.id)
    if told is not None:
        return await _tell(services, connection, told)
    waits = article.embargo is not None and article.embargo > services.now()
    if article.status is Status.USABLE and not waits and article.first_seen.date() >= grant.valid_from:
        await granted.note(connection, grant.number, article)
    return False


async def _tell(services: Services, connection: Connection, told: Told) -> bool:
    article = await articles.by_id(connection, told.article)
    grant = await grants.find(connection, told.grant)
    if article is None or grant is None:
        return False
    version = max(article.version, told.version)
    if not await granted.tell(connection, told, version, article.status) or not _is_news(told, article):
        return False
    request = await reprints.find(connection, grant.request)
    if request is None:
        return False
    await _trace(services, connection, Step.CORRECTED, grant, f"{article.slug}: version {version}, {article.status}")
    await reprint_news.corrected(services, connection, request, grant, article.slug)
    return True


def _is_news(told: Told, article: Article) -> bool:
    """Whether its holder must do something: correct what they have, or take it down."""
    if article.status in _GONE:
        return told.status not in _GONE
    return article.version > told.version


async def _trace(services: Services, connection: Connection, step: Step, grant: Grant, why: str) -> None:
    await trail.add(connection, Trace(services.now(), SERVICE, step, grant.request, grant.number, why))


def _today(services: Services) -> date:
    """The earliest day it is in any newsroom of ours: nothing ends before it has ended everywhere."""
    zones = {feed.timezone for feed in services.catalog.feeds} or {"UTC"}
    return min(services.now().astimezone(ZoneInfo(zone)).date() for zone in zones)
