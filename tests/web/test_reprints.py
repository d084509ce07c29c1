import asyncio
import json
import re

import pytest
from web_house import BASE, HOLDER

from syndicator.model.reprint import RequestState
from syndicator.model.rights import Reprint
from syndicator.store import reprints
from syndicator.web import body as bodies

PAGE = {"Accept": "text/html", "Accept-Language": "zh"}
BROWSER = PAGE | {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
ASKED = {
    "outlet": "邻县日报",
    "contact": "editor@linxian.example",
    "use": "头版转载全文",
    "medium": "print",
    "term_from": "2026-12-01",
    "term_to": "2027-05-31",
}


@pytest.fixture
async def article(house):
    return await house.keep("bridge")


async def stored(house):
    async with house.services.database.read() as connection:
        return await reprints.all_requests(connection)


async def form(site, about=""):
    """The form's fields as a browser would send them back untouched."""
    text = await (await site.get(f"/reprints?article={about}", headers=PAGE)).text()
    return dict(re.findall(r'<input (?![^>]*checkbox)[^>]*?name="(\w+)"[^>]*?value="([^"]*)"', text))


# Asking as a program


async def test_json_is_answered_at_once_where_the_license_allows_it(site, house, article):
    response = await site.post("/reprints", json={"article": article.slug, **ASKED})
    assert response.status == 201
    assert response.content_type == "application/json"
    told = await response.json()
    assert told["state"] == "granted"
    assert told["status_url"].startswith(f"{BASE}/reprints/{told['number']}?secret=")
    assert response.headers["Location"] == told["status_url"]
    assert response.headers["Cache-Control"] == "no-store"
    assert told["grant"]["credit"] == article.rights.credit
    assert told["grant"]["original"] == article.url
    assert told["grant"]["url"] == f"{BASE}/grants/{told['grant']['number']}"
    assert (told["grant"]["valid_from"], told["grant"]["valid_to"]) == ("2026-12-01", "2027-05-31")
    (request,) = await stored(house)
    assert (request.number, request.state) == (told["number"], RequestState.GRANTED)


@pytest.mark.parametrize("name", ["slug", "id", "address"])
async def test_an_article_is_found_by_slug_id_or_address(site, article, name):
    named = {"slug": article.slug, "id": article.id, "address": f"{BASE}/articles/{article.slug}"}[name]
    response = await site.post("/reprints", json={"article": named, **ASKED})
    assert response.status == 201
    assert (await response.json())["article"] == f"{BASE}/articles/{article.slug}"


async def test_a_program_may_send_a_plain_form(site, article):
    response = await site.post("/reprints", data={"article": article.slug, **ASKED})
    assert response.status == 201
    assert "/reprints/R2026-" in response.headers["Location"]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"reprint": Reprint.ATTRIBUTION}, "granted"),
        ({"reprint": Reprint.PERMISSION}, "waiting"),
        ({"reprint": Reprint.NONE}, "waiting"),
        ({"reprint": Reprint.UNKNOWN}, "refused"),
        ({"holds": ("third-party",)}, "refused"),
        ({"holds": ("no-notice",)}, "refused"),
    ],
)
async def test_what_becomes_of_a_request(site, house, said, state):
    article = await house.keep("x", **said)
    told = await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json()
    assert told["state"] == state
    assert told["decision"]["reason"]
    assert ("grant" in told) is (state == "granted")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_refusal_gives_its_reason_in_the_askers_language_and_nothing_of_the_text(site, house, language):
    held = await house.keep("x", title="扣下的稿件", holds=("third-party",))
    headers = {"Accept-Language": language}
    response = await site.post("/reprints", json={"article": held.slug, **ASKED}, headers=headers)
    text = await response.text()
    assert ("第三方" if language == "zh" else "third party") in text
    page = await (await site.get(response.headers["Location"].removeprefix(BASE), headers=PAGE)).text()
    form_page = await (await site.get(f"/reprints?article={held.slug}", headers=PAGE)).text()
    for shown in (text, page, form_page):
        assert held.title not in shown
        assert held.body_text not in shown
        assert "内部理由" not in shown


