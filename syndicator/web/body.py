"""The body of a request: a small JSON object or form, read to fields."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web

from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
_MOST_FIELDS: Final = 50
_LONGEST_KEY: Final = 255
_LONG_PATIENCE: Final = 120.0  # seconds for some megabytes over a poor line
_PATIENCE: Final = 30.0  # seconds for 64 KB: whoever is slower is not filling in a form


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: field values as sent (of any JSON type), and whether it was a form."""

    fields: Mapping[str, object]
    is_form: bool

    def text(self, name: str) -> str:
        """A field's value where it is text, else ""."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


async def read(request: web.Request, limit: int) -> Sent:
    """The fields of a JSON object or urlencoded form of at most `limit` bytes.

    Raises Problem: 413 for more, 415 for another type, 408 when it takes too long, 400 for what can't be parsed.
    """
    media_type = request.content_type
    is_form = media_type == FORM
    if not is_form and not (media_type == JSON or media_type.endswith("+json")):
        detail = say("body.types", request[LANGUAGE])
        headers = {"Accept-Post": f"{JSON}, {FORM}"}
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", detail, headers=headers)
    if (request.content_length or 0) > limit:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _limit(request, limit))
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await request.read()
    except TimeoutError:
        raise Problem(HTTPStatus.REQUEST_TIMEOUT, "too-slow", headers={"Connection": "close"}) from None
    except web.HTTPRequestEntityTooLarge:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _limit(request, limit)) from None
    return Sent(_form(request, body) if is_form else _json(request, body), is_form)


async def exact(request: web.Request, limit: int) -> bytes:
    """The body byte for byte, at most `limit` of them: the application's own limit is for forms.

    Raises Problem: 413 for more, 408 when it takes too long, 415 where it comes in a content coding.
    """
    if request.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        headers = {"Accept-Encoding": "identity"}
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", say("body.coded", request[LANGUAGE]), headers=headers
        )
    too_large = Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _limit(request, limit), headers={"Connection": "close"}
    )
    if (request.content_length or 0) > limit:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(_LONG_PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > limit:
                    raise too_large
    except TimeoutError:
        raise Problem(HTTPStatus.REQUEST_TIMEOUT, "too-slow", headers={"Connection": "close"}) from None
    return bytes(body)


def idempotency_key(request: web.Request) -> str:
    """The request's Idempotency-Key, "" for none. Raises Problem (400) for one that can't be kept."""
    given = request.headers.get("Idempotency-Key", "")
    if len(given) > _LONGEST_KEY or not (given.isascii() and (given.isprintable() or not given)):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.key", request[LANGUAGE]))
    return given


def _json(request: web.Request, body: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(body)
    # RecursionError: brackets nested thousands deep.
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.json", request[LANGUAGE])) from None
    if not isinstance(value, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.object", request[LANGUAGE]))
    return value


def _form(request: web.Request, body: bytes) -> Mapping[str, object]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.form", request[LANGUAGE])) from None
    # A field sent twice counts once, as first sent.
    return dict(reversed(pairs))


def _limit(request: web.Request, limit: int) -> str:
    return say("body.limit", request[LANGUAGE], size=limit // 1024)
