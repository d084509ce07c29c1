"""How the page reader finds one field at a time: headline, JSON-LD, dates, credits, notices."""

import json
from zoneinfo import ZoneInfo

import pytest

from syndicator.extract.page import structured, tree
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.notices import may_be_notice
from syndicator.extract.page.phrases import ends, never
from syndicator.extract.page.reader import read
from syndicator.extract.page.site import Site
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.text.signers import byline_names, names_in

ZH = "".join(
    f"<p>{line}</p>"
    for line in (
        "海川县老城东街的空地上个月还堆着废砖，如今铺上了步道，种下了四十棵银杏，几把长椅放在树下。",
        "负责施工的周桥说，图纸改了三次，每次都请街坊来看，最后把长椅从路边挪到了树下，孩子也有了沙坑。",
        "按照计划，今年县里还要再建九处这样的小公园，都在步行十分钟以内的地方，建成后由社区自己照看。",
    )
)
EN = "".join(
    f"<p>{line}</p>"
    for line in (
        "The last car ferry across Linden Sound will stop running on Friday, ending a service that began in 1931.",
        "The county council voted to close the route after repairs to its only vessel were found to cost too much.",
        "Commuters who used the crossing now face a drive of fifty minutes around the northern shore of the sound.",
    )
)


def _read(body: str, head: str = "", url: str = "https://www.haichuan-daily.example/a/1.html", lang: str = "") -> Draft:
    source = Source(key="t", feed="t", kind="html", url=url, timezone="Asia/Shanghai")
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return read(Page(url, html.encode()), source)


def _site(*names: str, host: str = "") -> Site:
    metas = {"og:site_name": names} if names else {}
    return Site.of(structured.Structured(metas), f"https://{host}/" if host else "")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("口袋公园走进街角_海川新闻网", "口袋公园走进街角"),
        ("口袋公园走进街角-海川日报", "口袋公园走进街角"),
        ("口袋公园走进街角 - 民生 - 海川频道", "口袋公园走进街角"),
        ("口袋公园走进街角｜海川发布客户端", "口袋公园走进街角"),
        ("Last ferry ends after 95 years | Linden Gazette", "Last ferry ends after 95 years"),
        ("Linden Gazette: Last ferry ends", "Linden Gazette: Last ferry ends"),
        ("Linden Gazette - Last ferry ends after 95 years", "Last ferry ends after 95 years"),
        ("5G-A网络覆盖全县", "5G-A网络覆盖全县"),
        ("Ferry – what now?", "Ferry – what now?"),
    ],
)
def test_the_site_is_taken_off_a_title(title: str, expected: str) -> None:
    assert _site("Linden Gazette", "海川日报").strip(title, loose=True) == expected


def test_a_site_is_known_by_its_host_and_its_company() -> None:
    assert _site(host="www.thelindengazette.example").names_it("The Linden Gazette Ltd")
    assert not _site(host="www.lindengazette.example").names_it("Lin")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Old ferry guide (2026) | Linden</title><meta property='og:title' content='Old ferry guide (2026)'>",
         "<h1>A guide to the old ferry</h1>", "A guide to the old ferry"),
        ("<title>海川日报</title>", "<h1><a href='/'>海川日报</a></h1><h2>口袋公园走进街角</h2>", "口袋公园走进街角"),
        ("<title>口袋公园走进街角-海川日报</title>", "<div><font size=5>口袋公园走进街角</font></div>", "口袋公园走进街角"),
        ("", "<p><b>口袋公园走进街角</b></p><p>2026年3月12日</p>", "口袋公园走进街角"),
        ("<meta name=ArticleTitle content=口袋公园走进街角><title>x</title>", "<h1>海川县人民政府</h1>", "口袋公园走进街角"),
        ("<title>Ferry &amp;amp; tram | Linden</title>", "<h1>Ferry &amp;amp; tram</h1>", "Ferry & tram"),
    ],
)  # fmt: skip
def test_the_headline_is_what_readers_see(head: str, body: str, title: str) -> None:
    assert _read(body + ZH, head).title == title


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01"}',
        '<!-- {"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01"}\n//]]>',
        '{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01",}',
        '{"@type":"NewsArticle","headline":"T","description":"a\nb","datePublished":"2026-03-01"};',
        '{"@graph":[{"@type":"WebSite","name":"S"},{"@type":["NewsArticle"],"headline":"T","datePublished":"2026-03-01"}]}',
        '[{"@type":"BreadcrumbList"},{"mainEntity":{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01"}}]',
        '{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01","text":"an "unescaped" quote"}',
        '{"@type":"NewsArticle","headline":"T","datePublished":"2026-03-01"}{"@type":"Person"}',
    ],
)
def test_json_ld_is_read_however_it_is_broken(text: str) -> None:
    root = tree.parse(f'<html><head><script type="application/ld+json">{text}</script></head><body>x</body></html>')
    article = structured.read(root).article
    assert article is not None
    assert (article.headline, article.published) == ("T", "2026-03-01")


