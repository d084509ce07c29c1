"""Upstream feeds that name a hub: subscribed to, verified, taken in, watched, left (W3C WebSub)."""

import asyncio
import importlib.util
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from hub import FLASK_HUB, Hub, get
from newsroom import NOTICE, declare

from syndicator.config import load
from syndicator.flows import subscribe, websub
from syndicator.flows.ingest import ingest
from syndicator.model.subscription import Stage
from syndicator.schedule import Schedule
from syndicator.start import services as opened
from syndicator.store import articles, runs, subscriptions
from syndicator.web.app import application
from syndicator.web.keys import BACKGROUND

FEED = """title = "海川要闻"
language = "zh-CN"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
kind = "feed"
name = "wire"
url = "http://127.0.0.1:{port}/feed"
"""
WIRE = "haichuan/wire"


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def pass_by(self, **spans):
        self.time += timedelta(**spans)


class Scene:
    """A newsroom with a feed, its hub, and our service."""

    def __init__(self, newsroom, hub, services, clock, site):
        self.newsroom, self.hub, self.services, self.clock, self.site = newsroom, hub, services, clock, site
        self.topic = f"http://127.0.0.1:{newsroom.port}/self"
        self.said = []
        self.reported = []
        self.schedule = Schedule(services, self.reported.append, self.said.append)
        self.offer(1)

    @property
    def source(self):
        return self.services.catalog.source(WIRE)

    def feed(self, *numbers):
        items = "".join(
            f"<item><title>海川县第{number}条电讯</title><link>http://127.0.0.1:{self.newsroom.port}/w/{number}.html</link>"
            f"<content:encoded><![CDATA[<p>海川县第{number}条电讯的正文，说的是水库、公路和学校的进展，写得足够长，"
            f"编号{number}，今天上午由县政府发布，并附有各乡镇的情况，希望各方知悉。</p><p>{NOTICE}</p>]]></content:encoded></item>"
            for number in numbers
        )
        return f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'.encode()

    def offer(self, *numbers, hub=True, path="/feed"):
        async def answer(_request):
            links = {"Link": f'<{self.hub.base}>; rel="hub", <{self.topic}>; rel="self"'} if hub else {}
            return web.Response(body=self.feed(*numbers), content_type="application/rss+xml", headers=links)

        self.newsroom.pages[path] = answer

    async def poll(self):
        """What the schedule does when it is the source's turn, and the hub's verification."""
        before = self.newsroom.asked.count("/feed")
        await self.schedule._read(self.source)
        await self.hub.settled()
        return self.newsroom.asked.count("/feed") > before

    def allow(self, port):
        self.services.fetcher._ours._ports.add(("127.0.0.1", port))

    async def subscription(self):
        async with self.services.database.read() as connection:
            return await subscriptions.of(connection, WIRE)

    async def titles(self):
        async with self.services.database.read() as connection:
            found = await articles.newest(connection, "haichuan", 50, self.clock())
        return sorted(article.title for article in found)

    async def deliver(self, *numbers, **how):
        answers = await self.hub.publish(self.topic, self.feed(*numbers), **how)
        await self.site.app[BACKGROUND].idle()
        return answers


def titles(*numbers):
    return [f"海川县第{number}条电讯" for number in numbers]


