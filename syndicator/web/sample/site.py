"""The sample newsroom on aiohttp: served over loopback, read over real HTTP like any site."""

from datetime import date, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from syndicator.web.sample.edition import Asset, Edition, edition
from syndicator.web.sample.memory import Memory
from syndicator.web.sample.story import CHINA, stories

# Fits a service, a few readers and the tests; each address the site is asked under is rendered once.
_ADDRESSES = 8
_READERS = 1000
_LIST = "/news/"


class Newsroom:
    """The site's state: when it opened, and when its one edit goes out.

    The edit of the reservoir story goes out when a reader who was served that story comes back to
    the front list, so that the second pass of a service sees it, once; or at once by `amend()`.
    """

    def __init__(self, memory: Memory, *, edits: bool = True) -> None:
        """`edits` false: the edit waits for `amend()`."""
        self._memory = memory
        self._edits = edits
        self._amendable = {story.path for story in stories(memory.opened) if story.amended}
        self._edition = lru_cache(maxsize=2 * _ADDRESSES)(self._render)

    @property
    def amended(self) -> bool:
        """Whether the edit is out."""
        return self._memory.amended

    def amend(self) -> None:
        """Bring the edit out."""
        self._memory.amend()

    def edition(self, base: str) -> Edition:
        """The site as it is now, for those who ask under `base`."""
        return self._edition(base, amended=self.amended)

    def note(self, path: str, reader: str) -> None:
        """Remember who read what; this may bring the edit out."""
        if not self._edits or self.amended:
            return
        readers = self._memory.readers
        if path == _LIST and reader in readers:
            self.amend()
        elif path in self._amendable and reader not in readers and len(readers) < _READERS:
            self._memory.served(reader)

    def _render(self, base: str, *, amended: bool) -> Edition:
        return edition(self._memory.opened, base, amended=amended)


NEWSROOM = web.AppKey("newsroom", Newsroom)


def app(today: date | None = None, *, edits: bool = True, memory: Path | None = None) -> web.Application:
    """The newsroom as of `today`, else of its first run: its stories date from the two weeks before.

    `memory` is a file that keeps the day of the first run, and whether the edit is out, across
    restarts; without one, each start is the first. `edits` false: the edit waits for `amend()`.
    """
    kept = Memory.load(memory, today or datetime.now(CHINA).date())
    if today:
        kept.opened = today
    application = web.Application()
    application[NEWSROOM] = Newsroom(kept, edits=edits)
    application.router.add_get("/{path:.*}", _answer)
    return application


async def serve(port: int, *, today: date | None = None, memory: Path | None = None) -> web.AppRunner:
    """Serve the newsroom on loopback until the runner's cleanup(). Raises OSError where the port is taken."""
    runner = web.AppRunner(app(today, memory=memory), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


async def _answer(request: web.Request) -> web.Response:
    newsroom = request.app[NEWSROOM]
    if request.method == "GET":
        newsroom.note(request.path, request.headers.get("User-Agent", ""))
    site = newsroom.edition(f"{request.scheme}://{request.host}")
    asset = site.assets.get(request.path)
    if asset is None:
        return web.Response(status=404, body=site.missing.body, headers={"Content-Type": site.missing.content_type})
    headers = {
        "ETag": asset.etag,
        "Last-Modified": format_datetime(asset.modified, usegmt=True),
        "Cache-Control": "max-age=0, must-revalidate",
    }
    if _has_it(request, asset):
        return web.Response(status=304, headers=headers)
    return web.Response(body=asset.body, headers={**headers, "Content-Type": asset.content_type})


def _has_it(request: web.Request, asset: Asset) -> bool:
    """RFC 9110, section 13.2.2: If-None-Match decides alone where it is given."""
    if request.if_none_match is not None:
        return any(f'"{etag.value}"' == asset.etag or etag.value == "*" for etag in request.if_none_match)
    since = request.if_modified_since
    return since is not None and asset.modified - since < timedelta(seconds=1)
