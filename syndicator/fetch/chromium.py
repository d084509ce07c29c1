"""One Chromium for all pages (extra `browser`): the only module that knows Playwright.

Started when the first page is asked for and stopped when none was for a while. Each page is in a context of its own
with a proxy of its own, so that nothing is shared and everything is counted.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, ProxySettings, async_playwright
from yarl import URL

from syndicator.errors import ConnectionFailed, FetchError, TooLarge, TooManyRedirects, TooSlow
from syndicator.fetch.guard import Allowed, web_address
from syndicator.fetch.limits import Limits
from syndicator.fetch.proxy import Proxy
from syndicator.fetch.tab import Heard, gate, settle
from syndicator.fetch.visit import Visit
from syndicator.model import page as model

_ARGUMENTS: Final = (
    # Every name is the proxy's to look up; UDP has no proxy.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--disable-remote-fonts",
    "--blink-settings=imagesEnabled=false",
    # A page's scripts get this many MB; then its tab crashes, alone.
    "--js-flags=--max-old-space-size=512",
)
# Loopback and link-local addresses go through the proxy like all others.
_NO_BYPASS: Final = "<-loopback>"
# A context without a proxy of its own reaches nothing.
_NOWHERE: Final = ProxySettings(server="http://127.0.0.1:9", bypass=_NO_BYPASS)
_TABS: Final = 2
_SIZE: Final = "document.documentElement ? document.documentElement.outerHTML.length : 0"
_CLOSING: Final = 5.0
_IDLE: Final = 120.0
_REDIRECTS: Final = "ERR_TOO_MANY_REDIRECTS"
_LONGEST: Final = 300


class Chromium:
    """Keeps the browser. `slots` are the pages that may be open at once: hold one while reading."""

    def __init__(self, executable: Path, limits: Limits, allowed: Allowed) -> None:
        """Nothing is started yet."""
        self._executable = executable
        self._limits = limits
        self._allowed = allowed
        self.slots = asyncio.Semaphore(_TABS)
        self._starting = asyncio.Lock()
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        self._open = 0
        self._idle: asyncio.Task[None] | None = None

    async def read(self, visit: Visit) -> model.Page:
        """See Browser.get, for an address that may be read now."""
        here, heard = visit.here, Heard(visit.here)
        async with Proxy(self._limits, self._allowed, visit.way.proxy) as proxy:
            try:
                async with _clock(self._limits.total, proxy), self._tab(visit, heard, proxy) as opened:
                    body, address = await self._page(visit, heard, opened)
            except Error as error:
                raise self._explained(heard, proxy, error.message) from error
            except TimeoutError:
                if not proxy.full:
                    raise TooSlow(str(here), f"not done within {self._limits.total:g} s") from None
            if proxy.full:
                raise self._too_large(here)
            # What the proxy answered in a site's place is no page.
            self._check(heard, proxy)
        return model.Page(address, body, "text/html; charset=utf-8")

    async def close(self) -> None:
        """Stop the browser."""
        if self._idle is not None:
            self._idle.cancel()
        async with self._starting:
            await self._stop()

    async def _page(self, visit: Visit, heard: Heard, opened: Page) -> tuple[bytes, str]:
        """The document as it stands once it is done, and its address."""
        await opened.goto(str(visit.here), wait_until="domcontentloaded", timeout=0)
        if heard.good:
            await settle(opened, visit.wait)
        if await opened.evaluate(_SIZE) > self._limits.max_bytes:
            raise self._too_large(visit.here)
        body = (await opened.content()).encode("utf-8", "replace")
        if len(body) > self._limits.max_bytes:
            raise self._too_large(visit.here)
        return body, str(web_address(opened.url))

    def _check(self, heard: Heard, proxy: Proxy) -> None:
        """Raise the FetchError of an answer that is no page, or of a connection that was not made."""
        for url in (heard.here, heard.answered):
            if refused := proxy.refusal(url):
                raise type(refused)(str(heard.here), str(refused))
        heard.check()

    def _explained(self, heard: Heard, proxy: Proxy, words: str) -> FetchError:
        """Why a page could not be read, in the project's own errors."""
        if proxy.full:
            return self._too_large(heard.here)
        try:
            self._check(heard, proxy)
        except FetchError as error:
            return error
        url, line = str(heard.here), " ".join(words.partition("\n")[0].split())[:_LONGEST]
        return TooManyRedirects(url, line) if _REDIRECTS in words else ConnectionFailed(url, f"the browser: {line}")

    def _too_large(self, here: URL) -> TooLarge:
        return TooLarge(str(here), f"the page and what it loads pass {self._limits.max_bytes:,} bytes")

    @asynccontextmanager
    async def _tab(self, visit: Visit, heard: Heard, proxy: Proxy) -> AsyncIterator[Page]:
        """An empty tab in a context of its own, closed at the end whatever its scripts are doing."""
        browser = await self._started()
        self._open += 1
        context = None
        try:
            context = await browser.new_context(
                proxy=ProxySettings(server=proxy.address, bypass=_NO_BYPASS),
                user_agent=visit.way.user_agent,
                service_workers="block",
                accept_downloads=False,
            )
            await context.route("**/*", partial(gate, visit))
            opened = await context.new_page()
            opened.on("response", heard.hear)
            yield opened
        finally:
            self._open -= 1
            # Shielded: the time that is up is the page's, not that of tidying after it.
            await asyncio.shield(self._tidy(context))

    async def _tidy(self, context: BrowserContext | None) -> None:
        try:
            async with asyncio.timeout(_CLOSING):
                if context is not None:
                    await context.close()
        except (TimeoutError, Error):
            # A tab that can't be closed would stay for good: a fresh browser for the next page.
            async with self._starting:
                await self._stop()
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.create_task(self._rest())

    async def _rest(self) -> None:
        """Stop the browser once nobody has used it for a while."""
        await asyncio.sleep(_IDLE)
        async with self._starting:
            if not self._open:
                await self._stop()

    async def _started(self) -> Browser:
        """The running browser, started or started again where there is none. Raises ConnectionFailed."""
        async with self._starting:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            await self._stop()
            self._driver = await async_playwright().start()
            try:
                self._browser = await self._driver.chromium.launch(
                    executable_path=self._executable,
                    args=list(_ARGUMENTS),
                    proxy=_NOWHERE,
                    # Chromium refuses its own sandbox to root.
                    chromium_sandbox=os.geteuid() != 0,
                )
            except Error as error:
                await self._stop()
                why = " ".join(error.message.split())[:_LONGEST]
                raise ConnectionFailed(str(self._executable), f"Chromium does not start: {why}") from error
            return self._browser

    async def _stop(self) -> None:
        browser, driver = self._browser, self._driver
        self._browser = self._driver = None
        with suppress(Error, TimeoutError):
            async with asyncio.timeout(_CLOSING):
                if browser is not None:
                    await browser.close()
        if driver is not None:
            await driver.stop()


@asynccontextmanager
async def _clock(seconds: float, proxy: Proxy) -> AsyncIterator[None]:
    """Raise TimeoutError when the time is up, or at once when the proxy is full."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(seconds) as clock:
        proxy.when_full = lambda: clock.reschedule(loop.time())
        try:
            yield
        finally:
            proxy.when_full = None
