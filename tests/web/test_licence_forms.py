"""A licence's forms over HTTP: signed, on paper, its code, its keys."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec

import jwt
import pytest
from web_house import BASE, NOW

from syndicator.flows import licence, licence_keys
from syndicator.model.reprint import RequestState
from syndicator.reprint.licence import press
from syndicator.store import reprints

ASKED = {
    "outlet": "邻县日报",
    "contact": "secret-contact@linxian.example",
    "use": "不公开的用途",
    "medium": "web",
    "territory": "中国大陆",
    "term_from": "2026-11-24",
    "term_to": "2026-12-31",
}
PAGE = {"Accept": "text/html"}
NEEDS_PDF = pytest.mark.skipif(
    find_spec("typst") is None or press.trouble() is not None, reason="the pdf extra or a font with Chinese is missing"
)
NEEDS_ZBAR = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


@pytest.fixture
async def article(house):
    return await house.keep("bridge")


@pytest.fixture
async def number(site, article):
    told = await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json()
    return told["grant"]["number"]


def ran(*command):
    """What another program prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


async def jwks(site):
    response = await site.get("/.well-known/jwks.json")
    assert response.status == 200
    assert response.content_type == "application/jwk-set+json"
    return json.loads(await response.text())


async def verified(site, token):
    """What another library reads in it, with the keys as they are published."""
    kid = jwt.get_unverified_header(token)["kid"]
    (found,) = [key for key in (await jwks(site))["keys"] if key["kid"] == kid]
    return jwt.PyJWS().decode(token, jwt.PyJWK(found).key, algorithms=["EdDSA"])


# Signed


async def test_the_signed_form_is_the_json_form_and_verifies(site, number):
    plain = await (await site.get(f"/grants/{number}.json")).read()
    response = await site.get(f"/grants/{number}.jws")
    assert response.content_type == "application/jose"
    token = await response.text()
    assert await verified(site, token) == plain
    assert (json.loads(plain)["status"], json.loads(plain)["statusDate"]) == ("valid", "2026-11-24")
    assert "secret-contact" not in plain.decode()
    head, body, signature = token.split(".")
    forged = jwt.utils.base64url_encode(plain.replace("邻县日报".encode(), "别县日报".encode())).decode()
    with pytest.raises(jwt.InvalidSignatureError):
        await verified(site, f"{head}.{forged}.{signature}")
    assert body != forged


async def test_what_was_signed_before_the_key_changed_verifies_after(site, house, number):
    before = await (await site.get(f"/grants/{number}.jws")).text()
    house.clock.pass_by(hours=1)
    await licence_keys.rotate(house.services, "李主任")
    after = await (await site.get(f"/grants/{number}.jws")).text()
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    assert await verified(site, before) == await verified(site, after)
    keys = (await jwks(site))["keys"]
    assert len(keys) == 2
    assert keys[0]["kid"] == jwt.get_unverified_header(after)["kid"]
    assert all(set(key) == {"kty", "crv", "x", "kid", "use", "alg"} for key in keys)


async def test_there_are_keys_before_the_first_licence(site):
    (key,) = (await jwks(site))["keys"]
    assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("OKP", "Ed25519", "EdDSA", "sig")


# How it stands


async def test_a_revoked_licence_says_so_in_every_form(site, house, number):
    await licence.revoke(house.services, number, by="李主任", why="逾期未付费")
    text = await (await site.get(f"/grants/{number}", headers=PAGE)).text()
    assert 'class="badge revoked">已撤销' in text
    assert "逾期未付费" in text
    assert "李主任" not in text
    told = json.loads(await (await site.get(f"/grants/{number}.json")).text())
    assert told["status"] == "revoked"
    assert json.loads(await verified(site, await (await site.get(f"/grants/{number}.jws")).text())) == told


async def test_the_page_has_all_terms_in_both_languages(site, number):
    for language, words in (
        ("zh", ("地域", "中国大陆", "不包括图片", "原样标注署名")),
        ("en", ("Territory", "not included", "print the credit line")),
    ):
        text = await (await site.get(f"/grants/{number}?lang={language}", headers=PAGE)).text()
        for word in words:
            assert word in text
        for form in ("pdf", "json", "jws"):
            assert f'href="/grants/{number}.{form}' in text


