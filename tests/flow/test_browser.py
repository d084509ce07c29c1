"""Pages that scripts build, read by Chromium behind the guarded proxy."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import web
from forwarder import Forwarder
from newsroom import NOTICE, declare

from syndicator.config import load
from syndicator.errors import (
    AddressRefused,
    ConfigError,
    ConnectionFailed,
    HttpStatus,
    RobotsRefused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from syndicator.fetch.browser import Browser, missing
from syndicator.fetch.client import Fetcher
from syndicator.fetch.guard import Allowed
from syndicator.fetch.limits import Limits
from syndicator.flows.declare import declared
from syndicator.flows.ingest import ingest
from syndicator.model.source import Manner
from syndicator.start import services as opened
from syndicator.store import articles

CHROMIUM = Path("/usr/bin/chromium")
LIMITS = Limits(max_bytes=1_000_000, connect=5, read=5, total=20)
# A page that must run out of time does so soon.
SHORT = Limits(max_bytes=1_000_000, connect=5, read=5, total=4)

needs_chromium = pytest.mark.skipif(bool(missing(CHROMIUM)), reason=missing(CHROMIUM) or "Chromium is there")

LIST = """<html><body><div id="app">加载中</div><script>
fetch("/api/list").then(answer => answer.json()).then(rows => setTimeout(() => {
  document.getElementById("app").innerHTML = '<ul class="rows">' + rows.map(row =>
    `<li><a href="/detail.html?id=${row.id}">${row.title}</a><time datetime="${row.time}"></time></li>`).join("") + "</ul>";
}, 200));
</script><img src="/picture.png"><video src="/film.mp4"></video></body></html>"""
DETAIL = """<html><head><meta charset="gb2312"></head><body><main id="app"></main><script>
const id = new URLSearchParams(location.search).get("id");
fetch("/api/" + id).then(answer => answer.json()).then(story => {
  document.title = story.title;
  document.getElementById("app").innerHTML = `<h1>${story.title}</h1><p class="info">${story.time}　来源：海川县融媒体中心　作者：周文海</p>
    <div class="content">${story.lines.map(line => `<p>${line}</p>`).join("")}</div>`;
});
</script></body></html>"""
FEED = """title = "海川要闻"
language = "zh-CN"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "browser"
name = "app"
url = "http://127.0.0.1:{port}/list.html"
item = "ul.rows li"
"""


class Site:
    """What the site serves, and what was asked of it."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        self.headers = {}
        self.port = 0

    def at(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    async def answer(self, request):
        self.asked.append(request.path)
        self.headers[request.path] = request.headers
        page = self.pages.get(request.path, 404)
        if isinstance(page, str):
            return web.Response(text=page, content_type="text/html")
        if isinstance(page, list | dict):
            return web.json_response(page)
        return web.Response(status=page) if isinstance(page, int) else await page(request)


async def serve(site):
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    return runner


@pytest.fixture
async def site():
    made = Site()
    runner = await serve(made)
    yield made
    await runner.cleanup()


@pytest.fixture
async def inside():
    """A server that nobody may reach: the service's own network."""
    made = Site()
    runner = await serve(made)
    yield made
    await runner.cleanup()


@pytest.fixture
def limits():
    return LIMITS


@pytest.fixture
async def browser(site, limits):
    ours = [f"127.0.0.1:{site.port}"]
    async with Fetcher(user_agent="Syndicator/0.1 (+tests)", limits=limits, allow_hosts=ours, delay=0) as fetcher:
        made = Browser(
            fetcher, executable=CHROMIUM, user_agent="Syndicator/0.1 (+tests)", limits=limits, allowed=Allowed(ours)
        )
        yield made
        await made.close()


def text(page):
    return page.body.decode("utf-8")


@needs_chromium
async def test_a_list_and_articles_that_scripts_build_become_a_feed(tmp_path, site):
    site.pages["/list.html"] = LIST
    site.pages["/detail.html"] = DETAIL
    site.pages["/api/list"] = [
        {"id": number, "title": f"海川县第{number}座水闸开工建设", "time": "2026-11-20"} for number in (1, 2)
    ]
    for number in (1, 2):
        site.pages[f"/api/{number}"] = {
            "title": f"海川县第{number}座水闸开工建设",
            "time": "2026-11-20 08:30",
            "lines": [
                "消息传来，海川县的干部群众都很高兴。记者在现场看到，工人们正在抓紧施工，机器轰鸣，一派繁忙景象。",
                f"县水务局负责人介绍，第{number}项工程总投资三千二百万元，建成后可以保障沿河六个乡镇、四万多亩农田的灌溉用水。",
                NOTICE,
            ],
        }
    config = declare(tmp_path, site.port, feed=FEED)
    config.write_text(config.read_text("utf-8").replace('total = "3s"', 'total = "20s"'), encoding="utf-8")
    async with opened(load(config, environ={})) as services:
        run = await ingest(services, services.catalog.source("haichuan/app"))
        assert (run.new, run.problems, run.error) == (2, (), "")
        async with services.database.read() as connection:
            found = await articles.newest(connection, "haichuan", 10, services.now())
    assert {article.title for article in found} == {f"海川县第{number}座水闸开工建设" for number in (1, 2)}
    assert all(article.authors == ("周文海",) and "灌溉用水" in article.body_text for article in found)
    assert all(article.rights.holder == "海川县融媒体中心" and not article.holds for article in found)
    assert not {"/picture.png", "/film.mp4"} & set(site.asked)


@needs_chromium
async def test_a_page_is_read_when_what_is_waited_for_is_there(site, browser):
    site.pages["/"] = """<body><script>setTimeout(() => {
      const row = document.createElement("li"); row.className = "late"; row.textContent = "晚到"; document.body.append(row)
    }, 1500)</script></body>"""
    page = await browser.get(site.at("/"), wait="li.late")
    assert "晚到" in text(page)
    assert (page.url, page.content_type) == (site.at("/"), "text/html; charset=utf-8")


@needs_chromium
async def test_it_names_itself_and_tells_no_other_host_the_sources_headers(site, browser, inside):
    browser._allowed._ports.add(("127.0.0.1", inside.port))
    inside.pages["/other.js"] = "document.title = 'other'"
    site.pages["/"] = f'<body><script src="{inside.at("/other.js")}"></script><script src="/own.js"></script></body>'
    headers = (("X-Key", "geheim"), ("Cookie", "a=b"))
    await browser.get(site.at("/"), manner=Manner(site.at("/list"), headers))
    assert site.headers["/"]["User-Agent"] == "Syndicator/0.1 (+tests)"
    assert (site.headers["/"]["X-Key"], site.headers["/own.js"]["X-Key"]) == ("geheim", "geheim")
    assert "X-Key" not in inside.headers["/other.js"]
    assert "Cookie" not in inside.headers["/other.js"]
    await browser.get(site.at("/"), manner=Manner(user_agent="Another/1"))
    assert inside.headers["/other.js"]["User-Agent"] == "Another/1"


@needs_chromium
async def test_a_source_is_read_by_way_of_its_proxy(tmp_path, site, inside):
    site.pages["/list.html"] = '<ul class="rows"><li><a href="/detail.html?id=1">海川县一座水闸开工建设</a></li></ul>'
    site.pages["/detail.html"] = DETAIL
    site.pages["/api/1"] = {
        "title": "海川县一座水闸开工建设",
        "time": "2026-11-20 08:30",
        "lines": [
            "消息传来，海川县的干部群众都很高兴。记者在现场看到，工人们正在抓紧施工，机器轰鸣，一派繁忙景象。",
            NOTICE,
        ],
    }
    site.pages["/private.html"] = (
        f'<p id="out"></p><script>fetch("{inside.at("/secret")}", {{mode: "no-cors"}}).catch(() => "")</script>'
    )
    async with Forwarder("geheim") as forwarder:
        forwarder.names["news.example"] = site.port
        feed = FEED.replace("http://127.0.0.1:{port}", "http://news.example")
        config = declare(tmp_path, forwarder.port, feed=f'{feed}proxy = "{forwarder.address}"\n')
        config.write_text(config.read_text("utf-8").replace('total = "3s"', 'total = "20s"'), encoding="utf-8")
        async with opened(load(config, environ={})) as services:
            source = services.catalog.source("haichuan/app")
            run = await ingest(services, source)
            assert (run.new, run.problems, run.error) == (1, (), "")
            await services.browser.get("http://news.example/private.html", manner=source.manner)
    assert "GET http://news.example/robots.txt" in forwarder.asked
    assert "GET http://news.example/api/1" in forwarder.asked
    assert all("news.example" in line for line in forwarder.asked), "a browser asks for pages of its own maker as well"
    assert inside.asked == []


@needs_chromium
async def test_a_proxy_that_is_not_the_admins_is_not_gone_by(site, browser):
    with pytest.raises(AddressRefused, match="not listed in fetch"):
        await browser.get(site.at("/"), manner=Manner(proxy="http://proxy.example:3128"))
    assert site.asked == []


@needs_chromium
async def test_a_page_reaches_no_address_that_is_not_public(site, browser, inside):
    inside.pages["/secret"] = "geheim"
    addresses = [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        inside.at("/secret"),
        inside.at("/secret").replace("127.0.0.1", "localhost"),
        inside.at("/secret").replace("127.0.0.1", "[::1]"),
        inside.at("/secret").replace("127.0.0.1", "2130706433"),
        inside.at("/secret").replace("http", "https"),
    ]
    site.pages["/"] = (
        f'<body><iframe src="{inside.at("/secret")}"></iframe><script src="{inside.at("/secret")}"></script>'
        f'<object data="{inside.at("/secret")}"></object><p id="out"></p><script>'
        f"new WebSocket('{inside.at('/ws').replace('http', 'ws')}');"
        f"navigator.sendBeacon('{inside.at('/beacon')}', 'x');"
        f"const link = document.createElement('link'); link.rel = 'prefetch'; link.href = '{inside.at('/prefetch')}'; document.head.append(link);"
        f"Promise.all({addresses!r}.map(url => fetch(url, {{mode: 'no-cors'}}).then(answer => answer.text(), () => 'refused')))"
        ".then(said => document.getElementById('out').textContent = said.join(' ') + ' done')</script></body>"
    )
    page = await browser.get(site.at("/"), wait="iframe")
    assert " done" in text(page)
    assert "geheim" not in text(page)
    assert inside.asked == []


@needs_chromium
@pytest.mark.parametrize("how", ["header", "script", "meta"])
async def test_a_page_that_leads_to_such_an_address_is_refused(site, browser, inside, how):
    there = inside.at("/secret")

    async def moved(_request):
        raise web.HTTPFound(there)

    site.pages["/"] = {
        "header": moved,
        "script": f"<script>location.href = '{there}'</script>",
        "meta": f'<meta http-equiv="refresh" content="0; url={there}">',
    }[how]
    with pytest.raises(AddressRefused, match="not a public one"):
        await browser.get(site.at("/"))
    assert inside.asked == []


@needs_chromium
@pytest.mark.parametrize("address", ["http://169.254.169.254/", "http://192.168.0.1/", "file:///etc/passwd", "x"])
async def test_such_an_address_is_refused_when_asked_for(browser, address):
    with pytest.raises(AddressRefused):
        await browser.get(address)


@needs_chromium
@pytest.mark.parametrize(
    ("status", "headers", "wait"), [(404, {}, None), (410, {}, None), (500, {}, None), (503, {"Retry-After": "7"}, 7)]
)
async def test_an_answer_that_is_no_page(site, browser, status, headers, wait):
    async def answer(_request):
        return web.Response(status=status, headers=headers)

    site.pages["/x"] = answer
    with pytest.raises(HttpStatus) as caught:
        await browser.get(site.at("/x"))
    assert (caught.value.status, caught.value.retry_after) == (status, wait)


@needs_chromium
async def test_redirects_are_followed_and_circles_are_not(site, browser):
    async def to_end(_request):
        raise web.HTTPMovedPermanently("/end")

    async def to_itself(_request):
        raise web.HTTPFound("/circle")

    site.pages |= {"/": to_end, "/end": "<p>到了</p>", "/circle": to_itself}
    page = await browser.get(site.at("/"))
    assert (page.url, "到了" in text(page)) == (site.at("/end"), True)
    with pytest.raises(TooManyRedirects):
        await browser.get(site.at("/circle"))


@needs_chromium
async def test_robots_txt_is_heeded(site, browser):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /private/"
    site.pages["/private/"] = "<p>不许看</p>"
    with pytest.raises(RobotsRefused):
        await browser.get(site.at("/private/"))
    assert "/private/" not in site.asked


async def _endless(request):
    answer = web.StreamResponse(headers={"Content-Type": "text/html"})
    await answer.prepare(request)
    while True:
        await answer.write(b"<p>x</p>" * 10_000)


async def _silent(_request):
    await asyncio.sleep(60)


@needs_chromium
async def test_a_page_that_never_ends_is_cut(site, browser):
    site.pages["/"] = _endless
    with pytest.raises(TooLarge):
        await browser.get(site.at("/"))


@needs_chromium
async def test_what_a_page_loads_counts_too(site, browser):
    site.pages["/"] = "<script>for (let n = 0; n < 50; n++) fetch('/part?' + n)</script>"
    site.pages["/part"] = "y" * 100_000
    with pytest.raises(TooLarge):
        await browser.get(site.at("/"))


@needs_chromium
async def test_a_document_that_scripts_blow_up_is_too_large(site, browser):
    site.pages["/"] = "<body><script>document.body.textContent = 'z'.repeat(3e6)</script></body>"
    with pytest.raises(TooLarge):
        await browser.get(site.at("/"))


@needs_chromium
@pytest.mark.parametrize("limits", [SHORT])
@pytest.mark.parametrize("page", ["<body><script>while (true) {}</script></body>", _silent], ids=["busy", "silent"])
async def test_a_page_that_takes_for_ever_is_given_up_and_the_next_one_read(site, browser, page):
    site.pages |= {"/": page, "/next": "<p>下一页</p>"}
    with pytest.raises(TooSlow):
        await browser.get(site.at("/"))
    assert "下一页" in text(await browser.get(site.at("/next")))


@needs_chromium
async def test_a_browser_that_dies_is_started_again(site, browser):
    site.pages["/"] = "<p>还在</p>"
    await browser.get(site.at("/"))
    await browser._chromium._browser.close()
    assert "还在" in text(await browser.get(site.at("/")))


async def test_without_chromium_it_says_what_to_install(tmp_path, site):
    nowhere = tmp_path / "no-chromium"
    async with Fetcher(user_agent="tests") as fetcher:
        browser = Browser(fetcher, executable=nowhere, user_agent="tests", limits=LIMITS, allowed=Allowed(()))
        with pytest.raises(ConnectionFailed, match="install"):
            await browser.get(site.at("/"))
        await browser.close()
    config = declare(tmp_path, site.port, feed=FEED)
    with pytest.raises(ConfigError) as caught:
        declared(load(config, {"fetch.chromium": str(nowhere)}, environ={}))
    assert str(caught.value).startswith("feeds/haichuan.toml:8: source.kind: ")
    assert "install" in str(caught.value)
