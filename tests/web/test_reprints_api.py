"""/api/v1/reprints, revocation and the record: the desk for programs, its answers as /openapi.json has them."""

import asyncio
import json

import jsonschema
import pytest
from desk_house import asked
from web_house import BASE

from syndicator.flows import admins, reprint_desk
from syndicator.model.reprint import RequestState
from syndicator.model.rights import Reprint
from syndicator.store import reprints
from syndicator.web.openapi import described

API = "/api/v1"
ONE = f"{API}/reprints/{{number}}"


@pytest.fixture
async def article(house):
    return await house.keep("bridge", reprint=Reprint.PERMISSION)


@pytest.fixture
async def filed(house, article):
    return await asked(house, article)


@pytest.fixture
async def token(house):
    return (await admins.add(house.services, "林编辑")).secret


@pytest.fixture
def call(site, token):
    """Ask the API; the answer is held against the description."""
    document = described(BASE)

    async def ask(method, template, status, body=None, query="", headers=None, key=token, **filled):
        path = template.format(**filled)
        sent = ({"Authorization": f"Bearer {key}"} if key else {}) | (headers or {})
        response = await site.request(method, path + query, json=body, headers=sent)
        text = await response.text()
        assert response.status == status, text
        told = document["paths"][template][method]["responses"][str(status)]["content"][response.content_type]
        assert response.headers["Cache-Control"] == "no-store"
        if response.content_type == "application/x-ndjson":
            return [json.loads(line) for line in text.splitlines()]
        value = json.loads(text)
        schema = {**told["schema"], "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(value)
        return value

    return ask


DESK = [
    (method, path)
    for path, item in described(BASE)["paths"].items()
    for method, operation in item.items()
    if operation.get("tags") == ["desk"]
]


def test_the_desk_is_described():
    assert len(DESK) == 7


@pytest.mark.parametrize(("method", "path"), DESK)
async def test_nobody_without_an_admins_token(site, filed, token, method, path):
    known = f"{path.format(number=filed.number)}"
    wrong = [
        "",
        "Bearer",
        "Bearer synd_admin_x",
        f"Bearer {token}x",
        f"Basic {token}",
        f"bearer  {token[:-1]}",
        token,
        "Bearer 令",
    ]
    for header in wrong:
        headers = {"Authorization": header.encode().decode("latin-1")} if header else {}
        response = await site.request(method, known, json={}, headers=headers)
        assert response.status == 401, header
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.content_type == "application/problem+json"
        assert (await response.json(content_type=None))["code"].startswith("admin-token")
    for address in (f"{known}?token={token}",):
        assert (await site.request(method, address, json={})).status == 401, "no token in an address"
    assert (await site.request(method, known, json={}, headers={"Cookie": f"syndicator-admin={token}"})).status == 401


async def test_wrong_tokens_are_counted_and_the_right_one_works(site, call, filed):
    wrong = {"Authorization": "Bearer synd_admin_no"}
    statuses = [(await site.get(f"{API}/reprints", headers=wrong)).status for _ in range(admins.TRIES + 2)]
    assert statuses == [401] * admins.TRIES + [429] * 2
    response = await site.get(f"{API}/reprints", headers=wrong)
    assert int(response.headers["Retry-After"]) > 0
    assert (await call("get", f"{API}/reprints", 200))["requests"]


async def test_a_revoked_admin_is_out_at_once(house, call, filed):
    await call("get", ONE, 200, number=filed.number)
    await admins.revoke(house.services, "林编辑")
    assert (await call("get", ONE, 401, number=filed.number))["code"] == "admin-token-unknown"


async def test_requests_are_listed_without_a_gap(house, call, article):
    for number, outlet in enumerate("甲乙丙丁戊"):
        await asked(house, article, outlet=f"{outlet}报", contact=f"desk{number}@papers.example")
    await asked(house, await house.keep("free"), outlet="己报")
    seen, after = [], ""
    while after is not None:
        page = await call("get", f"{API}/reprints", 200, query=f"?limit=2&state=waiting&state=asked&after={after}")
        seen += [one["asked"]["outlet"] for one in page["requests"]]
        after = page["next"]
    assert seen == [f"{outlet}报" for outlet in "甲乙丙丁戊"]
    (found,) = (await call("get", f"{API}/reprints", 200, query="?q=己"))["requests"]
    assert found["state"] == "granted"
    assert found["grant"]
    assert (await call("get", f"{API}/reprints", 400, query="?after=R1999-0001"))["code"] == "bad-cursor"
    for wrong, field in (
        ("?state=lost", "state"),
        ("?limit=0", "limit"),
        ("?limit=9999", "limit"),
        ("?limit=x", "limit"),
    ):
        told = await call("get", f"{API}/reprints", 422, query=wrong)
        assert [fault["field"] for fault in told["errors"]] == [field]


async def test_everything_is_told_of_one(house, call, filed, article):
    told = await call("get", ONE, 200, number=filed.number)
    assert told["asked"]["email"] == "editor@linxian.example"
    assert told["articles"][0]["holder"] == article.rights.holder
    assert told["decision"]["verdicts"][0]["reason"].keys() == {"zh", "en"}
    assert [one["step"] for one in told["trail"]] == ["asked", "decided"]
    assert (await call("get", ONE, 404, number="R1999-0001"))["code"] == "no-such-request"


async def test_a_request_is_granted_and_the_licence_revoked(site, call, filed):
    terms = {
        "outcome": "grant",
        "reason": "好的",
        "conditions": ["寄样报"],
        "fee": "200 元",
        "pictures": True,
        "medium": "web",
        "valid_to": "2027-01-31",
    }
    told = await call("post", f"{ONE}/decision", 200, terms, number=filed.number)
    assert (told["state"], told["decision"]["by"], told["decision"]["reason"]) == ("granted", "林编辑", "好的")
    public = await (await site.get(f"/grants/{told['grant']}.json")).text()
    assert "寄样报" in public
    again = await call("post", f"{ONE}/decision", 409, terms, number=filed.number)
    assert again["code"] == "not-waiting"
    revocation = f"{API}/grants/{{number}}/revocation"
    assert (await call("post", revocation, 422, {}, number=told["grant"]))["errors"][0]["field"] == "reason"
    ended = await call("post", revocation, 200, {"reason": "改动了原文"}, number=told["grant"])
    assert ended["revoked_why"] == "改动了原文"
    assert (await call("post", revocation, 409, {"reason": "再来"}, number=told["grant"]))["code"] == "revoked-before"
    assert (await call("post", revocation, 404, {"reason": "x"}, number="G-NOTHING"))["code"] == "unknown-grant"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"outcome"}),
        ({"outcome": "review"}, {"outcome"}),
        ({"outcome": "refuse"}, {"reason"}),
        ({"outcome": "refuse", "reason": " "}, {"reason"}),
        (
            {"outcome": "grant", "reason": 5, "fee": [], "pictures": "so", "valid_to": "soon"},
            {"reason", "fee", "pictures", "valid_to"},
        ),
        ({"outcome": "grant", "pictures": 1}, {"pictures"}),
        ({"outcome": "grant", "conditions": ["a", 1]}, {"conditions"}),
        ({"outcome": "grant", "conditions": ["a"] * 21}, {"conditions"}),
        ({"outcome": "grant", "conditions": {"a": "b"}}, {"conditions"}),
        ({"outcome": "grant", "fee": "元" * 501}, {"fee"}),
        ({"outcome": "grant", "valid_to": "2026-01-01"}, {"valid_to"}),
        ({"outcome": "grant", "by": "王编辑"}, {"by"}),
        ({"outcome": ["grant"]}, {"outcome"}),
    ],
)
async def test_what_is_wrong_with_a_decision_is_named(house, call, filed, body, fields):
    told = await call("post", f"{ONE}/decision", 422, body, number=filed.number)
    assert {fault["field"] for fault in told["errors"]} == fields
    assert all(fault["detail"] for fault in told["errors"])
    async with house.services.database.read() as connection:
        assert (await reprints.find(connection, filed.number)).state is RequestState.WAITING


