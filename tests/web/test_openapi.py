"""/openapi.json is valid, describes every address of the API, and the answers are as it says."""

import re

import jsonschema
import pytest
from openapi_spec_validator import validate
from web_house import BASE

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.flows.reprint_decision import ask_back
from syndicator.flows.reprint_limits import wrong
from syndicator.flows.reprint_link import secret_of
from syndicator.model.partner import Partner, Token
from syndicator.model.rights import Reprint
from syndicator.store import partners
from syndicator.web.keys import BACKGROUND
from syndicator.web.openapi import described
from syndicator.web.routes import ROUTES

SECRET = TOKEN_PREFIX + "o" * 43
BEARER = {"Authorization": f"Bearer {SECRET}"}
# What programs ask of us beside /api.
ALSO = ("/reprints", "/grants", "/hub", "/.well-known/jwks.json")
METHODS = ("get", "post", "patch", "put", "delete")


def _routes():
    return {
        (route.method.lower(), re.sub(r"\{(\w+)(?::(?:[^{}]|\{[^{}]*\})*)?\}", r"{\1}", route.path)) for route in ROUTES
    }


def _described():
    return {(method, path) for path, item in described(BASE)["paths"].items() for method in item if method in METHODS}


def test_it_is_openapi():
    validate(described(BASE))


def test_every_address_of_the_api_is_described_and_no_other():
    ours = {(method, path) for method, path in _routes() if path.startswith(("/api/", *ALSO))}
    assert len(ours) > 10
    assert _described() == ours


async def test_it_is_served(site):
    response = await site.get("/openapi.json")
    assert response.status == 200
    assert response.content_type == "application/json"
    told = await response.json()
    assert told["servers"] == [{"url": BASE}]
    assert told["info"]["version"]


