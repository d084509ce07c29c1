"""Where an article's pager leads, and what only looks like one."""

import pytest

from syndicator.errors import ExtractError
from syndicator.extract.page.pager import MOST, Trail
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

SOURCE = Source("haichuan/news", "haichuan", "html", "https://haichuan.example/")
FIRST = "https://haichuan.example/2026/11/t20261120_4711.html"


def page(html: str, url: str = FIRST) -> Page:
    return Page(url, f"<html><body><p>正文</p>{html}</body></html>".encode())


def follow(html: str, url: str = FIRST, source: Source = SOURCE) -> str:
    return Trail(url, source).after(page(html, url))


@pytest.mark.parametrize(
    ("first", "html", "expected"),
    [
        (FIRST, '<a href="t20261120_4711_2.html">下一页</a>', "t20261120_4711_2.html"),
        (FIRST, '<a href="./t20261120_4711_1.html">下一页&gt;&gt;</a>', "t20261120_4711_1.html"),
        (FIRST, '<span>1</span><a href="t20261120_4711_2.html">2</a>', "t20261120_4711_2.html"),
        # Counted from 0: what is called 2 is 1.
        (FIRST, '<a href="t20261120_4711_1.html">[2]</a><a href="t20261120_4711_2.html">[3]</a>', "t20261120_4711_1.html"),
        (FIRST, '<a href="t20261120_4711_1.html">1</a><a href="t20261120_4711_2.html">2</a>', "t20261120_4711_2.html"),
        (FIRST, '<a href="t20261120_4711_2.html">第2页：水闸的历史</a>', "t20261120_4711_2.html"),
        (FIRST, '<select><option value="t20261120_4711_2.html">第2页</option></select>', "t20261120_4711_2.html"),
        (FIRST, '<a href="t20261120_4711_2.html"><img alt="下一页" src="n.gif"></a>', "t20261120_4711_2.html"),
        (FIRST, '<a href="t20261120_4711_2.html" title="下一页"></a>', "t20261120_4711_2.html"),
        (FIRST, '<a href="t20261120_4711_2.html#top">余下全文</a>', "t20261120_4711_2.html"),
        (FIRST, '<script>createPageHTML(3, 0, "t20261120_4711", "html");</script>', "t20261120_4711_1.html"),
        ("https://a.example/news/7.html", '<a href="7-2.html">Next</a>', "7-2.html"),
        ("https://a.example/news/7.html?from=x", '<a href="7.html?from=x&amp;page=2">2</a>', "7.html?from=x&page=2"),
        ("https://a.example/news/?id=7", '<a href="?id=7&page=2">下页</a>', "?id=7&page=2"),
        ("https://a.example/news/7?page=1", '<a href="7?page=2">Next page</a>', "7?page=2"),
        ("https://a.example/2026/flood/", '<a href="2/">2</a>', "2/"),
        ("https://a.example/2026/flood/", '<link rel="next" href="/2026/flood/2/">', "2/"),
        ("https://a.example/2026/flood", '<a class="x" rel="nofollow next" href="/2026/flood/page/2">→</a>', "flood/page/2"),
        ("https://a.example/2026/flood/", '<a href="index_2.html">2</a>', "index_2.html"),
        ("https://a.example/2026/flood/", '<a href="p2.html">Next</a>', "p2.html"),
        ("https://a.example/c1-4711.html", '<a href="/c1-4711-2.html">2</a>', "c1-4711-2.html"),
        ("https://a.example/show-12-815-1.html", '<a href="show-12-815-2.html">2</a>', "show-12-815-2.html"),
        ("https://a.example/2011_01/14/42_0.shtml", '<a href="42_1.shtml">2</a>', "42_1.shtml"),
        ("https://a.example/a/7_1.html", '<a href="7_2.html">下一页</a>', "7_2.html"),
        ("https://a.example/show.php?p=815", '<a href="show.php?p=815&page=2">2</a>', "show.php?p=815&page=2"),
    ],
)  # fmt: skip
def test_the_next_page_of_the_same_article(first, html, expected):
    base = first.rpartition("/")[0] + "/" if not expected.startswith("?") else first.partition("?")[0]
    wanted = expected if expected.startswith("http") else base + expected
    assert follow(html, first) == wanted


