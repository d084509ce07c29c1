"""What the store remembers of pages, sources, runs and documents."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_newsroom import NOW

from syndicator.errors import StoreError
from syndicator.model.run import Problem, Run, SourceState, Withheld
from syndicator.store import documents, pages, runs, sources
from syndicator.store.database import Database
from syndicator.store.pages import PageState

LATER = NOW + timedelta(minutes=15)


async def test_a_page_is_remembered_as_last_read(database: Database):
    url = f"https://news.example/{'很长' * 3000}"
    first = PageState(url, '"v1"', "Tue, 24 Nov 2026 02:30:00 GMT", "ab12", NOW)
    second = PageState(url, None, None, "cd34", LATER)
    async with database.begin() as connection:
        assert await pages.load(connection, url) is None
        await pages.save(connection, first)
        assert await pages.load(connection, url) == first
        await pages.save(connection, second)
    async with database.read() as connection:
        assert await pages.load(connection, url) == second


async def test_a_source_never_read_has_a_blank_state(database: Database):
    state = SourceState(
        "haichuan/news",
        etag='"x"',
        last_modified="yesterday",
        body_hash="ab",
        moved_to="https://new.example/",
        last_success=NOW,
        last_run=LATER,
        failures=3,
        last_error="HTTP 429\x00",
        not_before=LATER,
        configured="ab12",
        gone=True,
    )
    async with database.begin() as connection:
        assert await sources.load(connection, state.key) == SourceState(state.key)
        await sources.save(connection, SourceState(state.key))
        await sources.save(connection, state)
        await sources.save(connection, SourceState("a/first"))
    async with database.read() as connection:
        assert await sources.load(connection, state.key) == replace(state, last_error="HTTP 429\ufffd")
        assert [one.key for one in await sources.all_states(connection)] == ["a/first", state.key]


async def test_a_run_from_start_to_finish(database: Database):
    run = Run("haichuan/news", NOW)
    done = replace(
        run,
        finished=LATER,
        seen=5,
        new=2,
        changed=1,
        unchanged=1,
        withheld=(Withheld("https://news.example/1", "题", "来源是新华社"),),
        problems=(Problem("https://news.example/2", "http-404", "HTTP 404"), Problem("u\x00", "extract", "\ud800")),
        error="",
    )
    async with database.begin() as connection:
        assert await runs.last(connection, run.source) is None
        number = await runs.start(connection, run)
        assert await runs.last(connection, run.source) == run
        await runs.finish(connection, number, done)
        other = await runs.start(connection, Run("haichuan/video", NOW - timedelta(days=1)))
    stored = replace(done, problems=(done.problems[0], Problem("u\ufffd", "extract", "\ufffd")))
    async with database.read() as connection:
        assert await runs.last(connection, run.source) == stored
        assert [one.source for one in await runs.recent(connection, 10)] == ["haichuan/news", "haichuan/video"]
        assert await runs.recent(connection, 1) == (stored,)
    assert other != number


async def test_the_last_run_is_the_one_that_started_last(database: Database):
    async with database.begin() as connection:
        for seen, started in enumerate((NOW, LATER, LATER, NOW)):
            await runs.start(connection, Run("s", started, seen=seen))
        assert (await runs.last(connection, "s")).seen == 2


async def test_a_run_never_started_can_not_finish(database: Database):
    with pytest.raises(StoreError, match="run 77 was never started"):
        async with database.begin() as connection:
            await runs.finish(connection, 77, Run("s", NOW, LATER))


async def test_runs_a_killed_process_left_open_are_closed(database: Database):
    async with database.begin() as connection:
        await runs.start(connection, Run("a", NOW))
        done = Run("b", NOW, LATER, error="HTTP 500")
        await runs.finish(connection, await runs.start(connection, done), done)
    async with database.begin() as connection:
        assert await runs.interrupted(connection, LATER) == 1
        assert await runs.interrupted(connection, LATER) == 0
        assert await runs.last(connection, "a") == Run("a", NOW, LATER, error="interrupted")
        assert await runs.last(connection, "b") == done


async def test_a_document_changes_when_its_bytes_do(database: Database):
    async with database.begin() as connection:
        assert await documents.note(connection, "haichuan", "rss", '"1"', NOW) == NOW
        assert await documents.note(connection, "haichuan", "rss", '"1"', LATER) == NOW
        assert await documents.note(connection, "haichuan", "atom", '"1"', LATER) == LATER
        assert await documents.note(connection, "haichuan", "rss", '"2"', LATER) == LATER
        # A clock set back: the change still counts, and never before the one it follows.
        assert await documents.note(connection, "haichuan", "rss", '"3"', NOW) == LATER
        assert await documents.note(connection, "haichuan", "rss", '"3"', NOW) == LATER


async def test_an_unchanged_document_needs_no_writing(database: Database):
    async with database.begin() as connection:
        await documents.note(connection, "haichuan", "rss", '"1"', NOW)
    async with database.read() as connection:
        assert await documents.note(connection, "haichuan", "rss", '"1"', LATER) == NOW


async def test_old_runs_are_forgotten_but_the_last_of_each_source(database: Database):
    def ran(source: str, days: float, **met: object) -> Run:
        at = NOW - timedelta(days=days)
        return replace(Run(source, at, at), **met)

    held, problem = (Withheld("u", "题", "来源"),), (Problem("u", "http-404", "HTTP 404"),)
    kept = [
        ran("a", 40, new=1),
        ran("b", 20, new=1),
        ran("b", 20, changed=1),
        ran("b", 20, error="HTTP 500"),
        ran("b", 20, problems=problem),
        ran("b", 20, withheld=held),
        ran("b", 0.5, seen=3, unchanged=3),
        Run("b", NOW - timedelta(days=99)),
        ran("b", 0, seen=3),
    ]
    gone = [ran("b", 31, new=1), ran("b", 2, seen=3, unchanged=3)]
    async with database.begin() as connection:
        for run in (*gone, *kept):
            await runs.start(connection, run)
        ends = {"eventful": NOW - timedelta(days=30), "uneventful": NOW - timedelta(days=1)}
        assert await runs.prune(connection, **ends) == 2
        assert set(await runs.recent(connection, 50)) == set(kept)
        assert await runs.prune(connection, **ends) == 0


async def test_two_who_render_the_same_bytes_agree_when_they_changed(database: Database):
    async def note(at):
        async with database.begin() as connection:
            return await documents.note(connection, "haichuan", "rss", '"new"', at)

    noted = await asyncio.gather(*(note(NOW + timedelta(seconds=second)) for second in range(20)))
    assert len(set(noted)) == 1
