"""The database itself: starting, transactions, and errors in words."""

import asyncio
import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, make_url, text
from store_newsroom import NOW, address, draft, keep

from syndicator.errors import StoreError
from syndicator.model.rights import Status
from syndicator.store import articles, migrate, postgres, sqlite
from syndicator.store.database import Database
from syndicator.store.tables import METADATA


@pytest.fixture
def blocking(database_url: str):
    """A blocking engine to the same database, as migrations use it."""
    url = make_url(database_url)
    engine = (sqlite if url.get_backend_name() == "sqlite" else postgres).migration_engine(url)
    yield engine
    engine.dispose()


async def test_starting_again_changes_nothing(database: Database, database_url: str):
    kept = await keep(database, draft(1))
    again = Database(database_url)
    await again.start()
    async with again.read() as connection:
        assert await articles.find(connection, kept.article.slug) == kept.article
    await again.close()


async def test_many_may_start_at_once(database_url: str):
    opened = [Database(database_url) for _ in range(8)]
    await asyncio.gather(*(one.start() for one in opened))
    kept = await asyncio.gather(*(keep(one, draft(number)) for number, one in enumerate(opened)))
    assert {one.change for one in kept} == {"new"}
    for one in opened:
        await one.close()


async def test_one_process_may_start_many_databases_at_once(tmp_path: Path):
    opened = [Database(f"sqlite:///{tmp_path}/{number}.db") for number in range(12)]
    await asyncio.gather(*(one.start() for one in opened))
    for one in opened:
        assert (await keep(one, draft(1))).change == "new"
        await one.close()


def _start(url: str) -> None:
    asyncio.run(Database(url).start())


