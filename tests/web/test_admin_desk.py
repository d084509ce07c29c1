"""The desk's pages: everything about a request, and deciding it."""

import asyncio
import csv
import io
import json
import re

import pytest
from desk_house import Desk, asked, signed_in, words
from web_house import HOLDER, IMAGE, NOTICE

from syndicator.flows import reprint_decision, reprint_desk
from syndicator.model.reprint import RequestState
from syndicator.model.rights import Reprint
from syndicator.model.trail import Step, Trace
from syndicator.store import proposals, reprints, trail

GRANT, REFUSE = {"outcome": "grant"}, {"outcome": "refuse"}


@pytest.fixture
async def article(house):
    return await house.keep("bridge", reprint=Reprint.PERMISSION, images=(IMAGE,))


@pytest.fixture
async def filed(house, article):
    request = await asked(house, article)
    assert request.state is RequestState.WAITING
    return request


@pytest.fixture
async def desk(site, house):
    return (await signed_in(site, house))[0]


async def stored(house, number):
    async with house.services.database.read() as connection:
        return await reprints.find(connection, number)


# The list


async def test_what_waits_longest_comes_first(site, house, article):
    first = await asked(house, article, outlet="甲报")
    house.clock.pass_by(hours=30)
    second = await asked(house, article, outlet="乙报")
    house.clock.pass_by(hours=20)
    await asked(house, await house.keep("free"), outlet="丙报")
    desk, _ = await signed_in(site, house)
    text = await desk.text("/admin/reprints")
    shown = words(text)
    assert shown.index(first.number) < shown.index(second.number)
    assert "已等待 2 天" in shown
    assert "已等待 20 小时" in shown
    assert "丙报" not in shown, "granted by the rules: nobody need look"
    assert "丙报" in await desk.text("/admin/reprints?state=granted")
    everything = words(await desk.text("/admin/reprints?state=all"))
    assert everything.index("甲报") < everything.index("乙报") < everything.index("丙报")


async def test_requests_are_found_by_outlet_and_number(house, desk, article):
    for outlet in ("邻县日报", "某某网", "100%_新闻"):
        await asked(house, article, outlet=outlet)
    for found, query in (("某某网", "某网"), ("邻县日报", "r2026-0001"), ("100%_新闻", "%"), ("100%_新闻", "_")):
        text = await desk.text(f"/admin/reprints?q={query.replace('%', '%25')}")
        assert re.findall(r"<h2><a [^>]*>([^<]*)", text) == [found], query
    assert "没有符合条件的申请" in await desk.text("/admin/reprints?q=nothing")
    assert (await desk.get("/admin/reprints?q=%00&state=nonsense&page=-7")).status == 200


async def test_a_long_list_has_pages(house, desk, article, monkeypatch):
    monkeypatch.setattr("syndicator.web.admin.queue.PER_PAGE", 2)
    for outlet in ("甲报", "乙报", "丙报"):
        await asked(house, article, outlet=outlet)
        house.clock.pass_by(minutes=1)
    first, second = await desk.text("/admin/reprints"), await desk.text("/admin/reprints?page=2")
    assert "丙报" not in first
    assert 'rel="next"' in first
    assert "丙报" in second
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


# One request


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_everything_is_on_one_page(site, house, filed, article, language):
    desk, _ = await signed_in(site, house, language=language)
    await asked(house, article, use="又一次")
    text = await desk.text(f"/admin/reprints/{filed.number}")
    for said in (
        "邻县日报",
        "头版转载全文",
        "editor@linxian.example",
        article.title,
        article.url,
        HOLDER,
        NOTICE,
        article.rights.credit,
        IMAGE.url,
        IMAGE.caption,
        IMAGE.credit,
        "R2026-0002",
        "owner-decides",
        article.body_text,
    ):
        assert said in words(text) or said in text, said
    assert ("须人工审核" if language == "zh" else "a person decides") in text
    assert ("转载须经权利人许可" in words(text)) or language == "en" or "须经权利人许可" in words(text)
    assert "<script" not in text
    assert f'lang="{article.language}"' in text


async def test_a_request_that_is_none(desk):
    for path in ("/admin/reprints/R2026-9999", "/admin/grants/G-20261124-NOTHING1"):
        assert (await desk.get(path)).status == 404


