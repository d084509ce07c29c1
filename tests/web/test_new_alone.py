"""A reader that asks for what is new gets that and no more (RFC 3229), and all of it where we don't know its copy."""

import asyncio
import gzip
import json
from dataclasses import replace

import feedparser
import pytest
from feed_walk import tombstones

from syndicator.flows.release import refresh
from syndicator.publish.formats import FORMATS

FEED = {"A-IM": "feed"}


async def ask(site, etag, extension="atom", **headers):
    response = await site.get(f"/feeds/haichuan.{extension}", headers={**FEED, "If-None-Match": etag, **headers})
    return response, await response.read()


@pytest.fixture
async def first(site, house):
    """The validator of a feed of five."""
    for number in range(5):
        await house.keep(number)
    await house.release()
    return (await site.get("/feeds/haichuan.atom", headers=FEED)).headers["ETag"]


async def test_only_what_is_new_or_edited_is_sent(site, house, first):
    new = await house.keep("new")
    edited = await house.keep(2, title="改过的标题")
    await house.release()
    response, body = await ask(site, first)
    assert (response.status, response.reason, response.headers["IM"]) == (226, "IM Used", "feed")
    assert response.headers["Delta-Base"] == first.replace("-gzip", "").replace("-br", "")
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    assert {entry.id for entry in parsed.entries} == {new.id, edited.id}
    assert all(name in response.headers["Vary"] for name in ("A-IM", "Accept-Encoding"))
    assert response.headers["Cache-Control"] == "no-store, im"
    # Its copy is the present one then.
    after, _ = await ask(site, response.headers["ETag"])
    assert after.status == 304
    whole = await site.get("/feeds/haichuan.atom")
    assert whole.status == 200
    assert len(feedparser.parse(await whole.read()).entries) == 6


async def test_readers_of_different_copies_get_different_increments(site, house, first):
    one = await house.keep("one")
    await house.release()
    second = (await site.get("/feeds/haichuan.atom")).headers["ETag"]
    two = await house.keep("two")
    await house.release()
    for etag, wanted in ((first, {one.id, two.id}), (second, {two.id})):
        # Twice: the second answer comes by the fast lane.
        for _ in range(2):
            response, body = await ask(site, etag)
            assert response.status == 226
            assert {entry.id for entry in feedparser.parse(body).entries} == wanted
    three = await house.keep("three")
    await house.release()
    _, body = await ask(site, second)
    assert {entry.id for entry in feedparser.parse(body).entries} == {two.id, three.id}


@pytest.mark.parametrize(
    ("etag", "headers"),
    [('"unknown"', {}), ("*", {}), ("", {}), (None, {"A-IM": "vcdiff"}), (None, {"A-IM": "feed;q=0"})],
)
async def test_what_is_not_known_is_answered_whole(site, house, first, etag, headers):
    await house.keep("new")
    await house.release()
    response, body = await ask(site, first if etag is None else etag, **headers)
    if etag == "*":
        assert response.status == 304
        return
    assert response.status == 200
    assert "IM" not in response.headers
    assert len(feedparser.parse(body).entries) == 6


async def test_a_takedown_comes_as_a_tombstone_without_entries(site, house, first):
    await house.cancel(await house.keep(1))
    await house.release()
    response, body = await ask(site, first)
    assert (response.status, feedparser.parse(body).entries) == (226, [])
    assert len(tombstones(body)) == 1


@pytest.mark.parametrize("extension", FORMATS)
async def test_every_format_has_increments_in_every_coding(site, house, extension):
    for number in range(3):
        await house.keep(number)
    await house.release()
    etag = (await site.get(f"/feeds/haichuan.{extension}")).headers["ETag"]
    await house.keep("new")
    await house.release()
    plain, body = await ask(site, etag, extension, **{"Accept-Encoding": "identity"})
    assert plain.status == 226
    assert "新桥通车第new天" in body.decode()
    assert "新桥通车第1天" not in body.decode()
    if extension.endswith("json"):
        json.loads(body)
    packed = await site.get(
        f"/feeds/haichuan.{extension}",
        headers={**FEED, "If-None-Match": etag, "Accept-Encoding": "gzip"},
        auto_decompress=False,
    )
    assert gzip.decompress(await packed.read()) == body


async def test_a_feed_declared_otherwise_forgets_what_it_was(site, house, first):
    catalog = house.services.catalog
    catalog.replace(tuple(replace(feed, language="en") for feed in catalog.feeds))
    await house.release()
    await house.keep("new")
    await refresh(house.services)
    assert (await ask(site, first))[0].status == 200


async def test_only_so_many_copies_are_remembered(site, house, first):
    for number in range(51):
        # Of articles of one moment the id decides which 50 the feed holds: each must be newer.
        house.clock.pass_by(seconds=1)
        await house.keep(f"more-{number}")
        await house.release()
    assert (await ask(site, first))[0].status == 200
    assert len(house.services.library.shelf("haichuan").past) == 50


async def test_head_and_closed_months_know_no_increments(site, house, first):
    await house.keep("new")
    await house.release()
    head = await site.head("/feeds/haichuan.atom", headers={**FEED, "If-None-Match": first})
    assert head.status == 200


async def test_feedparser_asks_for_increments_by_itself(site, house, first):
    """What this reader sends and takes, over real HTTP."""
    url = str(site.make_url("/feeds/haichuan.atom"))
    whole = await asyncio.to_thread(feedparser.parse, url)
    assert (whole.status, len(whole.entries)) == (200, 5)
    assert (await asyncio.to_thread(feedparser.parse, url, etag=whole.etag)).status == 304
    new = await house.keep("new")
    await house.release()
    update = await asyncio.to_thread(feedparser.parse, url, etag=whole.etag)
    assert (update.status, [entry.id for entry in update.entries]) == (226, [new.id])
    assert (await asyncio.to_thread(feedparser.parse, url, etag=update.etag)).status == 304
