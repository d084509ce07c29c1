"""What holders of grants know of their articles, on both engines."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from store_newsroom import NOW
from test_store_reprints import GRANTED, LATER, REQUEST, grant

from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution, Hold, Reprint, Rights, Status
from syndicator.model.source import Source
from syndicator.store import articles, granted, grants, reprints
from syndicator.store.granted import Told

DAY = date(2026, 12, 5)


async def keep(connection, name, text="正文。", holds=()):
    rights = Rights(
        "海川县融媒体中心", "版权所有", "来源：海川县融媒体中心", "https://l.example/", "", Reprint.ATTRIBUTION
    )
    kept = await articles.keep(
        connection,
        Draft(f"https://news.example/{name}", name, body_text=text),
        Attribution(rights, tuple(Hold(code, code) for code in holds)),
        Source("haichuan/1", "haichuan", "html", "https://news.example/"),
        now=NOW,
        authority="haichuan.example,2026",
        key=name,
    )
    return kept.article


async def give(connection, number, *found, feed="", **other):
    request = await reprints.add(
        connection, replace(REQUEST, number=f"R-{number}", asked=replace(REQUEST.asked, feed=feed))
    )
    (sample,) = grant(request).articles
    parts = tuple(replace(sample, article=one.id, version=one.version, fingerprint=one.fingerprint) for one in found)
    given = replace(grant(request, number), articles=parts, feed=feed, **other)
    await reprints.decide(connection, request.number, GRANTED, given)
    return given


@pytest.fixture
async def bridge(database):
    async with database.begin() as connection:
        article = await keep(connection, "bridge")
        await give(connection, "G-1", article)
    return article


async def test_what_has_not_changed_is_no_news(database, bridge):
    async with database.read() as connection:
        assert await granted.news(connection, DAY, 10) == ()
        assert await granted.find(connection, "G-1", bridge.id) == Told("G-1", bridge.id, 1, "")
        assert await granted.find(connection, "G-1", "tag:none") is None


@pytest.mark.parametrize("change", ["version", "hold", "cancel"])
async def test_a_change_is_news_until_it_is_told(database, bridge, change):
    async with database.begin() as connection:
        if change == "cancel":
            await articles.cancel(connection, bridge.slug, why="x", now=LATER)
        else:
            await keep(
                connection, "bridge", "改。" if change == "version" else "正文。", ("copy",) if change == "hold" else ()
            )
        now = await articles.find(connection, bridge.slug)
        (told,) = await granted.news(connection, DAY, 10)
        assert told == Told("G-1", bridge.id, 1, "")
        assert await granted.tell(connection, told, now.version, now.status)
        assert not await granted.tell(connection, told, now.version, now.status)
        assert await granted.news(connection, DAY, 10) == ()


async def test_grants_that_are_over_or_revoked_have_no_news(database, bridge):
    async with database.begin() as connection:
        await keep(connection, "bridge", "改。")
        assert len(await granted.news(connection, DAY, 10)) == 1
        assert await granted.news(connection, grant(REQUEST).valid_to + timedelta(days=1), 10) == ()
        await grants.revoke(connection, "G-1", "x", LATER)
        assert await granted.news(connection, DAY, 10) == ()


async def test_of_several_at_once_one_tells(database, bridge):
    async with database.begin() as connection:
        await keep(connection, "bridge", "改。")

    async def tell():
        async with database.begin() as connection:
            return await granted.tell(connection, Told("G-1", bridge.id, 1, ""), 2, Status.USABLE)

    assert sorted(await asyncio.gather(*(tell() for _ in range(5)))) == [False] * 4 + [True]


async def test_a_grant_of_a_whole_feed_begins_where_the_feed_is(database, bridge):
    async with database.begin() as connection:
        await give(connection, "G-2", feed="haichuan")
        ((given, number),) = await granted.of_feeds(connection, DAY)
        assert (given.number, given.articles, number > 0) == ("G-2", (), True)
        assert await granted.follow(connection, "G-2", number, number + 3)
        assert not await granted.follow(connection, "G-2", number, number + 4)
        await granted.note(connection, "G-2", bridge)
        assert await granted.find(connection, "G-2", bridge.id) == Told("G-2", bridge.id, bridge.version, "")
        # It is covered, not named: the grant has no articles, and the feed's journal tells what changes.
        assert (await grants.find(connection, "G-2")).articles == ()
        await keep(connection, "bridge", "改。")
        assert [one.grant for one in await granted.news(connection, DAY, 10)] == ["G-1"]
