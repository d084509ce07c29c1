"""The sample newsroom: it must hold what a first look and the tests count on."""

import json
import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import feedparser
import pytest
from aiohttp import ClientSession
from lxml import etree, html

from syndicator.web.sample.memory import Memory
from syndicator.web.sample.site import NEWSROOM, app, serve
from syndicator.web.sample.story import ARTICLES, CHINA, stories

TODAY = date(2026, 11, 23)
TOLD = stories(TODAY)
NEWS = [story for story in TOLD if not story.feed]
LISTS = ["/news/", "/news/index_2.html", "/news/index_3.html"]
EDITED = "/news/reservoir.html"
NOTICE_WORDS = re.compile(r"版权|转载|©|copyright|republi|reprint", re.IGNORECASE)


@pytest.fixture
async def client(aiohttp_client):
    return await aiohttp_client(app(TODAY))


async def text(client, path, **headers):
    async with client.get(path, headers=headers) as response:
        assert response.status == 200, path
        return (await response.read()).decode("gb18030" if path.endswith("tea.html") else "utf-8")


def test_enough_of_everything():
    assert len(NEWS) >= 24
    assert 3 <= sum(story.language == "en" for story in NEWS) <= 4
    assert {story.style for story in NEWS} == {"bar", "meta", "lead", "linked", "english", "bare"}
    assert len({story.notice for story in TOLD}) > 15
    assert [story.slug for story in NEWS if not story.notice] == ["tofu", "xinhua"]
    assert [story.slug for story in TOLD if story.charset != "utf-8"] == ["tea"]
    assert [story.slug for story in TOLD if story.amended] == ["reservoir"]
    assert sum(bool(story.pictures) for story in NEWS) >= 8
    assert len({story.title for story in TOLD}) == len(TOLD) == len(list(ARTICLES.glob("*.md")))


@pytest.mark.parametrize("story", TOLD, ids=lambda story: story.slug)
def test_a_story_is_of_the_two_weeks_before_and_of_readable_length(story):
    assert timedelta(0) < datetime(2026, 11, 23, tzinfo=CHINA) - story.published <= timedelta(days=14)
    words = "".join(part for part in story.parts if isinstance(part, str))
    assert "{" not in words
    if story.language == "en":
        assert 150 <= len(words.split()) <= 400
    else:
        assert (140 if story.feed else 250) <= len(re.findall(r"[\u4e00-\u9fff]", words)) <= 600


async def test_every_story_is_in_the_lists_in_order(client):
    links, page = [], "/news/"
    visited = []
    while page:
        visited.append(page)
        root = html.fromstring(await text(client, page))
        links += [item.get("href") for item in root.cssselect("ul.news-list li a")]
        assert len(root.cssselect("ul.news-list li span.date")) == len(root.cssselect("ul.news-list li"))
        following = root.cssselect(".pages a.next")
        page = following[0].get("href") if following else ""
    assert visited == LISTS
    assert links == [story.path for story in NEWS]


async def test_every_link_and_picture_of_every_page_is_there(client):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        async with client.get(path) as response:
            assert response.status == 200, path
            body = await response.read()
        if response.content_type != "text/html":
            continue
        root = html.fromstring(body)
        for address in root.xpath("//@href | //@src"):
            target = urljoin(path, address).partition("#")[0].removeprefix(str(client.make_url("")).rstrip("/"))
            assert target.startswith("/"), f"{path} leaves the site: {address}"
            waiting.append(target)
    assert {story.path for story in TOLD} <= seen
    assert {"/rss.xml", "/about.html", "/pictures/birds.png", "/static/site.css"} <= seen


async def test_a_notice_stands_in_its_own_story_alone(client):
    for story in TOLD:
        root = html.fromstring(await text(client, story.path))
        for side in root.cssselect("script, style, aside, .related, .beside"):
            side.drop_tree()
        told = root.text_content()
        assert not story.notice or told.count(story.notice) == 1, story.slug
        assert not NOTICE_WORDS.search(told.replace(story.notice, "")), story.slug
        assert story.title in told
        assert all(name in told or story.style == "meta" for name in story.reporters), story.slug


