"""A feed in a partner's shape: made when asked for, kept up to date, and nobody else's bytes."""

import asyncio
from datetime import timedelta

from web_house import NOW

from syndicator.flows.release import offer, refresh, release_all
from syndicator.model.partner import Extent, Shape
from syndicator.store import journal

BRIEF = Shape(text=Extent.SUMMARY, credit="转自{holder}")


def etags(house, shape):
    shelf = house.services.library.shelf("haichuan", shape)
    return {extension: ready.document.etag for extension, ready in shelf.documents.items()}


async def test_a_shape_is_made_on_first_use_and_follows_every_release(house):
    feed = house.services.catalog.feed("haichuan")
    await house.keep("one")
    assert await offer(house.services, feed, BRIEF) is None
    await house.release()
    plain = etags(house, Shape())
    shelf = await offer(house.services, feed, BRIEF)
    assert [entry.credit for entry in shelf.entries] == ["转自海川县融媒体中心"]
    assert etags(house, Shape()) == plain
    assert etags(house, BRIEF).keys() == plain.keys()
    assert not set(etags(house, BRIEF).values()) & set(plain.values())
    assert await offer(house.services, feed, BRIEF) is shelf
    await house.keep("two")
    await house.release()
    assert len(house.services.library.selection("haichuan", BRIEF)) == 2
    dates = {
        ready.document.last_modified for ready in house.services.library.shelf("haichuan", BRIEF).documents.values()
    }
    assert dates == {NOW}


async def test_a_shape_nobody_asks_for_any_more_costs_nothing(house):
    feed = house.services.catalog.feed("haichuan")
    await house.keep("one")
    await house.release()
    await offer(house.services, feed, BRIEF)
    before = etags(house, BRIEF)
    house.clock.pass_by(days=1, seconds=1)
    await house.keep("two")
    await house.release()
    assert house.services.library.shelf("haichuan", BRIEF) is None
    after = await offer(house.services, feed, BRIEF)
    assert len(after.entries) == 2
    assert etags(house, BRIEF) != before


async def test_a_removed_feed_takes_its_shapes_with_it(house):
    feed = house.services.catalog.feed("haichuan")
    await house.keep("one")
    await house.release()
    await offer(house.services, feed, BRIEF)
    house.services.catalog.replace(())
    await release_all(house.services)
    assert house.services.library.shelf("haichuan", BRIEF) is None


async def test_who_waits_hears_of_each_change_of_bytes_and_of_nothing_else(house):
    changed = house.services.library.changed
    house.services.catalog.replace((house.services.catalog.feed("haichuan"),))
    await house.keep("one")
    first, second = (asyncio.ensure_future(changed.after(0, seconds=10)) for _ in range(2))
    await asyncio.sleep(0)
    await house.release()
    assert await first == await second == 1
    assert await changed.after(0) == 1
    await house.release()
    house.clock.pass_by(hours=1)
    await refresh(house.services)
    assert await changed.after(1, seconds=0.01) == 1


async def test_the_end_of_an_embargo_is_noted_before_the_feed_shows_it(house):
    await house.keep("open")
    held = await house.keep("held", embargo=NOW + timedelta(hours=1))
    await house.release()

    async def told():
        async with house.services.database.read() as connection:
            return [(number, one.id) for number, one in await journal.since(connection, "haichuan", 0, 10)]

    before = await told()
    assert held.slug not in {entry.slug for entry in house.services.library.selection("haichuan")}
    house.clock.pass_by(hours=1)
    await refresh(house.services)
    assert held.slug in {entry.slug for entry in house.services.library.selection("haichuan")}
    after = await told()
    assert after[-1][1] == held.id
    assert after[-1][0] > before[-1][0]
    await refresh(house.services)
    assert await told() == after
