"""The reprint kit: what a licence lets its holder take, for as long as it does."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from syndicator.errors import ReprintError
from syndicator.flows import licence, pictures
from syndicator.flows.licence import Licence
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import GrantedArticle, ReprintRequest
from syndicator.model.rights import Status
from syndicator.reprint import grant as terms
from syndicator.reprint import kit as made
from syndicator.reprint.kit import Kit
from syndicator.store import articles

# The newest of a whole feed that are listed: older ones are found through the feed.
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that can't be taken now: `why` is "gone" for good, or "held" for now."""

    slug: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What whoever has the secret of a request finds: kits, or why there are none.

    `closed` is "" or one of nothing, not-yet, expired, revoked, withdrawn. Of a whole feed `listed` are the articles,
    each with a kit of its own (see `one`).
    """

    request: ReprintRequest
    licence: Licence | None
    closed: str = ""
    kits: tuple[Kit, ...] = ()
    missing: tuple[Missing, ...] = ()
    listed: tuple[Article, ...] = ()


async def opened(services: Services, found: ReprintRequest) -> Opened:
    """The kit of a request, or why there is none."""
    held = await licence.granted(services, found.grant.number) if found.grant else None
    if held is None:
        return Opened(found, None, "nothing")
    if held.standing != "valid":
        return Opened(found, held, held.standing)
    if held.grant.feed:
        return Opened(found, held, listed=await _covered(services, held))
    kits: list[Kit] = []
    missing: list[Missing] = []
    now = {article.id: article for article in held.articles}
    for part in held.grant.articles:
        kit = await _kit(services, held, part, now.get(part.article))
        if isinstance(kit, Kit):
            kits.append(kit)
        else:
            missing.append(kit)
    return Opened(found, held, kits=tuple(kits), missing=tuple(missing))


async def one(services: Services, open_kit: Opened, slug: str) -> Kit | None:
    """The kit of one article of an open one, None where it is not in it or can't be taken now."""
    if open_kit.licence is None or open_kit.closed:
        return None
    article = next((article for article in open_kit.listed if article.slug == slug), None)
    if article is None:
        return next((kit for kit in open_kit.kits if kit.slug == slug), None)
    # A licence for a whole feed is for what stands in it: the article as it is now.
    try:
        part = terms.of(article, place(services).article(article.slug))
    except ReprintError:
        return None
    kit = await _kit(services, open_kit.licence, part, article)
    return kit if isinstance(kit, Kit) else None


async def files(services: Services, kits: Sequence[Kit]) -> Mapping[str, bytes]:
    """The files of some kits, with the pictures that are on our disk."""
    told: dict[str, bytes] = {}
    for kit in kits:
        told |= made.files(kit, await asyncio.to_thread(_pictures, services, kit))
    return told


def _pictures(services: Services, kit: Kit) -> Mapping[str, bytes]:
    kept = pictures.kept_in(services)
    paths = {image.copy: kept.find(image.copy) for image in kit.pictures}
    return {name: path.read_bytes() for name, path in paths.items() if path is not None}


async def _covered(services: Services, held: Licence) -> tuple[Article, ...]:
    """What a feed has published within the term and may still be used, newest first."""
    async with services.database.read() as connection:
        found = await articles.newest(connection, held.grant.feed, _LISTED, services.now())
    grant, zone = held.grant, held.zone
    days = ((article, article.published.at.astimezone(zone).date()) for article in found)
    return tuple(article for article, day in days if grant.valid_from <= day <= grant.valid_to)


async def _kit(services: Services, held: Licence, part: GrantedArticle, article: Article | None) -> Kit | Missing:
    """The kit of an article at the version granted, by the article as it is now."""
    if article is None or article.status is Status.CANCELED:
        return Missing(part.slug, part.slug, "gone")
    if article.status is not Status.USABLE or (article.embargo is not None and article.embargo > services.now()):
        return Missing(part.slug, part.slug, "held")
    async with services.database.read() as connection:
        granted = await articles.version(connection, part.slug, part.version)
    return made.write(
        granted or article,
        part,
        article.version,
        pictures=terms.pictures(held.grant),
        address=place(services).image,
    )
