"""Licences after they are given: revoked, renewed, ending, and what becomes of their articles."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import declare

from syndicator.config import load
from syndicator.errors import ReprintError
from syndicator.flows import licence, licence_watch, reprint_decision, reprint_desk, takedown
from syndicator.model.draft import Draft
from syndicator.model.reprint import Asked, Outcome, RequestState
from syndicator.model.rights import Attribution, Hold, Reprint, Rights
from syndicator.model.trail import Step
from syndicator.start import services as opened
from syndicator.store import articles, grants, reprints, standing, trail

HOLDER = "海川县融媒体中心"


class Clock:
    """The time the house goes by; a test moves it."""

    def __init__(self):
        self.time = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def pass_by(self, **spans):
        self.time += timedelta(**spans)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def house(tmp_path, clock, emptied):
    emptied(tmp_path / "data" / "syndicator.db")
    # Nothing is read from this port.
    async with opened(load(declare(tmp_path, 1), environ={})) as services:
        yield replace(services, now=clock)


async def keep(services, name, text="", holds=(), reprint=Reprint.ATTRIBUTION, title=""):
    rights = Rights(
        HOLDER, f"版权归{HOLDER}所有", f"来源：{HOLDER}　原标题：{name}", "https://l.example/l", "", reprint
    )
    draft = Draft(f"https://news.example/{name}.html", title or name, body_text=text or f"{name}的正文。")
    async with services.database.begin() as connection:
        kept = await articles.keep(
            connection,
            draft,
            Attribution(rights, tuple(Hold(code, code) for code in holds)),
            services.catalog.feeds[0].sources[0],
            now=services.now(),
            authority="feeds.haichuan.example,2026",
            key=name,
        )
    return kept.article


async def ask(services, *found, days=30, **other):
    today = services.now().date()
    wishes = Asked(
        tuple(one.slug for one in found), "邻县日报", "头版", "print", today, today + timedelta(days=days - 1)
    )
    return await reprint_desk.ask(services, replace(wishes, **other))


async def everything(services, days=365):
    """A licence for the whole of the first feed, which a person grants."""
    feed = services.catalog.feeds[0].name
    receipt = await ask(services, days=days, feed=feed)
    if receipt.request.grant is None:
        decided = await reprint_decision.decide_by_person(services, receipt.request.number, Outcome.GRANT, "李主任", "")
        return replace(receipt, request=decided)
    return receipt


async def traces(services, step):
    async with services.database.read() as connection:
        return [one async for one in trail.every(connection) if one.step is step]


# Ending it


async def test_revoking_ends_it_with_its_reason_on_the_record(house):
    receipt = await ask(house, await keep(house, "新桥"))
    number = receipt.request.grant.number
    ended = await licence.revoke(house, number, by=" 李主任 ", why="逾期\n未付费")
    assert (ended.revoked, ended.revoked_why) == (house.now(), "逾期 未付费")
    assert (await licence.granted(house, number)).standing == "revoked"
    (trace,) = await traces(house, Step.REVOKED)
    assert (trace.who, trace.request, trace.grant, trace.why) == (
        "李主任",
        receipt.request.number,
        number,
        "逾期 未付费",
    )
    with pytest.raises(ReprintError, match="revoked before"):
        await licence.revoke(house, number, by="李主任", why="again")
    assert len(await traces(house, Step.REVOKED)) == 1


@pytest.mark.parametrize(("by", "why", "field"), [("", "x", "by"), ("李主任", "  ", "why"), ("李主任", "x", "number")])
async def test_revoking_needs_a_name_a_reason_and_a_licence(house, by, why, field):
    with pytest.raises(ReprintError) as error:
        await licence.revoke(house, "G-20261124-00000000", by=by, why=why)
    assert error.value.field == field


# Renewing


async def test_one_click_asks_for_the_next_term_and_the_rules_decide(house, clock):
    article = await keep(house, "新桥")
    first = await ask(house, article, days=30, territory="中国大陆")
    clock.pass_by(days=20)
    again = await licence.renew(house, first.request.number, first.secret)
    before, after = first.request.grant, again.request.grant
    assert again.request.state is RequestState.GRANTED
    assert (after.valid_from, after.valid_to) == (
        before.valid_to + timedelta(days=1),
        before.valid_to + timedelta(days=30),
    )
    assert (after.renews, after.assignee) == (before.number, "邻县日报")
    assert dict(after.constraints)["territory"] == "中国大陆"
    assert (await reprint_desk.status(house, again.request.number, again.secret)).grant == after
    (trace,) = await traces(house, Step.RENEWED)
    assert (trace.who, trace.request, trace.grant) == ("asker", again.request.number, before.number)


async def test_the_second_click_is_the_first_ones_request(house):
    first = await ask(house, await keep(house, "新桥"))
    clicks = await asyncio.gather(*(licence.renew(house, first.request.number, first.secret) for _ in range(4)))
    assert len({one.request.number for one in clicks}) == 1
    assert len({one.request.grant.number for one in clicks}) == 1
    assert len(await traces(house, Step.RENEWED)) == 1


async def test_a_term_that_is_over_goes_on_from_today(house, clock):
    first = await ask(house, await keep(house, "新桥"), days=10)
    clock.pass_by(days=100)
    after = (await licence.renew(house, first.request.number, first.secret)).request.grant
    assert (after.valid_from, after.valid_to) == (house.now().date(), house.now().date() + timedelta(days=9))


async def test_what_the_rules_do_not_grant_waits_for_a_person(house):
    first = await ask(house, await keep(house, "新桥"))
    await keep(house, "新桥", holds=("third-party",))
    again = await licence.renew(house, first.request.number, first.secret)
    assert again.request.state is not RequestState.GRANTED


async def test_without_the_secret_nothing_is_renewed(house):
    first = await ask(house, await keep(house, "新桥"))
    assert await licence.renew(house, first.request.number, "wrong") is None
    assert await licence.renew(house, "R2026-9999", first.secret) is None


async def test_what_was_not_granted_or_was_revoked_is_not_renewed(house):
    waiting = await ask(house, await keep(house, "甲", reprint=Reprint.PERMISSION))
    with pytest.raises(ReprintError, match="nothing was granted"):
        await licence.renew(house, waiting.request.number, waiting.secret)
    first = await ask(house, await keep(house, "新桥"))
    await licence.revoke(house, first.request.grant.number, by="李主任", why="x")
    with pytest.raises(ReprintError, match="revoked"):
        await licence.renew(house, first.request.number, first.secret)


# Ending by itself


async def test_the_end_is_announced_once_and_not_before_its_time(house, clock):
    await ask(house, await keep(house, "新桥"), days=60)
    clock.pass_by(days=40)
    assert await licence_watch.announce_ending(house) == 0
    clock.pass_by(days=6)
    told = await asyncio.gather(*(licence_watch.announce_ending(house) for _ in range(3)))
    assert sum(told) == 1
    assert await licence_watch.announce_ending(house) == 0
    (trace,) = await traces(house, Step.EXPIRING)
    assert trace.who == "service"


async def test_nobody_hears_of_the_end_of_a_revoked_one_or_one_that_is_over(house, clock):
    first = await ask(house, await keep(house, "甲"), days=10)
    await ask(house, await keep(house, "乙"), days=3)
    await licence.revoke(house, first.request.grant.number, by="李主任", why="x")
    clock.pass_by(days=5)
    assert await licence_watch.announce_ending(house) == 0


async def test_a_licence_that_has_not_begun_is_not_about_to_end(house, clock):
    today = house.now().date()
    later = {"term_from": today + timedelta(days=5), "term_to": today + timedelta(days=9)}
    await ask(house, await keep(house, "新桥"), **later)
    assert await licence_watch.announce_ending(house) == 0
    clock.pass_by(days=5)
    assert await licence_watch.announce_ending(house) == 1


# Corrections


async def test_a_correction_is_told_once_a_version(house):
    first = await ask(house, await keep(house, "新桥"), await keep(house, "旧桥"))
    assert await licence_watch.tell_changes(house) == 0
    for version in (2, 3):
        await keep(house, "新桥", text=f"更正，第{version}版。")
        told = await asyncio.gather(*(licence_watch.tell_changes(house) for _ in range(3)))
        assert sum(told) == 1
    found = await traces(house, Step.CORRECTED)
    assert [one.grant for one in found] == [first.request.grant.number] * 2
    assert ["version 2" in found[0].why, "version 3" in found[1].why] == [True, True]


async def test_a_takedown_is_told_at_once(house):
    article = await keep(house, "新桥")
    await ask(house, article)
    await ask(house, article, outlet="邻市日报")
    await takedown.cancel(house, article, "更正")
    assert len(await traces(house, Step.CORRECTED)) == 2
    assert await licence_watch.tell_changes(house) == 0


async def test_a_hold_is_told_once_and_its_end_is_no_news(house):
    article = await keep(house, "新桥")
    await ask(house, article)
    await keep(house, "新桥", holds=("third-party",))
    assert await licence_watch.tell_changes(house) == 1
    await takedown.cancel(house, article, "不再提供")
    # They were told to take it down already.
    assert len(await traces(house, Step.CORRECTED)) == 1


async def test_whoever_has_no_licence_any_more_is_not_told(house, clock):
    article = await keep(house, "新桥")
    over = await ask(house, article, days=5)
    revoked = await ask(house, article, outlet="邻市日报")
    await licence.revoke(house, revoked.request.grant.number, by="李主任", why="x")
    clock.pass_by(days=6)
    await keep(house, "新桥", text="更正。")
    assert over.request.grant is not None
    assert await licence_watch.tell_changes(house) == 0


# Of a whole feed


async def test_the_holder_of_a_whole_feed_hears_of_what_changed_after_it_was_out(house, clock):
    await keep(house, "早先")
    given = (await everything(house)).request.grant
    assert given.feed
    assert not given.articles
    await keep(house, "早先", text="早先的更正，不在期限内。")
    clock.pass_by(hours=1)
    article = await keep(house, "新桥")
    held = await keep(house, "未发", holds=("third-party",))
    assert await licence_watch.tell_changes(house) == 0
    await keep(house, "新桥", text="更正。")
    assert await licence_watch.tell_changes(house) == 1
    await takedown.cancel(house, article, "撤回")
    await takedown.cancel(house, held, "撤回")
    found = await traces(house, Step.CORRECTED)
    assert len(found) == 2
    assert all(article.slug in one.why and one.grant == given.number for one in found)
    async with house.database.read() as connection:
        assert (await grants.find(connection, given.number)).articles == ()


async def test_several_processes_tell_the_holder_of_a_whole_feed_once(house):
    await everything(house)
    for name in "甲乙丙":
        await keep(house, name)
    await licence_watch.tell_changes(house)
    for name in "甲乙丙":
        await keep(house, name, text=f"{name}更正。")
    await asyncio.gather(*(licence_watch.tell_changes(house) for _ in range(4)))
    assert len(await traces(house, Step.CORRECTED)) == 3


async def test_a_hold_of_ours_that_is_lifted_is_no_news(house):
    article = await keep(house, "新桥")
    await ask(house, article)
    async with house.database.begin() as connection:
        await standing.place(connection, article.id, Hold(standing.WITHDRAWN, "gone"))
    assert await licence_watch.tell_changes(house) == 1
    async with house.database.begin() as connection:
        await standing.over(connection, article.id, standing.WITHDRAWN)
    assert await licence_watch.tell_changes(house) == 0
    async with house.database.read() as connection:
        assert (await reprints.all_requests(connection))[0].grant is not None
