"""GET /openapi.json: what programs may ask here, as OpenAPI 3.1 (openapi.json beside this file)."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from syndicator import __version__
from syndicator.web.answers import as_json
from syndicator.web.keys import SERVICES

_FILE: Final = Path(__file__).with_name("openapi.json")
_HEADERS: Final = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}


async def description(request: web.Request) -> web.Response:
    """The description, for where we are published."""
    return as_json(described(request.app[SERVICES].config.base_url), headers=_HEADERS)


@lru_cache(maxsize=8)
def described(base_url: str) -> dict[str, Any]:
    """The description of this version of the API at `base_url`."""
    told: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return {**told, "info": {**told["info"], "version": __version__}, "servers": [{"url": base_url}]}
