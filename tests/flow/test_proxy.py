"""The browser's proxy: what it connects to, what it passes on, where it ends."""

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web
from forwarder import Forwarder
from yarl import URL

from syndicator.errors import AddressRefused, ConnectionFailed
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


@pytest.fixture
async def chained(site):
    """The browser's proxy, going by an admin's own that asks for a password."""
    async with Forwarder("geheim") as forwarder:
        allowed = Allowed([f"127.0.0.1:{site.port}", f"127.0.0.1:{forwarder.port}"])
        forwarder.names["news.example"] = site.port
        async with Proxy(LIMITS, allowed, URL(forwarder.address)) as made:
            made.forwarder = forwarder
            yield made


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "news.example:80"])
async def test_by_way_of_the_admins_proxy(chained, site, host):
    host = host.format(port=site.port)
    came = await ask(chained, f"GET http://{host}/a?b=%20c HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert came.endswith(b"this is /a?b=%20c")
    came = await ask(
        chained,
        f"CONNECT {host} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        b"GET /inside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    assert came.startswith(b"HTTP/1.1 200 Connection established")
    assert came.endswith(b"this is /inside")
    assert [line.partition("/a?")[0] for line in chained.forwarder.asked] == [
        f"GET http://{host}".removesuffix(":80"),
        f"CONNECT {host}",
    ]
    assert not any(name.lower().startswith("proxy-") for _, _, headers in site.heads for name in headers)


@pytest.mark.parametrize("form", ["CONNECT {host} HTTP/1.1", "GET http://{host}/ HTTP/1.1"])
@pytest.mark.parametrize(
    "host", ["10.0.0.1:80", "localhost:80", "2130706433:80", "0x7f.1:80", "intranet:80", "db.local:80", "[::1]:80"]
)
async def test_the_admins_proxy_is_not_asked_for_a_private_address(chained, host, form):
    came = await ask(chained, f"{form.format(host=host)}\r\nHost: x\r\n\r\n".encode())
    assert came.startswith(b"HTTP/1.1 403")
    assert chained.forwarder.asked == []
    assert isinstance(chained.refusal(web_address(f"http://{host}/")), AddressRefused)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"", "the proxy answers 407"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "the proxy answers 502"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "the proxy answers no HTTP"),
        (b"HTTP/1.1 200", "the proxy closed the connection"),
    ],
)
async def test_an_admins_proxy_that_refuses_is_named_without_its_password(site, answer, says):
    async with Forwarder("another", answer) as forwarder:
        allowed = Allowed([f"127.0.0.1:{forwarder.port}"])
        wrong = URL(forwarder.address).with_password("geheim")
        async with Proxy(LIMITS, allowed, wrong) as proxy:
            came = await ask(proxy, b"CONNECT news.example:443 HTTP/1.1\r\nHost: x\r\n\r\n")
            refusal = proxy.refusal(URL("https://news.example/"))
            assert came.startswith(b"HTTP/1.1 403")
            assert isinstance(refusal, ConnectionFailed)
            assert says in str(refusal)
            assert b"geheim" not in came
            if not answer:
                await ask(proxy, b"GET http://news.example/ HTTP/1.1\r\nHost: x\r\n\r\n")
                assert says in str(proxy.refusal(URL("http://news.example/")))


async def test_an_admins_proxy_that_is_not_there(unused_tcp_port):
    there = f"127.0.0.1:{unused_tcp_port}"
    async with Proxy(LIMITS, Allowed([there]), URL(f"http://{there}")) as proxy:
        await ask(proxy, b"GET http://news.example/ HTTP/1.1\r\nHost: x\r\n\r\n")
        assert isinstance(proxy.refusal(URL("http://news.example/")), ConnectionFailed)
