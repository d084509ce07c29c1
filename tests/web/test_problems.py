import logging

import pytest
from aiohttp import web
from web_house import BASE

from syndicator.web.app import application
from syndicator.web.problem import KINDS


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("application/json, text/html;q=0.5", "application/problem+json"),
        ("", "application/problem+json"),
    ],
)
async def test_people_get_a_page_and_programs_a_problem(site, accept, media_type):
    response = await site.get("/nowhere", headers={"Accept": accept})
    assert (response.status, response.content_type) == (404, media_type)
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_problem_has_the_members_of_rfc_9457(site):
    told = await (await site.get("/nowhere", headers={"Accept-Language": "en"})).json(content_type=None)
    assert told == {
        "type": f"{BASE}/problems#not-found",
        "title": "There is no such page",
        "status": 404,
        "code": "not-found",
    }


async def test_every_problem_type_is_explained_where_its_address_leads(site):
    text = await (await site.get("/problems")).text()
    for kind in KINDS:
        assert f'id="{kind}"' in text


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "POST"])
async def test_a_wrong_method_names_the_right_ones(site, method):
    response = await site.request(method, "/")
    assert response.status == 405
    assert response.headers["Allow"] == "GET,HEAD"
    assert (await response.json(content_type=None))["code"] == "method"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
async def test_what_nobody_expected_is_logged_once_and_never_shown(house, aiohttp_client, caplog, accept):
    async def breaks(_request):
        raise RuntimeError("the secret of the house")

    app = application(house.services)
    app.router.add_get("/breaks", breaks)
    site = await aiohttp_client(app)
    with caplog.at_level(logging.ERROR):
        response = await site.get("/breaks", headers={"Accept": accept})
    text = await response.text()
    assert response.status == 500
    assert "secret of the house" not in text
    assert "Traceback" not in text
    assert [record.getMessage() for record in caplog.records] == ["GET /breaks failed"]
    assert "the secret of the house" in caplog.text


async def test_redirects_pass(house, aiohttp_client):
    async def moved(_request):
        raise web.HTTPFound("/there")

    app = application(house.services)
    app.router.add_get("/moved", moved)
    site = await aiohttp_client(app)
    response = await site.get("/moved", allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (302, "/there")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/feeds/none.rss", "/static/site.css", "/healthz", "/reprints"])
async def test_every_answer_carries_the_security_headers(site, path):
    headers = (await site.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "aiohttp" not in headers["Server"].lower()


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/%ff%fe.rss",
        "/articles/%00",
        "/articles/..%2f..%2fetc%2fpasswd",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/articles/" + "a" * 4000,
        "/reprints/R2026-0001?secret=%ff",
        "/grants/%0d%0aX-Evil:1",
        "/licenses/../x",
        "/?lang=%0d%0aSet-Cookie:x",
        "/reprints?article=%00%ff%0a" + "x" * 3000,
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
async def test_hostile_addresses_meet_plain_answers(site, path, accept):
    response = await site.get(path, headers={"Accept": accept}, allow_redirects=False)
    assert response.status in {200, 404}
    assert "X-Evil" not in response.headers
    assert "Traceback" not in await response.text()
