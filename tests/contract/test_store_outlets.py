"""The lists of outlets, and the line of requests that wait, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from store_newsroom import NOW
from test_store_reprints import ASKED, GRANTED, REFUSED, REQUEST, REVIEW, grant

from syndicator.model.outlet import Listed, OutletList
from syndicator.model.reprint import RequestState
from syndicator.store import outlets, reprint_line, reprints

ALLOW, DENY, UNITS = OutletList.ALLOW, OutletList.DENY, OutletList.SOURCE_UNITS
DAY = date(2024, 12, 31)


async def test_a_list_is_replaced_whole_and_others_stay(database):
    first = [Listed(ALLOW, "邻县日报", note="老朋友", domain="linxian.example"), Listed(ALLOW, "南山网")]
    async with database.begin() as connection:
        assert await outlets.replace(connection, ALLOW, first) == 2
        assert await outlets.replace(connection, DENY, [Listed(DENY, "邻县日报")]) == 1
    async with database.begin() as connection:
        assert await outlets.replace(connection, ALLOW, [Listed(ALLOW, "北山网")]) == 1
    async with database.read() as connection:
        assert await outlets.every(connection) == (Listed(ALLOW, "北山网"), Listed(DENY, "邻县日报"))
        assert await outlets.every(connection, [DENY]) == (Listed(DENY, "邻县日报"),)


async def test_names_are_found_whatever_their_width_case_and_spaces(database):
    kept = Listed(ALLOW, "HaiChuan 网", note="n", domain="haichuan.example")
    async with database.begin() as connection:
        await outlets.replace(
            connection, ALLOW, [kept, Listed(ALLOW, "ＨＡＩＣＨＵＡＮ网", note="again"), Listed(ALLOW, " ")]
        )
        await outlets.replace(connection, UNITS, [Listed(UNITS, "haichuan网", DAY), Listed(UNITS, "人民网", DAY)])
    async with database.read() as connection:
        assert await outlets.named(connection, "haichuan　网") == (kept, Listed(UNITS, "haichuan网", DAY))
        assert await outlets.named(connection, "", " ", "别家") == ()
        assert await outlets.named(connection, "别家", "人民网") == (Listed(UNITS, "人民网", DAY),)
        assert await outlets.dated(connection, UNITS) == DAY
        assert await outlets.dated(connection, DENY) is None


async def test_one_outlet_at_a_time(database):
    async with database.begin() as connection:
        await outlets.put(connection, Listed(DENY, "抄抄网"))
        await outlets.put(connection, Listed(DENY, "抄抄 网", note="again"))
    async with database.begin() as connection:
        assert await outlets.every(connection) == (Listed(DENY, "抄抄 网", note="again"),)
        assert not await outlets.remove(connection, ALLOW, "抄抄网")
        assert await outlets.remove(connection, DENY, "抄 抄网")
        assert not await outlets.remove(connection, DENY, "抄抄网")


async def test_a_long_list(database):
    names = [Listed(UNITS, f"第{number}家", DAY) for number in range(1500)]
    async with database.begin() as connection:
        assert await outlets.replace(connection, UNITS, names) == 1500
    async with database.read() as connection:
        assert len(await outlets.every(connection)) == 1500


async def _ask(connection, number, outlet="邻县日报", state=RequestState.WAITING, since=NOW):
    request = replace(
        REQUEST,
        number=number,
        asked=replace(ASKED, outlet=outlet),
        created=since,
        state=state,
        since=since if state is RequestState.WAITING else None,
    )
    return await reprints.add(connection, request)


async def test_the_line_is_by_how_long_they_wait(database):
    async with database.begin() as connection:
        await _ask(connection, "R2026-0001", since=NOW + timedelta(hours=2))
        await _ask(connection, "R2026-0002", since=NOW)
        await _ask(connection, "R2026-0003", state=RequestState.UNCONFIRMED)
    async with database.read() as connection:
        assert [one.number for one in await reprint_line.waiting(connection)] == ["R2026-0002", "R2026-0001"]
        assert [one.number for one in await reprint_line.waiting(connection, 1)] == ["R2026-0002"]
        counted = await reprint_line.states(connection)
    assert {state: count for state, count in counted.items() if count} == {
        RequestState.WAITING: 2,
        RequestState.UNCONFIRMED: 1,
    }


async def test_earlier_requests_are_those_of_the_same_outlet(database):
    async with database.begin() as connection:
        mine = await _ask(connection, "R2026-0001", "ＬｉｎＸｉａｎ　日报", since=NOW + timedelta(hours=2))
        await _ask(connection, "R2026-0002", "linxian日报")
        await _ask(connection, "R2026-0003", "LINXIAN 日报", since=NOW + timedelta(hours=1))
        await _ask(connection, "R2026-0004", "linxian日报", RequestState.UNCONFIRMED)
        await _ask(connection, "R2026-0005", "南山网")
    async with database.read() as connection:
        assert [one.number for one in await reprint_line.earlier(connection, mine)] == ["R2026-0003", "R2026-0002"]
        assert len(await reprint_line.earlier(connection, mine, 1)) == 1


async def test_how_long_those_waited_that_a_person_decided(database):
    async with database.begin() as connection:
        for number, hours, decision in (("R2026-0001", 30, GRANTED), ("R2026-0002", 2, replace(GRANTED, by="李编辑"))):
            request = await _ask(connection, number)
            await reprints.decide(connection, number, REVIEW)
            at = NOW + timedelta(hours=hours)
            await reprints.decide(connection, number, replace(decision, at=at), grant(request, f"G-{number}"))
        await _ask(connection, "R2026-0003")
        await reprints.decide(connection, "R2026-0003", REFUSED)
        await _ask(connection, "R2026-0004")
        await reprints.decide(connection, "R2026-0004", REVIEW)
    async with database.read() as connection:
        assert await reprint_line.waits(connection, NOW) == (2 * 3600, 30 * 3600)
        assert await reprint_line.waits(connection, NOW + timedelta(hours=3)) == (30 * 3600,)
