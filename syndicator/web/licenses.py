"""What the license address in every entry leads to: our terms in words, zh and en (templates/deeds)."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.model.rights import Reprint
from syndicator.web import pages
from syndicator.web.language import LANGUAGE, LANGUAGES
from syndicator.web.problem import Problem

_NAMES: Final = tuple(str(reprint) for reprint in Reprint)


async def all_licenses(request: web.Request) -> web.Response:
    """Every license of ours, by title."""
    return pages.page(request, "licenses.html", names=_NAMES)


async def one_license(request: web.Request) -> web.Response:
    """One license in both languages, the visitor's first."""
    name = request.match_info["name"]
    if name not in _NAMES:
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    order = sorted(LANGUAGES, key=lambda language: language != request[LANGUAGE])
    return pages.page(request, "license.html", name=name, order=order)
