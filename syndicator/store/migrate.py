"""Bringing a database to this version's tables, in one transaction, whoever else starts at the same time."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from syndicator.errors import StoreError

# Any number, as long as every process takes the same one.
_ADVISORY_LOCK = 0x53594E44

# Alembic keeps the migration under way in a module, so one at a time in this process.
_one_at_a_time = threading.Lock()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply what is missing. Blocking: for a thread. Raises StoreError for tables of a later version."""
    with _one_at_a_time, engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
        try:
            command.upgrade(config(connection), revision)
        except CommandError as error:
            raise StoreError(f"the database was written by another version: {error}") from error
        _check(connection)


def config(connection: Connection) -> Config:
    """Alembic's settings for an open connection: `command.check(config(connection))` and the like."""
    settings = Config()
    # Config reads % as the start of a reference.
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    settings.set_main_option("script_location", folder)
    settings.attributes["connection"] = connection
    return settings


def _check(connection: Connection) -> None:
    """Foreign keys are off while SQLite migrates; nothing may point nowhere afterwards."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError("the migration would leave rows that point nowhere; nothing was changed")
