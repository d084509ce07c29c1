"""The few files served as they are."""

from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from syndicator.web import pages
from syndicator.web.assets import Asset
from syndicator.web.keys import ASSETS
from syndicator.web.problem import Problem

_YEAR = int(timedelta(days=365).total_seconds())
_DAY = int(timedelta(days=1).total_seconds())


async def asset(request: web.Request) -> web.Response:
    """A file of static/; under the address our pages use it never changes."""
    found = request.app[ASSETS].find(request.match_info["name"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    current = request.query.get("v") == found.version
    return _file(found, f"public, max-age={_YEAR}, immutable" if current else f"public, max-age={_DAY}", request)


async def icon(request: web.Request) -> web.Response:
    """The address browsers ask for by themselves."""
    raise web.HTTPMovedPermanently(pages.root(request) + request.app[ASSETS].path("icon.svg"))


def _file(found: Asset, caching: str, request: web.Request) -> web.Response:
    etag = f'"{found.version}"'
    headers = {"ETag": etag, "Cache-Control": caching}
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    charset = "utf-8" if found.media_type.startswith(("text/", "image/svg")) else None
    return web.Response(body=found.body, content_type=found.media_type, charset=charset, headers=headers)
