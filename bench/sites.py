"""A thousand small newsrooms on loopback, each with an address of its own, some of them broken.

Usage: python bench/sites.py well|ill SCALE   (prints its port, serves until its input closes)

Site N answers at 127.20.(N // 250).(N % 250 + 1). A well one has a list page (three of five) or a feed with its
stories in full, sends ETags (every other one) and brings four stories a day; an ill one fails in one of WAYS.
Times pass SCALE times as fast as on a clock.
"""

import asyncio
import contextlib
import hashlib
import itertools
import random
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web
from process import serve_until_input_closes
from stories import HOLDER, NOTICE

PER_NET = 250
LISTED = 5
_PER_DAY = 4
_DAY = 86_400.0
_RETRY = 1800.0
_GOLDEN = 0.618034
# Words of two characters each.
_TOLD = (
    "水库桥梁学校医院码头茶园稻田果树渔船社区广场图书老人孩子教师工人农户灯光河堤道路公交车站早晨傍晚春天秋收去年今年下周雨后修建验收开放种植采摘运送登记公示讨论培训帮助节约增长减少检查安装更换新鲜"
    "宽敞干净热闹便利安全及时充足整齐明亮三十五百两千十二六成半数首批全部逐步共同继续已经正在准备顺利"
)
_WORDS = [_TOLD[at : at + 2] for at in range(0, len(_TOLD), 2)]
WAYS = ("404", "500", "429", "silent", "circle", "garbage", "challenge", "empty", "gzip", "drip")
_CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper" role="main">
<h1>news.example</h1><h2>Verifying you are human. This may take a few seconds.</h2>
<script>window._cf_chl_opt={cType:'managed'};</script></div></body></html>"""
_LIST = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><ul class="news">{rows}</ul></body></html>'
_PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - 海川新闻网</title></head>
<body><div class="main"><h1>{title}</h1><div class="info">{minute}　来源：{holder}　作者：林小满</div>
<div class="text">{body}<p>{notice}</p></div></div></body></html>"""
_FEED = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>海川</title>{items}</channel></rss>'
_ITEM = """<item><guid isPermaLink="false">{site}-{number}</guid><link>http://{host}/a/{number}.html</link>
<title>{title}</title><author>林小满</author><pubDate>{date}</pubDate>
<description><![CDATA[{body}<p>来源：{holder}</p><p>{notice}</p>]]></description></item>"""


def address(site: int) -> str:
    """The loopback address of a site."""
    return f"127.20.{site // PER_NET}.{site % PER_NET + 1}"


def is_feed(site: int) -> bool:
    """Whether a well site is a feed; the others have a list page."""
    return site % 5 > 2


class Sites:
    """Every well site. Stories appear by the clock; nothing is kept but when we began."""

    def __init__(self, scale: float) -> None:
        """Begin now."""
        self._scale = scale
        self._began = time.time()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """A list page, a feed, a story; no robots.txt."""
        host = request.host
        number = _number(host)
        if request.path == "/list" and is_feed(number):
            return self._sent(request, number, self._feed(number, host), "application/rss+xml")
        if request.path == "/list":
            return self._sent(request, number, self._list(number), "text/html")
        if request.path.startswith("/a/"):
            return self._sent(request, number, self._page(number, int(request.path[3:-5])), "text/html")
        return web.Response(status=404)

    def _sent(self, request: web.Request, site: int, text: str, media: str) -> web.Response:
        body = text.encode()
        if site % 2:
            return web.Response(body=body, content_type=media)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, content_type=media, headers={"ETag": etag})

    def _newest(self, site: int) -> range:
        passed = (time.time() - self._began) * self._scale / _DAY * _PER_DAY
        last = LISTED + int(passed + site * _GOLDEN % 1)
        return range(last - 1, last - 1 - LISTED, -1)

    def _published(self, site: int, number: int) -> datetime:
        since = (number - LISTED + 1 - site * _GOLDEN % 1) * _DAY / _PER_DAY / self._scale
        return datetime.fromtimestamp(int(self._began + since), UTC)

    def _list(self, site: int) -> str:
        rows = (f'<li><a href="/a/{number}.html">{_title(site, number)}</a></li>' for number in self._newest(site))
        return _LIST.format(rows="".join(rows))

    def _page(self, site: int, number: int) -> str:
        minute = (self._published(site, number) + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")
        return _PAGE.format(
            title=_title(site, number), minute=minute, holder=HOLDER, notice=NOTICE, body=_body(site, number)
        )

    def _feed(self, site: int, host: str) -> str:
        items = (
            _ITEM.format(
                site=site,
                number=number,
                host=host,
                title=_title(site, number),
                date=format_datetime(self._published(site, number)),
                body=_body(site, number),
                holder=HOLDER,
                notice=NOTICE,
            )
            for number in self._newest(site)
        )
        return _FEED.format(items="".join(items))


class Broken:
    """Every ill site: one of WAYS each, by its number."""

    def __init__(self, scale: float) -> None:
        """Times are `scale` times as short."""
        self._scale = scale

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Fail as this site does, its robots.txt excepted."""
        if request.path == "/robots.txt":
            return web.Response(status=404)
        answer = getattr(self, f"_{way(_number(request.host))}", None)
        found: Callable[[web.Request], Awaitable[web.StreamResponse]] | None = answer
        if found is None:
            return web.Response(status=int(way(_number(request.host))))
        return await found(request)

    async def _429(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(status=429, headers={"Retry-After": str(int(_RETRY / self._scale))})

    async def _silent(self, _request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(_DAY)
        return web.Response()

    async def _circle(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/there" if request.path == "/list" else "/list")

    async def _garbage(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(body=random.randbytes(20_000), content_type="text/html")  # noqa: S311 - noise

    async def _challenge(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=_CHALLENGE, content_type="text/html", headers={"Server": "cloudflare"})

    async def _empty(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=_LIST.format(rows=""), content_type="text/html")

    async def _gzip(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\x1f\x8b\x08" + b"broken" * 100, headers={"Content-Encoding": "gzip"})

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for _ in itertools.count():
                await response.write(b"<li>")
                await asyncio.sleep(1 / self._scale)
        return response


def way(site: int) -> str:
    """How an ill site fails."""
    return WAYS[site // 10 % len(WAYS)]


def _number(host: str) -> int:
    _, _, net, last = host.partition(":")[0].split(".")
    return int(net) * PER_NET + int(last) - 1


def _title(site: int, number: int) -> str:
    chance = random.Random(site << 20 | number)  # noqa: S311 - made-up text, not a secret
    return f"{''.join(chance.choices(_WORDS, k=5))}第{site}之{number}篇"


def _body(site: int, number: int) -> str:
    """Some 600 characters that no other story has."""
    chance = random.Random(site << 21 | number)  # noqa: S311 - as above
    sentences = ("".join(chance.choices(_WORDS, k=8)) + "。" for _ in range(36))
    return "".join(f"<p>{''.join(part)}</p>" for part in zip(*[sentences] * 6, strict=True))


async def main(kind: str, scale: float) -> None:
    """Serve the well sites or the ill ones."""
    sites = Sites(scale) if kind == "well" else Broken(scale)
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", sites.answer)
    await serve_until_input_closes(web.AppRunner(app, access_log=None, shutdown_timeout=1), "0.0.0.0")  # noqa: S104 - all of 127.20/16


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2])))