@pytest.mark.parametrize(
    ("first", "html"),
    [
        (FIRST, ""),
        (FIRST, '<a href="t20261120_4712.html">下一篇</a>'),
        (FIRST, '<a href="t20261120_4712.html">下一页</a>'),
        (FIRST, '<a href="t20261120_4711.html">1</a>'),
        (FIRST, '<a href="https://other.example/2026/11/t20261120_4711_2.html">下一页</a>'),
        (FIRST, '<a href="t20261120_4711_2.html">海川县二号闸合龙</a>'),
        (FIRST, '<div class="comment-list"><a href="t20261120_4711.html?page=2">2</a></div>'),
        (FIRST, '<div id="pinglun"><a href="t20261120_4711_2.html">下一页</a></div>'),
        (FIRST, '<a href="index_2.html">下一页</a>'),
        (FIRST, '<a href="?cat=3&page=2">下一页</a>'),
        (FIRST, '<script>createPageHTML(1, 0, "t20261120_4711", "html");</script>'),
        (FIRST, '<script>createPageHTML(9, 0, "index", "html");</script>'),
        (FIRST, '<a href="javascript:next(2)">下一页</a>'),
        ("https://a.example/2026/flood/", '<link rel="next" href="/2026/drought/">'),
        ("https://a.example/2026/flood/", '<a href="/2026/flood/comment-page-2/">2</a>'),
        ("https://a.example/2026/monitors.html", '<a href="/2026/monitors-2.html">Best monitors</a>'),
        ("https://a.example/", '<a href="/2">2</a>'),
        ("https://a.example/show.php?p=815", '<a rel="next" href="show.php?p=816">Older</a>'),
        ("inbox:a.html", '<a href="a_2.html">下一页</a>'),
        ("https://[", '<a href="a_2.html">下一页</a>'),
    ],
)
def test_what_is_no_further_page(first, html):
    assert follow(html, first) == ""


def test_a_trail_goes_through_all_pages_once_and_skips_what_is_left_out_between():
    trail = Trail(FIRST, SOURCE)
    stem = FIRST.removesuffix(".html")
    links = {
        FIRST: ("2", "3", "9"),
        f"{stem}_2.html": ("2", "3", "9"),
        f"{stem}_3.html": ("2", "3", "4", "9"),
        f"{stem}_4.html": ("4", "9"),
        f"{stem}_9.html": ("2", "4"),
    }
    way, here = [], FIRST
    while here:
        way.append(here)
        rows = "".join(f'<a href="t20261120_4711_{number}.html">{number}</a>' for number in links[here])
        here = trail.after(page(rows, here))
    assert way == list(links)


def test_a_trail_without_end_is_refused():
    trail, here = Trail(FIRST, SOURCE), FIRST
    for number in range(2, MOST + 1):
        here = trail.after(page(f'<a href="t20261120_4711_{number}.html">下一页</a>', here))
    with pytest.raises(ExtractError, match=f"past {MOST} pages"):
        trail.after(page(f'<a href="t20261120_4711_{MOST + 1}.html">下一页</a>', here))


def test_an_admins_selector_wins_and_stays_on_the_host():
    source = Source("a/1", "a", "html", "https://a.example/", selectors=Selectors(article_next=".go a"))
    html = '<a href="t20261120_4711_2.html">下一页</a><p class="go"><a href="/part-two">{}</a></p>'
    assert follow(html, FIRST, source) == "https://haichuan.example/part-two"
    assert follow(html.replace("/part-two", "https://other.example/2"), FIRST, source) == ""
    assert follow("<p>无</p>", FIRST, source) == ""


def test_a_selector_may_ask_for_words():
    source = Source(
        "a/1", "a", "html", "https://a.example/", selectors=Selectors(article_next='a:-soup-contains("续篇")')
    )
    assert follow('<a href="/x">首页</a><a href="/y">续篇</a>', FIRST, source) == "https://haichuan.example/y"


@pytest.mark.parametrize("body", [b"", b"\x00\xff<a", b"<a href=t20261120_4711_2.html", "下一页".encode("gb18030")])
def test_broken_pages_lead_nowhere(body):
    assert Trail(FIRST, SOURCE).after(Page(FIRST, body)) == ""


def test_pages_in_gbk_are_read():
    body = '<meta charset="gbk"><p>海川县水闸工程</p><a href="t20261120_4711_2.html">下一页</a>'.encode("gb18030")
    assert Trail(FIRST, SOURCE).after(Page(FIRST, body)).endswith("_2.html")
