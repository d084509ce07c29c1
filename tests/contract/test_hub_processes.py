"""Our hub in several processes, some of them killed: every subscriber is brought every version, none of them twice."""

import asyncio
import os
import signal
import sys
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from store_newsroom import draft, keep

from syndicator.config import load
from syndicator.model.source import Source
from syndicator.model.subscriber import Subscriber
from syndicator.start import services as opened
from syndicator.store import subscribers

CALLBACKS = 80
FEED = """title = "海川要闻"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
kind = "inbox"
name = "inbox"
url = "inbox"
"""
SOURCE = Source("haichuan/inbox", "haichuan", "inbox", "inbox", timezone="Asia/Shanghai", language="zh-CN")
# `serve`, whose claims run out two seconds after a call may last.
SERVE = """
import sys
from datetime import timedelta
from syndicator.cli.main import main
from syndicator.flows import distribute
distribute.MARGIN = timedelta(seconds=2)
sys.argv[1:] = ["--config", sys.argv[1], "serve", "--port", sys.argv[2]]
main()
"""


class Sink:
    """Callbacks that count what came: which version to whom, and from which process."""

    def __init__(self, port):
        self.port = port
        self.came = Counter()
        self.from_whom = Counter()
        self.delay = 0.05

    async def post(self, request):
        body = await request.read()
        await asyncio.sleep(self.delay)
        edition = max(int(word.split("版")[0]) for word in body.decode().split("第")[1:] if "版" in word[:4])
        self.came[request.path, edition] += 1
        self.from_whom[request.headers["User-Agent"]] += 1
        return web.Response(status=204)

    def have(self, edition):
        return {path for path, version in self.came if version == edition}

    async def until(self, condition, seconds=60):
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - other processes see to it
                await asyncio.sleep(0.02)


@pytest.fixture
async def sink(unused_tcp_port_factory):
    made = Sink(unused_tcp_port_factory())
    app = web.Application(client_max_size=10_000_000)
    app.router.add_post("/{path:.*}", made.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", made.port).start()
    yield made
    await runner.cleanup()


@pytest.fixture
def config(tmp_path, database_url, sink):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    (tmp_path / "feeds" / "haichuan.toml").write_text(FEED, encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text(
        f'[site]\nbase_url = "https://feeds.haichuan.example"\n[data]\ndatabase = "{database_url}"\n'
        f'[schedule]\nrefresh = 1\n[hub]\nallow_hosts = ["127.0.0.1:{sink.port}"]\ntimeout = 2\nconcurrency = 8\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
async def here(config):
    async with opened(load(config, environ={})) as made:
        yield made


@asynccontextmanager
async def serving(config, port, name):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, str(config), str(port),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "SYNDICATOR_FETCH_USER_AGENT": name},
    )  # fmt: skip
    output = bytearray()

    async def drain():
        async for line in process.stdout:
            output.extend(line)

    draining = asyncio.create_task(drain())
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 30)
        await draining
        assert "Traceback" not in output.decode()
        assert "\n! " not in output.decode(), output.decode()


async def publish(here, edition):
    said = draft(1, title=f"通告第{edition}版", body_text=f"这是第{edition}版。\n全县设了十二个收购点，请各单位周知。")
    await keep(here.database, said, source=SOURCE, now=here.now())


async def subscribe(here, sink):
    now = here.now()
    async with here.database.begin() as connection:
        for number in range(CALLBACKS):
            one = Subscriber(
                0, "https://feeds.haichuan.example/feeds/haichuan.atom", f"http://127.0.0.1:{sink.port}/{number}",
                "haichuan", "atom", now + timedelta(days=1), host="127.0.0.1",
            )  # fmt: skip
            await subscribers.save(connection, one, now)


async def test_two_processes_share_the_work_and_double_nothing(here, config, sink, unused_tcp_port_factory):
    await publish(here, 1)
    await subscribe(here, sink)
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    async with serving(config, ports[0], "one"), serving(config, ports[1], "two"):
        for edition in (1, 2):
            if edition > 1:
                await publish(here, edition)
            await sink.until(lambda edition=edition: len(sink.have(edition)) == CALLBACKS)
        # Long enough for either to look again.
        await asyncio.sleep(6)
    assert set(sink.came.values()) == {1}
    assert len(sink.came) == 2 * CALLBACKS
    assert set(sink.from_whom) == {"one", "two"}
    async with here.database.read() as connection:
        found = await subscribers.everyone(connection)
    assert {(one.due, one.failed, one.tries) for one in found} == {(None, "", 0)}


async def test_what_a_killed_process_left_goes_out_all_the_same(here, config, sink, unused_tcp_port_factory):
    """SIGKILL in the middle of deliveries, twice; at most what was under way then comes again."""
    await publish(here, 1)
    await subscribe(here, sink)
    kills = 2
    for kill in range(1, kills + 1):
        async with serving(config, unused_tcp_port_factory(), "killed") as process:
            await sink.until(lambda kill=kill: len(sink.have(1)) > kill * CALLBACKS // 4)
            process.kill()
            await process.wait()
        assert len(sink.have(1)) < CALLBACKS
    async with serving(config, unused_tcp_port_factory(), "rest"):
        await sink.until(lambda: len(sink.have(1)) == CALLBACKS)
        await publish(here, 2)
        await sink.until(lambda: len(sink.have(2)) == CALLBACKS)
    twice = [key for key, count in sink.came.items() if count > 1]
    assert max(sink.came.values()) <= 1 + kills
    # Four calls to one host at a time, and as many that were done and not noted yet.
    assert len(twice) <= kills * 8, twice
    assert all(edition == 1 for _, edition in twice)