async def test_words_of_strangers_stay_words(site, house, desk):
    article = await house.keep(
        "x",
        reprint=Reprint.PERMISSION,
        title="<script>x()</script>标题",
        body_text="<img src=x onerror=x()>",
        notice="<b>版权</b>",
        url="javascript:x()",
    )
    hostile = '"><script>x()</script>{{7*7}}<img src=x onerror=x()>'
    filed = await asked(house, article, outlet=hostile, use=hostile, contact=hostile, medium=hostile[:80])
    paths = [f"/admin/reprints/{filed.number}", "/admin/reprints?state=all"]
    response = await desk.send(filed.number, "decision", GRANT, reason=hostile, conditions=hostile, fee=hostile)
    assert response.status == 303, words(await response.text())
    given = (await stored(house, filed.number)).grant
    paths += [f"/admin/grants/{given.number}", "/admin/grants", "/admin/trail"]
    for path in paths:
        text = await desk.text(path)
        assert "<script" not in text, path
        assert "<img src=x" not in text, path
        assert 'href="javascript' not in text, path
        assert "{{7*7}}" in text or path == "/admin/grants", path


# Deciding


async def test_a_request_is_granted_on_terms(house, desk, filed):
    response = await desk.send(
        filed.number,
        "decision",
        GRANT,
        answer="welcome",
        reason="下周二以后刊登。",
        conditions="刊登后寄样报\r\n\r\n  不得用于广告 ",
        fee="200 元",
        valid_to="2027-01-31",
        pictures="yes",
        territory="山东",
    )
    assert (response.status, response.headers["Location"]) == (303, f"/admin/reprints/{filed.number}")
    decided = await stored(house, filed.number)
    assert (decided.state, decided.decision.by) == (RequestState.GRANTED, "林编辑")
    assert decided.decision.reason.startswith("欢迎转载")
    assert decided.decision.reason.endswith("下周二以后刊登。")
    assert decided.grant.conditions == ("刊登后寄样报", "不得用于广告")
    assert decided.grant.fee == "200 元"
    assert decided.grant.valid_to.isoformat() == "2027-01-31"
    assert dict(decided.grant.constraints)["territory"] == "山东"
    text = words(await desk.text(f"/admin/reprints/{filed.number}"))
    assert decided.grant.number in text
    assert "下周二以后刊登" in text


async def test_what_is_left_as_it_is_is_granted_as_asked(house, desk, filed):
    await desk.send(filed.number, "decision", GRANT)
    given = (await stored(house, filed.number)).grant
    assert (given.valid_from.isoformat(), given.valid_to.isoformat()) == ("2026-12-01", "2027-05-31")
    assert dict(given.constraints)["medium"] == "print"
    assert given.conditions == ()


async def test_a_refusal_needs_its_reason(house, desk, filed):
    response = await desk.send(filed.number, "decision", REFUSE, reason="  ")
    assert response.status == 422
    assert 'aria-invalid="true"' in await response.text()
    assert (await stored(house, filed.number)).state is RequestState.WAITING
    response = await desk.send(filed.number, "decision", REFUSE, answer="exclusive")
    assert response.status == 303
    decided = await stored(house, filed.number)
    assert (decided.state, decided.grant) == (RequestState.REFUSED, None)
    assert decided.decision.reason.startswith("这篇稿件已由其他媒体独家使用")


async def test_what_was_typed_stays_where_something_is_wrong(house, desk, filed):
    response = await desk.send(
        filed.number, "decision", GRANT, valid_to="2026-02-30", conditions="寄样报", reason="好的", medium="web"
    )
    text = await response.text()
    assert response.status == 422
    for kept in ("寄样报", "好的", 'value="2026-02-30"', '<option value="web" selected>'):
        assert kept in text
    assert "应为日期" in text
    for wrong in (
        {"valid_to": "2026-01-01"},
        {"conditions": "\n".join("条" * 3 for _ in range(30))},
        {"fee": "元" * 600},
        {"pictures": "perhaps"},
        {"reason": "好" * 2001},
        {"answer": "nothing"},
    ):
        response = await desk.send(filed.number, "decision", GRANT, **wrong)
        assert response.status == 422, wrong
    assert (await desk.send(filed.number, "decision", GRANT, outcome="review")).status == 422
    assert (await stored(house, filed.number)).state is RequestState.WAITING


