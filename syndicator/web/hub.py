"""POST /hub: our WebSub hub for the feeds published here (W3C WebSub REC, section 5.1). Answers are plain text."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.errors import AccessError, HubError
from syndicator.flows import hub
from syndicator.web import access, body
from syndicator.web.address import address
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem

# A callback and a topic of 2,048 characters, all encoded, and a secret.
_LARGEST: Final = 16 * 1024
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}
_STATUS: Final = {
    "too-many": HTTPStatus.TOO_MANY_REQUESTS,
    "host-too-many": HTTPStatus.TOO_MANY_REQUESTS,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "host-full": HTTPStatus.FORBIDDEN,
    "topic": HTTPStatus.NOT_FOUND,
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "mode-missing": ("缺少 hub.mode", "hub.mode is missing"),
    "mode": (
        "hub.mode 只能是 subscribe 或 unsubscribe（publish 也收下，但并无必要）",
        "hub.mode must be subscribe or unsubscribe (publish is taken too, and not needed)",
    ),
    "topic-missing": ("缺少 hub.topic", "hub.topic is missing"),
    "topic": (
        "hub.topic 不是本站的订阅源：请用该订阅源自己给出的 rel=self 地址，一字不差",
        "hub.topic is no feed published here: use the very address that the feed itself gives as rel=self",
    ),
    "callback-missing": ("缺少 hub.callback", "hub.callback is missing"),
    "callback": (
        "hub.callback 不能使用：须是公网上的 http(s) 地址（{what}）",
        "hub.callback can't be called: it must be an http(s) address on the public internet ({what})",
    ),
    "lease": ("hub.lease_seconds 须是正整数（秒）", "hub.lease_seconds must be a positive decimal number of seconds"),
    "secret": ("hub.secret 须少于 200 字节", "hub.secret must be less than 200 bytes long"),
    "secret-text": (
        "hub.secret 须是 UTF-8 文本，不含控制字符",
        "hub.secret must be text in UTF-8, without control characters",
    ),
    "too-many": (
        "来自此地址的请求过多，请在 {wait} 秒后再试",
        "too many requests from this address: try again in {wait} seconds",
    ),
    "host-too-many": (
        "以此主机为回调的请求过多，请在 {wait} 秒后再试",
        "too many requests for callbacks on this host: try again in {wait} seconds",
    ),
    "host-full": (
        "此主机的订阅数已达上限（{what}）",
        "callbacks on this host have as many subscriptions as one may have ({what})",
    ),
    "busy": (
        "等待确认的请求过多，请在 {wait} 秒后再试",
        "too many requests wait to be confirmed: try again in {wait} seconds",
    ),
}


async def take(request: web.Request) -> web.Response:
    """Take a request to subscribe or to end a subscription: 202, whatever its callback will say when it is asked.

    4xx and 5xx say in a sentence why not. A publisher's ping is 204: what changes here is known here.
    """
    services, language = request.app[SERVICES], request[LANGUAGE]
    if not services.config.hub.enabled:
        raise Problem(HTTPStatus.NOT_FOUND, "not-found")
    try:
        asked = hub.read(await _form(request))
        await hub.ask(services, asked, address(request))
    except HubError as error:
        text = _WORDS[error.code][0 if language == "zh" else 1].format(what=error.what, wait=error.wait)
        headers = {"Retry-After": str(error.wait)} if error.wait else {}
        return _answer(_STATUS.get(error.code, HTTPStatus.BAD_REQUEST), text, headers)
    except AccessError as error:
        return _told(access.problem(request, error), language)
    except Problem as problem:
        return _told(problem, language)
    return _answer(HTTPStatus.NO_CONTENT if asked.mode == hub.PUBLISH else HTTPStatus.ACCEPTED)


async def _form(request: web.Request) -> Mapping[str, str]:
    """The form's fields, those that are sent twice as first sent. Raises Problem."""
    if request.content_type != body.FORM:
        headers = {"Accept-Post": body.FORM}
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", body.FORM, headers=headers)
    sent = await body.read(request, _LARGEST)
    return {name: sent.text(name) for name in sent.fields}


def _told(problem: Problem, language: str) -> web.Response:
    text = ". ".join(part for part in (problem.title(language), problem.detail) if part)
    return _answer(problem.status, text, problem.headers)


def _answer(status: int, text: str = "", headers: Mapping[str, str] | None = None) -> web.Response:
    body_text = f"{text}\n" if text else None
    return web.Response(status=status, text=body_text, headers={**_NEVER_KEPT, **(headers or {})})
