"""What a well-meaning server and the client say to each other."""

from datetime import UTC, datetime

import pytest
from hostile import answer, hostile, moved

from syndicator.errors import AddressRefused, HttpStatus, RobotsRefused, TooManyRedirects
from syndicator.fetch.client import Fetcher

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.time = 0.0
        self.slept = []

    def __call__(self):
        return self.time

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds


def fetcher(server, **settings):
    settings = {"user_agent": "Syndicator/1.0 (+https://feeds.example)", "now": lambda: NOW, **settings}
    return Fetcher(allow_hosts={server.host}, **settings)


async def test_a_page():
    page = answer(
        200, "海川".encode(), "Content-Type: text/html; charset=utf-8", 'ETag: "a1"', "Last-Modified: yesterday"
    )
    async with hostile({"/news/": page}) as server, fetcher(server) as client:
        got = await client.get(server.url("/news/#top"))
    assert got.url == server.url("/news/")
    assert got.body == "海川".encode()
    assert (got.content_type, got.etag, got.last_modified) == ("text/html; charset=utf-8", '"a1"', "yesterday")
    assert (got.status, got.moved_to, got.not_modified) == (200, None, False)


async def test_what_we_send():
    async with hostile({"/": answer(200, b"x", "Set-Cookie: a=b")}) as server, fetcher(server) as client:
        await client.get(server.url("/"), headers=[("X-Key", "k"), ("Accept-Encoding", "br"), ("accept", "text/plain")])
        await client.get(server.url("/"))
    assert [request.target for request in server.requests] == ["/robots.txt", "/", "/"]
    robots, first, second = (request.headers for request in server.requests)
    assert robots["user-agent"] == first["user-agent"] == "Syndicator/1.0 (+https://feeds.example)"
    assert (first["x-key"], first["accept"], first["accept-encoding"]) == ("k", "text/plain", "gzip, deflate")
    assert "x-key" not in robots
    assert "text/html" in second["accept"]
    assert "cookie" not in second


async def test_conditional_get():
    async def conditional(request, writer):
        fresh = request.headers.get("if-none-match") == '"a1"' and "if-modified-since" in request.headers
        writer.write(answer(304, b"", 'ETag: "a1"') if fresh else answer(200, b"new", 'ETag: "a2"'))

    async with hostile({"/": conditional}) as server, fetcher(server) as client:
        same = await client.get(server.url("/"), etag='"a1"', last_modified="Mon, 23 Nov 2026 04:00:00 GMT")
        other = await client.get(server.url("/"), etag='"a0"')
    assert same.not_modified
    assert (same.body, same.etag) == (b"", '"a1"')
    assert (other.body, other.etag, other.status) == (b"new", '"a2"', 200)


async def test_not_modified_answers_only_who_asked():
    async with hostile({"/": answer(304)}) as server, fetcher(server) as client:
        with pytest.raises(HttpStatus, match="304"):
            await client.get(server.url("/"))


@pytest.mark.parametrize(
    ("statuses", "for_good"),
    [
        ([301], True),
        ([308], True),
        ([301, 308], True),
        ([302], False),
        ([303], False),
        ([307], False),
        ([301, 302], False),
    ],
)
async def test_redirects_and_whether_for_good(statuses, for_good):
    hops = {f"/{number}": moved(f"/{number + 1}", status) for number, status in enumerate(statuses)}
    script = {**hops, f"/{len(statuses)}": answer(200, b"there")}
    async with hostile(script) as server, fetcher(server) as client:
        page = await client.get(server.url("/0"))
        last = server.url(f"/{len(statuses)}")
    assert (page.url, page.body) == (last, b"there")
    assert page.moved_to == (last if for_good else None)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("there", "/a/there"),
        ("../there", "/there"),
        ("?p=2", "/a/b?p=2"),
        ("http://{host}/there", "/there"),
        ("//{host}/there#part", "/there"),
        ("http://me:secret@{host}/there", "/there"),
        ("/新闻/1.html", "/%E6%96%B0%E9%97%BB/1.html"),
        ("/\udcd0\udcc2\udcce\udcc5", "/%D0%C2%CE%C5"),
        ("/a b", "/a%20b"),
    ],
)
async def test_where_a_location_leads(location, target):
    async with hostile({"/a/b": moved(location), target: answer(200, b"there")}) as server, fetcher(server) as client:
        page = await client.get(server.url("/a/b"))
    assert page.body == b"there"
    assert page.url == server.url(target)
    assert "authorization" not in server.requests[-1].headers


