"""The body of a request: a small JSON object or form, read to fields."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.http_exceptions import HttpProcessingError

from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

FORM: Final = "application/x-www-form-urlencoded"
PARTS: Final = "multipart/form-data"
JSON: Final = "application/json"
_MOST_FIELDS: Final = 100
_LONGEST_KEY: Final = 255
_LONG_PATIENCE: Final = 120.0  # seconds for some megabytes over a poor line
_PATIENCE: Final = 30.0  # seconds for 64 KB: whoever is slower is not filling in a form


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: field values as sent (of any JSON type), and whether it was a form.

    A form's field that was sent several times has its first value in `fields`, all of them in `several`.
    """

    fields: Mapping[str, object]
    is_form: bool
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field's value where it is text, else ""."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


async def read(request: web.Request, limit: int, *, parts: bool = False) -> Sent:
    """The fields of a JSON object or urlencoded form of at most `limit` bytes; with `parts`, of RFC 7578's multipart.

    Raises Problem: 413 for more, 415 for another type or a file, 408 when it takes too long, 400 for what can't be
    parsed.
    """
    media_type = request.content_type
    is_form = media_type == FORM or (parts and media_type == PARTS)
    if not is_form and not (media_type == JSON or media_type.endswith("+json")):
        raise _other_type(request, "body.types.parts" if parts else "body.types", PARTS if parts else "")
    if (request.content_length or 0) > limit:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _limit(request, limit))
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await request.read()
    except TimeoutError:
        raise Problem(HTTPStatus.REQUEST_TIMEOUT, "too-slow", headers={"Connection": "close"}) from None
    except web.HTTPRequestEntityTooLarge:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _limit(request, limit)) from None
    if not is_form:
        return Sent(_json(request, body), is_form)
    pairs = await _parts(request, body) if media_type == PARTS else _pairs(request, body)
    if len(pairs) > _MOST_FIELDS:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.form", request[LANGUAGE]))
    several: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        several[name] = (*several.get(name, ()), value)
    return Sent({name: values[0] for name, values in several.items()}, is_form, several)


def _other_type(request: web.Request, why: str, also: str) -> Problem:
    headers = {"Accept-Post": ", ".join(filter(None, (JSON, FORM, also)))}
    return Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", say(why, request[LANGUAGE]), headers=headers)


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


def _pairs(request: web.Request, body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.form", request[LANGUAGE])) from None


async def _parts(request: web.Request, body: bytes) -> list[tuple[str, str]]:
    """The fields of RFC 7578's multipart/form-data, from a body that is here already: its size was checked."""
    loop = asyncio.get_running_loop()
    stream = StreamReader(BaseProtocol(loop), 2**16, loop=loop)
    stream.feed_data(body)
    stream.feed_eof()
    try:
        return [await _field(request, part) async for part in MultipartReader(request.headers, stream)]
    except (ValueError, LookupError, RuntimeError, web.RequestPayloadError, HttpProcessingError):
        raise Problem(HTTPStatus.BAD_REQUEST, "bad-request", say("body.form", request[LANGUAGE])) from None


async def _field(request: web.Request, part: BodyPartReader | MultipartReader | None) -> tuple[str, str]:
    """One part's name and value. Raises ValueError for one that is no field, Problem (415) for a file."""
    if not isinstance(part, BodyPartReader) or not part.name:
        raise ValueError("a part that is no field")
    if part.filename is not None:
        raise _other_type(request, "body.files", PARTS)
    return part.name, bytes(await part.read(decode=True)).decode("utf-8", "replace")


def _limit(request: web.Request, limit: int) -> str:
    return say("body.limit", request[LANGUAGE], size=limit // 1024)
