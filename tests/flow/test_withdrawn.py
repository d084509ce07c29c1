"""A page that is gone: told at once, withheld when it is gone for good, published again when it comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from newsroom import article, listing

from syndicator.flows.ingest import ingest
from syndicator.flows.release import release
from syndicator.store import articles, failed_leads, standing

TITLES = {f"海川县第{number}座水闸开工建设" for number in (1, 2, 3)}
GONE = "海川县第2座水闸开工建设"


async def _pass(services, minutes: float = 0):
    """One pass, that long after now."""
    at = services.now() + timedelta(minutes=minutes)
    there = replace(services, now=lambda: at)
    run = await ingest(there, services.catalog.source("haichuan/news"))
    assert run.error == ""
    await release(there, services.catalog.feed("haichuan"))
    return run


def _titles(services):
    return {entry.title for entry in services.library.selection("haichuan")}


async def _home(_request):
    raise web.HTTPFound("/")


async def _missing_page(_request):
    raise web.HTTPFound("/404.html")


def _led(path):
    async def answer(_request):
        raise web.HTTPFound(path)

    return answer


@pytest.mark.parametrize("answer", [404, 410, _home, _missing_page], ids=["404", "410", "home", "led to a 404"])
async def test_a_page_gone_twice_withholds_its_article_and_says_so(services, newsroom, answer):
    await _pass(services)
    newsroom.pages["/"] = b"<html><body><h1>home</h1></body></html>"
    newsroom.pages["/a/2.html"] = answer
    first = await _pass(services, 1)
    assert (len(first.problems), _titles(services)) == (1, TITLES)
    soon = await _pass(services, 3)
    assert (len(soon.problems), _titles(services)) == (1, TITLES), "a server under repair says 404 for a while"
    second = await _pass(services, 10)
    assert (second.problems, second.changed) == ((), 1)
    assert [(held.title, held.url.endswith("/a/2.html")) for held in second.withheld] == [(GONE, True)]
    assert "原文已撤下" in second.withheld[0].reason
    assert _titles(services) == TITLES - {GONE}
    third = await _pass(services, 20)
    assert (third.problems, third.withheld, third.changed) == ((), (), 0)
    async with services.database.read() as connection:
        (held,) = await articles.withheld(connection)
    assert [hold.code for hold in held.holds] == ["withdrawn"]


SAYS_SO = {
    "headline kept": article(GONE, body="").split(b"<p>")[0]
    + f"<h1>{GONE}</h1><p>该内容已被发布者删除</p></div></body></html>".encode(),
    "frame of the site": "<html><head><meta charset=utf-8><title>页面不存在_海川新闻网</title></head><body><a href=/news/>新闻</a><p>抱歉，您访问的页面不存在或已被删除</p></body></html>".encode(),
    "a word": "<html><head><meta charset=utf-8></head><body>内容已删除</body></html>".encode(),
    "in English": b"<html><head><title>Page not found - Herald</title></head><body><p>The page you are looking for no longer exists.</p></body></html>",
    "by its script": "<script>alert('该信息不存在或已删除！');history.go(-1);</script>".encode("gb18030"),
    "sends home": b'<html><head><meta http-equiv="refresh" content="0;url=/"></head><body></body></html>',
    "led to the list": _led("/news/"),
    "led to a list above": _led("/a/"),
    "led to what is missing": _led("/404.html"),
}


@pytest.mark.parametrize("answer", SAYS_SO.values(), ids=SAYS_SO)
async def test_a_page_that_says_it_is_gone_is_one_that_is_gone(services, newsroom, answer):
    newsroom.pages["/"] = newsroom.pages["/a/"] = listing(*[f"/a/{number}.html" for number in range(1, 30)])
    newsroom.pages["/404.html"] = (
        "<html><head><meta charset=utf-8></head><body><p>去看看别的吧</p></body></html>".encode()
    )
    await _pass(services)
    before, page = services.library.selection("haichuan"), newsroom.pages["/a/2.html"]
    newsroom.pages["/a/2.html"] = answer
    first = await _pass(services, 1)
    assert ([problem.code for problem in first.problems], _titles(services)) in (
        (["says-gone"], TITLES),
        (["led-home"], TITLES),
    )
    second = await _pass(services, 10)
    assert (second.problems, second.changed, _titles(services)) == ((), 1, TITLES - {GONE})
    assert [held.title for held in second.withheld] == [GONE]
    async with services.database.read() as connection:
        (held,) = await articles.withheld(connection)
        assert [hold.code for hold in held.holds] == ["withdrawn"]
        assert len(await articles.history(connection, held.slug)) == 1, "what says that it is gone is no new version"
    newsroom.pages["/a/2.html"] = page
    await _pass(services, 20)
    assert services.library.selection("haichuan") == before


async def test_a_new_link_that_says_it_is_gone_is_no_article(services, newsroom):
    newsroom.pages["/a/2.html"] = SAYS_SO["a word"]
    run = await _pass(services)
    assert (run.new, [problem.code for problem in run.problems]) == (2, ["says-gone"])
    assert "内容已删除" in run.problems[0].text
    async with services.database.read() as connection:
        kept = await failed_leads.load(connection, "haichuan/news", [run.problems[0].url])
    assert [one.code for one in kept.values()] == ["says-gone"]


async def test_a_page_too_many_that_says_it_is_gone_leaves_the_article_whole(services, newsroom):
    more = '<div class="pages"><a href="/a/2_2.html">下一页</a></div></div>'.encode()
    newsroom.pages["/a/2.html"] = newsroom.pages["/a/2.html"].replace(b"</div></div>", more + b"</div>", 1)
    newsroom.pages["/a/2_2.html"] = SAYS_SO["frame of the site"]
    run = await _pass(services)
    assert "/a/2_2.html" in newsroom.asked
    assert (run.new, run.problems, _titles(services)) == (3, (), TITLES)


async def test_a_page_that_comes_back_is_published_as_before(services, newsroom):
    await _pass(services)
    before = services.library.selection("haichuan")
    page = newsroom.pages["/a/2.html"]
    newsroom.pages["/a/2.html"] = 404
    await _pass(services, 1)
    await _pass(services, 10)
    assert _titles(services) == TITLES - {GONE}
    newsroom.pages["/a/2.html"] = page
    await _pass(services, 20)
    assert services.library.selection("haichuan") == before
    newsroom.pages["/a/2.html"] = 404
    await _pass(services, 30)
    assert _titles(services) == TITLES, "the count begins anew"


async def test_a_page_that_comes_back_edited_is_an_edit(services, newsroom):
    await _pass(services)
    newsroom.pages["/a/2.html"] = 404
    await _pass(services, 1)
    await _pass(services, 10)
    newsroom.pages["/a/2.html"] = article(GONE, body="更正：工程计划明年六月完工。")
    run = await _pass(services, 20)
    assert (run.changed, _titles(services)) == (1, TITLES)


async def test_one_miss_between_two_readings_is_nothing(services, newsroom):
    await _pass(services)
    page = newsroom.pages["/a/2.html"]
    for minutes in (10, 30, 50):
        newsroom.pages["/a/2.html"] = 404
        await _pass(services, minutes)
        newsroom.pages["/a/2.html"] = page
        await _pass(services, minutes + 10)
    assert _titles(services) == TITLES


@pytest.mark.parametrize("answer", [500, 403, b""])
async def test_other_trouble_is_no_withdrawal(services, newsroom, answer):
    await _pass(services)
    newsroom.pages["/a/2.html"] = answer
    for minutes in (1, 10, 20):
        run = await _pass(services, minutes)
        assert len(run.problems) == 1
    assert _titles(services) == TITLES


async def test_an_admin_may_publish_it_all_the_same(services, newsroom):
    await _pass(services)
    newsroom.pages["/a/2.html"] = 404
    await _pass(services, 1)
    await _pass(services, 10)
    async with services.database.begin() as connection:
        (held,) = await articles.withheld(connection)
        await standing.lift(connection, held.id, standing.WITHDRAWN, for_good=True)
    for minutes in (20, 40):
        run = await _pass(services, minutes)
        assert (run.problems, run.withheld) == ((), ())
        assert _titles(services) == TITLES


async def test_an_article_that_has_another_address_is_read_there(services, newsroom):
    body = "".join(
        f"第{number}标段已经完成基础施工，正在安装闸门和启闭机，预计下月进入调试阶段。" for number in range(1, 8)
    )
    newsroom.pages["/news/"] = listing("/a/2.html", "/ms/2.html")
    newsroom.pages["/a/2.html"] = newsroom.pages["/ms/2.html"] = article(GONE, body=body)
    run = await _pass(services)
    assert (run.new, run.changed, run.unchanged) == (1, 0, 1)
    (before,) = services.library.selection("haichuan")
    newsroom.pages["/a/2.html"] = 404
    await _pass(services, 1)
    run = await _pass(services, 10)
    assert (run.withheld, run.problems, run.changed) == ((), (), 1)
    (after,) = services.library.selection("haichuan")
    assert (after.id, after.origin_url.endswith("/ms/2.html")) == (before.id, True)


async def test_a_removed_notice_withholds_at_once(services, newsroom):
    await _pass(services)
    newsroom.pages["/a/2.html"] = article(GONE, notice="")
    run = await _pass(services, 1)
    assert [held.title for held in run.withheld] == [GONE]
    assert _titles(services) == TITLES - {GONE}


async def test_a_new_page_that_leads_home_is_no_article(services, newsroom):
    newsroom.pages["/"] = newsroom.pages["/a/1.html"]
    newsroom.pages["/a/2.html"] = _home
    run = await _pass(services)
    assert [(problem.code, problem.url.endswith("/a/2.html")) for problem in run.problems] == [("led-home", True)]
    assert run.new == 2


async def test_a_date_the_page_does_not_give_is_when_it_was_first_seen(services, newsroom):
    newsroom.pages["/news/"] = listing("/a/1.html")
    newsroom.pages["/a/1.html"] = article("没有日期的一篇稿件").replace("2026-11-20 08:30　".encode(), b"")
    await _pass(services)
    (first,) = services.library.selection("haichuan")
    assert first.published.estimated
    newsroom.pages["/a/1.html"] = newsroom.pages["/a/1.html"].replace("五月".encode(), "六月".encode())
    assert (await _pass(services, 60)).changed == 1
    (second,) = services.library.selection("haichuan")
    assert second.published == first.published
