"""What people decide at the desk, and what the rules know from the store, over the real store."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from test_reprint_desk import asked, keep

from syndicator.config.desk import CannedAnswer
from syndicator.errors import ReprintError, SeveralOwners
from syndicator.flows import outlets as lists
from syndicator.flows import partners, reprint_cases, reprint_decision, reprint_desk, reprint_queue
from syndicator.flows.agreement import Change
from syndicator.model.desk import DeskPolicy
from syndicator.model.outlet import Listed, OutletList
from syndicator.model.reprint import Outcome, OutletKind, ReprintRequest, RequestState, Terms
from syndicator.model.rights import Reprint
from syndicator.model.trail import Step
from syndicator.reprint import grant as grants
from syndicator.store import proposals, reprint_line, reprints, trail
from syndicator.store.health_tables import outbox
from syndicator.store.tables import versions

GRANT, REFUSE = Outcome.GRANT, Outcome.REFUSE
WAITING, ASKED, GRANTED, REFUSED = (
    RequestState.WAITING,
    RequestState.ASKED,
    RequestState.GRANTED,
    RequestState.REFUSED,
)


def set_up(services, **settings):
    """The same house with other settings of the desk."""
    desk = services.config.reprint.model_copy(update=settings)
    return replace(services, config=services.config.model_copy(update={"reprint": desk}))


def later(services, **time):
    """The same house, so much later."""
    at = services.now() + timedelta(**time)
    return replace(services, now=lambda: at)


async def ask(services, article, **other):
    return (await reprint_desk.ask(services, asked(article, **other))).request


async def waiting(services, name="秋粮收购", **other):
    return (await ask(services, await keep(services, name, Reprint.PERMISSION), **other)).number


async def steps(services, number, grant=""):
    async with services.database.read() as connection:
        return [(trace.step, trace.who) for trace in await trail.of(connection, number, grant)]


async def parcels(services):
    async with services.database.read() as connection:
        return sorted((await connection.scalars(select(outbox.c.parcel))).all())


async def proposed(services, number):
    async with services.database.read() as connection:
        return await proposals.find(connection, number)


# Terms


async def test_a_person_grants_on_other_terms(services):
    number = await waiting(services)
    today = services.now().date()
    terms = Terms(
        conditions=(" 次日\n刊登 ", "附\u202e原文二维码", " "),
        fee="500 元",
        medium="web",
        territory="CN",
        valid_to=today + timedelta(days=7),
        pictures=False,
        edits="可以删节",
    )
    decided = await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "欢迎", terms)
    given = decided.grant
    assert given.conditions == ("次日 刊登", "附原文二维码")
    assert given.fee == "500 元"
    assert grants.constraint(given, "medium") == "web"
    assert grants.constraint(given, "territory") == "CN"
    assert grants.duty(given, "edits") == "可以删节"
    assert (given.valid_from, given.valid_to) == (today, today + timedelta(days=7))
    assert (Step.GRANTED, "李编辑") in await steps(services, number)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(valid_from=date(2027, 1, 2), valid_to=date(2027, 1, 1)), "valid_to"),
        (Terms(valid_to=date(2020, 1, 1)), "valid_to"),
        (Terms(conditions=("长" * 501,)), "conditions"),
        (Terms(conditions=("一",) * 21), "conditions"),
        (Terms(fee="长" * 501), "fee"),
        (Terms(territory="长" * 501), "territory"),
    ],
)
@pytest.mark.parametrize("four_eyes", [False, True])
async def test_terms_that_no_licence_can_have(services, terms, field, four_eyes):
    number = await waiting(services)
    with pytest.raises(ReprintError) as caught:
        await reprint_decision.decide_by_person(
            set_up(services, four_eyes=four_eyes), number, GRANT, "李编辑", "", terms
        )
    assert caught.value.field == field
    assert (await reprint_queue.page(services, number)).line.request.state is WAITING
    assert await proposed(services, number) is None


@pytest.mark.parametrize(
    ("by", "reason", "field"),
    [(" \u200b", "不行", "by"), ("rules", "不行", "by"), ("李", "", "reason"), ("李", "长" * 2001, "reason")],
)
async def test_a_decision_needs_a_name_and_a_refusal_a_reason(services, by, reason, field):
    number = await waiting(services)
    with pytest.raises(ReprintError) as caught:
        await reprint_decision.decide_by_person(services, number, REFUSE, by, reason)
    assert caught.value.field == field


# Four eyes


async def test_what_one_decides_another_approves(services):
    services = set_up(services, four_eyes=True, webhook="http://127.0.0.1:9/hook", secret="s" * 16)
    number = await waiting(services)
    terms = Terms(conditions=("次日刊登",), valid_from=services.now().date() + timedelta(days=1))
    still = await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "欢迎", terms)
    assert (still.state, still.grant) == (WAITING, None)
    found = await proposed(services, number)
    assert (found.by, found.outcome, found.terms) == ("李编辑", GRANT, terms)
    for same in ("李编辑", " 李编辑 ", "李\u200b编辑", ""):
        with pytest.raises(ReprintError):
            await reprint_decision.approve(services, number, same)
    with pytest.raises(ReprintError, match="second person already"):
        await reprint_decision.decide_by_person(services, number, REFUSE, "王编辑", "不行")
    done = await reprint_decision.approve(services, number, "王编辑")
    assert done.state is GRANTED
    assert (done.decision.by, done.decision.second, done.decision.reason) == ("李编辑", "王编辑", "欢迎")
    assert done.grant.conditions == ("次日刊登",)
    assert await proposed(services, number) is None
    said = await steps(services, number)
    assert said[-2:] == [(Step.PROPOSED, "李编辑"), (Step.GRANTED, "李编辑")]
    async with services.database.read() as connection:
        assert "王编辑" in (await trail.of(connection, number))[-1].why
    with pytest.raises(ReprintError, match="decided before"):
        await reprint_decision.approve(services, number, "赵编辑")
    assert any("granted" in parcel for parcel in await parcels(services))


async def test_a_refusal_needs_a_second_person_as_well(services):
    services = set_up(services, four_eyes=True)
    number = await waiting(services)
    await reprint_decision.decide_by_person(services, number, REFUSE, "李编辑", "已签独家")
    done = await reprint_decision.approve(services, number, "王编辑")
    assert (done.state, done.decision.reason, done.decision.second) == (REFUSED, "已签独家", "王编辑")


async def test_what_is_declined_waits_on(services):
    services = set_up(services, four_eyes=True)
    number = await waiting(services)
    with pytest.raises(ReprintError, match="nobody has proposed"):
        await reprint_decision.decline(services, number, "王编辑", "太早")
    await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "")
    for by, why, field in (("", "太早", "by"), ("王编辑", " ", "reason")):
        with pytest.raises(ReprintError) as caught:
            await reprint_decision.decline(services, number, by, why)
        assert caught.value.field == field
    assert (await reprint_decision.decline(services, number, "王编辑", "太早")).state is WAITING
    assert (await steps(services, number))[-1] == (Step.DECLINED, "王编辑")
    with pytest.raises(ReprintError, match="nobody has proposed"):
        await reprint_decision.approve(services, number, "王编辑")
    await reprint_decision.decide_by_person(services, number, REFUSE, "王编辑", "太早")
    assert (await reprint_decision.approve(services, number, "李编辑")).state is REFUSED


async def test_two_who_approve_at_once_make_one_grant(services):
    services = set_up(services, four_eyes=True)
    number = await waiting(services)
    await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "")
    outcomes = await asyncio.gather(
        *(reprint_decision.approve(services, number, name) for name in ("王编辑", "赵编辑", "钱编辑")),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, ReprintError) for outcome in outcomes) == 2
    assert [step for step, _ in await steps(services, number)].count(Step.GRANTED) == 1


# Questions


async def test_a_question_and_its_answer(services):
    services = set_up(services, four_eyes=True)
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    receipt = await reprint_desk.ask(services, asked(article))
    number = receipt.request.number
    await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "")
    put = await reprint_decision.ask_back(later(services, hours=5), number, "王编辑", " 登在哪一版？\r\n何时刊登？ ")
    assert (put.state, put.since, put.waited) == (ASKED, None, pytest.approx(5 * 3600, abs=5))
    assert await proposed(services, number) is None
    with pytest.raises(ReprintError, match="not to be decided now"):
        await reprint_decision.decide_by_person(services, number, GRANT, "李编辑", "")
    with pytest.raises(ReprintError):
        await reprint_decision.ask_back(services, number, "王编辑", "还有吗？")
    assert await reprint_queue.queue(services) == ()
    await reprint_desk.answer(later(services, hours=50), number, receipt.secret, "头版，明天。")
    page = await reprint_queue.page(later(services, hours=51), number)
    assert [(message.who, message.text) for message in page.messages] == [
        ("王编辑", "登在哪一版？\n何时刊登？"),
        ("", "头版，明天。"),
    ]
    assert page.line.waited == pytest.approx(timedelta(hours=6), abs=timedelta(seconds=5))
    assert [step for step, _ in await steps(services, number)][-2:] == [Step.QUESTION, Step.ANSWER]
    assert all("哪一版" not in trace.why for trace in page.trail)


@pytest.mark.parametrize(
    ("by", "text", "field"), [("", "？", "by"), ("李", " \n", "text"), ("李", "长" * 2001, "text")]
)
async def test_a_question_needs_a_name_and_words(services, by, text, field):
    number = await waiting(services)
    with pytest.raises(ReprintError) as caught:
        await reprint_decision.ask_back(services, number, by, text)
    assert caught.value.field == field
    assert (await reprint_queue.page(services, number)).messages == ()


# What the rules know from the store


async def _partner(services, **said):
    return await partners.add(services, "linxian", Change(title="邻县日报", **said))


@pytest.mark.parametrize(
    ("agreed", "wish", "state"),
    [
        ({"feeds": ("haichuan",)}, {"partner": "linxian"}, GRANTED),
        ({"feeds": ("*",)}, {"partner": "linxian", "outlet": "ＬＩＮＸＩＡＮ"}, GRANTED),
        ({"feeds": ("haichuan",)}, {}, WAITING),
        ({"feeds": ("haichuan",)}, {"partner": "linxian", "outlet": "南山网"}, WAITING),
        ({"feeds": ("haichuan",)}, {"partner": "linxian", "commercial": True}, WAITING),
        ({"feeds": ("haichuan",), "ends": "2020-01-01"}, {"partner": "linxian"}, WAITING),
        ({"feeds": ()}, {"partner": "linxian"}, WAITING),
        ({"feeds": ("haichuan",)}, {"partner": "nobody"}, WAITING),
    ],
)
async def test_a_standing_agreement_is_the_partners_alone(services, agreed, wish, state):
    await _partner(services, **agreed)
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    assert (await ask(services, article, **wish)).state is state


async def test_an_agreement_that_has_ended_is_none(services):
    await _partner(services, feeds=("haichuan",))
    await partners.revoke(services, "linxian")
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    assert (await ask(services, article, partner="linxian")).state is WAITING


def with_feed(services, **changed):
    """The same house with another feed."""
    feed = replace(services.catalog.feeds[0], **changed)
    return replace(services, catalog=type(services.catalog)((feed,)))


async def test_everything_of_a_feed_by_an_agreement(services):
    await _partner(services, feeds=("haichuan",))
    mixed = await reprint_desk.ask(services, replace(asked("x"), articles=(), feed="haichuan", partner="linxian"))
    assert mixed.request.state is WAITING
    assert "不全属于同一权利人" in mixed.request.decision.reason
    services = with_feed(services, sources=services.catalog.feeds[0].sources[:1])
    wish = {"articles": (), "feed": "haichuan", "medium": "web"}
    receipt = await reprint_desk.ask(services, replace(asked("x"), **wish, partner="linxian"))
    assert receipt.request.state is GRANTED
    assert receipt.request.grant.feed == "haichuan"
    other = await reprint_desk.ask(services, replace(asked("x"), **wish, outlet="南山网"))
    assert other.request.state is WAITING
    assert "整个栏目" in other.request.decision.reason


async def test_lists_let_and_refuse(services):
    await lists.bring(services, OutletList.ALLOW, "邻县 日报\n南山网".encode(), by="李编辑")
    await lists.add(services, Listed(OutletList.DENY, "抄抄网"), "李编辑")
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    assert (await ask(services, article)).state is GRANTED
    assert (await ask(services, article, outlet="北山网")).state is WAITING
    refused = await ask(services, await keep(services, "新桥通车"), outlet="抄抄网")
    assert (refused.state, refused.decision.reason) == (REFUSED, "目前不能向贵单位授权转载。")
    await lists.remove(services, OutletList.DENY, "抄 抄网", "李编辑")
    assert (await ask(services, await keep(services, "新桥通车"), outlet="抄抄网")).state is GRANTED
    async with services.database.read() as connection:
        made = [trace async for trace in trail.every(connection)]
    assert [trace.why for trace in made if trace.step is Step.LIST] == [
        "allow: 2 imported",
        "deny: 抄抄网 added",
        "deny: 抄 抄网 removed",
    ]


async def test_a_listed_outlet_with_a_domain_must_show_its_address(services):
    await lists.add(services, Listed(OutletList.ALLOW, "邻县日报", domain="e@LinXian.example"))
    article = await keep(services, "秋粮收购", Reprint.PERMISSION)
    request = await ask(services, article)
    assert request.state is WAITING
    async with services.database.read() as connection:
        found = await reprint_cases.asked_for(connection, request)
        for confirmed, allowed in ((None, False), (services.now(), True)):
            (case,) = await reprint_cases.cases(services, connection, replace(request, confirmed=confirmed), found)
            assert case.allowed is allowed


async def test_the_list_of_source_units(services):
    article = await keep(services, "新桥通车")
    online = {"kind": OutletKind.ONLINE_NEWS, "license_number": "11120180001"}
    assert (await ask(services, article, **online)).state is GRANTED
    with pytest.raises(ReprintError, match="--dated"):
        await lists.bring(services, OutletList.SOURCE_UNITS, "人民网\n新华网".encode())
    dated = date(2024, 12, 31)
    assert await lists.bring(services, OutletList.SOURCE_UNITS, "人民网\n新华网\n人民 网".encode(), dated) == (2, 1)
    request = await ask(services, article, **online, language="en")
    assert request.state is WAITING
    assert "2024-12-31" in request.decision.reason
    assert (await ask(services, article)).state is GRANTED
    added = await lists.add(services, Listed(OutletList.SOURCE_UNITS, "海川县融媒体中心"))
    assert added.dated == dated
    assert (await ask(services, article, **online, use="次日")).state is GRANTED


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (Listed(OutletList.ALLOW, " \u200b"), "name"),
        (Listed(OutletList.ALLOW, "长" * 201), "name"),
        (Listed(OutletList.DENY, "抄抄网", domain="x.example"), "domain"),
        (Listed(OutletList.ALLOW, "邻县日报", domain="not one"), "domain"),
        (Listed(OutletList.SOURCE_UNITS, "人民网"), "list"),
    ],
)
async def test_what_no_list_can_hold(services, entry, field):
    with pytest.raises(ReprintError) as caught:
        await lists.add(services, entry)
    assert caught.value.field == field
    with pytest.raises(ReprintError, match="not on the list"):
        await lists.remove(services, entry.listing, "人民网")


async def test_a_feeds_own_policy_counts(services):
    article = await keep(services, "新桥通车")
    strict = with_feed(services, desk=DeskPolicy(media=("web",), outside=Outcome.REFUSE))
    assert (await ask(services, article)).state is GRANTED
    assert (await ask(strict, article, use="另一版")).state is REFUSED


async def test_one_licence_has_one_owner(services):
    ours, theirs = await keep(services, "新桥通车"), await keep(services, "秋粮收购")
    reprint_cases.must_be_of_one_owner((ours, theirs))
    other = replace(theirs, rights=replace(theirs.rights, holder="邻县日报"))
    with pytest.raises(SeveralOwners):
        reprint_cases.must_be_of_one_owner((ours, other))
    refused_grant = await _of_two_owners(services, ours, theirs)
    assert refused_grant.state is WAITING
    assert refused_grant.decision.reason.startswith("这篇稿件须由工作人员审核")
    both = await ask(services, ours, articles=(ours.slug, theirs.slug))
    assert [part.article for part in both.grant.articles] == [ours.id, theirs.id]


async def _of_two_owners(services, ours, theirs):
    """A request for two articles, one of which was found to be somebody else's after it was sent."""
    request = ReprintRequest("", "00", asked(ours, articles=(ours.slug, theirs.slug)), services.now(), WAITING)
    async with services.database.begin() as connection:
        stored = await reprints.add(connection, request)
        theirs_alone = versions.c.fingerprint == theirs.fingerprint
        await connection.execute(update(versions).where(theirs_alone).values(holder="邻县日报"))
        decided = await reprint_decision.by_rules(services, connection, stored)
        await connection.execute(update(versions).where(theirs_alone).values(holder=theirs.rights.holder))
    return decided


