"""Partners' feeds over HTTP: tokens in every way readers know, refusals they can read, receipts."""

import base64
from dataclasses import replace

import pytest

from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, How, Partner, Shape, Token
from syndicator.store import partners, receipts
from syndicator.web import keys
from syndicator.web.app import application

SECRET = TOKEN_PREFIX + "a" * 43
PRIVATE = "/feeds/haichuan.atom"
OUTLET = Partner(
    "rizhao-daily", "日照日报", feeds=("haichuan",), shape=Shape(text=Extent.SUMMARY, credit="据{holder}报道")
)


@pytest.fixture
async def outlet(house):
    catalog = house.services.catalog
    catalog.replace((replace(catalog.feed("haichuan"), access=Audience.PARTNERS), catalog.feed("fresh")))
    for number in range(2):
        await house.keep(number)
    await house.release()
    await _save(house, OUTLET)
    async with house.services.database.begin() as connection:
        await partners.add_token(connection, Token(digest_of(SECRET), OUTLET.name, "aaaa"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())


async def _save(house, partner):
    async with house.services.database.begin() as connection:
        await partners.save(connection, partner, house.clock())
    await house.services.access.refresh(house.services.database, house.clock())


def _basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


WAYS = [
    ({"Authorization": f"Bearer {SECRET}"}, ""),
    ({"Authorization": f"bearer  {SECRET}"}, ""),
    ({"Authorization": _basic("anything", SECRET)}, ""),
    ({"Authorization": _basic(SECRET, "")}, ""),
    ({"Authorization": _basic(SECRET, "x")}, ""),
    ({}, f"?token={SECRET}"),
]


@pytest.mark.parametrize(("headers", "query"), WAYS)
async def test_a_token_opens_a_partners_feed(site, outlet, headers, query):
    response = await site.get(PRIVATE + query, headers=headers)
    assert response.status == 200
    assert "private" in response.headers["Cache-Control"]
    assert "Authorization" in response.headers["Vary"]
    again = await site.get(PRIVATE + query, headers={**headers, "If-None-Match": response.headers["ETag"]})
    assert again.status == 304


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({}, ""),
        ({}, "?token="),
        ({}, "?token=nonsense"),
        ({"Authorization": "Bearer nonsense"}, ""),
        ({"Authorization": "Basic nonsense"}, ""),
        ({"Authorization": "Basic /////w=="}, ""),
        ({"Authorization": "Basic"}, ""),
        ({"Authorization": _basic("a", "b")}, ""),
        ({"Authorization": "Digest x"}, ""),
    ],
)
async def test_without_a_good_one_it_stays_shut(site, outlet, headers, query):
    response = await site.get(PRIVATE + query, headers=headers)
    assert response.status == 401
    assert response.content_type == "text/plain"
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    text = await response.text()
    assert "海川" not in text
    assert text.count("\n") == 1


async def test_a_bad_token_is_told_on_a_public_feed_too(site, house, outlet):
    house.services.catalog.replace((replace(house.services.catalog.feed("haichuan"), access=Audience.PUBLIC),))
    await house.release()
    assert (await site.get(PRIVATE)).status == 200
    assert (await site.get(f"{PRIVATE}?token=nonsense")).status == 401


async def test_a_partner_gets_its_shape_and_everybody_theirs(site, house, outlet):
    house.services.catalog.replace((replace(house.services.catalog.feed("haichuan"), access=Audience.PUBLIC),))
    await house.release()
    everybody = await site.get(PRIVATE)
    partner = await site.get(f"{PRIVATE}?token={SECRET}")
    assert everybody.headers["ETag"] != partner.headers["ETag"]
    assert "public" in everybody.headers["Cache-Control"]
    text = await partner.text()
    assert "版权归海川县融媒体中心所有" in text
    assert "据海川县融媒体中心报道" in text


async def test_revoked_is_shut_at_once_although_it_was_answered_before(site, house, outlet):
    for _ in range(3):
        assert (await site.get(f"{PRIVATE}?token={SECRET}")).status == 200
    async with house.services.database.begin() as connection:
        assert await partners.revoke_token(connection, OUTLET.name, "aaaa", house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    assert (await site.get(f"{PRIVATE}?token={SECRET}")).status == 401


async def test_a_new_token_of_another_process_works_at_once(site, house, outlet):
    fresh = TOKEN_PREFIX + "n" * 43
    async with house.services.database.begin() as connection:
        await partners.add_token(connection, Token(digest_of(fresh), OUTLET.name, "nnnn"), house.clock())
    house.clock.pass_by(seconds=5)
    assert (await site.get(f"{PRIVATE}?token={fresh}")).status == 200


async def test_too_many_requests_are_told_when_to_come_again(site, house, outlet):
    await _save(house, replace(OUTLET, rate=2))
    answers = [await site.get(f"{PRIVATE}?token={SECRET}") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "30"


@pytest.mark.parametrize(
    ("trusted", "forwarded", "status"),
    [
        ((), "203.0.113.9", 403),
        (("127.0.0.1",), "203.0.113.9", 200),
        (("127.0.0.1",), "203.0.113.9, 198.51.100.7", 403),
        (("127.0.0.1", "198.51.100.0/24"), "8.8.8.8, 203.0.113.9, 198.51.100.7", 200),
        (("127.0.0.1", "198.51.100.0/24"), "203.0.113.9, nonsense, 198.51.100.7", 403),
        (("127.0.0.1",), "[::ffff:203.0.113.9]:4711", 200),
        (("127.0.0.1",), "", 403),
    ],
)
async def test_networks_are_those_that_our_own_proxies_name(house, aiohttp_client, outlet, trusted, forwarded, status):
    await _save(house, replace(OUTLET, networks=("203.0.113.0/24",)))
    config = house.services.config
    server = config.server.model_copy(update={"trusted_proxies": trusted})
    services = replace(house.services, config=config.model_copy(update={"server": server}))
    site = await aiohttp_client(application(services))
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    for _ in range(2):
        assert (await site.get(f"{PRIVATE}?token={SECRET}", headers=headers)).status == status


async def test_who_fetched_what_is_noted(site, house, outlet):
    await site.head(f"{PRIVATE}?token={SECRET}")
    await site.app[keys.BACKGROUND].idle()
    assert await _receipts(house) == ()
    await site.get(f"{PRIVATE}?token={SECRET}")
    await site.get(f"{PRIVATE}?token={SECRET}")
    await site.app[keys.BACKGROUND].idle()
    found = await _receipts(house)
    assert len(found) == 2
    assert {(one.version, one.how, one.channel, one.feed) for one in found} == {(1, How.PULL, "atom", "haichuan")}
    await house.keep(0, title="改了标题")
    await house.release()
    await site.get(f"{PRIVATE}?token={SECRET}")
    await site.app[keys.BACKGROUND].idle()
    assert sorted(one.version for one in await _receipts(house)) == [1, 1, 2]


async def _receipts(house):
    async with house.services.database.read() as connection:
        return await receipts.of_partner(connection, OUTLET.name)
