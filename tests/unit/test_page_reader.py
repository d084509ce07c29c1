"""The page reader's edges: selectors that win, leads that fill in, languages, and pages that hold nothing."""

from datetime import UTC, datetime

import pytest

from syndicator.errors import ExtractError
from syndicator.extract.page.reader import read
from syndicator.model.draft import Draft, Lead
from syndicator.model.moment import Moment
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

URL = "https://news.haichuan.example/2026/a.html"
LINES = (
    "海川县老城东街的空地上个月还堆着废砖，如今铺上了步道，种下了四十棵银杏。",
    "负责施工的周桥说，图纸改了三次，每次都请街坊来看，最后把长椅从路边挪到了树下。",
    "按照计划，今年县里还要再建九处这样的小公园，都在步行十分钟以内的地方。",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def _read(html: str | bytes, lead: Lead | None = None, *, content_type: str = "", **fields: object) -> Draft:
    source = Source(key="t", feed="t", kind="html", url=URL, timezone="Asia/Shanghai", **fields)
    body = html.encode() if isinstance(html, str) else html
    return read(Page(URL, body, content_type), source, lead)


def _page(body: str, head: str = "<title>口袋公园走进街角</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def test_selectors_win_over_what_the_page_declares() -> None:
    html = _page(
        '<h1>频道名</h1><div class="t">街角有了公园</div><i class="d">2026年3月12日 09:30</i>'
        '<i class="a">作者：林小满 周禾</i><i class="s">来源：东街社区报</i>'
        f'<div class="x"><p>别处的一段话，讲的是另外一件事情。</p></div><div class="c">{BODY}<p class="ad">推广信息，请勿阅读。</p></div>',
        '<title>频道名</title><meta name="PubDate" content="2020-01-01"><meta name="ContentSource" content="别的报">',
    )
    selectors = Selectors(headline=".t", published=".d", author=".a", outlet=".s", body=".c", remove=(".ad",))
    draft = _read(html, selectors=selectors)
    assert draft.title == "街角有了公园"
    assert str(draft.published) == "2026-03-12T09:30:00+08:00"
    assert draft.authors == ("林小满", "周禾")
    assert draft.outlet == "东街社区报"
    assert tuple(draft.body_text.split("\n")) == LINES
    assert {origin.field: origin.where for origin in draft.origins}["title"].startswith(".t")


def test_a_selector_that_finds_nothing_leaves_the_automatic_reader_to_it() -> None:
    draft = _read(_page(f"<h1>口袋公园走进街角</h1>{BODY}"), selectors=Selectors(headline=".gone", body="#gone"))
    assert (draft.title, draft.body_text) == ("口袋公园走进街角", "\n".join(LINES))


def test_a_selector_that_is_no_css_is_named() -> None:
    with pytest.raises(ExtractError, match=r"'div\[\[' is no CSS selector"):
        _read(_page(BODY), selectors=Selectors(body="div[["))


def test_the_lead_fills_in_what_the_page_leaves_out() -> None:
    lead = Lead(URL, "列表里的标题", Moment(datetime(2026, 3, 1, tzinfo=UTC), "day"))
    draft = _read(_page(f"<div>{BODY}</div>", ""), lead)
    assert (draft.title, str(draft.published)) == ("列表里的标题", "2026-03-01")
    assert {"title": "listing", "published": "listing"}.items() <= {o.field: o.where for o in draft.origins}.items()


def test_the_page_wins_over_the_lead() -> None:
    lead = Lead(URL, "旧标题", Moment(datetime(2020, 1, 1, tzinfo=UTC), "day"))
    draft = _read(_page(f"<h1>口袋公园走进街角</h1><p>2026-03-12 09:30</p>{BODY}"), lead)
    assert (draft.title, str(draft.published)) == ("口袋公园走进街角", "2026-03-12T09:30:00+08:00")


def test_the_charset_hint_of_the_source_wins() -> None:
    draft = _read(
        _page(f"<h1>口袋公园走进街角</h1>{BODY}").encode("gb18030"),
        charset="gbk",
        content_type="text/html; charset=big5",
    )
    assert (draft.charset, draft.title) == ("gb18030", "口袋公园走进街角")


@pytest.mark.parametrize(
    ("attribute", "text", "language"),
    [
        ('lang="en"', BODY, "zh"),
        ('lang="zh-Hant-TW"', BODY, "zh-Hant-TW"),
        (
            'lang="fr_FR"',
            "<p>La commune a décidé de rouvrir son four à pain, fermé depuis longtemps déjà.</p>",
            "fr-FR",
        ),
        ("", "<p>The council voted to close the route after repairs were found to cost too much.</p>", ""),
        ("", "<p>本棚には町の人が持ち寄った六百冊が並び、貸し出しの手続きは必要ない。駅長はそう話す。</p>", "ja"),
    ],
)
def test_the_language_is_the_declared_one_unless_the_script_says_otherwise(
    attribute: str, text: str, language: str
) -> None:
    draft = _read(f"<html {attribute}><head><title>x</title></head><body><article>{text}</article></body></html>")
    assert draft.language == language


def test_what_stands_before_and_after_the_text_is_left_out() -> None:
    html = _page(
        f"<article><h1>口袋公园走进街角</h1><div>2026-03-12 09:30　来源：海川日报</div><div>分享到：</div>{BODY}"
        "<p>（责任编辑：周禾）</p><p>相关阅读</p><ul><li><a href='/1'>全县春季运动会下周开幕</a></li></ul></article>"
    )
    assert tuple(_read(html).body_text.split("\n")[:3]) == LINES
    assert "相关阅读" not in _read(html).body_text
    assert "运动会" not in _read(html).body_html


def test_captions_stay_with_the_pictures() -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>东街的公园。林小满 摄</figcaption></figure>'
    draft = _read(_page(f"<h1>口袋公园走进街角</h1><div>{figure}{BODY}</div>"))
    assert "东街的公园" not in draft.body_text
    assert "东街的公园" in draft.body_html
    assert draft.images[0].credit == "林小满"


def test_a_body_that_only_json_ld_has_more_of_is_cut_where_json_ld_ends() -> None:
    declared = "\\n".join(LINES * 3)
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{declared}"}}</script>'
    more = "<p>本报长期征集街巷里的老照片，欢迎各位读者来信来稿，地址见报纸末版。</p>"
    assert "老照片" not in _read(_page(f"<div>{BODY * 3}{more}</div>", script)).body_text


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n\t ",
        "\x00\x00\x00",
        "<html><frameset><frame src='/a'></frameset></html>",
        '<?xml version="1.0"?><rss><channel></channel></rss>',
        "<div>" * 20000,
        _page("<script>only()</script><style>p{}</style>"),
    ],
)
def test_bytes_without_an_article_are_an_extract_error(html: str) -> None:
    with pytest.raises(ExtractError):
        _read(html)


