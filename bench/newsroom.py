"""A generated newsroom on loopback, in a process of its own, so that its work is not counted as ours.

Usage: python bench/newsroom.py STORIES   (prints its port, serves until its input closes)

`/list/1.html` and on are its list pages, `/few/1.html` one of three stories for warming up.
`/-/edit?number=N` corrects a story; `/-/validators?on=0` stops it sending ETags, as many sites never do.
"""

import asyncio
import hashlib
import sys
from html import escape

from aiohttp import web
from process import serve_until_input_closes
from stories import HOLDER, NOTICE, Story, story

# Pages are as large as county papers' are, most of it around the article: some 60 KB, some 550 elements.
PER_PAGE = 50
_FEW = 3
_MENU = ("首页", "要闻", "政务", "乡镇", "民生", "文化", "教育", "健康", "生态", "视频", "图片", "专题", "公告", "互动")
_STYLE = "".join(
    f".c{number}{{margin:{number}px;padding:0 {number}px;color:#333;float:left}}\n" for number in range(330)
)
_SCRIPT = "".join(f"window.stat=window.stat||[];stat.push(['track',{number},'page']);\n" for number in range(330))
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>{title} - 海川新闻网</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{minute}">
<meta name="ContentSource" content="{holder}"><meta name="Author" content="{author}">
<style>{style}</style><script>{script}</script></head><body>
<div class="top"><ul class="menu">{menu}</ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/list/1.html">要闻</a> &gt; 正文</div>
<div class="main"><h1 class="title">{title}</h1>
<div class="info"><span>发布时间：{minute}</span> <span>来源：{holder}</span> <span>作者：{author}</span></div>
<div class="text" id="zoom">{body}
<p class="editor">（编辑：{editor}）</p><p>{notice}</p></div></div>
<div class="side"><h2>相关新闻</h2><ul>{related}</ul><h2>点击排行</h2><ol>{ranking}</ol>
<h2>图片新闻</h2>{pictures}</div>
<div class="foot"><p>主办：海川县融媒体中心　地址：海川县人民路1号</p><p>建议使用1280×768以上分辨率浏览</p></div>
</body></html>"""


class Newsroom:
    """Every page as bytes with its ETag, made before the first request."""

    def __init__(self, count: int) -> None:
        """Write `count` stories and the lists that lead to them."""
        self._stories = [story(number) for number in range(count)]
        self._validators = True
        self._pages: dict[str, tuple[bytes, str]] = {}
        for one in self._stories:
            self._put(one.path, self._article(one))
        lists = [self._stories[at : at + PER_PAGE] for at in range(0, count, PER_PAGE)]
        for number, shown in enumerate(lists, 1):
            self._put(f"/list/{number}.html", _listing(shown, number + 1 if number < len(lists) else None))
        few = [story(count + number) for number in range(_FEW)]
        for one in few:
            self._put(one.path, self._article(one))
        self._put("/few/1.html", _listing(few, None))

    async def page(self, request: web.Request) -> web.Response:
        """A page, or 304 for a reader that has it."""
        found = self._pages.get(request.path)
        if found is None:
            return web.Response(status=404)
        body, etag = found
        if not self._validators:
            return web.Response(body=body, content_type="text/html")
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, content_type="text/html", headers={"ETag": etag})

    async def edit(self, request: web.Request) -> web.Response:
        """Correct one story."""
        changed = story(int(request.query["number"]), edited=True)
        self._put(changed.path, self._article(changed))
        return web.Response()

    async def validators(self, request: web.Request) -> web.Response:
        """Send ETags, or none."""
        self._validators = request.query["on"] == "1"
        return web.Response()

    def _put(self, path: str, text: str) -> None:
        body = text.encode()
        self._pages[path] = body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'

    def _article(self, one: Story) -> str:
        around = [self._stories[(one.number + step) % len(self._stories)] for step in range(1, 61)]
        return _PAGE.format(
            title=one.title,
            minute=f"{one.published:%Y-%m-%d %H:%M}",
            holder=HOLDER,
            author=one.author,
            editor=one.editor,
            notice=NOTICE,
            style=_STYLE,
            script=_SCRIPT,
            menu="".join(_menu(number, name) for number, name in enumerate(_MENU)),
            body="\n".join(f'<p style="text-indent:2em">{escape(paragraph)}</p>' for paragraph in one.paragraphs),
            related="".join(_row(other) for other in around[:20]),
            ranking="".join(_row(other) for other in around[20:40]),
            pictures="".join(_picture(other) for other in around[40:]),
        )


def _listing(shown: list[Story], following: int | None) -> str:
    more = f'<a class="next" href="/list/{following}.html">下一页</a>' if following else ""
    rows = "".join(_row(one) for one in shown)
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"></head>'
    return f'{head}<body><ul class="news">{rows}</ul>{more}</body></html>'


def _row(one: Story) -> str:
    return f'<li><a href="{one.path}" target="_blank">{one.title}</a><span>{one.published:%m-%d}</span></li>'


def _picture(one: Story) -> str:
    return f'<div class="pic"><a href="{one.path}"><img src="/img/{one.number}.jpg" alt=""><p>{one.title}</p></a></div>'


def _menu(number: int, name: str) -> str:
    parts = "".join(f'<dd><a href="/{number}/{part}/">{name}·{_MENU[part]}</a></dd>' for part in range(10))
    return f'<li class="c{number}"><a href="/{number}/">{name}</a><dl>{parts}</dl></li>'


async def main(count: int) -> None:
    """Serve `count` stories."""
    site = Newsroom(count)
    app = web.Application()
    app.add_routes(
        [
            web.get("/-/edit", site.edit),
            web.get("/-/validators", site.validators),
            web.get("/{path:.*}", site.page),
        ]
    )
    await serve_until_input_closes(web.AppRunner(app, access_log=None))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