def test_json_ld_names_authors_by_reference_and_keeps_their_kind() -> None:
    graph = [
        {
            "@type": "NewsArticle",
            "headline": "T",
            "author": [{"@id": "#a"}, "Ben Osei"],
            "publisher": {"name": "Gazette"},
        },
        {"@type": "Person", "@id": "#a", "name": "Mara Quill"},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    article = structured.read(tree.parse(f"<html><head>{script}</head><body>x</body></html>")).article
    assert article is not None
    assert [(party.name, party.kind) for party in article.authors] == [("Mara Quill", "person"), ("Ben Osei", "")]
    assert article.publisher == structured.Party("Gazette")


@pytest.mark.parametrize(
    ("language", "url", "text", "day"),
    [
        ("en-US", "https://a.example/", "03/04/2026", "2026-03-04"),
        ("en", "https://a.com/", "03/04/2026", "2026-03-04"),
        ("en", "https://a.co.uk/", "03/04/2026", "2026-04-03"),
        ("en-GB", "https://a.com/", "03/04/2026", "2026-04-03"),
        ("fr", "https://a.com/", "18/07/2026", "2026-07-18"),
        ("zh", "https://a.cn/", "发布时间：18-03-0823:16", "2018-03-08T23:16:00+08:00"),
        ("zh", "https://a.cn/", "2007-08-20-23:59:59", "2007-08-20T23:59:59+08:00"),
        ("de", "https://a.de/", "Do 25.04.24 | 14:07 Uhr", "2024-04-25T14:07:00+08:00"),
    ],
)
def test_dates_are_read_as_the_page_s_country_writes_them(language: str, url: str, text: str, day: str) -> None:
    assert str(Clock.of(ZoneInfo("Asia/Shanghai"), language, url).read(text)) == day


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", "<h1>街角公园开放</h1><p>2026-03-12 09:30</p>" + ZH, "2026-03-12T09:30:00+08:00"),
        ("<meta name=PubDate content=2026-03-12>", "<h1>街角公园开放</h1><p>2026-03-12 09:30</p>" + ZH, "2026-03-12T09:30:00+08:00"),
        ("<meta property='article:published_time' content='2026-03-11T23:00:00-05:00'>", "<h1>街角公园开放</h1>" + ZH, "2026-03-12T12:00:00+08:00"),
        ("", "<h1>街角公园开放</h1>" + ZH + "<p>发布日期：2026-03-12 责任编辑：周禾</p>", "2026-03-12"),
        ("", "<h1>街角公园开放</h1><time datetime='2026-03-12T09:30:00+08:00'>今天</time>" + ZH, "2026-03-12T09:30:00+08:00"),
        ("<meta itemprop=dateUpdate content='2026-03-12 10:00'>", "<h1>街角公园开放</h1>" + ZH, "2026-03-12T10:00:00+08:00"),
        ("", "<h1>街角公园开放</h1><p>更新：2026-03-12 10:00</p>" + ZH, "2026-03-12T10:00:00+08:00"),
    ],
)  # fmt: skip
def test_the_published_date_comes_from_where_the_page_says_it(head: str, body: str, published: str) -> None:
    assert str(_read(body, head).published) == published


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>街角公园开放</h1>{ZH}",
        f"<h1>街角公园开放</h1>{ZH}<p>这座桥在1998年7月3日的洪水里冲毁过一次，重修花了两年时间。</p>",
        f"<h1>街角公园开放</h1>{ZH}<div class='list'><a href='/1'>运动会下周开幕 2026-01-02</a><a href='/2'>苗木基地 2026-01-03</a></div>",
        f"<h1>街角公园开放</h1><figure><img src=/a.jpg><figcaption>2020年5月1日的东街</figcaption></figure>{ZH}",
    ],
)
def test_a_date_of_something_else_is_not_taken(body: str) -> None:
    assert _read(body).published is None


