"""One article, as a page people and search engines can read."""

from http import HTTPStatus

from aiohttp import web
from markupsafe import Markup

from syndicator.errors import RightsError
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Place
from syndicator.model.rights import Status
from syndicator.publish import rsl, select, usage
from syndicator.publish.pictures import shown
from syndicator.store import articles
from syndicator.text.html import sanitize
from syndicator.web import jsonld, pages
from syndicator.web.catalog import links
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem


async def find(services: Services, slug: str) -> Article | None:
    """The article called `slug`, whatever its status."""
    async with services.database.read() as connection:
        return await articles.find(connection, slug)


def public(services: Services, article: Article | None) -> Entry | None:
    """What may be shown of an article now, through the same door as every feed; None when nothing may.

    That is: usable, past its embargo, its rights complete, its feed still declared.
    """
    if article is None or article.status is not Status.USABLE:
        return None
    feed = services.catalog.feed(article.feed)
    if feed is None or (article.embargo is not None and article.embargo > services.now()):
        return None
    try:
        return select.entry(article, feed, place(services))
    except RightsError:
        return None


async def cleared(request: web.Request, slug: str) -> tuple[Article, Entry]:
    """The article called `slug` and what is shown of it. Raises Problem: 410 once it is canceled, else 404."""
    services = request.app[SERVICES]
    found = await find(services, slug)
    if found is not None and found.status is Status.CANCELED:
        raise Problem(HTTPStatus.GONE, "withdrawn")
    entry = public(services, found)
    if found is None or entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    return found, entry


def told(response: web.Response, entry: Entry, here: Place) -> None:
    """Say in an article's headers whose terms it is under, where it comes from, and what machines may do with it."""
    links = (
        f'<{entry.license}>; rel="license"',
        f'<{here.article(entry.slug, "rsl.xml")}>; rel="license"; type="{rsl.MEDIA_TYPE}"',
        f'<{entry.origin_url}>; rel="canonical"',
    )
    for link in links:
        response.headers.add("Link", link)
    response.headers.update(usage.headers(entry.ai, here.article(entry.slug, "tdm.json")))


async def article(request: web.Request) -> web.Response:
    """The article with its rights; 410 once canceled, 404 for anything else that is not public."""
    found, entry = await cleared(request, request.match_info["slug"])
    services = request.app[SERVICES]
    here, feed = place(services), services.catalog.feed(found.feed)
    response = pages.page(
        request,
        "article.html",
        entry=entry,
        body=Markup(shown(sanitize(found.body_html, entry.origin_url), found.images, here)),  # noqa: S704 - sanitised on this line
        structured=jsonld.script(jsonld.news_article(entry, here)),
        feed=feed,
        links=links(services, feed) if feed else (),
        machines=dict(usage.headers(entry.ai, here.article(entry.slug, "tdm.json"))),
    )
    told(response, entry, here)
    return response
