import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from web_house import BASE, FEED, HOLDER, IMAGE, NOTICE, NOW

from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint
from syndicator.web import words

PAGE = {"Accept": "text/html"}


VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """A page's text, links and structure; an element left open or closed twice is an error."""

    def __init__(self, text):
        super().__init__()
        self.open, self.hrefs, self.text, self.attrs = [], [], "", []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.attrs.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        self.hrefs += [value for name, value in attrs if name in {"href", "action", "src"}]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


async def page(site, path, language="zh"):
    response = await site.get(path, headers={**PAGE, "Accept-Language": language})
    assert response.status == 200, await response.text()
    assert response.content_type == "text/html"
    assert response.headers["Content-Language"].startswith(language)
    return Page(await response.text())


@pytest.fixture
async def published(house):
    article = await house.keep(
        "bridge",
        title='新桥<b>通车</b> & "开放"',
        images=(IMAGE,),
        section="要闻",
        editors=("赵编",),
    )
    await house.keep("grain", title="秋粮收购", reprint=Reprint.PERMISSION)
    await house.keep("held", title="扣下的稿件", holds=("third-party",))
    await house.release()
    return article


async def test_the_front_page_offers_every_feed(site, house, published):
    shown = await page(site, "/")
    assert FEED.title in shown.text
    assert "2 篇稿件" in shown.text
    assert "2026年11月24日 10:30" in shown.text
    assert "首次采集尚未完成" in shown.text
    found = [(a.get("type"), a["href"]) for tag, a in shown.attrs if tag == "link" and a.get("rel") == "alternate"]
    assert ("application/rss+xml", f"{BASE}/feeds/haichuan.rss") in [
        (kind.partition(";")[0], url) for kind, url in found
    ]
    assert len(found) == 13
    for extension in ("rss", "atom", "json"):
        assert f"{BASE}/feeds/haichuan.{extension}" in shown.hrefs


async def test_without_feeds_the_front_page_says_how_to_add_one(site, house):
    house.services.catalog.replace(())
    assert "TOML" in (await page(site, "/")).text


async def test_a_feeds_page_shows_its_articles_with_their_credit(site, published):
    shown = await page(site, "/feeds/haichuan")
    assert f"来源：{HOLDER}" in shown.text
    assert "秋粮收购" in shown.text
    assert "扣下的稿件" not in shown.text
    assert f"/reprints?article={published.slug}" in shown.hrefs
    assert f"/articles/{published.slug}" in shown.hrefs
    assert published.url in shown.hrefs


async def test_an_articles_page_carries_every_right_and_the_way_back(site, published):
    response = await site.get(f"/articles/{published.slug}", headers=PAGE)
    text = await response.text()
    shown = Page(text)
    assert published.title in shown.text
    for told in (HOLDER, NOTICE, published.rights.credit, "赵编", "王海", "要闻"):
        assert told in shown.text
    for link in (published.url, f"{BASE}/licenses/attribution", f"/reprints?article={published.slug}"):
        assert link in shown.hrefs
    assert "<b>" not in re.sub(r"(?s)<script.*?</script>", "", text)
    assert str(response.links["license"]["url"]) == f"{BASE}/licenses/attribution"
    assert str(response.links["canonical"]["url"]) == published.url


async def test_structured_data_names_owner_license_and_where_to_ask(site, house):
    hostile = await house.keep("x", title="</script><script>alert(1)</script><!--")
    text = await (await site.get(f"/articles/{hostile.slug}", headers=PAGE)).text()
    assert text.count("<script") == 1
    told = json.loads(re.search(r'(?s)<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == hostile.title
    assert told["copyrightHolder"]["name"] == HOLDER
    assert told["copyrightNotice"] == NOTICE
    assert told["creditText"] == hostile.rights.credit
    assert told["license"] == f"{BASE}/licenses/attribution"
    assert told["acquireLicensePage"] == f"{BASE}/reprints?article={hostile.slug}"
    assert told["isBasedOn"] == {"@type": "NewsArticle", "headline": hostile.title, "url": hostile.url}
    assert told["datePublished"] == "2026-11-24T00:30:00+00:00"


async def test_a_day_without_a_time_is_shown_as_a_day(site, house):
    article = await house.keep("day", published=Moment(NOW.replace(hour=0, minute=0), "day"))
    text = await (await site.get(f"/articles/{article.slug}", headers=PAGE)).text()
    assert '<time datetime="2026-11-24">2026年11月24日</time>' in text


async def test_a_body_brings_no_script_into_the_page(site, house):
    article = await house.keep(
        "x", body_html='<p onclick="x()">正文<script>x()</script><iframe src="//x"></iframe></p>'
    )
    text = await (await site.get(f"/articles/{article.slug}", headers=PAGE)).text()
    for bad in ("onclick", "x()", "iframe"):
        assert bad not in text


async def test_only_public_articles_have_a_page(site, house):
    gone = await house.keep("gone", title="撤回的稿件")
    await house.cancel(gone)
    held = await house.keep("held", title="扣下的稿件", holds=("no-notice",))
    later = await house.keep("later", title="禁发的稿件", embargo=NOW + timedelta(hours=1))
    stray = await house.keep("stray", title="旧源的稿件", feed="no-longer-declared")
    for article, status in ((gone, 410), (held, 404), (later, 404), (stray, 404)):
        for accepted in ("text/html", "application/json"):
            response = await site.get(f"/articles/{article.slug}", headers={"Accept": accepted})
            assert response.status == status
            text = await response.text()
            assert article.title not in text
            assert article.body_text not in text
    bare = await house.keep("bare", title="没有声明的稿件", notice="")
    assert (await site.get(f"/articles/{bare.slug}")).status == 404
    house.clock.pass_by(hours=2)
    assert (await site.get(f"/articles/{later.slug}")).status == 200


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/feeds/haichuan",
        "/feeds/fresh",
        "/licenses",
        *(f"/licenses/{name}" for name in Reprint),
        "/problems",
        "/reprints",
    ],
)
async def test_every_page_is_whole_in_both_languages(site, published, path, language):
    shown = await page(site, path, language)
    assert shown.attrs[0][1]["lang"] == ("zh-CN" if language == "zh" else "en")
    assert sum(tag == "h1" for tag, _ in shown.attrs) == 1
    other = {"zh": "English", "en": "中文"}[language]
    assert other in shown.text
    # The page's own words are of its language: the navigation stands for them.
    assert words.say("nav.reprint", language) in shown.text
    assert words.say("foot.promise", "en" if language == "zh" else "zh") not in shown.text


