"""Attempts are counted for whoever made them, on both databases."""

import asyncio
from datetime import timedelta

from store_newsroom import NOW

from syndicator.store import attempts

MINUTE = timedelta(minutes=1)


async def test_each_scope_has_its_own_attempts_in_order(database):
    async with database.begin() as connection:
        await attempts.add(connection, {"address": "a@b.example", "network": "203.0.113.0/24"}, NOW + MINUTE)
        await attempts.add(connection, {"address": "a@b.example"}, NOW)
    async with database.read() as connection:
        since = NOW - MINUTE
        assert await attempts.times(connection, "address", "a@b.example", since) == (NOW, NOW + MINUTE)
        assert await attempts.times(connection, "network", "203.0.113.0/24", since) == (NOW + MINUTE,)
        assert await attempts.times(connection, "network", "a@b.example", since) == ()
        assert await attempts.times(connection, "address", "a@b.example", NOW) == (NOW + MINUTE,)


async def test_attempts_at_once_are_all_counted_and_the_old_forgotten(database):
    async def one(number):
        async with database.begin() as connection:
            await attempts.add(connection, {"network": "203.0.113.0/24"}, NOW + number * MINUTE)

    await asyncio.gather(*(one(number) for number in range(8)))
    async with database.begin() as connection:
        assert await attempts.forget(connection, NOW + 5 * MINUTE) == 5
    async with database.read() as connection:
        left = await attempts.times(connection, "network", "203.0.113.0/24", NOW)
    assert left == tuple(NOW + number * MINUTE for number in (5, 6, 7))
