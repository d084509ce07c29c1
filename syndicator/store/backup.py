"""A copy of the database while it is in use."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from syndicator.errors import StoreError
from syndicator.store.database import Database


async def backup(database: Database, path: Path) -> None:
    """Write one consistent state of a SQLite database to `path`, whole or not at all, over a backup there.

    To go back, stop the service and put the file in the database's place. Raises StoreError, for
    PostgreSQL too, whose own pg_dump does this.
    """
    if database.file is None:
        raise StoreError("a PostgreSQL database is backed up with pg_dump")
    try:
        await asyncio.to_thread(_copy, database.file, path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the backup to {path} failed: {error}") from error


def _copy(file: Path, path: Path) -> None:
    if not file.exists():
        raise StoreError(f"there is no database at {file}")
    if path.exists() and path.samefile(file):
        raise StoreError("a database can't be its own backup")
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
        # The copy is one file, with no log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        if (said := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
            raise StoreError(f"the copy is damaged: {said}")
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.replace(path)
