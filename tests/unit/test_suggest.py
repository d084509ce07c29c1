"""A broken selector gets a suggestion that finds the same items, on the page as it is now."""

from dataclasses import replace

import pytest

from syndicator.extract.kinds import KINDS
from syndicator.extract.suggest import suggest
from syndicator.model.draft import Lead
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

URL = "http://news.haichuan.example/yaowen/"
SOURCE = Source("haichuan/news", "haichuan", "html", URL, selectors=Selectors(item="ul.list li"))
TITLES = (
    "海川大桥今日恢复通行", "城北农贸市场改造完工", "第三届海川灯会开幕", "全县秋粮收购本周开始", "县图书馆新馆周末开放",
    "青石岭水库除险加固完工", "八百名学生免费查视力", "渔港新码头迎来首航", "供水管网夜间检修通告", "东山茶园进入采摘季",
)  # fmt: skip
KNOWN = tuple(Lead(f"{URL}2026-11/{number}.html", title) for number, title in enumerate(TITLES, 101))
MENU = "".join(
    f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "要闻", "通知公告", "专题", "视频", "民生")
)
HOT = "".join(f'<li><a href="{lead.url}">{lead.title}</a></li>' for lead in KNOWN[:4])


def page(rows: str) -> Page:
    """The list page with `rows` as its middle part, a menu before and a hot list beside it."""
    text = (
        f'<!doctype html><html><head><meta charset="utf-8"></head><body><ul class="menu">{MENU}</ul>'
        f'<div class="page">{rows}</div><div class="side"><h3>热点</h3><ul class="hot">{HOT}</ul></div></body></html>'
    )
    return Page(URL, text.encode())


def renamed() -> str:
    rows = "".join(f'<li><a href="{lead.url}">{lead.title}</a><i>2026-11-20</i></li>' for lead in KNOWN)
    return f'<ul class="news-list">{rows}</ul>'


def cards() -> str:
    return "".join(
        f'<div class="story css-1x9{number}k2q"><h3><a href="{lead.url}">{lead.title}</a></h3>'
        f'<p><a href="{lead.url}">海川县融媒体中心记者从有关部门了解到的情况。</a></p></div>'
        for number, lead in enumerate(KNOWN)
    )


def built() -> str:
    """No name in it was given by a person."""
    rows = "".join(f'<div class="_3kPz9"><a href="{lead.url}">{lead.title}</a></div>' for lead in KNOWN)
    return f'<section class="css-77ab1"><div id="app-list">{rows}</div></section>'


def table() -> str:
    rows = "".join(f"<tr><td>·</td><td><a href='{lead.url}'>{lead.title}</a></td><td>11-20</td></tr>" for lead in KNOWN)
    return f'<table class="lb">{rows}</table>'


def moved() -> str:
    """Every address is new; the headlines are the same."""
    rows = "".join(f'<li><a href="/c/{number}">{lead.title}</a></li>' for number, lead in enumerate(KNOWN))
    return f'<div class="box"><ul>{rows}</ul></div>'


def rolled() -> str:
    """All items are new; their addresses are made as before."""
    rows = "".join(
        f'<li><a href="{URL}2026-12/{number}.html">海川县十二月的第{number}条重要新闻</a></li>'
        for number in range(310, 320)
    )
    return f'<div class="box"><ul class="xw">{rows}</ul></div>'


def blocks() -> str:
    """The list is cut into groups of five."""
    halves = (KNOWN[:5], KNOWN[5:])
    groups = ("".join(f'<li><a href="{lead.url}">{lead.title}</a></li>' for lead in half) for half in halves)
    return "".join(f'<ul class="group">{rows}</ul><hr>' for rows in groups)


@pytest.mark.parametrize("rows", [renamed, cards, built, table, moved, rolled, blocks])
def test_the_suggested_selector_finds_the_items_and_no_others(rows):
    now = page(rows())
    found = suggest(now, SOURCE, KNOWN)
    assert found is not None
    assert found.found == len(KNOWN)
    leads = KINDS["html"].leads(now, replace(SOURCE, selectors=Selectors(item=found.item))).leads
    assert len(leads) == len(KNOWN)
    assert not any(lead.url.endswith("/") for lead in leads), found
    assert len(found.item) < 30
    assert not any(made in found.item for made in ("css-", "_3k")), found


def test_items_that_are_no_longer_there_are_not_needed():
    found = suggest(page(renamed()), SOURCE, KNOWN[7:])
    assert (found.found, found.known) == (10, 3)


def test_a_broken_link_selector_is_named_and_the_rows_stay():
    source = replace(SOURCE, selectors=Selectors(item=".news-list li", link="a.title", date="i"))
    found = suggest(page(renamed()), source, KNOWN)
    assert (found.item, found.drop) == (".news-list li", ("link",))
    assert str(found) == 'item = ".news-list li", without link'


@pytest.mark.parametrize(
    "body",
    [b"", b"<html></html>", b"\xff\xfe", "<p>请输入验证码</p>".encode(), b"<ul><li><a href='/x'>one</a></li></ul>"],
)
def test_a_page_without_the_list_gives_none(body):
    assert suggest(Page(URL, body), SOURCE, KNOWN) is None


def test_a_menu_and_a_hot_list_alone_are_no_list():
    assert suggest(page(""), SOURCE, KNOWN) is None


def test_other_kinds_and_unknown_items_get_none():
    assert suggest(page(renamed()), replace(SOURCE, kind="feed"), KNOWN) is None
    assert suggest(page(renamed()), SOURCE, ()) is None
