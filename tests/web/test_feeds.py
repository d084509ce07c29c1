import gzip

import feedparser
import pytest
from web_house import BASE

FORMATS = [
    ("rdf", "application/rdf+xml"),
    ("ninjs.json", "application/json"),
    ("newsml.xml", "application/vnd.iptc.g2.newsmessage+xml"),
    ("rss", "application/rss+xml"),
    ("atom", "application/atom+xml"),
    ("json", "application/feed+json"),
]


@pytest.fixture
async def published(house):
    for number in range(3):
        await house.keep(number)
    await house.release()


@pytest.mark.parametrize(("extension", "media_type"), FORMATS)
async def test_a_feed_is_served_whole(site, published, extension, media_type):
    response = await site.get(f"/feeds/haichuan.{extension}")
    assert response.status == 200
    assert response.content_type == media_type
    text = await response.text()
    assert text.count("版权归海川县融媒体中心所有") >= 3
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in response.headers["Cache-Control"]
    assert all(name in response.headers for name in ("ETag", "Last-Modified"))


async def test_a_stock_parser_reads_owner_and_license(site, published):
    parsed = feedparser.parse(await (await site.get("/feeds/haichuan.atom")).read())
    assert not parsed.bozo
    assert len(parsed.entries) == 3
    assert {entry.license for entry in parsed.entries} == {f"{BASE}/licenses/attribution"}


@pytest.mark.parametrize(("extension", "media_type"), FORMATS)
async def test_links_name_the_document_and_its_license(site, published, extension, media_type):
    links = (await site.get(f"/feeds/haichuan.{extension}")).links
    assert str(links["self"]["url"]) == f"{BASE}/feeds/haichuan.{extension}"
    assert str(links["license"]["url"]) == f"{BASE}/licenses/attribution"


@pytest.mark.parametrize(("extension", "media_type"), FORMATS)
async def test_a_reader_that_has_it_gets_304(site, published, extension, media_type):
    first = await site.get(f"/feeds/haichuan.{extension}")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", W/{etag}'},
        {"If-Modified-Since": modified},
    ):
        again = await site.get(f"/feeds/haichuan.{extension}", headers=headers)
        assert again.status == 304
        assert await again.read() == b""
        assert again.headers["ETag"] == etag
    assert (await site.get(f"/feeds/haichuan.{extension}", headers={"If-None-Match": '"old"'})).status == 200


async def test_gzip_and_head(site, published):
    plain = await (await site.get("/feeds/haichuan.rss", headers={"Accept-Encoding": "identity"})).read()
    packed = await site.get("/feeds/haichuan.rss", headers={"Accept-Encoding": "gzip"}, auto_decompress=False)
    body = await packed.read()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(body) == plain
    head = await site.head("/feeds/haichuan.rss", headers={"Accept-Encoding": "identity"})
    assert (head.status, await head.read()) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(plain)
    assert head.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/feeds/none.rss", "/feeds/haichuan.exe", "/feeds/haichuan.rss.php", "/feeds/%00.rss"]
)
@pytest.mark.parametrize("wanted", ["*/*", "application/rss+xml", "text/html,application/xhtml+xml"])
async def test_an_unknown_feed_is_404_and_never_a_page(site, path, wanted):
    response = await site.get(path, headers={"Accept": wanted})
    assert response.status == 404
    assert response.content_type == "text/plain"
    assert "<" not in await response.text()


async def test_an_unknown_feed_is_a_problem_for_who_asks_for_json(site):
    response = await site.get("/feeds/none.json", headers={"Accept": "application/feed+json, application/json"})
    assert (response.status, response.content_type) == (404, "application/problem+json")
    assert (await response.json())["code"] == "unknown-feed"


@pytest.mark.parametrize("path", ["/feeds/fresh.rss", "/feeds/haichuan.json"])
async def test_before_the_first_run_the_reader_is_asked_to_come_back(site, path):
    response = await site.get(path)
    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.content_type == "text/plain"


async def test_other_methods_are_refused_with_the_ones_there_are(site, published):
    response = await site.post("/feeds/haichuan.rss")
    assert response.status == 405
    assert "GET" in response.headers["Allow"]


async def test_withheld_and_canceled_articles_are_in_no_feed(site, house):
    await house.keep("open")
    await house.keep("held", title="扣下的稿件", holds=("third-party",))
    gone = await house.keep("gone", title="撤回的稿件")
    await house.cancel(gone)
    await house.release()
    for extension, _ in FORMATS:
        text = await (await site.get(f"/feeds/haichuan.{extension}")).text()
        assert "新桥通车第open天" in text
        assert "扣下的稿件" not in text
        assert "撤回的稿件" not in text