async def test_a_licence_of_a_whole_feed_names_the_feed(site, house, number):
    async with house.services.database.begin() as connection:
        given = (await reprints.all_requests(connection))[0]
        asked = replace(given.asked, articles=(), feed="haichuan")
        fresh = replace(given, number="R2026-0099", asked=asked, state=RequestState.WAITING, decision=None, grant=None)
        await reprints.add(connection, fresh)
        grant = replace(given.grant, number="G-20261124-AAAAAAAA", request=fresh.number, articles=(), feed="haichuan")
        await reprints.decide(connection, fresh.number, given.decision, grant)
    text = await (await site.get("/grants/G-20261124-AAAAAAAA", headers=PAGE)).text()
    assert "海川县融媒体中心 · 要闻" in text
    assert 'class="badge valid"' in text
    told = json.loads(await (await site.get("/grants/G-20261124-AAAAAAAA.json")).text())
    assert told["target"] == {"@type": "AssetCollection", "uid": f"{BASE}/feeds/haichuan"}


# Its code


@NEEDS_ZBAR
@pytest.mark.skipif(find_spec("typst") is None, reason="the pdf extra draws the SVG")
async def test_the_code_on_the_page_leads_to_the_page(site, number, tmp_path):
    response = await site.get(f"/grants/{number}", headers=PAGE)
    text = await response.text()
    drawn = text[text.index("<svg") : text.index("</svg>") + 6]
    # Nothing in it that the page's policy forbids.
    assert "style" not in drawn
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    source = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.code), format: "svg", width: 5cm)'
    picture = import_module("typst").compile(source, format="png", sys_inputs={"code": drawn})
    (tmp_path / "code.png").write_bytes(picture)
    assert ran("zbarimg", "-q", "--raw", tmp_path / "code.png").strip() == f"{BASE}/grants/{number}"


# On paper


@NEEDS_PDF
@NEEDS_POPPLER
@NEEDS_ZBAR
@pytest.mark.parametrize(("language", "title"), [("zh", "转载授权书"), ("en", "Reprint licence")])
async def test_the_paper_reads_back(site, article, number, tmp_path, language, title):
    response = await site.get(f"/grants/{number}.pdf?lang={language}")
    assert response.status == 200
    assert response.content_type == "application/pdf"
    body = await response.read()
    assert body == await (await site.get(f"/grants/{number}.pdf?lang={language}")).read()
    path = tmp_path / "licence.pdf"
    path.write_bytes(body)
    text = "".join(ran("pdftotext", "-layout", path, "-").split())
    for said in (
        title,
        number,
        article.title,
        article.rights.credit,
        "邻县日报",
        "中国大陆",
        f"{BASE}/grants/{number}",
    ):
        assert "".join(said.split()) in text
    assert "secret-contact" not in text
    ran("pdftoppm", "-r", "120", "-singlefile", "-png", path, tmp_path / "page")
    assert ran("zbarimg", "-q", "--raw", tmp_path / "page.png").strip() == f"{BASE}/grants/{number}"


@NEEDS_PDF
async def test_a_name_that_no_font_can_show_is_told_and_logged(site, article, caplog):
    asked = {**ASKED, "outlet": "邻县\U00010380日报", "article": article.slug}
    number = (await (await site.post("/reprints", json=asked)).json())["grant"]["number"]
    response = await site.get(f"/grants/{number}.pdf", headers={"Accept-Language": "en"})
    assert response.status == 500
    told = await response.json(content_type=None)
    assert told["code"] == "no-paper"
    assert "Print the licence's page" in told["detail"]
    assert "U+10380" in caplog.text
    assert (await site.get(f"/grants/{number}", headers=PAGE)).status == 200


async def test_where_nothing_can_set_it_the_answer_says_what_to_install(site, number, monkeypatch):
    press._case.cache_clear()
    monkeypatch.setattr(press, "find_spec", lambda _name: None)
    response = await site.get(f"/grants/{number}.pdf", headers={"Accept-Language": "en"})
    press._case.cache_clear()
    assert response.status == 501
    assert "syndicator[pdf]" in (await response.json(content_type=None))["detail"]


@pytest.mark.parametrize("form", ["json", "jws", "pdf"])
async def test_there_is_no_form_of_what_was_not_given(site, form):
    response = await site.get(f"/grants/G-20261124-00000000.{form}")
    assert response.status == 404


async def test_the_day_is_the_newsrooms(site, house, number):
    house.clock.time = NOW.replace(hour=16, minute=30) + timedelta(days=37)
    told = json.loads(await (await site.get(f"/grants/{number}.json")).text())
    assert (told["status"], told["statusDate"]) == ("expired", "2027-01-01")