async def test_a_canceled_article_is_refused(site, house, article):
    await house.cancel(article)
    told = await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json()
    assert told["state"] == "refused"
    assert "撤回" in told["decision"]["reason"]


# What can't be taken


async def problem(response, status, code):
    assert response.status == status
    assert response.content_type == "application/problem+json"
    told = await response.json(content_type=None)
    assert (told["status"], told["code"]) == (status, code)
    return told


async def test_every_missing_field_is_named(site, house):
    for body in ({"json": {}}, {"data": {"x": "1"}}):
        told = await problem(await site.post("/reprints", **body), 422, "invalid-request")
        assert {fault["field"] for fault in told["errors"]} == {"article", "outlet", "contact", "use", "medium", "term"}
        assert all(fault["code"] == "missing" and fault["detail"] for fault in told["errors"])
    assert await stored(house) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outlet", "县" * 9_000),
        ("contact", {"$gt": ""}),
        ("use", ["a"] * 5000),
        ("medium", 12),
        ("article", "\x00\u202e"),
        ("term_to", "2026-02-30"),
        ("term_from", "'; DROP TABLE requests; --"),
    ],
)
async def test_a_hostile_field_is_named(site, house, article, field, value):
    response = await site.post("/reprints", json={"article": article.slug, **ASKED, field: value})
    told = await problem(response, 422, "invalid-request")
    assert [fault["field"] for fault in told["errors"]] == [field]
    assert await stored(house) == ()


async def test_markup_and_control_characters_stay_words(site, house, article):
    hostile = {
        "outlet": "<script>x()</script>\x00\u202e{{7*7}}",
        "use": '"><img src=x onerror=x()>\r\n{{ 7*7 }}',
        "contact": "a\r\nBcc: b",
    }
    response = await site.post("/reprints", json={"article": article.slug, **ASKED, **hostile})
    assert response.status == 201
    told = await response.json()
    (request,) = await stored(house)
    assert request.asked.outlet == "<script>x()</script>{{7*7}}"
    assert request.asked.contact == "a Bcc: b"
    for path in (told["status_url"].removeprefix(BASE), f"/grants/{told['grant']['number']}"):
        text = await (await site.get(path, headers=PAGE)).text()
        assert "&lt;script&gt;" in text
        assert "<script>x" not in text
        assert "<img src=x" not in text
        assert "{{7*7}}" in text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[]", "application/json"),
        (b'"text"', "application/json"),
        (b"[" * 60_000, "application/json"),
        (b'{"days": ' + b"9" * 5000 + b"}", "application/json"),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"--x\r\n\r\nno name\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--", "multipart/form-data; boundary=x"),
        (b"--x\r\n" + b"a" * 60_000, "multipart/form-data; boundary=x"),
    ],
)
async def test_a_body_that_cannot_be_read(site, body, kind):
    await problem(await site.post("/reprints", data=body, headers={"Content-Type": kind}), 400, "bad-request")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/mixed; boundary=x", "application/xml", "nonsense"])
async def test_other_types_are_refused_with_the_ones_there_are(site, kind):
    response = await site.post("/reprints", data=b"x", headers={"Content-Type": kind})
    await problem(response, 415, "media-type")
    assert "application/json" in response.headers["Accept-Post"]


async def test_a_large_body_is_refused_whether_or_not_it_says_so(site):
    async def endless():
        for _ in range(100):
            yield b" " * 1024

    for body in (b"{" + b" " * 70_000 + b"}", endless()):
        response = await site.post("/reprints", data=body, headers={"Content-Type": "application/json"})
        await problem(response, 413, "too-large")
    just = json.dumps({"use": "a" * 60_000}).encode()
    assert len(just) < 64 * 1024
    assert (await site.post("/reprints", data=just, headers={"Content-Type": "application/json"})).status == 422


