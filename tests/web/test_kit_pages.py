"""The reprint kit over HTTP: by the secret alone, as long as the licence holds."""

import base64
import hashlib
import html
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from web_house import BASE

from syndicator.flows import licence
from syndicator.flows.pictures import kept_in
from syndicator.flows.reprint_link import hashed, secret_of
from syndicator.model.draft import Image
from syndicator.model.reprint import RequestState
from syndicator.model.rights import Reprint
from syndicator.reprint.licence import press
from syndicator.store import reprints

ASKED = {
    "outlet": "邻县日报",
    "contact": "editor@linxian.example",
    "use": "全文",
    "medium": "web",
    "term_from": "2026-11-24",
    "term_to": "2026-12-31",
}
PAGE = {"Accept": "text/html", "Accept-Language": "zh"}
JPEG = b"\xff\xd8\xff\xe0 no real picture"


@pytest.fixture
async def article(house):
    return await house.keep(
        "bridge", body_html="<p>海川县<strong>新桥</strong>今天通车。</p><h2>详情</h2><ul><li>一</li></ul>"
    )


async def granted(site, *articles, **other):
    """A request that was granted, with its secret."""
    for article in articles:
        told = await (await site.post("/reprints", json={**ASKED, "article": article.slug, **other})).json()
        assert told["state"] == "granted"
    return told["number"], told["status_url"].partition("secret=")[2], told["grant"]["number"]


async def with_pictures(house, number):
    """The same request with leave for pictures, as a person gives it."""
    async with house.services.database.begin() as connection:
        given = await reprints.find(connection, number)
        constraints = tuple(
            (name, "cleared" if name == "pictures" else value) for name, value in given.grant.constraints
        )
        return await again(house, connection, given, constraints=constraints)


async def of_feed(house, number):
    async with house.services.database.begin() as connection:
        given = await reprints.find(connection, number)
        return await again(house, connection, given, articles=(), feed="haichuan")


async def again(house, connection, given, **other):
    asked = replace(given.asked, articles=() if "feed" in other else given.asked.articles, feed=other.get("feed", ""))
    secret = secret_of(house.services, "R2026-0099")
    fresh = replace(given, number="R2026-0099", asked=asked, state=RequestState.WAITING, decision=None, grant=None)
    fresh = replace(fresh, secret_hash=hashed(secret))
    await reprints.add(connection, fresh)
    grant = replace(given.grant, number="G-20261124-AAAAAAAA", request=fresh.number, **other)
    await reprints.decide(connection, fresh.number, given.decision, grant)
    return fresh.number, secret


def fields(text):
    """What stands in the page's fields, by their id."""
    found = re.findall(r'<textarea id="([\w-]+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    return {name: html.unescape(value) for name, value in found}


async def test_the_page_has_every_form_ready_to_be_copied(site, article):
    number, secret, grant = await granted(site, article)
    response = await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)
    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex"
    text = await response.text()
    assert grant in text
    found = fields(text)
    assert found["title-text-1"] == article.title
    assert found["credit-1"] == article.rights.credit
    assert "<strong>新桥</strong>" in found["html-1"]
    assert found["markdown-1"].startswith(f"# {article.title}\n\n海川县**新桥**今天通车。\n\n## 详情\n\n- 一\n\n来源")
    assert found["text-1"].endswith(article.rights.credit + "\n")
    assert found["head-1"] == f'<link rel="canonical" href="{article.url}">\n<meta name="robots" content="noindex">'


async def test_a_script_is_a_help_and_only_ours_runs(site, article):
    number, secret, _ = await granted(site, article)
    response = await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    text = await response.text()
    assert text.count("<script") == 1
    address, integrity = re.search(r'<script src="([^"]+)" integrity="(sha384-[^"]+)"', text).groups()
    script = await site.get(address)
    assert script.status == 200
    assert "javascript" in script.content_type
    assert integrity == "sha384-" + base64.b64encode(hashlib.sha384(await script.read()).digest()).decode()
    # Without it the buttons that need it are not shown.
    assert all("hidden" in button for button in re.findall(r"<button[^>]*>", text))
    other = await site.get("/", headers=PAGE)
    assert "script-src" not in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["kit", "kit.zip", "kit/{slug}", "kit/{slug}.zip"])
