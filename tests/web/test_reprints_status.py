"""What the holder of a request's link sees and does: confirm, answer, withdraw, ask again; and what nobody else does."""

import re

import pytest
from web_house import BASE

from syndicator.flows import reprint_decision, reprint_link
from syndicator.model.reprint import Outcome
from syndicator.model.rights import Reprint
from syndicator.store import appearances, reprints

PAGE = {"Accept": "text/html", "Accept-Language": "zh"}
BROWSER = PAGE | {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
WISH = {
    "outlet": "邻县日报",
    "email": "editor@linxian.example",
    "person": "王编辑",
    "use": "头版转载全文",
    "medium": "print",
    "term": "180 days",
}
STEPS = ("answer", "withdraw", "confirm")


@pytest.fixture
async def asked(site, house):
    """A request that waits for a person: its number, secret and status path."""
    article = await house.keep("grain", title="秋粮收购", reprint=Reprint.PERMISSION)
    told = await (await site.post("/reprints", json={"article": article.slug, **WISH})).json()
    return told["number"], told["status_url"].partition("secret=")[2], told["status_url"].removeprefix(BASE)


async def state(house, number):
    async with house.services.database.read() as connection:
        return str((await reprints.find(connection, number)).state)


async def ask_back(house, number):
    await reprint_decision.ask_back(house.services, number, "李编辑", "刊登在第几版？")


# The desk's question


async def test_a_question_is_shown_and_answered_as_json(site, house, asked):
    number, secret, link = asked
    early = await site.post(f"/reprints/{number}/answer?secret={secret}", json={"text": "第2版"})
    assert (early.status, (await early.json())["code"]) == (409, "not-now")
    await ask_back(house, number)
    told = await (await site.get(link)).text()
    assert "刊登在第几版？" in told
    bearer = {"Authorization": f"Bearer {secret}"}
    response = await site.post(f"/reprints/{number}/answer", json={"text": "第2版\r\n整版\x00"}, headers=bearer)
    assert response.status == 200
    told = await response.json()
    assert told["state"] == "waiting"
    assert [(one["from"], one["text"]) for one in told["messages"]] == [
        ("desk", "刊登在第几版？"),
        ("asker", "第2版\n整版"),
    ]
    assert "李编辑" not in await response.text()
    assert [step["step"] for step in told["timeline"]] == ["asked", "review", "question", "answer"]


async def test_a_person_answers_with_the_form_on_the_page(site, house, asked):
    number, secret, link = asked
    await ask_back(house, number)
    text = await (await site.get(link, headers=PAGE)).text()
    assert "等待您答复" in text
    assert "李编辑" not in text
    fields = {"secret": secret, "text": ""}
    empty = await site.post(f"/reprints/{number}/answer", data=fields, headers=BROWSER)
    assert (empty.status, "text-fault" in await empty.text()) == (422, True)
    fields["text"] = "第2版"
    response = await site.post(f"/reprints/{number}/answer", data=fields, headers=BROWSER, allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (303, link)
    assert "第2版" in await (await site.get(link, headers=PAGE)).text()


@pytest.mark.parametrize("text", [None, 7, ["a"], " \u200b", "长" * 2001])
async def test_what_is_no_answer(site, house, asked, text):
    number, secret, _ = asked
    await ask_back(house, number)
    response = await site.post(f"/reprints/{number}/answer?secret={secret}", json={"text": text})
    assert response.status == 422
    assert [fault["field"] for fault in (await response.json())["errors"]] == ["text"]
    assert await state(house, number) == "asked"


# Withdraw and ask again


async def test_a_request_is_withdrawn_once_and_can_be_asked_again(site, house, asked):
    number, secret, link = asked
    assert f"/reprints/{number}/withdraw" in await (await site.get(link, headers=PAGE)).text()
    for _ in range(2):
        response = await site.post(f"/reprints/{number}/withdraw", data={"secret": secret}, headers=BROWSER)
        assert response.status == 200
        text = await response.text()
        assert "已撤回" in text
        assert f"/reprints/{number}/withdraw" not in text
    again = re.search(r'href="(/reprints\?again=[^"]+)"', text)[1].replace("&amp;", "&")
    page = await site.get(again, headers=PAGE)
    form = await page.text()
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    for kept in ("秋粮收购", "邻县日报", "editor@linxian.example", "王编辑", "头版转载全文", "2027-05-22"):
        assert kept in form
    assert secret not in form
    assert (await site.get(f"/reprints?again={number}&secret=wrong", headers=PAGE)).status == 404


async def test_what_is_decided_is_not_withdrawn(site, house, asked):
    number, secret, link = asked
    await reprint_decision.decide_by_person(house.services, number, Outcome.REFUSE, "李编辑", "已签独家")
    response = await site.post(f"/reprints/{number}/withdraw?secret={secret}")
    assert (response.status, (await response.json())["code"]) == (409, "not-now")
    text = await (await site.get(link, headers=PAGE)).text()
    assert "已签独家" in text
    assert "李编辑" not in text
    assert "again=" in text


async def test_where_it_ran_is_listed_with_what_came_of_looking(site, house):
    article = await house.keep("bridge")
    told = await (await site.post("/reprints", json={"article": article.slug, **WISH})).json()
    link = told["status_url"].removeprefix(BASE)
    text = await (await site.get(link, headers=PAGE)).text()
    assert f'action="/reprints/{told["number"]}/reports"' in text
    async with house.services.database.begin() as connection:
        grant, url = told["grant"]["number"], "https://linxian.example/<1>"
        seen, _ = await appearances.add(connection, grant, url, "asker", house.clock())
    text = await (await site.get(link, headers=PAGE)).text()
    assert f"/reprints/{told['number']}/reports/{seen.number}?secret=" in text
    assert "https://linxian.example/&lt;1&gt;" in text


# Confirming an address


class TestMail:
    @pytest.fixture
    def settings(self, settings):
        return settings | {"mail": {"host": "127.0.0.1", "port": 9, "sender": "desk@feeds.example.org", "tls": "none"}}

    @pytest.fixture
    async def told(self, site, house):
        article = await house.keep("bridge")
        return await (await site.post("/reprints", json={"article": article.slug, **WISH})).json()

    def link(self, house, told):
        return reprint_link.confirm(house.services, told["number"]).removeprefix(BASE)

    async def test_a_request_waits_until_its_address_is_confirmed(self, site, house, told):
        assert (told["state"], told["confirm"]) == ("unconfirmed", {"sent_to": "editor@linxian.example"})
        page = await (await site.get(told["status_url"].removeprefix(BASE), headers=PAGE)).text()
        assert "editor@linxian.example" in page
        link = self.link(house, told)
        for method in ("GET", "HEAD", "GET"):
            assert (await site.request(method, link, headers=PAGE)).status == 200
        assert await state(house, told["number"]) == "unconfirmed", "mail scanners follow links"
        button = await (await site.get(link, headers=PAGE)).text()
        secret = re.search(r'name="secret" value="([^"]+)"', button)[1]
        path = f"/reprints/{told['number']}/confirm"
        response = await site.post(path, data={"secret": secret}, headers=BROWSER, allow_redirects=False)
        assert (response.status, response.headers["Location"]) == (303, told["status_url"].removeprefix(BASE))
        assert await state(house, told["number"]) == "granted"
        assert "确认" in await (await site.get(link, headers=PAGE)).text()
        assert 'name="secret"' not in await (await site.get(link, headers=PAGE)).text()

    async def test_a_program_confirms_twice_and_gets_one_grant(self, site, house, told):
        link = self.link(house, told)
        answers = [await (await site.post(link)).json() for _ in range(2)]
        assert answers[0] == answers[1]
        assert answers[0]["grant"]["number"]
        assert [step["step"] for step in answers[0]["timeline"]] == ["asked", "confirmed", "granted"]

    async def test_the_status_secret_does_not_confirm(self, site, house, told):
        secret = told["status_url"].partition("secret=")[2]
        assert (await site.post(f"/reprints/{told['number']}/confirm?secret={secret}")).status == 404
        assert await state(house, told["number"]) == "unconfirmed"

    async def test_an_address_is_required(self, site, house):
        article = await house.keep("bridge2")
        response = await site.post(
            "/reprints", json={"article": article.slug, **WISH, "email": "", "phone": "0633-2345"}
        )
        assert response.status == 422
        assert [(one["field"], one["code"]) for one in (await response.json())["errors"]] == [("email", "missing")]
        text = await (await site.get("/reprints", headers=PAGE)).text()
        assert re.search(r'<input id="email"[^>]* required', text)


# What is nobody else's


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("secret", ["", "?secret=", "?secret=x", "?secret=%00%ff", "?secret=" + "x" * 5000])
async def test_without_the_secret_there_is_no_such_request(site, house, asked, step, secret):
    number, *_ = asked
    response = await site.post(f"/reprints/{number}/{step}{secret}", json={"text": "x"})
    nothing = await site.post(f"/reprints/R2026-9999/{step}{secret}", json={"text": "x"})
    assert (response.status, await response.json()) == (404, await nothing.json())
    assert await state(house, number) == "waiting"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_another_site_cannot_make_a_browser_do_it(site, house, asked, step, headers):
    number, secret, _ = asked
    response = await site.post(f"/reprints/{number}/{step}", data={"secret": secret, "text": "x"}, headers=headers)
    assert (response.status, (await response.json())["code"]) == (403, "cross-site")
    assert await state(house, number) == "waiting"


async def test_nothing_of_one_asker_reaches_another(site, house, asked):
    number, secret, _ = asked
    await ask_back(house, number)
    await site.post(f"/reprints/{number}/answer?secret={secret}", json={"text": "只给你们看"})
    article = await house.keep("bridge", title="另一篇")
    other = {**WISH, "article": article.slug, "outlet": "别家", "email": "b@other.example", "person": "赵六"}
    told = await (await site.post("/reprints", json=other)).json()
    mine = told["status_url"].partition("secret=")[2]
    private = (secret, "editor@linxian.example", "王编辑", "只给你们看", "刊登在第几版", "邻县日报", "头版")
    paths = (
        told["status_url"].removeprefix(BASE),
        f"/grants/{told['grant']['number']}",
        f"/reprints/{number}?secret={mine}",
        f"/reprints?again={number}&secret={mine}",
        f"/reprints?article={article.slug}",
        "/reprints",
    )
    for path in paths:
        for accept in ("text/html", "application/json"):
            response = await site.get(path, headers={"Accept": accept})
            text = await response.text() + str(response.headers)
            assert [word for word in private if word in text and not (word == "头版" and number not in path)] == [], (
                path
            )
    granted = await (await site.get(f"/grants/{told['grant']['number']}", headers=PAGE)).text()
    assert not [word for word in ("b@other.example", "赵六", mine) if word in granted]


async def test_a_status_page_never_shows_how_to_reach_its_asker(site, asked):
    *_, link = asked
    for accept in ("text/html", "application/json"):
        text = await (await site.get(link, headers={"Accept": accept})).text()
        assert "editor@linxian.example" not in text
        assert "王编辑" not in text
