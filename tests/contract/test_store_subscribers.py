"""Our hub's subscribers and intents: what each lacks, who tries, and what several processes may do at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from store_newsroom import NOW

from syndicator.model.subscriber import Intent, Mode, Subscriber
from syndicator.store import intents, subscribers
from syndicator.store.database import Database
from syndicator.store.subscribers import Group, Had

LATER = NOW + timedelta(minutes=1)
LEASE = NOW + timedelta(days=10)
EVERYBODY = Group("haichuan", "atom")


def one(number=1, host="reader.example", **said) -> Subscriber:
    told = {"feed": "haichuan", "extension": "atom", "lease": LEASE, "sent": "E1", "changes": 1, "host": host}
    topic = "https://feeds.example/feeds/haichuan.atom"
    return Subscriber(0, topic, f"https://{host}/{number}", **{**told, **said})


async def save(database, *wanted, now=NOW):
    async with database.begin() as connection:
        for each in wanted:
            await subscribers.save(connection, each, now)


async def claim(database, now=NOW, until=LATER, limit=100, without=()):
    async with database.begin() as connection:
        due = await subscribers.due(connection, now, limit, without)
        return await subscribers.claim(connection, [each.number for each in due], now, until)


async def lack(database, etag, changes, now=NOW, group=EVERYBODY):
    async with database.begin() as connection:
        return await subscribers.lack(connection, group, etag, changes, now)


async def note(database, *found, now=NOW):
    async with database.begin() as connection:
        await subscribers.hold(connection, [each.subscriber for each in found])
        await subscribers.had(connection, found, now)


async def everyone(database):
    async with database.read() as connection:
        return await subscribers.everyone(connection)


async def settled(database, *wanted):
    """Subscribers that are looked at and have what there is."""
    await save(database, *wanted)
    claimed = await claim(database)
    await note(database, *(Had(each, each.sent, each.changes) for each in claimed))
    return await everyone(database)


async def test_a_subscription_is_kept_whole(database: Database):
    whole = one(secret="geheim\u00e9", partner="rizhao", token="a" * 64)  # noqa: S106 - a test's own
    await save(database, whole)
    (kept,) = await everyone(database)
    assert kept == replace(whole, number=kept.number, created=NOW, due=NOW)
    async with database.read() as connection:
        assert await subscribers.find(connection, whole.topic, whole.callback) == kept
        assert await subscribers.by_number(connection, kept.number) == kept
        assert await subscribers.groups(connection) == (Group("haichuan", "atom", "rizhao", "a" * 64),)
        assert await subscribers.count(connection, "reader.example") == 1


async def test_who_lacks_what(database: Database):
    partners = one(4, partner="p", token="t")  # noqa: S106 - a test's own
    await settled(database, one(1), one(2, sent="E2", changes=2), one(3, extension="rss"), partners)
    assert await lack(database, "E2", 2) == 1
    due = [each.callback[-1] for each in await everyone(database) if each.due]
    assert due == ["1"]
    assert await lack(database, "E2", 2) == 0, "said once"


async def test_a_process_that_is_behind_takes_nothing_back(database: Database):
    await settled(database, one(1, sent="E2", changes=2))
    assert await lack(database, "E1", 1) == 0


async def test_what_is_found_during_a_try_is_not_lost_with_its_end(database: Database):
    await settled(database, one())
    await lack(database, "E2", 2)
    (tried,) = await claim(database)
    # Another process has E3 meanwhile.
    assert await lack(database, "E3", 3) == 1
    await note(database, Had(tried, "E2", 2))
    (after,) = await everyone(database)
    assert (after.sent, after.due) == ("E2", NOW)
    (again,) = await claim(database)
    await note(database, Had(again, "E3", 3))
    (after,) = await everyone(database)
    assert (after.sent, after.changes, after.wanted, after.due, after.tries) == ("E3", 3, "", None, 0)


async def test_failure_waits_and_a_new_version_waits_with_it(database: Database):
    await settled(database, one())
    await lack(database, "E2", 2)
    (tried,) = await claim(database)
    async with database.begin() as connection:
        await subscribers.failed(connection, tried, "HTTP 500", LATER)
    await lack(database, "E3", 3)
    (waiting,) = await everyone(database)
    assert (waiting.due, waiting.failed, waiting.tries, waiting.given_up) == (LATER, "HTTP 500", 1, False)
    (again,) = await claim(database, LATER, LATER + timedelta(minutes=1))
    assert again.tries == 2
    async with database.begin() as connection:
        await subscribers.failed(connection, again, "HTTP 500", None)
    assert (await everyone(database))[0].given_up
    assert await lack(database, "E4", 4) == 1
    (fresh,) = await everyone(database)
    assert (fresh.due, fresh.tries, fresh.given_up) == (NOW, 0, False)


async def test_a_claim_is_one_processs_until_it_runs_out(database: Database):
    await save(database, *(one(number) for number in range(20)))
    claims = await asyncio.gather(*(claim(database, limit=20) for _ in range(4)))
    numbers = [each.number for claimed in claims for each in claimed]
    assert sorted(numbers) == sorted({each.number for each in await everyone(database)})
    assert await claim(database) == ()
    assert len(await claim(database, LATER)) == 20


async def test_notes_claims_and_findings_of_many_at_once_wait_for_nobody_for_ever(database: Database):
    """Each takes rows in an order of its own: on PostgreSQL two of them could wait for each other."""
    await save(database, *(one(number) for number in range(60)))

    async def work(turn):
        now = NOW + timedelta(minutes=turn)
        for edition in range(5):
            claimed = await claim(database, now, now, limit=40)
            await asyncio.gather(
                note(database, *(Had(each, f"E{edition}", edition) for each in reversed(claimed))),
                lack(database, f"F{turn}{edition}", 100),
            )

    await asyncio.wait_for(asyncio.gather(*(work(turn) for turn in range(4))), 60)
    assert len(await everyone(database)) == 60


async def test_hosts_take_turns(database: Database):
    await save(
        database, *(one(number, "many.example") for number in range(50)), one(1, "few.example"), one(2, "few.example")
    )
    async with database.read() as connection:
        due = await subscribers.due(connection, NOW, 4)
        without = await subscribers.due(connection, NOW, 4, ["many.example"])
    assert sorted(each.host for each in due) == ["few.example"] * 2 + ["many.example"] * 2
    assert [each.host for each in without] == ["few.example"] * 2


async def test_a_subscription_renewed_during_a_try_is_not_tried_twice(database: Database):
    await save(database, one())
    (tried,) = await claim(database)
    await save(database, one(secret="new", sent="E9", changes=9))  # noqa: S106 - a test's own
    assert await claim(database) == ()
    (kept,) = await everyone(database)
    assert (kept.number, kept.secret, kept.sent, kept.due) == (tried.number, "new", "E1", LATER)


async def test_what_came_of_a_try_is_not_noted_of_another_subscription(database: Database):
    """SQLite gives the number of a row that is gone to the next."""
    await save(database, one(1))
    (tried,) = await claim(database)
    async with database.begin() as connection:
        await subscribers.end(connection, tried)
    await save(database, one(2))
    await note(database, Had(tried, "E5", 5))
    async with database.begin() as connection:
        await subscribers.failed(connection, tried, "HTTP 500", None)
        await subscribers.rest(connection, tried, NOW)
        await subscribers.postpone(connection, tried, LATER)
        await subscribers.end(connection, tried)
    (other,) = await everyone(database)
    assert (other.callback[-1], other.sent, other.due, other.failed) == ("2", "E1", NOW, "")


async def test_the_end_of_leases(database: Database):
    over = LEASE + timedelta(seconds=1)
    await settled(database, one(1), one(2, sent="E0", changes=0), one(3, lease=LEASE + timedelta(days=30)))
    async with database.begin() as connection:
        assert not await subscribers.any_over(connection, NOW)
    await lack(database, "E1", 1)
    assert await claim(database, over, over + timedelta(minutes=1)) == ()
    async with database.begin() as connection:
        assert await subscribers.any_over(connection, over)
        await subscribers.expire(connection, over)
        assert not await subscribers.any_over(connection, over)
        assert await subscribers.replay(connection, over) == 0
    left = {each.callback[-1]: each for each in await everyone(database)}
    assert set(left) == {"2", "3"}
    assert (left["2"].failed, left["2"].given_up) == (subscribers.CUT_OFF, True)
    async with database.begin() as connection:
        await subscribers.expire(connection, over + subscribers.KEPT)
    assert [each.callback[-1] for each in await everyone(database)] == ["3"]


def intent(mode=Mode.SUBSCRIBE, challenge="first", **said) -> Intent:
    return Intent(0, mode, one(**said), challenge, 600)


async def test_the_last_intent_for_a_topic_and_callback_counts(database: Database):
    async with database.begin() as connection:
        await intents.put(connection, intent(secret="a"), NOW)  # noqa: S106 - a test's own
        (due,) = await intents.due(connection, NOW, 10)
        (first,) = await intents.claim(connection, [due.number], NOW, LATER)
        assert first.subscriber.secret == "a"  # noqa: S105 - a test's own
        await intents.put(connection, intent(Mode.UNSUBSCRIBE, "second"), NOW)
        await intents.put(connection, intent(number=2), NOW)
        assert await intents.count(connection) == 2
        await intents.again(connection, first, LATER)
        assert not await intents.over(connection, first)
        due = await intents.due(connection, NOW, 10)
        second, _ = await intents.claim(connection, [each.number for each in due], NOW, LATER)
        assert (second.mode, second.challenge, second.tries, second.seconds) == (Mode.UNSUBSCRIBE, "second", 1, 600)
        assert await intents.over(connection, second)
        assert await intents.count(connection) == 1