@pytest.fixture
async def hub(unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    made = Hub(f"http://127.0.0.1:{port}/hub")
    app = web.Application()
    app.router.add_post("/{path:.*}", made.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield made
    await made.settled()
    await runner.cleanup()


@pytest.fixture
async def scene(tmp_path, newsroom, hub, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    path = declare(tmp_path, newsroom.port, server=port, feed=FEED)
    text = path.read_text("utf-8").replace("http://feeds.haichuan.example", f"http://127.0.0.1:{port}")
    ours = [f"127.0.0.1:{newsroom.port}", f"127.0.0.1:{port}", hub.base.split("/")[2]]
    path.write_text(text.replace(f'["127.0.0.1:{newsroom.port}"]', str(ours)), encoding="utf-8")
    clock = Clock()
    async with opened(load(path, environ={})) as made:
        services = replace(made, now=clock)
        app = application(services)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield Scene(newsroom, hub, services, clock, runner)
        await hub.settled()
        await runner.cleanup()


async def test_a_feed_with_a_hub_is_subscribed_to_and_polled_no_more(scene):
    assert await scene.poll()
    one = await scene.subscription()
    assert (one.stage, one.hub, one.topic, one.lease) == (
        Stage.ACTIVE, scene.hub.base, scene.topic, scene.clock() + subscribe.LEASE,
    )  # fmt: skip
    form = scene.hub.asked[0]
    assert 32 <= len(form["hub.secret"].encode()) < 200
    assert form["hub.callback"].startswith(scene.services.config.base_url)
    assert one.secret not in repr(one)
    assert not await scene.poll()
    assert scene.said == []


async def test_what_the_hub_delivers_is_out_at_once(scene):
    await scene.poll()
    assert await scene.deliver(2, 1) == [202]
    assert await scene.titles() == titles(1, 2)
    assert {entry.title for entry in scene.services.library.selection("haichuan")} == set(titles(1, 2))
    async with scene.services.database.read() as connection:
        run = await runs.last(connection, WIRE)
    assert (run.seen, run.new, run.unchanged, run.problems) == (2, 1, 1, ())
    assert await scene.deliver(2) == [202]
    assert await scene.titles() == titles(1, 2)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_every_method_of_signing(scene, method):
    await scene.poll()
    await scene.deliver(2, method=method)
    assert await scene.titles() == titles(1, 2)


@pytest.mark.parametrize(
    "signature", ["", "sha256=" + "0" * 64, "md5=" + "0" * 32, "sha256", "sha256=é", "=", "none=x"]
)
async def test_a_wrong_or_missing_signature_is_dropped_without_a_word(scene, signature):
    await scene.poll()
    assert await scene.deliver(2, signature=signature) == [202]
    assert await scene.titles() == titles(1)
    assert (await scene.subscription()).heard is None


async def test_what_can_not_be_read_is_on_record(scene):
    await scene.poll()
    assert await scene.hub.publish(scene.topic, b"<html>403") == [202]
    await scene.site.app[BACKGROUND].idle()
    async with scene.services.database.read() as connection:
        run = await runs.last(connection, WIRE)
    assert (run.new, run.problems[0].code) == (0, "extract")


async def test_nobody_else_can_verify_or_deliver(scene):
    await scene.poll()
    one = await scene.subscription()
    here = f"{scene.services.config.base_url}/websub"
    asked = {"hub.mode": "subscribe", "hub.topic": scene.topic, "hub.challenge": "x", "hub.lease_seconds": "99"}
    assert (await get(f"{here}/{'a' * 43}", asked))[0] == 404
    assert (await get(f"{here}/{one.token}", {**asked, "hub.topic": "http://other.example/"}))[0] == 404
    assert (await get(f"{here}/{one.token}", {**asked, "hub.mode": "unsubscribe"}))[0] == 404
    assert (await get(f"{here}/{one.token}", {**asked, "hub.mode": "publish"}))[0] == 404
    assert (await get(f"{here}/{one.token}", {**asked, "hub.challenge": ""}))[0] == 404
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{here}/{'a' * 43}", data=b"x") as answer:
            assert answer.status == 410
        async with session.head(f"{here}/{one.token}", params=asked) as answer:
            assert answer.status == 405
    assert await scene.subscription() == one


async def test_a_lease_is_renewed_before_it_ends(scene):
    scene.hub.lease = "3600"
    await scene.poll()
    first = await scene.subscription()
    scene.clock.pass_by(minutes=30)
    await subscribe.tidy(scene.services)
    assert len(scene.hub.asked) == 1
    scene.clock.pass_by(minutes=15)
    await subscribe.tidy(scene.services)
    await scene.hub.settled()
    again = await scene.subscription()
    assert (again.token, again.secret, again.stage) == (first.token, first.secret, Stage.ACTIVE)
    assert again.lease == scene.clock() + timedelta(hours=1)
    assert [form["hub.mode"] for form in scene.hub.asked] == ["subscribe", "subscribe"]


async def test_once_the_lease_is_over_the_source_is_polled(scene):
    scene.hub.lease = "3600"
    await scene.poll()
    scene.hub.answer = 503
    scene.clock.pass_by(minutes=61)
    assert await scene.poll()


async def test_a_hub_that_falls_silent_is_found_out_and_polling_goes_on(scene):
    await scene.poll()
    scene.offer(2, 1)
    scene.clock.pass_by(minutes=59)
    assert not await scene.poll()
    scene.clock.pass_by(minutes=2)
    assert await scene.poll()
    assert (await scene.subscription()).missed
    for _ in range(3):
        scene.clock.pass_by(minutes=15)
        assert await scene.poll()
    # Asked again once, since it may have lost us, and not at every poll.
    assert len(scene.hub.asked) == 2
    await scene.deliver(3)
    assert not (await scene.subscription()).missed
    assert not await scene.poll()
    assert await scene.titles() == titles(1, 2, 3)


async def test_a_quiet_feed_is_not_the_hubs_fault(scene):
    await scene.poll()
    scene.clock.pass_by(minutes=61)
    assert await scene.poll()
    assert not (await scene.subscription()).missed
    assert not await scene.poll()


async def test_the_usual_pause_between_articles_makes_us_patient(scene):
    await scene.poll()
    for number in range(2, 6):
        scene.clock.pass_by(hours=2)
        await scene.deliver(number)
    scene.clock.pass_by(hours=5)
    assert not await scene.poll()
    scene.clock.pass_by(hours=2)
    assert await scene.poll()


async def test_after_a_start_every_feed_is_read_once(scene):
    await scene.poll()
    scene.schedule = Schedule(scene.services, scene.reported.append, scene.said.append)
    scene.offer(2, 1)
    assert await scene.poll()
    assert not (await scene.subscription()).missed
    assert not await scene.poll()


async def test_a_denied_subscription_is_polled_and_asked_for_again_next_day(scene):
    scene.hub.denies = "partners only"
    await scene.poll()
    one = await scene.subscription()
    assert (one.stage, one.note) == (Stage.DENIED, "denied: partners only")
    assert await scene.poll()
    assert len(scene.hub.asked) == 1
    scene.hub.denies = None
    scene.clock.pass_by(hours=25)
    await scene.poll()
    assert (await scene.subscription()).stage is Stage.ACTIVE


async def test_a_hub_that_takes_no_request_is_named_once(scene):
    scene.hub.answer = 404
    await scene.poll()
    assert await scene.poll()
    assert scene.said == [
        "haichuan/wire: the hub takes no subscription, so the feed is polled: 127.0.0.1: HTTP 404 no such topic here"
    ]
    assert len(scene.hub.asked) == 1
    scene.clock.pass_by(hours=25)
    scene.hub.answer = 202
    await scene.poll()
    assert (await scene.subscription()).stage is Stage.ACTIVE


async def test_a_hub_that_has_moved_is_followed(scene):
    scene.hub.moved = "/new"
    await scene.poll()
    assert (await scene.subscription()).stage is Stage.ACTIVE


async def test_an_unreachable_hub_is_asked_again_later(scene, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    scene.allow(port)
    scene.hub.base = f"http://127.0.0.1:{port}/"
    await scene.poll()
    one = await scene.subscription()
    assert (one.stage, one.retry) == (Stage.DENIED, scene.clock() + timedelta(hours=1))
    assert await scene.poll()


async def test_a_hub_at_a_private_address_is_not_asked(scene):
    scene.hub.base = "http://169.254.169.254/hub"
    await scene.poll()
    assert "not a public one" in (await scene.subscription()).note
    assert await scene.poll()


@pytest.mark.parametrize(
    ("base", "reachable"),
    [
        ("", False),
        ("http://127.0.0.1:9", False),
        ("http://localhost:9", False),
        ("http://[::1]:9", False),
        ("http://192.168.1.5", False),
        ("http://feeds", False),
        ("http://feeds.internal", False),
        ("https://feeds.example.org/news", True),
        ("http://93.184.216.34", True),
    ],
)
async def test_without_a_public_address_polling_goes_on_and_it_is_said_once(scene, base, reachable):
    site = scene.services.config.site.model_copy(update={"base_url": base})
    config = scene.services.config.model_copy(update={"site": site})
    assert subscribe.public(config) is reachable
    scene.services = replace(scene.services, config=config)
    scene.schedule = Schedule(scene.services, scene.reported.append, scene.said.append)
    if not reachable:
        assert await scene.poll()
        assert await scene.poll()
        assert scene.hub.asked == []
        assert len(scene.said) == 1
        assert "Set site.base_url" in scene.said[0]


async def test_a_source_that_is_gone_is_unsubscribed(scene):
    await scene.poll()
    scene.services.catalog.replace(tuple(replace(feed, sources=()) for feed in scene.services.catalog.feeds))
    await subscribe.tidy(scene.services)
    await scene.hub.settled()
    assert scene.hub.asked[-1]["hub.mode"] == "unsubscribe"
    assert scene.hub.subscribers == {}
    assert await scene.subscription() is None


async def test_a_feed_that_names_no_hub_any_more_is_polled_again(scene):
    await scene.poll()
    scene.offer(2, 1, hub=False)
    scene.clock.pass_by(minutes=61)
    await scene.poll()
    assert (await scene.subscription()).stage is Stage.LEAVING
    assert await scene.deliver(3) == [410]
    await subscribe.tidy(scene.services)
    await scene.hub.settled()
    assert await scene.subscription() is None
    assert await scene.poll()


async def test_one_pass_of_the_command_line_subscribes_nowhere(scene):
    await ingest(scene.services, scene.source)
    assert scene.hub.asked == []
    assert (await scene.subscription()).stage is Stage.OFFERED
    assert not await websub.rests(scene.services, scene.source)


@pytest.mark.skipif(
    importlib.util.find_spec("flask_websub") is None or importlib.util.find_spec("celery") is None,
    reason="Flask-WebSub and celery, another project's hub, are not installed",
)
@pytest.mark.parametrize("method", ["sha1", "sha512"])
async def test_another_projects_hub(scene, tmp_path, unused_tcp_port_factory, method):
    port = unused_tcp_port_factory()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FLASK_HUB, str(port), str(tmp_path / "hub.db"), method,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(30):
            while b"Running on" not in await process.stderr.readline():
                pass
        drain = asyncio.create_task(process.stderr.read())
        scene.hub.base = f"http://127.0.0.1:{port}/hub"
        scene.allow(port)
        scene.offer(2, 1, path="/self")
        await scene.poll()
        assert (await scene.subscription()).stage is Stage.ACTIVE
        published = await scene.services.fetcher.post(
            scene.hub.base, [("hub.mode", "publish"), ("hub.topic", scene.topic)]
        )
        assert published.accepted
        await scene.site.app[BACKGROUND].idle()
        assert await scene.titles() == titles(1, 2)
        assert not await scene.poll()
        scene.services.catalog.replace(())
        await subscribe.tidy(scene.services)
        assert await scene.subscription() is None
    finally:
        process.terminate()
        await process.wait()
        drain.cancel()