async def test_a_body_that_is_none(site, token, filed):
    path = f"{API}/reprints/{filed.number}/decision"
    key = {"Authorization": f"Bearer {token}"}
    for data, kind, status in (
        (b"{", "application/json", 400),
        (b"outcome=grant", "application/x-www-form-urlencoded", 415),
        (b" " * 99_999, "application/json", 413),
    ):
        response = await site.post(path, data=data, headers=key | {"Content-Type": kind})
        assert response.status == status
        assert response.content_type == "application/problem+json"


async def test_a_question_is_put_and_answered(house, call, filed):
    assert (await call("post", f"{ONE}/question", 422, {"text": "  "}, number=filed.number))["errors"][0][
        "code"
    ] == "missing"
    assert (await call("post", f"{ONE}/question", 422, {"text": "？" * 2001}, number=filed.number))["errors"][0][
        "code"
    ] == "too-long"
    assert (await call("post", f"{ONE}/question", 422, {"text": 5}, number=filed.number))["errors"][0][
        "code"
    ] == "not-text"
    told = await call("post", f"{ONE}/question", 200, {"text": "多少份？"}, number=filed.number)
    assert (told["state"], told["messages"][0]["text"]) == ("asked", "多少份？")
    await call("post", f"{ONE}/question", 409, {"text": "还有？"}, number=filed.number)
    await call("post", f"{ONE}/question", 404, {"text": "谁？"}, number="R1999-0001")
    secret = reprint_desk.secret_of(house.services, filed.number)
    await reprint_desk.answer(house.services, filed.number, secret, "三千份")
    told = await call("get", ONE, 200, number=filed.number)
    assert [one["who"] for one in told["messages"]] == ["林编辑", "asker"]


