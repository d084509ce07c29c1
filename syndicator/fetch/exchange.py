"""One request and its answer: a Page, a redirect, or the FetchError that says why neither."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import quote

import aiohttp
from aiohttp.http import HttpProcessingError
from multidict import CIMultiDict
from yarl import URL

from syndicator.errors import AddressRefused, ConnectionFailed, FetchError, HttpStatus, TooLarge, TooSlow
from syndicator.fetch.coding import Damaged, Full, decoder
from syndicator.fetch.guard import REFUSAL, web_address
from syndicator.fetch.limits import Limits
from syndicator.fetch.retry_after import retry_after
from syndicator.model.page import Page

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_NOT_MODIFIED = 304
_GOOD = range(200, 300)
# Part of a page is an answer to a question we never ask.
_PARTIAL = 206
# A page that is gone needs no explanation.
_SAYS_NOTHING = (404, 410)
# A guard's page is short; it is read for as many bytes and seconds at most.
_REFUSAL, _REFUSAL_TIME = 128 * 1024, 5.0
_CHUNK = 64 * 1024
# Longer header values are garbage; what is kept of them goes into the database and back to the server.
_LONGEST_VALUE = 1024
_LONGEST_TEXT = 300
_MOST_LINKS, _LONGEST_LINK = 20, 4096


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where an answer points, and whether for good."""

    url: URL
    permanent: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to send, by `proxy` if any. `cut` keeps the first bytes of a body past the limit, not refusing it."""

    url: URL
    headers: CIMultiDict[str]
    limits: Limits
    now: datetime
    cut: bool = False
    proxy: URL | None = field(default=None, repr=False)

    @property
    def conditional(self) -> bool:
        """Whether "not modified" would be an answer to it."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


async def exchange(session: aiohttp.ClientSession, ask: Ask) -> Page | Redirect:
    """Send `ask` and read the answer. Raises FetchError for whatever goes wrong, and nothing else."""
    limits = ask.limits
    timeout = aiohttp.ClientTimeout(
        total=limits.total, connect=limits.connect, sock_connect=limits.connect, sock_read=limits.read
    )
    with as_fetch_error(ask):
        async with session.get(
            ask.url, headers=ask.headers, allow_redirects=False, timeout=timeout, proxy=ask.proxy
        ) as response:
            if response.status in _REDIRECTS and (location := response.headers.get("Location")):
                return Redirect(target(ask.url, location), response.status in _PERMANENT)
            unchanged = response.status == _NOT_MODIFIED and ask.conditional
            if not unchanged and (response.status not in _GOOD or response.status == _PARTIAL):
                raise await _refusal(response, ask)
            return Page(
                url=str(ask.url),
                body=b"" if unchanged else await _body(response, ask),
                content_type=_value(response, "Content-Type") or "",
                status=response.status,
                etag=_value(response, "ETag"),
                last_modified=_value(response, "Last-Modified"),
                links=_links(response),
                tdm_reservation=_value(response, "tdm-reservation") or "",
                tdm_policy=_value(response, "tdm-policy") or "",
                retrieved=ask.now,
            )


async def _refusal(response: aiohttp.ClientResponse, ask: Ask) -> HttpStatus:
    """The error for an answer that is no page, with what it shows: a guard may have sent it."""
    wait = retry_after(response.headers.get("Retry-After"), response.headers.get("Date"), ask.now)
    body = b""
    if not ask.cut and response.status not in _SAYS_NOTHING:
        # It has failed already: what can't be had of it soon is done without.
        with suppress(aiohttp.ClientError, HttpProcessingError, Damaged, OSError, ValueError):
            async with asyncio.timeout(_REFUSAL_TIME):
                limits = replace(ask.limits, max_bytes=_REFUSAL)
                body = await _body(response, replace(ask, limits=limits, cut=True))
    kind = _value(response, "Content-Type") or ""
    page = Page(str(ask.url), body, kind, status=response.status, retrieved=ask.now) if body else None
    return HttpStatus(str(ask.url), response.status, wait, page)


async def _body(response: aiohttp.ClientResponse, ask: Ask) -> bytes:
    """The body with its content coding undone. Raises TooLarge as soon as it passes the limit."""
    room = ask.limits.max_bytes
    if not ask.cut and (response.content_length or 0) > room:
        raise _too_large(ask)
    stream = decoder(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            body += stream.feed(chunk, room - len(body))
        stream.end()
    except Full as full:
        if not ask.cut:
            raise _too_large(ask) from full
        body += full.part
    return bytes(body)


def _too_large(ask: Ask) -> TooLarge:
    return TooLarge(str(ask.url), f"the body passes {ask.limits.max_bytes:,} bytes (fetch.max_bytes)")


def target(base: URL, location: str) -> URL:
    """The address a Location header points to; bytes beyond ASCII are taken as they came."""
    raw = location.encode("utf-8", "surrogateescape")
    text = quote(raw, safe=bytes(range(0x21, 0x7F)))
    # Names and passwords in a redirect are another server's idea, not the admin's.
    return web_address(text, base).with_user(None)


def _value(response: aiohttp.ClientResponse, name: str) -> str | None:
    """A header's value where it is plain text of sensible length, else None."""
    value: str = response.headers.get(name, "")
    plain = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALUE
    return value if value and plain else None


def _links(response: aiohttp.ClientResponse) -> tuple[str, ...]:
    """The Link headers, as far as they are text of sensible length."""
    values = response.headers.getall("Link", [])[:_MOST_LINKS]
    return tuple(value for value in values if value.isascii() and value.isprintable() and len(value) <= _LONGEST_LINK)


@contextmanager
def as_fetch_error(ask: Ask) -> Iterator[None]:
    """Turn what aiohttp and the system raise into the project's own errors."""
    url, limits = str(ask.url), ask.limits
    try:
        yield
    except FetchError:
        raise
    except Damaged as error:
        raise ConnectionFailed(url, str(error)) from error
    except aiohttp.ConnectionTimeoutError as error:
        raise TooSlow(url, f"no connection within {limits.connect:g} s") from error
    except aiohttp.SocketTimeoutError as error:
        raise TooSlow(url, f"nothing came for {limits.read:g} s") from error
    except TimeoutError as error:
        raise TooSlow(url, f"not done within {limits.total:g} s") from error
    except aiohttp.InvalidURL as error:
        raise AddressRefused(url, "not a web address") from error
    # A bad answer is a ClientError or, from deeper down, one of the others (bad encodings are ValueErrors).
    except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:
        if REFUSAL in str(error):
            raise AddressRefused(url, f"{ask.url.host}: {REFUSAL}") from error
        raise ConnectionFailed(url, _words(error)) from error


def _words(error: Exception) -> str:
    """One clean line about `error`: a server's bytes may be in it."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        text = f"its certificate can't be trusted: {error}"
    elif isinstance(error, aiohttp.ClientHttpProxyError):
        text = f"the proxy answers {error.status}"
    elif isinstance(error, aiohttp.ClientProxyConnectionError):
        text = "the proxy can't be reached"
    elif isinstance(error, aiohttp.ClientResponseError):
        text = f"not a valid HTTP answer: {error.message}"
    elif isinstance(error, aiohttp.ServerDisconnectedError):
        text = "the server closed the connection instead of answering"
    elif isinstance(error, aiohttp.ClientPayloadError):
        text = "the body is cut short or badly framed"
    else:
        text = str(error) or type(error).__name__
    clean = " ".join(text.encode("utf-8", "replace").decode().split())
    return "".join(char if char.isprintable() else "?" for char in clean)[:_LONGEST_TEXT]
