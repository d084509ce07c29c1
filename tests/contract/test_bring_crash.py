"""Killed between any two steps, on both engines: what was to be brought to a partner is brought, under one key."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from aiohttp import web
from store_newsroom import NOW

from syndicator.config import load
from syndicator.model.partner import Partner
from syndicator.model.rights import Status
from syndicator.start import services as opened
from syndicator.store import articles, brought, journal, outbox, partners, routes

FEED = """title = "海川要闻"
access = "partners"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
kind = "inbox"
name = "news"
url = "inbox"
"""
# Round after round a process keeps an article, edits the one before, takes down the one before that, and brings all of
# it to the partner. It dies before the nth thing it says to the database, the one after that a step later, until one
# round goes to its end. Forked, so that only the first pays for starting.
ROUNDS = """
import asyncio, os, signal, sys
from dataclasses import replace
from datetime import timedelta
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from store_newsroom import NOW, draft, keep
from sqlalchemy import Engine, event
from syndicator.config import load
from syndicator.flows import bring, dispatch
from syndicator.start import services as opened
from syndicator.store import articles

bring._BATCH = 2
left = [-1]

def step(*_):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)

async def work(number):
    # Claims of the round before have run out.
    now = NOW + timedelta(minutes=10 * number)
    async with opened(load(Path(sys.argv[1]), environ={})) as made:
        services = replace(made, now=lambda: now)
        for which, edition in ((number, ""), (number - 1, "更正")):
            if which > 0:
                page = draft(which, title=f"第{which}号稿件{edition}", authors=("周文海",))
                await keep(services.database, page, now=now)
        if number > 2:
            async with services.database.begin() as connection:
                (gone,) = [one for one in await articles.newest(connection, "haichuan", 999, now)
                           if one.title.startswith(f"第{number - 2}号")]
                await articles.cancel(connection, gone.slug, why="撤稿", now=now)
        left[0] = number * int(sys.argv[3])
        assert await bring.bring(services) == ()
        assert await dispatch.send_all(services) == ()
        left[0] = -1

number = 0
while True:
    number += 1
    child = os.fork()
    if child == 0:
        asyncio.run(work(number))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status) or print(number))
"""


class Hook:
    """A partner's address: what came, by the key it came under."""

    def __init__(self):
        self.came = []

    async def post(self, request):
        said = await request.json()
        self.came.append((request.headers["Idempotency-Key"], said["uri"], said["pubStatus"], said["version"]))
        return web.Response(status=204)


@pytest.fixture
async def hook(unused_tcp_port):
    made = Hook()
    app = web.Application()
    app.router.add_post("/", made.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield made
    await runner.cleanup()


@pytest.fixture
def config(tmp_path, database_url, unused_tcp_port):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "haichuan.toml").write_text(FEED, encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text(
        f'[data]\ndatabase = "{database_url}"\n[hub]\nallow_hosts = ["127.0.0.1:{unused_tcp_port}"]\n', encoding="utf-8"
    )
    return path


async def test_killed_between_any_two_steps_everything_arrives_under_one_key(
    config, hook, database_url, unused_tcp_port
):
    # The steps are the same on both engines, a start takes longer on a server.
    sqlite = database_url.startswith("sqlite")
    async with opened(load(config, environ={})) as made, made.database.begin() as connection:
        await partners.save(connection, Partner("wanbao", "海川晚报", feeds=("haichuan",)), NOW)
        to = f"http://127.0.0.1:{unused_tcp_port}/"
        await routes.add(connection, "wanbao", "webhook", to, "a secret of ours", 0, {}, NOW)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ROUNDS, str(config), str(Path(__file__).parent), "1" if sqlite else "3",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=dict(os.environ),
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    rounds = int(output.decode().split()[-1])
    assert rounds > (30 if sqlite else 10), "it was killed at as many places"

    async with opened(load(config, environ={})) as made, made.database.read() as connection:
        changed = await journal.since(connection, "haichuan", 0, 9999)
        (route,) = await routes.everyone(connection)
        last = {article.id: await brought.find(connection, route.number, article.id) for _, article in changed}
        assert await outbox.waiting(connection) == () or all(
            one.failed == outbox.SUPERSEDED for one in await outbox.waiting(connection)
        )
        assert len(await articles.newest(connection, "haichuan", 9999, NOW.replace(year=2027))) == 2
    assert len(changed) == rounds
    assert route.cursor["haichuan"] >= changed[-1][0]
    sent = {key: (uri, status, version) for key, uri, status, version in hook.came}
    assert {(key, *what) for key, what in sent.items()} == set(hook.came), "one key, one content"
    for _, article in changed:
        known = last[article.id]
        if article.status is Status.CANCELED and known is None:
            assert article.id not in {uri for uri, *_ in sent.values()}, "it was gone before it was ever put"
            continue
        assert (known.version, known.status) == (article.version, article.status), json.dumps(list(sent.values()))
        mine = [(status, version) for uri, status, version in sent.values() if uri == article.id]
        if article.status is Status.CANCELED:
            assert [status for status, _ in mine].count("canceled") == 1
        else:
            assert mine.count(("usable", str(article.version))) == 1