@pytest.mark.parametrize("secret", ["", "?secret=", "?secret=wrong"])
async def test_without_the_secret_there_is_nothing(site, article, path, secret):
    number, _, _ = await granted(site, article)
    response = await site.get(f"/reprints/{number}/{path.format(slug=article.slug)}{secret}")
    assert response.status == 404
    assert article.title not in await response.text()


@pytest.mark.parametrize(
    ("days", "status", "says"), [(-1, 403, "2026年11月24日 起生效"), (40, 410, "2026年12月31日 到期")]
)
async def test_outside_the_term_it_says_when_it_is(site, house, article, days, status, says):
    number, secret, _ = await granted(site, article)
    house.clock.pass_by(days=days)
    for path in ("kit", "kit.zip"):
        response = await site.get(f"/reprints/{number}/{path}?secret={secret}", headers={"Accept-Language": "zh"})
        assert response.status == status
        told = await response.json(content_type=None)
        assert told["code"] == "kit-closed"
        assert says in told["detail"]


async def test_revoked_it_says_why(site, house, article):
    number, secret, grant = await granted(site, article)
    await licence.revoke(house.services, grant, by="李主任", why="逾期未付费")
    response = await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)
    assert response.status == 410
    assert "逾期未付费" in await response.text()


@pytest.mark.parametrize(("how", "status"), [("cancel", 410), ("hold", 403)])
async def test_what_may_not_be_used_any_more_can_not_be_taken(site, house, article, how, status):
    number, secret, _ = await granted(site, article)
    if how == "cancel":
        await house.cancel(article)
    else:
        await house.keep("bridge", title=article.title, holds=("third-party",))
    for path in ("kit", "kit.zip", f"kit/{article.slug}"):
        response = await site.get(f"/reprints/{number}/{path}?secret={secret}", headers=PAGE)
        assert response.status == status
        assert "新桥</strong>" not in await response.text()


async def test_it_is_the_version_that_was_granted_and_says_that_there_is_another(site, house, article):
    number, secret, _ = await granted(site, article)
    await house.keep("bridge", title=article.title, body_html="<p>更正后的正文。</p>", body_text="更正后的正文。")
    text = await (await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)).text()
    assert "新桥</strong>" in html.unescape(text)
    assert "更正后的正文" not in text
    assert "第 2 版" in text


async def test_a_request_that_was_not_granted_has_none(site, house):
    article = await house.keep("asked", reprint=Reprint.PERMISSION)
    told = await (await site.post("/reprints", json={**ASKED, "article": article.slug})).json()
    assert told["state"] != "granted"
    secret = told["status_url"].partition("secret=")[2]
    response = await site.get(f"/reprints/{told['number']}/kit?secret={secret}")
    assert response.status == 403


async def test_programs_get_it_as_json(site, article):
    number, secret, grant = await granted(site, article)
    response = await site.get(f"/reprints/{number}/kit?secret={secret}", headers={"Accept": "application/json"})
    told = await response.json()
    assert (told["grant"], told["valid_to"]) == (grant, "2026-12-31")
    (one,) = told["kits"]
    assert one["credit"] == article.rights.credit
    assert one["markdown"].startswith("# ")
    path = f"/reprints/{number}/kit/{article.slug}?secret={secret}"
    assert await (await site.get(path, headers={"Accept": "application/json"})).json() == one


async def test_the_archive_has_the_texts_and_the_licence(site, article):
    number, secret, grant = await granted(site, article)
    response = await site.get(f"/reprints/{number}/kit.zip?secret={secret}")
    assert response.content_type == "application/zip"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{grant}.zip"'
    body = await response.read()
    assert body == await (await site.get(f"/reprints/{number}/kit.zip?secret={secret}")).read()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = set(archive.namelist())
        told = json.loads(archive.read("licence.json"))
        text = archive.read(f"{article.slug}/article.txt").decode()
        signed = archive.read("licence.jws").decode()
    assert told["uid"] == f"{BASE}/grants/{grant}"
    assert signed == await (await site.get(f"/grants/{grant}.jws")).text()
    assert text.endswith(article.rights.credit + "\n")
    assert ("licence.pdf" in names) is (press.trouble() is None)
    assert ("licence.url" in names) is (press.trouble() is not None)


