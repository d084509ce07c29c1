"""/api/v1/partner: a partner sees what was agreed with it, and changes its own tokens and routes; nobody else's."""

import base64
import re
from dataclasses import replace
from pathlib import Path

import pytest

from syndicator.flows import receipts as given
from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, Partner, Shape, Token
from syndicator.publish.formats import FORMATS
from syndicator.store import partners, receipts, routes
from syndicator.web.words import WORDS

ME, THEM = TOKEN_PREFIX + "m" * 43, TOKEN_PREFIX + "t" * 43
BEARER, OTHERS = {"Authorization": f"Bearer {ME}"}, {"Authorization": f"Bearer {THEM}"}
OUTLET = Partner(
    "rizhao-daily", "日照日报", "desk@rizhao.example", ("haichuan",), Shape(text=Extent.SUMMARY, credit="据{holder}"), rate=60,
    note="only the admin's",
)  # fmt: skip
OTHER = Partner("county-radio", "县广播", feeds=("haichuan",))
API = "/api/v1/partner"


@pytest.fixture
async def outlets(house):
    """Two partners of a feed for partners, each with a token."""
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    async with house.services.database.begin() as connection:
        for partner, secret in ((OUTLET, ME), (OTHER, THEM)):
            await partners.save(connection, partner, house.clock())
            token = Token(digest_of(secret), partner.name, secret[-4:], "first", house.clock())
            await partners.add_token(connection, token, house.clock())
    await house.services.access.refresh(house.services.database, house.clock())


@pytest.fixture
def call(site, outlets):
    """A request by a partner: status and JSON."""

    async def ask(method, path="", json=None, headers=BEARER, status=200, **more):
        response = await site.request(method, API + path, json=json, headers=headers, **more)
        assert response.status == status, await response.text()
        assert response.headers["Cache-Control"] == "no-store"
        return await response.json() if response.status != 204 else None

    return ask


async def test_who_am_i(call):
    told = await call("GET")
    assert told["name"] == "rizhao-daily"
    assert told["shape"] == {"text": "summary", "images": True, "credit": "据{holder}", "language": ""}
    assert told["term"] == {"starts": None, "ends": None}
    assert (told["rate"], told["networks"], told["routes"]) == (60, [], [])
    granted, public = told["feeds"]
    assert (granted["name"], granted["access"], public["access"]) == ("haichuan", "partners", "public")
    assert granted["documents"].keys() == FORMATS.keys()
    (token,) = told["tokens"]
    assert (token["hint"], token["label"], token["current"], token["expires"]) == ("mmmm", "first", True, None)
    text = repr(told)
    for hidden in (ME, digest_of(ME), OUTLET.note, "county-radio", "tttt"):
        assert hidden not in text


EVERY = [
    ("GET", ""),
    ("PATCH", ""),
    ("POST", "/tokens"),
    ("DELETE", "/tokens/mmmm"),
    ("GET", "/routes"),
    ("POST", "/routes"),
    ("PATCH", "/routes/1"),
    ("DELETE", "/routes/1"),
    ("GET", "/receipts"),
    ("POST", "/acknowledgements"),
]


@pytest.mark.parametrize(("method", "path"), EVERY)
async def test_nobody_without_a_token(site, outlets, method, path):
    for headers in ({}, {"Authorization": "Bearer nonsense"}):
        response = await site.request(method, API + path, json={}, headers=headers)
        assert response.status == 401
        assert response.content_type == "application/problem+json"
        assert "Basic" in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("method", "path"), [one for one in EVERY if one[0] != "GET"])
async def test_no_site_makes_a_browser_change_anything(site, house, outlets, method, path):
    basic = base64.b64encode(f"{ME}:".encode()).decode()
    for hand in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}):
        response = await site.request(method, API + path, json={}, headers={"Authorization": f"Basic {basic}", **hand})
        assert response.status == 403
        assert (await response.json())["code"] == "cross-site"
    async with house.services.database.read() as connection:
        assert len(await partners.tokens_of(connection)) == 2
        assert all(one.revoked is None for one in await partners.tokens_of(connection))


