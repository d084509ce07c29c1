"""One source on a real site through every state and back: what is said, what is saved, what stays published."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from newsroom import article, declare, listing

from syndicator.config import load
from syndicator.extract.kinds import KINDS
from syndicator.flows.declare import redeclare
from syndicator.flows.ingest import ingest
from syndicator.flows.overview import overview
from syndicator.flows.release import release
from syndicator.model.health import State, words
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source
from syndicator.publish.formats import FORMATS
from syndicator.start import services as opened
from syndicator.store import health, runs, saved

CHALLENGE = """<html><head><title>安全验证</title></head><body><p>您的访问过于频繁，请输入验证码</p>
<form><img src="/captcha.php"><input name="captcha"></form></body></html>""".encode()


class Clock:
    """The time, and as much later as a test says."""

    ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def services(tmp_path, newsroom, clock):
    async with opened(load(declare(tmp_path, newsroom.port), environ={})) as made:
        yield replace(made, now=clock)


def source(services, name="news"):
    return services.catalog.source(f"haichuan/{name}")


async def passed(services, name="news"):
    """One pass, published; its run and the health after it."""
    run = await ingest(services, source(services, name))
    await release(services, services.catalog.feed("haichuan"))
    async with services.database.read() as connection:
        return run, await health.load(connection, f"haichuan/{name}")


def offered(services):
    return {extension: services.library.ready("haichuan", extension).document.etag for extension in FORMATS}


def answers(status, body=b"", **headers):
    async def answer(_request):
        return web.Response(status=status, body=body, headers=headers, content_type="text/html")

    return answer


def moved_list():
    """The same items under another container."""
    return listing(*[f"/a/{number}.html" for number in (1, 2, 3)]).replace(b'"list"', b'"news-list"')


@pytest.mark.parametrize(
    ("path", "answer", "state", "code"),
    [
        ("/news/", 500, "failing", "http-500"),
        ("/news/", 403, "failing", "http-403"),
        ("/news/", b"<html><body><p>no list</p></body></html>", "list missing", "extract"),
        ("/news/", moved_list(), "list missing", "extract"),
        ("/news/", listing(), "list missing", "extract"),
        ("/news/", b'<ul class="list"><li>one</li><li>two</li></ul>', "fields missing", "fields-missing"),
        ("/news/", CHALLENGE, "blocked", "captcha"),
        ("/news/", answers(403, b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"), "blocked", "challenge"),
        ("/news/", answers(503, CHALLENGE, **{"Retry-After": "1"}), "blocked", "captcha"),
        ("/news/", answers(302, Location="/login?back=/news/"), "blocked", "login"),
        ("/news/", answers(429, b"slow down", **{"Retry-After": "1"}), "resting", "http-status"),
        ("/news/", answers(503, b"maintenance", **{"Retry-After": "1"}), "resting", "http-status"),
    ],
)  # fmt: skip
async def test_a_state_is_named_shown_and_over_when_it_is_over(services, newsroom, path, answer, state, code):
    login = "<html><head><title>登录</title></head><body><form>用户名 <input><input type=password></form></body></html>"
    newsroom.pages["/login"] = login.encode()
    _, before = await passed(services)
    assert (before.state, before.misses) == (State.WELL, 0)
    kept, good = offered(services), newsroom.pages[path]

    newsroom.pages[path] = answer
    run, found = await passed(services)
    assert (found.state, found.code) == (State(state), code), found
    assert run.error == found.note
    assert found.misses == 1
    assert offered(services) == kept
    bad = saved.load(services.config.data, "haichuan/news", "bad")
    assert found.shown == (bad is not None)
    if not isinstance(answer, int):
        assert bad is not None
        assert run.error.startswith(bad.note[:20])
    assert saved.load(services.config.data, "haichuan/news", "good").items[0].url.endswith("/a/1.html")

    newsroom.pages[path] = good
    services.fetcher._pace._hosts.clear()  # the rest it asked for is over
    _, after = await passed(services)
    assert (after.state, after.misses) == (State.WELL, 0)
    assert offered(services) == kept


async def test_a_broken_selector_gets_one_that_finds_the_same_items(services, newsroom):
    await passed(services)
    newsroom.pages["/news/"] = moved_list()
    _, found = await passed(services)
    assert found.suggestion == 'item = ".news-list li"'


@pytest.mark.parametrize(
    ("answer", "state", "fields"),
    [
        (b"<html><body></body></html>", "fields missing", ("text",)),
        (CHALLENGE, "blocked", ()),
        (500, "failing", ()),
    ],
)
async def test_a_list_whose_articles_cannot_be_read(services, newsroom, answer, state, fields):
    newsroom.write(8)
    for number in range(1, 9):
        newsroom.pages[f"/a/{number}.html"] = answer
    run, found = await passed(services)
    assert (found.state, found.fields) == (State(state), fields)
    assert (run.new, run.error, len(run.problems)) == (0, "", 8)
    newsroom.write(8)
    run, found = await passed(services)
    assert (found.state, run.new) == (State.WELL, 8)


async def test_a_blocked_article_is_a_problem_and_never_an_article(services, newsroom):
    newsroom.pages["/a/2.html"] = CHALLENGE
    run, found = await passed(services)
    assert [problem.code for problem in run.problems] == ["blocked"]
    assert (run.new, found.state) == (2, State.WELL)


async def test_articles_that_lose_a_usual_field_are_noticed(services, newsroom):
    newsroom.write(24)
    _, found = await passed(services)
    assert "notice" in found.usual
    assert found.state is State.WELL
    names = [f"/a/{number}.html" for number in range(1, 30)]
    newsroom.pages["/news/"] = listing(*names)
    for number, name in enumerate(names[24:], 25):
        newsroom.pages[name] = article(f"海川县第{number}座水闸开工建设", notice="")
    run, found = await passed(services)
    assert run.new == 5
    assert (found.state, found.fields) == (State.FIELDS_MISSING, ("notice",))
    _, found = await passed(services)
    assert (found.state, found.misses) == (State.FIELDS_MISSING, 2)
    newsroom.pages["/news/"] = listing(*names, "/a/30.html")
    newsroom.pages["/a/30.html"] = article("海川县第30座水闸开工建设")
    _, found = await passed(services)
    assert found.state is State.WELL


async def test_silence_longer_than_the_rhythm_is_told(services, clock):
    await passed(services)
    clock.ahead = timedelta(days=29)
    _, found = await passed(services)
    assert found.state is State.WELL
    clock.ahead = timedelta(days=31)
    _, found = await passed(services)
    assert found.state is State.QUIET
    assert found.since == found.newest


async def test_most_runs_write_no_health(services, newsroom):
    await passed(services)
    _, before = await passed(services)
    _, after = await passed(services)
    assert after.judged == before.judged


async def test_a_feed_that_is_suddenly_empty_is_no_news(services, newsroom):
    empty = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>'
    feed = empty.replace(
        b"</channel>",
        f"<item><title>海川县第1座水闸开工建设</title><link>http://127.0.0.1:{newsroom.port}/a/1.html</link></item></channel>".encode(),
    )
    newsroom.pages["/feed"] = answers(200, feed)
    await declare_feed(services, newsroom)
    run, found = await passed(services, "rss")
    assert (run.new, found.state) == (1, State.WELL)
    newsroom.pages["/feed"] = answers(200, empty)
    run, found = await passed(services, "rss")
    assert (found.state, found.suggestion) == (State.LIST_MISSING, "")
    newsroom.pages["/feed"] = answers(200, CHALLENGE)
    run, found = await passed(services, "rss")
    assert (found.state, found.misses, found.same) == (State.BLOCKED, 2, 1)
    async with services.database.read() as connection:
        assert (await runs.last(connection, "haichuan/rss")).error == run.error


async def declare_feed(services, newsroom):
    path = services.config.feeds_dir / "haichuan.toml"
    more = f'\n[[source]]\nkind = "feed"\nname = "rss"\nurl = "http://127.0.0.1:{newsroom.port}/feed"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    await redeclare(services)


async def test_the_overview_has_every_source_in_order(services, newsroom):
    lines, waiting = await overview(services)
    assert [line.source.key for line in lines] == ["haichuan/news", "haichuan/inbox"]
    assert [line.following for line in lines] == [None, None]
    await passed(services)
    lines, waiting = await overview(services)
    assert (lines[0].fresh, lines[0].health.state, waiting) == (3, State.WELL, ())
    assert lines[0].following > services.now()


async def test_a_list_too_long_is_read_as_far_as_it_is_said_and_says_so(tmp_path, newsroom, clock):
    long = listing("/a/1.html", "/a/2.html").replace(b"</ul>", b"<li>" + b"<p>.</p>" * 10_000 + b"</li></ul>")
    newsroom.pages["/news/"] = long.replace(b"</ul>", '<li><a href="/a/3.html">第三条新闻的标题</a></li></ul>'.encode())
    path = declare(tmp_path, newsroom.port)
    feed = tmp_path / "feeds" / "haichuan.toml"
    declared = feed.read_text(encoding="utf-8")
    feed.write_text(declared.replace('item = "ul', 'list_size = "64 KB"\nitem = "ul'), encoding="utf-8")
    async with opened(load(path, environ={})) as made:
        services = replace(made, now=clock)
        run, found = await passed(services)
        assert (run.new, [problem.code for problem in run.problems]) == (2, ["list-cut"])
        assert "only the first 65,536 were read" in run.problems[0].text
        assert (found.state, found.misses) == (State.WELL, 0)
        assert words(found, "en") == "the list is too long, and only its first part is read (see list_size)"
        assert words(found, "zh")
        run, found = await passed(services)
        assert (run.problems, found.code) == ((), "list-cut"), "as long as it is the same list"
        feed.write_text(declared.replace('item = "ul', 'list_size = "1 MB"\nitem = "ul'), encoding="utf-8")
        await redeclare(services)
        run, found = await passed(services)
        assert (run.new, run.problems, words(found)) == (1, (), "")


@pytest.mark.parametrize("kind", ["html", "auto"])
def test_what_is_cut_is_cut_before_a_tag(kind):
    rows = "".join(f'<li><a href="/a/{number}.html">海川县第{number}条新闻的标题</a></li>' for number in range(40))
    body = f'<html><body><ul class="list">{rows}</ul></body></html>'.encode()
    source = Source("a/b", "a", kind, "https://news.example/", selectors=Selectors(item="ul.list li"))
    whole = KINDS[kind].leads(Page(source.url, body), source)
    assert (len(whole.leads), whole.cut) == (40, "")
    for size in range(1500, 1600):
        cut = KINDS[kind].leads(Page(source.url, body), replace(source, list_size=size))
        assert cut.cut
        assert {lead.url for lead in cut.leads} < {lead.url for lead in whole.leads}