async def test_pictures_are_in_it_where_they_are_cleared_and_ours(site, house):
    files = kept_in(house.services)
    ours, theirs = files.put(JPEG, "jpg"), files.put(JPEG + b"2", "jpg")
    images = (
        Image("https://news.example/a.jpg", "桥", "新桥", "王海 摄", copy=ours),
        Image("https://news.example/b.jpg", "", "", "新华社", copy=theirs),
    )
    body = '<p>文</p><p><img src="https://news.example/a.jpg"></p><p><img src="https://news.example/b.jpg"></p>'
    article = await house.keep("pictured", body_html=body, images=images)
    number, secret, _ = await granted(site, article)
    plain = await (await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)).text()
    assert "授权不包括图片" in plain
    assert "/images/" not in plain
    number, secret = await with_pictures(house, number)
    text = await (await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)).text()
    assert f"/images/{ours}" in text
    assert theirs not in text
    assert "有 1 张图片署名为他人" in text
    body = await (await site.get(f"/reprints/{number}/kit.zip?secret={secret}")).read()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.read(f"{article.slug}/pictures/{ours}") == JPEG
        assert not [name for name in archive.namelist() if theirs in name]


async def test_of_a_whole_feed_each_article_has_its_own(site, house, article):
    number, _, _ = await granted(site, article)
    other = await house.keep("second", title="第二座桥")
    late = await house.keep(
        "old", title="去年的桥", published=replace(article.published, at=article.published.at.replace(year=2025))
    )
    number, secret = await of_feed(house, number)
    text = await (await site.get(f"/reprints/{number}/kit?secret={secret}", headers=PAGE)).text()
    for one in (article, other):
        assert f"/reprints/{number}/kit/{one.slug}?secret={secret}" in text
    assert late.title not in text
    response = await site.get(f"/reprints/{number}/kit/{other.slug}?secret={secret}", headers=PAGE)
    assert fields(await response.text())["title-text-1"] == "第二座桥"
    response = await site.get(f"/reprints/{number}/kit/{other.slug}.zip?secret={secret}")
    with zipfile.ZipFile(io.BytesIO(await response.read())) as archive:
        assert f"{other.slug}/article.md" in archive.namelist()
    for absent in (late.slug, "nothing"):
        assert (await site.get(f"/reprints/{number}/kit/{absent}?secret={secret}")).status == 404


# Renewing


async def test_one_click_renews(site, article):
    number, secret, grant = await granted(site, article)
    page = await (await site.get(f"/reprints/{number}?secret={secret}", headers=PAGE)).text()
    assert f'action="/reprints/{number}/renew"' in page
    assert f'href="/reprints/{number}/kit?secret={secret}"' in page
    response = await site.post(
        f"/reprints/{number}/renew", data={"secret": secret}, headers=PAGE, allow_redirects=False
    )
    assert response.status == 303
    where = response.headers["Location"]
    assert re.fullmatch(r"/reprints/R2026-\d{4}\?secret=\S+", where)
    told = await (await site.get(where, headers={"Accept": "application/json"})).json()
    assert (told["state"], told["term"]) == ("granted", {"from": "2027-01-01", "to": "2027-02-07"})
    text = await (await site.get(f"/grants/{told['grant']['number']}", headers=PAGE)).text()
    assert "续自" in text
    assert grant in text
    again = await site.post(f"/reprints/{number}/renew?secret={secret}", json={})
    assert again.status == 201
    assert (await again.json())["number"] == told["number"]


@pytest.mark.parametrize("secret", ["", "wrong"])
async def test_nobody_else_renews(site, article, secret):
    number, _, _ = await granted(site, article)
    assert (await site.post(f"/reprints/{number}/renew", data={"secret": secret})).status == 404


async def test_another_site_can_not_make_a_browser_renew(site, article):
    number, secret, _ = await granted(site, article)
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    response = await site.post(f"/reprints/{number}/renew", data={"secret": secret}, headers=headers)
    assert response.status == 403


async def test_a_revoked_one_is_not_renewed(site, house, article):
    number, secret, grant = await granted(site, article)
    await licence.revoke(house.services, grant, by="李主任", why="x")
    response = await site.post(f"/reprints/{number}/renew", json={"secret": secret})
    assert response.status == 409
    assert (await response.json(content_type=None))["code"] == "no-renewal"