async def test_headers_go_to_their_own_host_alone():
    async with hostile({"/": answer(200, b"x")}) as other:
        script = {"/out": moved(f"http://{other.host}/"), "/in": moved("/out")}
        async with (
            hostile(script) as server,
            Fetcher(user_agent="Syndicator", allow_hosts={server.host, other.host}) as client,
        ):
            await client.get(server.url("/in"), headers=[("Authorization", "Bearer secret"), ("Cookie", "a=b")])
    inside = [request for request in server.requests if request.target in ("/in", "/out")]
    assert [request.headers["authorization"] for request in inside] == ["Bearer secret"] * 2
    assert not {"authorization", "cookie"} & other.requests[-1].headers.keys()


async def test_credentials_of_the_address_itself():
    async with hostile({"/": answer(200, b"x")}) as server, fetcher(server) as client:
        await client.get(f"http://me:secret@{server.host}/")
    assert server.requests[-1].headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("script", "times"),
    [
        ({"/a": moved("/a")}, 1),
        ({"/a": moved("/b"), "/b": moved("/a")}, 2),
        ({"/a": moved("/b"), **{f"/{'b' * n}": moved(f"/{'b' * (n + 1)}") for n in range(1, 20)}}, 6),
    ],
)
async def test_redirects_without_end(script, times):
    async with hostile(script) as server, fetcher(server) as client:
        with pytest.raises(TooManyRedirects):
            await client.get(server.url("/a"))
    assert len(server.targets()) == times


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://.", "http://[::1", "http://x:99999/"],
)
async def test_a_redirect_to_what_is_no_web_address(location):
    async with hostile({"/a": moved(location)}) as server, fetcher(server) as client:
        with pytest.raises(AddressRefused):
            await client.get(server.url("/a"))


async def test_nothing_is_read_at_addresses_that_are_not_public():
    async with hostile({"/": answer(200, b"secret")}) as inside:
        port = inside.port
        private = [
            f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", f"http://[::1]:{port}/", f"http://0.0.0.0:{port}/",
            f"http://[::ffff:127.0.0.1]:{port}/", f"http://[::ffff:7f00:1]:{port}/", f"http://127.1:{port}/",
            f"http://2130706433:{port}/", f"http://0x7f000001:{port}/", f"http://0177.0.0.1:{port}/",
            f"http://①②⑦.0.0.1:{port}/", f"https://127.0.0.1:{port}/", "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/",
        ]  # fmt: skip
        script = {f"/{number}": moved(url) for number, url in enumerate(private)}
        async with hostile(script) as server, fetcher(server) as client:
            for url in [*private, *(server.url(f"/{number}") for number in range(len(private)))]:
                with pytest.raises(AddressRefused):
                    await client.get(url)
    assert inside.requests == []
    assert len(server.targets()) == len(private)


async def test_an_exception_is_for_one_port_alone():
    script = {"/": answer(200, b"x")}
    async with hostile(script) as other, hostile(script) as server, fetcher(server) as client:
        assert (await client.get(server.url("/"))).body == b"x"
        with pytest.raises(AddressRefused):
            await client.get(other.url("/"))
    assert other.requests == []


async def test_robots_txt_is_asked_once_and_obeyed_at_every_hop():
    rules = answer(200, b"User-agent: Syndicator\nDisallow: /no/\n")
    script = {"/robots.txt": rules, "/a": answer(200, b"a"), "/b": moved("/no/1"), "/no/1": answer(200, b"no")}
    async with hostile(script) as server, fetcher(server) as client:
        assert (await client.get(server.url("/a"))).body == b"a"
        for target in ("/no/1", "/b"):
            with pytest.raises(RobotsRefused) as caught:
                await client.get(server.url(target))
            assert caught.value.url == server.url("/no/1")
    assert [request.target for request in server.requests] == ["/robots.txt", "/a", "/b"]


