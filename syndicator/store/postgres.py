"""PostgreSQL, through psycopg: any number of processes and machines."""

from contextlib import AbstractAsyncContextManager, nullcontext

from sqlalchemy import URL, Engine, NullPool, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from syndicator.store.engines import Engines, to_json

_DRIVER = "postgresql+psycopg"
_CONNECTIONS = 10
_CONNECT_SECONDS = 10


def open_engines(url: URL) -> Engines:
    """Connections to the server `url` names; nothing is opened yet."""
    engine = create_async_engine(
        url.set(drivername=_DRIVER),
        pool_size=_CONNECTIONS,
        # A server that was restarted costs one more round trip, not an error.
        pool_pre_ping=True,
        json_serializer=to_json,
        connect_args={"connect_timeout": _CONNECT_SECONDS},
    )
    # REPEATABLE READ: a reader sees one state throughout, as on SQLite.
    read = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(engine, read, _no_turn)


def scrub(_url: URL) -> None:
    """Nothing to do: the server's own vacuum takes what was overwritten away."""


def migration_engine(url: URL) -> Engine:
    """A blocking engine for migrations."""
    return create_engine(
        url.set(drivername=_DRIVER), poolclass=NullPool, connect_args={"connect_timeout": _CONNECT_SECONDS}
    )


def _no_turn() -> AbstractAsyncContextManager[None]:
    return nullcontext()
