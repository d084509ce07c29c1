"""kill -9 at any moment of a pass, then again: nothing lost, doubled, or without rights."""

import asyncio
import random
import subprocess
import sys
import time

import pytest
from newsroom import declare

from syndicator.config import load
from syndicator.start import services as opened
from syndicator.store import articles

ARTICLES = 12
KILLS = 15
RANDOM = random.Random(20261124)  # noqa: S311 - moments to kill at, not secrets


def _start(config):
    return subprocess.Popen(
        [sys.executable, "-m", "syndicator.cli.main", "--config", str(config), "ingest"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def config(tmp_path, newsroom):
    newsroom.write(ARTICLES)
    path = declare(tmp_path, newsroom.port)
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    return path


async def test_killed_passes_lose_and_double_nothing(config, tmp_path, newsroom):
    for number in range(KILLS):
        inbox_file = tmp_path / "data" / "inbox" / f"note-{number}.txt"
        inbox_file.write_text(
            f"海川县第{number}号通告发布\n海川县今天发布第{number}号通告，请各单位遵照执行，并做好宣传解释工作。\n"
            "（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）\n",
            encoding="utf-8",
        )
        process = _start(config)
        # Start-up takes most of a second; the kill falls anywhere in it, in the pass, or after it.
        await asyncio.sleep(RANDOM.uniform(0.3, 2.5))
        process.kill()
        await asyncio.to_thread(process.wait)
        process.stdout.close()
    started = time.monotonic()
    process = _start(config)
    output, _ = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0, output
    assert time.monotonic() - started < 60
    again = _start(config)
    output, _ = await asyncio.to_thread(again.communicate)
    assert "0 new, 0 changed" in output
    async with opened(load(config, environ={})) as services, services.database.read() as connection:
        published = await articles.newest(connection, "haichuan", 1000, services.now())
        held = await articles.withheld(connection)
        versions = [await articles.history(connection, article.slug) for article in published]
    assert held == ()
    assert len({article.title for article in published}) == len(published) == ARTICLES + KILLS, output
    assert all(len(history) == 1 for history in versions)
    assert all(article.rights.holder == "海川县融媒体中心" for article in published)
    done = tmp_path / "data" / "inbox" / "done"
    assert sorted(path.name for path in done.iterdir()) == sorted(f"note-{number}.txt" for number in range(KILLS))
