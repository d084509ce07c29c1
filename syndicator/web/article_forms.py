"""One article for programs: as ninjs, and its terms in ODRL, TDMRep and RSL."""

import hashlib
from collections.abc import Callable
from datetime import UTC
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.deliver.variants import Variants
from syndicator.flows.ready import Ready
from syndicator.flows.release import place
from syndicator.model.feed import Document, Entry, Place
from syndicator.publish import odrl, rsl, usage
from syndicator.publish.formats.ninjs import Ninjs, article
from syndicator.web import pages
from syndicator.web.access import PRIVATE
from syndicator.web.articles import cleared, told
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem
from syndicator.web.ready import answer

_FORMS: Final[dict[str, tuple[str, Callable[[Entry, Place], bytes]]]] = {
    "json": (Ninjs.media_type, lambda entry, _: article(entry)),
    "odrl.json": (odrl.MEDIA_TYPE, odrl.offer),
    "tdm.json": (odrl.MEDIA_TYPE, odrl.tdm_policy),
    "rsl.xml": (rsl.MEDIA_TYPE, rsl.of_article),
}


async def form(request: web.Request) -> web.Response:
    """One of the forms of an article; 410 once it is canceled, like its page."""
    extension = request.match_info["extension"]
    slug = request.match_info["slug"]
    if extension == Ninjs.extension:
        # A feed's formats are told apart by this longer name.
        raise web.HTTPPermanentRedirect(f"{pages.root(request)}/articles/{slug}.json")
    if extension not in _FORMS:
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-article")
    found = await cleared(request, slug)
    entry, here = found.entry, place(request.app[SERVICES])
    if extension == "tdm.json" and not usage.reserved(entry.ai):
        # Where nothing is reserved there is nothing to ask for.
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    media_type, write = _FORMS[extension]
    body = write(entry, here)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    document = Document(body, media_type, etag, entry.updated.astimezone(UTC).replace(microsecond=0))
    response = await answer(request, Ready(Variants(document)))
    told(response, entry, here)
    if found.private:
        response.headers.update(PRIVATE)
    return response
