"""SQLite: one file, WAL, writers one at a time.

`synchronous=FULL` syncs the log at each commit. NORMAL would survive a killed process as well, but
not a power cut, and an article lost after readers saw it would come back under another id.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine

from syndicator.errors import StoreError
from syndicator.store.engines import Engines, to_json

# How long a writer waits for another process's transaction; ours are milliseconds long.
BUSY_SECONDS = 30.0
_RETRY_SECONDS = 0.02
_READERS = 8
# What the log shrinks back to after a long reader made it grow.
_LOG_BYTES = 64 * 1024 * 1024


class Turn:
    """Writers of this process in order of arrival: SQLite's own waiting is by chance and may starve one."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        """Wait for the turn. Raises StoreError in a task that already has it, which would wait for ever."""
        if self._holder is asyncio.current_task():
            raise StoreError("a transaction was begun inside another one of the same task")
        async with self._lock:
            self._holder = asyncio.current_task()
            try:
                yield
            finally:
                self._holder = None


def file_of(url: URL) -> Path:
    """The database's file. Raises StoreError for one in memory, which no two connections share."""
    if not url.database or url.database.startswith((":memory:", "file:")):
        raise StoreError("the store needs a file: sqlite:////path/syndicator.db")
    return Path(url.database)


def open_engines(url: URL) -> Engines:
    """Connections to the file `url` names; nothing is opened yet."""
    # BEGIN comes from us, at once for writers: a read that later turns into a write could fail halfway.
    options: dict[str, Any] = {
        "connect_args": {"isolation_level": None, "timeout": BUSY_SECONDS},
        "json_serializer": to_json,
        "pool_timeout": BUSY_SECONDS,
    }
    url = url.set(drivername="sqlite+aiosqlite")
    # The second writing connection is for the time a cancelled task's one takes to close.
    write = create_async_engine(url, pool_size=1, max_overflow=1, **options)
    read = create_async_engine(url, pool_size=_READERS, max_overflow=0, **options)
    # What is removed is overwritten, always: rows move between pages, and leave copies that no later erasure finds.
    _set_up(write.sync_engine, "BEGIN IMMEDIATE", "foreign_keys=ON", "secure_delete=ON")
    _set_up(read.sync_engine, "BEGIN", "query_only=ON")
    return Engines(write, read, Turn())


def scrub(url: URL) -> None:
    """Bring the log into the file and empty it: it holds what was overwritten there. Waits for readers a while."""
    with closing(sqlite3.connect(file_of(url), timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def migration_engine(url: URL) -> Engine:
    """A blocking engine for migrations: without foreign keys, since a batch change drops and renames tables."""
    file = file_of(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=NullPool,
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
    )
    _set_up(engine, "BEGIN IMMEDIATE", "foreign_keys=OFF")
    event.listen(engine, "connect", _to_wal)
    return engine


def _to_wal(connection: sqlite3.Connection, _record: object) -> None:
    """Switch a new file to WAL, which it stays in. SQLite does not wait here for another that is starting."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _set_up(engine: Engine, begin: str, *pragmas: str) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("synchronous=FULL", f"journal_size_limit={_LOG_BYTES}", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
