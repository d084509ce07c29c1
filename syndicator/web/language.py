"""Which language a visitor reads: zh or en."""

from datetime import timedelta
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from syndicator.web.accept import weights

LANGUAGES: Final = ("zh", "en")
COOKIE: Final = "lang"
_YEAR: Final = int(timedelta(days=365).total_seconds())

LANGUAGE: Final = web.RequestKey("language", str)


@web.middleware
async def remember(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Choose the language once a request; `?lang=` is remembered in a cookie."""
    asked = request.query.get(COOKIE, "")
    request[LANGUAGE] = choose(asked, request.cookies.get(COOKIE, ""), request.headers.get("Accept-Language", ""))
    response = await handler(request)
    if asked in LANGUAGES and not response.prepared:
        response.set_cookie(COOKIE, asked, max_age=_YEAR, samesite="Lax", httponly=True, path="/")
    return response


def choose(asked: str, remembered: str, accepted: str) -> str:
    """The language asked for in the address, else remembered, else accepted, else zh: the articles are Chinese.

    Any Chinese (zh, zh-TW, zh-Hant-HK) is zh; a visitor who accepts neither language gets en.
    """
    for named in (asked, remembered):
        if named in LANGUAGES:
            return named
    best = {"zh": 0.0, "en": 0.0}
    others = False
    for tag, weight in weights(accepted):
        primary = tag.partition("-")[0]
        if primary in best:
            best[primary] = max(best[primary], weight)
        elif tag != "*" and weight > 0:
            others = True
    if best["zh"] == best["en"]:
        return "en" if others and not best["zh"] else "zh"
    return max(best, key=lambda name: best[name])
