"""How the desk's pages write things."""

from datetime import timedelta

from aiohttp import web

from syndicator.web.language import LANGUAGE
from syndicator.web.words import say

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def lasting(span: timedelta, request: web.Request) -> str:
    """How long something lasts, in whole minutes, hours (up to two days) or days: `3 小时`, `5 days`."""
    if span < _MINUTE:
        return say("admin.moment", request[LANGUAGE])
    unit, size = ("minute", _MINUTE) if span < _HOUR else ("hour", _HOUR) if span < 2 * _DAY else ("day", _DAY)
    count = span // size
    return say(f"admin.{unit}" if count == 1 else f"admin.{unit}s", request[LANGUAGE], count=count)
