"""Who sent a request: HMAC-SHA256 (RFC 2104) over the time and the exact body, by the source's secret.

    X-Syndicator-Signature: t=1795500000,sha256=<hex of HMAC-SHA256(secret, "1795500000." + body)>

The time keeps an old request from being sent again by somebody else; within the tolerance the signature itself is
the request's idempotency key, so that a copy of it changes nothing.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from aiohttp import web

from syndicator.flows import push
from syndicator.model.source import Source
from syndicator.web import body
from syndicator.web.keys import SERVICES
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import Problem
from syndicator.web.words import say

SIGNATURE: Final = "X-Syndicator-Signature"
SOURCE: Final = "X-Syndicator-Source"
TOLERANCE: Final = timedelta(minutes=5)
_LONGEST: Final = 1000
_TIME: Final = re.compile(r"\d{1,12}")
_HEX: Final = re.compile(r"[0-9a-fA-F]{64}")
# Stands in for the secret of a source that is not there, so that both take the same time.
_NOBODY: Final = secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Signed:
    """A request whose signature is its source's; `digest` is that signature."""

    source: Source
    body: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Signature:
    """The header taken apart: the time as written, and one or more signatures (while a secret changes)."""

    time: str
    digests: tuple[str, ...]


async def read(request: web.Request) -> Signed:
    """The request's source and body.

    Raises Problem: 401 for a signature that is missing, malformed, too old or wrong (an unknown source
    is answered like a wrong signature), 413 and 408 for a body too large or too slow, 415 for a coded one.
    """
    services = request.app[SERVICES]
    signature = _signature(request)
    if abs(services.now().timestamp() - int(signature.time)) > TOLERANCE.total_seconds():
        raise _refused(request, "push.clock")
    sent = await body.exact(request, services.config.push.max_body)
    source = _source(request)
    secret = source.secret if source else _NOBODY
    right = sign(secret, signature.time, sent)
    # Every one is compared, in constant time, whoever's secret it is.
    fits = [hmac.compare_digest(right, digest) for digest in signature.digests]
    if source is None or not any(fits):
        raise _refused(request, "push.wrong")
    return Signed(source, sent, right)


def sign(secret: str, time: str, sent: bytes) -> str:
    """The signature of a body sent at `time` (seconds since 1970, in digits), in hex."""
    return hmac.new(secret.encode(), time.encode() + b"." + sent, hashlib.sha256).hexdigest()


def _signature(request: web.Request) -> _Signature:
    header = request.headers.get(SIGNATURE, "")
    if not header:
        raise _refused(request, "push.unsigned")
    pairs = [part.strip().partition("=") for part in header[:_LONGEST].split(",")]
    times = [value for name, _, value in pairs if name == "t"]
    digests = tuple(value.lower() for name, _, value in pairs if name == "sha256" and _HEX.fullmatch(value))
    if len(times) != 1 or not _TIME.fullmatch(times[0]) or not digests:
        raise _refused(request, "push.malformed")
    return _Signature(times[0], digests)


def _source(request: web.Request) -> Source | None:
    """The source the request names; the only one there is where it names none."""
    there = push.sources(request.app[SERVICES])
    name = request.headers.get(SOURCE) or request.query.get("source", "")
    if not name:
        return there[0] if len(there) == 1 else None
    return next((source for source in there if source.key == name), None)


def _refused(request: web.Request, why: str) -> Problem:
    headers = {"WWW-Authenticate": 'Syndicator-Signature realm="push"', "Connection": "close"}
    return Problem(HTTPStatus.UNAUTHORIZED, "unauthorized", say(why, request[LANGUAGE]), headers=headers)
