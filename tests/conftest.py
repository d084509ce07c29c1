"""A database that every migration has gone over already: made once a session, copied for each test."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from syndicator.store.database import Database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty SQLite database with this version's tables."""
    file = tmp_path_factory.mktemp("migrated") / "syndicator.db"

    async def make() -> None:
        database = Database(f"sqlite:///{file}")
        await database.start()
        await database.close()

    asyncio.run(make())
    return file


@pytest.fixture
def emptied(migrated: Path) -> Callable[[Path], str]:
    """Put a copy of it at a path; gives its address."""

    def put(file: Path) -> str:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(migrated, file)
        return f"sqlite:///{file}"

    return put
