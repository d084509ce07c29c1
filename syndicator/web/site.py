"""Documents about the whole site: the catalogue, the news sitemap, and what crawlers ask for first."""

from aiohttp import web

from syndicator.flows.site_documents import ready
from syndicator.web.keys import SERVICES
from syndicator.web.ready import answer


async def document(request: web.Request) -> web.Response:
    """The document at the request's own path (flows/site_documents.PATHS)."""
    return await answer(request, await ready(request.app[SERVICES], request.path.lstrip("/")))