async def test_a_question_goes_to_the_asker_and_the_answer_is_shown(house, desk, filed):
    assert (await desk.send(filed.number, "question", {}, reason="")).status == 422
    response = await desk.send(filed.number, "question", {}, answer="which-use", reason="多少份？")
    assert response.status == 303
    assert (await stored(house, filed.number)).state is RequestState.ASKED
    text = words(await desk.text(f"/admin/reprints/{filed.number}"))
    assert "多少份？" in text
    assert "收到答复后再办理" in text
    secret = reprint_desk.secret_of(house.services, filed.number)
    await reprint_desk.answer(house.services, filed.number, secret, "三千份 <b>")
    text = await desk.text(f"/admin/reprints/{filed.number}")
    assert "三千份 &lt;b&gt;" in text
    assert (await desk.send(filed.number, "decision", GRANT)).status == 303


async def test_a_form_from_elsewhere_or_of_another_session_is_refused(site, house, desk, filed):
    path = f"/admin/reprints/{filed.number}/decision"
    fields = await desk.form(f"/admin/reprints/{filed.number}", "/decision", **REFUSE) | {"reason": "不"}
    other, _ = await signed_in(site, house, "王编辑")
    visitor = re.search(r'name="token" value="([^"]+)"', await (await site.get("/reprints")).text())[1]
    attempts = [
        (desk, fields, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}),
        (desk, fields, {"Sec-Fetch-Site": "same-site"}),
        (desk, fields, {"Origin": "null"}),
        (desk, fields | {"token": ""}, {}),
        (desk, fields | {"token": "1.a.b"}, {}),
        (desk, fields | {"token": visitor}, {}),
        (other, fields, {}),
    ]
    for browser, sent, headers in attempts:
        assert (await browser.post(path, sent, **headers)).status == 403, headers
    as_json = await site.post(path, json=fields, headers=desk._headers())
    assert as_json.status == 403
    assert (await stored(house, filed.number)).state is RequestState.WAITING
    house.clock.pass_by(hours=11)
    assert (await desk.post(path, fields)).status == 303


async def test_two_admins_at_once_make_one_decision(site, house, desk, filed):
    other, _ = await signed_in(site, house, "王编辑")
    path = f"/admin/reprints/{filed.number}"
    granting = await desk.form(path, "/decision", **GRANT)
    refusing = await other.form(path, "/decision", **REFUSE) | {"reason": "不"}
    answers = await asyncio.gather(
        *(desk.post(f"{path}/decision", granting) for _ in range(3)),
        *(other.post(f"{path}/decision", refusing) for _ in range(3)),
    )
    assert sorted(answer.status for answer in answers) == [303] + [409] * 5
    late = next(answer for answer in answers if answer.status == 409)
    assert "已有人办理" in await late.text()
    async with house.services.database.read() as connection:
        steps = [step.step for step in await trail.of(connection, filed.number)]
    assert sorted(steps) == sorted([Step.ASKED, Step.DECIDED, steps[-1]])
    assert steps[-1] in {Step.GRANTED, Step.DECIDED}


# Two pairs of eyes


class TestFourEyes:
    @pytest.fixture
    def settings(self, settings):
        return {**settings, "reprint": {"four_eyes": True}}

    async def test_they_cannot_be_one_pair(self, site, house, desk, filed):
        path = f"/admin/reprints/{filed.number}"
        assert "两人同意" in await desk.text(path)
        assert (await desk.send(filed.number, "decision", GRANT, conditions="寄样报", fee="50 元")).status == 303
        assert (await stored(house, filed.number)).state is RequestState.WAITING
        own = await desk.text(path)
        assert 'value="approve"' not in own
        fields = await desk.form(path, "/approval", action="decline")
        response = await desk.post(f"{path}/approval", fields | {"action": "approve"})
        assert response.status == 409
        assert "自己提出" in await response.text()
        assert (await stored(house, filed.number)).state is RequestState.WAITING
        # Not under a second name of the same browser either: the name is the session's.
        response = await desk.post(f"{path}/approval", fields | {"action": "approve", "by": "王编辑"})
        assert response.status == 409
        other, _ = await signed_in(site, house, "王编辑")
        shown = words(await other.text(path))
        assert "林编辑 已提出意见" in words(await other.text("/admin/reprints"))
        assert "寄样报" in shown
        assert "50 元" in shown
        assert (await other.send(filed.number, "approval", {"action": "approve"})).status == 303
        decided = await stored(house, filed.number)
        assert (decided.decision.by, decided.decision.second) == ("林编辑", "王编辑")
        assert decided.grant.conditions == ("寄样报",)
        assert "王编辑 同意" in words(await other.text(path))

    async def test_a_proposal_is_declined_with_a_reason(self, site, house, desk, filed):
        await desk.send(filed.number, "decision", REFUSE, reason="不合适")
        other, _ = await signed_in(site, house, "王编辑")
        assert (await other.send(filed.number, "approval", {"action": "decline"})).status == 422
        assert (await other.send(filed.number, "approval", {"action": "decline"}, reason="再想想")).status == 303
        async with house.services.database.read() as connection:
            assert await proposals.find(connection, filed.number) is None
        text = words(await other.text(f"/admin/reprints/{filed.number}"))
        assert "再想想" in text
        assert (await other.send(filed.number, "decision", GRANT)).status == 303

    async def test_two_approvals_at_once_are_one(self, site, house, filed):
        await reprint_decision.decide_by_person(house.services, filed.number, "grant", "赵编辑", "")
        desks = [(await signed_in(site, house, name))[0] for name in ("甲", "乙", "丙")]
        path = f"/admin/reprints/{filed.number}"
        forms = [await one.form(path, "/approval", action="approve") for one in desks]
        answers = await asyncio.gather(
            *(one.post(f"{path}/approval", form) for one, form in zip(desks, forms, strict=True))
        )
        assert sorted(answer.status for answer in answers) == [303, 409, 409]


