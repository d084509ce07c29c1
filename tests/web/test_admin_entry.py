"""Signing in at /admin, out, and what nobody else sees."""

import re
from dataclasses import replace
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from desk_house import BROWSER, Desk, Form, asked, signed_in
from web_house import BASE

from syndicator.flows import admins
from syndicator.model.rights import Reprint
from syndicator.web.app import application
from syndicator.web.routes import ROUTES

DESK = [route for route in ROUTES if route.path.startswith("/admin")]
FILLED = {"number": "R2026-0001", "finding": "1"}


def _address(route):
    return re.sub(r"\{(\w+)[^}]*(?:\{[^}]*\})*[^}]*\}", lambda found: FILLED[found[1]], route.path)


@pytest.fixture
async def filed(house):
    return await asked(house, await house.keep("bridge", reprint=Reprint.PERMISSION))


def test_the_desk_has_its_pages():
    assert {"/admin/reprints", "/admin/grants", "/admin/trail.csv"} <= {route.path for route in DESK}


@pytest.mark.parametrize("cookie", ["", "x" * 43, "%00", '"; drop'])
@pytest.mark.parametrize("route", DESK, ids=lambda route: f"{route.method} {route.path}")
async def test_no_page_without_a_session(site, house, filed, route, cookie):
    await admins.add(house.services, "lin")
    path = _address(route)
    for accept in ("text/html", "application/json", "*/*"):
        headers = BROWSER | {"Accept": accept, "Cookie": f"syndicator-admin={cookie}"}
        response = await site.request(route.method, path, headers=headers, data={"key": "x"}, allow_redirects=False)
        text = await response.text()
        if path in {"/admin/", "/admin"} and response.status in {200, 403}:
            assert 'type="password"' in text
        elif response.status == 303:
            assert urlsplit(response.headers["Location"]).path == "/admin/"
        else:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"]
        for word in ("邻县日报", "editor@linxian.example", "G-2026"):
            assert word not in text
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "script-src" not in response.headers["Content-Security-Policy"]


async def test_an_address_nobody_has_tells_nothing_either(site):
    assert (await site.get("/admin/nothing", headers=BROWSER, allow_redirects=False)).status == 303
    assert (await site.get("/admin/nothing", headers={"Accept": "application/json"})).status == 401
    assert (await site.get("/administrators", headers=BROWSER)).status == 404


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_admin_signs_in_and_out(site, house, filed, language):
    issued = await admins.add(house.services, "林编辑")
    desk = Desk(site, language)
    first = await desk.get(f"/admin/reprints/{filed.number}")
    assert first.status == 303
    here = first.headers["Location"]
    fields = await desk.form(here, "/admin/")
    response = await desk.post("/admin/", fields | {"key": f" {issued.secret}\n"})
    assert (response.status, response.headers["Location"]) == (303, f"/admin/reprints/{filed.number}")
    desk.keep(response)
    text = await desk.text(response.headers["Location"])
    assert "林编辑" in text
    assert ("退出" if language == "zh" else "Sign out") in text
    assert "<script" not in text
    assert (await desk.get("/admin/")).headers["Location"] == "/admin/reprints"
    out = await desk.post("/admin/sign-out", await desk.form("/admin/reprints", "/admin/sign-out"))
    assert (out.status, out.headers["Location"]) == (303, "/admin/")
    assert (await desk.get("/admin/reprints")).status == 303, "the secret is good for nothing any more"


async def test_the_cookie_is_for_the_desk_alone(site, house):
    issued = await admins.add(house.services, "lin")
    desk = Desk(site)
    response = await desk.enter(issued.secret)
    (line,) = response.headers.getall("Set-Cookie")
    (cookie,) = SimpleCookie(line).values()
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/admin"
    assert int(cookie["max-age"]) <= 7 * 24 * 3600
    assert len(cookie.value) >= 43
    assert issued.secret not in line


@pytest.mark.parametrize(
    "key", ["", "synd_admin_" + "x" * 43, "synd_" + "x" * 43, "\x00", "x" * 5000, "' OR 1=1 --", "密码"]
)
async def test_a_wrong_token_lets_nobody_in(site, house, key):
    await admins.add(house.services, "lin")
    desk = Desk(site)
    response = await desk.enter(key)
    assert response.status == 403
    assert "Set-Cookie" not in response.headers
    text = await response.text()
    assert "令牌无效" in text
    assert key[:50] not in text or key in {"", "\x00"}


