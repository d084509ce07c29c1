"""Two processes: the service is running, the command line makes, rotates and revokes."""

import asyncio
import re
import sys

import aiohttp
import pytest
from newsroom import declare

from syndicator.flows.access import TOKEN_PREFIX

WAIT = 30
SOON = 8.0


@pytest.fixture
async def service(tmp_path, newsroom, unused_tcp_port_factory):
    """`syndicator serve` of a feed for partners: its base address."""
    port = unused_tcp_port_factory()
    config = declare(tmp_path, newsroom.port, server=port)
    feed = tmp_path / "feeds" / "haichuan.toml"
    feed.write_text('access = "partners"\n' + feed.read_text(encoding="utf-8"), encoding="utf-8")
    process = await _start(config, "serve")
    base = f"http://127.0.0.1:{port}"
    async with asyncio.timeout(WAIT):
        while await _status(base, "") != 401:  # noqa: ASYNC110 - another process changes it, no event can tell
            await asyncio.sleep(0.1)
    yield base
    process.terminate()
    told, _ = await process.communicate()
    assert process.returncode == 0
    assert TOKEN_PREFIX not in told.decode(), "no token is ever told"


@pytest.fixture
def command(tmp_path):
    async def run(*arguments):
        process = await _start(tmp_path / "config.toml", "partners", *arguments)
        told, _ = await process.communicate()
        assert process.returncode == 0, told.decode()
        return told.decode()

    return run


async def _start(config, *arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "syndicator.cli.main", "--config", str(config), *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


async def _status(base, secret):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(f"{base}/feeds/haichuan.atom", headers=headers) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0


async def _becomes(base, secret, status):
    """How many seconds it took."""
    begun = asyncio.get_running_loop().time()
    async with asyncio.timeout(WAIT):
        while await _status(base, secret) != status:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    return asyncio.get_running_loop().time() - begun


async def _token(command, *arguments):
    return re.search(r"synd_[A-Za-z0-9_-]{43}", await command(*arguments))[0]


async def test_what_the_command_line_says_counts_in_the_running_service_within_seconds(service, command):
    await command("add", "rizhao-daily", "--title", "日照日报", "--feed", "haichuan")
    old = await _token(command, "token", "add", "rizhao-daily")
    new = await _token(command, "rotate", "rizhao-daily")
    for secret in (old, new):
        assert await _becomes(service, secret, 200) < SOON
    await command("token", "revoke", "rizhao-daily", old[-4:])
    assert await _becomes(service, old, 401) < SOON
    assert await _status(service, new) == 200
    await command("set", "rizhao-daily", "--no-feeds")
    assert await _becomes(service, new, 403) < SOON
    await command("set", "rizhao-daily", "--feed", "haichuan")
    assert await _becomes(service, new, 200) < SOON
    await command("revoke", "rizhao-daily")
    assert await _becomes(service, new, 401) < SOON
