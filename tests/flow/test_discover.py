"""Looking for a site's sources over real HTTP: what is found, how it is ranked, what is said of the rest."""

import gzip

import pytest
from aiohttp import web
from newsroom import NOTICE, article

from syndicator.errors import BlockedPage, HttpStatus
from syndicator.flows import proposal
from syndicator.flows.discover import discover
from syndicator.model.rights import Reprint
from syndicator.model.source import Selectors

DAYS = range(23, 13, -1)


def title(day: int) -> str:
    return f"海川县第{day}座水闸开工建设"


def front(head: str = "", *, path: str = "/a") -> bytes:
    rows = "".join(
        f'<li><a href="{path}/{day}.html">{title(day)}</a><span class="date">2026-11-{day}</span></li>' for day in DAYS
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>要闻_海川新闻网</title>{head}</head><body>'
        f'<div class="nav"><a href="/">首页</a><a href="/gg/">公告</a></div><ul class="newslist">{rows}</ul></body></html>'
    ).encode()


def rss(*, whole: bool = True, notice: str = NOTICE, path: str = "/a", year: int = 2026) -> bytes:
    story = "工人们正在抓紧施工，机器轰鸣，一派繁忙景象，沿河六个乡镇的农田明年都能用上水。" * 5
    items = []
    for day in DAYS:
        content = f"<content:encoded><![CDATA[<p>{title(day)}</p><p>{story}</p><p>{notice}</p>]]></content:encoded>"
        items.append(
            f"<item><title>{title(day)}</title><link>{path}/{day}.html</link><guid>{day}</guid>"
            f"<pubDate>{day} Nov {year} 08:00:00 +0800</pubDate><description>工人们正在施工。</description>{content if whole else ''}</item>"
        )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>海川要闻</title>{''.join(items)}</channel></rss>".encode()


def sitemap(path: str = "/a") -> bytes:
    rows = "".join(f"<url><loc>{{host}}{path}/{day}.html</loc><lastmod>2026-11-{day}</lastmod></url>" for day in DAYS)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'


@pytest.fixture
def site(newsroom):
    """A front page with a list and its articles; each test adds what else there is."""
    newsroom.pages.clear()
    newsroom.pages["/"] = front()
    newsroom.pages |= {f"/a/{day}.html": article(title(day)) for day in DAYS}
    newsroom.url = f"http://127.0.0.1:{newsroom.port}"
    return newsroom


def kinds(found) -> list[str]:
    return [one.source.kind for one in found.candidates]


async def test_a_list_alone_is_read_by_selectors_that_are_shown(services, site):
    found = await discover(services, f"{site.url}/")
    assert (found.sort, kinds(found)) == ("list", ["html"])
    (one,) = found.candidates
    assert one.source.selectors == Selectors(item=".newslist li", link="a", date="span.date")
    assert [lead.title for lead in one.listing.leads] == [title(day) for day in DAYS]
    assert (one.source.timezone, one.source.language) == ("Asia/Shanghai", "zh-CN")
    assert [look.draft.title for look in one.looks] == [title(day) for day in (23, 22, 21)]
    assert {miss.where for miss in found.misses} == {"usual place"}
    # A stranger's site is asked for each page once.
    pages = [path for path in site.asked if path != "/robots.txt"]
    assert len(pages) == len(set(pages)) < 20


async def test_a_feed_of_whole_texts_comes_first(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss()}
    found = await discover(services, f"{site.url}/")
    assert kinds(found) == ["feed", "html"]
    best = found.candidates[0]
    assert (best.source.full_text, best.notes, best.where) == (False, ("gives whole texts",), "link rel=alternate")
    assert len(best.looks) == 3
    assert "/feed" not in site.asked


async def test_a_feed_of_summaries_is_read_with_its_pages(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss(whole=False)}
    best = (await discover(services, f"{site.url}/")).candidates[0]
    assert (best.source.kind, best.source.full_text) == ("feed", True)
    assert all("四万多亩农田" in look.draft.body_text for look in best.looks)


async def test_a_feed_without_the_notice_its_pages_have_is_read_with_them(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss(notice="")}
    best = (await discover(services, f"{site.url}/")).candidates[0]
    assert (best.source.kind, best.source.full_text) == ("feed", True)
    assert "notice" in best.notes[0]
    assert all(look.outcome.rights.notice for look in best.looks)


async def test_a_feed_nobody_fills_any_more_comes_last_and_says_so(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss(year=2019)}
    found = await discover(services, f"{site.url}/")
    assert kinds(found) == ["html", "feed"]
    assert any("2019-11-23" in note for note in found.candidates[1].notes)


async def test_another_sections_feed_comes_after_the_list_that_was_asked_for(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss(path="/gg")}
    site.pages |= {f"/gg/{day}.html": article(f"公告第{day}号") for day in DAYS}
    found = await discover(services, f"{site.url}/")
    assert kinds(found) == ["html", "feed"]
    assert any("another section" in note for note in found.candidates[1].notes)


async def test_a_page_about_feeds_leads_to_them(services, site):
    link = '<body><a href="/dingyue.html">RSS订阅</a>'
    site.pages |= {"/": front().replace(b"<body>", link.encode()), "/feeds/1.rss": rss()}
    site.pages["/dingyue.html"] = front('<link rel="alternate" type="application/rss+xml" href="/feeds/1.rss">')
    best = (await discover(services, f"{site.url}/")).candidates[0]
    assert (best.source.kind, best.source.url) == ("feed", f"{site.url}/feeds/1.rss")


