"""Pages of the month that runs, and where each document of a feed says the others are."""

import json
from dataclasses import replace
from urllib.parse import urlsplit

import feedparser
import pytest
from feed_walk import get, ids, link
from web_house import BASE

from syndicator.publish.formats import FORMATS


@pytest.fixture
async def busy(house, months):
    """Seven more of today in a feed that holds three."""
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), entries=3), catalog.feed("fresh")))
    more = {}
    for number in range(7):
        house.clock.pass_by(minutes=1)
        more[number] = await house.keep(f"today-{number}")
    await house.release()
    return {months["f"].id, *(one.id for one in more.values())}


@pytest.mark.parametrize("extension", ["atom", "rss"])
async def test_pages_hold_what_the_live_feed_has_no_room_for(site, busy, extension):
    path, found, walked = f"/feeds/haichuan.{extension}", [], []
    while path:
        body = await get(site, path)
        assert not feedparser.parse(body).bozo
        assert link(body, "prev-archive") == f"/feeds/haichuan/archive/2026-11.{extension}"
        walked.append(path)
        found.append(ids(body))
        path = link(body, "next")
    assert [len(one) for one in found] == [3, 3, 2]
    assert set().union(*found) == busy
    assert walked[1:] == [f"/feeds/haichuan/page/{number}.{extension}" for number in (2, 3)]
    last = await get(site, walked[2])
    assert [link(last, relation) for relation in ("first", "previous", "last")] == [walked[0], walked[1], walked[2]]


async def test_json_feed_has_one_way_back(site, busy):
    path, found = "/feeds/haichuan.json", []
    while path:
        body = json.loads(await get(site, path))
        found += [item["id"] for item in body["items"]]
        path = urlsplit(body.get("next_url", "")).path
    assert len(found) == len(set(found)) == len(busy) + 5


async def test_a_page_follows_its_feed(site, house, busy):
    path = "/feeds/haichuan/page/2.atom"
    first = await site.get(path)
    again = await site.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    await house.keep("newest")
    await house.release()
    after = await site.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert after.status == 200
    assert ids(await after.read()) != ids(await first.read())


@pytest.mark.parametrize("extension", FORMATS)
async def test_links_are_in_the_headers_for_every_format(site, busy, extension):
    live = (await site.get(f"/feeds/haichuan.{extension}")).links
    assert str(live["prev-archive"]["url"]) == f"{BASE}/feeds/haichuan/archive/2026-11.{extension}"
    assert str(live["next"]["url"]) == f"{BASE}/feeds/haichuan/page/2.{extension}"
    archive = (await site.get(f"/feeds/haichuan/archive/2026-11.{extension}")).links
    assert {name: str(archive[name]["url"]) for name in ("self", "current", "prev-archive")} == {
        "self": f"{BASE}/feeds/haichuan/archive/2026-11.{extension}",
        "current": f"{BASE}/feeds/haichuan.{extension}",
        "prev-archive": f"{BASE}/feeds/haichuan/archive/2026-10.{extension}",
    }
