"""robots.txt (RFC 9309): may this page be read, and how slowly.

A site that has none (any 4xx) allows everything; one whose robots.txt can't be read for now (5xx,
429) allows nothing for now. A copy is used for a day, and longer while a new one can't be had.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego
from yarl import URL

from syndicator.errors import FetchError, HttpStatus, RobotsRefused, TooManyRedirects
from syndicator.fetch.robots_terms import terms
from syndicator.fetch.route import Route

# RFC 9309, section 2.5: at least this much must be read; what follows is cut off.
SIZE = 500 * 1024
# Section 2.3.1.2: at least this many redirects are followed.
HOPS = 5
# Section 2.4: a copy is good for a day.
_FRESH = 86_400.0
# How long a robots.txt that could not be read is taken for unreadable before it is asked for again.
_UNREADABLE = 60.0
_KEPT_SITES = 1024
_AGENT = re.compile(r"\s*user-?agent\s*:\s*(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")
_OTHERS = "User-agent: -"
# Section 2.3.1.3: any of these means there is none. 429 and 503 mean "later", for robots.txt as for a page.
_MISSING = range(400, 500)
_LATER = (429, 503)


class Rules:
    """What one robots.txt says to one user agent."""

    def __init__(self, body: bytes, token: str) -> None:
        """`token` is the product token of our User-Agent, without a version."""
        self._token = token.lower()
        if len(body) >= SIZE:
            # The line that was cut could say the opposite of the whole one.
            body = body[:SIZE].rpartition(b"\n")[0]
        self._parsed = Protego.parse(_ours_alone(body, self._token))
        # The host's Crawl-delay in seconds.
        self.delay: float | None = self._parsed.crawl_delay(self._token)
        # What the pages may be used for, as said: names and values.
        self.terms = terms(body.decode("utf-8-sig", errors="replace"), self._token)

    def allows(self, url: URL) -> bool:
        """Whether our user agent may read `url`."""
        return bool(self._parsed.can_fetch(str(url), self._token))


def _ours_alone(body: bytes, token: str) -> str:
    """The file with every user agent but ours and `*` under one name that is nobody's.

    The parser copies a rule once for each agent of its group, which takes half a minute for a file
    of 170 KB that lists thousands; and it compares agents by substring where the RFC wants tokens.
    """
    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", body.decode("utf-8-sig", errors="replace")):
        agent = _AGENT.match(line)
        if agent is None:
            lines.append(line)
            continue
        name = _TOKEN.match(agent[1])
        if agent[1].startswith("*"):
            lines.append("User-agent: *")
        elif name and name[0].lower() == token:
            lines.append(f"User-agent: {token}")
        elif not lines or lines[-1] != _OTHERS:
            lines.append(_OTHERS)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a site's robots.txt gave, rules or the reason there are none, and until when it is good."""

    until: float
    outcome: Rules | FetchError


class Robots:
    """The rules of every site asked lately. Each is fetched once, however many wait for it."""

    def __init__(self, token: str, read: Callable[[URL, Route], Awaitable[bytes]], clock: Callable[[], float]) -> None:
        """`read` brings a robots.txt (cut at SIZE) or raises FetchError; `clock` is monotonic, in seconds."""
        self._token = token
        self._read = read
        self._clock = clock
        self._copies: dict[URL, _Copy] = {}
        self._locks: dict[URL, asyncio.Lock] = {}

    async def admit(self, url: URL, way: Route) -> float | None:
        """The host's Crawl-delay, when `url` may be read; a robots.txt not here yet is fetched by `way`.

        Raises RobotsRefused when it may not, and the FetchError that kept robots.txt from being read.
        """
        rules = await self._rules(url.origin(), way)
        if not rules.allows(url):
            raise RobotsRefused(str(url), f"robots.txt of {url.host} refuses this page to {self._token}")
        return rules.delay

    def says(self, url: URL) -> tuple[tuple[str, str], ...]:
        """What the robots.txt of `url`'s site, where it is here, says of the use of its pages: names and values."""
        copy = self._copies.get(url.origin())
        return copy.outcome.terms if copy and isinstance(copy.outcome, Rules) else ()

    async def _rules(self, site: URL, way: Route) -> Rules:
        async with self._locks.setdefault(site, asyncio.Lock()):
            copy = self._copies.get(site)
            if copy is None or copy.until <= self._clock():
                copy = await self._renew(site, copy, way)
                self._copies.pop(site, None)
                self._copies[site] = copy
        self._forget()
        if isinstance(copy.outcome, FetchError):
            raise copy.outcome.with_traceback(None)
        return copy.outcome

    async def _renew(self, site: URL, old: _Copy | None, way: Route) -> _Copy:
        try:
            rules = await self._ask(site, way)
        except FetchError as error:
            wait = error.retry_after if isinstance(error, HttpStatus) else None
            outcome = old.outcome if old and isinstance(old.outcome, Rules) else error
            return _Copy(self._clock() + min(wait or _UNREADABLE, _UNREADABLE), outcome)
        return _Copy(self._clock() + _FRESH, rules)

    async def _ask(self, site: URL, way: Route) -> Rules:
        """The site's rules as of now. Raises FetchError where they can't be had for now."""
        body = b""
        try:
            body = await self._read(site.join(URL("/robots.txt")), way)
        except TooManyRedirects:
            # Section 2.3.1.2: after five hops a robots.txt may be taken for missing.
            pass
        except HttpStatus as error:
            if error.status in _LATER:
                raise
            if error.status not in _MISSING:
                text = f"robots.txt of {site.host} answers HTTP {error.status}; until it can be read, nothing is"
                raise RobotsRefused(error.url, text) from error
        return Rules(body, self._token)

    def _forget(self) -> None:
        """Drop the sites whose rules were fetched longest ago."""
        while len(self._copies) > _KEPT_SITES:
            site = next(iter(self._copies))
            del self._copies[site]
            if not self._locks[site].locked():
                del self._locks[site]
