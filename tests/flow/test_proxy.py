"""The browser's proxy: what it connects to, what it passes on, where it ends."""

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from syndicator.errors import AddressRefused
from syndicator.fetch.guard import Allowed, web_address
from syndicator.fetch.limits import Limits
from syndicator.fetch.proxy import Proxy

LIMITS = Limits(max_bytes=100_000, connect=2, read=2, total=5)


class Site:
    def __init__(self):
        self.port = 0
        self.heads = []
        self.bodies = []

    async def answer(self, request):
        self.heads.append((request.method, request.path_qs, dict(request.headers)))
        self.bodies.append(await request.read())
        if request.path == "/long":
            return web.Response(body=b"x" * 1_000_000)
        return web.Response(text=f"this is {request.path_qs}")


@pytest.fixture
async def site():
    made = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture
async def proxy(site):
    async with Proxy(LIMITS, Allowed([f"127.0.0.1:{site.port}"])) as made:
        yield made


async def ask(proxy, *parts, read=True):
    """Send bytes to the proxy, the next part when something came back; returns all that came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
    try:
        came = b""
        for part in parts:
            writer.write(part)
            await writer.drain()
            if part is not parts[-1]:
                came += await reader.readuntil(b"\r\n\r\n")
        async with asyncio.timeout(10):
            return came + (await reader.read() if read else b"")
    except ConnectionError:
        return came
    finally:
        writer.close()


async def test_a_plain_request_is_passed_on_once(proxy, site):
    came = await ask(
        proxy,
        f"GET http://127.0.0.1:{site.port}/a?b=%20c HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nProxy-Connection: keep-alive\r\n"
        f"Proxy-Authorization: Basic eA==\r\nConnection: keep-alive\r\nX-Own: yes\r\n\r\n"
        f"GET http://127.0.0.1:{site.port}/second HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    )
    head, _, body = came.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert head.count(b"Connection:") == 1
    assert body == b"this is /a?b=%20c"
    (method, path, headers), *others = site.heads
    assert (method, path, others) == ("GET", "/a?b=%20c", [])
    assert (headers["X-Own"], headers["Connection"]) == ("yes", "close")
    assert not any(name.lower().startswith("proxy-") for name in headers)


async def test_a_body_is_passed_on(proxy, site):
    here = f"http://127.0.0.1:{site.port}/form"
    came = await ask(proxy, f"POST {here} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello".encode())
    assert came.startswith(b"HTTP/1.1 200")
    assert site.bodies == [b"hello"]
    came = await ask(proxy, f"POST {here} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    assert came.startswith(b"HTTP/1.1 411")


async def test_a_tunnel(proxy, site):
    came = await ask(
        proxy,
        f"CONNECT 127.0.0.1:{site.port} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        b"GET /inside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    assert came.startswith(b"HTTP/1.1 200 Connection established")
    assert came.endswith(b"this is /inside")


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254:80",
        "10.0.0.1:80",
        "127.0.0.1:{other}",
        "localhost:{port}",
        "[::1]:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "2130706433:{port}",
        "0x7f.1:{port}",
        "0.0.0.0:{port}",
    ],
)
@pytest.mark.parametrize("form", ["CONNECT {host} HTTP/1.1", "GET http://{host}/ HTTP/1.1"])
async def test_an_address_that_is_not_public_is_not_connected_to(proxy, site, host, form, unused_tcp_port):
    host = host.format(port=site.port, other=unused_tcp_port)
    came = await ask(proxy, f"{form.format(host=host)}\r\nHost: x\r\n\r\n".encode())
    assert came.startswith(b"HTTP/1.1 403")
    assert site.heads == []
    assert isinstance(proxy.refusal(web_address(f"http://{host}/")), AddressRefused)


@pytest.mark.parametrize(
    "head",
    [
        b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET ftp://x.example/ HTTP/1.1\r\n\r\n",
        b"GET file:///etc/passwd HTTP/1.1\r\n\r\n",
        b"CONNECT x HTTP/1.1\r\n\r\n",
        b"CONNECT [:::80 HTTP/1.1\r\n\r\n",
        b"\x00\xff \xfe \xfd\r\n\r\n",
        b"GET " + b"a" * 200_000,
        b"",
    ],
)
async def test_what_is_no_request_ends_its_connection_alone(proxy, site, head):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
    writer.write(head)
    writer.write_eof()
    with suppress(ConnectionError):
        assert (await reader.read())[9:12] in (b"", b"403")
    writer.close()
    came = await ask(proxy, f"GET http://127.0.0.1:{site.port}/next HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert came.endswith(b"this is /next")


async def test_all_connections_together_have_one_limit(proxy, site):
    told = []
    proxy.when_full = lambda: told.append(proxy.full)
    came = await ask(proxy, f"GET http://127.0.0.1:{site.port}/long HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert len(came) < 200_000
    assert (proxy.full, told) == (True, [True])
    assert await ask(proxy, f"GET http://127.0.0.1:{site.port}/ HTTP/1.1\r\nHost: x\r\n\r\n".encode()) == b""


async def test_the_end_of_the_visit_ends_its_connections(site):
    async with Proxy(LIMITS, Allowed([f"127.0.0.1:{site.port}"])) as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
        writer.write(f"CONNECT 127.0.0.1:{site.port} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
    assert await reader.read() == b""
    writer.close()
