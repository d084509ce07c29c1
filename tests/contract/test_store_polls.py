"""What makes polls cheap: changes counted by the database, entries remembered; and what sites say of themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from store_newsroom import NOW, SOURCE, draft, keep

from syndicator.model.rights import Evidence, Hold
from syndicator.store import articles, changes, entries, failed_leads, standing, terms
from syndicator.store.database import Database
from syndicator.store.failed_leads import FailedLead
from syndicator.store.terms import Terms

FEED = SOURCE.feed


async def _number(database, feed=FEED):
    async with database.read() as connection:
        every, one = await changes.numbers(connection), await changes.numbers(connection, feed)
    assert one.get(feed) == every.get(feed)
    return one.get(feed, 0)


async def test_whatever_changes_an_article_is_counted(database: Database):
    assert await _number(database) == 0
    first = (await keep(database, draft(1))).article
    seen = [await _number(database)]
    await keep(database, draft(2))
    seen.append(await _number(database))
    await keep(database, draft(1, title="改了标题"))
    seen.append(await _number(database))
    async with database.begin() as connection:
        await standing.place(connection, first.id, Hold("withdrawn", "原文已撤"))
    seen.append(await _number(database))
    async with database.begin() as connection:
        await articles.cancel(connection, first.slug, why="撤稿", now=NOW)
    seen.append(await _number(database))
    assert seen == sorted(set(seen)), "each moves it"
    assert seen[0] > 0


async def test_what_changes_nothing_is_not_counted(database: Database):
    await keep(database, draft(1))
    before = await _number(database)
    assert (await keep(database, draft(1))).change == "unchanged"
    assert await _number(database) == before
    assert await _number(database, "another") == 0


async def test_what_is_undone_is_not_counted(database: Database):
    first = (await keep(database, draft(1))).article
    before = await _number(database)

    async def stop_halfway() -> None:
        async with database.begin() as connection:
            await articles.cancel(connection, first.slug, why="", now=NOW)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await stop_halfway()
    assert await _number(database) == before


async def test_the_next_embargo_of_each_feed(database: Database):
    await keep(database, draft(1))
    await keep(database, draft(2), embargo=NOW + timedelta(days=2))
    await keep(database, draft(3), embargo=NOW + timedelta(days=1))
    await keep(database, draft(4), embargo=NOW - timedelta(days=1))
    async with database.read() as connection:
        assert await changes.next_embargoes(connection, NOW) == {FEED: NOW + timedelta(days=1)}
        assert await changes.next_embargoes(connection, NOW, FEED) == {FEED: NOW + timedelta(days=1)}
        assert await changes.next_embargoes(connection, NOW + timedelta(days=1), FEED) == {
            FEED: NOW + timedelta(days=2)
        }
        assert await changes.next_embargoes(connection, NOW + timedelta(days=2)) == {}
        assert await changes.next_embargoes(connection, NOW, "another") == {}


async def test_entries_are_remembered_by_source_and_key(database: Database):
    keys = [f"urn:{number}" for number in range(1200)]
    async with database.begin() as connection:
        await entries.save(connection, "haichuan/news", keys[0], "a", NOW)
        await entries.save(connection, "haichuan/news", keys[0], "b", NOW)
        await entries.save(connection, "haichuan/news", keys[-1], "c", NOW)
        await entries.save(connection, "haichuan/video", keys[1], "d", NOW)
    async with database.read() as connection:
        assert await entries.load(connection, "haichuan/news", keys) == {keys[0]: "b", keys[-1]: "c"}
        assert await entries.load(connection, "haichuan/news", []) == {}


async def test_what_sites_say_is_kept_with_its_day(database: Database):
    said = (Evidence("tdm-reservation", "https://news.example/.well-known/tdmrep.json: /*", "1"),)
    site = Terms("https://news.example", NOW, said)
    async with database.begin() as connection:
        await terms.save(connection, Terms(site.subject, NOW - timedelta(days=1)))
        await terms.save(connection, site)
        await terms.save(connection, Terms("haichuan/news", NOW))
    async with database.read() as connection:
        assert await terms.load(connection, "haichuan/news", "nobody", site.subject) == (
            Terms("haichuan/news", NOW),
            site,
        )


def _failed(number: int, *, source: str = SOURCE.key, days: float = 0, due: float | None = 1) -> FailedLead:
    at = NOW - timedelta(days=days)
    later = None if due is None else NOW + timedelta(days=due)
    return FailedLead(source, f"https://news.example/{number}", "http-404", at, at, 1, later)


async def test_failed_links_are_kept_by_source_and_address(database: Database):
    one, other = _failed(1), _failed(1, source="haichuan/video", due=None)
    async with database.begin() as connection:
        for lead in (replace(one, tries=7), one, other, _failed(2, due=None)):
            await failed_leads.save(connection, lead)
    async with database.read() as connection:
        named = [f"https://news.example/{number}?utm_source=list" for number in range(1200)]
        found = await failed_leads.load(connection, SOURCE.key, named)
        assert found == {named[1]: one, named[2]: _failed(2, due=None)}
        assert await failed_leads.waiting(connection, SOURCE.key) == (2, one.due)
        assert await failed_leads.waiting(connection, "haichuan/video") == (1, None)
        assert await failed_leads.waiting(connection, "nobody") == (0, None)
    async with database.begin() as connection:
        await failed_leads.forget(connection, SOURCE.key, named[1])
        assert await failed_leads.waiting(connection, SOURCE.key) == (1, None)
        assert await failed_leads.waiting(connection, "haichuan/video") == (1, None)


async def test_failed_links_that_came_after_an_article(database: Database):
    async with database.begin() as connection:
        for number in range(4):
            await failed_leads.save(connection, _failed(number, days=number))
        after = NOW - timedelta(days=2)
        assert await failed_leads.lasting(connection, SOURCE.key, after) == ("http-404",) * 2
        assert len(await failed_leads.lasting(connection, SOURCE.key, None)) == 4


async def test_failed_links_are_forgotten_with_the_list_and_with_age(database: Database):
    async with database.begin() as connection:
        for number in range(1200):
            await failed_leads.save(connection, _failed(number))
        await failed_leads.save(connection, _failed(1, source="haichuan/video", days=100))
        await failed_leads.keep_only(connection, SOURCE.key, ["https://news.example/7", "https://news.example/new"])
        assert await failed_leads.waiting(connection, SOURCE.key) == (1, NOW + timedelta(days=1))
        assert await failed_leads.prune(connection, NOW - timedelta(days=90)) == 1
        assert await failed_leads.waiting(connection, "haichuan/video") == (0, None)
        assert await failed_leads.waiting(connection, SOURCE.key) == (1, NOW + timedelta(days=1))