async def test_two_at_once_make_one_decision(site, token, filed):
    path, key = f"{API}/reprints/{filed.number}/decision", {"Authorization": f"Bearer {token}"}
    bodies = [{"outcome": "grant"}, {"outcome": "refuse", "reason": "不"}] * 3
    answers = await asyncio.gather(*(site.post(path, json=body, headers=key) for body in bodies))
    assert sorted(answer.status for answer in answers) == [200] + [409] * 5


class TestFourEyes:
    @pytest.fixture
    def settings(self, settings):
        return {**settings, "reprint": {"four_eyes": True}}

    async def test_a_second_admin_approves(self, house, call, filed):
        other = (await admins.add(house.services, "王编辑")).secret
        decision, approval = f"{ONE}/decision", f"{ONE}/approval"
        assert (await call("post", approval, 409, {"approve": True}, number=filed.number))["code"] == "not-waiting"
        told = await call("post", decision, 202, {"outcome": "grant", "fee": "50 元"}, number=filed.number)
        assert (told["state"], told["proposal"]["by"], told["proposal"]["terms"]["fee"]) == (
            "waiting",
            "林编辑",
            "50 元",
        )
        refused = await call("post", approval, 409, {"approve": True}, number=filed.number)
        assert refused["code"] == "second-person"
        await call("post", approval, 422, {"approve": "yes"}, number=filed.number)
        await call("post", approval, 422, {"approve": False}, number=filed.number)
        await call("post", approval, 200, {"approve": False, "reason": "再想想"}, number=filed.number)
        await call("post", decision, 202, {"outcome": "grant"}, number=filed.number)
        told = await call("post", approval, 200, {"approve": True}, key=other, number=filed.number)
        assert (told["state"], told["decision"]["second"]) == ("granted", "王编辑")
        await call("post", approval, 404, {"approve": True}, number="R1999-0001")


async def test_the_record_is_followed(call, filed):
    every = await call("get", f"{API}/trail", 200)
    assert [step["step"] for step in every if step["request"] == filed.number] == ["asked", "decided"]
    later = await call("get", f"{API}/trail", 200, query=f"?after={every[0]['number']}")
    assert later == every[1:]
    await call("get", f"{API}/trail", 422, query="?after=-1")
    await call("get", f"{API}/trail", 422, query="?after=99999999999999999999")
    assert "linxian.example" not in json.dumps(every)


HOSTILE = (
    "\x00",
    "\ud800",
    "a\x00b\ud800\u202e",
    "\u2028",
    "=1+1",
    "{{7*7}}",
    "<script>",
    "'; DROP TABLE trail; --",
    "县" * 600,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_no_text_breaks_the_desk(site, house, token, article, text):
    key = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    async def post(path, body):
        # Escaped as it is, a half of a character among it.
        return (await site.post(f"{API}{path}", data=json.dumps(body), headers=key)).status

    filed = await asked(house, article)
    one = f"/reprints/{filed.number}"
    assert await post(f"{one}/question", {"text": text}) in {200, 422}
    assert await post(f"{one}/approval", {"approve": False, "reason": text}) in {409, 422}
    granted = await asked(house, article, outlet="乙报")
    terms = dict.fromkeys(("reason", "fee", "medium", "territory", "edits", "translation"), text)
    status = await post(f"/reprints/{granted.number}/decision", {"outcome": "grant", "conditions": [text], **terms})
    assert status == (422 if len(text) > 500 else 200)
    if status == 200:
        told = await (await site.get(f"{API}/reprints/{granted.number}", headers=key)).json()
        assert await post(f"/grants/{told['grant']}/revocation", {"reason": text}) in {200, 422}
        assert (await site.get(f"/grants/{told['grant']}", headers={"Accept": "text/html"})).status == 200
    for path in ("/reprints", "/trail"):
        assert (await site.get(f"{API}{path}", headers=key)).status == 200
    query = {"q": text.encode("utf-8", "replace").decode(), "after": text.encode("utf-8", "replace").decode()}
    assert (await site.get(f"{API}/reprints", params=query, headers=key)).status == 400


@pytest.mark.parametrize("number", ["%00", "%ff", "..%2f", "R2026-0001'", "县", "x" * 500])
async def test_no_number_breaks_the_desk(site, token, number):
    key = {"Authorization": f"Bearer {token}"}
    for path in (f"{API}/reprints/{number}", f"{API}/reprints?after={number}"):
        response = await site.get(path, headers=key)
        assert response.status in {400, 404}
        assert response.content_type == "application/problem+json"
