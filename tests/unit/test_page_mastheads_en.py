"""What stands around English articles, as the systems of blogs, shops and newsrooms print it: each page a line of a table.

The pages are made up; only their structure is like that of Chorus, Medium, Squarespace, Wix, Shopify, HubSpot, Elementor …
"""

from pathlib import Path

import pytest

from syndicator.extract.page.reader import read
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source

_TABLE = Path(__file__).parents[1] / "samples" / "mastheads" / "en.tsv"
_TITLE = "Ferry service ends after ninety-five years"
_TEXT = (
    "The last car ferry across Linden Sound will stop running on Friday, ending a service that began in 1931.",
    "The county council voted to close the route after repairs to its only vessel were found to cost too much.",
    "Commuters who used the crossing now face a drive of fifty minutes around the northern shore of the sound.",
    "“We knew the day would come,” said the purser, who has worked the line since she left school in the village.",
)
_NAV = '<nav><a href="/">Home</a><a href="/news">News</a><a href="/about">About us</a></nav>'
_FOOT = "<footer><p>© 2026 Linden Gazette. All rights reserved.</p></footer>"
# Other stories as sites set them below an article, under a heading that says so, another, or none.
_STORIES = {
    "list": '<ul><li><a href="/b">Bridge plan revived</a><span class="author">By Ida Berg</span><span class="date">June 1, '
    '2026</span></li><li><a href="/c">Tides and tables</a><span class="author">By Jo Dahl</span></li></ul>',
    "articles": '<article class="card"><h3><a href="/b">Bridge plan revived</a></h3><p class="byline">By Ida Berg</p><time '
    'datetime="2026-06-01">June 1, 2026</time></article><article class="card"><h3><a href="/c">Tides</a></h3></article>',
    "cards": '<div class="c"><a href="/b"><img src="x.jpg"><h4>Bridge plan revived</h4></a><div><a href="/author/ida">Ida '
    'Berg</a> · June 1, 2026</div></div><div class="c"><a href="/c"><h4>Tides</h4></a><div>July 2, 2026</div></div>',
    "marked": '<div class="c"><a href="/b">Bridge plan revived and what it means for everyone</a><a rel="author" '
    'href="/author/ida">Ida Berg</a></div>',
}
_BELOW = {
    "alone": "",
    **{
        f"{name} {heading}".strip(): f'<section class="w"><h3>{heading}</h3>{stories}</section>'
        for name, stories in _STORIES.items()
        for heading in ("More stories", "From the blog", "")
    },
}


def _rows() -> list[list[str]]:
    lines = _TABLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _read(page: str, below: str) -> Draft:
    filled = page.replace("{title}", _TITLE).replace("{text}", "".join(f"<p>{line}</p>" for line in _TEXT))
    title = f"<meta charset=utf-8><title>{_TITLE} | Linden Gazette</title>"
    html = f'<html lang="en">{title}{_NAV}<main>{filled}</main>{below}{_FOOT}</html>'
    url = "https://www.lindengazette.example/news/ferry"
    return read(Page(url, html.encode()), Source(key="a/1", feed="a", kind="html", url=url, timezone="UTC"))


@pytest.mark.parametrize("below", _BELOW.values(), ids=_BELOW)
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_a_page_gives_its_day_and_who_signs(row: list[str], below: str) -> None:
    _, day, authors, page = row
    draft = _read(page, below)
    assert draft.title == _TITLE
    assert tuple(draft.body_text.split("\n")) == _TEXT
    if day != "-":
        assert draft.published is not None
        assert str(draft.published)[:10] == day
    if authors != "*":
        assert ("; ".join(draft.authors) or "-") == authors
