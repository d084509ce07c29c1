"""Pages made to break what looks for sources: nothing is raised but the project's own errors, and it ends in time."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicator.errors import ExtractError
from syndicator.extract import discover, homeland
from syndicator.extract.derive import derive
from syndicator.extract.nature import nature
from syndicator.extract.page.joined import continues, join
from syndicator.extract.page.pager import Trail
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

URL = "https://haichuan.example/news/1.html"
SOURCE = Source("a/1", "a", "auto", URL, timezone="Asia/Shanghai", selectors=Selectors())
PIECES = [
    "<ul>", "</ul>", "<li class='row x1'>", "</li>", "<a href='1_2.html'>", "<a href='//[bad'>", "<a href='?page=2'>", "</a>", "<a",
    "下一页", "2", "海川县第三座水闸开工建设", "2026-11-23", "11-23", "<link rel=alternate type=application/rss+xml href=",
    "<script type='application/ld+json'>", '{"@type":"ItemList","itemListElement":[', '{"url":"/a/1.html"},', "]}", "</script>",
    "<table><tr><td>", "<base href='", "'>", "<div class='crumb'>", "<option value=3>", "createPageHTML(9,0,'1','html')", "\x00", "\ud800",
    "&#55296;", "<!--", "-->", "<title>", "</title>", "<p>工人们正在抓紧施工，机器轰鸣，一派繁忙景象。</p>", "<meta charset=utf-16>",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _all_of(page: Page) -> None:
    discover.hints(page), discover.above(page), discover.in_robots(page), discover.site(page), discover.linked(page)
    homeland.language(page, discover.site(page).language)
    found = nature(page, SOURCE)
    if found.listing:
        derive(page, SOURCE, found.listing)
    for source in (SOURCE, replace(SOURCE, selectors=Selectors(article_next="a"))):
        with suppress(ExtractError):
            Trail(page.url, source).after(page)


@FAST
@given(pages, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_pieces_of_pages(text, charset):
    _all_of(Page(URL, text.encode(charset, "replace")))


@FAST
@given(st.binary(max_size=300))
def test_bytes(body):
    _all_of(Page(URL, body))


@FAST
@given(st.lists(pages, min_size=2, max_size=4))
def test_any_drafts_can_be_joined(parts):
    drafts = [Draft(URL, "甲", body_text=text.replace("\x00", ""), body_html=f"<p>{text}</p>") for text in parts]
    continues(drafts[:1], drafts[1])
    assert join(drafts).title == "甲"


@pytest.mark.parametrize(
    "body",
    [
        b"<div class=crumb>" * 20_000,
        b"<a href=1_2.html>" * 20_000,
        ("<ul class='newslist'>" + "".join(f"<li><a href='/a/{n}.html'>海川县第{n}座水闸开工建设</a></li>" for n in range(1000)) + "</ul>").encode(),
        b'<script type="application/ld+json">' + b'[{"@type":"ItemList","itemListElement":' * 5000,
        b"createPageHTML(999,0," * 5000,
    ],
)  # fmt: skip
def test_large_pages_end(body):
    _all_of(Page(URL, body))
