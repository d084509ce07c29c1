import asyncio

import pytest
from yarl import URL

from syndicator.errors import ConnectionFailed, HttpStatus, RobotsRefused, TooManyRedirects
from syndicator.fetch.robots import SIZE, Robots, Rules
from syndicator.fetch.route import Route

SITE = "http://news.example"

CASES = [
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /admin/", "/admin/x", False),
    ("User-agent: *\nDisallow: /admin/", "/news/", True),
    ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1.html", True),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
    # our group wins over the one for all, whatever the order, case or version
    ("User-agent: *\nDisallow: /\n\nUser-agent: Syndicator\nAllow: /", "/a", True),
    ("User-agent: SYNDICATOR\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    ("User-agent: Syndicator/2.0\nDisallow: /", "/a", False),
    # several agents of one group; groups of the same agent are one
    ("User-agent: other\nUser-agent: syndicator\nDisallow: /", "/a", False),
    ("User-agent: syndicator\nUser-agent: other\nDisallow: /", "/a", False),
    ("User-agent: syndicator\nDisallow: /a\n\nUser-agent: syndicator\nDisallow: /b", "/b", False),
    # a name that only begins like ours, or is part of it, is another
    ("User-agent: syndicator-image\nDisallow: /", "/a", True),
    ("User-agent: synd\nDisallow: /", "/a", True),
    ("User-agent: notsyndicator\nDisallow: /", "/a", True),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /x", "/a", True),
    # old line ends, a byte order mark, no space, comments, GBK, an HTML page in its place
    ("\ufeffUser-agent: *\rDisallow: /a\r", "/a", False),
    ("user-AGENT:*\ndisallow:/a # not this", "/a", False),
    ("User-agent: *\nDisallow: /中文/", "/%E4%B8%AD%E6%96%87/x", False),
    ("<html><body>页面不存在</body></html>", "/a", True),
    ("Disallow: /", "/a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), CASES)
def test_what_a_robots_txt_allows(text, path, allowed):
    assert Rules(text.encode(), "Syndicator").allows(URL(SITE + path)) is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: syndicator\nCrawl-delay: 2\nUser-agent: *\nCrawl-delay: 9", 2.0),
        ("User-agent: other\nCrawl-delay: 5", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -3", None),
    ],
)
def test_crawl_delay(text, delay):
    assert Rules(text.encode(), "Syndicator").delay == delay


def test_what_is_cut_off_says_nothing():
    head = b"User-agent: *\nDisallow: /private/\n#"
    last = b"\nDisallow: /p"
    body = head + b"x" * (SIZE - len(head) - len(last)) + last
    rules = Rules(body, "Syndicator")
    assert not rules.allows(URL(f"{SITE}/private/a"))
    assert rules.allows(URL(f"{SITE}/public/a"))


def test_thousands_of_agents_take_no_time():
    agents = "\n".join(f"User-agent: a{number}" for number in range(9_000))
    rules = "\n".join(f"Disallow: /x{number}" for number in range(9_000))
    parsed = Rules(f"{agents}\n{rules}\nUser-agent: *\nDisallow: /y".encode(), "Syndicator")
    assert not parsed.allows(URL(f"{SITE}/y"))
    assert parsed.allows(URL(f"{SITE}/x1"))


def test_bytes_that_are_no_text():
    assert Rules(bytes(range(256)) * 40, "Syndicator").allows(URL(f"{SITE}/a"))


WAY = Route("Syndicator")


class Site:
    """A site's robots.txt as it is now, the reads counted, and a clock to turn."""

    def __init__(self, answer):
        self.answer = answer
        self.reads = []
        self.time = 1000.0
        self.robots = Robots("Syndicator", self.read, lambda: self.time)

    async def read(self, url, _way):
        self.reads.append(str(url))
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def admit(self, path="/a"):
        return await self.robots.admit(URL(SITE + path), WAY)


REFUSING = b"User-agent: *\nDisallow: /no/\nCrawl-delay: 3"


async def test_the_page_is_refused_or_its_delay_given():
    site = Site(REFUSING)
    assert await site.admit("/yes") == 3.0
    with pytest.raises(RobotsRefused) as caught:
        await site.admit("/no/1")
    assert caught.value.url == f"{SITE}/no/1"
    assert site.reads == [f"{SITE}/robots.txt"]


async def test_one_read_however_many_wait():
    site = Site(REFUSING)
    await asyncio.gather(*(site.admit(f"/{number}") for number in range(20)))
    assert len(site.reads) == 1


async def test_each_scheme_and_port_has_its_own():
    site = Site(REFUSING)
    for url in ("http://a.example/", "https://a.example/x", "http://a.example:8080/y", "http://user:word@a.example/z"):
        await site.robots.admit(URL(url), WAY)
    assert site.reads == [
        "http://a.example/robots.txt",
        "https://a.example/robots.txt",
        "http://a.example:8080/robots.txt",
    ]


async def test_a_copy_is_good_for_a_day():
    site = Site(REFUSING)
    await site.admit()
    site.time += 86_399
    await site.admit()
    assert len(site.reads) == 1
    site.time += 2
    site.answer = b"User-agent: *\nDisallow: /"
    with pytest.raises(RobotsRefused):
        await site.admit()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_none_there_allows_everything(status):
    site = Site(HttpStatus("u", status))
    assert await site.admit() is None


async def test_lost_in_redirects_counts_as_none_there():
    assert await Site(TooManyRedirects("u", "round and round")).admit() is None


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (HttpStatus("u", 500), RobotsRefused),
        (HttpStatus("u", 502), RobotsRefused),
        (HttpStatus("u", 503, 20.0), HttpStatus),
        (HttpStatus("u", 429), HttpStatus),
        (ConnectionFailed("u", "no route"), ConnectionFailed),
    ],
)
async def test_unreadable_for_now_allows_nothing_for_now(error, raised):
    site = Site(error)
    for _ in range(3):
        with pytest.raises(raised):
            await site.admit()
    assert len(site.reads) == 1
    site.answer = REFUSING
    site.time += 61
    assert await site.admit() == 3.0


async def test_it_is_asked_again_when_its_retry_after_is_over():
    site = Site(HttpStatus("u", 503, 5.0))
    with pytest.raises(HttpStatus):
        await site.admit()
    site.answer = REFUSING
    site.time += 6
    assert await site.admit() == 3.0


async def test_an_old_copy_is_used_while_a_new_one_cannot_be_had():
    site = Site(REFUSING)
    await site.admit()
    site.answer = HttpStatus("u", 500)
    site.time += 90_000
    assert await site.admit("/yes") == 3.0
    with pytest.raises(RobotsRefused, match="refuses this page"):
        await site.admit("/no/1")


async def test_what_is_remembered_is_bounded():
    site = Site(b"")
    for number in range(1100):
        await site.robots.admit(URL(f"http://h{number}.example/"), WAY)
    assert len(site.robots._copies) == len(site.robots._locks) == 1024
    await site.robots.admit(URL("http://h0.example/"), WAY)
    assert site.reads.count("http://h0.example/robots.txt") == 2
