"""The reprint desk's record: numbers, states, and that nothing is decided twice."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from store_newsroom import NOW

from syndicator.errors import ReprintError, StoreError
from syndicator.model.reprint import (
    Asked,
    Decision,
    Grant,
    GrantedArticle,
    Outcome,
    ReprintRequest,
    RequestState,
    Verdict,
)
from syndicator.store import grants, reprints
from syndicator.store.database import Database
from syndicator.store.reprints import Origin

LATER = NOW + timedelta(days=1)
SECRET = hashlib.sha256(b"a long secret").hexdigest()
OTHER_SECRET = hashlib.sha256(b"another secret").hexdigest()
ASKED = Asked(
    articles=("1ngae8e3fs11k196",),
    outlet="邻县日报",
    email="desk@paper.example",
    use="转载全文",
    medium="print",
    term_from=date(2026, 12, 1),
    term_to=date(2027, 11, 30),
    language="zh",
)
REQUEST = ReprintRequest("", SECRET, ASKED, NOW, RequestState.WAITING)
VERDICTS = (
    Verdict("license-allows", Outcome.GRANT, (("zh", "许可允许"), ("en", "The license allows it"))),
    Verdict("rights-unclear", Outcome.REVIEW),
)
GRANTED = Decision(Outcome.GRANT, "王编辑", LATER, "同意", VERDICTS)
REFUSED = Decision(Outcome.REFUSE, "rules", LATER, "权利不明", ())
REVIEW = Decision(Outcome.REVIEW, "rules", NOW, "须人工审核", VERDICTS)


def grant(request: ReprintRequest, number: str = "G-1") -> Grant:
    return Grant(
        number=number,
        request=request.number,
        articles=(
            GrantedArticle(
                "tag:haichuan.example,2026:haichuan:1ngae8e3fs11k196",
                2,
                "ab12",
                "新桥通车",
                "来源：海川县融媒体中心",
                "https://news.example/1",
            ),
        ),
        assigner="海川县融媒体中心",
        assignee="邻县日报",
        permissions=("reproduce", "distribute"),
        duties=("attribute: 来源：海川县融媒体中心", "unaltered: text"),
        constraints=(("medium", "print"), ("from", "2026-12-01")),
        valid_from=ASKED.term_from,
        valid_to=ASKED.term_to,
        issued=LATER,
    )


async def add(database: Database, request: ReprintRequest = REQUEST, key: str = "") -> ReprintRequest:
    async with database.begin() as connection:
        return await reprints.add(connection, request, Origin(key))


async def test_a_request_comes_back_as_it_was_added(database: Database):
    added = await add(database)
    assert added == replace(REQUEST, number="R2026-0001")
    async with database.read() as connection:
        assert await reprints.find(connection, added.number) == added
        assert await reprints.by_secret(connection, added.number, SECRET) == added
        assert await reprints.by_secret(connection, added.number, SECRET[:-1]) is None
        assert await reprints.by_secret(connection, added.number, "\ud800") is None
        assert await reprints.by_secret(connection, "R2026-9999", SECRET) is None
        assert await reprints.find(connection, "\x00") is None


async def test_numbers_count_up_within_a_year(database: Database):
    new_year = replace(REQUEST, created=datetime(2027, 1, 1, tzinfo=UTC))
    numbers = [(await add(database, request)).number for request in (REQUEST, REQUEST, new_year, REQUEST)]
    assert numbers == ["R2026-0001", "R2026-0002", "R2027-0001", "R2026-0003"]


async def test_a_number_undone_is_given_to_the_next(database: Database):
    async def stop_halfway() -> None:
        async with database.begin() as connection:
            await reprints.add(connection, REQUEST)
            raise asyncio.InvalidStateError

    with pytest.raises(asyncio.InvalidStateError):
        await stop_halfway()
    assert (await add(database)).number == "R2026-0001"


async def test_numbers_are_unique_among_writers_at_once(database: Database):
    added = await asyncio.gather(*(add(database) for _ in range(40)))
    assert sorted(one.number for one in added) == [f"R2026-{number:04d}" for number in range(1, 41)]


async def test_a_number_of_the_callers_own_is_kept_and_never_given_twice(database: Database):
    own = replace(REQUEST, number="R-20261124-7K3QX9MB")
    assert (await add(database, own)).number == own.number
    with pytest.raises(StoreError, match="a request R-20261124-7K3QX9MB already"):
        await add(database, own)


async def test_the_same_form_sent_again_is_the_same_request(database: Database):
    first = await add(database, key="form-1")
    again = await add(database, replace(REQUEST, created=LATER, secret_hash=OTHER_SECRET), key="form-1")
    assert again == first
    assert (await add(database, key="form-2")).number != first.number
    with pytest.raises(ReprintError, match="another request") as refused:
        await add(database, replace(REQUEST, asked=replace(ASKED, outlet="别家")), key="form-1")
    assert refused.value.field == "key"


async def test_the_same_form_sent_many_times_at_once_is_one_request(database: Database):
    added = await asyncio.gather(*(add(database, key="form-1") for _ in range(30)))
    assert len({one.number for one in added}) == 1
    async with database.read() as connection:
        assert len(await reprints.all_requests(connection)) == 1


async def test_a_grant(database: Database):
    request = await add(database)
    given = grant(request)
    async with database.begin() as connection:
        decided = await reprints.decide(connection, request.number, GRANTED, given)
    assert decided == replace(request, state=RequestState.GRANTED, decision=GRANTED, grant=given)
    async with database.read() as connection:
        assert await reprints.find(connection, request.number) == decided
        assert await grants.find(connection, given.number) == given
        assert await grants.find(connection, "G-2") is None


async def test_a_review_then_a_person_decides(database: Database):
    request = await add(database)
    async with database.begin() as connection:
        waiting = await reprints.decide(connection, request.number, REVIEW)
        assert waiting == replace(request, decision=REVIEW)
        with pytest.raises(ReprintError, match="under review already"):
            await reprints.decide(connection, request.number, REVIEW)
        refused = await reprints.decide(connection, request.number, REFUSED)
    assert refused == replace(request, state=RequestState.REFUSED, decision=REFUSED)


async def test_nothing_is_decided_twice(database: Database):
    request = await add(database)
    async with database.begin() as connection:
        await reprints.decide(connection, request.number, REFUSED)
    for decision, given in ((GRANTED, grant(request)), (REFUSED, None), (REVIEW, None)):
        with pytest.raises(ReprintError, match="is refused already"):
            async with database.begin() as connection:
                await reprints.decide(connection, request.number, decision, given)
    with pytest.raises(ReprintError, match="there is no request R2026-0404"):
        async with database.begin() as connection:
            await reprints.decide(connection, "R2026-0404", REFUSED)
    async with database.read() as connection:
        assert (await reprints.find(connection, request.number)).decision == REFUSED
        assert await grants.find(connection, "G-1") is None


async def test_of_many_who_decide_at_once_one_does(database: Database):
    request = await add(database)

    async def decide(number: int) -> bool:
        decision, given = (GRANTED, grant(request, f"G-{number}")) if number % 2 else (REFUSED, None)
        try:
            async with database.begin() as connection:
                await reprints.decide(connection, request.number, decision, given)
        except ReprintError:
            return False
        return True

    assert sum(await asyncio.gather(*(decide(number) for number in range(20)))) == 1


async def test_a_grant_whose_number_is_taken_leaves_the_request_waiting(database: Database):
    first, second = await add(database), await add(database)
    async with database.begin() as connection:
        await reprints.decide(connection, first.number, GRANTED, grant(first))
        with pytest.raises(StoreError, match="a grant G-1 already"):
            await reprints.decide(connection, second.number, GRANTED, grant(second))
    async with database.read() as connection:
        assert await reprints.find(connection, second.number) == second


@pytest.mark.parametrize(
    ("decision", "of"),
    [(GRANTED, None), (REFUSED, "R2026-0001"), (REVIEW, "R2026-0001"), (GRANTED, "R2026-0002")],
)
async def test_decision_and_grant_go_together(database: Database, decision: Decision, of: str | None):
    request = await add(database)
    given = grant(replace(request, number=of)) if of else None
    with pytest.raises(ReprintError, match="comes with a grant"):
        async with database.begin() as connection:
            await reprints.decide(connection, request.number, decision, given)


async def test_requests_newest_first_by_state(database: Database):
    numbers = [(await add(database, replace(REQUEST, created=NOW + timedelta(hours=hour)))).number for hour in range(3)]
    async with database.begin() as connection:
        await reprints.decide(connection, numbers[1], REFUSED)
    async with database.read() as connection:
        everyone = await reprints.all_requests(connection)
        waiting = await reprints.all_requests(connection, RequestState.WAITING)
        refused = await reprints.all_requests(connection, RequestState.REFUSED, limit=5)
        one = await reprints.all_requests(connection, limit=1)
    assert [request.number for request in everyone] == numbers[::-1]
    assert [request.number for request in waiting] == [numbers[2], numbers[0]]
    assert [request.decision for request in refused] == [REFUSED]
    assert one == everyone[:1]
