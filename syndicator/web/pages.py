"""HTML pages: one environment of templates, bound to the visitor's language."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from yarl import URL

from syndicator.web import dates, words
from syndicator.web.keys import ASSETS, SERVICES
from syndicator.web.language import COOKIE, LANGUAGE, LANGUAGES
from syndicator.web.security import has_token

_TEMPLATES = Environment(
    loader=PackageLoader("syndicator.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def base_url(request: web.Request) -> str:
    """Our public address, without a trailing slash."""
    return request.app[SERVICES].config.base_url


def root(request: web.Request) -> str:
    """What stands before every path of ours: links are paths, to work under any name this server is reached by."""
    return urlsplit(base_url(request)).path.rstrip("/")


def zone(request: web.Request) -> tzinfo:
    """The zone times without one of their own are shown in: the first feed's."""
    feeds = request.app[SERVICES].catalog.feeds
    return ZoneInfo(feeds[0].timezone) if feeds else UTC


def page(
    request: web.Request,
    template: str,
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    here: str = "",
    **values: Any,
) -> web.Response:
    """`template` filled in. `here` is the path the language links lead to (default: this page's own)."""
    language = request[LANGUAGE]
    config = request.app[SERVICES].config
    prefix = root(request)
    text = _TEMPLATES.get_template(template).render(
        t=partial(_say, language),
        say=words.say,
        language=language,
        root=prefix,
        site=config.site,
        asset=lambda name: prefix + request.app[ASSETS].path(name),
        # Their addresses would have the token in them, and a page is kept and passed on.
        languages={name: prefix + _in_language(request, here, name) for name in LANGUAGES if not has_token(request)},
        day=partial(_in, dates.day, language),
        moment=partial(_in, dates.moment, language),
        clock=lambda value, where=None: dates.clock(value, where or zone(request), language),
        medium=lambda name: words.medium(name, language),
        **values,
    )
    told = {
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language, Cookie",
        "Content-Language": "zh-CN" if language == "zh" else "en",
        **(headers or {}),
    }
    return web.Response(text=text, status=status, headers=told, content_type="text/html")


def _say(language: str, key: str, **values: object) -> str:
    return words.say(key, language, **values)


def _in(write: Any, language: str, value: Any) -> str:
    """A date function with its language filled in: templates give the value alone."""
    text: str = write(value, language)
    return text


def _in_language(request: web.Request, here: str, language: str) -> str:
    """This page's own path and query with `lang` set; never a path another host could be read from."""
    url = URL(here) if here else request.rel_url
    path = "/" + url.raw_path.lstrip("/\\")
    return str(URL.build(path=path, query_string=url.raw_query_string, encoded=True).update_query({COOKIE: language}))
