"""What readers and crawlers find about the whole site, and one article for programs."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree
from web_house import BASE, FEED, HOLDER, NOTICE, NOW

from syndicator.flows.release import place
from syndicator.model.feed import Audience
from syndicator.model.moment import Moment
from syndicator.model.rights import AiUse, Reprint
from syndicator.publish.formats import FORMATS
from syndicator.publish.sitemap import news_sitemap

DOCUMENTS = [
    ("feeds.opml", "text/x-opml"),
    ("sitemap-news.xml", "application/xml"),
    ("license.xml", "application/rsl+xml"),
    ("robots.txt", "text/plain"),
    (".well-known/tdmrep.json", "application/json"),
]
FORMS = [
    ("json", "application/json"),
    ("odrl.json", "application/ld+json"),
    ("tdm.json", "application/ld+json"),
    ("rsl.xml", "application/rsl+xml"),
]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
READERS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


@pytest.fixture
async def published(house):
    article = await house.keep("bridge", title="新桥通车", published=Moment(NOW - timedelta(hours=2), "minute"))
    await house.keep("dated", title="只有日期", published=Moment(NOW.replace(hour=0, minute=0), "day"))
    await house.keep("old", title="三天前的旧闻", published=Moment(NOW - timedelta(days=3), "minute"))
    await house.release()
    return article


async def text_of(site, path):
    response = await site.get(f"/{path}")
    assert response.status == 200
    return await response.text()


@pytest.mark.parametrize(("path", "media_type"), DOCUMENTS)
async def test_a_document_is_served_once_and_then_304(site, house, published, path, media_type):
    first = await site.get(f"/{path}", headers={"Accept-Encoding": "identity"})
    assert (first.status, first.content_type) == (200, media_type)
    body = await first.read()
    house.clock.pass_by(minutes=5)
    for headers in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = await site.get(f"/{path}", headers=headers)
        assert (again.status, await again.read()) == (304, b"")
    packed = await site.get(f"/{path}", headers={"Accept-Encoding": "gzip"})
    assert await packed.read() == body
    head = await site.head(f"/{path}", headers={"Accept-Encoding": "identity"})
    assert (head.status, int(head.headers["Content-Length"])) == (200, len(body))


async def test_the_catalogue_lists_every_public_feed_once(site, house, published):
    hidden = replace(FEED, name="hidden", title="仅供伙伴", access=Audience.PARTNERS)
    house.services.catalog.replace((*house.services.catalog.feeds, hidden))
    opml = etree.fromstring((await text_of(site, "feeds.opml")).encode())
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert opml.findtext("head/title") == "海川新闻分发"
    outlines = opml.findall("body/outline/outline")
    assert [(one.get("text"), one.get("xmlUrl")) for one in outlines] == [
        (FEED.title, f"{BASE}/feeds/haichuan.atom"),
        ("Not yet run", f"{BASE}/feeds/fresh.atom"),
    ]
    for one in outlines:
        assert (one.get("type"), one.get("title")) == ("rss", one.get("text"))
        assert one.get("htmlUrl").startswith(f"{BASE}/feeds/")
    assert "hidden" not in await text_of(site, "robots.txt")


async def test_the_news_sitemap_holds_two_days_of_our_own_pages(site, house, published):
    urls = etree.fromstring((await text_of(site, "sitemap-news.xml")).encode()).findall(f"{SITEMAP}url")
    assert [url.findtext(f"{NEWS}news/{NEWS}title") for url in urls] == ["新桥通车", "只有日期"]
    assert urls[0].findtext(f"{SITEMAP}loc") == f"{BASE}/articles/{published.slug}"
    news = urls[0].find(f"{NEWS}news")
    assert [child.tag.removeprefix(NEWS) for child in news] == ["publication", "publication_date", "title"]
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "海川新闻分发"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "zh-cn"
    assert news.findtext(f"{NEWS}publication_date") == "2026-11-24T00:30:00+00:00"
    assert urls[1].findtext(f"{NEWS}news/{NEWS}publication_date") == "2026-11-24"
    house.clock.pass_by(days=1, hours=22)
    # Two days after it was published to the minute; nothing was released in between.
    assert "新桥通车" not in await text_of(site, "sitemap-news.xml")
    house.clock.pass_by(hours=3)
    assert "<url>" not in await text_of(site, "sitemap-news.xml")


async def test_an_article_taken_down_leaves_the_sitemap_at_once(site, house, published):
    assert "新桥通车" in await text_of(site, "sitemap-news.xml")
    await house.cancel(published)
    await house.release()
    assert "新桥通车" not in await text_of(site, "sitemap-news.xml")


async def test_a_sitemap_has_at_most_a_thousand(house, published):
    here = place(house.services)
    one = replace(house.services.library.selection("haichuan")[0], published=Moment(NOW, "minute"))
    many = [replace(one, id=f"{one.id}{number}", page_url=f"{one.page_url}{number}") for number in range(1500)]
    body, until = news_sitemap([*many, *many], here, NOW)
    assert body.count(b"<news:news>") == 1000
    assert until == NOW + timedelta(days=2)
    later = replace(one, published=Moment(NOW + timedelta(hours=1), "minute"))
    body, until = news_sitemap([later], here, NOW)
    assert b"<url>" not in body
    assert until == NOW + timedelta(hours=1)


async def test_what_crawlers_are_told_is_told_by_every_answer(site, house, published):
    for path in ("/feeds/haichuan.rss", "/feeds/haichuan.ninjs.json", f"/articles/{published.slug}"):
        response = await site.get(path)
        assert response.headers["Content-Usage"] == "train-ai=n, search=y"
        assert response.headers["tdm-reservation"] == "1"
    page = await text_of(site, f"articles/{published.slug}")
    assert '<meta name="tdm-reservation" content="1">' in page
    assert f'<meta name="tdm-policy" content="{BASE}/articles/{published.slug}.tdm.json">' in page
    assert 'name="robots"' not in page
    said = await text_of(site, "robots.txt")
    assert f"License: {BASE}/license.xml" in said
    assert f"Sitemap: {BASE}/sitemap-news.xml" in said
    assert "Content-Usage: train-ai=n, search=y" in said
    assert json.loads(await text_of(site, ".well-known/tdmrep.json")) == [{"location": "/", "tdm-reservation": 1}]


@pytest.mark.parametrize("ai", AiUse)
async def test_a_setting_changed_is_said_anew_everywhere(site, house, published, ai):
    await text_of(site, "robots.txt")
    policy = replace(FEED.policy, ai=ai)
    sources = tuple(replace(source, policy=replace(source.policy, ai=ai)) for source in FEED.sources)
    house.services.catalog.replace((replace(FEED, policy=policy, sources=sources),))
    await house.release()
    usage = {"no": "train-ai=n, search=n", "search": "train-ai=n, search=y", "yes": "train-ai=y, search=y"}[ai]
    assert f"Content-Usage: {usage}" in await text_of(site, "robots.txt")
    for path in ("/feeds/haichuan.rss", f"/articles/{published.slug}", f"/articles/{published.slug}.json"):
        response = await site.get(path)
        assert response.headers["Content-Usage"] == usage
        assert response.headers["tdm-reservation"] == ("0" if ai == "yes" else "1")
        assert response.headers.get("X-Robots-Tag", "") == ("noindex" if ai == "no" else "")
    page = await text_of(site, f"articles/{published.slug}")
    assert ('<meta name="robots" content="noindex">' in page) == (ai == "no")
    assert (await site.get(f"/articles/{published.slug}.tdm.json")).status == (404 if ai == "yes" else 200)
    assert ("新桥通车" in await text_of(site, "sitemap-news.xml")) == (ai != "no")


@pytest.mark.parametrize(("extension", "media_type"), FORMS)
async def test_an_article_is_had_for_programs_while_it_may_be(site, house, published, extension, media_type):
    path = f"/articles/{published.slug}.{extension}"
    first = await site.get(path, headers={"Accept-Encoding": "identity"})
    assert (first.status, first.content_type) == (200, media_type)
    assert HOLDER in await first.text()
    assert [str(link["url"]) for link in first.links.getall("license")] == [
        f"{BASE}/licenses/attribution",
        f"{BASE}/articles/{published.slug}.rsl.xml",
        f"{BASE}/articles/{published.slug}.odrl.json",
    ]
    assert str(first.links["canonical"]["url"]) == published.url
    assert (await site.get(path, headers={"If-None-Match": first.headers["ETag"]})).status == 304
    assert (await site.head(path)).status == 200
    await house.cancel(published)
    assert (await site.get(path)).status == 410
    for name in ("held", "none"):
        held = await house.keep("held", title="扣下的稿件", holds=("third-party",))
        missing = held.slug if name == "held" else name
        assert (await site.get(f"/articles/{missing}.{extension}")).status == 404


async def test_an_article_as_ninjs_has_its_rights_and_another_name(site, published):
    told = json.loads(await text_of(site, f"articles/{published.slug}.json"))
    assert (told["uri"], told["pubStatus"]) == (published.id, "usable")
    assert (told["copyrightHolder"], told["copyrightNotice"]) == (HOLDER, NOTICE)
    alias = await site.get(f"/articles/{published.slug}.ninjs.json", allow_redirects=False)
    assert (alias.status, alias.headers["Location"]) == (308, f"/articles/{published.slug}.json")
    assert (await site.get(f"/articles/{published.slug}.exe")).status == 404


async def test_the_offer_of_an_article_is_the_one_its_page_names(site, house):
    asked = await house.keep("grain", reprint=Reprint.PERMISSION)
    page = await text_of(site, f"articles/{asked.slug}")
    assert f'href="{BASE}/articles/{asked.slug}.odrl.json"' in page
    offer = json.loads(await text_of(site, f"articles/{asked.slug}.odrl.json"))
    assert [duty["action"] for duty in offer["permission"][0]["duty"]] == ["attribute", "obtainConsent"]
    assert offer["dct:license"] == f"{BASE}/licenses/permission"


@pytest.mark.parametrize("path", ["/feeds/haichuan", "/articles/{}"])
async def test_a_page_names_every_format_of_its_feed_by_its_bare_media_type(site, published, path):
    page = await text_of(site, path.format(published.slug).lstrip("/"))
    for extension, form in FORMATS.items():
        media_type = form.media_type.partition(";")[0]
        assert f'<link rel="alternate" type="{media_type}"' in page
        assert f'href="{BASE}/feeds/haichuan.{extension}"' in page
    assert all(f'type="{media_type}"' in page for media_type in READERS)
