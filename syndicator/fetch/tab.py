"""What one tab may load, when its page is there, and when it is done."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from playwright.async_api import Error, Page, Response, Route
from yarl import URL

from syndicator.errors import HttpStatus
from syndicator.fetch.retry_after import retry_after
from syndicator.fetch.visit import Visit

_BLOCKED: Final = frozenset({"image", "media", "font", "texttrack"})
_GOOD: Final = range(200, 300)
_BAD: Final = 400
_ELEMENTS: Final = "document.getElementsByTagName('*').length"
# A page is done when nothing was added between two looks; how often it is looked at, and for how long at most.
_LOOK, _SETTLE = 0.25, 8.0


async def gate(visit: Visit, route: Route) -> None:
    """Let a request out, unless it is for what is not read; the visit's headers go to its own host alone."""
    request = route.request
    # The tab may be closed by the time a request is decided.
    with suppress(Error):
        if request.resource_type in _BLOCKED:
            await route.abort("blockedbyclient")
        elif visit.headers and URL(request.url).origin() == visit.here.origin():
            own = {name.lower(): value for name, value in visit.headers}
            await route.continue_(headers={**request.headers, **own})
        else:
            await route.continue_()


class Heard:
    """What was asked for, and what was answered last, redirects followed."""

    def __init__(self, here: URL) -> None:
        """`here` is the address asked for."""
        self.here = here
        self._response: Response | None = None

    def hear(self, response: Response) -> None:
        """Note the answers for the page itself, not for what it loads."""
        request = response.request
        # A window that the page opens has no frame yet.
        with suppress(Error):
            if request.is_navigation_request() and request.frame.parent_frame is None:
                self._response = response

    @property
    def answered(self) -> URL:
        """The address of the last answer."""
        return URL(self._response.url) if self._response else self.here

    @property
    def good(self) -> bool:
        """Whether there is a page."""
        return self._response is not None and self._response.status in _GOOD

    def check(self) -> None:
        """Raise HttpStatus where the answer is no page; nothing where there was none."""
        if self._response is not None and self._response.status >= _BAD:
            told = self._response.headers
            wait = retry_after(told.get("retry-after"), told.get("date"), datetime.now(UTC))
            raise HttpStatus(str(self.here), self._response.status, wait)


async def settle(page: Page, wait: str) -> None:
    """Wait until the scripts have built the page: `wait` is there, and nothing more is added; some seconds at most."""
    with suppress(Error, TimeoutError):
        async with asyncio.timeout(_SETTLE):
            if wait:
                await page.wait_for_selector(f"css={wait}", state="attached", timeout=0)
            else:
                await page.wait_for_load_state("networkidle", timeout=0)
            before, now = -1, await page.evaluate(_ELEMENTS)
            while before != now:
                await asyncio.sleep(_LOOK)
                before, now = now, await page.evaluate(_ELEMENTS)
