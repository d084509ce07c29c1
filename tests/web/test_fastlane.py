"""The fast lane says what the ordinary way says, byte for byte, and only when it may."""

import asyncio
import gzip
import logging
import random
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise

import pytest
from aiohttp import web

from syndicator.web import fastlane
from syndicator.web.app import application

FEED = "/feeds/haichuan.rss"
RANDOM = random.Random(20261124)  # noqa: S311 - which pieces to send, not secrets


@dataclass
class Running:
    """A server of the site, and what it has answered the ordinary way."""

    runner: web.AppRunner

    @property
    def port(self):
        return self.runner.addresses[0][1]

    @property
    def ordinary(self):
        return self.runner.server.requests_count

    async def say(self, *chunks):
        """Send chunks over one connection, each once the one before is answered."""
        async with self.connection() as (reader, writer):
            answers = []
            for chunk in chunks:
                writer.write(chunk)
                answers.append(await self._one(reader, chunk))
            return answers

    async def pour(self, *chunks):
        """Send chunks without waiting; everything that comes back until the server closes."""
        async with self.connection() as (reader, writer):
            for chunk in (*chunks, request("GET", "/healthz", "Connection: close")):
                writer.write(chunk)
                for _ in range(5):
                    await asyncio.sleep(0)
            return await reader.read()

    @asynccontextmanager
    async def connection(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(20):
                yield reader, writer
        finally:
            writer.transport.abort()

    async def _one(self, reader, chunk):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as error:
            return error.partial
        length = re.search(rb"\r\nContent-Length: (\d+)", head)
        bodiless = chunk.startswith(b"HEAD ") or b" 304 " in head[:20]
        return head + (b"" if bodiless or not length else await reader.readexactly(int(length[1])))


@pytest.fixture
async def started(house):
    """Starts a server of the site."""
    runners = []

    async def start(kind=fastlane.Runner, **settings):
        runner = kind(application(house.services), access_log=None, **settings)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        runners.append(runner)
        return Running(runner)

    for number in range(3):
        await house.keep(number)
    await house.release()
    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def application_of():
    """Starts a server whose every path has one handler."""
    runners = []

    async def start(handler, kind=fastlane.Runner):
        app = web.Application()
        app.router.add_get("/{path:.*}", handler)
        runner = kind(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        runners.append(runner)
        return Running(runner)

    yield start
    for runner in runners:
        await runner.cleanup()


def repeatable(response, still=lambda: True):
    response[fastlane.REPEATABLE] = fastlane.Repeatable(still)
    return response


def request(method="GET", path=FEED, *lines, version="1.1"):
    head = (f"{method} {path} HTTP/{version}", "Host: feeds.example.org", *lines)
    return "\r\n".join(head).encode() + b"\r\n\r\n"


def undated(answer):
    return re.sub(rb"\r\nDate: [^\r]+", b"\r\nDate: -", answer)


def variants(etag, modified):
    """Requests a reader may send, with whether the lane may repeat their answers."""
    yield from (
        (request(*start, *lines), True)
        for start in (("GET", FEED), ("HEAD", FEED), ("GET", "/feeds/haichuan.atom"), ("GET", "/feeds/haichuan.json"))
        for lines in (
            (),
            ("Accept-Encoding: gzip",),
            ("Accept-Encoding: gzip, deflate, br, zstd", "User-Agent: Reader/1.0 (10 subscribers)"),
            ("Accept-Encoding: identity;q=0.5, br;q=0",),
            ("Accept-Encoding: *;q=0",),
            (f"If-None-Match: {etag}",),
            (f'If-None-Match: "other", W/{etag}', "Accept-Encoding: gzip"),
            ('If-None-Match: "other"',),
            ("If-None-Match: *",),
            (f"If-Modified-Since: {modified}",),
            ("If-Modified-Since: Mon, 23 Nov 2015 04:00:00 GMT",),
            ("Connection: keep-alive",),
            ("Range: bytes=0-99",),
            ("Accept: text/html", "Accept-Language: en", "Cookie: lang=en"),
        )
    )
    yield request("GET", f"{FEED}?x=1"), True
    yield request("GET", f"{FEED}?lang=en"), False
    yield request("GET", FEED, version="1.0"), False
    yield request("GET", FEED, "Connection: keep-alive", version="1.0"), False
    yield request("GET", FEED, "Connection: close"), False
    yield request("GET", FEED, "Content-Length: 0"), False
    yield request("POST", FEED, "Content-Length: 0"), False
    yield request("OPTIONS", FEED), False
    yield request("GET", "/feeds/none.rss"), False
    yield request("GET", "/feeds/fresh.rss"), False
    yield request("GET", "/healthz"), False
    yield request("GET", FEED, "Bad header"), False
    yield request("GET", FEED, "X-Bare: a\nIf-None-Match: *"), False
    yield request("GET", FEED, f"X-Long: {'x' * 5000}"), False


async def test_every_answer_is_the_ordinary_one(started):
    lane, plain = await started(), await started(web.AppRunner)
    [first] = await plain.say(request())
    etag = re.search(rb'\r\nETag: ("[^"]+")', first)[1].decode()
    modified = re.search(rb"\r\nLast-Modified: ([^\r]+)", first)[1].decode()
    for asked, repeated in variants(etag, modified):
        [expected] = await plain.say(asked)
        before = lane.ordinary
        got = [undated((await lane.say(asked))[0]) for _ in range(3)]
        assert got == [undated(expected)] * 3, asked
        assert lane.ordinary - before == (1 if repeated else 3), asked


async def test_the_date_is_the_present_one(started, monkeypatch):
    lane = await started()
    await lane.say(request())
    monkeypatch.setattr(fastlane, "time", lambda: 1_800_000_000.9)
    [answer] = await lane.say(request())
    assert b"\r\nDate: Fri, 15 Jan 2027 08:00:00 GMT\r\n" in answer


async def test_a_change_is_served_at_once(started, house):
    lane = await started()
    asked = request("GET", FEED, "Accept-Encoding: gzip")
    [first] = await lane.say(asked)
    [same] = await lane.say(asked)
    assert undated(first) == undated(same)
    await house.keep("late", title="晚到的一篇稿件")
    await house.release()
    [changed] = await lane.say(asked)
    assert "晚到的一篇稿件" in gzip.decompress(changed.partition(b"\r\n\r\n")[2]).decode()
    etag = re.search(rb'\r\nETag: ("[^"]+")', first)[1].decode()
    for _ in range(2):
        [again] = await lane.say(request("GET", FEED, f"If-None-Match: {etag}"))
        assert again.startswith(b"HTTP/1.1 200 ")


async def test_what_is_taken_away_is_gone_at_once(started, house):
    lane = await started()
    for expected in (b"200", b"200", b"503"):
        if expected == b"503":
            house.services.library.keep_only(frozenset())
        [answer] = await lane.say(request())
        assert answer.split()[1] == expected
    assert house.services.library.ready("haichuan", "rss") is None


async def test_access_is_asked_before_each_repetition(application_of):
    allowed, asked = [True], []

    async def private(_request):
        if not allowed[0]:
            return web.Response(status=403)
        return repeatable(web.Response(text="for partners"), lambda: asked.append(1) or allowed[0])

    site = await application_of(private)
    got = await site.say(*[request()] * 3)
    assert all(answer.endswith(b"for partners") for answer in got)
    assert (site.ordinary, len(asked)) == (1, 2)
    allowed[0] = False
    [refused] = await site.say(request())
    assert refused.startswith(b"HTTP/1.1 403 ")
    assert len(asked) == 3


@pytest.mark.parametrize("header", ["Set-Cookie: visitor=1", "Connection: close", "Transfer-Encoding: chunked"])
async def test_an_answer_of_its_own_kind_is_not_repeated(application_of, header):
    async def personal(_request):
        name, value = header.split(": ")
        return repeatable(web.Response(text="x", headers={name: value}))

    site = await application_of(personal)
    for _ in range(3):
        await site.say(request())
    assert site.ordinary == 3


async def test_an_answer_is_repeated_only_where_the_handler_says_so(application_of):
    async def silent(_request):
        return web.Response(text="x")

    site = await application_of(silent)
    await site.say(request(), request())
    assert site.ordinary == 2


async def test_a_repeated_answer_to_head_has_no_body(application_of):
    async def answer(_request):
        return repeatable(web.Response(text="the body"))

    site, plain = await application_of(answer), await application_of(answer, web.AppRunner)
    asked = (request("HEAD"), request("HEAD"), request())
    got, expected = await site.say(*asked), await plain.say(*asked)
    assert [undated(one) for one in got] == [undated(one) for one in expected]
    assert (site.ordinary, plain.ordinary) == (2, 3)


async def test_answers_keep_the_order_of_their_requests(application_of):
    go_on = asyncio.Event()

    async def answer(request):
        if request.path == "/slow":
            await go_on.wait()
        return repeatable(web.Response(text=request.path))

    site = await application_of(answer)
    await site.say(request("GET", "/fast"))
    asyncio.get_running_loop().call_later(0.05, go_on.set)
    said = await site.pour(*[request("GET", path) for path in ("/slow", "/fast", "/new")])
    assert re.findall(rb"\r\n\r\n(/[a-z]+)", said) == [b"/slow", b"/fast", b"/new", b"/healthz"]
    for line, answers in site.runner.server.answers._lines.items():
        assert {kept.body for kept in answers.values()} == {line.split()[1]}


async def test_a_body_that_looks_like_a_request_is_a_body(started):
    lane, plain = await started(), await started(web.AppRunner)
    inner = request()
    await lane.say(inner, inner)
    outer = request("POST", "/reprints", "Content-Type: application/json", f"Content-Length: {len(inner)}")
    for site in (lane, plain):
        said = await site.pour(outer, inner)
        assert re.findall(rb"HTTP/1.1 (\d+) ", said) == [b"400", b"200"]


async def test_any_cut_of_any_conversation_gets_the_ordinary_answers(started):
    lane, plain = await started(), await started(web.AppRunner)
    asked = [
        request(),
        request("HEAD"),
        request("GET", FEED, "Accept-Encoding: gzip"),
        request("GET", "/healthz"),
        request("GET", FEED, "If-None-Match: *"),
        request("POST", FEED, "Content-Length: 4") + b"GET ",
    ]
    for one in asked[:3]:
        await lane.say(one, one)
    for _ in range(80):
        said = RANDOM.choices(asked, k=4)
        ends = [sum(map(len, said[:number])) for number in range(1, 4)]
        whole = b"".join(said)
        cuts = RANDOM.sample(ends, RANDOM.randint(0, 3)) + RANDOM.sample(range(1, len(whole)), RANDOM.randint(0, 2))
        places = sorted({0, *cuts, len(whole)})
        chunks = [whole[start:end] for start, end in pairwise(places)]
        got, expected = await asyncio.gather(lane.pour(*chunks), plain.pour(*chunks))
        assert undated(got) == undated(expected), chunks
        assert expected.count(b"HTTP/1.1 ") == 5


async def test_who_does_not_read_is_not_answered_ahead(application_of):
    body = b"x" * 300_000

    async def answer(_request):
        return repeatable(web.Response(body=body))

    site = await application_of(answer)
    await site.say(request())
    held = 0
    async with site.connection() as (reader, writer):
        reader._transport.pause_reading()
        for _ in range(100):
            writer.write(request())
            for _ in range(5):
                await asyncio.sleep(0)
            [connection] = site.runner.server.connections
            held = max(held, connection.transport.get_write_buffer_size())
    assert 0 < held < 2 * len(body)


async def test_a_connection_that_is_answered_is_not_idle(started):
    lane = await started()
    times = []
    async with lane.connection() as (reader, writer):
        for _ in range(3):
            writer.write(request("HEAD"))
            await reader.readuntil(b"\r\n\r\n")
            [connection] = lane.runner.server.connections
            times.append(connection._next_keepalive_close_time)
    assert lane.ordinary == 1
    assert times == sorted(set(times))


async def test_with_an_access_log_every_request_is_logged(started):
    lane = await started()
    logged = fastlane.Runner(lane.runner.app.__class__(), access_log=logging.getLogger("test.access"))
    logging.getLogger("test.access").setLevel(logging.INFO)
    await logged.setup()
    assert not logged.server()._aligned
    assert lane.runner.server()._aligned
    await logged.cleanup()


@pytest.mark.parametrize(
    ("chunk", "whole"),
    [
        (request(), True),
        (request("HEAD"), True),
        (request("GET", FEED, "Upgrade-Insecure-Requests: 1"), True),
        (request()[:-1], False),
        (request() + b"G", False),
        (request() + request(), False),
        (request("POST"), False),
        (request("GET", FEED, "content-length: 0"), False),
        (request("GET", FEED, "Content-Length : 9"), False),
        (request("GET", FEED, "TRANSFER-ENCODING:chunked"), False),
        (request("GET", FEED, "Upgrade: h2c"), False),
        (request("GET", FEED, "Expect: 100-continue"), False),
        (request("GET", FEED, "X: a\n\nGET / HTTP/1.1"), False),
        (request("GET", FEED, "X: a\rY: b"), False),
        (request("GET", FEED, f"X: {'x' * 5000}"), False),
        (b"\r\n" + request(), False),
        (b"", False),
    ],
)
def test_what_is_one_whole_request(chunk, whole):
    assert fastlane._is_whole(chunk) is whole


def answer(still=lambda: True, body=b""):
    return fastlane.Answer(still, b"", b"", body)


def test_answers_are_bounded(monkeypatch):
    monkeypatch.setattr(fastlane, "_MOST", 100)
    answers = fastlane.Answers()
    for number in range(1000):
        answers.keep(request("GET", f"/feeds/{number % 7}.rss", f"X: {number}"), answer())
        answers.keep(request("GET", f"/feeds/{number % 7}.rss", f"X: {number}"), answer())
        assert answers.held == sum(len(kept) for kept in answers._lines.values()) <= 100
    assert answers.find(request("GET", f"/feeds/{999 % 7}.rss", "X: 999"))


def test_answers_of_a_changed_document_go_together():
    current = [True]
    answers = fastlane.Answers()
    for number in range(5):
        answers.keep(request("GET", FEED, f"X: {number}"), answer(lambda: current[0]))
    answers.keep(request("GET", "/other"), answer())
    current[0] = False
    assert answers.find(request("GET", FEED, "X: 1")) is None
    assert answers.held == 1
    answers.keep(request("GET", FEED, "X: 1"), answer(lambda: False))
    answers.keep(request("GET", FEED, "X: 2"), answer())
    assert answers.held == 2
    assert answers.find(request("GET", "/other"))