def test_the_address_gives_the_day_where_nothing_else_does() -> None:
    draft = _read(f"<h1>街角公园开放</h1>{ZH}", url="https://news.example/2026/03/12/park.html")
    assert str(draft.published) == "2026-03-12"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Mara Quill and Ben Osei", ("Mara Quill", "Ben Osei")),
        ("ByMara Quill", ("Mara Quill",)),
        ("Mara Quill Mara Quill", ("Mara Quill",)),
        ("Mara Quill@maraq", ("Mara Quill",)),
        ("By Mara Quill Mar. 4, 2026 7:47 am", ("Mara Quill",)),
        ("Von Karla Endres, Redakteurin", ("Karla Endres",)),
        ("More stories by Mara Quill", ("Mara Quill",)),
        ("Mara QuillStaff Writer", ("Mara Quill",)),
        ("See full bio", ()),
        ("March 4, 2026", ()),
        ("Facebook Twitter LinkedIn", ()),
        ("Text Size", ()),
        ("Skip to main content", ()),
    ],
)
def test_a_byline_gives_names_and_nothing_else(text: str, names: tuple[str, ...]) -> None:
    assert byline_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mara Quill, Ben Osei", ("Mara Quill", "Ben Osei")),
        ("Mara Quill, MD", ("Mara Quill",)),
        ("Mara Quill; Ben Osei", ("Mara Quill", "Ben Osei")),
        ("https://www.facebook.com/gazette", ()),
        ("admin", ()),
        ("262588213843476", ()),
        ("", ()),
    ],
)
def test_a_declared_author_is_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=author content=网站管理员>", "<h1>街角公园开放</h1>" + ZH),
        ("<meta name=author content=haichuan>", "<h1>街角公园开放</h1><p>来源：海川日报 作者：佚名</p>" + ZH),
        (
            "",
            "<h1>街角公园开放</h1><p>2026-03-12 来源：海川日报</p>" + ZH + "<p>记者在现场看到，许多老人正在散步。</p>",
        ),
        ("", "<h1>街角公园开放</h1>" + ZH + "<p>图为改造后的东街。 林小满 摄</p>"),
        ("", "<h1>街角公园开放</h1>" + ZH + "<p>责任编辑：周禾</p>"),
    ],
)
def test_no_author_is_invented_on_chinese_pages(head: str, body: str) -> None:
    assert _read(body, head).authors == ()


