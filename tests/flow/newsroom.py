"""A small newsroom for flow tests: pages in a dict, served over real HTTP, changed at will."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

FEED = """title = "海川要闻"
language = "zh-CN"
home_url = "http://127.0.0.1:{port}/"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "html"
name = "news"
url = "http://127.0.0.1:{port}/news/"
item = "ul.list li"

[[source]]
kind = "inbox"
name = "inbox"
url = "inbox"
[source.rights]
reprint = "attribution"
[source.text]
script = "hans"
"""

ARTICLE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - 海川新闻网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/news/">新闻</a></div>
<div class="article"><h1>{title}</h1>
<p class="info">2026-11-20 08:30　来源：{outlet}　作者：周文海</p>
<div class="content"><p>{title}的消息传来，海川县的干部群众都很高兴。记者在现场看到，工人们正在抓紧施工，机器轰鸣，一派繁忙景象。</p>
<p>县水务局负责人介绍，这项工程总投资三千二百万元，建成后可以保障沿河六个乡镇、四万多亩农田的灌溉用水。</p>
<p>{body}</p>
<p>{notice}</p></div></div>
<div class="footer">海川县 地址：海川县人民路1号</div></body></html>"""

NOTICE = "（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def article(
    title: str, *, outlet: str = "海川县融媒体中心", body: str = "工程计划明年五月完工。", notice: str = NOTICE
) -> bytes:
    """One article page."""
    return ARTICLE.format(title=title, outlet=outlet, body=body, notice=notice).encode()


def listing(*paths: str) -> bytes:
    """A list page with a row for each path."""
    rows = "".join(f'<li><a href="{path}">第{number}条新闻的标题</a></li>' for number, path in enumerate(paths, 1))
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body><ul class="list">{rows}</ul></body></html>'.encode()


@dataclass
class Newsroom:
    """What the site serves: bytes as a 200 page, an int as a bare status, a handler for anything else."""

    port: int
    pages: dict[str, bytes | int | Handler] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def write(self, count: int) -> None:
        """`count` ordinary articles and their list."""
        names = [f"/a/{number}.html" for number in range(1, count + 1)]
        self.pages["/news/"] = listing(*names)
        for number, name in enumerate(names, 1):
            self.pages[name] = article(f"海川县第{number}座水闸开工建设")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Whatever `pages` holds for the path."""
        self.asked.append(request.path)
        page = self.pages.get(request.path, 404)
        if isinstance(page, bytes):
            return web.Response(body=page, content_type="text/html")
        return web.Response(status=page) if isinstance(page, int) else await page(request)


def declare(root: Path, port: int, server: int = 0, feed: str = FEED) -> Path:
    """Write config.toml and feeds/haichuan.toml in `root`; returns config.toml's path."""
    (root / "feeds").mkdir(exist_ok=True)
    (root / "feeds" / "haichuan.toml").write_text(feed.replace("{port}", str(port)), encoding="utf-8")
    path = root / "config.toml"
    path.write_text(
        f'[server]\nport = {server}\n[site]\nbase_url = "http://feeds.haichuan.example"\n[data]\ndir = "data"\n'
        f'[fetch]\nallow_hosts = ["127.0.0.1:{port}"]\ndelay = 0\nmax_bytes = "1 MB"\nread = "1s"\ntotal = "3s"\n'
        "[schedule]\njitter = 0\nrefresh = 1\n",
        encoding="utf-8",
    )
    return path
