"""Every page of samples/blocked: its first line says what it is."""

import re
from pathlib import Path

import pytest

from syndicator.extract.blocked import recognise
from syndicator.model.page import Page

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "blocked").glob("*.html"))
EXPECTED = re.compile(rb"<!-- status: (\d+); is: (\S+); guard: (.+?) -->\n")
URL = "https://news.example/list/"


def sample(path):
    """The page without its first line, and what that line says."""
    body = path.read_bytes()
    status, sort, guard = EXPECTED.match(body).groups()
    try:
        guard = guard.decode()
    except UnicodeDecodeError:
        guard = guard.decode("gb18030")
    expected = None if sort == b"-" else (sort.decode(), "" if guard == "-" else guard)
    return Page(URL, EXPECTED.sub(b"", body, count=1), status=int(status)), expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_page_in_the_way_is_recognised_and_no_other(path):
    page, expected = sample(path)
    block = recognise(page)
    assert (block and (block.sort, block.guard)) == expected, block


def test_a_block_says_what_it_is():
    body = "<html><head><title>Sign in</title></head><body>Sign in <input type=password></body></html>"
    assert str(recognise(Page(URL, body.encode()))) == "a login is asked for"
    assert str(recognise(Page(URL, b"error code: 1020", status=403))) == "Cloudflare: the guard refuses us"


@pytest.mark.parametrize(
    ("asked", "url", "blocked"),
    [
        ("https://news.example/list/", "https://news.example/login?back=/list/", True),
        ("https://news.example/list/", "https://sso.news.example/cas/login", True),
        ("https://news.example/list/", "https://news.example/list/?page=1", False),
        ("https://news.example/login-tips/", "https://news.example/login-tips/", False),
        ("https://news.example/blog/logins/", "https://news.example/blogs/logins/", False),
    ],
)
def test_being_sent_to_a_login_is_one(asked, url, blocked):
    links = "".join(f'<a href="/{n}">Department {n}</a> ' for n in range(50))
    body = f"<html><head><title>County portal</title></head><body>{links}<input type=password></body></html>"
    assert bool(recognise(Page(url, body.encode()), asked)) == blocked


@pytest.mark.parametrize("body", [b"", b"   ", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", "\ufeff<html>".encode("utf-16")])
def test_what_is_no_page_is_no_block(body):
    assert recognise(Page(URL, body)) is None


@pytest.mark.parametrize(
    "unit",
    ["<script", "<script>", "<!--", "<title>", "<meta ", "<input name=", " \n", "src=", "请输入", "1.", "İ<noscript>"],
)
def test_hostile_mark_up_is_read_once(unit):
    body = ("<html><body>" + unit * (60_000 // len(unit))).encode()
    assert recognise(Page(URL, body)) is None
