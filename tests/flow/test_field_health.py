"""A site whose article pages are made anew: what broke is said, with selectors that find the same fields again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import NOTICE, declare, listing

from syndicator.config import load
from syndicator.flows.declare import redeclare
from syndicator.flows.ingest import ingest
from syndicator.model.health import State, words
from syndicator.start import services as opened
from syndicator.store import articles, health

FEED = """title = "海川要闻"
language = "zh-CN"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
kind = "html"
name = "news"
url = "http://127.0.0.1:{port}/news/"
item = "ul.list li"
author = ".info .writer"
published = ".info .date"
body = ".content"
"""
NAMES = ("周文海", "林小雨", "赵明远", "孙晓东", "何秀英")


def old(number, name):
    return f'<div class="info"><span class="date">2026-11-{number % 20 + 1:02} 08:30</span> <span class="writer">{name}</span></div><div class="content">{text(number)}</div>'


def labelled(number, name):
    return f'<div class="meta"><em class="when">2026-11-{number % 20 + 1:02} 08:30</em> <em class="author">作者：{name}</em></div><div id="zoom">{text(number)}</div>'


def bare(number, name):
    """The reader finds no author in a name that nothing says is one."""
    return f'<div class="meta"><em class="when">2026-11-{number % 20 + 1:02} 08:30</em></div><div id="zoom">{text(number)}</div><ul class="people"><li class="pen">{name}</li></ul>'


def text(number):
    return (
        f"<p>海川县第{number}座水闸开工建设的消息传来，干部群众都很高兴。工人们正在抓紧施工，机器轰鸣，一派繁忙景象。</p>"
        f"<p>县水务局负责人介绍，第{number}项工程总投资三千二百万元，建成后可以保障沿河{number}个村庄的灌溉用水。</p><p>{NOTICE}</p>"
    )


class Site:
    """The newsroom, its pages made by one template after another, and the time."""

    def __init__(self, newsroom):
        self.newsroom, self.ahead, self.count = newsroom, timedelta(), 0

    def now(self):
        return datetime.now(UTC) + self.ahead

    def make(self, template, count):
        """All pages by this template, and that many in all."""
        self.count = count
        names = [f"/a/{number}.html" for number in range(1, count + 1)]
        self.newsroom.pages["/news/"] = listing(*names)
        for number, path in enumerate(names, 1):
            title = f"海川县第{number}座水闸开工建设"
            body = template(number, NAMES[number % len(NAMES)])
            self.newsroom.pages[path] = (
                f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head><body><div class="main"><h1>{title}</h1>{body}</div></body></html>'.encode()
            )


@pytest.fixture
def site(newsroom):
    return Site(newsroom)


@pytest.fixture
async def services(tmp_path, newsroom, site):
    async with opened(load(declare(tmp_path, newsroom.port, feed=FEED), environ={})) as made:
        yield replace(made, now=site.now)


async def passed(services):
    """One poll, and the health after it."""
    run = await ingest(services, services.catalog.source("haichuan/news"), sparing=True)
    assert run.error == ""
    async with services.database.read() as connection:
        return run, await health.load(connection, "haichuan/news")


async def test_selectors_that_find_nothing_are_told_although_the_reader_goes_on(services, site, newsroom, tmp_path):
    site.make(old, 6)
    run, found = await passed(services)
    assert (run.new, found.state, found.code) == (6, State.WELL, "")
    site.ahead = timedelta(days=4)
    site.make(labelled, 7)
    run, found = await passed(services)
    assert (run.new, found.state, found.code) == (1, State.WELL, "selector-idle")
    assert words(found, "en") == "selectors that find nothing any more: author, body, published (read without them)"
    assert "作者" in words(found, "zh")
    assert found.suggestion == 'body = "#zoom"; published = ".when"; author = ".author"'
    newsroom.asked.clear()
    _, found = await passed(services)
    assert (found.code, newsroom.asked) == ("selector-idle", ["/news/"]), "as long as no page says otherwise"
    path = tmp_path / "feeds" / "haichuan.toml"
    declared = path.read_text(encoding="utf-8").replace('".info .writer"', '".author"')
    declared = declared.replace('".info .date"', '".when"').replace('".content"', '"#zoom"')
    path.write_text(declared, encoding="utf-8")
    await redeclare(services)
    _, found = await passed(services)
    assert (found.state, found.code, found.suggestion, words(found)) == (State.WELL, "", "", "")


async def test_a_page_of_another_make_condemns_no_selector(services, site, newsroom):
    site.make(old, 6)
    await passed(services)
    site.ahead = timedelta(days=4)
    site.make(old, 7)
    newsroom.pages["/a/7.html"] = newsroom.pages["/a/7.html"].replace(b'class="content"', b'class="special"')
    newsroom.asked.clear()
    run, found = await passed(services)
    assert (run.new, found.code, found.suggestion) == (1, "", "")
    assert [path for path in newsroom.asked if path.startswith("/a/")] == ["/a/7.html", "/a/6.html"], (
        "one page known from before acquits it"
    )


async def test_a_field_that_articles_lack_gets_a_selector_that_finds_it(services, site, newsroom):
    site.make(old, 22)
    _, found = await passed(services)
    assert "authors" in found.usual
    site.ahead = timedelta(days=4)
    site.make(bare, 28)
    run, found = await passed(services)
    assert (run.new, found.state, found.fields) == (6, State.FIELDS_MISSING, ("authors",))
    assert found.suggestion == 'author = ".pen"'
    newsroom.asked.clear()
    _, found = await passed(services)
    assert (found.state, found.suggestion) == (State.FIELDS_MISSING, 'author = ".pen"')
    assert not {f"/a/{number}.html" for number in range(1, 23)} & set(newsroom.asked), "once a day is enough"
    async with services.database.read() as connection:
        (newest, *_) = await articles.latest(connection)
    assert newest.authors == ()


async def test_pages_that_can_not_be_had_leave_no_suggestion(services, site, newsroom):
    site.make(old, 6)
    await passed(services)
    site.ahead = timedelta(days=4)
    site.make(labelled, 7)
    for number in range(1, 7):
        newsroom.pages[f"/a/{number}.html"] = (
            404 if number % 2 else "<html><head><meta charset=utf-8></head><body>文章不存在</body></html>".encode()
        )
    run, found = await passed(services)
    assert (run.new, found.state, found.code, found.suggestion) == (1, State.WELL, "", "")
