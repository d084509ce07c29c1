"""What a broken or ill-meaning server may do: always one of our own errors, in time and in little memory."""

import asyncio
import gzip
import random
import tracemalloc
import zlib

import pytest
from hostile import answer, hostile

from syndicator.errors import ConnectionFailed, FetchError, HttpStatus, TooLarge, TooSlow
from syndicator.fetch.client import Fetcher
from syndicator.fetch.limits import Limits

LIMITS = Limits(max_bytes=100_000, connect=0.5, read=0.15, total=0.4)
TEXT = "海川县融媒体中心讯。".encode() * 50


def fetcher(server, limits=LIMITS):
    return Fetcher(user_agent="Syndicator/1", limits=limits, allow_hosts={server.host}, robots=False)


async def get(say, limits=LIMITS):
    async with hostile({"/": say}) as server, fetcher(server, limits) as client:
        return await client.get(server.url("/"))


def head(*lines, status="HTTP/1.1 200 OK"):
    return "\r\n".join((status, *lines, "", "")).encode("latin-1")


async def forever(writer, part, pause=0.0):
    while True:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(pause)


async def says_nothing(_request, _writer):
    await asyncio.sleep(60)


async def stops_in_the_head(_request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-")
    await asyncio.sleep(60)


async def stops_in_the_body(_request, writer):
    writer.write(head("Content-Length: 1000") + b"half")
    await asyncio.sleep(60)


async def drips_its_head(_request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await forever(writer, b"A: b\r\n", 0.02)


async def drips_its_body(_request, writer):
    writer.write(head("Transfer-Encoding: chunked"))
    await forever(writer, b"1\r\nx\r\n", 0.02)


async def says_100_for_ever(_request, writer):
    await forever(writer, b"HTTP/1.1 100 Continue\r\n\r\n", 0.02)


@pytest.mark.parametrize(
    "say", [says_nothing, stops_in_the_head, stops_in_the_body, drips_its_head, drips_its_body, says_100_for_ever]
)
async def test_too_slow(say):
    with pytest.raises((TooSlow, ConnectionFailed)) as caught:
        await asyncio.wait_for(get(say), 20)
    # A head of headers without end may also be refused for its number of headers.
    assert caught.type is TooSlow or say is drips_its_head


async def endless_chunks(_request, writer):
    writer.write(head("Transfer-Encoding: chunked"))
    await forever(writer, b"2000\r\n" + b"x" * 0x2000 + b"\r\n")


async def endless_until_close(_request, writer):
    writer.write(head())
    await forever(writer, b"x" * 8192)


def bomb(size, wrap=gzip.compress):
    return wrap(b"\0" * size)


@pytest.mark.parametrize(
    "say",
    [
        endless_chunks,
        endless_until_close,
        answer(200, b"x" * 100_001),
        head("Content-Length: 99999999999999") + b"x",
        answer(200, bomb(50_000_000), "Content-Encoding: gzip"),
        answer(200, bomb(50_000_000, zlib.compress), "Content-Encoding: deflate"),
        answer(200, bomb(60_000) * 2, "Content-Encoding: gzip"),
    ],
    ids=["chunks", "until close", "one too many", "announced", "gzip bomb", "deflate bomb", "two gzips"],
)
async def test_too_large(say):
    limits = Limits(max_bytes=100_000, connect=5, read=5, total=30)
    with pytest.raises(TooLarge):
        await get(say, limits)


async def test_a_bomb_costs_no_memory():
    packed = answer(200, bomb(200_000_000), "Content-Encoding: gzip")
    limits = Limits(max_bytes=1_000_000, connect=5, read=5, total=30)
    async with hostile({"/": packed}) as server, fetcher(server, limits) as client:
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge):
                await client.get(server.url("/"))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 8_000_000


async def test_as_large_as_allowed():
    assert len((await get(answer(200, b"x" * 100_000))).body) == 100_000
    assert len((await get(answer(200, bomb(100_000), "Content-Encoding: gzip"))).body) == 100_000


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:400], mtime=0) + gzip.compress(TEXT[400:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 300),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("identity", TEXT),
        ("", TEXT),
        ("utf-8", TEXT),
        ("none", TEXT),
    ],
)
async def test_codings_are_undone(coding, body):
    assert (await get(answer(200, body, f"Content-Encoding: {coding}"))).body == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_coding_around_nothing(coding):
    assert (await get(answer(200, b"", f"Content-Encoding: {coding}"))).body == b""


PACKED = gzip.compress(TEXT, mtime=0)


