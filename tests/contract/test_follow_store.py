"""Many write, a reader follows: it ends up with what the store holds, on both engines."""

import asyncio
import random
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from store_newsroom import HELD, NOW, SOURCE, draft, keep

from syndicator.config import Config
from syndicator.fetch.client import Fetcher
from syndicator.flows import cursor as cursors
from syndicator.flows.catalog import Catalog
from syndicator.flows.follow import follow
from syndicator.flows.library import Library
from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.model.feed import Feed
from syndicator.model.partner import Shape
from syndicator.model.rights import Hold, Status
from syndicator.store import articles, standing
from syndicator.store.database import Database

FEEDS = (Feed("haichuan", "海川", entries=5), Feed("binhai", "滨海", entries=5))
SOURCES = (SOURCE, replace(SOURCE, key="binhai/news", feed="binhai"))
WRITERS, EACH = 6, 25
HOME = "https://feeds.example.org"


def house(database, tmp_path):
    config = Config.model_validate({"root": tmp_path, "site": {"base_url": HOME}})
    return Services(config, Catalog(FEEDS), database, Fetcher(user_agent="tests"), Library(), lambda: NOW, "tests")


async def write(database, number):
    """New articles, edits, holds, lifts and takedowns, one after another, of this writer's own articles."""
    chance, source, kept = random.Random(number), SOURCES[number % 2], []  # noqa: S311 - what happens, not a secret
    for turn in range(EACH):
        name = f"{number}-{turn}"
        what = chance.choice(("new", "new", "edit", "cancel", "hold", "lift", "held", "embargo"))
        if what in {"new", "held", "embargo"} or not kept:
            outcome = {"held": {"outcome": HELD}}.get(what, {})
            embargo = {"embargo": {"embargo": NOW + timedelta(days=1)}}.get(what, {})
            made = (await keep(database, draft(name), source=source, **outcome, **embargo)).article
            kept.append((name, made))
            continue
        edited, made = chance.choice(kept)
        if what == "edit":
            await keep(database, draft(edited, title=f"改{turn}"), source=source)
            continue
        async with database.begin() as connection:
            if what == "cancel":
                await articles.cancel(connection, made.slug, why="撤稿", now=NOW)
            elif what == "hold":
                await standing.place(connection, made.id, Hold("copy", "转载"))
            else:
                await standing.lift(connection, made.id, "copy", for_good=False)


async def read_on(services, writing, limit):
    """Follow until the writers are done and there is nothing more; what the reader has, and how often each was told."""
    since, has, told, ever = "", {}, {}, set()
    while True:
        done = writing.done()
        found = await follow(services, FEEDS, cursors.read(since, HOME) if since else {}, limit, Shape())
        for change in found.changes:
            name = change.article.id
            if change.entry:
                has[name] = change.entry.version
                ever.add(name)
            else:
                assert change.status in {Status.CANCELED, Status.WITHHELD}
                has.pop(name, None)
            told.setdefault(name, []).append((change.article.version, change.status))
        since = cursors.written(found.cursor, HOME)
        if done and not found.changes and not found.more:
            return has, told, ever
        await asyncio.sleep(0)


async def test_a_reader_ends_up_with_exactly_what_the_store_holds(database: Database, tmp_path):
    services = house(database, tmp_path)
    writing = asyncio.gather(*(write(database, number) for number in range(WRITERS)))
    readers = [read_on(services, writing, limit) for limit in (1, 7, 500)]

    async def publish():
        # What else looks at the same changes meanwhile.
        while not writing.done():
            assert await release_all(services) == ()
            await asyncio.sleep(0.01)

    *followed, _, _ = await asyncio.gather(*readers, writing, publish())
    async with database.read() as connection:
        every = [one for feed in FEEDS for one in await articles.latest(connection, feed.name, limit=10_000)]
    truth = {
        one.id: one.version
        for one in every
        if one.status is Status.USABLE and (one.embargo is None or one.embargo <= NOW)
    }
    assert len(truth) > WRITERS
    assert any(one.status is Status.CANCELED for one in every)
    assert [has for has, _, _ in followed] == [truth] * len(followed)


async def test_a_reader_that_comes_late_has_the_same_and_no_history(database: Database, tmp_path):
    services = house(database, tmp_path)
    await asyncio.gather(*(write(database, number) for number in range(WRITERS)))
    finished = asyncio.get_running_loop().create_future()
    finished.set_result(None)
    has, told, ever = await read_on(services, finished, 10)
    assert has.keys() == ever
    assert all(len(states) == 1 and states[0][1] is Status.USABLE for states in told.values())


# SQLite has one writer at a time: its transactions can't overlap.
MANY_WRITERS = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@MANY_WRITERS
@pytest.mark.parametrize("seed", range(6))
async def test_no_order_of_commits_hides_a_change_from_a_reader(database: Database, tmp_path, seed):
    """Transactions that write at the same time and end in another order than they began, a reader between any two."""
    services, chance = house(database, tmp_path), random.Random(seed)  # noqa: S311 - an order, not a secret
    made = [(await keep(database, draft(f"{number}"), source=SOURCES[number % 2])).article for number in range(10)]
    cursor = (await follow(services, FEEDS, {}, 500, Shape())).cursor
    has, told = {one.id for one in made}, []

    async def look(limit=500):
        nonlocal cursor
        more = True
        while more:
            found = await follow(services, FEEDS, cursors.read(cursors.written(cursor, HOME), HOME), limit, Shape())
            told.extend((change.article.id, change.status) for change in found.changes)
            for change in found.changes:
                (has.add if change.entry else has.discard)(change.article.id)
            cursor, more = found.cursor, found.more

    open_now, gone = [], set()
    async with AsyncExitStack() as stack:
        for one in chance.sample(made, 6):
            ending = await stack.enter_async_context(AsyncExitStack())
            connection = await ending.enter_async_context(database.begin())
            if chance.random() < 0.5:
                await articles.cancel(connection, one.slug, why="撤稿", now=NOW)
            else:
                await standing.place(connection, one.id, Hold("copy", "转载"))
            open_now.append((one.id, ending))
            await look()
        assert told == [], "nothing is told before it is so"
        chance.shuffle(open_now)
        for name, ending in open_now:
            await asyncio.gather(ending.aclose(), look(limit=1))
            gone.add(name)
            await look(limit=1)
            assert has == {one.id for one in made} - gone
    assert sorted(name for name, _ in told) == sorted(gone), "each once"


@MANY_WRITERS
async def test_a_transaction_that_is_given_up_leaves_no_gap(database: Database, tmp_path):
    services = house(database, tmp_path)
    one, other = [(await keep(database, draft(name))).article for name in ("a", "b")]
    since = (await follow(services, FEEDS, {}, 500, Shape())).cursor
    with suppress(ZeroDivisionError):
        async with database.begin() as connection:
            await articles.cancel(connection, one.slug, why="撤稿", now=NOW)
            async with database.begin() as second:
                await articles.cancel(second, other.slug, why="撤稿", now=NOW)
            found = await follow(services, FEEDS, since, 9, Shape())
            raise ZeroDivisionError
    assert [(change.article.id, change.status) for change in found.changes] == [(other.id, Status.CANCELED)]
    assert (await follow(services, FEEDS, found.cursor, 9, Shape())).changes == ()
    assert (await follow(services, FEEDS, since, 9, Shape())).changes == found.changes