# The line


async def test_the_queue_has_those_that_wait_longest_first_with_what_there_is_to_know(services):
    early = later(services, hours=-3)
    before = await ask(early, await keep(early, "新桥通车"))
    number = await waiting(services)
    older = (await ask(early, await keep(early, "县图书馆", Reprint.PERMISSION), outlet="南山网")).number
    first, second = await reprint_queue.queue(services)
    assert [first.request.number, second.request.number] == [older, number]
    assert first.waited == pytest.approx(timedelta(hours=3), abs=timedelta(seconds=5))
    assert [article.title for article in second.found] == ["秋粮收购"]
    assert [one.number for one in second.earlier] == [before.number]
    assert first.earlier == ()
    assert not first.late


async def test_reminders_and_escalation_once_each(services):
    services = set_up(services, webhook="http://127.0.0.1:9/hook", secret="s" * 16)
    number = await waiting(services)
    assert await reprint_queue.remind(services) == 0
    assert await reprint_queue.remind(later(services, days=2, seconds=1)) == 1
    assert await reprint_queue.remind(later(services, days=3)) == 0
    (line,) = await reprint_queue.queue(later(services, days=3))
    assert line.late
    told = await asyncio.gather(*(reprint_queue.remind(later(services, days=6)) for _ in range(4)))
    assert sum(told) == 1
    assert await reprint_queue.remind(later(services, days=60)) == 0
    said = [step for step, _ in await steps(services, number)]
    assert said[-2:] == [Step.REMINDED, Step.ESCALATED]
    names = await parcels(services)
    assert sum("reminder" in name for name in names) == 1
    assert sum("escalated" in name for name in names) == 1


