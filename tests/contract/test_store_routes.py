"""Routes: kept whole, held by one at a time, each where it is."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_newsroom import NOW

from syndicator.errors import StoreError
from syndicator.model.partner import Partner, Route
from syndicator.store import partners, routes
from syndicator.store.database import Database

SECRET = "s" * 32


@pytest.fixture
async def route(database: Database) -> Route:
    async with database.begin() as connection:
        for name in ("rizhao", "other"):
            await partners.save(connection, Partner(name, name), NOW)
        return await routes.add(
            connection, "rizhao", "webhook", "https://rizhao.example/in", SECRET, 0, {"haichuan": 7}, NOW
        )


async def test_a_route_is_kept_whole(database: Database, route: Route):
    assert route == Route(
        route.number, "rizhao", "webhook", "https://rizhao.example/in", SECRET, 0, {"haichuan": 7}, None, False, NOW
    )
    assert SECRET not in repr(route)
    async with database.begin() as connection:
        mail = await routes.add(connection, "other", "mail", "desk@other.example", "", 3600, {}, NOW)
    async with database.read() as connection:
        assert await routes.find(connection, route.number) == route
        assert await routes.find(connection, mail.number + 1) is None
        assert await routes.everyone(connection) == (route, mail)
        assert await routes.of_partner(connection, "other") == (mail,)
        assert await routes.of_partner(connection, "nobody") == ()


@pytest.mark.parametrize(("partner", "to"), [("nobody", "https://x.example/"), ("rizhao", "https://rizhao.example/in")])
async def test_no_route_without_a_partner_nor_the_same_twice(database: Database, route: Route, partner, to):
    with pytest.raises(StoreError):
        async with database.begin() as connection:
            await routes.add(connection, partner, "webhook", to, SECRET, 0, {}, NOW)
    async with database.read() as connection:
        assert await routes.everyone(connection) == (route,)


async def test_a_route_goes_on_from_where_it_is(database: Database, route: Route):
    later = NOW + timedelta(hours=1)
    async with database.begin() as connection:
        await routes.advance(connection, route.number, {"haichuan": 9, "fresh": 1}, later)
        assert await routes.pause(connection, route.number, paused=True) == 1
        assert await routes.pause(connection, route.number, paused=True) == 0
    async with database.read() as connection:
        found = await routes.find(connection, route.number)
    assert found == replace(route, cursor={"haichuan": 9, "fresh": 1}, due=later, paused=True)
    async with database.begin() as connection:
        assert await routes.pause(connection, route.number, paused=False) == 1
        assert await routes.remove(connection, route.number) == 1
        assert await routes.remove(connection, route.number) == 0
        assert await routes.everyone(connection) == ()


async def test_one_at_a_time_takes_a_route_further(database: Database, route: Route):
    async def step() -> None:
        async with database.begin() as connection:
            found = await routes.held(connection, route.number)
            assert found is not None
            await asyncio.sleep(0.01)
            await routes.advance(connection, route.number, {"haichuan": found.cursor["haichuan"] + 1}, None)

    await asyncio.gather(*(step() for _ in range(5)))
    async with database.read() as connection:
        found = await routes.find(connection, route.number)
    assert found is not None
    assert found.cursor == {"haichuan": 12}