async def test_a_body_that_never_ends_is_not_waited_for(site, monkeypatch):
    monkeypatch.setattr(bodies, "_PATIENCE", 0.05)
    reader, writer = await asyncio.open_connection(site.host, site.port)
    writer.write(b"POST /reprints HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_an_article_that_is_not_ours(site, house):
    told = await problem(await site.post("/reprints", json={"article": "none", **ASKED}), 404, "unknown-article")
    assert [(fault["field"], fault["code"]) for fault in told["errors"]] == [("article", "unknown-article")]


# Once is once


async def test_the_same_key_gives_the_same_answer(site, house, article):
    body, headers = {"article": article.slug, **ASKED}, {"Idempotency-Key": "9f1c"}
    first = await site.post("/reprints", json=body, headers=headers)
    again = await site.post("/reprints", json=body, headers=headers)
    assert (first.status, again.status) == (201, 201)
    assert await first.json() == await again.json()
    assert (await site.get(first.headers["Location"].removeprefix(BASE))).status == 200
    assert len(await stored(house)) == 1


async def test_the_same_key_at_once_is_one_request(site, house, article):
    body, headers = {"article": article.slug, **ASKED}, {"Idempotency-Key": "9f1c"}
    answers = await asyncio.gather(*(site.post("/reprints", json=body, headers=headers) for _ in range(8)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(await stored(house)) == 1


async def test_a_key_used_for_something_else_is_refused(site, house, article):
    headers = {"Idempotency-Key": "9f1c"}
    await site.post("/reprints", json={"article": article.slug, **ASKED}, headers=headers)
    response = await site.post("/reprints", json={"article": article.slug, **ASKED, "use": "别的"}, headers=headers)
    await problem(response, 422, "key-reused")
    other = await site.post("/reprints", json={"article": article.slug, **ASKED, "outlet": "另一家"}, headers=headers)
    assert other.status == 201


@pytest.mark.parametrize("key", ["k" * 256, "钥匙"])
async def test_a_key_that_is_none(site, article, key):
    response = await site.post("/reprints", json={"article": article.slug, **ASKED}, headers={"Idempotency-Key": key})
    await problem(response, 400, "bad-request")


async def test_without_a_key_each_request_is_its_own(site, house, article):
    links = {
        (await site.post("/reprints", json={"article": article.slug, **ASKED})).headers["Location"] for _ in range(3)
    }
    assert len(links) == 3
    assert len(await stored(house)) == 3


# Asking as a person


async def test_the_form_shows_the_article_it_is_about(site, article):
    text = await (await site.get(f"/reprints?article={article.slug}", headers=PAGE)).text()
    assert article.title in text
    assert HOLDER in text
    assert f'<input type="hidden" name="article" value="{article.slug}">' in text
    assert "<script" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_person_fills_in_the_form_and_gets_a_link(site, house, article, language):
    fields = await form(site, article.slug)
    response = await site.post("/reprints", data=fields | ASKED, headers=BROWSER | {"Accept-Language": language})
    text = await response.text()
    assert (response.status, response.content_type) == (201, "text/html")
    link = response.headers["Location"]
    assert link in text.replace("&amp;", "&")
    assert response.headers["Referrer-Policy"] == "same-origin"
    (request,) = await stored(house)
    assert request.asked.articles == (article.slug,)
    assert request.asked.language == language
    assert request.grant.number in text
    assert article.body_text in text


async def test_a_browser_that_names_only_the_page_before_may_ask(site, house, article):
    fields = await form(site, article.slug) | ASKED
    response = await site.post("/reprints", data=fields, headers=PAGE | {"Referer": f"{BASE}/reprints"})
    assert response.status == 201


async def test_a_double_click_is_one_request_and_a_changed_form_another(site, house, article):
    fields = await form(site, article.slug) | ASKED
    links = [(await site.post("/reprints", data=fields, headers=BROWSER)).headers["Location"] for _ in range(2)]
    assert links[0] == links[1]
    changed = await site.post("/reprints", data=fields | {"use": "内页"}, headers=BROWSER)
    assert changed.headers["Location"] != links[0]
    assert len(await stored(house)) == 2


async def test_a_faulty_form_comes_back_filled_in_with_each_fault_beside_its_field(site, house, article):
    fields = await form(site, article.slug) | ASKED
    wrong = {"outlet": '"><script>x()</script>', "contact": "", "term_to": "2026-11-30"}
    response = await site.post("/reprints", data=fields | wrong, headers=BROWSER)
    text = await response.text()
    assert (response.status, response.content_type) == (422, "text/html")
    assert set(re.findall(r'id="(\w+)-fault"', text)) == {"contact", "term_to"}
    assert 'value="&#34;&gt;&lt;script&gt;x()&lt;/script&gt;"' in text
    assert "<script" not in text
    assert ASKED["use"] in text
    assert await stored(house) == ()


async def test_a_person_who_names_no_article_of_ours_is_told_beside_the_field(site, house):
    fields = await form(site) | ASKED | {"article": "https://news.example/none"}
    response = await site.post("/reprints", data=fields, headers=BROWSER)
    assert response.status == 404
    assert "本站没有这篇稿件" in await response.text()


# Forms from elsewhere


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://[broken"},
    ],
)
async def test_another_site_cannot_make_a_browser_ask(site, house, article, headers):
    fields = await form(site, article.slug) | ASKED
    response = await site.post("/reprints", data=fields, headers=PAGE | headers)
    assert response.status == 403
    assert await stored(house) == ()


async def test_a_browser_needs_the_token_of_our_form(site, house, article):
    fields = await form(site, article.slug) | ASKED
    for token in ("", "x", fields["token"] + "x", f"9{fields['token']}", "..", "1.é.x"):
        response = await site.post("/reprints", data=fields | {"token": token}, headers=BROWSER)
        assert response.status == 403, token
        assert ASKED["outlet"] in await response.text()
    house.clock.pass_by(hours=13)
    assert (await site.post("/reprints", data=fields, headers=BROWSER)).status == 403
    assert await stored(house) == ()


async def test_a_form_opened_before_a_restart_still_counts(site, house, article, aiohttp_client):
    from syndicator.web.app import application  # noqa: PLC0415 - a second process over the same data

    fields = await form(site, article.slug) | ASKED
    restarted = await aiohttp_client(application(house.services))
    assert (await restarted.post("/reprints", data=fields, headers=BROWSER)).status == 201


# The status link


async def test_the_status_link_shows_the_answer_to_its_holder_alone(site, house):
    article = await house.keep("grain", title="秋粮收购", reprint=Reprint.PERMISSION)
    told = await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json()
    link = told["status_url"].removeprefix(BASE)
    page = await site.get(link, headers=PAGE)
    text = await page.text()
    for shown in (told["number"], "等待审核", "秋粮收购", "邻县日报", "报刊", "2026年12月1日"):
        assert shown in text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert await (await site.get(link, headers={"Accept": "application/json"})).json() == told
    number = told["number"]
    for wrong in (f"/reprints/{number}", f"/reprints/{number}?secret=", f"/reprints/{number}?secret=x", f"{link}x"):
        assert (await site.get(wrong)).status == 404


async def test_secrets_are_long_differ_and_are_not_kept(site, house, article, tmp_path):
    secrets = set()
    for _ in range(5):
        told = await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json()
        secrets.add(told["status_url"].partition("secret=")[2])
    assert len(secrets) == 5
    # 6 bits a character: at least 128 bits.
    assert min(map(len, secrets)) * 6 >= 128
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("syndicator.db*"))
    assert not [secret for secret in secrets if secret.encode() in kept]


class TestClosed:
    @pytest.fixture
    def settings(self, settings):
        return settings | {"reprint": {"open": False}}

    async def test_a_closed_desk_says_so(self, site, house, article):
        for response in (
            await site.get("/reprints"),
            await site.post("/reprints", json={"article": article.slug, **ASKED}),
        ):
            await problem(response, 503, "desk-closed")
        assert await stored(house) == ()