def test_many_processes_may_start_at_once(database_url: str):
    forkserver = multiprocessing.get_context("forkserver")
    forkserver.set_forkserver_preload(["syndicator.store.database"])
    processes = [forkserver.Process(target=_start, args=(database_url,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]


def test_tables_and_migrations_agree(blocking):
    migrate.upgrade(blocking)
    with blocking.begin() as connection:
        command.check(migrate.config(connection))
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, "alembic_version"}


def test_down_to_nothing_and_up_again(blocking):
    migrate.upgrade(blocking)
    with blocking.begin() as connection:
        command.downgrade(migrate.config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate.upgrade(blocking)
    with blocking.begin() as connection:
        command.check(migrate.config(connection))


async def test_tables_of_a_later_version_are_left_alone(database: Database, blocking, database_url: str):
    with blocking.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"another version.*9999"):
        await Database(database_url).start()


async def test_an_exception_undoes_the_whole_transaction(database: Database):
    kept = await keep(database, draft(1))

    async def stop_halfway() -> None:
        async with database.begin() as connection:
            await articles.cancel(connection, kept.article.slug, why="", now=kept.article.updated)
            raise asyncio.InvalidStateError

    with pytest.raises(asyncio.InvalidStateError):
        await stop_halfway()
    async with database.read() as connection:
        assert await articles.find(connection, kept.article.slug) == kept.article


async def test_a_reader_can_not_write(database: Database):
    with pytest.raises(StoreError, match=r"read-?only"):
        async with database.read() as connection:
            await connection.execute(text("DELETE FROM pages"))


async def test_a_reader_sees_one_state_throughout(database: Database):
    await keep(database, draft(1))
    async with database.read() as connection:
        before = await articles.known(connection, [address(1), address(2)])
        await keep(database, draft(2))
        assert await articles.known(connection, [address(1), address(2)]) == before == {address(1)}
    async with database.read() as connection:
        assert len(await articles.known(connection, [address(1), address(2)])) == 2


async def test_a_refusal_is_said_without_sql(database: Database):
    with pytest.raises(StoreError) as refused:
        async with database.begin() as connection:
            await connection.execute(text("SELECT secret FROM nowhere"))
    assert "nowhere" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "sqlalche.me" not in str(refused.value)


async def test_a_hundred_writers_at_once(database: Database):
    kept = await asyncio.gather(*(keep(database, draft(number)) for number in range(100)))
    assert {one.change for one in kept} == {"new"}
    assert len({one.article.id for one in kept}) == 100


async def test_writers_of_one_page_make_one_article(database: Database):
    kept = await asyncio.gather(
        *(keep(database, draft("same", title=f"标题{number % 3}"), key=f"k{number % 5}") for number in range(60))
    )
    assert len({one.article.id for one in kept}) == 1
    assert [one.change for one in kept].count("new") == 1
    slug = kept[0].article.slug
    async with database.read() as connection:
        versions = await articles.history(connection, slug)
        assert await articles.find(connection, slug) == versions[-1]
    assert [version.version for version in versions] == list(range(1, len(versions) + 1))
    assert len(versions) == 1 + [one.change for one in kept].count("changed")


async def test_writers_whose_names_cross_make_one_article(database: Database):
    pages = [draft("x", url=address(f"x{number}"), canonical=address(f"x{(number + 1) % 6}")) for number in range(6)]
    kept = await asyncio.gather(*(keep(database, page) for page in pages * 4))
    assert len({one.article.id for one in kept}) <= 6
    settled = [await keep(database, page) for page in pages]
    assert {one.change for one in settled} <= {"unchanged", "changed"}


async def test_writers_who_take_a_claimed_address_at_once_make_one_article(database: Database):
    await keep(database, draft("wrong", body_text="夜校本周开了三个班。", canonical=address("claimed")))
    page = draft("claimed", body_text="水库昨天通过了竣工验收。")
    kept = await asyncio.gather(*(keep(database, page) for _ in range(20)))
    assert len({one.article.id for one in kept}) == 1
    assert [one.change for one in kept].count("new") == 1


async def test_a_takedown_among_edits_stands(database: Database):
    first = await keep(database, draft("gone"))

    async def take_down() -> None:
        async with database.begin() as connection:
            await articles.cancel(connection, first.article.slug, why="撤稿", now=NOW)

    edits = [keep(database, draft("gone", title=f"标题{number}")) for number in range(30)]
    await asyncio.gather(*edits[:15], take_down(), *edits[15:])
    async with database.read() as connection:
        assert (await articles.find(connection, first.article.slug)).status is Status.CANCELED
        assert await articles.newest(connection, "haichuan", 9, NOW) == ()


async def test_cancelled_tasks_leave_nothing_half_written(database: Database):
    tasks = [asyncio.create_task(keep(database, draft(number))) for number in range(40)]
    for number, task in enumerate(tasks):
        for _ in range(number % 7):
            await asyncio.sleep(0)
        task.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert any(isinstance(one, asyncio.CancelledError) for one in done)
    kept = await asyncio.gather(*(keep(database, draft(number)) for number in range(40)))
    assert len({one.article.id for one in kept}) == 40
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM articles"))).scalar() == 40
        assert (await connection.execute(text("SELECT count(*) FROM versions"))).scalar() == 40


async def test_a_transaction_inside_another_is_refused_at_once(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/syndicator.db")
    await database.start()
    with pytest.raises(StoreError, match="inside another"):
        async with database.begin(), database.begin():
            pass
    await keep(database, draft(1))
    await database.close()


async def test_a_writer_waits_for_another_process(tmp_path: Path):
    file = tmp_path / "syndicator.db"
    database = Database(f"sqlite:///{file}")
    await database.start()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(keep(database, draft(1)))
        done, _ = await asyncio.wait([waiting], timeout=0.1)
        assert not done
        other.execute("COMMIT")
    assert (await waiting).change == "new"
    await database.close()


async def test_a_start_waits_for_another_that_is_making_the_file(tmp_path: Path):
    file = tmp_path / "syndicator.db"
    database = Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE first (a)")
        waiting = asyncio.create_task(database.start())
        done, _ = await asyncio.wait([waiting], timeout=0.1)
        assert not done
        other.execute("ROLLBACK")
    await waiting
    assert (await keep(database, draft(1))).change == "new"
    await database.close()


async def test_sqlite_is_set_up_to_survive(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/made/on/the/way/syndicator.db")
    await database.start()

    async def pragma(name: str) -> object:
        async with database.begin() as connection:
            return (await connection.execute(text(f"PRAGMA {name}"))).scalar()

    assert await pragma("journal_mode") == "wal"
    assert await pragma("synchronous") == 2
    assert await pragma("foreign_keys") == 1
    assert await pragma("busy_timeout") == 30_000
    await database.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("news.db", "not a URL"),
        ("mysql://host/name", "mysql is not a database"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_an_address_that_can_not_be_used(url: str, words: str):
    with pytest.raises(StoreError, match=words):
        Database(url)


async def test_a_file_that_is_no_database(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be read as one. " * 40)
    with pytest.raises(StoreError, match="not a database"):
        await Database(f"sqlite:///{tmp_path}/notes.txt").start()


async def test_a_folder_that_can_not_be_made(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"folder can't be made.*data"):
        await Database(f"sqlite:///{tmp_path}/data/syndicator.db").start()


async def test_a_server_that_is_not_there(tmp_path: Path):
    pytest.importorskip("psycopg", reason="the postgres extra is not installed")
    with pytest.raises(StoreError, match=r"the database refused: .*connection"):
        await Database(f"postgresql://postgres:secret@/none?host={tmp_path}").start()