async def test_a_feed_in_a_usual_place_is_found(services, site):
    site.pages["/atom.xml"] = rss()
    best = (await discover(services, f"{site.url}/")).candidates[0]
    assert (best.source.url, best.where) == (f"{site.url}/atom.xml", "usual place")


async def test_a_sitemap_named_by_robots_is_found_through_its_index(services, site):
    index = f"<sitemapindex><sitemap><loc>{site.url}/map-2026.xml.gz</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>"
    site.pages |= {
        "/robots.txt": f"User-agent: *\nSitemap: {site.url}/map.xml\n".encode(),
        "/map.xml": index.encode(),
        "/map-2026.xml.gz": gzip.compress(sitemap().replace(b"{host}", site.url.encode())),
    }
    found = await discover(services, f"{site.url}/")
    assert kinds(found) == ["html", "sitemap"]
    one = found.candidates[1]
    assert (one.source.url, one.source.pages, len(one.listing.leads)) == (f"{site.url}/map.xml", 2, 10)
    assert len(one.looks) == 3


@pytest.mark.parametrize(
    ("body", "sort", "kind"),
    [
        (rss(), "feed", "feed"),
        (b'{"data": [{"url": "/a/23.html", "title": "x"}, {"url": "/a/22.html", "title": "y"}]}', "json", "json"),
    ],
)
async def test_the_address_of_a_document_is_taken_for_what_it_is(services, site, body, sort, kind):
    site.pages["/x"] = body
    found = await discover(services, f"{site.url}/x")
    assert (found.sort, kinds(found), found.candidates[0].source.url) == (sort, [kind], f"{site.url}/x")
    assert found.candidates[0].looks
    assert found.misses == ()


async def test_the_address_of_a_sitemap_too(services, site):
    site.pages["/x"] = sitemap().replace(b"{host}", site.url.encode())
    found = await discover(services, f"{site.url}/x")
    assert (found.sort, kinds(found), found.candidates[0].source.pages) == ("sitemap", ["sitemap"], 1)


async def test_an_articles_address_leads_to_the_list_above_it(services, site):
    found = await discover(services, f"{site.url}/a/23.html")
    assert found.sort == "article"
    assert [one.source.url for one in found.candidates] == [f"{site.url}/"]


async def test_one_kind_alone_is_looked_for_when_asked(services, site):
    site.pages |= {"/": front(ALTERNATE), "/rss.xml": rss()}
    assert kinds(await discover(services, f"{site.url}/", "html")) == ["html"]
    assert kinds(await discover(services, f"{site.url}/", "feed")) == ["feed"]
    assert "/sitemap.xml" not in site.asked


async def test_what_was_tried_in_vain_is_told(services, site):
    site.pages |= {
        "/": front(ALTERNATE).replace(b"<li>", b"<i>").replace(b'html">', b'html">x</a><a>'),
        "/rss.xml": 410,
    }
    found = await discover(services, f"{site.url}/")
    assert found.candidates == ()
    told = {miss.url.removeprefix(site.url): miss.why for miss in found.misses}
    assert told["/rss.xml"] == "HTTP 410"
    assert "list missing" in told["/"]
    assert "/sitemap.xml" in told


async def test_an_address_that_can_not_be_read_or_is_guarded_is_an_error(services, site):
    with pytest.raises(HttpStatus):
        await discover(services, f"{site.url}/none")

    async def guard(request: web.Request) -> web.Response:
        return web.Response(text="<title>Just a moment...</title><p>Checking your browser</p><script src='/cdn-cgi/challenge-platform/x.js'></script>",
                            content_type="text/html", status=403)  # fmt: skip

    site.pages["/guarded"] = guard
    with pytest.raises(BlockedPage):
        await discover(services, f"{site.url}/guarded")


async def test_the_owner_is_proposed_from_notices_and_counts_once_confirmed(services, site):
    site.pages["/a/22.html"] = article(title(22), notice="", outlet="海川发布")
    site.pages["/a/21.html"] = article(title(21), outlet="新华社")
    (one,) = (await discover(services, f"{site.url}/")).candidates
    owner = proposal.owner(one)
    assert (owner.holder, owner.found, owner.reprint) == ("", "海川县融媒体中心", Reprint.UNKNOWN)
    assert owner.where.startswith("on 1 of 3 articles")
    assert NOTICE.strip("（）") in owner.where
    assert owner.names == ("海川发布",)
    open_ = proposal.outcomes(services, one, proposal.policy(owner))
    assert [bool(look.outcome.holds) for look in open_] == [True, True, True]
    confirmed = proposal.owner(one, "海川县融媒体中心", Reprint.ATTRIBUTION)
    told = proposal.outcomes(services, one, proposal.policy(confirmed))
    assert [[hold.code for hold in look.outcome.holds] for look in told] == [
        [],
        ["rights-unknown", "third-party"],
        ["third-party"],
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.haichuan.gov.cn/col/", "haichuan"),
        ("https://news.hcxw.com/", "hcxw"),
        ("https://a.b.paper-times.co.uk/", "paper-times"),
        ("http://127.0.0.1:8081/", "feed"),
        ("https://海川.中国/", "xn--fiqs8s"),
    ],
)
def test_a_feed_is_called_after_its_site(url, name):
    assert proposal.feed_name(url) == name
