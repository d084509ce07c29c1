"""Addresses: resolved, on the wire, and in the form that identifies an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.urls import absolute, canonical, host_of, is_http, to_uri

BASE = "https://haichuan.example/a/b/list.html?p=1"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("../c.html", "https://haichuan.example/a/c.html"),
        ("./d/../e.html", "https://haichuan.example/a/b/e.html"),
        ("/f", "https://haichuan.example/f"),
        ("//cdn.example/g.jpg", "https://cdn.example/g.jpg"),
        ("?p=2", "https://haichuan.example/a/b/list.html?p=2"),
        ("", "https://haichuan.example/a/b/list.html?p=1"),
        ("#top", "https://haichuan.example/a/b/list.html?p=1#top"),
        (
            "新闻 1.html?题=海川",
            "https://haichuan.example/a/b/%E6%96%B0%E9%97%BB%201.html?%E9%A2%98=%E6%B5%B7%E5%B7%9D",
        ),
        ("http://例子.测试/路", "http://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF"),
        ("  http://x.example/\n a.html ", "http://x.example/%20a.html"),
        ("\thttp://x.example/a\r\nb.html", "http://x.example/ab.html"),
        ("..\\h\\i.html?j=\\", "https://haichuan.example/a/h/i.html?j=%5C"),
        ("%e4%bd%a0%zz", "https://haichuan.example/a/b/%e4%bd%a0%25zz"),
        ("http://user:secret@x.example/", "http://x.example/"),
        ("HTTP://X.EXAMPLE:80", "http://x.example/"),
        ("https://[2001:db8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("javascript:alert(1)", ""),
        ("JavaScript:void(0)", ""),
        ("mailto:a@b.example", ""),
        ("data:image/gif;base64,AAAA", ""),
        ("ftp://x.example/a", ""),
        ("http://[bad", ""),
        ("http://x.example:99999/", ""),
        ("http://", ""),
    ],
)
def test_absolute(url: str, expected: str) -> None:
    assert absolute(url, BASE) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.X.Example:80/a/../b/./c.html#top", "http://www.x.example/b/c.html"),
        ("https://x.example:443", "https://x.example/"),
        ("https://x.example:8443/", "https://x.example:8443/"),
        ("https://x.example/?utm_source=a&b=2&a=1&spm=1.2&fbclid=x", "https://x.example/?b=2&a=1"),
        ("https://x.example/a?from=timeline&isappinstalled=0", "https://x.example/a"),
        ("https://x.example/a?from=beijing", "https://x.example/a?from=beijing"),
        ("https://x.example/a?b&c=", "https://x.example/a?b&c="),
        ("https://x.example/#!/news/1", "https://x.example/#!/news/1"),
        ("https://x.example/%7ea/%e4%bd%a0", "https://x.example/~a/%E4%BD%A0"),
        ("https://x.example/你?题=你", "https://x.example/%E4%BD%A0?%E9%A2%98=%E4%BD%A0"),
        ("https://例子.测试/", "https://xn--fsqu00a.xn--0zwm56d/"),
        ("https://x.example/index.html", "https://x.example/index.html"),
        ("https://x.example/A/", "https://x.example/A/"),
        ("inbox:海川.txt", "inbox:海川.txt"),
        ("", ""),
        ("http://x.example:99999/", "http://x.example:99999/"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("http://x", True), ("HTTPS://x/", True), ("ftp://x", False), ("http:///a", False), ("", False)],
)
def test_is_http(url: str, expected: bool) -> None:
    assert is_http(url) is expected


def test_host_of() -> None:
    assert [host_of(url) for url in ("http://A.例子:8/", "x", "http://[")] == ["a.xn--fsqu00a", "", ""]


def test_a_lone_surrogate_is_replaced() -> None:
    assert to_uri("http://x.example/\ud800a") == "http://x.example/%EF%BF%BDa"


@given(st.text(max_size=80))
def test_any_text_resolves_to_an_ascii_uri_or_nothing(text: str) -> None:
    for url in (absolute(text, BASE), absolute(f"http://{text}", BASE), to_uri(f"https://x.example/{text}")):
        assert url.isascii()
        assert not url or is_http(url)
        assert canonical(canonical(url)) == canonical(url)
