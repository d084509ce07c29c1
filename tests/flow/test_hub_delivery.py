"""What our hub does when callbacks are slow, broken, gone or away: tries again, gives up, delays nobody else."""

import asyncio
import socket
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hub_house import Names, declare, house, sink

from syndicator.cli.main import cli
from syndicator.errors import StoreError
from syndicator.flows import denial
from syndicator.flows.distribute import Distribution
from syndicator.store import articles, subscribers


@pytest.fixture
async def there(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
def config(tmp_path, there, unused_tcp_port):
    more = "tries = 4\nconcurrency = 16\ntimeout = 3\n"
    return declare(tmp_path, unused_tcp_port, sinks=[f"127.0.0.1:{there.port}"], more=more)


@pytest.fixture
async def here(config, unused_tcp_port):
    async with house(config, port=unused_tcp_port) as made:
        await made.write(1, 2, 3)
        yield made


async def one_of(here):
    (one,) = await here.everyone()
    return one


async def test_what_fails_is_tried_again_ever_more_seldom(here, there):
    await here.ask(there.url())
    there.status = 503
    await here.write(4)
    pauses = []
    for _ in range(4):
        await here.bring()
        one = await one_of(here)
        if one.due:
            pauses.append((one.due - here.clock()).total_seconds())
            here.clock.pass_by(seconds=pauses[-1] - 1)
            await here.bring()
            here.clock.pass_by(seconds=1)
    assert len(there.came) == 4
    assert [round(pause / usual, 1) for pause, usual in zip(pauses, (10, 30, 90), strict=True)] == pytest.approx(
        [1, 1, 1], abs=0.2
    )
    assert one.given_up
    assert one.failed == "HTTP 503"
    here.clock.pass_by(days=1)
    await here.bring()
    assert len(there.came) == 4


async def test_it_waits_as_long_as_it_is_asked_to(here, there):
    await here.ask(there.url())
    there.status, there.headers = 429, {"Retry-After": "7200"}
    await here.write(4)
    await here.bring()
    assert (await one_of(here)).due == here.clock() + timedelta(hours=2)


async def test_a_retry_brings_the_present_version_once(here, there):
    await here.ask(there.url())
    there.status = 500
    for number in (4, 5, 6):
        await here.write(number)
        await here.bring()
        here.clock.pass_by(seconds=1)
    assert len(there.came) == 1, "what waits after a failure waits on, whatever is published meanwhile"
    there.status = 204
    here.clock.pass_by(minutes=1)
    await here.bring()
    assert len(there.came) == 2
    assert there.came[-1].body == await here.body()
    await here.bring()
    assert len(there.came) == 2


async def test_what_was_given_up_is_tried_again_when_there_is_something_new(here, there):
    await here.ask(there.url())
    there.status = 500
    await here.write(4)
    for _ in range(4):
        await here.bring()
        here.clock.pass_by(hours=1)
    assert (await one_of(here)).given_up
    there.status = 204
    await here.write(5)
    await here.bring()
    one = await one_of(here)
    assert (one.given_up, one.failed, one.tries, one.due) == (False, "", 0, None)
    assert there.came[-1].body == await here.body()


async def test_410_ends_a_subscription(here, there):
    await here.ask(there.url("/a"))
    await here.ask(there.url("/b"))
    there.status = 410
    await here.write(4)
    await here.bring()
    assert await here.everyone() == ()
    await here.write(5)
    await here.bring()
    assert len(there.came) == 2


async def test_a_callback_that_is_down_is_brought_what_it_missed(here, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    here.services.caller._ours._ports.add(("127.0.0.1", port))
    async with sink(port) as before:
        await here.ask(before.url())
    await here.write(4)
    await here.bring()
    assert (await one_of(here)).failed
    async with sink(port) as after:
        here.clock.pass_by(seconds=12)
        await here.bring()
        assert after.bodies() == [await here.body()]


async def test_a_subscriber_that_says_nothing_is_waited_for_so_long(here, there):
    await here.ask(there.url())
    there.delay = 4
    await here.write(4)
    began = time.monotonic()
    await here.bring()
    assert 2.5 < time.monotonic() - began < 6
    assert "not done within 3 s" in (await one_of(here)).failed


async def test_one_slow_subscriber_delays_nobody(here, there):
    await here.ask(there.url("/slow"))
    for number in range(12):
        await here.ask(there.url(f"/{number}"))
    there.delay, there.dawdlers = 2.0, ("/slow",)
    await here.write(4)
    bringing = asyncio.create_task(here.bring())
    async with asyncio.timeout(1.5):
        while len(there.came) < 12:  # noqa: ASYNC110 - the sink tells nobody
            await asyncio.sleep(0.02)
    assert "/slow" not in {delivery.path for delivery in there.came}
    await bringing
    assert len(there.came) == 13


async def test_many_slow_hosts_have_a_part_of_the_room(here, there, monkeypatch):
    """Twenty slow hosts, more than may be called at once: the first time alone do they hold anybody up."""
    names = Names()
    names.leads = {f"slow{number}.example": ["127.0.0.1"] for number in range(20)}
    monkeypatch.setattr(socket, "getaddrinfo", names)
    here.services.caller._ours._hosts |= set(names.leads)
    for host in names.leads:
        await here.ask(f"http://{host}:{there.port}/slow")
    there.delay, there.dawdlers = 2.2, ("/slow",)
    await here.write(4)
    await here.bring()
    assert len(there.came) == 20
    for number in range(8):
        await here.ask(there.url(f"/{number}"))
    there.came.clear()
    await here.write(5)
    bringing = asyncio.create_task(here.bring())
    async with asyncio.timeout(1.5):
        while len(there.came) < 8:  # noqa: ASYNC110 - the sink tells nobody
            await asyncio.sleep(0.02)
    assert {delivery.path for delivery in there.came} == {f"/{number}" for number in range(8)}
    assert there.under_way == 4, "a quarter of the sixteen"
    there.delay = 0
    await bringing
    assert len(there.came) == 28


async def test_one_host_is_called_so_often_at_once(here, there):
    for number in range(10):
        await here.ask(there.url(f"/{number}"))
    there.delay = 0.2
    await here.write(4)
    await here.bring()
    assert (len(there.came), there.most) == (10, 4)


async def test_every_version_once_however_often_it_is_looked(here, there):
    await here.ask(there.url())
    for number in (4, 5):
        await here.write(number)
        await asyncio.gather(here.distribution.all(), Distribution(here.services).all())
        await Distribution(here.services).all()
    assert len(there.came) == 2
    await here.write(5)
    await here.bring()
    assert len(there.came) == 2, "nothing changed"


async def test_a_version_that_is_taken_back_is_brought_back(here, there):
    await here.ask(there.url())
    await here.write(4)
    await here.bring()
    await here.write(4, edition="（修订）")
    await here.bring()
    assert "（修订）" in there.came[-1].body.decode()
    assert len(there.came) == 2


async def test_what_is_withheld_or_taken_down_is_in_no_delivery(here, there):
    await here.ask(there.url())
    await here.write(4, notices=())
    await here.bring()
    assert there.came == [], "without a notice it is withheld, and no document changed"
    await here.write(5)
    await here.bring()
    assert "第5号通告" in there.came[-1].body.decode()
    article = next(entry for entry in here.services.library.selection("haichuan") if "第5号" in entry.title)
    async with here.services.database.begin() as connection:
        await articles.cancel(connection, article.slug, why="撤稿", now=here.clock())
    await here.release()
    await here.bring()
    assert len(there.came) == 2
    assert "第5号通告" not in there.came[-1].body.decode()


async def test_what_is_under_embargo_is_brought_when_it_is_over(here, there):
    await here.ask(there.url())
    await here.write(4, embargo=here.clock() + timedelta(hours=1))
    await here.bring()
    assert there.came == []
    here.clock.pass_by(minutes=61)
    await here.release()
    await here.bring()
    (delivery,) = there.came
    assert "第4号通告" in delivery.body.decode()


async def test_the_end_of_a_lease_cuts_off_and_says_so_for_a_week(here, there):
    await here.ask(there.url("/failed"), lease_seconds="600")
    there.status = 500
    await here.write(4)
    await here.bring()
    await here.ask(there.url("/untried"), lease_seconds="300")
    await here.write(5)
    await here.distribution.compare()
    here.clock.pass_by(minutes=11)
    await here.bring()
    assert len(there.came) == 1
    await denial.expire(here.services)
    left = {one.callback: one for one in await here.everyone()}
    assert left[there.url("/failed")].failed == "HTTP 500"
    assert left[there.url("/untried")].failed == "its lease ended before it had the present version"
    assert all(one.given_up for one in left.values())
    async with here.services.database.begin() as connection:
        assert await subscribers.replay(connection, here.clock()) == 0, "it must subscribe again"
    here.clock.pass_by(days=8)
    await denial.expire(here.services)
    assert await here.everyone() == ()


async def test_whoever_was_cut_off_and_subscribes_again_has_what_it_missed(here, there):
    await here.ask(there.url(), lease_seconds="600")
    there.status = 500
    await here.write(4)
    await here.bring()
    here.clock.pass_by(minutes=11)
    await denial.expire(here.services)
    there.status = 204
    await here.ask(there.url())
    await here.bring()
    assert there.came[-1].body == await here.body()
    assert not (await one_of(here)).failed


async def test_who_had_everything_is_forgotten_with_the_lease(here, there):
    await here.ask(there.url(), lease_seconds="600")
    here.clock.pass_by(minutes=11)
    await denial.expire(here.services)
    assert await here.everyone() == ()


class _Now:
    """What the command takes for the time."""

    def __init__(self, clock):
        self._clock = clock

    def now(self, _zone):
        return self._clock()


def _run(config, *arguments):
    return CliRunner().invoke(cli, ["--config", str(config), "hub", *arguments], catch_exceptions=False)


async def _cli(config, *arguments):
    return await asyncio.to_thread(_run, config, *arguments)


async def test_an_admin_sees_what_was_given_up_and_sends_it_again(here, there, config, monkeypatch):
    monkeypatch.setattr("syndicator.start.datetime", _Now(here.clock))
    assert (await _cli(config, "list")).output == "Nobody is subscribed.\n"
    await here.ask(there.url("/a"))
    await here.ask(there.url("/b"))
    assert (await _cli(config, "failed")).output == "Nothing was given up.\n"
    there.status = 500
    await here.write(4)
    for _ in range(4):
        await here.bring()
        here.clock.pass_by(minutes=30)
    _, text = await here.get(f"{here.base}/metrics")
    assert 'syndicator_hub_subscriptions{state="given up"} 2\n' in text.decode()
    assert 'syndicator_hub_subscriptions{state="has it"} 0\n' in text.decode()
    listed = (await _cli(config, "failed")).output
    assert listed.count("given up") == 2
    assert f"haichuan.atom  public  until 2026-12-04 02:30  {there.url('/a')}  (HTTP 500)" in listed
    there.status = 204
    there.came.clear()
    number = listed.split()[0]
    assert "1 will be tried again" in (await _cli(config, "replay", number)).output
    await here.bring()
    assert [delivery.path for delivery in there.came] == ["/a"]
    assert "1 will be tried again" in (await _cli(config, "replay", "--all")).output
    await here.bring()
    assert [delivery.path for delivery in there.came] == ["/a", "/b"]
    assert "has it" in (await _cli(config, "list", "--feed", "haichuan")).output
    assert (await _cli(config, "list", "--feed", "wire")).output == "Nobody is subscribed.\n"
    assert "is forgotten" in (await _cli(config, "drop", number)).output
    assert len(await here.everyone()) == 1


@pytest.mark.parametrize("arguments", [("replay",), ("replay", "1", "--all")])
async def test_replay_is_of_one_or_of_all(here, config, arguments):
    result = await _cli(config, *arguments)
    assert (result.exit_code, "name one NUMBER" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("command", "said"), [("replay", "nothing of number 7 was given up"), ("drop", "there is no subscription 7")]
)
async def test_a_number_that_is_none_is_told(here, config, command, said):
    with pytest.raises(StoreError, match=said):
        await _cli(config, command, "7")
