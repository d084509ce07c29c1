"""Processes killed with SIGKILL while they write: nothing lost, doubled or without its rights."""

import asyncio
import multiprocessing
import os
import random
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select
from store_newsroom import CLEARED, HELD, address, draft, keep

from syndicator.model.rights import Status
from syndicator.store import articles
from syndicator.store.database import Database
from syndicator.store.tables import aliases, versions
from syndicator.store.tables import articles as article_rows

# Pages are few and writers two, so that kills fall on new articles, on edits and on races for one page.
PAGES = 60
ROUNDS = 10
ACKNOWLEDGED = 12


def _write(url: str, seed: int, report: Connection) -> None:
    """Keep random pages for ever; say which only after the transaction has committed."""
    asyncio.run(_write_for_ever(url, random.Random(seed), report))  # noqa: S311 - chance that can be repeated


async def _write_for_ever(url: str, chance: random.Random, report: Connection) -> None:
    database = Database(url)
    await database.start()
    while True:
        page, edition = chance.randrange(PAGES), chance.randrange(3)
        said = draft(page, title=f"第{page}号稿件 {edition}", canonical=address(f"c{page}"))
        kept = await keep(database, said, HELD if edition == 0 else CLEARED, key=f"k{page}")
        report.send((page, kept.article.id, kept.article.version))


def _killed_round(url: str, seed: int) -> list[tuple[int, str, int]]:
    """What two writers acknowledged before both were killed, each at a moment of chance."""
    forkserver = multiprocessing.get_context("forkserver")
    forkserver.set_forkserver_preload(["syndicator.store.database", "syndicator.store.articles"])
    acknowledged, running = [], []
    for writer in range(2):
        reading, writing = forkserver.Pipe(duplex=False)
        process = forkserver.Process(target=_write, args=(url, seed * 2 + writer, writing))
        process.start()
        writing.close()
        running.append((process, reading))
    for process, reading in running:
        # The kill falls while the next transaction is under way.
        for _ in range(ACKNOWLEDGED + seed):
            assert reading.poll(60), "the writer stands still"
            acknowledged.append(reading.recv())
        os.kill(process.pid, signal.SIGKILL)
    for process, reading in running:
        process.join()
        assert process.exitcode == -signal.SIGKILL
        acknowledged += _rest(reading)
    return acknowledged


def _rest(reading: Connection) -> list[tuple[int, str, int]]:
    """What was sent before the kill and not read yet."""
    found = []
    try:
        while True:
            found.append(reading.recv())
    except (EOFError, OSError):
        # The kill may cut a message in two; that one was never acknowledged.
        reading.close()
    return found


async def test_a_killed_writer_loses_and_doubles_nothing(database_url: str):
    seen: dict[int, tuple[str, int]] = {}
    for seed in range(ROUNDS):
        for page, article_id, version in await asyncio.to_thread(_killed_round, database_url, seed):
            before_id, before_version = seen.get(page, (article_id, 0))
            assert article_id == before_id
            seen[page] = (article_id, max(version, before_version))
        database = Database(database_url)
        await database.start()
        await _whole(database, seen)
        await database.close()
    assert len(seen) > PAGES // 2


async def _whole(database: Database, seen: dict[int, tuple[str, int]]) -> None:
    async with database.read() as connection:
        for page, (article_id, version) in seen.items():
            found = await articles.by_id(connection, article_id)
            assert found is not None
            assert found.version >= version
            assert found.url == address(page)
        rows = (await connection.execute(select(article_rows.c.slug, article_rows.c.version))).all()
        urls = []
        for slug, version in rows:
            history = await articles.history(connection, slug)
            assert [one.version for one in history] == list(range(1, version + 1))
            urls.append(history[-1].url)
            for one in history:
                assert one.rights.holder
                assert one.rights.notice
                assert one.rights.credit
                assert (one.status is Status.WITHHELD) is bool(one.holds)
        assert len(urls) == len(set(urls))
        # Its address, its canonical address and its key: all three or none.
        counted = select(func.count()).select_from(aliases).group_by(aliases.c.article)
        assert set((await connection.execute(counted)).scalars()) <= {3}
        total = await connection.scalar(select(func.count()).select_from(versions))
        assert total == sum(version for _, version in rows)


async def test_a_killed_writer_leaves_a_sound_file(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/syndicator.db"
    await asyncio.to_thread(_killed_round, url, 1)
    database = Database(url)
    await database.start()
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"
        assert (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first() is None
    await database.close()
