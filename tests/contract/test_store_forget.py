"""What is forgotten with time, and what never: on both engines."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import make_url, select, text
from store_newsroom import NOW, SOURCE, address, draft, keep

from syndicator.config import Config
from syndicator.flows import forget
from syndicator.flows.release import mark
from syndicator.flows.services import Services
from syndicator.model.partner import Partner, Shape
from syndicator.store import (
    archives,
    articles,
    documents,
    entries,
    failed_leads,
    migrate,
    pages,
    partners,
    postgres,
    sqlite,
)
from syndicator.store.archives import Archived
from syndicator.store.database import Database
from syndicator.store.failed_leads import FailedLead
from syndicator.store.pages import PageState
from syndicator.store.tables import documents as documents_table
from syndicator.store.tables import pages as table

OLD = NOW - timedelta(days=91)


def _page(url: str, checked=OLD) -> PageState:
    return PageState(url, '"v"', None, "ab12", checked)


async def _left(database: Database, *urls: str) -> set[str]:
    async with database.read() as connection:
        return set(await pages.load_all(connection, urls))


async def test_an_articles_own_page_is_remembered_and_old_others_are_not(database: Database):
    await keep(database, draft(1), aliases=("https://news.example/go?id=1",))
    taken_down = (await keep(database, draft(2))).article
    led, second = "https://news.example/go?id=1", "https://news.example/2026/1_2.html"
    recent = "https://news.example/go?id=9"
    async with database.begin() as connection:
        await articles.cancel(connection, taken_down.slug, why="", now=NOW)
        for url in (address(1) + "?utm_source=list", address(2), led, second):
            await pages.save(connection, _page(url))
        await pages.save(connection, _page(recent, NOW - timedelta(days=89)))
        before = NOW - timedelta(days=90)
        assert await pages.prune(connection, before, 2) == 2
        assert await pages.prune(connection, before, 2) == 1
        assert await pages.prune(connection, before, 2) == 0
    assert await _left(database, address(1), address(2), led, second, recent) == {address(1), recent}


async def test_the_job_forgets_all_of_it_in_pieces(services, monkeypatch):
    monkeypatch.setattr(forget, "_BATCH", 7)
    database = services.database
    async with database.begin() as connection:
        for number in range(30):
            await pages.save(connection, _page(address(number), OLD + timedelta(seconds=number)))
        await failed_leads.save(connection, FailedLead(SOURCE.key, address(1), "http-404", OLD, OLD, 20, None))
    await keep(database, draft(3))
    await forget.forget(services)
    async with database.read() as connection:
        assert list((await connection.execute(select(table.c.url))).scalars()) == [address(3)]
        assert await failed_leads.waiting(connection, SOURCE.key) == (0, None)


async def test_an_entry_no_listing_has_any_more_is_forgotten(services, monkeypatch):
    monkeypatch.setattr(forget, "_BATCH", 3)
    database = services.database
    async with database.begin() as connection:
        for number in range(8):
            await entries.save(connection, SOURCE.key, f"old {number}", "a", OLD + timedelta(minutes=number))
        await entries.save(connection, SOURCE.key, "new", "a", NOW - timedelta(days=89))
        await entries.save(connection, SOURCE.key, "old 5", "b", NOW)
    await forget.forget(services)
    async with database.read() as connection:
        found = await entries.load(connection, SOURCE.key, [*(f"old {number}" for number in range(8)), "new"])
    assert found == {"new": "a", "old 5": "b"}


async def test_what_was_written_in_a_shape_that_nobody_has_is_forgotten(services):
    database, theirs, gone = services.database, Shape(credit="据{holder}"), Shape(images=False)
    made = Archived("0" * 64, '"e"', NOW, b"x")
    async with database.begin() as connection:
        await partners.save(connection, Partner("wanbao", "晚报", shape=theirs), NOW)
        for shape in (Shape(), theirs, gone):
            await archives.keep(connection, "haichuan", "2026-10", f"atom{mark(shape)}", made)
            for path in ("", "/page/2"):
                await documents.note(connection, "haichuan", f"atom{mark(shape)}{path}", '"e"', NOW)
    await forget.forget(services)
    async with database.read() as connection:
        kept = {
            shape: await archives.find(connection, "haichuan", "2026-10", f"atom{mark(shape)}")
            for shape in (Shape(), theirs, gone)
        }
        noted = set((await connection.execute(select(documents_table.c.format))).scalars())
    assert {shape for shape, found in kept.items() if found} == {Shape(), theirs}
    assert noted == {f"atom{mark(shape)}{path}" for shape in (Shape(), theirs) for path in ("", "/page/2")}


@pytest.fixture
def services(database):
    """As much of a service as forgetting asks for."""
    return Services(Config(), None, database, None, None, lambda: NOW, "tests")


def test_pages_known_from_before_keep_their_state(database_url: str):
    url = make_url(database_url)
    engine = (sqlite if url.get_backend_name() == "sqlite" else postgres).migration_engine(url)
    migrate.upgrade(engine, "0007")
    addresses = ["https://news.example/1?utm_source=a", "https://news.example/1", "https://news.example/2"]
    row = "INSERT INTO pages (digest, url, body_hash, checked) VALUES (:digest, :url, 'ab', '2026-11-20 00:00:00')"
    with engine.begin() as connection:
        for number, one in enumerate(addresses):
            connection.execute(text(row), {"digest": f"{number:064}", "url": one})
    migrate.upgrade(engine)
    with engine.begin() as connection:
        known = connection.execute(select(table.c.digest, table.c.url)).all()
        assert {one.digest for one in known} == {pages._key(url) for url in addresses}
        assert len(known) == 2
        command.downgrade(migrate.config(connection), "0007")
        assert len(connection.execute(select(table.c.digest)).all()) == 2
    engine.dispose()
