"""The open database: transactions that write, and reads that can't."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from syndicator.errors import StoreError
from syndicator.store import migrate, postgres, sqlite

Connection = AsyncConnection
"""An open transaction, as flows pass it on from `begin` or `read` to what the store does."""

_ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres, "postgres": postgres}


class Database:
    """SQLite (`sqlite:////path/syndicator.db`) or PostgreSQL (`postgresql://user@host/name`)."""

    def __init__(self, url: str) -> None:
        """Take the address; nothing is opened before `start`. Raises StoreError for one that can't be used."""
        try:
            self._url = make_url(url)
        except ArgumentError:
            raise StoreError("the database's address is not a URL such as sqlite:////path/syndicator.db") from None
        name = self._url.get_backend_name()
        if name not in _ENGINES:
            raise StoreError(f"{name} is not a database this service knows: sqlite or postgresql")
        self._engine = _ENGINES[name]
        self.file: Path | None = sqlite.file_of(self._url) if name == "sqlite" else None
        try:
            self._engines = self._engine.open_engines(self._url)
        except ModuleNotFoundError as error:
            raise StoreError(f"{name} needs the extra: pip install 'syndicator[postgres]' ({error})") from error

    async def start(self) -> None:
        """Bring the tables to this version. Many processes may do so at once. Raises StoreError."""
        with _in_words(), _folder_in_words(self.file):
            await asyncio.to_thread(self._migrate)

    def _migrate(self) -> None:
        engine = self._engine.migration_engine(self._url)
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end of the block, undone by an exception. Raises StoreError.

        Never begin one inside another: on SQLite writers take turns.
        """
        with _in_words():
            async with self._engines.turn(), self._engines.write.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One consistent state to read from; writing through it raises StoreError."""
        with _in_words():
            async with self._engines.read.connect() as connection, connection.begin() as transaction:
                try:
                    yield connection
                finally:
                    await transaction.rollback()

    async def scrub(self) -> None:
        """After personal data was erased: leave nothing of it beside the database. Raises StoreError."""
        with _in_words():
            await asyncio.to_thread(self._engine.scrub, self._url)

    async def close(self) -> None:
        """Close every connection."""
        await self._engines.read.dispose()
        await self._engines.write.dispose()


@contextmanager
def _in_words() -> Iterator[None]:
    """Let no driver's error past this package: a StoreError says what was refused, without the SQL."""
    try:
        yield
    except StatementError as error:
        if isinstance(error.orig, StoreError):
            raise error.orig from None
        raise StoreError(f"the database refused: {_first_line(error.orig)}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {_first_line(error)}") from error


@contextmanager
def _folder_in_words(file: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"the database's folder can't be made: {file}: {error.strerror}") from error


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
