"""A source read by way of its admin's proxy, in its own manner."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from hostile import answer, hostile

from syndicator.errors import AddressRefused, ConnectionFailed
from syndicator.fetch.client import Fetcher
from syndicator.model.source import Manner

PAGE = answer(200, b"by proxy")


@asynccontextmanager
async def forward(status=b""):
    """A forward proxy that answers for every host; what it was asked for, a line each."""
    asked = []

    async def serve(reader, writer):
        while request := await reader.readuntil(b"\r\n\r\n"):
            asked.append(request.decode())
            target = asked[-1].split()[1]
            if status:
                writer.write(status)
            elif target.endswith("/robots.txt"):
                writer.write(answer(200, b"User-agent: *\nDisallow: /closed"))
            elif target.endswith("/inward"):
                writer.write(answer(302, b"", "Location: http://10.0.0.1/secret"))
            else:
                writer.write(PAGE)
            await writer.drain()
            if status:
                break
        writer.close()

    async def quietly(reader, writer):
        try:
            await serve(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(quietly, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield port, asked
    finally:
        server.close()


def client(port):
    return Fetcher(user_agent="Syndicator/1.0", allow_hosts={f"127.0.0.1:{port}"}, delay=0)


async def test_pages_and_robots_txt_come_by_the_proxy():
    async with forward() as (port, asked), client(port) as fetcher:
        manner = Manner(
            "http://news.example/", (("Cookie", "a=1"),), "Newsroom/2", f"http://name:word@127.0.0.1:{port}"
        )
        page = await fetcher.get("http://news.example/list", manner=manner)
        await fetcher.get("http://partner.example/a", manner=manner)
    assert (page.body, page.url) == (b"by proxy", "http://news.example/list")
    assert [line.split()[1] for line in asked] == [
        "http://news.example/robots.txt",
        "http://news.example/list",
        "http://partner.example/robots.txt",
        "http://partner.example/a",
    ]
    assert all("User-Agent: Newsroom/2" in request for request in asked)
    assert all("Proxy-Authorization: Basic bmFtZTp3b3Jk" in request for request in asked)
    assert ["Cookie: a=1" in request for request in asked] == [False, True, False, False]


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://127.1/", "http://localhost/", "http://news.example/inward"]
)
async def test_a_proxy_is_not_asked_for_what_is_private(url):
    async with forward() as (port, asked), client(port) as fetcher:
        with pytest.raises(AddressRefused, match="not a public one"):
            await fetcher.get(url, manner=Manner(proxy=f"http://127.0.0.1:{port}"))
    assert not any("10.0.0.1" in line.split()[1] or "127.1" in line.split()[1] for line in asked)


async def test_a_proxy_nobody_listed_is_not_used():
    async with forward() as (port, asked), client(port + 1) as fetcher:
        with pytest.raises(AddressRefused, match="not listed"):
            await fetcher.get("http://news.example/", manner=Manner(proxy=f"http://127.0.0.1:{port}"))
    assert asked == []


async def test_what_a_proxy_refuses_is_said():
    denied = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    async with forward(denied) as (port, _), client(port) as fetcher:
        with pytest.raises(ConnectionFailed, match="the proxy answers 407"):
            await fetcher.get("https://news.example/", manner=Manner(proxy=f"http://127.0.0.1:{port}"))


async def test_a_proxy_that_is_down_is_said(unused_tcp_port):
    async with client(unused_tcp_port) as fetcher:
        with pytest.raises(ConnectionFailed, match="the proxy can't be reached"):
            await fetcher.get("http://news.example/", manner=Manner(proxy=f"http://127.0.0.1:{unused_tcp_port}"))


async def test_headers_stay_at_home_on_the_way_to_another_host():
    async with hostile({"/a": answer(200, b"x")}) as server, client(server.port) as fetcher:
        await fetcher.get(server.url("/a"), manner=Manner("http://news.example/", (("Cookie", "a=1"),), "Newsroom/2"))
        await fetcher.get(server.url("/a"), manner=Manner(server.url("/"), (("Cookie", "a=1"),)))
    first, second = (request.headers for request in server.requests if request.target == "/a")
    assert ("cookie" in first, first["user-agent"]) == (False, "Newsroom/2")
    assert (second["cookie"], second["user-agent"]) == ("a=1", "Syndicator/1.0")
