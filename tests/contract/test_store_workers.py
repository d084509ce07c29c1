"""Runs are closed by others only when whoever carried them out is gone: two real processes on one database."""

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from store_newsroom import NOW

from syndicator.config import load
from syndicator.flows import presence
from syndicator.flows.record import Entry
from syndicator.model.run import Run
from syndicator.start import services as opened
from syndicator.store import runs, workers
from syndicator.store.database import Database

LATER = NOW + timedelta(minutes=10)
# One process with a run open for as long as it lives, whose word holds for a second.
WORKER = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from syndicator.config import load
from syndicator.flows import presence
from syndicator.flows.record import Entry
from syndicator.model.run import Run
from syndicator.start import services

presence.LEASE, presence.RENEW = timedelta(seconds=1), timedelta(seconds=0.1)

async def main():
    async with services(load(Path(sys.argv[1]), environ={})) as opened:
        await Entry(opened).open(Run("haichuan/news", opened.now()))
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""


@pytest.fixture
def config(tmp_path: Path, database_url: str) -> Path:
    (tmp_path / "feeds").mkdir()
    path = tmp_path / "config.toml"
    path.write_text(f'[data]\ndatabase = "{database_url}"\n', encoding="utf-8")
    return path


@contextmanager
def _worker(config: Path):
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, str(config)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


async def test_a_run_is_closed_once_its_process_is_killed(config):
    async with opened(load(config, environ={})) as here:
        with _worker(config) as process:
            await Entry(here).open(Run("haichuan/video", here.now()))
            # Much longer than its word holds: it goes on giving it.
            for _ in range(5):
                await asyncio.sleep(0.5)
                assert await presence.tidy(here) == 0
            process.kill()
            await asyncio.to_thread(process.wait)
            await asyncio.sleep(1.5)
            assert await presence.tidy(here) == 1
        async with here.database.read() as connection:
            assert (await runs.last(connection, "haichuan/news")).error == "interrupted"
            assert (await runs.last(connection, "haichuan/video")).finished is None
    async with opened(load(config, environ={})) as again, again.database.read() as connection:
        assert (await runs.last(connection, "haichuan/video")).error == "interrupted", "closed on the way out"


async def test_one_that_stops_by_itself_leaves_nothing_open(config):
    async with opened(load(config, environ={})) as here:
        with _worker(config) as process:
            process.communicate("stop\n", timeout=20)
            assert process.returncode == 0
        assert await presence.tidy(here) == 0
        async with here.database.read() as connection:
            assert (await runs.last(connection, "haichuan/news")).error == "interrupted"


async def test_only_runs_of_the_gone_are_closed(database: Database):
    async with database.begin() as connection:
        await workers.enter(connection, "alive", LATER + timedelta(seconds=1))
        await workers.enter(connection, "gone", LATER)
        await runs.start(connection, Run("a", NOW), "alive")
        await runs.start(connection, Run("b", NOW), "gone")
        await runs.start(connection, Run("c", NOW))
        number = await runs.start(connection, Run("d", NOW), "gone")
        await runs.finish(connection, number, Run("d", NOW, LATER))
        assert await runs.interrupted(connection, LATER) == 2
        await workers.forget(connection, LATER)
        assert (await runs.last(connection, "a")).finished is None
        assert (await runs.last(connection, "d")).error == ""
        await workers.renew(connection, "alive", LATER + timedelta(hours=1))
        await workers.renew(connection, "gone", LATER + timedelta(hours=1))
        await runs.start(connection, Run("e", NOW), "gone")
        assert await runs.interrupted(connection, LATER) == 1, "who was forgotten must enter again"


async def test_a_run_taken_for_interrupted_is_as_its_worker_finished_it(database: Database):
    done = Run("a", NOW, LATER, seen=3, new=3)
    async with database.begin() as connection:
        number = await runs.start(connection, Run("a", NOW), "slow")
        assert await runs.interrupted(connection, LATER) == 1
        await runs.finish(connection, number, done)
        assert await runs.last(connection, "a") == done
