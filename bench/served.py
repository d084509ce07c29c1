"""A server to be measured, in a process of its own.

Usage: python bench/served.py site                      the real site, its feed of 50 entries stored and released
       python bench/served.py ordinary                  the same without its fast lane
       python bench/served.py bare FILE TYPE CODING     a handler that answers with FILE's bytes, whatever is asked
"""

import asyncio
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from house import house
from process import serve_until_input_closes
from stories import HOLDER, NOTICE, story

from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.flows.take import keep
from syndicator.model.draft import Draft, Lead, Line
from syndicator.model.moment import Moment
from syndicator.web.app import application
from syndicator.web.fastlane import Runner

ENTRIES = 50


def draft(number: int) -> Draft:
    """What a page with this story says."""
    told = story(number)
    return Draft(
        url=f"https://news.haichuan.example{told.path}",
        title=told.title,
        published=Moment(told.published),
        authors=(told.author,),
        editors=(told.editor,),
        outlet=HOLDER,
        body_html="".join(f"<p>{escape(paragraph)}</p>" for paragraph in told.paragraphs),
        body_text="\n".join(told.paragraphs),
        notices=(Line(NOTICE, "p"),),
        language="zh-CN",
    )


async def fill(services: Services) -> None:
    """Store the stories as a pass does, and release the feed."""
    source = services.catalog.source("haichuan/news")
    assert source is not None
    for number in range(ENTRIES):
        made = draft(number)
        await keep(services, source, made, Lead(made.url, made.title))
    assert await release_all(services) == ()
    assert len(services.library.selection("haichuan")) == ENTRIES


async def site(runner: type[web.AppRunner]) -> None:
    """The real site, run by `runner`."""
    with TemporaryDirectory() as folder:
        async with house(Path(folder)) as services:
            await fill(services)
            await serve_until_input_closes(runner(application(services), access_log=None))


async def bare(path: Path, content_type: str, coding: str) -> None:
    """One handler with ready bytes and the fewest headers: what aiohttp itself costs."""
    body = await asyncio.to_thread(path.read_bytes)
    headers = {"Content-Type": content_type, "Content-Encoding": coding}

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    await serve_until_input_closes(web.AppRunner(app, access_log=None))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["site"]:
            asyncio.run(site(Runner))
        case ["ordinary"]:
            asyncio.run(site(web.AppRunner))
        case ["bare", file, content_type, coding]:
            asyncio.run(bare(Path(file), content_type, coding))
        case _:
            sys.exit(__doc__)
