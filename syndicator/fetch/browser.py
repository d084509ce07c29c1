"""Pages that need JavaScript: read by a real browser, behind the guarded proxy, in the same limits."""

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

from syndicator.errors import ConnectionFailed
from syndicator.fetch.client import Fetcher
from syndicator.fetch.guard import Allowed
from syndicator.fetch.limits import Limits
from syndicator.fetch.route import at_home, route
from syndicator.fetch.visit import Visit
from syndicator.model.page import Page
from syndicator.model.source import Manner

if TYPE_CHECKING:
    from syndicator.fetch.chromium import Chromium


_PLAIN = Manner()


def missing(executable: Path) -> str:
    """What must be installed before a page can be read; "" for nothing."""
    if importlib.util.find_spec("playwright") is None:
        return "pages that need JavaScript are read by Playwright: pip install 'syndicator[browser]'"
    if not (executable.is_file() and os.access(executable, os.X_OK)):
        return f"there is no Chromium at {executable}: apt install chromium, or set fetch.chromium to where it is"
    return ""


class Browser:
    """Reads pages as a visitor sees them. `close` it at the end; nothing is started before the first page.

    `fetcher` gives the turns: robots.txt, rest and pace are one for both.
    """

    def __init__(
        self, fetcher: Fetcher, *, executable: Path, user_agent: str, limits: Limits, allowed: Allowed
    ) -> None:
        self._fetcher = fetcher
        self._executable = executable
        self._user_agent = user_agent
        self._limits = limits
        self._allowed = allowed
        self._chromium: Chromium | None = None

    async def get(self, url: str, *, manner: Manner = _PLAIN, wait: str = "") -> Page:
        """The page at `url` as its scripts have built it, in UTF-8; `wait` is a CSS selector it is not done without.

        The headers of `manner`, where they may go there, are sent to the host of `url` alone; its name and its proxy
        hold for all that the page loads. Raises the FetchError family, and nothing else, for anything a server or a
        script may do.
        """
        chromium = self._ready()
        way = route(manner, self._user_agent, self._allowed)
        async with chromium.slots, self._fetcher.visit(url, manner) as here:
            return await chromium.read(Visit(here, tuple(at_home(manner, here)), way, wait))

    async def close(self) -> None:
        """Stop the browser, where one was started."""
        if self._chromium is not None:
            await self._chromium.close()

    def _ready(self) -> "Chromium":
        """The browser's keeper. Raises ConnectionFailed where something must be installed first."""
        if self._chromium is None:
            if why := missing(self._executable):
                raise ConnectionFailed(str(self._executable), why)
            from syndicator.fetch.chromium import Chromium  # noqa: PLC0415 - Playwright is an extra

            self._chromium = Chromium(self._executable, self._limits, self._allowed)
        return self._chromium
