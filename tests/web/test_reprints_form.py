"""The form to ask with, as people and as programs fill it in."""

import json
import re
from dataclasses import replace

import pytest
from aiohttp import FormData
from web_house import BASE

from syndicator.model.feed import Audience
from syndicator.model.rights import Reprint
from syndicator.reprint import ask
from syndicator.store import reprints
from syndicator.web.ask_form import HONEYPOT

PAGE = {"Accept": "text/html", "Accept-Language": "zh"}
BROWSER = PAGE | {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
WISH = {
    "outlet": "邻县日报",
    "email": "editor@linxian.example",
    "use": "头版转载全文",
    "medium": "print",
    "term_from": "2026-12-01",
    "term_to": "2027-05-31",
}


async def stored(house):
    async with house.services.database.read() as connection:
        return await reprints.all_requests(connection)


async def token(site):
    text = await (await site.get("/reprints", headers=PAGE)).text()
    return re.search(r'name="token" value="([^"]+)"', text)[1]


def multipart(fields):
    form = FormData(default_to_multipart=True)
    for name, value in fields:
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_only_what_is_necessary_is_required(site, house, language):
    article = await house.keep("bridge")
    text = await (
        await site.get(f"/reprints?article={article.slug}", headers=PAGE | {"Accept-Language": language})
    ).text()
    required = set(re.findall(r'<(?:input|select|textarea) id="(\w+)"[^>]*? required', text))
    assert required == {"outlet", "use", "medium", "term_from", "term_to"}
    assert text.count("<details") == 2
    assert "<script" not in text
    for name in re.findall(r'<(?:input|select|textarea) id="(\w+)"', text):
        assert f'<label for="{name}">' in text


async def test_the_form_is_about_several_articles(site, house):
    kept = [await house.keep(name, title=f"稿件{name}") for name in ("a1", "b2")]
    query = "&".join(f"article={article.slug}" for article in kept)
    text = await (await site.get(f"/reprints?{query}", headers=PAGE)).text()
    fields = [("article", slug) for slug in re.findall(r'type="hidden" name="article" value="(\w+)"', text)]
    assert [slug for _, slug in fields] == [article.slug for article in kept]
    sent = [*fields, *WISH.items(), ("token", await token(site))]
    for data in (multipart(sent), sent):
        response = await site.post("/reprints", data=data, headers=BROWSER)
        assert response.status == 201
        shown = await response.text()
        assert all(article.title in shown for article in kept)
    assert {request.asked.articles for request in await stored(house)} == {tuple(article.slug for article in kept)}


async def test_the_form_is_about_a_feed(site, house):
    text = await (await site.get("/reprints?feed=haichuan", headers=PAGE)).text()
    assert '<input type="hidden" name="feed" value="haichuan">' in text
    response = await site.post("/reprints", json={**WISH, "feed": f"{BASE}/feeds/haichuan.atom"})
    assert response.status == 201
    told = await response.json()
    assert told["feed"] == f"{BASE}/feeds/haichuan"
    assert (
        "海川县融媒体中心 · 要闻" in await (await site.get(told["status_url"].removeprefix(BASE), headers=PAGE)).text()
    )
    unknown = await site.post("/reprints", json={**WISH, "feed": "nothing"})
    assert (unknown.status, (await unknown.json())["errors"][0]["field"]) == (404, "feed")


async def test_articles_of_two_owners_are_for_two_requests(site, house):
    ours, theirs = await house.keep("a1"), await house.keep("b2", holder="邻县融媒体中心")
    response = await site.post("/reprints", json={**WISH, "articles": [ours.slug, theirs.slug]})
    assert response.status == 422
    told = await response.json()
    assert [(fault["field"], fault["code"]) for fault in told["errors"]] == [("article", "several-owners")]
    one_unknown = await site.post("/reprints", json={**WISH, "articles": [ours.slug, "none"]})
    assert one_unknown.status == 404
    assert await stored(house) == ()


async def test_a_program_may_send_a_multipart_form(site, house):
    article = await house.keep("bridge")
    response = await site.post("/reprints", data=multipart([("article", article.slug), *WISH.items()]))
    assert response.status == 201
    assert (await stored(house))[0].asked.use == WISH["use"]


async def test_a_file_is_refused(site, house):
    article = await house.keep("bridge")
    form = multipart([("article", article.slug), *WISH.items()])
    form.add_field("edits", b"x" * 100, filename="edits.docx", content_type="application/octet-stream")
    response = await site.post("/reprints", data=form)
    assert response.status == 415
    assert "multipart/form-data" in response.headers["Accept-Post"]
    assert await stored(house) == ()


async def test_who_fills_in_what_nobody_sees_is_told_and_nothing_is_kept(site, house):
    article = await house.keep("bridge")
    fields = {"article": article.slug, **WISH, HONEYPOT: "https://spam.example"}
    response = await site.post("/reprints", data=fields | {"token": await token(site)}, headers=BROWSER)
    assert response.status == 422
    text = await response.text()
    assert f'id="{HONEYPOT}-fault"' in text
    assert 'aria-hidden="true"' not in text
    told = await (await site.post("/reprints", data=fields)).json()
    assert [fault["field"] for fault in told["errors"]] == [HONEYPOT]
    assert await stored(house) == ()
    shown = await (await site.get("/reprints", headers=PAGE)).text()
    assert re.search(rf'<div class="apart" aria-hidden="true">\s*<label for="{HONEYPOT}">', shown)
    assert re.search(rf'name="{HONEYPOT}"[^>]*tabindex="-1"', shown)


async def test_a_refused_form_keeps_all_that_was_typed(site, house):
    article = await house.keep("bridge")
    more = {
        "kind": "online-news",
        "channel": "第2版",
        "edits": "删去一段",
        "pictures": "yes",
        "medium": "墙报",
        "phone": "1",
    }
    fields = {"article": article.slug, **WISH, **more, "token": await token(site)}
    response = await site.post("/reprints", data=fields, headers=BROWSER)
    text = await response.text()
    assert response.status == 422
    assert set(re.findall(r'id="(\w+)-fault"', text)) == {"license_number", "phone"}
    for shown in ('value="第2版"', ">删去一段</textarea>", "<option selected>墙报</option>"):
        assert shown in text
    assert re.search(r'<option value="online-news" class="licensed" selected>', text)
    assert re.search(r'name="pictures"[^>]* checked', text)
    assert re.search(r"<details open>\s*<summary>渠道", text)


async def test_a_feed_for_partners_is_unknown_to_others(site, house):
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    refused = await site.post("/reprints", json={**WISH, "feed": "haichuan"})
    nothing = await site.post("/reprints", json={**WISH, "feed": "nothing"})
    assert (refused.status, await refused.json()) == (404, await nothing.json())
    assert "要闻" not in await (await site.get("/reprints?feed=haichuan", headers=PAGE)).text()


async def test_a_request_for_review_says_so(site, house):
    article = await house.keep("grain", reprint=Reprint.PERMISSION)
    told = await (await site.post("/reprints", json={"article": article.slug, **WISH, "commercial": True})).json()
    assert (told["state"], told["commercial"]) == ("waiting", True)
    assert [step["step"] for step in told["timeline"]] == ["asked", "review"]


HOSTILE = (
    "\0\u202e<script>x()</script>{{7*7}}",
    "\ud800\udfff",
    "a\r\nBcc: everybody@c.example",
    "'; DROP TABLE requests; --",
    "长" * 70_000,
    10**400,
    float("1e308"),
    True,
    None,
    [],
    [[["a"]]],
    {"$gt": ""},
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize("name", sorted({*ask.LIMITS, *ask.FLAGS, "articles", "term", "term_from", "days", "language"}))
async def test_a_hostile_field_is_taken_clean_or_refused(site, house, name, hostile):
    article = await house.keep("bridge")
    body = json.dumps({"article": article.slug, **WISH, name: hostile})
    response = await site.post("/reprints", data=body, headers={"Content-Type": "application/json"})
    assert response.status in (201, 404, 413, 422), await response.text()
    if response.status == 201:
        link = response.headers["Location"].removeprefix(BASE)
        text = await (await site.get(link, headers=PAGE)).text()
        assert "<script>x" not in text
        assert not set(text) & set("\0\u202e\ud800")
    else:
        assert response.content_type == "application/problem+json"
        assert await stored(house) == ()