async def test_a_partner_rotates_its_token_itself(call, site, house):
    house.clock.pass_by(seconds=1)
    made = await call("POST", "/tokens", {"label": "新系统", "rotate": True, "overlap": "2d"}, status=201)
    assert re.fullmatch(r"synd_[A-Za-z0-9_-]{43}", made["token"])
    assert made["hint"] == made["token"][-4:]
    fresh = {"Authorization": f"Bearer {made['token']}"}
    old, new = (await call("GET", headers=fresh))["tokens"]
    assert (old["expires"], new["expires"]) == ("2026-11-26T02:30:01+00:00", None)
    assert (old["current"], new["current"], new["label"]) == (False, True, "新系统")
    house.clock.pass_by(days=1, hours=23)
    await call("GET")
    house.clock.pass_by(hours=2)
    assert (await call("GET", status=401))["code"] == "access-token-expired"
    await call("GET", headers=fresh)
    await call("GET", headers=OTHERS)


async def test_a_partner_ends_its_own_tokens_alone(call):
    extra = await call("POST", "/tokens", {"expires": "30d"}, status=201)
    assert extra["expires"] == "2026-12-24T02:30:00+00:00"
    assert (await call("DELETE", "/tokens/tttt", status=404))["code"] == "unknown-token"
    await call("DELETE", f"/tokens/{extra['hint']}", status=204)
    await call("GET", headers={"Authorization": f"Bearer {extra['token']}"}, status=401)
    await call("DELETE", "/tokens/mmmm", status=204)
    assert (await call("GET", status=401))["code"] == "access-token-revoked"
    await call("GET", headers=OTHERS)


@pytest.mark.parametrize(
    ("path", "body", "faults"),
    [
        ("/tokens", {"label": 5, "expires": "soon", "colour": "red"}, {"label": "not-text", "expires": "not-a-time", "colour": "unknown-field"}),
        ("/tokens", {"label": "x" * 101}, {"label": "too-long"}),
        ("/tokens", {"label": "a\nb"}, {"label": "not-a-line"}),
        ("/tokens", {"expires": "2020-01-01"}, {"expires": "past"}),
        ("/tokens", {"expires": "9999999999999d"}, {"expires": "not-a-time"}),
        ("/tokens", {"overlap": "7d"}, {"rotate": "missing"}),
        ("/tokens", {"rotate": "yes", "overlap": "long"}, {"rotate": "not-a-flag", "overlap": "not-a-span"}),
        ("/routes", {}, {"to": "missing"}),
        ("/routes", {"to": "http://127.0.0.1/hook"}, {"to": "refused-address"}),
        ("/routes", {"to": "http://[::1]/hook"}, {"to": "refused-address"}),
        ("/routes", {"to": "http://169.254.169.254/latest"}, {"to": "refused-address"}),
        ("/routes", {"to": "file:///etc/passwd"}, {"to": "refused-address"}),
        ("/routes", {"channel": "mail", "to": "victim@example.org"}, {"channel": "unknown-channel"}),
        ("/routes", {"to": "https://rizhao.example/in", "secret": "short"}, {"secret": "not-a-secret"}),
        ("/acknowledgements", {}, {"article": "missing"}),
    ],
)  # fmt: skip
async def test_what_cant_be_taken_is_named(call, house, path, body, faults):
    for language, sentence in (("zh", re.compile("[\u4e00-\u9fff]")), ("en", re.compile("[a-z]{2}"))):
        told = await call("POST", path, body, headers={**BEARER, "Accept-Language": language}, status=422)
        assert told["code"] == "invalid-fields"
        assert {fault["field"]: fault["code"] for fault in told["errors"]} == faults
        assert all(sentence.search(fault["detail"]) for fault in told["errors"])
    async with house.services.database.read() as connection:
        assert await routes.everyone(connection) == ()
        assert len(await partners.tokens_of(connection)) == 2


