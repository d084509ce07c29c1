"""URL to Page: robots.txt, pace and guard at every hop of the way."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from syndicator.errors import HttpStatus, TooManyRedirects
from syndicator.fetch import robots as robots_txt
from syndicator.fetch.coding import ACCEPTED
from syndicator.fetch.exchange import Ask, Redirect, exchange
from syndicator.fetch.guard import Allowed, guarded_socket, web_address
from syndicator.fetch.limits import Limits
from syndicator.fetch.pace import Pace
from syndicator.fetch.post import Posted, post_body, post_form
from syndicator.fetch.route import Route, at_home, check_forwarded, route
from syndicator.model.page import Page
from syndicator.model.source import Manner

_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8"
# "Later": the host is left alone until then.
_TOO_MANY = 429
_LATER = (_TOO_MANY, 503)
# A host that says 429 without saying for how long.
_DEFAULT_REST = 60.0
_PLAIN = Manner()
# Real sites send policies and cookies of several KB in one header; aiohttp's 8 KB is too tight for them.
_HEADER_SIZE = 32 * 1024
# Seconds a looked-up name is kept: one pass over a source asks for it dozens of times.
_NAME_KEPT = 60


class Fetcher:
    """Reads pages over HTTP. Use as an async context manager, or start() and close() it.

    `allow_hosts` are the admin's own ("host" or "host:port"): they may have private addresses and
    are not slowed down by `delay`. `per_host` is how many requests one host gets at a time, `delay`
    the seconds between their starts. `clock` is monotonic, `now` the time of day in UTC.
    """

    def __init__(  # noqa: PLR0913 - one keyword for each setting an admin has, and the clocks
        self,
        *,
        user_agent: str,
        limits: Limits | None = None,
        allow_hosts: Collection[str] = frozenset(),
        robots: bool = True,
        per_host: int = 2,
        delay: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Raise ValueError where an entry of `allow_hosts` is neither a host nor host:port."""
        self._user_agent = user_agent
        self._limits = limits or Limits()
        self._ours = Allowed(allow_hosts)
        self._pace = Pace(per_host=per_host, delay=delay, clock=clock, sleep=sleep)
        token = user_agent.partition("/")[0].strip()
        self._robots = robots_txt.Robots(token, self._read_robots, clock) if robots else None
        self._now = now
        self._guarded: aiohttp.ClientSession | None = None
        self._open: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the connection pools."""
        self._guarded = _session(guarded_socket)
        self._open = _session(None)

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

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Sequence[tuple[str, str]] = (),
        manner: Manner = _PLAIN,
    ) -> Page:
        """The page at `url`, following redirects; with a validator given, possibly "not modified".

        `headers`, and those of `manner` where they may go there, are sent to the host of `url` alone, never to
        one it redirects to. Raises the FetchError family, and nothing else, for anything a server may do.
        """
        start = web_address(url)
        conditions = [("If-None-Match", etag), ("If-Modified-Since", last_modified)]
        validators = [(name, value) for name, value in conditions if value]
        private = (*headers, *at_home(manner, start))
        return await self._follow(start, private, validators, route(manner, self._user_agent, self._ours))

    @asynccontextmanager
    async def visit(self, url: str, manner: Manner = _PLAIN) -> AsyncIterator[URL]:
        """Hold `url`'s turn while something else than this client reads it: robots.txt, rest and pace as for `get`.

        An HttpStatus raised inside is heeded. Raises the FetchError that keeps it from being read.
        """
        here = web_address(url)
        self._wake(here)
        way = route(manner, self._user_agent, self._ours)
        delay = await self._robots.admit(here, way) if self._robots else None
        async with self._pace.turn(_host(here), delay, ours=here in self._ours):
            self._wake(here)
            try:
                yield here
            except HttpStatus as error:
                self._rest(here, error)
                raise

    async def post(self, url: str, fields: Sequence[tuple[str, str]]) -> Posted:
        """Send a form to `url`, again where it redirects with 307 or 308 (RFC 9110, section 15.4).

        Passes the same guard and pace as reading; robots.txt is about pages and is not asked.
        Raises the FetchError family where there is no answer; an answer of any status is given back.
        """
        here, visited = web_address(url), {web_address(url)}
        for _ in range(self._limits.max_redirects + 1):
            answer = await self._send(self._ask(here, ()), fields)
            if answer.moved_to is None:
                return answer
            here = answer.moved_to
            if here in visited:
                raise TooManyRedirects(url, f"redirects in a circle by way of {here}")
            visited.add(here)
        raise TooManyRedirects(url, f"redirects more than {self._limits.max_redirects} times")

    async def push(self, url: str, body: bytes, headers: Mapping[str, str]) -> Posted:
        """Send `body` to `url`, through the same guard, and nowhere else: a redirect is an answer like others.

        Raises the FetchError family where there is no answer.
        """
        ask = self._ask(web_address(url), tuple(headers.items()))
        ours = ask.url in self._ours
        async with self._pace.turn(_host(ask.url), None, ours=ours):
            return await post_body(self._session(ours=ours), ask, body)

    async def _send(self, ask: Ask, fields: Sequence[tuple[str, str]]) -> Posted:
        """One form in its host's turn."""
        ours = ask.url in self._ours
        async with self._pace.turn(_host(ask.url), None, ours=ours):
            return await post_form(self._session(ours=ours), ask, fields)

    def site_says(self, url: URL) -> tuple[tuple[str, str], ...]:
        """What the robots.txt read last for `url`'s site says of the use of its pages: names and values."""
        return self._robots.says(url) if self._robots else ()

    async def _follow(
        self, start: URL, private: Sequence[tuple[str, str]], validators: Sequence[tuple[str, str]], way: Route
    ) -> Page:
        here, permanent, visited = start, True, {start}
        for _ in range(self._limits.max_redirects + 1):
            headers = [*validators, *(private if _same_party(start, here) else ())]
            self._wake(here)
            delay = await self._robots.admit(here, way) if self._robots else None
            answer = await self._hop(self._ask(here, headers, way), delay)
            if isinstance(answer, Page):
                return replace(answer, moved_to=answer.url if permanent and here != start else None)
            permanent = permanent and answer.permanent
            here = answer.url
            if here in visited:
                raise TooManyRedirects(str(start), f"redirects in a circle by way of {here}")
            visited.add(here)
        raise TooManyRedirects(str(start), f"redirects more than {self._limits.max_redirects} times")

    async def _read_robots(self, url: URL, way: Route) -> bytes:
        """A robots.txt, by way of five redirects at most, cut at the size that must be read."""
        limits = replace(self._limits, max_bytes=robots_txt.SIZE)
        here = url
        for _ in range(robots_txt.HOPS + 1):
            answer = await self._hop(replace(self._ask(here, (), way), limits=limits, cut=True), None)
            if isinstance(answer, Page):
                return answer.body
            here = answer.url
        raise TooManyRedirects(str(url), f"redirects more than {robots_txt.HOPS} times")

    async def _hop(self, ask: Ask, delay: float | None) -> Page | Redirect:
        """One request in its host's turn."""
        ours = ask.url in self._ours
        if ask.proxy is not None:
            check_forwarded(ask.url, self._ours)
        session = self._session(ours=ours or ask.proxy is not None)
        async with self._pace.turn(_host(ask.url), delay, ours=ours):
            # While this one waited, another answer may have asked for a rest.
            self._wake(ask.url)
            try:
                return await exchange(session, ask)
            except HttpStatus as error:
                self._rest(ask.url, error)
                raise

    def _session(self, *, ours: bool) -> aiohttp.ClientSession:
        session = self._open if ours else self._guarded
        if session is None:
            raise RuntimeError("the fetcher is not started")
        return session

    def _wake(self, url: URL) -> None:
        """Raise HttpStatus, without asking, where the host wants to be left alone for now."""
        host = _host(url)
        if rest := self._pace.resting(host):
            raise HttpStatus(str(url), rest.status, self._pace.remaining(rest))

    def _rest(self, url: URL, error: HttpStatus) -> None:
        """Leave the host alone for as long as its answer asks for."""
        wait = error.retry_after
        if wait is None and error.status == _TOO_MANY:
            wait = _DEFAULT_REST
        if wait and error.status in _LATER:
            self._pace.rest(_host(url), wait, error.status)

    def _ask(self, url: URL, headers: Sequence[tuple[str, str]], way: Route | None = None) -> Ask:
        sent = CIMultiDict({"User-Agent": way.user_agent if way else self._user_agent, "Accept": _ACCEPT})
        for name, value in headers:
            sent[name] = value
        # Last, since what comes back in another coding could not be read.
        sent["Accept-Encoding"] = ACCEPTED
        return Ask(url, sent, self._limits, self._now(), proxy=way.proxy if way else None)


def _session(sockets: Callable[[aiohttp.AddrInfoType], socket.socket] | None) -> aiohttp.ClientSession:
    """Keep no cookies, read no proxy from the environment (it would defeat the guard), leave codings to us."""
    connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=_NAME_KEPT, socket_factory=sockets)
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        max_line_size=_HEADER_SIZE,
        max_field_size=_HEADER_SIZE,
    )


def _host(url: URL) -> str:
    return f"{url.raw_host}:{url.port}"


def _same_party(one: URL, other: URL) -> bool:
    """Whether two addresses have the same host and port, or differ in http having become https."""
    if one.raw_host != other.raw_host:
        return False
    same = (one.scheme, one.port) == (other.scheme, other.port)
    upgraded = one.is_default_port() and other.is_default_port() and (one.scheme, other.scheme) == ("http", "https")
    return same or upgraded