# Licences


async def test_a_licence_is_revoked_with_a_reason(site, house, desk, filed):
    await desk.send(filed.number, "decision", GRANT)
    number = (await stored(house, filed.number)).grant.number
    path = f"/admin/grants/{number}"
    assert number in await desk.text("/admin/grants")
    fields = await desk.form(path, "/revocation")
    assert (await desk.post(f"{path}/revocation", fields)).status == 422
    assert (await desk.post(f"{path}/revocation", fields | {"reason": "x", "token": "no"})).status == 403
    assert (await desk.post(f"{path}/revocation", fields | {"reason": "改动了原文"})).status == 303
    text = words(await desk.text(path))
    assert "已撤销" in text
    assert "改动了原文" in text
    assert (await desk.post(f"{path}/revocation", fields | {"reason": "再来"})).status == 409
    public = await (await site.get(f"/grants/{number}", headers={"Accept": "text/html"})).text()
    assert "revoked" in public or "撤销" in public


async def test_an_address_where_it_ran_is_looked_at(house, desk, filed):
    await desk.send(filed.number, "decision", GRANT)
    number = (await stored(house, filed.number)).grant.number
    path = f"/admin/grants/{number}"
    fields = await desk.form(path, "/reports")
    for url in ("ftp://x", "", "http://[x", "http://\x00", "//x", "javascript:x()", "http://"):
        assert (await desk.post(f"{path}/reports", fields | {"url": url})).status == 422, url
    await house.services.fetcher.start()
    # A page that may not be asked for: our own network.
    sent = await desk.post(f"{path}/reports", fields | {"url": "http://127.0.0.1:9/x"})
    await house.services.fetcher.close()
    assert sent.status == 303
    text = words(await desk.text(path))
    assert "http://127.0.0.1:9/x" in text
    assert "读不到页面" in text


# The record


async def test_the_record_is_exported_whole(house, desk, filed):
    async with house.services.database.begin() as connection:
        for n in range(1200):
            await trail.add(connection, Trace(house.clock(), "lin", Step.LIST, why=f'=1+{n}\n"次"'))
    response = await desk.get("/admin/trail.csv")
    assert response.content_type == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(await response.text())))
    assert [int(row["number"]) for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1]["why"] == '\'=1+1199\n"次"', "no spreadsheet takes it for a formula"
    assert rows[1]["request"] == filed.number or rows[0]["request"] == filed.number
    told = [json.loads(line) for line in (await (await desk.get("/admin/trail.jsonl")).text()).splitlines()]
    assert len(told) == len(rows)
    assert told[-1]["why"] == '=1+1199\n"次"'
    assert "editor@linxian.example" not in str(told)
    page = await desk.text("/admin/trail")
    assert page.count("<li>") == 100


async def test_nobody_elses_words_are_in_an_answer_that_is_kept(site, desk, filed):
    for path in ("/admin/reprints", f"/admin/reprints/{filed.number}", "/admin/trail", "/admin/trail.csv"):
        response = await desk.get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert (await Desk(site).get(path)).status == 303
