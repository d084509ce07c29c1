"""Headers every answer carries, and the proof that a form came from one of our pages."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from syndicator import __version__

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data: http: https:; media-src http: https:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SCRIPTED: Final = {"Content-Security-Policy": f"{_POLICY}; script-src 'self'"}
"""For a page that is more convenient with a script of ours; every page works without one."""

_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would send "Origin: null" with our own form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TOKEN_PARAMETER: Final = "token"  # noqa: S105 - its name, no token
"""The parameter that a partner's token comes in where a reader knows nothing but an address."""

_SERVER: Final = f"Syndicator/{__version__}"
_LIFETIME: Final = timedelta(hours=12)
_NONCE_BYTES: Final = 16


def has_token(request: web.Request) -> bool:
    """Whether the address of a request has a partner's token in it."""
    return f"{TOKEN_PARAMETER}=" in request.query_string


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add what the handler did not set itself (signal on_response_prepare)."""
    if has_token(request):
        # An address with a partner's token in it is told to no other page, ours or not.
        response.headers.setdefault("Referrer-Policy", "no-referrer")
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    # aiohttp has set its own name and version by now.
    response.headers["Server"] = _SERVER


class Forms:
    """Signs a token into each form, and checks it when the form comes back.

    A visitor has no session here, so a forged form could use nobody's rights; the token keeps other
    sites from making a visitor's browser send requests, and its nonce makes a double click one request.
    An admin has one: their forms' tokens are made for it (`whose`) and are good for no other.
    """

    def __init__(self, secret: bytes) -> None:
        """`secret` is the installation's own; the signing key is derived from it."""
        self._key = hmac.digest(secret, b"form token", hashlib.sha256)

    def token(self, now: datetime, whose: str = "") -> str:
        """A fresh token: time, nonce and signature."""
        told = f"{int(now.timestamp())}.{secrets.token_urlsafe(_NONCE_BYTES)}"
        return f"{told}.{self._sign(told, whose)}"

    def nonce(self, token: str, now: datetime, whose: str = "") -> str | None:
        """The nonce of a token of ours, made for `whose`, that is not too old, else None."""
        told, _, signature = token.rpartition(".")
        if not hmac.compare_digest(self._sign(told, whose).encode(), signature.encode("utf-8", "replace")):
            return None
        made, _, nonce = told.partition(".")
        age = now.timestamp() - int(made)
        return nonce if 0 <= age <= _LIFETIME.total_seconds() else None

    def _sign(self, told: str, whose: str) -> str:
        signed = f"{told} {whose}" if whose else told
        digest = hmac.digest(self._key, signed.encode("utf-8", "replace"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def from_browser(request: web.Request) -> bool:
    """True when the request shows a browser's hand; a program's plain form needs no token."""
    return any(name in request.headers for name in ("Origin", "Referer", "Sec-Fetch-Site"))


def from_elsewhere(request: web.Request, base_url: str) -> bool:
    """True when a browser says that another site made it send this."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return True
    return host not in {urlsplit(base_url).netloc, request.host}
