"""One article for programs: as ninjs, and its terms in ODRL, TDMRep and RSL."""

from http import HTTPStatus

from aiohttp import web

from syndicator.deliver.variants import Variants
from syndicator.flows.ready import Ready
from syndicator.flows.release import place
from syndicator.publish.article_forms import FORMS, written
from syndicator.publish.formats.ninjs import Ninjs
from syndicator.web import pages
from syndicator.web.access import PRIVATE
from syndicator.web.articles import cleared, told
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem
from syndicator.web.ready import answer


async def form(request: web.Request) -> web.Response:
    """One of the forms of an article; 410 once it is canceled, like its page."""
    extension = request.match_info["extension"]
    slug = request.match_info["slug"]
    if extension == Ninjs.extension:
        # A feed's formats are told apart by this longer name.
        raise web.HTTPPermanentRedirect(f"{pages.root(request)}/articles/{slug}.json")
    if extension not in FORMS:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    found = await cleared(request, slug)
    entry, here = found.entry, place(request.app[SERVICES])
    document = written(entry, extension, here)
    if document is None:
        # Where nothing is reserved there is nothing to ask for.
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    response = await answer(request, Ready(Variants(document)))
    told(response, entry, here)
    if found.private:
        response.headers.update(PRIVATE)
    return response
