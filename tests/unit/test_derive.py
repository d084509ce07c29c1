"""Selectors that are written down find the articles that were found without them, and no others."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicator.config.tables import SourceTable
from syndicator.extract.derive import derive
from syndicator.extract.kinds import KINDS
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.urls import canonical

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "kinds" / "auto").glob("*.html"))
# Lists without a name that lasts, or declared in JSON-LD alone: kind `auto` goes on reading them.
NAMELESS = {"dateinlink", "itemlist", "prefix", "soup", "tables"}
SOURCE = Source("a/1", "a", "auto", "https://haichuan.example/news/", timezone="Asia/Shanghai")


def read(html: bytes, url: str = SOURCE.url):
    page = Page(url, html, retrieved=datetime(2026, 11, 24, tzinfo=UTC))
    listing = KINDS["auto"].leads(page, SOURCE)
    return page, listing, derive(page, SOURCE, listing)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_articles_with_their_titles_and_dates(path):
    page, wanted, selectors = read(path.read_bytes())
    assert (selectors is None) == (path.stem in NAMELESS)
    if selectors is None:
        return
    source = replace(SOURCE, kind="html", selectors=selectors)
    found = KINDS["html"].leads(page, source)
    known = {canonical(lead.url): lead for lead in found.leads}
    assert set(known) == {canonical(lead.url) for lead in wanted.leads}
    same = [known[canonical(lead.url)] for lead in wanted.leads]
    assert sum(one.title == lead.title for one, lead in zip(same, wanted.leads, strict=True)) >= 0.9 * len(same)
    assert all(one.published == lead.published for one, lead in zip(same, wanted.leads, strict=True) if lead.published)
    # What a feed file would refuse must not be written into one.
    SourceTable(
        kind="html",
        item=selectors.item,
        link=selectors.link,
        title=selectors.title,
        date=selectors.date,
        next=selectors.next,
    )


ROWS = "".join(
    f'<li class="row-{n} css-1x2y{n}z"><a class="tag" href="/tag/{n}">要闻</a><a class="headline" href="/a/{n}.html">'
    f'海川县第{n}座水闸开工建设</a><em class="when">2026-11-{n + 10}</em></li>'
    for n in range(9)
)
PAGE = """<meta charset="utf-8"><ul class="nav"><li><a href="/x/">首页</a></li></ul><div id="c20261123"><ul class="css-9aZ1 newslist">
{rows}</ul></div><div class="pager"><a class="page-btn" href="/">1</a><a class="page-btn" href="/news/2.html">下一页</a></div>"""


def test_names_that_last_are_chosen_and_the_right_link_among_several():
    _, listing, selectors = read(PAGE.format(rows=ROWS).encode())
    assert selectors is not None
    assert (selectors.item, selectors.link, selectors.date) == (".newslist li", "a.headline", "em.when")
    assert selectors.next == '.pager a:-soup-contains("下一页")'
    assert listing.next_url.endswith("/news/2.html")


def test_selectors_go_on_working_when_the_rows_change():
    page, _, selectors = read(PAGE.format(rows=ROWS).encode())
    later = ROWS.replace("row-", "line-").replace("css-1x2y", "css-zz").replace("/a/", "/b/")
    source = replace(SOURCE, kind="html", selectors=selectors)
    leads = KINDS["html"].leads(replace(page, body=PAGE.format(rows=later).encode()), source).leads
    assert [lead.url for lead in leads] == [f"https://haichuan.example/b/{n}.html" for n in range(9)]


def test_nothing_is_derived_from_what_is_no_page():
    page, listing, _ = read(PAGE.format(rows=ROWS).encode())
    assert derive(replace(page, body=b"plain"), SOURCE, listing) is None
    assert derive(replace(page, body=b"<p>x</p>"), SOURCE, listing) is None
