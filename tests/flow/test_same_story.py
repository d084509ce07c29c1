"""A story that several sites tell: one article, with its owner, whoever is read first."""

from pathlib import Path

import pytest
from aiohttp import web
from newsroom import NOTICE, Newsroom, article, declare, listing

from syndicator.config import load
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release
from syndicator.start import services as opened
from syndicator.store import articles, copies

TITLE = "青石水库除险加固工程通过竣工验收"
STORY = (
    "工程历时两年，加高了大坝，更换了三道闸门，还在库区周边装上了自动测报设备，水位和雨量每五分钟就能传到县里一次。"
    "站在坝顶望去，库水清亮，岸边的步道已经有人来散步。家住坝下村的老人说，从前一到汛期就睡不踏实，如今闸门一按就动，心里有了底。"
    "村里还把退下来的旧闸门立在广场上，给孩子们讲当年肩挑手抬修水库的故事。施工单位留下一支养护队，负责头一年的巡查和设备调试，"
    "所有资料将移交给水库管理所存档。验收组的专家逐一查看了溢洪道、放水涵管和观测井，翻阅了厚厚的施工记录，认为工程质量符合设计要求。"
)
PORTAL = """title = "清源要闻"
[rights]
holder = "清源新闻网"
reprint = "attribution"
notice = "版权归清源新闻网所有，转载请注明出处。"
[[source]]
kind = "html"
name = "news"
url = "http://127.0.0.1:{port}/news/"
item = "ul.list li"
"""


@pytest.fixture
async def portal(unused_tcp_port_factory):
    site = Newsroom(unused_tcp_port_factory())
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", site.port).start()
    yield site
    await runner.cleanup()


@pytest.fixture
async def services(tmp_path: Path, newsroom, portal):
    path = declare(tmp_path, newsroom.port)
    ours = f'"127.0.0.1:{newsroom.port}"'
    path.write_text(
        path.read_text(encoding="utf-8").replace(ours, f'{ours}, "127.0.0.1:{portal.port}"'), encoding="utf-8"
    )
    (tmp_path / "feeds" / "portal.toml").write_text(PORTAL.replace("{port}", str(portal.port)), encoding="utf-8")
    newsroom.pages = {"/news/": listing("/a/1.html"), "/a/1.html": article(TITLE, body=STORY)}
    copied = article("水库完工了", body=STORY, outlet="清源新闻网", notice="").replace(b"11-20 08:30", b"11-20 11:00")
    portal.pages = {"/news/": listing("/zx/9.html"), "/zx/9.html": copied}
    async with opened(load(path, environ={})) as made:
        yield made


async def _pass(services, feed):
    run = await ingest(services, services.catalog.source(f"{feed}/news"))
    assert run.error == ""
    for one in services.catalog.feeds:
        await release(services, one)
    return run


def _titles(services, feed):
    return [entry.title for entry in services.library.selection(feed)]


async def test_a_copy_read_after_its_original(services, portal):
    await _pass(services, "haichuan")
    run = await _pass(services, "portal")
    assert (run.new, [held.title for held in run.withheld]) == (0, ["水库完工了"])
    assert "转载稿" in run.withheld[0].reason
    assert "/a/1.html" in run.withheld[0].reason
    assert (_titles(services, "haichuan"), _titles(services, "portal")) == ([TITLE], [])
    asked = len(portal.asked)
    run = await _pass(services, "portal")
    assert (run.new, run.changed, run.withheld) == (0, 0, ())
    assert portal.asked[asked:] == ["/news/"], "a copy is not read again"


async def test_a_copy_read_before_its_original(services, newsroom):
    await _pass(services, "portal")
    assert _titles(services, "portal") == ["水库完工了"]
    run = await _pass(services, "haichuan")
    assert (run.new, [held.title for held in run.withheld]) == (1, ["水库完工了"])
    assert (_titles(services, "haichuan"), _titles(services, "portal")) == ([TITLE], [])
    async with services.database.read() as connection:
        (held,) = await articles.withheld(connection, "portal")
        (kept,) = await articles.newest(connection, "haichuan", 9, services.now())
        assert [copy.was for copy in await copies.of(connection, kept.id)] == [held.id]
    assert kept.url == f"http://127.0.0.1:{newsroom.port}/a/1.html"
    assert held.holds[-1].code == "copy"
    for feed in ("portal", "haichuan", "portal"):
        run = await _pass(services, feed)
        assert (run.new, run.changed, run.withheld) == (0, 0, ())


async def test_an_address_with_tracking_is_the_page_without(services, newsroom):
    newsroom.pages["/news/"] = listing("/a/1.html?utm_source=list&amp;spm=a1.b2", "/a/1.html")
    run = await _pass(services, "haichuan")
    assert (run.new, _titles(services, "haichuan")) == (1, [TITLE])
    (entry,) = services.library.selection("haichuan")
    assert entry.origin_url == f"http://127.0.0.1:{newsroom.port}/a/1.html"
    newsroom.pages["/a/1.html"] = article(TITLE, body=STORY + "（更正：闸门为四道。）")
    newsroom.pages["/news/"] = listing("/a/1.html?utm_source=list&amp;spm=c3.d4")
    run = await _pass(services, "haichuan")
    assert (run.new, run.changed) == (0, 1)
    (entry,) = services.library.selection("haichuan")
    assert "四道" in entry.content_html


async def test_a_page_that_moved_and_changed_its_headline(services, newsroom):
    await _pass(services, "haichuan")
    (before,) = services.library.selection("haichuan")
    newsroom.pages = {
        "/news/": listing("/yw/7.html"),
        "/yw/7.html": article("水库过了验收", body=STORY),
        "/a/1.html": 404,
    }
    await _pass(services, "haichuan")
    (entry,) = services.library.selection("haichuan")
    assert (entry.id, entry.title, entry.origin_url.rpartition(":")[2].partition("/")[2]) == (
        before.id,
        "水库过了验收",
        "yw/7.html",
    )
    assert NOTICE.strip("（）") in entry.notice or entry.notice
