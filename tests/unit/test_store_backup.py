"""A backup of the database in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from syndicator.errors import StoreError
from syndicator.model.run import SourceState
from syndicator.store import sources
from syndicator.store.backup import backup
from syndicator.store.database import Database


@pytest.fixture
async def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path}/syndicator.db")
    await opened.start()
    await _note(opened, "first")
    yield opened
    await opened.close()


async def _note(database: Database, key: str) -> None:
    async with database.begin() as connection:
        await sources.save(connection, SourceState(key))


async def _keys(database: Database) -> list[str]:
    async with database.read() as connection:
        return [state.key for state in await sources.all_states(connection)]


async def test_a_backup_opens_as_a_database(database: Database, tmp_path: Path):
    copy = tmp_path / "backup.db"
    async with database.begin() as connection:
        await sources.save(connection, SourceState("under way"))
        await backup(database, copy)
    assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == ["backup.db"]
    opened = Database(f"sqlite:///{copy}")
    await opened.start()
    assert await _keys(opened) == ["first"]
    await opened.close()


async def test_a_later_backup_takes_the_place_of_an_earlier_one(database: Database, tmp_path: Path):
    copy = tmp_path / "backup.db"
    await backup(database, copy)
    await _note(database, "second")
    (tmp_path / "backup.db.partial").write_text("what a killed backup left behind")
    await backup(database, copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (2,)


async def test_a_database_is_never_overwritten_by_its_own_backup(database: Database, tmp_path: Path):
    with pytest.raises(StoreError, match="own backup"):
        await backup(database, tmp_path / "syndicator.db")
    assert await _keys(database) == ["first"]


async def test_a_backup_that_can_not_be_written(database: Database, tmp_path: Path):
    with pytest.raises(StoreError, match="failed"):
        await backup(database, tmp_path / "nowhere" / "backup.db")
    async with database.begin() as connection:
        await connection.execute(text("DELETE FROM sources"))
    with pytest.raises(StoreError, match="no database at"):
        await backup(Database(f"sqlite:///{tmp_path}/none.db"), tmp_path / "backup.db")


async def test_a_server_is_backed_up_by_its_own_program(tmp_path: Path):
    pytest.importorskip("psycopg", reason="the postgres extra is not installed")
    with pytest.raises(StoreError, match="pg_dump"):
        await backup(Database("postgresql://host/name"), tmp_path / "backup.db")