async def test_a_body_is_a_json_object(site, outlets):
    for data, kind, status in (
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("a=b", "application/x-www-form-urlencoded", 415),
    ):
        response = await site.post(f"{API}/tokens", data=data, headers={**BEARER, "Content-Type": kind})
        assert response.status == status


async def test_there_is_an_end_to_tokens_and_routes(call, monkeypatch):
    monkeypatch.setattr("syndicator.flows.tokens.MOST", 2)
    monkeypatch.setattr("syndicator.flows.partner_routes.MOST", 1)
    await call("POST", "/tokens", {}, status=201)
    assert (await call("POST", "/tokens", {}, status=422))["errors"][0]["code"] == "too-many-tokens"
    await call("POST", "/routes", {"to": "https://rizhao.example/1"}, status=201)
    assert (await call("POST", "/routes", {"to": "https://rizhao.example/2"}, status=422))["errors"][0][
        "code"
    ] == "too-many-routes"


async def test_the_shape_is_the_partners_as_far_as_it_was_not_agreed(call):
    told = await call("PATCH", "", {"shape": {"credit": "来源：{holder}　{title}", "language": "en"}})
    assert told["shape"] == {"text": "summary", "images": True, "credit": "来源：{holder}　{title}", "language": "en"}
    told = await call("PATCH", "", {"shape": {"language": ""}})
    assert told["shape"]["credit"] == "来源：{holder}　{title}"
    for shape, field, code in (
        ({"text": "full"}, "text", "agreed"), ({"images": False}, "images", "agreed"), ({"credit": "{title}"}, "credit", "not-a-credit"),
        ({"credit": "{holder.x}"}, "credit", "not-a-credit"), ({"credit": "{"}, "credit", "not-a-credit"), ({"language": "!"}, "language", "not-a-language"),
    ):  # fmt: skip
        (fault,) = (await call("PATCH", "", {"shape": shape}, status=422))["errors"]
        assert (fault["field"], fault["code"]) == (field, code)
    await call("PATCH", "", {"name": "county-radio"}, status=422)
    await call("PATCH", "", {"shape": 7}, status=422)
    assert (await call("GET"))["shape"]["text"] == "summary"


async def test_webhooks_are_signed_paused_and_ended(call, house):
    made = await call("POST", "/routes", {"to": "https://rizhao.example/in"}, status=201)
    assert re.fullmatch("[0-9a-f]{64}", made["secret"]), "made, and shown this once"
    own = await call(
        "POST", "/routes", {"to": "https://rizhao.example/2", "secret": "k" * 32, "everything": True}, status=201
    )
    assert "secret" not in own
    async with house.services.database.read() as connection:
        first, second = await routes.of_partner(connection, "rizhao-daily")
    assert (first.secret, second.secret) == (made["secret"], "k" * 32)
    (fault,) = (await call("POST", "/routes", {"to": "https://rizhao.example/in"}, status=422))["errors"]
    assert fault["code"] == "taken"
    listed = await call("GET", "/routes")
    assert [one["number"] for one in listed["routes"]] == [first.number, second.number]
    assert (await call("GET"))["routes"] == listed["routes"]
    assert made["secret"] not in repr(listed)
    for method, body in (("PATCH", {"paused": True}), ("DELETE", None)):
        assert (await call(method, f"/routes/{first.number}", body, headers=OTHERS, status=404))[
            "code"
        ] == "unknown-route"
    assert (await call("GET", "/routes", headers=OTHERS))["routes"] == []
    assert (await call("PATCH", f"/routes/{first.number}", {"paused": True}))["paused"] is True
    assert (await call("PATCH", f"/routes/{first.number}", {"paused": False}))["paused"] is False
    await call("DELETE", f"/routes/{first.number}", status=204)
    await call("DELETE", f"/routes/{first.number}", status=404)


