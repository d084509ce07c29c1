"""Every page of samples/gone: its first line says what it is, and what its list called it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.errors import ExtractError
from syndicator.extract import blocked, farewells, gone
from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Lead
from syndicator.model.page import Page
from syndicator.model.source import Source

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "gone").glob("*.html"))
EXPECTED = re.compile(rb"<!-- is: (\w+); list: (.+?) -->\n")
URL = "https://news.example/2026/11/20/1234.html"
SOURCE = Source("haichuan/news", "haichuan", "html", "https://news.example/news/")


def sample(path):
    """The page without its first line, what that line says of it, and the headline its list gives."""
    body = path.read_bytes()
    what, known = EXPECTED.match(body).groups()
    known = known.decode()
    return Page(URL, EXPECTED.sub(b"", body, count=1)), what.decode(), "" if known == "-" else known


def said(page, known):
    """What is recognised of a page that was read for a link with this headline."""
    try:
        draft = KINDS["html"].draft(page, Lead(URL, known), SOURCE)
    except ExtractError:
        draft = None
    return gone.recognise(page, draft, known)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_page_that_says_it_is_gone_is_recognised_and_no_other(path):
    page, what, known = sample(path)
    assert bool(said(page, known)) == (what == "gone"), said(page, known)
    if path.stem != "no-brief-titled-404":
        assert bool(said(page, "")) == (what == "gone"), "whether or not the list still has it"


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if not path.stem.startswith("no-")], ids=lambda path: path.stem
)
def test_a_page_that_is_gone_is_no_wall(path):
    page, _, _ = sample(path)
    assert blocked.recognise(page) is None


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("您查看的信息不存在或者已经被删除", True),
        ("該內容已下線", True),
        ("此内容被投诉且经审核涉嫌侵权，无法查看", True),
        ("页面不存在，5秒后自动跳转到首页", True),
        ("The content you are trying to access has expired", True),
        ("The requested URL was not found on this server", True),
        ("Извините, такой страницы не существует", True),
        ("この記事は掲載を終了しました", True),
        ("الصفحة غير موجودة", True),
        ("Sidan hittades inte", True),
        ("Không tìm thấy trang", True),
        ("视频已被删除，平台致歉", False),
        ("网传视频已删除 当事人发声明", False),
        ("专家：恐龙不存在羽毛之争", False),
        ("找不到工作的年轻人去哪了", False),
        ("没有新闻就是好消息", False),
        ("请登录后查看内容", False),
        ("该评论已被删除", False),
        ("Post was deleted and senator apologises", False),
        ("Police say page from diary not found at scene", False),
        ("Article 370 is gone", False),
        ("This comment has been removed", False),
        ("Die Seite der Verlierer", False),
        ("Статья удалена из закона", False),
    ],
)
def test_a_sentence_that_says_so_says_nothing_else(sentence, says):
    assert farewells.says(sentence) is says


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://news.example/404.html", True),
        ("https://news.example/error/404?from=/a/1.html", True),
        ("https://news.example/not-found/", True),
        ("https://news.example/page_not_found.aspx", True),
        ("https://news.example/2026/404-art.html", False),
        ("https://news.example/error.html", False),
        ("https://news.example/a/40404.html", False),
    ],
)
def test_a_sites_place_for_what_it_cannot_find(url, is_one):
    assert gone.place(url) is is_one


@pytest.mark.parametrize(
    ("body", "home"),
    [
        ('<meta http-equiv="refresh" content="0;url=/">', True),
        ("<meta http-equiv=refresh content='3; URL=https://news.example/index.html'><p>正在跳转</p>", True),
        ("<script>window.location.href = 'https://www.news.example/';</script>", True),
        ("<script>location.replace('/')</script>", True),
        ('<meta http-equiv="refresh" content="0;url=/2026/11/20/1234_2.html">', False),
        ("<script>location.href='https://other.example/'</script>", False),
        ('<meta http-equiv="refresh" content="300;url=/"><p>' + "海川县的秋粮收购从本周一开始。" * 12 + "</p>", False),
    ],
)
def test_a_page_that_only_sends_home(body, home):
    assert bool(gone.leads_home(Page(URL, f"<html><head>{body}</head></html>".encode()))) is home


PIECES = [
    "不存在",
    "被",
    "已",
    "因",
    "页面",
    "，",
    "或",
    "page ",
    "not ",
    "found ",
    "has been ",
    "or ",
    "、",
    "請",
    " ",
    "<",
    "<h1>",
    "404",
]


@given(st.lists(st.sampled_from(PIECES), max_size=400).map("".join))
def test_no_text_takes_long_or_raises(text):
    farewells.titled(text)
    assert isinstance(list(farewells.said(text)), list)
    gone.recognise(Page(URL, f"<title>{text}</title><h1>{text}</h1>{text}".encode()), None)


@pytest.mark.parametrize(
    "body", [b"", b"<", b"\x89PNG\r\n\x1a\n\0\0", b"<title>" * 5000, b"<h1>" * 20_000, b"<h1>" + b"<b " * 50_000]
)
def test_strange_bytes_say_nothing(body):
    assert gone.recognise(Page(URL, body), None) == ""
    assert gone.leads_home(Page(URL, body)) == ""