async def test_after_too_many_wrong_tokens_nobody_from_there_is_let_in_for_a_while(site, house):
    issued = await admins.add(house.services, "lin")
    desk = Desk(site, "en")
    for _ in range(admins.TRIES):
        assert (await desk.enter("synd_admin_wrong")).status == 403
    refused = await desk.enter(issued.secret)
    assert refused.status == 429
    assert refused.headers["Retry-After"] == "900"
    assert "quarter of an hour" in await refused.text()
    house.clock.pass_by(minutes=16)
    assert (await desk.enter(issued.secret)).status == 303


async def test_a_session_fixed_before_is_not_the_one_signed_in_with(site, house):
    issued = await admins.add(house.services, "lin")
    desk = Desk(site)
    desk.cookie = "a" * 43
    await desk.enter(issued.secret)
    first = desk.cookie
    assert first != "a" * 43
    for stale in ("a" * 43,):
        other = Desk(site)
        other.cookie = stale
        assert (await other.get("/admin/reprints")).status == 303
    # Signing in again beside the first, as a form kept from before would.
    fields = Form(await (await Desk(site).get("/admin/")).text()).forms[0][1]
    response = await desk.post("/admin/", fields | {"key": issued.secret})
    desk.keep(response)
    assert desk.cookie != first
    old = Desk(site)
    old.cookie = first
    assert (await old.get("/admin/reprints")).status == 303, "the session before ended"


async def test_whoever_is_revoked_is_out_at_once(site, house, filed):
    desk, token = await signed_in(site, house)
    fields = await desk.form(f"/admin/reprints/{filed.number}", "/decision", outcome="refuse")
    await admins.revoke(house.services, "林编辑")
    path = f"/admin/reprints/{filed.number}"
    assert (await desk.get(path)).status == 303
    response = await desk.post(f"{path}/decision", fields | {"reason": "no"})
    assert response.status == 401
    assert "重新登录" in await response.text()
    assert (await Desk(site).enter(token)).status == 403
    renewed = await admins.renew(house.services, "林编辑")
    assert (await desk.get(path)).status == 303
    assert (await desk.enter(renewed.secret)).status == 303


@pytest.mark.parametrize("hours", [11, 13])
async def test_a_session_unused_for_half_a_day_is_over(site, house, hours):
    desk, _ = await signed_in(site, house)
    house.clock.pass_by(hours=hours)
    assert (await desk.get("/admin/reprints")).status == (200 if hours < 12 else 303)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/admin/\\x",
        "javascript:x()",
        "/admin/x\r\nSet-Cookie: a=b",
        "/feeds",
    ],
)
async def test_signing_in_leads_to_no_other_place(site, house, target):
    issued = await admins.add(house.services, "lin")
    desk = Desk(site)
    fields = await desk.form("/admin/", "/admin/")
    response = await desk.post("/admin/", fields | {"key": issued.secret, "next": target})
    assert (response.status, response.headers["Location"]) == (303, "/admin/reprints")


async def test_a_sign_in_that_another_site_makes_a_browser_send_is_refused(site, house):
    issued = await admins.add(house.services, "lin")
    desk = Desk(site)
    fields = await desk.form("/admin/", "/admin/") | {"key": issued.secret}
    for elsewhere in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        response = await desk.post("/admin/", fields, **elsewhere)
        assert response.status == 403
        assert "Set-Cookie" not in response.headers
    assert (await desk.post("/admin/", fields | {"token": "1.x.y"})).status == 403
    assert (await desk.post("/admin/", fields)).status == 303


async def test_a_link_in_a_mail_read_on_the_web_leads_to_its_page(site, house, filed):
    desk, _ = await signed_in(site, house)
    path = f"/admin/reprints/{filed.number}"
    # The browser sends no cookie with a link that another site leads from.
    response = await Desk(site).get(path, **{"Sec-Fetch-Site": "cross-site"})
    text = await response.text()
    assert f'content="0; url={path}"' in text
    assert "邻县日报" not in text
    assert (await desk.get(path)).status == 200


async def test_the_desk_lies_under_the_path_we_are_published_at(house, aiohttp_client):
    config = house.services.config.model_copy(
        update={"site": house.services.config.site.model_copy(update={"base_url": f"{BASE}/news"})}
    )
    below = await aiohttp_client(application(replace(house.services, config=config)))
    issued = await admins.add(house.services, "lin")
    desk = Desk(below)
    response = await desk.enter(issued.secret)
    assert response.headers["Location"] == "/news/admin/reprints"
    assert "Path=/news/admin" in response.headers["Set-Cookie"]