async def test_robots_txt_may_be_left_unread():
    async with hostile({"/a": answer(200, b"a")}) as server, fetcher(server, robots=False) as client:
        await client.get(server.url("/a"))
    assert [request.target for request in server.requests] == ["/a"]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (answer(404), True),
        (answer(200, b"User-agent: *\nDisallow: /\n"), False),
        (moved("/elsewhere"), False),
        (moved("/robots.txt"), True),
        (answer(500), False),
        (answer(200, b"User-agent: *\nDisallow: /\n#" + b"x" * 600_000), False),
        (answer(200, b"#" + b"x" * 600_000 + b"\nUser-agent: *\nDisallow: /\n"), True),
    ],
    ids=["missing", "refuses", "moved", "circle", "broken", "long", "too long"],
)
async def test_robots_txt_in_every_state(rules, allowed):
    script = {"/robots.txt": rules, "/elsewhere": answer(200, b"User-agent: *\nDisallow: /\n"), "/a": answer(200, b"a")}
    async with hostile(script) as server, fetcher(server) as client:
        if allowed:
            assert (await client.get(server.url("/a"))).body == b"a"
        else:
            with pytest.raises(RobotsRefused):
                await client.get(server.url("/a"))
            assert server.targets() in ([], ["/elsewhere"])


async def test_crawl_delay_is_kept_even_on_our_own_hosts():
    clock = Clock()
    script = {"/robots.txt": answer(200, b"User-agent: *\nCrawl-delay: 7\n"), "/a": answer(200, b"a")}
    async with hostile(script) as server, fetcher(server, clock=clock, sleep=clock.sleep) as client:
        for _ in range(3):
            await client.get(server.url("/a"))
    assert clock.slept == [7.0, 7.0]


@pytest.mark.parametrize(
    ("status", "header", "wait", "rests"),
    [
        (429, "Retry-After: 120", 120.0, 120.0),
        (503, "Retry-After: Mon, 23 Nov 2026 04:00:30 GMT", 30.0, 30.0),
        (429, "X-No: header", None, 60.0),
        (503, "X-No: header", None, None),
        (503, "Retry-After: soon", None, None),
        (500, "Retry-After: 120", 120.0, None),
    ],
)
async def test_a_host_that_asks_for_a_rest_gets_it(status, header, wait, rests):
    clock = Clock()
    script = {"/a": [answer(status, b"", header), answer(200, b"a")], "/b": answer(200, b"b")}
    async with hostile(script) as server, fetcher(server, clock=clock, sleep=clock.sleep) as client:
        with pytest.raises(HttpStatus) as caught:
            await client.get(server.url("/a"))
        assert (caught.value.status, caught.value.retry_after) == (status, wait)
        if rests:
            clock.time += rests - 1
            with pytest.raises(HttpStatus) as caught:
                await client.get(server.url("/b"))
            assert (caught.value.status, caught.value.retry_after) == (status, 1.0)
            assert server.targets() == ["/a"]
            clock.time += 1
        assert (await client.get(server.url("/b"))).body == b"b"
        assert (await client.get(server.url("/a"))).body == b"a"


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 451, 500, 502, 504, 206, 300, 999])
async def test_every_status(status):
    async with hostile({"/a": answer(status)}) as server, fetcher(server) as client:
        if status == 204:
            assert (await client.get(server.url("/a"))).body == b""
        else:
            with pytest.raises(HttpStatus) as caught:
                await client.get(server.url("/a"))
            assert (caught.value.status, caught.value.url) == (status, server.url("/a"))


async def test_a_fetcher_that_is_not_started_says_so():
    client = Fetcher(user_agent="Syndicator")
    with pytest.raises(RuntimeError, match="not started"):
        await client.get("http://1.1.1.1/")
    await client.close()


@pytest.mark.parametrize("url", ["", "x", "file:///etc/passwd", "http://", "inbox:a.txt"])
async def test_addresses_that_are_none(url):
    async with Fetcher(user_agent="Syndicator") as client:
        with pytest.raises(AddressRefused):
            await client.get(url)