async def test_receipts_and_the_word_that_it_is_gone(call, house):
    articles = [await house.keep(number) for number in range(3)]
    await house.release()
    feed = house.services.catalog.feed("haichuan")
    entries = {entry.id: entry for entry in house.services.library.selection("haichuan")}
    await given.pulled(house.services, OUTLET, feed, [entries[one.id] for one in articles[:2]], "atom")
    house.clock.pass_by(hours=1)
    await given.pulled(house.services, OTHER, feed, [entries[articles[2].id]], "rss")
    told = (await call("GET", "/receipts"))["receipts"]
    assert {one["article"] for one in told} == {one.id for one in articles[:2]}
    assert {(one["how"], one["channel"], one["version"], one["acknowledged"]) for one in told} == {
        ("pull", "atom", 1, None)
    }
    assert len((await call("GET", "/receipts?limit=1"))["receipts"]) == 1
    assert (await call("GET", "/receipts?since=2026-11-24T02:31:00Z"))["receipts"] == []
    assert len((await call("GET", "/receipts?since=2026-11-24T10:30:00+08:00"))["receipts"]) == 2
    wrong = (await call("GET", "/receipts?since=soon&limit=0", status=422))["errors"]
    assert {(one["field"], one["code"]) for one in wrong} == {("since", "not-a-moment"), ("limit", "not-a-number")}
    mine, _, theirs = articles
    assert (await call("POST", "/acknowledgements", {"article": mine.id}, status=409))["code"] == "not-withdrawn"
    for one in (mine, theirs):
        await house.cancel(one)
    for name in (theirs.id, theirs.slug, "nothing"):
        assert (await call("POST", "/acknowledgements", {"article": name}, status=404))["code"] == "unknown-article"
    address = f"https://feeds.example.org/articles/{mine.slug}"
    (said,) = (await call("POST", "/acknowledgements", {"article": address}))["receipts"]
    assert said["acknowledged"] == "2026-11-24T03:30:00+00:00"
    house.clock.pass_by(hours=1)
    (again,) = (await call("POST", "/acknowledgements", {"article": mine.id}))["receipts"]
    assert again["acknowledged"] == said["acknowledged"], "the first time stands"
    async with house.services.database.read() as connection:
        assert [one.acknowledged for one in await receipts.of_article(connection, theirs.id)] == [None]


async def test_an_address_with_a_token_in_it_is_told_to_nobody(site, outlets):
    response = await site.get(f"{API}?token={ME}")
    assert response.status == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert ME not in await response.text()
    assert (await site.get("/")).headers["Referrer-Policy"] == "same-origin"


def test_every_mistake_has_its_words():
    flows = Path(__file__).parents[2] / "syndicator"
    files = [
        *flows.glob("flows/agreement.py"),
        *flows.glob("flows/partner*.py"),
        flows / "flows" / "tokens.py",
        *flows.glob("web/api/*.py"),
    ]
    codes = {
        code for file in files for code in re.findall(r'Fault\([^,()]+, "([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(codes) > 20
    assert {f"fault.{code}" for code in codes} <= WORDS.keys()


async def test_a_token_is_in_nothing_we_say(site, house, outlets):
    article = await house.keep("one")
    await house.release()
    for path in (
        *(f"/feeds/haichuan.{extension}" for extension in FORMATS),
        f"/articles/{article.slug}",
        f"/articles/{article.slug}.json",
    ):
        for query, headers in ((f"?token={ME}", {}), ("", BEARER)):
            response = await site.get(path + query, headers=headers)
            assert response.status == 200
            assert ME not in await response.text()
            where = {name for name, value in response.headers.items() if ME in value}
            assert where <= {"Link"}, "a partner's own address of a feed, for hubs"
            assert response.headers.get("Referrer-Policy") == ("no-referrer" if query else "same-origin")


async def test_a_failure_is_logged_without_the_token(site, house, outlets, caplog):
    await house.services.database.close()
    (house.services.config.root / "syndicator.db").unlink()
    response = await site.get(f"{API}?token={ME}")
    assert response.status == 500
    assert f"GET {API} failed" in caplog.text
    assert ME not in caplog.text
    assert digest_of(ME) not in caplog.text
