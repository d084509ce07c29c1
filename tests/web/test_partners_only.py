"""Every address of the site, asked by nobody: not a word of an article that is for partners."""

import re
from dataclasses import replace

import pytest
from web_house import BASE, NOW

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.flows.site_documents import PATHS
from syndicator.model.draft import Image
from syndicator.model.feed import Audience
from syndicator.model.moment import Moment
from syndicator.model.partner import Partner, Token
from syndicator.publish.formats import FORMATS
from syndicator.store import partners
from syndicator.web.routes import ROUTES

SECRET = TOKEN_PREFIX + "w" * 43
TITLE, TEXT, SECOND = "水库泄洪方案通过评审", "评审会昨天在县政府召开。", "方案将于下月报批。"
AUTHOR, PICTURE = "内参记者赵六", "https://news.example/reservoir.jpg"
WORDS = (TITLE, TEXT.rstrip("。"), SECOND.rstrip("。"), AUTHOR, PICTURE, "reservoir.html")
ASKED = {"outlet": "某报", "contact": "a@b.example", "use": "转载全文", "medium": "web", "term": "90 days"}
LANGUAGES = ("zh", "en")
ACCEPTED = ("*/*", "text/html", "application/json")
# Addresses whose last part is no one thing.
FILLED = {
    "name": ("haichuan", "fresh", "attribution"),
    "extension": (*FORMATS, "json", "odrl.json", "tdm.json", "rsl.xml"),
    "month": ("2026-10", "2026-11"),
    "number": ("1", "2"),
    "report": ("1", "2"),
    "token": ("x",),
    "hint": ("wwww",),
    "finding": ("1",),
}


@pytest.fixture
async def article(house):
    """One article of a feed for partners, in the live feed, its pages and a closed month."""
    catalog = house.services.catalog
    secret = replace(catalog.feed("haichuan"), access=Audience.PARTNERS, entries=1)
    catalog.replace((secret, catalog.feed("fresh")))
    kept = None
    for name, published in (
        ("reservoir", NOW),
        ("reservoir-2", NOW.replace(month=10)),
        ("reservoir-3", NOW.replace(month=10)),
    ):
        one = await house.keep(
            name,
            title=TITLE,
            url=f"https://news.example/2026/{name}.html" if kept else "https://news.example/2026/reservoir.html",
            published=Moment(published, "minute"),
            authors=(AUTHOR,),
            body_html=f'<p>{TEXT}</p><p>{SECOND}{name}</p><img src="{PICTURE}">',
            body_text=f"{TEXT}\n{SECOND}{name}",
            images=(Image(PICTURE, "水库", "水库全景", "李山 摄"),),
        )
        kept = kept or one
    await house.release("haichuan")
    await house.release("fresh")
    outlet = Partner("rizhao-daily", "日照日报", feeds=("haichuan",))
    async with house.services.database.begin() as connection:
        await partners.save(connection, outlet, house.clock())
        await partners.add_token(connection, Token(digest_of(SECRET), outlet.name, "wwww"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    return kept


def _addresses(route, article):
    """Every address a route's pattern stands for here."""
    filled = [re.sub(r"\{(\w+)(?::(?:[^{}]|\{[^{}]*\})*)?\}", r"{\1}", route.path)]
    for name in re.findall(r"\{(\w+)\}", filled[0]):
        values = (article.slug, article.slug.upper()) if name == "slug" else FILLED[name]
        filled = [path.replace(f"{{{name}}}", value) for path in filled for value in values]
    return filled


async def _told(site, method, path, **more):
    """All that one answer says, to whoever it is."""
    response = await site.request(method, path, allow_redirects=False, **more)
    text = (await response.read()).decode("utf-8", "replace")
    return response.status, text + "\n".join(f"{name}: {value}" for name, value in response.headers.items())


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
async def test_nobody_reads_a_word_of_it(site, article, route):
    asked = 0
    for path in _addresses(route, article):
        for accepted in ACCEPTED:
            for language in LANGUAGES:
                headers = {"Accept": accepted, "Accept-Language": language}
                body = {"article": article.slug, **ASKED} if route.method in {"POST", "PATCH"} else None
                for query in (
                    None,
                    {"article": article.slug},
                    {"article": article.id, "since": "0", "feed": "haichuan"},
                ):
                    status, told = await _told(site, route.method, path, headers=headers, json=body, params=query)
                    asked += 1
                    assert status < 500 or status == 503, path
                    assert [word for word in WORDS if word in told] == [], path
    assert asked


async def test_the_walk_would_find_it(site, article):
    """The same addresses tell it to the partner: it is there to be found."""
    found = set()
    headers = {"Authorization": f"Bearer {SECRET}"}
    for route in ROUTES:
        for path in _addresses(route, article) if route.method == "GET" else ():
            _, told = await _told(site, "GET", path, headers=headers)
            if all(word in told for word in (TITLE, AUTHOR)):
                found.add(path)
    assert {f"/feeds/haichuan.{extension}" for extension in FORMATS} <= found
    assert f"/articles/{article.slug}" in found
    assert f"/articles/{article.slug}.json" in found


async def test_a_licence_for_it_is_nobodys_but_the_partners(site, article):
    asked = {"article": article.slug, **ASKED}
    refused = await site.post("/reprints", json=asked)
    assert refused.status == 404
    assert (await refused.json())["code"] == "unknown-article"
    nothing = await site.post("/reprints", json={**asked, "article": "nothing"})
    assert (await nothing.json())["errors"] == (await refused.json())["errors"], (
        "nobody can tell it from one that is not there"
    )
    granted = await site.post("/reprints", json=asked, headers={"Authorization": f"Bearer {SECRET}"})
    assert granted.status == 201
    form = await site.get(f"/reprints?article={article.slug}", headers={"Authorization": f"Bearer {SECRET}"})
    assert TITLE in await form.text()


async def test_the_hub_brings_it_to_no_stranger(site, article):
    form = {
        "hub.mode": "subscribe",
        "hub.topic": f"{BASE}/feeds/haichuan.atom",
        "hub.callback": "https://reader.example/cb",
    }
    assert (await site.post("/hub", data=form)).status == 401


def test_every_document_of_the_site_is_walked():
    assert {f"/{path}" for path in PATHS} <= {route.path for route in ROUTES}
