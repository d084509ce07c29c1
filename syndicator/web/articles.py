"""One article, as a page people and search engines can read."""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web
from markupsafe import Markup

from syndicator.errors import RightsError
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Audience, Entry, Feed, Place
from syndicator.model.partner import Shape
from syndicator.model.rights import LEGAL, Status
from syndicator.publish import odrl, rsl, select, usage
from syndicator.publish.pictures import shown
from syndicator.publish.select import EVERYBODY
from syndicator.store import articles
from syndicator.text.html import sanitize
from syndicator.web import access, jsonld, pages
from syndicator.web.catalog import links
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem


async def find(services: Services, slug: str) -> Article | None:
    """The article called `slug`, whatever its status."""
    async with services.database.read() as connection:
        return await articles.find(connection, slug)


def public(services: Services, article: Article | None, shape: Shape = EVERYBODY) -> Entry | None:
    """What may be shown of an article now, through the same door as every feed; None when nothing may.

    That is: usable, past its embargo, its rights complete, its feed still declared.
    """
    if article is None or article.status is not Status.USABLE:
        return None
    feed = services.catalog.feed(article.feed)
    if feed is None or (article.embargo is not None and article.embargo > services.now()):
        return None
    try:
        return select.entry(article, feed, place(services), shape)
    except RightsError:
        return None


async def is_open_to(request: web.Request, article: Article) -> bool:
    """Whether whoever asks may know of an article by its feed: one for everybody, or for the partner it shows to be."""
    feed = request.app[SERVICES].catalog.feed(article.feed)
    if feed is None or feed.access is Audience.PUBLIC:
        return True
    try:
        await access.admitted(request, feed)
    except Problem:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Cleared:
    """An article that may be shown to whoever asked, as it is shown; `private` where that is one partner."""

    article: Article
    feed: Feed
    entry: Entry
    private: bool


async def cleared(request: web.Request, slug: str) -> Cleared:
    """The article called `slug`.

    Raises Problem: 410 once it is canceled (451 where the law demands it), 401 and the like where its feed is for
    partners and this is none of them, 404 for anything else that may not be shown.
    """
    services = request.app[SERVICES]
    found = await find(services, slug)
    if found is not None and found.status is Status.CANCELED:
        raise _gone(found)
    feed = services.catalog.feed(found.feed) if found else None
    private = feed is not None and feed.access is Audience.PARTNERS
    shape = (await access.admitted(request, feed)).shape if private else EVERYBODY
    entry = public(services, found, shape)
    if found is None or feed is None or entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    return Cleared(found, feed, entry, private)


def _gone(article: Article) -> Problem:
    if any(hold.code == LEGAL for hold in article.holds):
        return Problem(HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "withdrawn-by-law")
    return Problem(HTTPStatus.GONE, "withdrawn")


def told(response: web.Response, entry: Entry, here: Place) -> None:
    """Say in an article's headers whose terms it is under, where it comes from, and what machines may do with it."""
    links = (
        f'<{entry.license}>; rel="license"',
        f'<{here.article(entry.slug, "rsl.xml")}>; rel="license"; type="{rsl.MEDIA_TYPE}"',
        f'<{here.article(entry.slug, "odrl.json")}>; rel="license"; type="{odrl.MEDIA_TYPE}"',
        f'<{entry.origin_url}>; rel="canonical"',
    )
    for link in links:
        response.headers.add("Link", link)
    response.headers.update(usage.headers(entry.ai, here.article(entry.slug, "tdm.json")))


async def article(request: web.Request) -> web.Response:
    """The article with its rights, for whoever may read it."""
    services = request.app[SERVICES]
    found = await cleared(request, request.match_info["slug"])
    here, entry = place(services), found.entry
    response = pages.page(
        request,
        "article.html",
        headers={"Cache-Control": "private, no-cache"} if found.private else {},
        entry=entry,
        body=_body(found, here),
        structured=jsonld.script(jsonld.news_article(entry, here)),
        feed=found.feed,
        links=links(services, found.feed),
        machines=dict(usage.headers(entry.ai, here.article(entry.slug, "tdm.json"))),
    )
    told(response, entry, here)
    return response


def _body(found: Cleared, here: Place) -> Markup:
    """The article's own body; to a partner, what its shape leaves of it, with what closes it in feeds."""
    if found.private:
        return Markup(found.entry.content_html)  # noqa: S704 - sanitised when it was selected
    own = sanitize(found.article.body_html, found.entry.origin_url)
    return Markup(shown(own, found.article.images, here))  # noqa: S704 - sanitised on the line above
