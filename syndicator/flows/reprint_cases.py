"""What the rules are given to look at: a request's articles with what the store knows of its asker."""

from dataclasses import replace
from datetime import datetime

from syndicator.errors import AccessError, SeveralOwners, UnknownArticle
from syndicator.flows.access import in_force
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.desk import DeskPolicy
from syndicator.model.feed import Feed
from syndicator.model.outlet import OutletList
from syndicator.model.partner import Partner
from syndicator.model.reprint import ReprintRequest
from syndicator.model.rights import Reprint, RightsPolicy
from syndicator.reprint.case import Case
from syndicator.store import articles, outlets, partners
from syndicator.store.database import Connection
from syndicator.text.outlet_key import outlet_key


async def asked_for(connection: Connection, request: ReprintRequest) -> tuple[Article, ...]:
    """The articles a request is about as they stand now. Raises UnknownArticle for one that is gone."""
    found = [await articles.find(connection, slug) for slug in request.asked.articles]
    there = tuple(article for article in found if article is not None)
    if len(there) < len(found):
        raise UnknownArticle(f"an article of {request.number} is gone", "article")
    return there


def must_be_of_one_owner(found: tuple[Article, ...]) -> None:
    """One licence has one owner. Raises SeveralOwners for articles that have several."""
    if len({article.rights.holder for article in found}) > 1:
        raise SeveralOwners("these articles have different owners: ask for each owner's by themselves", "articles")


async def cases(
    services: Services, connection: Connection, request: ReprintRequest, found: tuple[Article, ...]
) -> tuple[Case, ...]:
    """A case for each article, or one for the whole feed that is asked for."""
    asked, now = request.asked, services.now()
    base = Case(
        asked,
        None,
        "",
        Reprint.UNKNOWN,
        DeskPolicy(),
        now,
        listed=await outlets.named(connection, asked.outlet),
        list_dated=await outlets.dated(connection, OutletList.SOURCE_UNITS),
        confirmed=request.confirmed is not None,
    )
    partner = await _partner(connection, request, now)
    subjects = found if found or not asked.feed else (None,)
    return tuple([await _case(services, connection, base, partner, article) for article in subjects])


async def _case(
    services: Services, connection: Connection, base: Case, partner: Partner | None, article: Article | None
) -> Case:
    name = article.feed if article else base.asked.feed
    feed = services.catalog.feed(name)
    declared = _declared(feed)
    holder = article.rights.holder if article else _holder(feed)
    names = tuple(dict.fromkeys(other for one in declared if one.holder == holder for other in one.names))
    units = await outlets.named(connection, holder, *names)
    return replace(
        base,
        article=article,
        holder=holder,
        names=names,
        reprint=article.rights.reprint if article else feed.policy.reprint if feed else Reprint.UNKNOWN,
        policy=feed.desk if feed else DeskPolicy(),
        agreement=partner.title or partner.name if partner and partner.may_read(name) else "",
        mixed=article is None and any(one.holder != holder for one in declared),
        source_unit=next((one for one in units if one.listing is OutletList.SOURCE_UNITS), None),
    )


async def _partner(connection: Connection, request: ReprintRequest, now: datetime) -> Partner | None:
    """The partner whose token came with the request, if its agreement is in force and the outlet is its own.

    The token shows who asks; the outlet's name shows that it asks for itself. Neither does alone.
    """
    asked = request.asked
    partner = await partners.find(connection, asked.partner) if asked.partner else None
    if partner is None or outlet_key(asked.outlet) not in {outlet_key(partner.title), outlet_key(partner.name)}:
        return None
    try:
        in_force(partner, now)
    except AccessError:
        return None
    return partner


def _declared(feed: Feed | None) -> tuple[RightsPolicy, ...]:
    """What is declared of the rights in a feed: its own, and each of its sources'."""
    return (feed.policy, *(source.policy for source in feed.sources)) if feed else ()


def _holder(feed: Feed | None) -> str:
    return feed.policy.holder if feed else ""
