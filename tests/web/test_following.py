"""GET /api/v1/articles: everything that changes comes once, in order, with its rights; what is gone comes by name."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from web_house import BASE, NOTICE, NOW

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.flows.cursor import At, written
from syndicator.flows.library import Library
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, Partner, Shape, Token
from syndicator.model.rights import Hold
from syndicator.store import partners, receipts, standing
from syndicator.web import keys
from syndicator.web.app import application

PATH = "/api/v1/articles"
SECRET = TOKEN_PREFIX + "f" * 43
MINE = {"Authorization": f"Bearer {SECRET}"}


async def read(site, since="", headers=None, **query):
    response = await site.get(PATH, params={**({"since": since} if since else {}), **query}, headers=headers or {})
    assert response.status == 200, await response.text()
    return await response.json()


async def everything(site, since="", **query):
    """All there is, page by page."""
    found, more = [], True
    while more:
        page = await read(site, since, **query)
        found += page["articles"]
        since, more = page["next"], page["more"]
    return found, since


def told(found):
    return [(one["id"], one["status"], one.get("version")) for one in found]


async def test_a_usable_article_comes_whole_with_every_right(site, house):
    kept = await house.keep("a")
    ((one,), _) = await everything(site)
    assert (one["id"], one["feed"], one["status"], one["version"]) == (kept.id, "haichuan", "usable", 1)
    article = one["article"]
    assert (article["uri"], article["pubStatus"]) == (kept.id, "usable")
    assert (article["copyrightHolder"], article["copyrightNotice"]) == ("海川县融媒体中心", NOTICE)
    assert article["rightsInfo"]["linkedRights"] == f"{BASE}/licenses/attribution"
    assert article["altIds"] == [{"role": "web", "value": kept.url}]


async def test_edits_and_takedowns_come_after_and_nothing_comes_twice(site, house):
    first, second, third = [await house.keep(name) for name in "abc"]
    found, since = await everything(site)
    assert told(found) == [(one.id, "usable", 1) for one in (first, second, third)]
    assert (await read(site, since))["articles"] == []
    await house.keep("a", title="改过的标题")
    await house.cancel(second)
    found, since = await everything(site, since)
    assert told(found) == [(first.id, "usable", 2), (second.id, "canceled", None)]
    assert found[0]["article"]["headlines"][0]["value"] == "改过的标题"
    assert found[1] == {"id": second.id, "status": "canceled"}
    assert await everything(site, since) == ([], since)


async def test_small_pages_hold_the_same(site, house):
    kept = [await house.keep(number) for number in range(7)]
    for limit in (1, 3, 7, 8):
        found, _ = await everything(site, limit=limit)
        assert [one["id"] for one in found] == [one.id for one in kept]


async def test_what_was_gone_before_a_reader_came_is_no_news_and_what_goes_while_it_reads_is(site, house):
    kept = [await house.keep(number) for number in range(4)]
    await house.release()
    await house.cancel(kept[0])
    page = await read(site, limit=2)
    assert told(page["articles"]) == [(one.id, "usable", 1) for one in kept[1:3]]
    await house.cancel(kept[1])
    found, _ = await everything(site, page["next"], limit=2)
    assert told(found) == [(kept[3].id, "usable", 1), (kept[1].id, "canceled", None)]


async def test_of_what_never_was_public_not_a_word(site, house):
    held = await house.keep("held", holds=("third-party",))
    secret = await house.keep("secret", embargo=NOW + timedelta(hours=1))
    found, since = await everything(site)
    assert found == []
    for one in (held, secret):
        await house.cancel(one)
    assert await everything(site, since) == ([], (await read(site, since))["next"])
    assert held.slug not in str(await read(site))


async def test_an_embargo_s_end_is_news_without_any_release(site, house):
    held = await house.keep("held", embargo=NOW + timedelta(hours=1))
    _, since = await everything(site)
    house.clock.pass_by(hours=1)
    found, since = await everything(site, since)
    assert told(found) == [(held.id, "usable", 1)]
    assert (await everything(site, since))[0] == []


async def test_what_is_withheld_is_deleted_and_comes_again_when_it_may(site, house):
    kept = await house.keep("a")
    _, since = await everything(site)
    async with house.services.database.begin() as connection:
        await standing.place(connection, kept.id, Hold("copy", "转载"))
    found, since = await everything(site, since)
    assert found == [{"id": kept.id, "status": "withheld"}]
    async with house.services.database.begin() as connection:
        await standing.lift(connection, kept.id, "copy", for_good=True)
    found, since = await everything(site, since)
    assert told(found) == [(kept.id, "usable", 1)]
    # An embargo set afterwards takes it back, too.
    await house.keep("a", title="改期发布", embargo=NOW + timedelta(days=1))
    assert (await everything(site, since))[0] == [{"id": kept.id, "status": "withheld"}]


async def test_a_cursor_is_of_no_process(site, house, aiohttp_client):
    kept = [await house.keep(number) for number in range(3)]
    since = (await read(site, limit=1))["next"]
    other = await aiohttp_client(application(replace(house.services, library=Library())))
    assert [one["id"] for one in (await read(other, since))["articles"]] == [one.id for one in kept[1:]]
    assert (await read(other, since))["next"] == (await read(site, since))["next"]


@pytest.mark.parametrize(
    "cursor",
    [
        "0",
        "c1.abc",
        "c9.e30",
        written({"haichuan": At(999_999)}, BASE),
        written({"haichuan": At(1)}, "https://other.example"),
    ],
)
@pytest.mark.parametrize(("language", "word"), [("zh", "next"), ("en", "leave `since` out")])
async def test_a_cursor_that_is_none_of_ours_is_refused_with_what_to_do(site, house, cursor, language, word):
    await house.keep("a")
    response = await site.get(PATH, params={"since": cursor}, headers={"Accept-Language": language})
    assert (response.status, response.content_type) == (400, "application/problem+json")
    problem = await response.json()
    assert problem["code"] == "bad-cursor"
    assert word in problem["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "0"), ("limit", "501"), ("limit", "x"), ("wait", "31"), ("wait", "-1"), ("wait", "1.5")],
)
async def test_a_number_that_is_none_is_told(site, name, value):
    response = await site.get(PATH, params={name: value})
    assert response.status == 422
    assert [error["field"] for error in (await response.json())["errors"]] == [name]


async def test_feeds_are_followed_together_or_one_by_one(site, house):
    here, there = await house.keep("a"), await house.keep("b", feed="fresh")
    assert [one["id"] for one in (await everything(site))[0]] == [here.id, there.id]
    found, since = await everything(site, feed="haichuan")
    assert [one["id"] for one in found] == [here.id]
    # Another feed joins: from its beginning.
    assert [one["id"] for one in (await everything(site, since))[0]] == [there.id]
    assert (await site.get(PATH, params={"feed": "none"})).status == 404


async def test_the_link_leads_on(site, house):
    await house.keep("a")
    response = await site.get(f"{PATH}?feed=haichuan&limit=1&token=")
    url = urlsplit(str(response.links["next"]["url"]))
    assert f"{url.scheme}://{url.netloc}{url.path}" == BASE + PATH
    assert parse_qs(url.query) == {"feed": ["haichuan"], "limit": ["1"], "since": [(await response.json())["next"]]}
    assert response.headers["Cache-Control"] == "no-store"


async def test_who_waits_hears_of_a_change_at_once(site, house):
    _, since = await everything(site)
    began = time.monotonic()
    waiting = asyncio.ensure_future(read(site, since, wait=20))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    kept = await house.keep("a")
    await house.release()
    assert told((await waiting)["articles"]) == [(kept.id, "usable", 1)]
    assert time.monotonic() - began < 10


async def test_who_waits_in_vain_is_answered_in_time_with_a_cursor(site, house):
    _, since = await everything(site)
    began = time.monotonic()
    page = await read(site, since, wait=1)
    assert page == {"articles": [], "next": since, "more": False}
    assert 0.9 < time.monotonic() - began < 5


async def test_too_many_do_not_wait(site, house):
    site.app[keys.WAITING]._value = 0
    began = time.monotonic()
    assert (await read(site, wait=20))["articles"] == []
    assert time.monotonic() - began < 5


@pytest.fixture
async def outlet(house):
    """A partner of a feed that is for partners, with another feed for everybody."""
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    made = Partner("rizhao", "日照日报", feeds=("haichuan",), shape=Shape(text=Extent.SUMMARY, credit="据{holder}报道"))
    async with house.services.database.begin() as connection:
        await partners.save(connection, made, house.clock())
        await partners.add_token(connection, Token(digest_of(SECRET), made.name, "ffff"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    return made


async def test_a_partner_gets_its_feeds_in_its_shape_and_others_do_not(site, house, outlet):
    mine, everybody_s = await house.keep("a"), await house.keep("b", feed="fresh")
    assert [one["id"] for one in (await everything(site))[0]] == [everybody_s.id]
    assert (await site.get(PATH, params={"feed": "haichuan"})).status == 401
    assert (await site.get(f"{PATH}?feed=fresh&feed=haichuan")).status == 401
    assert (await site.get(PATH, headers={"Authorization": "Bearer nonsense"})).status == 401
    found = (await read(site, headers=MINE))["articles"]
    assert {one["id"] for one in found} == {mine.id, everybody_s.id}
    sources = next(one for one in found if one["id"] == mine.id)["article"]["infoSources"]
    assert {"role": "creditline", "literal": "据海川县融媒体中心报道"} in sources


async def test_receipts_say_what_a_partner_was_told(site, house, outlet):
    kept = await house.keep("a")
    page = await read(site, headers=MINE)
    await house.cancel(kept)
    await read(site, page["next"], headers=MINE)
    await site.app[keys.BACKGROUND].idle()
    async with house.services.database.read() as connection:
        had = await receipts.of_article(connection, kept.id)
    assert {(one.version, one.status, one.channel, str(one.how)) for one in had} == {
        (1, "usable", "api", "pull"),
        (1, "canceled", "api", "pull"),
    }


async def test_who_is_revoked_while_waiting_is_refused(site, house, outlet):
    since = (await read(site, headers=MINE))["next"]
    waiting = asyncio.ensure_future(site.get(PATH, params={"since": since, "wait": "20"}, headers=MINE))
    await asyncio.sleep(0.3)
    async with house.services.database.begin() as connection:
        await partners.save(connection, replace(outlet, revoked=house.clock()), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    assert (await waiting).status == 401