async def test_every_link_of_every_page_leads_somewhere(site, published):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop().removeprefix(BASE)
        if path in seen or not path.startswith("/"):
            continue
        seen.add(path)
        response = await site.get(path, headers=PAGE)
        # The feed without a first run is not ready; that is its answer.
        assert response.status == (503 if path.startswith("/feeds/fresh.") else 200), path
        if response.content_type == "text/html":
            waiting += Page(await response.text()).hrefs
    assert {"/licenses/attribution", "/licenses/permission", "/feeds/haichuan.rss", "/reprints"} <= seen


@pytest.mark.parametrize("path", ["/feeds/none", "/licenses/none-such", "/articles/none", "/reprints/none", "/none"])
async def test_what_is_not_there_is_a_page_of_its_own(site, path):
    response = await site.get(path, headers=PAGE)
    assert (response.status, response.content_type) == (404, "text/html")
    assert "/" in Page(await response.text()).hrefs


@pytest.mark.parametrize("path", ["/feeds", "/feeds/"])
async def test_feeds_alone_leads_to_the_front_page(site, path):
    response = await site.get(path, allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (301, "/")


async def test_under_a_path_every_link_keeps_it(house, aiohttp_client):
    from syndicator.web.app import application  # noqa: PLC0415 - the site of this test alone has another address

    config = house.services.config
    under = config.model_copy(update={"site": config.site.model_copy(update={"base_url": f"{BASE}/under/here"})})
    site = await aiohttp_client(application(replace(house.services, config=under)))
    shown = Page(await (await site.get("/reprints", headers=PAGE)).text())
    ours = [link for link in shown.hrefs if link.startswith("/")]
    assert ours
    assert all(link.startswith("/under/here/") for link in ours)


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/", "zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("/", "zh-Hant-HK", "zh"),
        ("/", "en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("/", "en;q=0.5, zh;q=0.6", "zh"),
        ("/", "fr-FR, de;q=0.7", "en"),
        ("/", "fr, zh;q=0.1", "zh"),
        ("/", "*", "zh"),
        ("/", "", "zh"),
        ("/", ";;;q=,,x;q=9", "en"),
        ("/?lang=en", "zh", "en"),
        ("/?lang=xx", "zh", "zh"),
    ],
)
async def test_the_language_is_negotiated(site, path, header, language):
    response = await site.get(path, headers={**PAGE, "Accept-Language": header})
    assert response.headers["Content-Language"].startswith(language)
    assert "Accept-Language" in response.headers["Vary"]


async def test_a_language_chosen_is_remembered(site):
    await site.get("/?lang=en", headers={"Accept-Language": "zh"})
    again = await site.get("/", headers={**PAGE, "Accept-Language": "zh"})
    assert again.headers["Content-Language"] == "en"


async def test_the_language_links_keep_the_page(site, published):
    shown = await page(site, f"/reprints?article={published.slug}")
    assert f"/reprints?article={published.slug}&lang=en" in shown.hrefs


@pytest.mark.parametrize(
    "target", ["//evil.example/x", "http://evil.example/x", "/\\\\evil.example", "///evil.example"]
)
async def test_no_address_makes_a_link_to_another_site(site, target):
    reader, writer = await asyncio.open_connection(site.host, site.port)
    writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    assert head.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
    shown = Page(body.decode())
    assert [link for link in shown.hrefs if not re.match(r"/[^/\\]|/$|#", link)] == []


def test_every_sentence_is_there_in_both_languages_and_asks_for_the_same_values():
    for key, (zh, en) in words.WORDS.items():
        assert zh, key
        assert en, key
        names = [set(re.findall(r"{(\w+)}", text)) for text in (zh, en)]
        assert names[0] == names[1], key