HOSTILE = {
    "ten thousand levels": _page("<div>" * 10000 + BODY + "</div>" * 10000),
    "unclosed fonts": _page("<font>" * 10000 + BODY),
    "nested tables": _page("<table><tr><td>" * 3000 + BODY),
    "a megabyte of title": _page(BODY, f"<title>{'长' * 350_000}</title>"),
    "a megabyte of heading": _page(f"<h1>{'长' * 350_000}</h1>{BODY}"),
    "many headings": _page("<h1>标题很多很多个</h1>" * 5000 + BODY),
    "many links": _page("<a href='/a'>链接文字</a> " * 20000 + BODY),
    "open brackets in JSON-LD": _page(BODY, f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    "JSON-LD of the wrong shapes": _page(
        BODY,
        '<script type="application/ld+json">{"@type":["NewsArticle",7],"headline":{"@value":{"name":[[1]]}},'
        '"author":[1,null,{"name":5},{"name":["甲","乙"]}],"datePublished":7,"image":[{"url":{"a":1}}],"articleBody":5}'
        "</script>",
    ),
    "NULs and half characters": _page(BODY).replace("公园", "\x00公园").encode() + b"\xed\xa0\x80\xff",
    "a class of a million words": _page(f'<div class="{"a b-c " * 100_000}">{BODY}</div>'),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_page_is_read_as_far_as_it_goes(case: str) -> None:
    draft = _read(HOSTILE[case])
    assert LINES[0] in draft.body_text.replace("\x00", "")
    assert len(draft.title) <= 800


def test_ten_megabytes_are_read() -> None:
    paragraph = f"<p>{LINES[0]}</p>".encode()
    draft = _read(b"<h1>\xe9\x95\xbf\xe6\x96\x87</h1>" + paragraph * (2_000_000 // len(paragraph)))
    assert len(draft.body_text.split("\n")) == 2_000_000 // len(paragraph)
