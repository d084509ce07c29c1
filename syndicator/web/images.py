"""The pictures we keep a copy of."""

import asyncio
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows.pictures import MEDIA_TYPES, kept_in
from syndicator.store import pictures
from syndicator.web.keys import SERVICES
from syndicator.web.problem import Problem

# A name is of its bytes: what stands under it never changes.
_HEADERS: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Disposition": "inline",
}


async def image(request: web.Request) -> web.StreamResponse:
    """One picture, as long as an article that may be published shows it; 404 for anything else."""
    services, name = request.app[SERVICES], request.match_info["name"]
    path = await asyncio.to_thread(kept_in(services).find, name)
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2])
    if path is None or media_type is None:
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    async with services.database.read() as connection:
        if not await pictures.is_public(connection, name, services.now()):
            raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    return web.FileResponse(path, headers={**_HEADERS, "Content-Type": media_type})
