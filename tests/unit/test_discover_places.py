"""Where a page says that its articles are listed, and where they usually are."""

import pytest

from syndicator.extract.discover import above, hints, in_robots, linked, site, usual
from syndicator.model.page import Page

URL = "https://haichuan.example/news/"


def page(html: str, url: str = URL) -> Page:
    return Page(url, f"<html><head>{html}</head></html>".encode())


def found(html: str) -> list[tuple[str, str]]:
    return [(hint.place, hint.url) for hint in hints(page(html))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss.xml" title="要闻">', [("feed", "https://haichuan.example/rss.xml")]),
        ("<link rel='Alternate' type='application/atom+xml; charset=utf-8' href='atom'>", [("feed", "https://haichuan.example/news/atom")]),
        ("<link rel=alternate type=application/feed+json href=feed.json>", [("feed", "https://haichuan.example/news/feed.json")]),
        ('<base href="https://cdn.haichuan.example/x/"><link rel=alternate type=application/rss+xml href=r.xml>', [("feed", "https://cdn.haichuan.example/x/r.xml")]),
        ('<link rel="sitemap" href="/map.xml">', [("sitemap", "https://haichuan.example/map.xml")]),
        ('<body><a href="/rss/yaowen.xml">要闻</a>', [("feed", "https://haichuan.example/rss/yaowen.xml")]),
        ('<body><a href="/dingyue.html">RSS订阅</a>', [("feed", "https://haichuan.example/dingyue.html")]),
        ('<body><a href="/?feed=rss2">Entries</a>', [("feed", "https://haichuan.example/?feed=rss2")]),
        ('<body><a href="https://feeds.other.example/rss">RSS</a><a href="/feed/">Feed</a>',
         [("feed", "https://haichuan.example/feed/"), ("feed", "https://feeds.other.example/rss")]),
        ('<link rel=alternate type=application/rss+xml href=/a><body><a href="/a">RSS</a>', [("feed", "https://haichuan.example/a")]),
        # Neither of these is a feed of articles.
        ('<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">', []),
        ('<link rel="alternate" type="application/json+oembed" href="/oembed">', []),
        ('<link rel="alternate" hreflang="en" href="/en/">', []),
        ('<link rel="stylesheet" type="text/css" href="/feed.css">', []),
        ('<body><a href="/a/feedback.html">feedback</a><a href="/atomic/1.html">Atomic power</a>', []),
        ('<body><a href="javascript:rss()">RSS</a><a href="#">RSS</a>', []),
        ("", []),
    ],
)  # fmt: skip
def test_a_page_names_its_feeds_and_sitemaps(html, expected):
    assert found(html) == expected


def test_no_more_than_a_few_are_named():
    assert len(hints(page("".join(f'<body><a href="/rss/{number}.xml">x</a>' for number in range(50))))) == 8


@pytest.mark.parametrize("body", [b"", b"plain words", b"\xff\xfe<", b"{}"])
def test_what_is_no_page_names_nothing(body):
    broken = Page(URL, body)
    assert (hints(broken), above(broken)[0].url) == ((), "https://haichuan.example/")
    assert (site(broken).name, linked(broken)) == ("", frozenset())


def test_robots_names_sitemaps_those_of_news_first():
    body = b"User-agent: *\nDisallow: /x\nsitemap: /map.xml\nSitemap:https://haichuan.example/news-map.xml\nSitemap: ftp://x\n"
    assert [hint.url for hint in in_robots(Page("https://haichuan.example/robots.txt", body))] == [
        "https://haichuan.example/news-map.xml",
        "https://haichuan.example/map.xml",
    ]


def test_usual_places_are_few_and_start_in_the_pages_own_folder():
    feeds = [hint.url for hint in usual(URL, "feed")]
    assert feeds[:2] == ["https://haichuan.example/news/feed", "https://haichuan.example/feed"]
    assert len(feeds) == 8
    assert all(hint.url.count("/") == 3 for hint in usual(URL, "sitemap"))


def test_above_an_article_stand_its_breadcrumb_and_its_folders():
    html = '<body><div class="crumb"><a href="/">首页</a> &gt; <a href="/yaowen/">要闻</a></div><a href="/x/">其他</a>'
    urls = [hint.url for hint in above(page(html, "https://haichuan.example/news/202611/1.html"))]
    assert urls == [
        "https://haichuan.example/yaowen/",
        "https://haichuan.example/",
        "https://haichuan.example/news/202611/",
    ]
    assert [hint.url for hint in above(page("", "https://haichuan.example/a/b/"))] == [
        "https://haichuan.example/a/", "https://haichuan.example/",
    ]  # fmt: skip


def test_a_page_says_what_its_site_is_called():
    html = '<title> 要闻 - 海川县融媒体中心 </title><meta property="og:site_name" content="海川县融媒体中心">'
    said = site(Page(URL, f'<html lang="zh-CN"><head>{html}</head></html>'.encode()))
    assert (said.name, said.title, said.language) == ("海川县融媒体中心", "要闻 - 海川县融媒体中心", "zh-CN")


def test_links_are_compared_in_their_canonical_form():
    assert linked(page('<body><a href="../a/1.html?utm_source=x#top">甲</a>')) == {"https://haichuan.example/a/1.html"}
