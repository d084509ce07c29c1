"""Reading like a good citizen: moves, rests, sources that are gone, and what an unchanged one costs."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from newsroom import article, declare, listing
from sqlalchemy import event

from syndicator.config import load
from syndicator.flows.declare import redeclare
from syndicator.flows.ingest import ingest
from syndicator.schedule import Schedule
from syndicator.start import services as opened
from syndicator.store import entries, runs, sources

KEY = "haichuan/news"
FEED = """title = "海川要闻"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
kind = "feed"
name = "news"
url = "http://127.0.0.1:{port}/feed.xml"
"""
ITEM = """<item><guid isPermaLink="false">{number}</guid><link>http://news.example/{number}</link><title>{title}</title>
<pubDate>Mon, 23 Nov 2026 04:0{number}:00 GMT</pubDate><content:encoded><![CDATA[<p>{title}，工程计划明年五月完工，
沿河六个乡镇的四万多亩农田从此有了灌溉用水，老人们说等这一天等了很久。</p><p>（版权归海川县融媒体中心所有，转载请注明出处。）</p>
]]></content:encoded></item>"""


def feed(*titles):
    items = "".join(ITEM.format(number=number, title=title) for number, title in enumerate(titles))
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>{items}</channel></rss>'.encode()


def moved(status, path):
    async def answer(_request):
        return web.Response(status=status, headers={"Location": path})

    return answer


async def state_of(services):
    async with services.database.read() as connection:
        return await sources.load(connection, KEY)


def source_of(services):
    return services.catalog.source(KEY)


@pytest.fixture
async def again(tmp_path, newsroom):
    """Opens the same service anew, as after a restart."""

    def start():
        return opened(load(tmp_path / "config.toml", environ={}))

    declare(tmp_path, newsroom.port)
    return start


@pytest.mark.parametrize(("status", "remembered"), [(301, True), (308, True), (302, False), (307, False)])
async def test_a_move_for_good_is_remembered_over_a_restart(again, newsroom, status, remembered):
    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(status, "/new/")
    async with again() as services:
        run = await ingest(services, source_of(services))
        assert (run.error, run.new) == ("", 3)
        assert (await state_of(services)).moved_to == (f"http://127.0.0.1:{newsroom.port}/new/" if remembered else "")
    newsroom.asked.clear()
    async with again() as services:
        assert (await ingest(services, source_of(services))).error == ""
    assert ("/news/" in newsroom.asked) is not remembered
    assert "/new/" in newsroom.asked


async def test_a_move_is_remembered_although_an_article_fails(again, newsroom):
    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(301, "/new/")
    newsroom.pages["/a/2.html"] = 500
    async with again() as services:
        await ingest(services, source_of(services))
        newsroom.asked.clear()
        await ingest(services, source_of(services))
    assert "/news/" not in newsroom.asked


async def test_where_the_new_place_fails_the_configured_one_is_tried_once(again, newsroom):
    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(301, "/new/")
    async with again() as services:
        await ingest(services, source_of(services))
        newsroom.pages["/news/"], newsroom.pages["/new/"] = newsroom.pages["/new/"], 404
        newsroom.asked.clear()
        assert (await ingest(services, source_of(services))).error == ""
        assert [path for path in newsroom.asked if path in ("/news/", "/new/")] == ["/new/", "/news/"]
        assert (await state_of(services)).moved_to == ""
        newsroom.asked.clear()
        await ingest(services, source_of(services))
    assert "/new/" not in newsroom.asked


async def test_where_both_fail_the_new_place_is_forgotten(again, newsroom):
    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(301, "/new/")
    async with again() as services:
        await ingest(services, source_of(services))
        newsroom.pages["/news/"] = newsroom.pages["/new/"] = 404
        assert "404" in (await ingest(services, source_of(services))).error
        newsroom.asked.clear()
        await ingest(services, source_of(services))
    assert [path for path in newsroom.asked if path in ("/news/", "/new/")] == ["/news/"]


async def test_a_rest_at_the_new_place_is_kept_to(again, newsroom):
    async def busy(_request):
        return web.Response(status=503, headers={"Retry-After": "600"})

    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(301, "/new/")
    async with again() as services:
        await ingest(services, source_of(services))
        newsroom.pages["/new/"] = busy
        newsroom.asked.clear()
        await ingest(services, source_of(services))
        state = await state_of(services)
    assert newsroom.asked == ["/new/"]
    assert state.moved_to
    assert 590 < (state.not_before - services.now()).total_seconds() <= 600


async def test_a_changed_address_forgets_where_the_old_one_moved(again, newsroom, tmp_path):
    newsroom.pages["/new/"] = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = moved(301, "/new/")
    newsroom.pages["/other/"] = listing("/a/1.html")
    async with again() as services:
        await ingest(services, source_of(services))
        path = tmp_path / "feeds" / "haichuan.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("/news/", "/other/"), encoding="utf-8")
        await redeclare(services)
        newsroom.asked.clear()
        await ingest(services, source_of(services))
    assert newsroom.asked[0] == "/other/"


class Written:
    """The tables written to, in order, on every connection of a database."""

    def __init__(self, services):
        self.tables = []
        for engine in (services.database._engines.read, services.database._engines.write):
            event.listen(engine.sync_engine, "before_cursor_execute", self.note)

    def note(self, _connection, _cursor, statement, *_):
        words = statement.split()
        if words[0] in ("INSERT", "UPDATE", "DELETE"):
            self.tables.append(words[words.index("INTO") + 1] if words[0] == "INSERT" else words[1])


@pytest.mark.parametrize("validators", [True, False])
@pytest.mark.parametrize("sparing", [True, False])
async def test_an_unchanged_list_writes_its_run_and_its_source_alone(services, newsroom, validators, sparing):
    page = newsroom.pages["/news/"]

    async def conditional(request):
        if not validators:
            return web.Response(body=page, content_type="text/html")
        same = request.headers.get("If-None-Match") == '"1"'
        return web.Response(status=304 if same else 200, body=page, content_type="text/html", headers={"ETag": '"1"'})

    newsroom.pages["/news/"] = conditional
    await ingest(services, source_of(services))
    # Twice: the first run after one that brought something may still change the source's health.
    await ingest(services, source_of(services))
    written = Written(services)
    run = await ingest(services, source_of(services), sparing=sparing)
    assert (run.new, run.changed, run.error) == (0, 0, "")
    assert sorted(written.tables) == ["runs", "sources"]


@pytest.fixture
async def feeding(tmp_path, newsroom):
    newsroom.pages["/feed.xml"] = feed("第一座水闸开工", "第二座水闸开工", "第三座水闸开工")
    async with opened(load(declare(tmp_path, newsroom.port, feed=FEED), environ={})) as services:
        yield services


async def test_entries_that_say_what_they_said_are_not_looked_at(feeding, newsroom):
    assert (await ingest(feeding, source_of(feeding))).new == 3
    newsroom.pages["/feed.xml"] = feed("第一座水闸开工", "第二座水闸提前完工", "第三座水闸开工", "第四座水闸开工")
    written = Written(feeding)
    run = await ingest(feeding, source_of(feeding), sparing=True)
    assert (run.seen, run.new, run.changed, run.unchanged) == (4, 1, 1, 2)
    # one for the new entry, one for the edited one, none for the others
    assert written.tables.count("versions") == written.tables.count("entries") == 2
    async with feeding.database.read() as connection:
        assert len(await entries.load(connection, KEY, ["0", "1", "2", "3", "4"])) == 4


async def test_read_in_another_way_every_entry_is_looked_at(feeding, newsroom, tmp_path):
    await ingest(feeding, source_of(feeding))
    path = tmp_path / "feeds" / "haichuan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("attribution", "permission"), encoding="utf-8")
    await redeclare(feeding)
    run = await ingest(feeding, source_of(feeding), sparing=True)
    assert run.changed == 3


async def test_an_entry_that_could_not_be_kept_is_tried_again(feeding):
    async with feeding.database.begin() as connection:
        await entries.save(connection, KEY, "0", "something else", feeding.now())
    run = await ingest(feeding, source_of(feeding), sparing=True)
    assert run.new == 3


async def test_a_page_that_always_fails_does_not_have_the_whole_archive_read_again(services, newsroom):
    await ingest(services, source_of(services))
    # Long ago, outside the time in which pages are read again.
    later = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=30))
    newsroom.pages["/news/"] = listing("/a/1.html", "/a/dead.html")
    await ingest(later, source_of(services))
    newsroom.asked.clear()
    await ingest(later, source_of(services))
    assert newsroom.asked == ["/news/", "/a/dead.html"]


async def test_pages_are_read_again_when_it_is_their_turn(services, newsroom):
    await ingest(services, source_of(services))
    day = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=1))
    assert (await ingest(day, source_of(services), sparing=True)).unchanged == 3
    newsroom.asked.clear()
    soon = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=1, minutes=15))
    await ingest(soon, source_of(services), sparing=True)
    assert newsroom.asked == ["/news/"]
    much_later = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=1, hours=5))
    await ingest(much_later, source_of(services), sparing=True)
    assert sorted(newsroom.asked) == ["/a/1.html", "/a/2.html", "/a/3.html", "/news/", "/news/"]


class Polling:
    """A schedule at work, and what it told."""

    def __init__(self, services):
        self.runs = []
        self.troubles = []
        self.schedule = Schedule(services, self.runs.append, self.troubles.append, lambda: 0.5)
        self.schedule.start()

    def of(self, key=KEY):
        return [run for run in self.runs if run.source == key]

    async def until(self, condition):
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - the schedule has no event for it
                await asyncio.sleep(0.02)


@pytest.fixture
async def polling(services):
    work = Polling(services)
    yield work
    await work.schedule.stop()


async def test_a_source_that_is_gone_is_told_once_and_asked_no_more(services, newsroom, tmp_path):
    newsroom.pages["/news/"] = 410
    polling = Polling(services)
    await polling.until(lambda: polling.troubles)
    assert "gone for good (HTTP 410)" in polling.troubles[0]
    assert polling.schedule.next_run(KEY) is None
    assert (await state_of(services)).gone
    await polling.schedule.stop()
    # Started again, it is neither asked nor told.
    polling = Polling(services)
    await polling.until(lambda: polling.of("haichuan/inbox"))
    assert (polling.of(), polling.troubles) == ([], [])
    assert newsroom.asked.count("/news/") == 1
    # A changed configuration tries again.
    newsroom.write(2)
    path = tmp_path / "feeds" / "haichuan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"news"\n', '"news"\nevery = "20m"\n'), encoding="utf-8")
    await redeclare(services)
    polling.schedule.sync()
    await polling.until(polling.of)
    assert polling.of()[0].new == 2
    assert polling.schedule.next_run(KEY) is not None
    await polling.schedule.stop()


async def test_a_source_read_by_hand_is_polled_again(services, newsroom, polling):
    newsroom.pages["/news/"] = 410
    await polling.until(lambda: polling.troubles)
    newsroom.write(2)
    run = await ingest(services, source_of(services))
    assert (run.error, run.new) == ("", 2)
    await polling.until(lambda: len(polling.of()) == 2)
    assert not (await state_of(services)).gone


async def test_a_failing_source_read_by_hand_waits_no_longer(services, newsroom, polling):
    newsroom.pages["/news/"] = 500
    await polling.until(polling.of)
    for times in (2, 3):
        polling.schedule._at(services.now(), KEY, polling.schedule._poll, KEY)
        await polling.until(lambda times=times: len(polling.of()) == times)
    assert _wait(services, polling) > 1700
    newsroom.write(2)
    assert (await ingest(services, source_of(services))).new == 2
    await polling.until(lambda: polling.of()[-1].error == "")
    await polling.until(lambda: polling.schedule.next_run(KEY) is not None)
    assert _wait(services, polling) == pytest.approx(900, abs=5)


@pytest.mark.parametrize(("status", "error"), [(404, "HTTP 404"), (410, "HTTP 410")])
async def test_an_article_that_is_gone_ends_no_source(services, newsroom, polling, status, error):
    newsroom.pages["/a/2.html"] = status
    await polling.until(polling.of)
    assert [problem.text for problem in polling.of()[0].problems] == [error]
    assert not (await state_of(services)).gone
    assert polling.schedule.next_run(KEY) is not None


async def test_failures_delay_the_next_poll_and_success_ends_that(services, newsroom, polling):
    newsroom.pages["/news/"] = 500
    await polling.until(polling.of)
    assert _wait(services, polling) == pytest.approx(900, abs=5)
    for failures, seconds in ((2, 1800), (3, 3600)):
        polling.schedule._at(services.now(), KEY, polling.schedule._poll, KEY)
        await polling.until(lambda failures=failures: len(polling.of()) == failures)
        assert _wait(services, polling) == pytest.approx(seconds, abs=5)
    newsroom.write(3)
    polling.schedule._at(services.now(), KEY, polling.schedule._poll, KEY)
    await polling.until(lambda: len(polling.of()) == 4)
    assert _wait(services, polling) == pytest.approx(900, abs=5)


async def test_the_next_poll_follows_what_was_published(services, newsroom, tmp_path):
    path = tmp_path / "feeds" / "haichuan.toml"
    wide = path.read_text(encoding="utf-8").replace('"news"\n', '"news"\nevery_max = "6h"\n')
    path.write_text(wide, encoding="utf-8")
    await redeclare(services)
    for number in (1, 2, 3):
        # Years old, whatever today is.
        newsroom.pages[f"/a/{number}.html"] = newsroom.pages[f"/a/{number}.html"].replace(b"2026-11", b"2020-11")
    polling = Polling(services)
    await polling.until(polling.of)
    wait = _wait(services, polling)
    await polling.schedule.stop()
    assert wait == pytest.approx(6 * 3600, abs=10)


async def test_a_rest_is_kept_to_over_a_restart(services, newsroom):
    async def busy(_request):
        return web.Response(status=429, headers={"Retry-After": "3600"})

    newsroom.pages["/news/"] = busy
    await ingest(services, source_of(services))
    newsroom.asked.clear()
    polling = Polling(services)
    await polling.until(lambda: polling.of("haichuan/inbox"))
    assert _wait(services, polling) == pytest.approx(3600, abs=5)
    assert newsroom.asked == []
    await polling.schedule.stop()


async def test_an_error_nobody_expected_does_not_end_the_polling(services, polling, monkeypatch):
    await polling.until(polling.of)

    async def broken(*_args, **_more):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("syndicator.flows.ingest.read", broken)
    polling.schedule._at(services.now(), KEY, polling.schedule._poll, KEY)
    await polling.until(lambda: polling.troubles)
    assert "a mistake of ours" in polling.troubles[0]
    await polling.until(lambda: polling.schedule.next_run(KEY) is not None)
    assert _wait(services, polling) == pytest.approx(900, abs=5)


def _wait(services, polling):
    return (polling.schedule.next_run(KEY) - services.now()).total_seconds()


MANY = 40


async def test_many_sources_begin_apart_and_so_many_at_once(tmp_path, newsroom):
    under_way = most = 0

    async def slow(_request):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.05)
        under_way -= 1
        return web.Response(body=listing("/a/1.html"), content_type="text/html")

    newsroom.pages.update({f"/list/{number}": slow for number in range(MANY)})
    text = FEED.partition("[[source]]")[0] + "".join(
        f'[[source]]\nkind = "html"\nname = "s{number}"\nurl = "http://127.0.0.1:{newsroom.port}/list/{number}"\nitem = "li"\n'
        for number in range(MANY)
    )
    path = declare(tmp_path, newsroom.port, feed=text)
    settings = path.read_text(encoding="utf-8").replace(
        "[schedule]", "per_host = 32\n[schedule]\nspread = 0.02\nconcurrency = 3"
    )
    path.write_text(settings, encoding="utf-8")
    async with opened(load(path, environ={})) as services:
        polling = Polling(services)
        await polling.until(lambda: len(polling.runs) == MANY)
        dues = sorted(polling.schedule.next_run(f"haichuan/s{number}") for number in range(MANY))
        await polling.schedule.stop()
        async with services.database.read() as connection:
            started = sorted(run.started for run in await runs.recent(connection, MANY))
    assert most == 3
    assert started[-1] - started[0] >= timedelta(seconds=0.02 * (MANY - 1))
    assert dues[-1] - dues[0] >= timedelta(seconds=0.02 * (MANY - 1))


async def test_a_slow_host_does_not_hold_up_others(tmp_path, newsroom, unused_tcp_port_factory):
    gate = asyncio.Event()

    async def stuck(_request):
        await gate.wait()
        return web.Response(body=listing("/a/1.html"), content_type="text/html")

    newsroom.pages.update({f"/stuck/{number}": stuck for number in range(8)})
    other = unused_tcp_port_factory()
    runner = web.AppRunner(web.Application(), access_log=None)
    runner.app.router.add_route("*", "/{path:.*}", newsroom.answer)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", other).start()
    names = [f"127.0.0.1:{newsroom.port}/stuck/{number}" for number in range(8)] + [f"127.0.0.1:{other}/news/"]
    text = FEED.partition("[[source]]")[0] + "".join(
        f'[[source]]\nkind = "html"\nname = "s{number}"\nurl = "http://{name}"\nitem = "li"\n'
        for number, name in enumerate(names)
    )
    path = declare(tmp_path, newsroom.port, feed=text)
    settings = path.read_text(encoding="utf-8").replace(f'"127.0.0.1:{newsroom.port}"', '"127.0.0.1"')
    path.write_text(settings.replace("[schedule]", "[schedule]\nspread = 0\nconcurrency = 4"), encoding="utf-8")
    async with opened(load(path, environ={})) as services:
        polling = Polling(services)
        await polling.until(lambda: polling.of("haichuan/s8"))
        assert polling.of("haichuan/s8")[0].error == ""
        gate.set()
        await polling.schedule.stop()
    await runner.cleanup()


async def test_a_source_changed_while_it_is_read_is_read_again(services, newsroom, tmp_path):
    gate = asyncio.Event()

    async def slow(_request):
        await gate.wait()
        return web.Response(body=article("慢慢传来的一篇新闻稿件"), content_type="text/html")

    newsroom.pages["/a/2.html"] = slow
    newsroom.pages["/other/"] = listing("/a/3.html")
    polling = Polling(services)
    await polling.until(lambda: "/a/2.html" in newsroom.asked)
    path = tmp_path / "feeds" / "haichuan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("/news/", "/other/"), encoding="utf-8")
    await redeclare(services)
    polling.schedule.sync()
    gate.set()
    await polling.until(lambda: len(polling.of()) == 2)
    assert "/other/" in newsroom.asked
    await polling.schedule.stop()
