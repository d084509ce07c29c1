"""Addresses that strangers gave us to be called at: our hub's callbacks.

They pass the same guard as pages that are read: an address is judged where a socket is about to connect to it. Hosts of
the admin's own that may be read are not among those that may be called: those are listed apart. Redirects are answers
like others; nobody's pace is kept here, since whoever calls bounds it (flows/fair).
"""

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from syndicator.errors import AddressRefused
from syndicator.fetch.exchange import Ask, as_fetch_error
from syndicator.fetch.guard import Allowed, guarded_socket, web_address
from syndicator.fetch.limits import Limits
from syndicator.fetch.ports import BAD_PORTS
from syndicator.fetch.retry_after import retry_after
from syndicator.fetch.route import is_private

LONGEST = 2048
# What RFC 3986 lets an address hold; it is sent as it was given, so nothing here would mend it.
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_CONNECT = 5.0
# What is read of an answer: a challenge, or a sentence that says why not.
_SHOWN = 2000
_GOOD = range(200, 300)
# More than this at once would hold up everybody else for its copying; aiohttp says so.
_AT_ONCE = 512 * 1024


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its status, the start of its body where that matters, and in how many seconds to come again."""

    status: int
    body: bytes = field(default=b"", repr=False)
    wait: float | None = None

    @property
    def good(self) -> bool:
        """Whether it is a 2xx."""
        return self.status in _GOOD

    @property
    def text(self) -> str:
        """The body in one clean line."""
        decoded = self.body.decode("utf-8", "replace")
        return " ".join("".join(char if char.isprintable() else " " for char in decoded).split())[:300]


class Caller:
    """Calls callbacks. Use as an async context manager, or start() and close() it.

    A call may take `seconds` in all; `allow_hosts` ("host" or "host:port") may have private addresses.
    """

    def __init__(
        self, *, user_agent: str = "Syndicator", seconds: float = 10.0, allow_hosts: Collection[str] = frozenset()
    ) -> None:
        """Raise ValueError where an entry of `allow_hosts` is neither a host nor host:port."""
        self._ours = Allowed(allow_hosts)
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._limits = Limits(connect=min(_CONNECT, seconds), read=seconds, total=seconds)
        self._timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=self._limits.connect)
        self._guarded: aiohttp.ClientSession | None = None
        self._open: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the connection pools."""
        self._guarded, self._open = _session(guarded=True), _session(guarded=False)

    async def close(self) -> None:
        """Close every connection."""
        for session in (self._guarded, self._open):
            if session is not None:
                await session.close()
        self._guarded = self._open = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def check(self, callback: str) -> URL:
        """The address to call. Raises AddressRefused for one that is refused as it is written, and says why.

        A name that leads to a private address is found out when it is called.
        """
        if len(callback) > LONGEST:
            raise AddressRefused(callback[:100], f"it is longer than {LONGEST} characters")
        if not _ADDRESS.fullmatch(callback):
            raise AddressRefused(callback[:100], "write every character that a URL may not hold as %XX")
        if "#" in callback:
            raise AddressRefused(callback, "leave out the fragment (#…)")
        # As it was given: whoever chose it may compare it.
        url = URL(callback, encoded=True)
        plain = web_address(callback)
        if (plain.raw_host, plain.port) != (url.raw_host, url.port):
            raise AddressRefused(callback, "not a web address")
        if url.raw_user is not None or url.raw_password is not None:
            raise AddressRefused(callback, "leave out the user name and password")
        if url not in self._ours:
            if url.port in BAD_PORTS:
                raise AddressRefused(callback, f"port {url.port} is no web server's")
            if is_private((url.raw_host or "").rstrip(".").lower()):
                raise AddressRefused(callback, f"{url.raw_host}: the address is not a public one")
        return url

    async def ask(self, callback: str, query: Sequence[tuple[str, str]]) -> Said:
        """GET the callback, which `check` has passed, with `query` after what it has of its own.

        Raises FetchError where there is no answer.
        """
        joint = ("" if callback.endswith("?") else "&") if "?" in callback else "?"
        return await self._call("GET", f"{callback}{joint}{urlencode(query)}", None, {})

    async def tell(self, callback: str, body: bytes, headers: Mapping[str, str]) -> Said:
        """POST `body` to the callback, which `check` has passed. Raises FetchError where there is no answer."""
        return await self._call("POST", callback, body, headers)

    async def _call(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Said:
        url = URL(address, encoded=True)
        session = self._open if url in self._ours else self._guarded
        if session is None:
            raise RuntimeError("the caller is not started")
        data = io.BytesIO(body) if body and len(body) > _AT_ONCE else body
        ask = Ask(url, CIMultiDict({**self._headers, **headers}), self._limits, datetime.now(UTC))
        with as_fetch_error(ask):
            async with session.request(
                method, url, data=data, headers=ask.headers, allow_redirects=False, timeout=self._timeout
            ) as response:
                said = Said(response.status)
                if method == "POST" and said.good:
                    return said
                wait = retry_after(response.headers.get("Retry-After"), response.headers.get("Date"), ask.now)
                return replace(said, body=await _start(response), wait=wait)


async def _start(response: aiohttp.ClientResponse) -> bytes:
    """The start of a body, in as many pieces as it comes."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(_SHOWN):
        body += chunk
        if len(body) >= _SHOWN:
            break
    return bytes(body[:_SHOWN])


def _session(*, guarded: bool) -> aiohttp.ClientSession:
    """Keep no cookies, read no proxy from the environment: it would defeat the guard."""
    connector = aiohttp.TCPConnector(limit=0, socket_factory=guarded_socket if guarded else None)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False)
