"""Links that lead to no article: asked ever more seldom, then no more; never forgotten, never in the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp import web
from newsroom import article, declare, listing

from syndicator.config import load
from syndicator.flows.declare import redeclare
from syndicator.flows.failing import following
from syndicator.flows.ingest import ingest
from syndicator.model.health import State
from syndicator.start import services as opened
from syndicator.store import failed_leads, health, sources
from syndicator.store.failed_leads import FailedLead

DEAD = "/a/2.html"
QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)


class Site:
    """The newsroom polled as the schedule does, at times a test says."""

    def __init__(self, services, newsroom):
        self.at = datetime.now(UTC)
        self.services = replace(services, now=lambda: self.at)
        self.newsroom = newsroom

    async def poll(self, after=QUARTER, *, sparing=True):
        """One poll that much later: its run, the health after it, and what was asked."""
        self.at += after
        self.newsroom.asked.clear()
        run = await ingest(self.services, self.services.catalog.source("haichuan/news"), sparing=sparing)
        assert run.error == ""
        async with self.services.database.read() as connection:
            return run, await health.load(connection, "haichuan/news"), list(self.newsroom.asked)

    async def failed(self):
        async with self.services.database.read() as connection:
            return (await failed_leads.load(connection, "haichuan/news", [self.url(DEAD)])).get(self.url(DEAD))

    def url(self, path):
        return f"http://127.0.0.1:{self.newsroom.port}{path}"


@pytest.fixture
def site(services, newsroom):
    newsroom.pages[DEAD] = 404
    return Site(services, newsroom)


async def test_a_dead_link_is_asked_ever_more_seldom_and_at_last_no_more(site):
    when = []
    # Every quarter of an hour for two days, then a few times a day.
    for after in (*[QUARTER] * 192, *[DAY / 4] * 64):
        run, found, asked = await site.poll(after)
        if DEAD in asked:
            when.append(site.at)
            assert [problem.code for problem in run.problems] == ["http-404"]
        else:
            assert (run.problems, run.withheld) == ((), ())
        assert found.state is State.WELL, "one dead link among articles is no state of a source"
    pauses = [later - earlier for earlier, later in pairwise(when)]
    assert pauses[0] == QUARTER, "the first failure may be chance"
    growing = pauses[:7]
    assert growing == sorted(growing)
    assert all(DAY <= pause < DAY + DAY / 2 for pause in pauses[7:])
    assert 15 < len(when) < 25
    assert timedelta(days=13) < when[-1] - when[0] < timedelta(days=15)
    assert (await site.failed()).due is None


async def test_between_two_askings_an_unchanged_list_costs_nothing(site):
    for _ in range(2):
        await site.poll()
    run, _, asked = await site.poll()
    assert sorted(asked) == ["/a/1.html", "/a/3.html", "/news/"], "the two articles are looked at for edits"
    assert (run.seen, run.unchanged) == (2, 2), "the list is known by its bytes, and not read again"
    async with site.services.database.read() as connection:
        assert not (await sources.load(connection, "haichuan/news")).body_hash.endswith(":")


async def test_a_link_that_comes_back_is_taken_at_its_turn(site):
    for _ in range(4):
        await site.poll()
    site.newsroom.pages[DEAD] = article("迟到的稿件")
    new = [(await site.poll())[0].new for _ in range(8)]
    assert sum(new) == 1
    assert await site.failed() is None


@pytest.mark.parametrize("answer", [404, 410])
async def test_a_link_given_up_is_asked_again_by_hand(site, answer):
    site.newsroom.pages[DEAD] = answer
    for days in (0, 1, 20, 1, 1):
        await site.poll(days * DAY)
    assert (await site.failed()).due is None
    _, _, asked = await site.poll()
    assert DEAD not in asked
    site.newsroom.pages[DEAD] = article("迟到的稿件")
    run, _, _ = await site.poll(sparing=False)
    assert run.new == 1


async def test_what_says_twice_that_it_is_gone_for_good_is_believed(site):
    site.newsroom.pages[DEAD] = 410
    asked = [DEAD in (await site.poll())[2] for _ in range(100)]
    assert asked == [True, True] + [False] * 98


async def test_a_link_the_list_dropped_is_forgotten(site):
    for _ in range(3):
        await site.poll()
    assert (await site.failed()).tries == 2
    site.newsroom.pages["/news/"] = listing("/a/1.html", "/a/3.html")
    await site.poll()
    assert await site.failed() is None
    site.newsroom.write(3)
    _, _, asked = await site.poll()
    assert DEAD in asked, "listed anew, it may be another story"


async def test_a_source_read_in_another_way_asks_for_all(site, tmp_path):
    for _ in range(4):
        await site.poll()
    path = tmp_path / "feeds" / "haichuan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('item = "ul.list li"', 'item = "li"'), encoding="utf-8")
    await redeclare(site.services)
    _, _, asked = await site.poll()
    assert DEAD in asked


async def _busy(_request):
    return web.Response(status=429, headers={"Retry-After": "0"})


async def test_a_host_that_asks_for_rest_says_nothing_of_the_link(site):
    site.newsroom.pages[DEAD] = _busy
    for _ in range(3):
        run, _, _ = await site.poll()
        site.services.fetcher._pace._hosts.clear()
        assert [problem.code for problem in run.problems] == ["http-429"]
    assert await site.failed() is None
    site.newsroom.pages[DEAD] = article("迟到的稿件")
    assert (await site.poll())[0].new == 1


async def test_when_nothing_newer_can_be_read_the_source_says_so_until_something_can(site):
    names = [f"/a/{number}.html" for number in range(1, 4)]
    site.newsroom.write(3)
    assert (await site.poll())[1].state is State.WELL
    dead = [f"/a/{number}.html" for number in range(4, 8)]
    site.newsroom.pages["/news/"] = listing(*dead, *names)
    _, found, _ = await site.poll()
    assert (found.state, found.code) == (State.FAILING, "http-404")
    states = [(await site.poll())[1] for _ in range(40)]
    assert {one.state for one in states} == {State.FAILING}, "whether or not any was asked for this time"
    assert states[-1].misses == 41
    site.newsroom.pages["/a/9.html"] = article("后来的稿件")
    site.newsroom.pages["/news/"] = listing("/a/9.html", *dead, *names)
    run, found, _ = await site.poll()
    assert (run.new, found.state) == (1, State.WELL)
    states = [(await site.poll())[1].state for _ in range(40)]
    assert set(states) == {State.WELL}


async def test_a_second_process_goes_on_where_the_first_stopped(site, tmp_path):
    for _ in range(4):
        await site.poll()
    before = await site.failed()
    async with opened(load(declare(tmp_path, site.newsroom.port), environ={})) as services:
        again = Site(services, site.newsroom)
        again.at = site.at
        _, _, asked = await again.poll(timedelta(minutes=1))
        assert DEAD not in asked
        assert await again.failed() == before


def test_the_pause_never_passes_a_day_or_the_sources_own():
    now = datetime.now(UTC)
    before = FailedLead("s/s", "https://news.example/1", "http-404", now, now, 500, now)
    assert following(before, now, code="http-404", every=QUARTER) == now + DAY
    assert following(before, now, code="http-404", every=7 * DAY) == now + 7 * DAY
    assert following(None, now, code="http-410", every=QUARTER) == now
