import pytest
from aiohttp import web
from newsroom import Newsroom, declare
from receivers import Hook, Mailbox

from syndicator.config import load
from syndicator.start import services as opened


@pytest.fixture
async def newsroom(unused_tcp_port):
    site = Newsroom(unused_tcp_port)
    site.write(3)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield site
    await runner.cleanup()


@pytest.fixture
async def services(tmp_path, newsroom, emptied):
    emptied(tmp_path / "data" / "syndicator.db")
    async with opened(load(declare(tmp_path, newsroom.port), environ={})) as made:
        yield made


@pytest.fixture
async def mailbox(unused_tcp_port_factory):
    box = Mailbox(unused_tcp_port_factory())
    box.start()
    yield box
    box.stop()


@pytest.fixture
async def hook(unused_tcp_port_factory):
    made = Hook(unused_tcp_port_factory())
    await made.start()
    yield made
    await made.stop()
