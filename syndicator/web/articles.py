"""One article, as a page people and search engines can read."""

from http import HTTPStatus

from aiohttp import web
from markupsafe import Markup

from syndicator.errors import RightsError
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.feed import Entry
from syndicator.model.rights import Status
from syndicator.publish import select
from syndicator.publish.pictures import shown
from syndicator.store import articles
from syndicator.text.html import sanitize
from syndicator.web import jsonld, pages
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


async def article(request: web.Request) -> web.Response:
    """The article with its rights; 410 once canceled, 404 for anything else that is not public."""
    services = request.app[SERVICES]
    found = await find(services, request.match_info["slug"])
    if found is not None and found.status is Status.CANCELED:
        raise Problem(HTTPStatus.GONE, "withdrawn")
    entry = public(services, found)
    if found is None or entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    here = place(services)
    response = pages.page(
        request,
        "article.html",
        entry=entry,
        body=Markup(shown(sanitize(found.body_html, entry.origin_url), found.images, here)),  # noqa: S704 - sanitised on this line
        structured=jsonld.script(jsonld.news_article(entry, here)),
    )
    response.headers.add("Link", f'<{entry.license}>; rel="license"')
    response.headers.add("Link", f'<{entry.origin_url}>; rel="canonical"')
    return response