async def test_the_page_of_another_agency(client):
    assert "来源：新华社" in await text(client, "/news/xinhua.html")


async def test_the_page_that_says_nothing_of_its_source(client):
    page = html.fromstring(await text(client, "/news/tofu.html"))
    assert page.cssselect(".info")[0].text_content().split() == ["2026-11-17", "19:30"]


async def test_the_page_in_gbk_that_does_not_say_so(client):
    async with client.get("/news/tea.html") as response:
        body = await response.read()
        assert response.headers["Content-Type"] == "text/html"
    assert b"charset" not in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")
    assert "陶喆" in body.decode("gbk")


async def test_what_pages_tell_machines(client):
    school = html.fromstring(await text(client, "/news/school.html"))
    metas = {meta.get("name"): meta.get("content") for meta in school.iter("meta")}
    assert metas["ArticleTitle"] == "望潮中心小学的午饭 家长先尝第一口"
    assert (metas["PubDate"], metas["ContentSource"]) == ("2026-11-21 10:05", "海川县融媒体中心")
    assert (metas["Author"], metas["Editor"]) == ("苏念", "江澄")
    bridge = html.fromstring(await text(client, "/news/bridge.html"))
    said = json.loads(bridge.xpath("//script[@type='application/ld+json']")[0].text)
    assert said["headline"].startswith("海川大桥主桥合龙")
    assert said["datePublished"] == "2026-11-22T09:20:00+08:00"
    assert [author["name"] for author in said["author"]] == ["林晓棠", "周屿"]
    birds = html.fromstring(await text(client, "/news/en-birds.html"))
    assert birds.get("lang") == "en"
    assert birds.xpath("//meta[@property='article:published_time']/@content") == ["2026-11-12T16:00:00+08:00"]


async def test_pictures_have_captions_and_credits(client):
    modern = html.fromstring(await text(client, "/news/bridge.html"))
    assert modern.cssselect("figcaption")[0].text_content() == "11月21日，工人在合龙段进行最后的高程复测　林晓棠 摄"
    older = html.fromstring(await text(client, "/news/rice.html"))
    assert older.cssselect("p.caption")[0].text_content() == "▲烘干中心的传送带把新谷送进烘干塔（郑小满 摄）"
    async with client.get("/pictures/bridge.svg") as response:
        assert response.content_type == "image/svg+xml"
        assert etree.fromstring(await response.read()).tag.endswith("svg")
    async with client.get("/pictures/birds.png") as response:
        assert (await response.read()).startswith(b"\x89PNG")


async def test_the_feed(client):
    async with client.get("/rss.xml") as response:
        assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        feed = feedparser.parse(await response.read())
    assert not feed.bozo
    assert len(feed.entries) == 7
    told = [story for story in TOLD if story.feed]
    for entry, story in zip(feed.entries, told, strict=True):
        assert (entry.title, entry.link) == (story.title, str(client.make_url(story.path)))
        assert story.notice in entry.content[0].value
        assert f"来源：{story.source}" in entry.content[0].value
        assert parsedate_to_datetime(entry.published) == story.published
    assert not {story.path for story in told} & {story.path for story in NEWS}


async def test_what_is_not_there(client):
    async with client.get("/news/none.html") as response:
        assert response.status == 404
        assert "页面不存在" in await response.text()


async def test_robots(client):
    assert "Disallow: /admin/" in await text(client, "/robots.txt")


