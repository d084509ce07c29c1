"""What comes to us by itself, on both engines: pushed versions, the answers given, subscriptions to hubs."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from store_newsroom import NOW, SOURCE, draft, keep

from syndicator.model.subscription import Stage, Subscription
from syndicator.store import articles, pushes, subscriptions
from syndicator.store.pushes import Answer, Sent

KEY = "desk-18\x00"


async def test_the_version_that_came_last_is_remembered(database):
    async with database.begin() as connection:
        assert await pushes.last(connection, "haichuan/desk", KEY) == Sent()
        await pushes.note(connection, "haichuan/desk", KEY, Sent("3", NOW))
    async with database.begin() as connection:
        assert await pushes.last(connection, "haichuan/desk", KEY) == Sent("3", NOW)
        assert await pushes.last(connection, "haichuan/other", KEY) == Sent()


async def test_two_requests_for_one_article_take_turns(database):
    seen = []

    async def send(number):
        async with database.begin() as connection:
            before = await pushes.last(connection, "haichuan/desk", KEY)
            await asyncio.sleep(0)
            seen.append(before.revision)
            await pushes.note(connection, "haichuan/desk", KEY, Sent(str(number)))

    await asyncio.gather(*(send(number) for number in range(8)))
    async with database.begin() as connection:
        seen.append((await pushes.last(connection, "haichuan/desk", KEY)).revision)
    assert sorted(seen) == ["", *map(str, range(8))]


async def test_an_answer_is_given_again_for_a_day(database):
    first, second = Answer("a" * 64, "slug1", "new"), Answer("b" * 64, "slug2", "changed")
    async with database.begin() as connection:
        assert await pushes.answered(connection, "haichuan/desk", "key 1", NOW) is None
        await pushes.answer(connection, "haichuan/desk", "key 1", first, NOW)
        await pushes.answer(connection, "haichuan/desk", "key 1", second, NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=23)
    async with database.read() as connection:
        assert await pushes.answered(connection, "haichuan/desk", "key 1", later) == first
        assert await pushes.answered(connection, "haichuan/other", "key 1", later) is None
        assert await pushes.answered(connection, "haichuan/desk", "key 1", NOW + pushes.KEPT) is None
    async with database.begin() as connection:
        await pushes.answer(connection, "haichuan/desk", "key 1", second, NOW + pushes.KEPT)
        assert await pushes.answered(connection, "haichuan/desk", "key 1", NOW + pushes.KEPT) == second


async def test_an_article_is_found_by_what_its_sender_calls_it(database):
    kept = await keep(database, draft(url=""), key=KEY)
    async with database.read() as connection:
        assert (await articles.by_key(connection, SOURCE.key, KEY)).id == kept.article.id
        assert await articles.by_key(connection, "haichuan/other", KEY) is None


async def test_two_names_of_one_sender_are_two_articles_however_alike(database):
    desk = replace(SOURCE, key="haichuan/desk", kind="push", url="")
    text = "海川县气象台发布天气预报，预计未来三天以多云为主，气温平稳，适宜晾晒秋粮，请各乡镇做好安排。" * 8
    kept = [
        await keep(database, draft(number, title="未来三天天气", body_text=text), source=desk, key=f"desk-{number}")
        for number in (1, 2)
    ]
    assert [one.change for one in kept] == ["new", "new"]
    assert kept[0].article.id != kept[1].article.id
    again = await keep(database, draft(1, title="未来三天天气", body_text=text), source=desk, key="desk-1")
    assert (again.change, again.article.id) == ("unchanged", kept[0].article.id)


async def test_the_usual_pause_between_articles(database):
    async with database.read() as connection:
        assert await articles.rhythm(connection, SOURCE.key) is None
    await keep(database, draft(0), now=NOW - timedelta(days=90))
    for number in range(1, 12):
        await keep(database, draft(number), now=NOW + timedelta(hours=2 * number))
    async with database.read() as connection:
        assert await articles.rhythm(connection, SOURCE.key) == timedelta(hours=2)


async def test_a_subscription_is_one_a_source(database):
    one = Subscription("haichuan/wire", "https://hub.example/", "https://news.example/self", "t" * 43, "s" * 64)
    active = replace(
        one, stage=Stage.ACTIVE, since=NOW, lease=NOW + timedelta(days=10), heard=NOW, missed=True, retry=NOW, note="否"
    )
    async with database.begin() as connection:
        assert await subscriptions.of(connection, one.source) is None
        await subscriptions.save(connection, one)
        await subscriptions.save(connection, active)
        await subscriptions.save(connection, replace(one, source="haichuan/b", token="u" * 43))
    async with database.read() as connection:
        assert await subscriptions.of(connection, one.source) == active
        assert await subscriptions.by_token(connection, one.token) == active
        assert await subscriptions.by_token(connection, "") is None
        assert [found.source for found in await subscriptions.everyone(connection)] == ["haichuan/b", "haichuan/wire"]
    async with database.begin() as connection:
        await subscriptions.forget(connection, one.source)
        assert await subscriptions.by_token(connection, one.token) is None
