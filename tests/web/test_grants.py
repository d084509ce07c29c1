import json
from datetime import timedelta

import pytest
from web_house import BASE, HOLDER, NOW

ASKED = {
    "outlet": "邻县日报",
    "contact": "secret-contact@linxian.example",
    "use": "不公开的用途",
    "medium": "web",
    "term_from": "2026-11-25",
    "term_to": "2026-12-31",
}
PAGE = {"Accept": "text/html"}


@pytest.fixture
async def article(house):
    return await house.keep("bridge")


@pytest.fixture
async def grant(site, article):
    return (await (await site.post("/reprints", json={"article": article.slug, **ASKED})).json())["grant"]


async def test_anyone_can_check_a_grant_and_reads_nothing_private(site, article, grant):
    for path in (f"/grants/{grant['number']}", f"/grants/{grant['number'].lower()}"):
        response = await site.get(path, headers=PAGE)
        assert response.status == 200
        text = await response.text()
        for shown in (grant["number"], HOLDER, "邻县日报", article.title, article.rights.credit, article.url, "网站"):
            assert shown in text
        assert "2026年11月25日" in text
        assert "secret-contact" not in text
        assert "不公开的用途" not in text


@pytest.mark.parametrize(
    ("days", "standing", "shown"),
    [(0, "not-yet", "尚未生效"), (1, "valid", "有效"), (37, "valid", "有效"), (38, "expired", "已过期")],
)
async def test_it_says_whether_it_holds_by_the_day_of_the_newsroom(site, house, grant, days, standing, shown):
    # 23:30 in Shanghai on 24 November, still the 24th there and the 24th in UTC.
    house.clock.time = NOW.replace(hour=15, minute=30) + timedelta(days=days)
    text = await (await site.get(f"/grants/{grant['number']}", headers=PAGE)).text()
    assert f'class="badge {standing}">{shown}<' in text
    house.clock.time = NOW.replace(hour=16, minute=30) + timedelta(days=days - 1)
    again = await (await site.get(f"/grants/{grant['number']}", headers=PAGE)).text()
    assert f'class="badge {standing}">' in again


@pytest.mark.parametrize("ask", ["extension", "accept"])
async def test_programs_get_the_odrl_terms(site, article, grant, ask):
    path = f"/grants/{grant['number']}" + (".json" if ask == "extension" else "")
    response = await site.get(path, headers={"Accept": "application/ld+json"} if ask == "accept" else {})
    assert response.content_type == "application/ld+json"
    told = json.loads(await response.text())
    assert told["@type"] == "Agreement"
    assert told["uid"] == f"{BASE}/grants/{grant['number']}"
    assert told["target"]["uid"] == f"{BASE}/articles/{article.slug}"
    assert (told["target"]["sha256"], told["target"]["credit"]) == (article.fingerprint, article.rights.credit)
    assert told["status"] == "not-yet"
    assert "secret-contact" not in json.dumps(told)


@pytest.mark.parametrize("why", ["canceled", "withheld"])
async def test_a_grant_outlives_its_article_but_shows_nothing_of_it(site, house, article, grant, why):
    if why == "canceled":
        await house.cancel(article)
    else:
        await house.keep("bridge", title=article.title, holds=("third-party",))
    text = await (await site.get(f"/grants/{grant['number']}", headers=PAGE)).text()
    assert article.title not in text
    assert article.url not in text
    assert ('class="badge withdrawn"' in text) is (why == "canceled")


@pytest.mark.parametrize("path", ["/grants/G-20261124-00000000", "/grants/x.json", "/grants/'%20OR%201=1"])
async def test_there_is_no_such_grant(site, path):
    response = await site.get(path)
    assert response.status == 404
    assert (await response.json(content_type=None))["code"] == "unknown-grant"