async def test_a_request_nobody_looked_at_in_time_is_escalated_at_once_and_not_reminded_of_too(services):
    number = await waiting(services)
    assert await reprint_queue.remind(later(services, days=9)) == 1
    assert [step for step, _ in await steps(services, number)][-1] is Step.ESCALATED


async def test_reminders_can_be_left_out(services):
    await waiting(services)
    never = set_up(services, remind=timedelta(0), escalate=timedelta(0))
    assert await reprint_queue.remind(later(never, days=90)) == 0


async def test_service_time(services):
    assert (await reprint_queue.service(services)).median is None
    for place, hours in enumerate((1, 2, 3, 4, 5, 6, 7, 8, 9, 100)):
        number = await waiting(services, f"第{place}条", email=f"e{place}@linxian.example")
        await reprint_decision.decide_by_person(later(services, hours=hours), number, REFUSE, "李编辑", "不行")
    await waiting(services, "还在等")
    await ask(services, await keep(services, "新桥通车"))
    found = await reprint_queue.service(later(services, hours=200))
    assert found.decided == 10
    assert found.median == pytest.approx(timedelta(hours=5), abs=timedelta(seconds=30))
    assert found.ninetieth == pytest.approx(timedelta(hours=9), abs=timedelta(seconds=30))
    assert found.oldest == pytest.approx(timedelta(hours=200), abs=timedelta(seconds=30))
    assert (found.states[GRANTED], found.states[REFUSED], found.states[WAITING]) == (1, 10, 1)
    async with services.database.read() as connection:
        assert len(await reprint_line.waits(connection, services.now() + timedelta(hours=50))) == 1


async def test_canned_answers_in_the_askers_language(services):
    mine = CannedAnswer(name="exclusive", zh="独家。", en="Ours exclusively.")
    own = set_up(services, answer=(mine,))
    assert reprint_queue.answer(own, "exclusive", "en") == "Ours exclusively."
    own = services
    assert "独家" in reprint_queue.answer(own, "exclusive", "zh")
    assert "exclusively" in reprint_queue.answer(own, "exclusive", "en")
    with pytest.raises(ReprintError, match="there are: welcome, exclusive"):
        reprint_queue.answer(own, "nothing", "zh")
    names = [one.name for one in reprint_queue.answers(own)]
    assert len(set(names)) == len(names)
