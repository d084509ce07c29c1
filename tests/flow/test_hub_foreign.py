"""Subscribers that are not of our making at our hub, and another Syndicator."""

import asyncio
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web
from hub import FLASK_SUBSCRIBER
from hub_house import declare, house, until

from syndicator.config import load
from syndicator.model.feed import Audience
from syndicator.model.subscription import Stage
from syndicator.schedule import Schedule
from syndicator.start import services as opened
from syndicator.store import subscriptions
from syndicator.web.app import application
from syndicator.web.keys import BACKGROUND


class Flask:
    """A Flask-WebSub subscriber in a process of its own."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"

    async def get(self, path, **query):
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.base}{path}", params=query) as answer,
        ):
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def events(self, kind):
        return [event for event in await self.get("/events") if event[0] == kind]

    def has(self, kind, count=1):
        async def there():
            found = await self.events(kind)
            return found if len(found) >= count else None

        return there


@pytest.fixture
def certificate(tmp_path):
    """One for this machine, signed by itself: Flask-WebSub sends no secret to a hub without TLS."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return context, cert


@pytest.fixture
async def foreign(tmp_path, certificate, unused_tcp_port_factory):
    if importlib.util.find_spec("flask_websub") is None:
        pytest.skip("Flask-WebSub, another project's subscriber, is not installed")
    port = unused_tcp_port_factory()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FLASK_SUBSCRIBER, str(port), str(tmp_path / "subscriber.db"),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "REQUESTS_CA_BUNDLE": str(certificate[1])},
    )  # fmt: skip
    async with asyncio.timeout(30):
        while b"Running on" not in await process.stderr.readline():
            pass
    drain = asyncio.create_task(process.stderr.read())
    yield Flask(port)
    process.terminate()
    await process.wait()
    drain.cancel()


@pytest.fixture
async def here(tmp_path, certificate, foreign, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    path = declare(tmp_path, port, sinks=[foreign.base.removeprefix("http://")], scheme="https")
    async with house(path, port=port, tls=certificate[0]) as made:
        await made.write(1, 2)
        yield made


@pytest.mark.parametrize("extension", ["atom", "rss", "json"])
async def test_another_projects_subscriber(here, foreign, extension):
    topic = here.topic(extension)
    async with here.loops():
        name = await foreign.get("/subscribe", url=topic)
        await until(foreign.has("subscribe"))
        secret = await foreign.get("/secret", name=name)
        (one,) = await until(here.everyone)
        assert one.secret == secret
        assert len(secret) > 20
        await here.write(3)
        ((_, told, body),) = await until(foreign.has("came"), 5)
        assert told == topic
        assert body == here.services.library.ready("haichuan", extension).document.body.decode()
        await foreign.get("/renew", name=name)
        await until(foreign.has("subscribe", 2))
        await here.write(4)
        assert len(await until(foreign.has("came", 2), 5)) == 2
        assert len(await here.everyone()) == 1
        await foreign.get("/unsubscribe", name=name)
        await until(foreign.has("unsubscribe"))
        await until(lambda: _none(here))
        await here.write(5)
    await here.bring()
    assert len(await foreign.events("came")) == 2


async def _none(here):
    return not await here.everyone()


async def test_another_projects_subscriber_is_denied(here, foreign):
    async with here.loops():
        await foreign.get("/subscribe", url=here.topic())
        await until(here.everyone)
        feeds = here.services.catalog.feeds
        here.services.catalog.replace(tuple(replace(feed, access=Audience.PARTNERS) for feed in feeds))
        here.services.library.changed.set()
        ((_, topic, reason),) = await until(foreign.has("denied"))
    assert (topic, reason) == (here.topic(), "this feed is for partners now")
    assert await here.everyone() == ()


OTHER = """title = "转载的要闻"
language = "zh-CN"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "feed"
name = "wire"
url = "{url}"
"""


@pytest.fixture
async def first(tmp_path, unused_tcp_port_factory):
    """A Syndicator that publishes; `second` reads it."""
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    (tmp_path / "first").mkdir()
    path = declare(tmp_path / "first", ports[0], sinks=[f"127.0.0.1:{ports[1]}"])
    async with house(path, port=ports[0]) as made:
        await made.write(1, 2)
        yield made, ports[1]


async def test_another_syndicator_is_brought_what_changes(first, tmp_path):
    here, port = first
    root = tmp_path / "second"
    (root / "feeds").mkdir(parents=True)
    (root / "feeds" / "haichuan.toml").write_text(OTHER.replace("{url}", here.topic()), encoding="utf-8")
    path = root / "config.toml"
    path.write_text(
        f'[server]\nport = {port}\n[site]\nbase_url = "http://127.0.0.1:{port}"\n[data]\ndir = "data"\n'
        f'[fetch]\nallow_hosts = ["127.0.0.1"]\ndelay = 0\nrobots = false\n',
        encoding="utf-8",
    )
    async with opened(load(path, environ={})) as made:
        there = replace(made, now=here.clock)
        app = application(there)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        said = []
        async with here.loops():
            source = there.catalog.source("haichuan/wire")
            await Schedule(there, said.append, said.append)._read(source)

            async def active():
                async with there.database.read() as connection:
                    one = await subscriptions.of(connection, "haichuan/wire")
                return one if one.stage is Stage.ACTIVE else None

            one = await until(active)
            assert (one.hub, one.topic) == (here.hub, here.topic())
            (subscriber,) = await until(here.everyone)
            assert subscriber.secret == one.secret
            await here.write(3)

            async def titles():
                found = {entry.title for entry in there.library.selection("haichuan")}
                return found if len(found) == 3 else None

            assert await until(titles, 10) == {f"海川县第{number}号通告" for number in (1, 2, 3)}
        await app[BACKGROUND].idle()
        await runner.cleanup()
