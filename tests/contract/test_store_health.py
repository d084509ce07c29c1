"""The store's part in health and alerts, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from store_newsroom import HELD, NOW, SOURCE, draft, keep

from syndicator.model.health import Health, State
from syndicator.model.moment import Moment
from syndicator.model.parcel import Parcel
from syndicator.store import arrivals, health, outbox

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


async def test_a_parcel_waits_until_it_is_sent(database):
    async with database.begin() as connection:
        await outbox.put(connection, PARCEL, "mail", "desk@haichuan.example", NOW)
        await outbox.put(connection, PARCEL, "webhook", "https://hook.example/", NOW)
    async with database.read() as connection:
        mail, hook = await outbox.due(connection, NOW)
        assert await outbox.due(connection, NOW - MINUTE) == ()
    assert (mail.parcel, mail.channel, mail.to, mail.tries) == (PARCEL, "mail", "desk@haichuan.example", 0)
    async with database.begin() as connection:
        assert await outbox.claim(connection, mail.number, NOW, NOW + 5 * MINUTE)
        assert not await outbox.claim(connection, mail.number, NOW + MINUTE, NOW + 6 * MINUTE)
    async with database.read() as connection:
        assert [one.number for one in await outbox.due(connection, NOW + MINUTE)] == [hook.number]
        # A claim that ran out was a crash.
        assert [one.tries for one in await outbox.due(connection, NOW + 5 * MINUTE)] == [1, 0]
    async with database.begin() as connection:
        await outbox.sent(connection, mail.number, NOW)
        await outbox.failed(connection, hook.number, "HTTP 502", NOW + MINUTE)
    async with database.read() as connection:
        assert [one.number for one in await outbox.due(connection, NOW + 9 * MINUTE)] == [hook.number]
        assert await outbox.due(connection, NOW) == ()
        assert [one.failed for one in await outbox.waiting(connection)] == ["HTTP 502"]
    async with database.begin() as connection:
        await outbox.failed(connection, hook.number, "HTTP 410", None)
        assert not await outbox.claim(connection, hook.number, NOW + 9 * MINUTE, NOW + 9 * MINUTE)
        assert not await outbox.claim(connection, mail.number, NOW + 9 * MINUTE, NOW + 9 * MINUTE)
    async with database.read() as connection:
        assert await outbox.due(connection, NOW + 99 * MINUTE) == ()
        assert [one.failed for one in await outbox.waiting(connection)] == ["HTTP 410"]


async def test_what_is_long_done_is_forgotten_and_what_waits_is_not(database):
    async with database.begin() as connection:
        for number in range(3):
            await outbox.put(connection, replace(PARCEL, id=f"alert-{number}"), "mail", "a@b.example", NOW)
        first, second, _ = await outbox.due(connection, NOW)
        await outbox.sent(connection, first.number, NOW)
        await outbox.failed(connection, second.number, "550", None)
        later = NOW + outbox.KEPT + MINUTE
        await outbox.put(connection, replace(PARCEL, id="alert-9"), "mail", "a@b.example", later)
    async with database.read() as connection:
        assert [one.parcel.id for one in await outbox.waiting(connection)] == ["alert-2", "alert-9"]
