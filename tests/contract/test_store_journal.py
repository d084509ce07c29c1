"""The journal of changes: nothing is missed, nothing is told that does not show."""

from datetime import timedelta

from store_newsroom import NOW, SOURCE, draft, keep

from syndicator.model.rights import Hold, Status
from syndicator.store import articles, journal, standing
from syndicator.store.database import Database

FEED = SOURCE.feed


async def _since(database, number=0, limit=100):
    async with database.read() as connection:
        return await journal.since(connection, FEED, number, limit)


async def test_each_article_stands_at_its_last_change(database: Database):
    first = (await keep(database, draft(1))).article
    second = (await keep(database, draft(2))).article
    found = await _since(database)
    assert [one.id for _, one in found] == [first.id, second.id]
    await keep(database, draft(1, title="改了标题"))
    later = await _since(database, found[-1][0])
    assert [(one.id, one.version) for _, one in later] == [(first.id, 2)]
    async with database.begin() as connection:
        await articles.cancel(connection, second.slug, why="撤稿", now=NOW)
    last = await _since(database, later[-1][0])
    assert [(one.id, one.status) for _, one in last] == [(second.id, Status.CANCELED)]
    everything = await _since(database)
    assert [one.id for _, one in everything] == [first.id, second.id]


async def test_what_does_not_show_is_not_told(database: Database):
    first = (await keep(database, draft(1))).article
    async with database.begin() as connection:
        await standing.place(connection, first.id, Hold("withdrawn", "原文已撤"))
    number = (await _since(database))[-1][0]
    async with database.begin() as connection:
        # A second hold withholds what is withheld.
        await standing.place(connection, first.id, Hold("copy", "转载"))
    assert await _since(database, number) == ()


async def test_pages_of_the_journal_are_whole(database: Database):
    made = [(await keep(database, draft(number))).article.id for number in range(1, 8)]
    read, number = [], 0
    while page := await _since(database, number, limit=3):
        read += [one.id for _, one in page]
        number = page[-1][0]
    assert read == made


async def test_the_end_of_an_embargo_is_a_change_once(database: Database):
    ends = NOW + timedelta(hours=1)
    first = (await keep(database, draft(1), embargo=ends)).article
    number = (await _since(database))[-1][0]
    async with database.begin() as connection:
        assert await journal.end_embargoes(connection, NOW, FEED) == 0
    async with database.begin() as connection:
        assert await journal.end_embargoes(connection, ends, FEED) == 1
    async with database.begin() as connection:
        assert await journal.end_embargoes(connection, ends, FEED) == 0
    again = await _since(database, number)
    assert [one.id for _, one in again] == [first.id]
    # An edit that moves the embargo begins it anew.
    later = ends + timedelta(hours=1)
    await keep(database, draft(1, title="改了标题"), embargo=later)
    async with database.begin() as connection:
        assert await journal.end_embargoes(connection, later, FEED) == 1
