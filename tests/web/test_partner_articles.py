"""An article of a feed for partners is shown to nobody else, on no page and in no form."""

from dataclasses import replace

import pytest

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, Partner, Shape, Token
from syndicator.store import partners

SECRET = TOKEN_PREFIX + "b" * 43
BEARER = {"Authorization": f"Bearer {SECRET}"}
OUTLET = Partner("rizhao-daily", "日照日报", feeds=("haichuan",), shape=Shape(text=Extent.SUMMARY))
SECOND = "第二段只有全文里有。"


@pytest.fixture
async def article(house):
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    first = "海川县新桥今天通车。" * 30
    kept = await house.keep("bridge", body_html=f"<p>{first}</p><p>{SECOND}</p>", body_text=f"{first}\n{SECOND}")
    await house.release()
    async with house.services.database.begin() as connection:
        await partners.save(connection, OUTLET, house.clock())
        await partners.add_token(connection, Token(digest_of(SECRET), OUTLET.name, "bbbb"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    return kept


@pytest.mark.parametrize("extension", ["", ".json", ".odrl.json", ".tdm.json", ".rsl.xml"])
async def test_it_takes_a_token(site, article, extension):
    path = f"/articles/{article.slug}{extension}"
    refused = await site.get(path)
    assert refused.status == 401
    assert article.title not in await refused.text()
    shown = await site.get(path, headers=BEARER)
    assert shown.status == 200
    assert "private" in shown.headers["Cache-Control"]
    # A partner that was promised summaries gets no more by another door.
    text = await shown.text()
    assert SECOND not in text
    assert article.rights.holder in text


async def test_no_list_shows_it(site, article):
    for path in ("/", "/feeds/haichuan", "/sitemap-news.xml", "/feeds.opml", "/license.xml", "/robots.txt"):
        response = await site.get(path)
        assert response.status == 200
        text = await response.text()
        assert article.title not in text
        assert article.slug not in text
    assert "只供合作媒体订阅" in await (await site.get("/feeds/haichuan", headers={"Accept-Language": "zh"})).text()


async def test_taken_down_it_is_gone_for_everybody(site, house, article):
    await house.cancel(article)
    for headers in ({}, BEARER):
        assert (await site.get(f"/articles/{article.slug}.json", headers=headers)).status == 410
