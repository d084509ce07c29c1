"""A database of each engine: SQLite always, PostgreSQL where its programs are on the machine."""

import getpass
import importlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from syndicator.store.database import Database


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def _account() -> str | None:
    """Who runs the server: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names and shutil.which("runuser") else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder of a temporary server's socket; the server is gone with the session."""
    pytest.importorskip("psycopg", reason="the postgres extra is not installed")
    programs, account = _programs(), _account()
    if programs is None:
        pytest.skip("initdb and pg_ctl are not on this machine")
    if account is None:
        pytest.skip("PostgreSQL refuses root, and there is no postgres account to run it")
    # Not pytest's own folder: that one is closed to other accounts, and too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="syndicator-pg-"))
    lead = ["runuser", "-u", account, "--"] if os.geteuid() == 0 else []
    if lead:
        shutil.chown(folder, account)

    def run(*command: str) -> None:
        subprocess.run([*lead, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    run(f"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    # fsync only guards against a power cut, which no test makes.
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
    run(f"{programs}/pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield str(folder)
    finally:
        run(f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database. The server's is one for all tests, emptied: making one is slow."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/syndicator.db"
    folder = request.getfixturevalue("cluster")
    psycopg = importlib.import_module("psycopg")
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return f"postgresql://postgres@/postgres?host={folder}"


@pytest.fixture
async def database(database_url: str, tmp_path: Path, emptied: Callable[[Path], str]) -> AsyncIterator[Database]:
    if database_url.startswith("sqlite"):
        emptied(tmp_path / "syndicator.db")
    opened = Database(database_url)
    await opened.start()
    yield opened
    await opened.close()