@pytest.mark.parametrize(
    "say",
    [
        # content codings
        answer(200, TEXT, "Content-Encoding: gzip"),
        answer(200, PACKED[: len(PACKED) // 2], "Content-Encoding: gzip"),
        answer(200, PACKED[:-4], "Content-Encoding: gzip"),
        answer(200, PACKED[:1], "Content-Encoding: gzip"),
        answer(200, PACKED[:-8] + b"\1\2\3\4" + PACKED[-4:], "Content-Encoding: gzip"),
        answer(200, PACKED + b"\x1f\x8bgarbage", "Content-Encoding: gzip"),
        answer(200, zlib.compress(TEXT)[:-3], "Content-Encoding: deflate"),
        answer(200, b"\xff" * 50, "Content-Encoding: deflate"),
        answer(200, gzip.compress(PACKED, mtime=0), "Content-Encoding: gzip, gzip"),
        answer(200, b"\x8b\x00\x80hi\x03", "Content-Encoding: br"),
        answer(200, b"x", "Content-Encoding: zstd"),
        # framing
        head("Content-Length: 1000") + b"half",
        head("Content-Length: x") + b"half",
        head("Content-Length: -1") + b"half",
        head("Content-Length: 4", "Content-Length: 5") + b"half",
        head("Content-Length: 4", "Transfer-Encoding: chunked") + b"half",
        head("Transfer-Encoding: chunked") + b"5\r\nhello\r\n",
        head("Transfer-Encoding: chunked") + b"5\r\nhel",
        head("Transfer-Encoding: chunked") + b"zz\r\nhello\r\n0\r\n\r\n",
        head("Transfer-Encoding: chunked") + b"-5\r\nhello\r\n0\r\n\r\n",
        head("Transfer-Encoding: chunked") + b"5\r\nhelloX\r\n0\r\n\r\n",
        # heads
        b"",
        b"\r\n\r\n",
        b"hello\r\n\r\n",
        b"<html>no head at all</html>",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 \r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n: empty\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 10_000 + b"\r\n",
        b"HTTP/1.1 200 " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n\x81\x05hello",
        bytes(range(256)) * 20,
    ],
    ids=lambda say: ascii(say[:60]),
)
async def test_damage(say):
    with pytest.raises((ConnectionFailed, HttpStatus)) as caught:
        await get(say)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) <= 300


@pytest.mark.parametrize("size", [9_000, 30_000])
async def test_long_headers_that_real_sites_send(size):
    assert (await get(answer(200, b"x", f"Content-Security-Policy: {'x' * size}"))).body == b"x"


@pytest.mark.parametrize("value", ["\udcff\udcfe", "x" * 2000, "中文", "a\tb"], ids=["bytes", "long", "chinese", "tab"])
async def test_header_values_nobody_can_use_are_dropped(value):
    page = await get(answer(200, b"x", f"ETag: {value}", f"Last-Modified: {value}", f"Content-Type: {value}"))
    assert (page.etag, page.last_modified, page.content_type) == (None, None, "")


async def test_tls_where_there_is_none():
    async def greet(_reader, writer):
        writer.write(b"220 mail.example ready\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with Fetcher(user_agent="Syndicator/1", allow_hosts={host}, robots=False) as client:
            with pytest.raises(ConnectionFailed):
                await client.get(f"https://{host}/")


async def test_nobody_listens():
    async with hostile({}) as server:
        client = fetcher(server)
    async with client:
        with pytest.raises(ConnectionFailed):
            await client.get(server.url("/"))


async def test_a_name_nobody_knows():
    async with Fetcher(user_agent="Syndicator/1", robots=False, limits=LIMITS) as client:
        with pytest.raises((ConnectionFailed, TooSlow)):
            await client.get("http://no-such-host.invalid/")


async def test_a_header_that_cannot_be_sent():
    async with hostile({"/": answer(200)}) as server, fetcher(server) as client:
        with pytest.raises(ConnectionFailed):
            await client.get(server.url("/"), headers=[("X-Bad", "a\r\nB: c")])


async def test_a_connection_reset():
    async def reset(_request, writer):
        writer.write(head("Content-Length: 1000") + b"half")
        writer.transport.abort()

    with pytest.raises(ConnectionFailed):
        await get(reset)


async def test_after_damage_the_next_page_is_read():
    script = {"/": [b"garbage\r\n\r\n", head("Content-Length: 9") + b"x", answer(200, b"well")]}
    async with hostile(script) as server, fetcher(server) as client:
        for _ in range(2):
            with pytest.raises(ConnectionFailed):
                await client.get(server.url("/"))
        assert (await client.get(server.url("/"))).body == b"well"


async def test_any_mutation_of_an_answer_is_a_page_or_our_own_error():
    dice = random.Random(20261123)  # noqa: S311 - a fixed seed, so that a failure can be repeated
    good = head("Content-Type: text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip", 'ETag: "x"')
    good += b"%x\r\n%s\r\n0\r\n\r\n" % (len(PACKED), PACKED)
    found = set()
    limits = Limits(max_bytes=50_000, connect=1, read=0.05, total=0.2)
    mutations = []
    async with hostile({"/": mutations}) as server, fetcher(server, limits) as client:
        for _ in range(400):
            bad = bytearray(good)
            for _ in range(dice.randint(1, 4)):
                place = dice.randrange(len(bad))
                change = dice.choice((b"", b"\r\n", b"\0", bytes([dice.randrange(256)]), b"9" * 30, b": "))
                bad[place : place + dice.randint(0, 3)] = change
            mutations[:] = [bytes(bad)]
            try:
                await client.get(server.url("/"))
                found.add("page")
            except FetchError as error:
                found.add(error.code)
    assert {"page", "connection"} <= found