def test_no_author_is_invented_on_other_pages() -> None:
    body = f"<h1>Last ferry ends after 95 years</h1><p>March 4, 2026</p><p>5 min read</p>{EN}<p>Share this story</p>"
    assert _read(body, lang="en").authors == ()


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ("<h1>街角公园开放</h1><p>2026-03-12 林小满</p>" + ZH, ("林小满",)),
        ("<h1>街角公园开放</h1><p>海川日报记者林小满/文 周禾/图</p>" + ZH, ("林小满",)),
        ("<h1>街角公园开放</h1>" + ZH.replace("看。</p>", "看。（林小满 周禾）</p>") + "<p>（林小满 周禾）</p>", ("林小满", "周禾")),
        ("<h1>街角公园开放</h1><p>文｜林小满</p>" + ZH, ("林小满",)),
        ("<h1>街角公园开放</h1><p>原创 林小满 海川夜读</p>" + ZH, ("林小满",)),
        ("<h1>街角公园开放</h1><p>本贴由石头于2026年3月12日16:12:21发表</p>" + ZH, ("石头",)),
    ],
)  # fmt: skip
def test_chinese_writers_are_found_without_a_label(body: str, authors: tuple[str, ...]) -> None:
    assert _read(body).authors == authors


@pytest.mark.parametrize(
    ("body", "outlet"),
    [
        ("<h1>街角公园开放</h1><p>来源：<a href=/>海川日报</a> 2026-03-12</p>" + ZH, "海川日报"),
        ("<h1>街角公园开放</h1><p>2026-03-12 09:30 海川日报</p>" + ZH, "海川日报"),
        ("<h1>街角公园开放</h1><p>原创 海川日报 2026-03-12 09:30:00</p>" + ZH, "海川日报"),
        ("<h1>街角公园开放</h1><p>发表于2026-03-12 21:30| 1164次阅读| 来源海川日报| 0 条评论</p>" + ZH, "海川日报"),
        ("<h1>街角公园开放</h1><p class=source>海川夜读</p>" + ZH, "海川夜读"),
        ("<h1>街角公园开放</h1><p>来源：本站原创</p>" + ZH, ""),
        ("<h1>街角公园开放</h1><p>来源：网络</p>" + ZH, ""),
        ("<h1>街角公园开放</h1>" + ZH, ""),
    ],
)
def test_the_outlet_is_the_one_named(body: str, outlet: str) -> None:
    assert _read(body).outlet == outlet


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本条新闻版权归海川县融媒体中心所有，转载请注明出处。", True),
        ("© 2026 Linden Gazette. All rights reserved.", True),
        ("Copyright 2026 Linden Media", True),
        ("未经海川日报社书面授权，不得转载。", True),
        ("This work is licensed under a Creative Commons Attribution license", True),
        ("Alle Rechte vorbehalten", True),
        ("几位老人正在打太极。", False),
        ("The council voted to close the route.", False),
    ],
)
def test_a_line_that_may_be_a_notice_is_kept_for_judging(text: str, expected: bool) -> None:
    assert may_be_notice(text) is expected


def _run(text: str) -> object:
    from syndicator.extract.page.blocks import survey  # noqa: PLC0415 - one call

    return survey(tree.body_of(tree.parse(f"<html><body><div>{text}</div></body></html>"))).runs[0]


@pytest.mark.parametrize(
    "text",
    [
        "相关阅读",
        "热门评论",
        "Related articles",
        "You may also like",
        "3 Comments",
        "Mehr zum Thema",
        "À lire aussi :",
        "関連記事",
    ],
)
def test_lines_that_open_what_follows_an_article(text: str) -> None:
    assert ends(_run(text))


@pytest.mark.parametrize(
    "text",
    ["Advertisement", "分享到：", "Read more", "【打印本页】【关闭窗口】", "Photo: Ben Osei/Linden Gazette", "Anzeige"],
)
def test_lines_that_are_no_part_of_an_article(text: str) -> None:
    assert never(_run(text))


@pytest.mark.parametrize(
    "text",
    [
        "评论认为，这座桥修得值。",
        "The comments were kind.",
        "More than forty neighbours came.",
        "分享是一种快乐。",
        "Related costs rose.",
    ],
)
def test_sentences_with_the_same_words_stay(text: str) -> None:
    run = _run(text)
    assert not ends(run)
    assert not never(run)
