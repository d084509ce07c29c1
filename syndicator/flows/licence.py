"""Licences given: how they stand, ended before their time, renewed.

Each step is one transaction: what changed, its trail and the mails that tell of it stand together or not at all.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from syndicator.errors import ReprintError
from syndicator.flows import reprint_decision, reprint_news
from syndicator.flows.reprint_desk import Receipt
from syndicator.flows.reprint_link import hashed, secret_of
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Grant, ReprintRequest, RequestState
from syndicator.model.rights import Status
from syndicator.model.trail import ASKER, Step, Trace
from syndicator.reprint import grant as terms
from syndicator.store import articles, grants, reprints, trail
from syndicator.store.reprints import Origin


@dataclass(frozen=True, slots=True)
class Licence:
    """A grant as it stands on `day`, which is today in its newsroom's `zone`.

    `articles` are those of its articles that are still on record, as they are now; its standing is "withdrawn" once
    none of them may be used any more.
    """

    grant: Grant
    articles: tuple[Article, ...]
    standing: str
    day: date
    zone: tzinfo


async def granted(services: Services, number: str) -> Licence | None:
    """The licence with this number, for the public check."""
    async with services.database.read() as connection:
        grant = await grants.find(connection, number)
        if grant is None:
            return None
        found = await articles.several(connection, tuple(part.article for part in grant.articles))
    return standing(services, grant, found)


def standing(services: Services, grant: Grant, found: tuple[Article, ...]) -> Licence:
    """How a grant stands, by its articles as they are now and the day in their newsroom."""
    feed = services.catalog.feed(grant.feed or next((article.feed for article in found), ""))
    zone = ZoneInfo(feed.timezone if feed else _first_zone(services))
    day = services.now().astimezone(zone).date()
    told: str = terms.standing(grant, day)
    gone = not grant.feed and all(article.status is Status.CANCELED for article in found)
    return Licence(grant, found, "withdrawn" if gone and told != "revoked" else told, day, zone)


async def revoke(services: Services, number: str, by: str, why: str) -> Grant:
    """End a licence before its time, for a reason its holder is told.

    Raises ReprintError without a name or a reason, where there is no such grant, or it was revoked before.
    """
    by, why = " ".join(by.split()), " ".join(why.split())
    if not by or not why:
        raise ReprintError(
            "say who revokes it" if not by else "say why it is revoked: its holder reads it", "by" if not by else "why"
        )
    now = services.now()
    async with services.database.begin() as connection:
        ended = await grants.revoke(connection, number, why, now)
        await trail.add(connection, Trace(now, by, Step.REVOKED, ended.request, ended.number, why))
        request = await reprints.find(connection, ended.request)
        if request is not None:
            await reprint_news.revoked(services, connection, request, ended)
    services.outgoing.set()
    return ended


async def renew(services: Services, number: str, secret: str) -> Receipt | None:
    """Ask for the next term of the same, by the secret of the request it was given on; None without it.

    That is a request with the same wishes, confirmed as the first one was, and decided as far as the rules do. The next
    term begins when this one ends, or today, and is as long. The second click finds the request of the first. Raises
    ReprintError where nothing was granted, it was revoked, or the asker's data is erased.
    """
    now = services.now()
    async with services.database.begin() as connection:
        before = await reprints.by_secret(connection, number, hashed(secret))
        if before is None:
            return None
        grant = _renewable(before)
        key = hashlib.sha256(f"renew\x1f{grant.number}".encode()).hexdigest()
        again = await reprints.keyed(connection, key)
        if again is not None:
            return Receipt(again, secret_of(services, again.number))
        asked = replace(before.asked, renews=grant.number)
        first = max(grant.valid_to + timedelta(days=1), standing(services, grant, ()).day)
        asked = replace(asked, term_from=first, term_to=first + (grant.valid_to - grant.valid_from))
        fresh = await reprints.next_number(connection, "R", now)
        hashes = [hashed(secret_of(services, fresh, what)) for what in ("status", "confirm")]
        request = ReprintRequest(fresh, hashes[0], asked, now, RequestState.WAITING, since=now)
        request = replace(request, confirmed=before.confirmed)
        stored = await reprints.add(connection, request, Origin(key, confirm_hash=hashes[1]))
        if stored.number == fresh:
            await trail.add(connection, Trace(now, ASKER, Step.RENEWED, fresh, grant.number, f"goes on from {number}"))
            stored = await reprint_decision.by_rules(services, connection, stored)
    services.outgoing.set()
    return Receipt(stored, secret_of(services, stored.number))


def _renewable(request: ReprintRequest) -> Grant:
    if request.grant is None:
        raise ReprintError("nothing was granted, so there is nothing to renew: ask anew", "number")
    if request.grant.revoked is not None:
        raise ReprintError("this licence was revoked and can't be renewed: ask anew", "number")
    if request.erased is not None:
        raise ReprintError("we do not know any more whom to answer: ask anew", "number")
    return request.grant


def _first_zone(services: Services) -> str:
    feeds = services.catalog.feeds
    return feeds[0].timezone if feeds else "UTC"
