"""Which addresses belong together."""

import pytest

from syndicator.text.sites import desktop, is_above, is_front, may_be_canonical, same_site, site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.haichuan.gov.cn/1.html", "haichuan.gov.cn"),
        ("https://haichuan.gov.cn/1.html", "haichuan.gov.cn"),
        ("https://www.haichuan.js.cn/", "haichuan.js.cn"),
        ("https://m.news.example.com:8443/", "example.com"),
        ("https://a.b.example.co.uk/", "example.co.uk"),
        ("https://example.com/", "example.com"),
        ("http://127.0.0.1:8081/a", "127.0.0.1:8081"),
        ("http://localhost:9/a", "localhost:9"),
        ("http://[::1]:80/a", "[::1]:80"),
        ("inbox", ""),
        ("", ""),
        ("http://[bad", ""),
    ],
)
def test_the_site_of_an_address(url, site):
    assert site_of(url) == site


def test_two_addresses_of_one_site():
    assert same_site("https://m.haichuan.gov.cn/1", "http://www.haichuan.gov.cn/2")
    assert not same_site("https://haichuan.gov.cn/1", "https://qingyuan.gov.cn/1")
    assert not same_site("", "")


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        (
            "https://m.news.example/2026/1.html",
            ("https://www.news.example/2026/1.html", "https://news.example/2026/1.html"),
        ),
        ("http://wap.news.example/a?id=7", ("http://www.news.example/a?id=7", "http://news.example/a?id=7")),
        ("https://3g.news.example/1", ("https://www.news.example/1", "https://news.example/1")),
        ("https://en.m.wiki.example.org/Page", ("https://en.wiki.example.org/Page",)),
        ("https://news.example/mobile/2026/1.html", ("https://news.example/2026/1.html",)),
        ("https://www.news.example/wap/1.html", ("https://www.news.example/1.html",)),
        (
            "https://m.news.example/wap/1.html",
            (
                "https://www.news.example/wap/1.html",
                "https://news.example/wap/1.html",
                "https://www.news.example/1.html",
                "https://news.example/1.html",
            ),
        ),
        ("https://www.news.example/2026/1.html", ()),
        ("https://media.news.example/m1.html", ()),
        ("https://m.example/1", ()),
        ("https://news.example/mobile/", ()),
        ("file.txt", ()),
        ("", ()),
    ],
)
def test_where_a_page_for_phones_stands_otherwise(url, elsewhere):
    assert desktop(url) == elsewhere


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://news.example/", True),
        ("https://news.example", True),
        ("https://news.example/index.html", True),
        ("https://news.example/Default.aspx", True),
        ("https://news.example/?id=7", False),
        ("https://news.example/news/", False),
        ("https://news.example/1.html", False),
    ],
)
def test_a_front_page(url, front):
    assert is_front(url) is front


@pytest.mark.parametrize(
    ("canonical", "url", "may"),
    [
        ("https://www.news.example/1.html", "https://m.news.example/1.html", True),
        ("https://www.news.example/", "https://www.news.example/1.html", False),
        ("https://www.news.example/index.html", "https://www.news.example/1.html", False),
        ("https://original.example/1.html", "https://copy.example/9.html", True),
        ("", "https://www.news.example/1.html", False),
        ("//", "https://www.news.example/1.html", False),
    ],
)
def test_what_may_be_a_canonical_address(canonical, url, may):
    assert may_be_canonical(canonical, url) is may


@pytest.mark.parametrize(
    ("url", "other", "above"),
    [
        ("https://news.example/news/", "https://news.example/news/2026/1.html", True),
        ("https://news.example/news/index.html", "https://m.news.example/news/2026/1.html", True),
        ("https://news.example/", "https://news.example/1.html", True),
        ("https://news.example/news/2026/", "https://news.example/news/2026/index.html", False),
        ("https://news.example/news/1/", "https://news.example/news/1", False),
        ("https://news.example/new", "https://news.example/news/1.html", False),
        ("https://news.example/news/?id=7", "https://news.example/news/7.html", False),
        ("https://other.example/news/", "https://news.example/news/7.html", False),
        ("http://[bad", "https://news.example/7.html", False),
    ],
)
def test_a_folder_and_what_lies_in_it(url, other, above):
    assert is_above(url, other) is above
