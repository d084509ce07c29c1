"""The store's part in health and alerts, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from store_newsroom import HELD, NOW, SOURCE, draft, keep

from syndicator.model.health import Health, State
from syndicator.model.moment import Moment
from syndicator.model.parcel import Carried, Parcel
from syndicator.model.partner import Partner
from syndicator.store import arrivals, health, outbox, partners, routes

MINUTE = timedelta(minutes=1)
FULL = Health(
    "haichuan/news", State.BLOCKED, since=NOW, code="captcha", guard="创宇盾", fields=("notice",), note="拦截\x00",
    misses=4, same=3, told=State.FAILING, pending=NOW, shown=True, suggestion='item = ".list li"', newest=NOW,
    rhythm=timedelta(days=2.5), usual=("authors", "notice"), until=NOW, judged=NOW,
)  # fmt: skip


@pytest.mark.parametrize("found", [FULL, Health("haichuan/news"), Health("haichuan/inbox", rhythm=timedelta())])
async def test_health_comes_back_as_it_was_kept(database, found):
    for _ in range(2):
        async with database.begin() as connection:
            await health.save(connection, found)
    async with database.read() as connection:
        assert await health.load(connection, found.source) == replace(found, note=found.note.replace("\x00", "\ufffd"))
        assert await health.all_health(connection) == (await health.load(connection, found.source),)
        assert await health.load(connection, "no/such") == Health("no/such")


async def test_what_a_source_brought_and_when(database):
    async with database.read() as connection:
        assert await arrivals.newest(connection, SOURCE.key) is None
        assert await arrivals.times(connection, SOURCE.key, 9) == ()
    for number in range(1, 5):
        page = draft(
            number,
            published=Moment(datetime(2026, 11, number, tzinfo=UTC)) if number != 3 else None,
            authors=("周文海",) if number > 1 else (),
            outlet="海川县融媒体中心",
        )
        await keep(database, page, now=NOW + number * MINUTE)
    await keep(database, draft(9), HELD, replace(SOURCE, key="haichuan/other"), now=NOW)
    async with database.read() as connection:
        assert await arrivals.newest(connection, SOURCE.key) == NOW + 4 * MINUTE
        times = await arrivals.times(connection, SOURCE.key, 2)
        assert times == (datetime(2026, 11, 4, tzinfo=UTC), NOW + 3 * MINUTE)
        had = await arrivals.fields(connection, SOURCE.key, 9)
        assert had[0] == {"published", "authors", "outlet", "notice"}
        assert had[1] == {"authors", "outlet", "notice"}
        assert "authors" not in had[3]
        assert await arrivals.counted(connection, NOW + 2 * MINUTE) == {SOURCE.key: 3}
        assert await arrivals.counted(connection, NOW) == {SOURCE.key: 4, "haichuan/other": 1}


PARCEL = Parcel("alert-1", "一个来源有问题", "haichuan/news 读取失败", '{"id": "alert-1"}')


async def due(connection, when):
    return [one.number for one in await outbox.due(connection, when, 99)]


async def test_a_parcel_waits_until_it_is_sent(database):
    async with database.begin() as connection:
        await outbox.put(connection, PARCEL, "mail", "desk@haichuan.example", NOW)
        await outbox.put(connection, PARCEL, "webhook", "https://hook.example/", NOW)
    async with database.read() as connection:
        mail, hook = await outbox.due(connection, NOW, 99)
        assert (mail.host, hook.host) == ("mail:haichuan.example", "webhook:hook.example")
        assert await outbox.due(connection, NOW, 99, {mail.host}) == (hook,)
        assert await due(connection, NOW - MINUTE) == []
    async with database.begin() as connection:
        (claimed,) = await outbox.claim(connection, [mail.number], NOW, NOW + 5 * MINUTE)
        assert await outbox.claim(connection, [mail.number], NOW + MINUTE, NOW + 6 * MINUTE) == ()
    assert (claimed.parcel, claimed.channel, claimed.to, claimed.tries) == (PARCEL, "mail", "desk@haichuan.example", 1)
    async with database.read() as connection:
        assert await due(connection, NOW + MINUTE) == [hook.number]
        # A claim that ran out was a crash.
        again = {one.number: one.tries for one in await outbox.due(connection, NOW + 5 * MINUTE, 99)}
        assert again == {mail.number: 1, hook.number: 0}
    async with database.begin() as connection:
        await outbox.sent(connection, mail.number, NOW)
        await outbox.failed(connection, hook.number, "HTTP 502", NOW + MINUTE)
    async with database.read() as connection:
        assert await due(connection, NOW + 9 * MINUTE) == [hook.number]
        assert await due(connection, NOW) == []
        assert [(one.failed, one.given_up) for one in await outbox.waiting(connection)] == [("HTTP 502", False)]
    async with database.begin() as connection:
        await outbox.failed(connection, hook.number, "HTTP 410", None)
        both = [mail.number, hook.number]
        assert await outbox.claim(connection, both, NOW + 9 * MINUTE, NOW + 9 * MINUTE) == ()
    async with database.read() as connection:
        assert await due(connection, NOW + 99 * MINUTE) == []
        assert [(one.failed, one.given_up) for one in await outbox.waiting(connection)] == [("HTTP 410", True)]


async def test_what_was_given_up_can_be_tried_again_or_forgotten(database):
    async with database.begin() as connection:
        await outbox.put(connection, PARCEL, "mail", "desk@haichuan.example", NOW)
        await outbox.put(connection, PARCEL, "webhook", "https://hook.example/", NOW)
        mail, hook = [one.number for one in await outbox.waiting(connection)]
        await outbox.failed(connection, mail, "550", None)
        assert await outbox.replay(connection, NOW, hook) == 0, "it has not failed"
        assert await outbox.replay(connection, NOW, None) == 1
        assert await due(connection, NOW) == [mail, hook]
        assert await outbox.drop(connection, mail) == 1
        assert await outbox.drop(connection, mail) == 0
        await outbox.sent(connection, hook, NOW)
        assert await outbox.drop(connection, hook) == 0, "what arrived is on record"


def carried(version, status="usable", article="a1"):
    return (Carried("haichuan", article, version, status),)


async def route(connection):
    await partners.save(connection, Partner("paper", "晚报"), NOW)
    return (await routes.add(connection, "paper", "webhook", "https://hook.example/", "s", 0, {}, NOW)).number


async def test_versions_of_an_article_go_in_order_and_a_removal_takes_their_place(database):
    async with database.begin() as connection:
        by = await route(connection)
        to = ("webhook", "https://hook.example/", NOW, by)
        for version, article in ((1, "a1"), (2, "a1"), (1, "a2")):
            await outbox.put(connection, PARCEL, *to, carried(version, article=article))
        one, two, other = [one.number for one in await outbox.waiting(connection)]
        assert sorted(await due(connection, NOW)) == [one, other]
        await outbox.claim(connection, [one], NOW, NOW + 5 * MINUTE)
        assert await due(connection, NOW) == [other], "the first version is under way"
        await outbox.supersede(connection, by, "a1", NOW)
        await outbox.put(connection, PARCEL, *to, carried(2, "canceled"))
        gone = (await outbox.waiting(connection))[-1].number
        assert await due(connection, NOW) == [other], "the removal waits for what is under way, and no longer"
        await outbox.failed(connection, one, "HTTP 502", NOW + MINUTE)
        assert sorted(await due(connection, NOW)) == sorted([other, gone])
        given_up = [waiting.number for waiting in await outbox.waiting(connection) if waiting.given_up]
        assert given_up == [one, two]
        assert await outbox.replay(connection, NOW, None) == 0, "what was taken down is not sent again"


async def test_what_goes_by_a_paused_route_waits_and_by_one_removed_is_gone(database):
    async with database.begin() as connection:
        by = await route(connection)
        await outbox.put(connection, PARCEL, "webhook", "https://hook.example/", NOW, by, carried(1))
        await routes.pause(connection, by, paused=True)
        assert await due(connection, NOW) == []
        await routes.pause(connection, by, paused=False)
        assert len(await due(connection, NOW)) == 1
        await routes.remove(connection, by)
        assert await outbox.waiting(connection) == ()


async def test_what_is_long_done_is_forgotten_and_what_waits_is_not(database):
    async with database.begin() as connection:
        for number in range(3):
            await outbox.put(connection, replace(PARCEL, id=f"alert-{number}"), "mail", "a@b.example", NOW)
        first, second, _ = await outbox.waiting(connection)
        await outbox.sent(connection, first.number, NOW)
        await outbox.failed(connection, second.number, "550", None)
        later = NOW + outbox.KEPT + MINUTE
        await outbox.put(connection, replace(PARCEL, id="alert-9"), "mail", "a@b.example", later)
    async with database.read() as connection:
        assert [one.parcel.id for one in await outbox.waiting(connection)] == ["alert-2", "alert-9"]