@pytest.fixture
async def ask(site, house):
    """A request by a partner; its answer is checked against the description."""
    outlet = Partner("rizhao-daily", "日照日报", feeds=("haichuan",))
    async with house.services.database.begin() as connection:
        await partners.save(connection, outlet, house.clock())
        await partners.add_token(connection, Token(digest_of(SECRET), outlet.name, "oooo"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    document = described(BASE)

    def check(value, schema):
        jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(value)

    async def asked(method, template, status, json=None, headers=BEARER, query="", **filled):
        operation = document["paths"][template][method]
        path = template.format(**filled) + query
        response = await site.request(method, path, json=json, headers=headers)
        assert response.status == status, await response.text()
        content = operation["responses"][str(status)].get("content", {})
        if not content:
            assert await response.read() == b""
            return None
        told = await response.json()
        check(told, content[response.content_type]["schema"])
        if json is not None and status < 300:
            check(json, operation["requestBody"]["content"]["application/json"]["schema"])
        return told

    return asked


async def test_the_partners_answers_are_as_described(ask, house):
    await house.keep("one")
    await house.release()
    api = "/api/v1/partner"
    await ask("get", api, 200)
    await ask("get", api, 401, headers={})
    await ask("patch", api, 200, {"shape": {"credit": "据{holder}"}})
    await ask("patch", api, 422, {"shape": {"text": "full"}})
    made = await ask("post", f"{api}/tokens", 201, {"label": "x", "expires": "30d", "rotate": True, "overlap": "1d"})
    await ask("delete", f"{api}/tokens/{{hint}}", 204, hint=made["hint"])
    await ask("delete", f"{api}/tokens/{{hint}}", 404, hint=made["hint"])
    route = await ask("post", f"{api}/routes", 201, {"to": "https://rizhao.example/in", "everything": True})
    await ask("get", f"{api}/routes", 200)
    await ask("patch", f"{api}/routes/{{number}}", 200, {"paused": True}, number=route["number"])
    await ask("delete", f"{api}/routes/{{number}}", 204, number=route["number"])
    await ask("get", f"{api}/receipts", 200)
    await ask("get", f"{api}/receipts", 422, query="?limit=0")
    await ask("post", f"{api}/acknowledgements", 404, {"article": "nothing"})


async def test_the_desks_answers_are_as_described(ask, house):
    article = await house.keep("two")
    wish = {
        "article": article.slug,
        "outlet": "某报",
        "contact": "a@b.example",
        "use": "转载",
        "medium": "web",
        "term": "90 days",
    }
    told = await ask("post", "/reprints", 201, wish)
    secret = told["status_url"].partition("secret=")[2]
    accept = {"Accept": "application/json"}
    await ask("get", "/reprints/{number}", 200, number=told["number"], query=f"?secret={secret}", headers=accept)
    await ask("get", "/grants/{number}.json", 200, number=told["grant"]["number"])
    await ask("get", "/grants/{number}.jws", 404, number="G-0")
    await ask("get", "/.well-known/jwks.json", 200)
    mine = {"number": told["number"], "query": f"?secret={secret}", "headers": accept}
    await ask("get", "/reprints/{number}/kit", 200, **mine)
    await ask("get", "/reprints/{number}/kit/{slug}", 200, **mine, slug=article.slug)
    await ask("get", "/reprints/{number}/kit.zip", 404, number=told["number"], query="?secret=x", headers=accept)
    await ask("post", "/reprints/{number}/renew", 201, {}, **mine)
    await ask("post", "/reprints", 422, {"article": article.slug})
    await ask("post", "/api/v1/articles", 401, {})


async def test_what_an_asker_does_is_answered_as_described(ask, house):
    article = await house.keep("four", reprint=Reprint.PERMISSION)
    wish = {
        "articles": [article.slug],
        "outlet": "某报",
        "email": "a@b.example",
        "kind": "online-news",
        "license_number": "37120210012",
        "use": "转载",
        "medium": "web",
        "term": {"days": 90},
        "circulation": 12000,
        "pictures": True,
        "edits": "删节",
    }
    told = await ask("post", "/reprints", 201, wish)
    number, query = told["number"], "?" + told["status_url"].partition("?")[2]
    page = {"number": number, "headers": {"Accept": "application/json"}}
    at = "/reprints/{number}"
    await ask("post", f"{at}/answer", 409, {"text": "x"}, query=query, **page)
    await ask_back(house.services, number, "李编辑", "第几版？")
    await ask("get", at, 200, query=query, **page)
    await ask("post", f"{at}/answer", 422, {}, query=query, **page)
    await ask("post", f"{at}/answer", 200, {"text": "第2版"}, query=query, **page)
    await ask("post", f"{at}/withdraw", 200, query=query, **page)
    await ask("post", f"{at}/withdraw", 403, query=query, number=number, headers={"Origin": "https://evil.example"})
    await ask("get", f"{at}/confirm", 404, query=query, **page)
    await ask("post", f"{at}/confirm", 404, query=query, **page)
    secret = secret_of(house.services, number, "confirm")
    await ask("get", f"{at}/confirm", 200, query=f"?secret={secret}", **page)
    await ask("post", f"{at}/confirm", 200, query=f"?secret={secret}", **page)
    for _ in range(house.services.config.reprint.wrong_secrets):
        await wrong(house.services, "127.0.0.0/24")
    for method, path in (("get", at), ("get", f"{at}/confirm"), ("post", f"{at}/answer"), ("post", f"{at}/withdraw")):
        await ask(method, path, 429, query=query, **page)
    await ask("post", "/reprints", 401, wish, headers={"Authorization": "Bearer x"})
    await ask("post", "/reprints", 404, {**wish, "articles": ["none"]}, headers={})
    for number in range(house.services.config.reprint.per_address - 1):
        await ask("post", "/reprints", 201, {**wish, "use": f"转载{number}"}, headers={})
    await ask("post", "/reprints", 429, {**wish, "use": "又一次"}, headers={})


async def test_what_was_taken_down_is_acknowledged_as_described(ask, site, house):
    article = await house.keep("three")
    await house.release()
    assert (await site.get(f"/feeds/haichuan.atom?token={SECRET}")).status == 200
    await site.app[BACKGROUND].idle()
    assert (await ask("get", "/api/v1/partner/receipts", 200))["receipts"]
    await ask("post", "/api/v1/partner/acknowledgements", 409, {"article": article.id})
    await house.cancel(article)
    await ask("post", "/api/v1/partner/acknowledgements", 200, {"article": article.id})
