"""What a feed was: closed months that stay as they are, pages of the month that runs, and takedowns in both."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from feed_walk import DECEMBER, NOVEMBER, OCTOBER, get, ids, link, named, tombstones
from lxml import etree
from web_house import HOLDER

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.flows.library import Library
from syndicator.flows.release import refresh, release_all
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, Partner, Shape, Token
from syndicator.publish.formats import FORMATS
from syndicator.store import partners, receipts
from syndicator.web import keys

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("extension", ["atom", "rss"])
async def test_a_reader_that_walks_back_finds_everything_once(site, months, extension):
    path, found = f"/feeds/haichuan.{extension}", []
    walked = []
    while path:
        body = await get(site, path)
        walked.append(path)
        found.append(ids(body))
        path = link(body, "prev-archive")
    assert walked[1:] == [f"/feeds/haichuan/archive/2026-{month}.{extension}" for month in (11, 10)]
    assert found[1:] == [named(months, "de"), named(months, "abc")]
    assert found[0] >= named(months, "f")
    assert set().union(*found) == named(months, "abcdef")
    # And forward again; the month that runs is the live feed's.
    assert link(await get(site, walked[2]), "next-archive") == walked[1]
    for archive in walked[1:]:
        assert link(await get(site, archive), "current") == walked[0]
        assert b"http://purl.org/syndication/history/1.0" in await get(site, archive)
    ahead = await site.get(link(await get(site, walked[1]), "next-archive"), allow_redirects=False)
    assert (ahead.status, urlsplit(ahead.headers["Location"]).path) == (307, walked[0])


@pytest.mark.parametrize("extension", FORMATS)
async def test_a_closed_month_is_the_same_bytes_for_ever(site, house, months, extension):
    path = f"/feeds/haichuan/archive/2026-10.{extension}"
    first = await site.get(path)
    body = await first.read()
    # Edits, new articles, another month's end, another title of the feed, another start of the service.
    await house.keep("a", title="改过的标题", body_text="改过的正文", body_html="<p>改过的正文</p>")
    await house.keep("g")
    await house.release()
    assert await get(site, path) == body
    house.clock.pass_by(days=40)
    catalog = house.services.catalog
    catalog.replace(tuple(replace(feed, title="另一个名字") for feed in catalog.feeds))
    await refresh(house.services)
    library = Library()
    for name in ("_shelves", "stacks", "pieces"):
        setattr(house.services.library, name, getattr(library, name))
    assert await release_all(house.services) == ()
    again = await site.get(path)
    assert await again.read() == body
    assert {name: again.headers[name] for name in ("ETag", "Last-Modified", "Content-Type")} == {
        name: first.headers[name] for name in ("ETag", "Last-Modified", "Content-Type")
    }
    assert (await site.get(path, headers={"If-None-Match": first.headers["ETag"]})).status == 304
    # The edit is news of the live feed (RFC 5005, section 4).
    live = await get(site, f"/feeds/haichuan.{extension}")
    assert "改过的标题" in live.decode()
    assert "改过的标题" not in body.decode()


@pytest.mark.parametrize("extension", FORMATS)
async def test_a_takedown_is_all_that_changes_a_closed_month(site, house, months, extension):
    october, november = (f"/feeds/haichuan/archive/2026-{month}.{extension}" for month in (10, 11))
    before = {path: await site.get(path) for path in (october, november)}
    bodies = {path: await response.read() for path, response in before.items()}
    house.clock.pass_by(days=1)
    await house.cancel(months["b"])
    await house.release()
    after = await site.get(october, headers={"If-None-Match": before[october].headers["ETag"]})
    assert after.status == 200
    body = (await after.read()).decode()
    assert after.headers["Last-Modified"] != before[october].headers["Last-Modified"]
    assert "新桥通车第b天" not in body
    assert "新桥通车第a天" in body
    assert await get(site, november) == bodies[november]
    live = (await get(site, f"/feeds/haichuan.{extension}")).decode()
    assert "新桥通车第b天" not in live
    if extension == "atom":
        for document in (body, live):
            assert tombstones(document.encode()).keys() == {months["b"].id}
        assert tombstones(bodies[november]) == {}


async def test_a_tombstone_is_later_than_every_entry_it_is_for(site, house, months):
    entries = feedparser.parse(await get(site, "/feeds/haichuan.atom")).entries
    (updated,) = [entry.updated for entry in entries if entry.id == months["f"].id]
    await house.cancel(months["f"])
    await house.release()
    body = await get(site, "/feeds/haichuan.atom")
    when = datetime.fromisoformat(tombstones(body)[months["f"].id])
    assert when >= datetime.fromisoformat(updated)
    assert datetime.fromisoformat(etree.fromstring(body).findtext(f"{ATOM}updated")) >= when
    assert "内部" not in body.decode()
    assert "更正" not in body.decode()


async def test_what_nobody_ever_saw_leaves_no_trace(site, house, months):
    held = await house.keep("held", holds=("third-party",))
    later = await house.keep("later", embargo=DECEMBER + timedelta(days=30))
    await house.release()
    for one in (held, later):
        await house.cancel(one)
    await house.release()
    body = await get(site, "/feeds/haichuan.atom")
    assert tombstones(body) == {}
    assert held.slug not in body.decode()


async def test_what_is_held_back_later_leaves_a_closed_month_without_a_tombstone(site, house, months):
    path = "/feeds/haichuan/archive/2026-10.atom"
    assert ids(await get(site, path)) == named(months, "abc")
    await house.keep("b", title="来源存疑", holds=("third-party",))
    await house.release()
    body = await get(site, path)
    assert (ids(body), tombstones(body)) == (named(months, "ac"), {})


async def test_an_embargo_counts_as_not_yet_there(site, house):
    house.clock.time = OCTOBER
    await house.keep("open")
    held = await house.keep("held", embargo=NOVEMBER)
    await house.release()
    house.clock.time = datetime(2026, 11, 1, tzinfo=UTC)
    await refresh(house.services)
    october = await get(site, "/feeds/haichuan/archive/2026-10.atom")
    assert held.id not in ids(october)
    house.clock.time = DECEMBER
    await refresh(house.services)
    assert await get(site, "/feeds/haichuan/archive/2026-10.atom") == october
    assert ids(await get(site, "/feeds/haichuan/archive/2026-11.atom")) == {held.id}


async def test_the_month_turns_without_anything_new(site, house):
    house.clock.time = NOVEMBER
    await house.keep("a")
    await house.release()
    assert link(await get(site, "/feeds/haichuan.atom"), "prev-archive") is None
    assert (await site.get("/feeds/haichuan/archive/2026-11.atom")).status == 404
    # A second before midnight in Shanghai, and at midnight.
    house.clock.time = datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
    await refresh(house.services)
    assert link(await get(site, "/feeds/haichuan.atom"), "prev-archive") is None
    house.clock.pass_by(seconds=1)
    await refresh(house.services)
    assert link(await get(site, "/feeds/haichuan.atom"), "prev-archive") == "/feeds/haichuan/archive/2026-11.atom"


MISSING = """
/feeds/haichuan/archive/2026-09.atom /feeds/haichuan/archive/2027-01.atom /feeds/haichuan/archive/2026-13.atom
/feeds/haichuan/archive/2026-00.atom /feeds/haichuan/archive/2026-10.exe /feeds/haichuan/archive/2026-10
/feeds/none/archive/2026-10.atom /feeds/haichuan/page/1.atom /feeds/haichuan/page/2.atom /feeds/haichuan/page/0.atom
/feeds/haichuan/page/99999999.atom /feeds/haichuan/page/-1.atom
"""


async def test_what_is_not_there_is_404(site, months):
    assert {path: (await site.get(path)).status for path in MISSING.split()} == dict.fromkeys(MISSING.split(), 404)


async def test_before_the_first_run_there_is_nothing_yet(site):
    assert (await site.get("/feeds/fresh/archive/2026-10.atom")).status == 503
    assert (await site.get("/feeds/fresh/page/2.atom")).status == 503


async def test_an_archive_may_be_kept_for_a_year_and_a_shared_cache_asks_again(site, months):
    headers = (await site.get("/feeds/haichuan/archive/2026-10.atom")).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, s-maxage=300, stale-if-error=86400"
    assert headers["Vary"] == "Accept-Encoding"


async def test_a_partner_has_archives_in_its_shape_and_others_have_none_of_a_feed_for_partners(site, house, months):
    catalog, secret = house.services.catalog, TOKEN_PREFIX + "a" * 43
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    outlet = Partner(
        "rizhao", "日照日报", feeds=("haichuan",), shape=Shape(text=Extent.SUMMARY, credit="据{holder}报道")
    )
    async with house.services.database.begin() as connection:
        await partners.save(connection, outlet, house.clock())
        await partners.add_token(connection, Token(digest_of(secret), outlet.name, "aaaa"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    await house.release()
    path = "/feeds/haichuan/archive/2026-10.atom"
    assert (await site.get(path)).status == 401
    assert (await site.get("/feeds/haichuan/page/2.atom")).status == 401
    mine = await site.get(path, headers={"Authorization": f"Bearer {secret}"})
    body = await mine.text()
    assert f"据{HOLDER}报道" in body
    assert mine.headers["Cache-Control"] == "private, max-age=31536000"
    await site.app[keys.BACKGROUND].idle()
    async with house.services.database.read() as connection:
        had = await receipts.of_article(connection, months["a"].id)
    assert {(one.partner, one.version) for one in had} == {("rizhao", 1)}
