"""Who asked is forgotten, on both engines: what is erased is gone from the tables, and on SQLite from the file."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from syndicator.errors import ReprintError, StoreError
from syndicator.model.parcel import Parcel
from syndicator.model.reprint import (
    Asked,
    Decision,
    Grant,
    GrantedArticle,
    Message,
    Outcome,
    OutletKind,
    ReprintRequest,
    RequestState,
)
from syndicator.model.trail import ASKER, Step, Trace
from syndicator.store import erasure, grants, messages, outbox, reprints, trail

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = NOW.date()
LATER = TODAY + timedelta(days=400)
PERSONAL = ("王小明", "xm-wang@linxian.example", "13800138000", "wxm-wechat", "给头版用的话", "删去第三段", "我的回答")
ASKED = Asked(
    ("abc",), "邻县日报", "给头版用的话", "print", TODAY, TODAY + timedelta(days=30), person="王小明",
    email="xm-wang@linxian.example", phone="13800138000", contact="wxm-wechat", edits="删去第三段",
)  # fmt: skip


async def put(database, state=RequestState.REFUSED, at=NOW, **asked):
    """A request with its talk, its trail and a mail, as it stands once it is in `state`."""
    async with database.begin() as connection:
        begins = RequestState.UNCONFIRMED if state is RequestState.UNCONFIRMED else RequestState.WAITING
        digest = hashlib.sha256(b"x").hexdigest()
        origin = reprints.Origin(f"key {at} {asked}", digest, digest, digest)
        stored = await reprints.add(
            connection, ReprintRequest("", "hash", replace(ASKED, **asked), at, begins, since=at), origin
        )
        number = stored.number
        await messages.add(connection, Message(number, at, "", "我的回答"))
        await trail.add(connection, Trace(at, ASKER, Step.ASKED, number))
        mail = Parcel(f"reprint-{number}-received", "王小明", "我的回答", "", html="<p>我的回答</p>", private=True)
        await outbox.put(connection, mail, "mail", "xm-wang@linxian.example", at)
        if state in (RequestState.REFUSED, RequestState.GRANTED):
            outcome = Outcome.GRANT if state is RequestState.GRANTED else Outcome.REFUSE
            part = GrantedArticle("tag:a,2026:abc", 1, "f", "新桥", "来源：海川", "https://news.example/1")
            grant = Grant(
                f"G-{number}", number, (part,), "海川", stored.asked.outlet, (), (), (), stored.asked.term_from,
                stored.asked.term_to, at,
            ) if state is RequestState.GRANTED else None  # fmt: skip
            await reprints.decide(connection, number, Decision(outcome, "李编辑", at, "独家"), grant)
            await trail.add(connection, Trace(at, "李编辑", Step.DECIDED, number))
        if state is RequestState.WITHDRAWN:
            await reprints.move(connection, number, (RequestState.WAITING,), state, at)
            await trail.add(connection, Trace(at, ASKER, Step.WITHDRAWN, number))
    return number


async def everything(database):
    """All rows of all tables of the desk and of the outbox, as one text."""
    said = []
    async with database.read() as connection:
        for table in ("requests", "messages", "outbox", "grants", "granted", "decisions", "trail"):
            rows = await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - names of ours
            said += [str(tuple(row)) for row in rows]
    return "\n".join(said)


@pytest.mark.parametrize("state", [RequestState.REFUSED, RequestState.WITHDRAWN])
async def test_who_asked_is_gone_and_what_was_decided_stays(database, state):
    number = await put(database, state)
    before = await everything(database)
    assert [word for word in PERSONAL if word not in before] == []
    async with database.begin() as connection:
        assert await erasure.erase(connection, number, TODAY, NOW)
    said = await everything(database)
    assert [word for word in PERSONAL if word in said] == []
    assert hashlib.sha256(b"x").hexdigest() not in said
    async with database.read() as connection:
        found = await reprints.find(connection, number)
        assert (found.asked.outlet, found.asked.articles, found.asked.medium) == ("邻县日报", ("abc",), "print")
        assert (found.state, found.erased) == (state, NOW)
        assert found.asked.reach == ""
        assert await reprints.by_secret(connection, number, "hash") == found
        (mail,) = await outbox.waiting(connection)
        assert (mail.given_up, mail.to, mail.parcel.text, mail.failed) == (True, "", "", outbox.ERASED)
        assert len(await trail.of(connection, number)) == 2
    async with database.begin() as connection:
        assert not await erasure.erase(connection, number, TODAY, NOW)
        assert await outbox.replay(connection, NOW, mail.number) == 0, "there is nothing left to send"


async def test_what_is_erased_is_gone_from_the_file(database):
    if database.file is None:
        pytest.skip("PostgreSQL's files are the server's: see docs/reprints.md")
    numbers = [
        await put(database, at=NOW + timedelta(seconds=one), use="给头版用的话" * (one % 40 * 20 + 1))
        for one in range(60)
    ]
    async with database.begin() as connection:
        assert await connection.scalar(text("PRAGMA secure_delete")) == 1
        for number in numbers:
            assert await erasure.erase(connection, number, TODAY, NOW)
    await database.scrub()
    files = [path for path in database.file.parent.iterdir() if path.name.startswith(database.file.name)]
    left = b"".join(path.read_bytes() for path in files)
    assert "邻县日报".encode() in left
    assert [word for word in PERSONAL if word.encode() in left] == []


async def test_a_private_persons_name_goes_from_the_licence_and_an_outlets_stays(database):
    for kind, outlet, kept in ((OutletKind.PERSON, "张三丰", False), (OutletKind.NEWS, "邻县日报", True)):
        number = await put(database, RequestState.GRANTED, kind=kind, outlet=outlet)
        async with database.begin() as connection:
            assert await erasure.erase(connection, number, LATER, NOW)
            grant = await grants.find(connection, f"G-{number}")
            found = await reprints.find(connection, number)
        assert (grant.assignee == outlet, found.asked.outlet == outlet) == (kept, kept)
        assert grant.articles[0].credit == "来源：海川"
        assert (outlet in await everything(database)) is kept


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (RequestState.UNCONFIRMED, "withdraw it"),
        (RequestState.WAITING, "withdraw it"),
        (RequestState.GRANTED, "in force"),
    ],
)
async def test_what_is_open_or_in_force_is_not_erased(database, state, why):
    number = await put(database, state)
    async with database.begin() as connection:
        with pytest.raises(ReprintError, match=why):
            await erasure.erase(connection, number, TODAY, NOW)
        with pytest.raises(ReprintError, match="no request"):
            await erasure.erase(connection, "R0000-0000", TODAY, NOW)
    async with database.read() as connection:
        assert (await reprints.find(connection, number)).asked.email == ASKED.email


async def test_a_revoked_licence_is_in_force_no_more(database):
    number = await put(database, RequestState.GRANTED)
    async with database.begin() as connection:
        await grants.revoke(connection, f"G-{number}", "有误", NOW)
        assert await erasure.erase(connection, number, TODAY, NOW)


async def test_what_is_due(database):
    old = NOW - timedelta(days=200)
    refused = await put(database, at=old)
    withdrawn = await put(database, RequestState.WITHDRAWN, at=old, outlet="甲")
    await put(database, outlet="乙")
    await put(database, RequestState.WAITING, at=old, outlet="丙")
    over = await put(
        database,
        RequestState.GRANTED,
        at=old,
        outlet="丁",
        term_from=old.date(),
        term_to=old.date() + timedelta(days=9),
    )
    await put(database, RequestState.GRANTED, at=old, outlet="戊", term_to=TODAY)
    cut = await put(database, RequestState.GRANTED, at=old, outlet="己")
    recent = await put(database, RequestState.GRANTED, at=old, outlet="庚")
    before = NOW - timedelta(days=180)
    async with database.begin() as connection:
        await grants.revoke(connection, f"G-{cut}", "有误", before - timedelta(days=1))
        await grants.revoke(connection, f"G-{recent}", "有误", NOW)
    async with database.read() as connection:
        due = await erasure.due(connection, before, before.date(), 99)
    assert sorted(due) == sorted((refused, withdrawn, over, cut))


async def test_a_request_nobody_confirmed_is_forgotten_whole_and_one_confirmed_meanwhile_is_not(database):
    number = await put(database, RequestState.UNCONFIRMED)
    async with database.begin() as connection:
        assert await erasure.unconfirmed(connection, NOW, 9) == ()
        assert await erasure.unconfirmed(connection, NOW + timedelta(seconds=1), 9) == (number,)
        assert await erasure.forget(connection, number)
        assert not await erasure.forget(connection, number)
    said = await everything(database)
    assert [word for word in PERSONAL if word in said] == []
    async with database.read() as connection:
        assert await reprints.find(connection, number) is None
        assert [trace.step for trace in await trail.of(connection, number)] == [Step.ASKED]
    waiting = await put(database, RequestState.WAITING)
    async with database.begin() as connection:
        assert not await erasure.forget(connection, waiting)
        assert (await messages.of(connection, waiting))[0].text == "我的回答"


async def test_the_network_a_request_came_from_is_forgotten_first(database):
    await put(database)
    async with database.begin() as connection:
        assert await erasure.networks(connection, NOW) == 0
        assert await erasure.networks(connection, NOW + timedelta(seconds=1)) == 1
        assert await connection.scalar(text("SELECT network FROM requests")) == ""


@pytest.mark.parametrize("statement", ["UPDATE trail SET why = 'other'", "DELETE FROM trail"])
async def test_the_trail_is_only_ever_added_to(database, statement):
    await put(database)
    with pytest.raises(StoreError, match="only ever added to"):
        async with database.begin() as connection:
            await connection.execute(text(statement))
    async with database.read() as connection:
        assert [trace.why async for trace in trail.every(connection)] == ["", ""]


# The outbox


async def test_what_is_private_is_queued_once_and_its_words_go_once_it_arrived(database):
    parcel = Parcel("reprint-R2026-0001-granted", "题", "文", "{}", html="<p>文</p>", private=True)
    async with database.begin() as connection:
        for _ in range(3):
            await outbox.put(connection, parcel, "mail", "a@linxian.example", NOW)
        await outbox.put(connection, parcel, "webhook", "https://desk.example/hook", NOW)
        open_ = replace(parcel, private=False)
        await outbox.put(connection, open_, "mail", "desk@haichuan.example", NOW)
        await outbox.put(connection, open_, "mail", "desk@haichuan.example", NOW)
        first, *others = await outbox.waiting(connection)
        assert (first.parcel, len(others)) == (parcel, 3)
        (claimed,) = await outbox.claim(connection, [first.number], NOW, NOW + timedelta(minutes=5))
        assert claimed.parcel == parcel
        await outbox.sent(connection, first.number, NOW)
        for other in others:
            await outbox.sent(connection, other.number, NOW)
        rows = (
            await connection.execute(
                text('SELECT private, "to", subject, text, html, body FROM outbox ORDER BY number')
            )
        ).all()
    assert [tuple(row)[1:] for row in rows if row.private] == [("", "", "", "", "")] * 2
    assert {row.to for row in rows if not row.private} == {"desk@haichuan.example"}
    async with database.begin() as connection:
        await outbox.put(connection, parcel, "mail", "a@linxian.example", NOW)
        assert await outbox.waiting(connection) == (), "what arrived is not queued again"


async def test_what_is_private_and_given_up_can_be_sent_again_for_a_week(database):
    parcel = Parcel("reprint-R2026-0001-granted", "题", "文", "", private=True)
    async with database.begin() as connection:
        await outbox.put(connection, parcel, "mail", "a@linxian.example", NOW)
        ((number,),) = [(one.number,) for one in await outbox.waiting(connection)]
        await outbox.failed(connection, number, "550", None)
        assert await outbox.empty(connection, NOW + outbox.PRIVATE_KEPT) == 0
        assert await outbox.replay(connection, NOW, number) == 1
        await outbox.failed(connection, number, "550", None)
        assert await outbox.empty(connection, NOW + outbox.PRIVATE_KEPT + timedelta(seconds=1)) == 1
        assert await outbox.empty(connection, NOW + outbox.PRIVATE_KEPT + timedelta(seconds=1)) == 0
        assert await outbox.replay(connection, NOW, number) == 0
        (left,) = await outbox.waiting(connection)
        assert (left.to, left.parcel.text, left.failed) == ("", "", outbox.ERASED)


async def test_only_the_requests_own_mails_are_erased(database):
    async with database.begin() as connection:
        for number in ("R2026-1000", "R2026-10001"):
            mail = Parcel(f"reprint-{number}-granted", "题", "文", "", private=True)
            await outbox.put(connection, mail, "mail", f"{number}@linxian.example", NOW)
        assert await outbox.erase(connection, "reprint-R2026-1000-") == 1
        assert [one.to for one in await outbox.waiting(connection)] == ["", "R2026-10001@linxian.example"]