@pytest.mark.parametrize("path", ["/", "/news/", EDITED, "/news/tea.html", "/rss.xml", "/pictures/birds.png"])
async def test_conditional_requests(client, path):
    async with client.get(path) as first:
        etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
        assert parsedate_to_datetime(modified) <= datetime(2026, 11, 23, tzinfo=CHINA)
    for headers, status in (
        ({"If-None-Match": etag}, 304),
        ({"If-None-Match": f'"other", {etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"', "If-Modified-Since": modified}, 200),
        ({"If-Modified-Since": modified}, 304),
        ({"If-Modified-Since": "Sun, 01 Nov 2026 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "some day"}, 200),
    ):
        async with client.get(path, headers=headers) as again:
            assert again.status == status, headers
            assert again.headers["ETag"] == etag
            assert bool(await again.read()) == (status == 200)
    async with client.head(path) as head:
        assert (head.status, await head.read()) == (200, b"")


async def test_the_same_day_gives_the_same_bytes_and_another_the_same_addresses(aiohttp_client):
    sites = [await aiohttp_client(app(day)) for day in (TODAY, TODAY, date(2027, 3, 1))]
    for path in ("/news/", EDITED, "/news/en-port.html"):
        one, same, other = [(await text(site, path)).replace(str(site.make_url("/")), "") for site in sites]
        assert one == same != other
    assert "2月27日" in await text(sites[2], EDITED)


async def read_all(client, reader):
    """One pass of a service: the lists, then every story; what the edited page said."""
    for path in LISTS:
        await text(client, path, **{"User-Agent": reader})
    for story in NEWS:
        await text(client, story.path, **{"User-Agent": reader})
    return await text(client, EDITED, **{"User-Agent": reader})


async def test_a_second_pass_sees_the_edit_and_a_third_no_other(client):
    passes = [await read_all(client, "service") for _ in range(3)]
    assert "一万两千立方米" in passes[0]
    assert "一万五千立方米" in passes[1]
    assert "（更正：" in passes[1]
    assert passes[1] == passes[2]
    assert passes[0].count("发布时间：2026-11-21 16:30") == passes[1].count("发布时间：2026-11-21 16:30") == 1


async def test_readers_passing_by_do_not_bring_the_edit_out(client):
    for reader in ("a", "b"):
        await text(client, EDITED, **{"User-Agent": reader})
        await text(client, EDITED, **{"User-Agent": reader})
        await text(client, "/", **{"User-Agent": reader})
    await text(client, "/news/", **{"User-Agent": "c"})
    async with client.head("/news/", headers={"User-Agent": "a"}):
        pass
    assert not client.app[NEWSROOM].amended
    await text(client, "/news/", **{"User-Agent": "b"})
    assert client.app[NEWSROOM].amended


async def test_the_edit_by_hand(aiohttp_client):
    client = await aiohttp_client(app(TODAY, edits=False))
    assert await read_all(client, "service") == await read_all(client, "service")
    async with client.get(EDITED) as before:
        headers = {"If-None-Match": before.headers["ETag"], "If-Modified-Since": before.headers["Last-Modified"]}
    client.app[NEWSROOM].amend()
    async with client.get(EDITED, headers=headers) as after:
        assert after.status == 200
        modified = [parsedate_to_datetime(answer.headers["Last-Modified"]) for answer in (before, after)]
        assert modified[0] < modified[1]
        assert "一万五千立方米" in await after.text()


async def test_a_restart_forgets_neither_the_day_nor_the_edit(aiohttp_client, tmp_path):
    file = tmp_path / "data" / "newsroom.json"
    first = await aiohttp_client(app(TODAY, memory=file))
    await read_all(first, "service")
    edited = await read_all(first, "service")
    again = await aiohttp_client(app(memory=file))
    assert (await text(again, EDITED)) == edited
    assert sorted(path.name for path in file.parent.iterdir()) == ["newsroom.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"opened": "soon", "amended": false}', '{"opened": 5}'])
def test_a_damaged_memory_is_a_new_start(tmp_path, damage):
    file = tmp_path / "newsroom.json"
    file.write_text(damage)
    assert Memory.load(file, TODAY).opened == TODAY
    assert Memory.load(file, date(2027, 1, 1)).opened == TODAY


async def test_serving_on_a_port_and_a_port_that_is_taken(unused_tcp_port):
    runner = await serve(unused_tcp_port, today=TODAY)
    try:
        async with ClientSession() as session, session.get(f"http://127.0.0.1:{unused_tcp_port}/news/") as response:
            assert response.status == 200
        with pytest.raises(OSError, match="address already in use"):
            await serve(unused_tcp_port, today=TODAY)
    finally:
        await runner.cleanup()
