"""The keys licences are checked with."""

import json
from typing import Final

from aiohttp import web

from syndicator.flows import licence_keys
from syndicator.web.keys import SERVICES

_MEDIA_TYPE: Final = "application/jwk-set+json"


async def keys(request: web.Request) -> web.Response:
    """Every public key that signed a licence of ours, the one that signs now first (JWK Set, RFC 7517)."""
    found = await licence_keys.published(request.app[SERVICES])
    # A new key signs at once: whoever meets a kid they do not know asks again.
    headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    return web.Response(text=json.dumps(found), content_type=_MEDIA_TYPE, headers=headers)
