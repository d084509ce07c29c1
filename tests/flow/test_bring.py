"""Changes brought to partners: by a real webhook and a real mail server, in their shape, once, and taken back."""

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hub_house import Clock, declare, house, sink

from syndicator.cli.main import cli
from syndicator.flows import dispatch, takedown
from syndicator.flows.bring import Bringing, bring
from syndicator.flows.dispatch import Dispatch
from syndicator.flows.recall import Recall
from syndicator.model.partner import How, Partner, Receipt, Shape
from syndicator.model.rights import Hold, Status
from syndicator.store import articles, outbox, partners, receipts, routes, standing

SECRET = "what the paper and we share"  # noqa: S105 - a test's own
PAPER = Partner("wanbao", "海川晚报", "desk@wanbao.example", ("wire",), Shape(credit="据{holder}报道", language="en"))
MAIL = '[mail]\nhost = "127.0.0.1"\nport = {port}\nsender = "syndicator@feeds.example"\ntls = "none"\n'


@pytest.fixture
async def hook(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
async def here(tmp_path, hook, mailbox, unused_tcp_port):
    more = MAIL.format(port=mailbox.port)
    path = declare(tmp_path, unused_tcp_port, sinks=[f"127.0.0.1:{hook.port}"], more=more)
    async with house(path) as made:
        yield made


async def add(here, channel, to, *, partner=PAPER, every=0):
    async with here.services.database.begin() as connection:
        await partners.save(connection, partner, here.clock())
        return await routes.add(connection, partner.name, channel, to, SECRET, every, {}, here.clock())


async def go(here):
    """What the loops do after a change; returns what did not arrive."""
    assert await bring(here.services) == ()
    return await dispatch.send_all(here.services)


def told(delivery):
    """What a webhook's body says, its signature checked."""
    time_, _, digest = delivery.headers["X-Syndicator-Signature"].removeprefix("t=").partition(",sha256=")
    right = hmac.new(SECRET.encode(), time_.encode() + b"." + delivery.body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(right, digest)
    assert delivery.headers["Idempotency-Key"] == delivery.headers["X-Syndicator-Delivery"]
    return json.loads(delivery.body)


def versions(hook):
    return [(said["pubStatus"], said["version"]) for said in map(told, hook.came)]


async def article(here, number=1, feed="wire"):
    async with here.services.database.read() as connection:
        found = await articles.newest(connection, feed, 99, here.clock())
    return next(one for one in found if f"第{number}号" in one.title)


async def had(here, name="wanbao"):
    async with here.services.database.read() as connection:
        return sorted((one.version, one.status, one.channel) for one in await receipts.of_partner(connection, name))


async def test_an_article_arrives_in_the_partners_shape_with_all_its_rights_and_an_edit_as_an_edit(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    await here.write(2, feed="haichuan")
    assert await go(here) == ()
    (said,) = map(told, hook.came)
    one = await article(here)
    assert said["uri"] == one.id
    assert (said["copyrightHolder"], said["pubStatus"], said["version"]) == ("海川县融媒体中心", "usable", "1")
    credit = [source["literal"] for source in said["infoSources"] if source["role"] == "creditline"]
    assert credit[0].startswith("据海川县融媒体中心报道")
    assert said["altIds"][0]["value"] == one.url
    assert await go(here) == ()
    assert len(hook.came) == 1, "nothing is sent twice"
    await here.write(1, feed="wire", edition="（更正）")
    assert await go(here) == ()
    assert versions(hook) == [("usable", "1"), ("usable", "2")]
    assert len({delivery.headers["Idempotency-Key"] for delivery in hook.came}) == 2
    assert await had(here) == [(1, "usable", "webhook"), (2, "usable", "webhook")]


async def test_what_is_taken_down_is_told_without_a_word_of_it(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, 2, feed="wire")
    await go(here)
    gone = await article(here)
    await takedown.cancel(here.services, gone, "法院要求")
    assert await go(here) == ()
    said = told(hook.came[-1])
    assert (said["uri"], said["pubStatus"]) == (gone.id, "canceled")
    assert int(said["version"]) > 1
    assert "通告" not in hook.came[-1].body.decode()
    assert "法院" not in hook.came[-1].body.decode()
    assert (1, "canceled", "webhook") in await had(here)
    await takedown.cancel(here.services, gone, "again")
    await go(here)
    assert len(hook.came) == 3


async def test_what_is_held_back_is_taken_back_and_comes_again_under_another_key(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    await go(here)
    held = await article(here)
    async with here.services.database.begin() as connection:
        await standing.place(connection, held.id, Hold(standing.WITHDRAWN, "原文已撤下"))
    await go(here)
    await takedown.lift(here.services, held, standing.WITHDRAWN)
    await go(here)
    assert [status for status, _ in versions(hook)] == ["usable", "withheld", "usable"]
    assert len({delivery.headers["Idempotency-Key"] for delivery in hook.came}) == 3


async def test_nothing_is_said_of_what_the_partner_never_could_see(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="haichuan")
    await here.write(2, feed="wire", embargo=here.clock() + timedelta(hours=1))
    await here.write(3, feed="wire", notices=(), outlet="新华社")
    async with here.services.database.read() as connection:
        (other,) = await articles.newest(connection, "haichuan", 9, here.clock())
        (held,) = await articles.withheld(connection)
    await go(here)
    for one in (other, held):
        await takedown.cancel(here.services, one, "never seen")
    await go(here)
    assert hook.came == []
    here.clock.pass_by(hours=2)
    await here.release("wire")
    await go(here)
    assert versions(hook) == [("usable", "1")], "its embargo is over"


async def test_who_fetched_an_article_before_the_route_was_there_hears_that_it_is_gone(here, hook):
    await here.write(1, 2, feed="wire")
    gone, other = await article(here, 1), await article(here, 2)
    async with here.services.database.begin() as connection:
        await partners.save(connection, PAPER, here.clock())
        now = {"wire": 99}
        await routes.add(connection, "wanbao", "webhook", hook.url(), SECRET, 0, now, here.clock())
        pulled = Receipt("wanbao", gone.id, 1, Status.USABLE, "wire", How.PULL, "atom", here.clock())
        await receipts.note(connection, [pulled])
        await routes.advance(connection, 1, {"wire": 2}, None)
    for one in (gone, other):
        await takedown.cancel(here.services, one, "why")
    await go(here)
    assert [told(delivery)["uri"] for delivery in hook.came] == [gone.id]


ENDS = pytest.mark.parametrize(
    "end",
    [{"revoked": Clock()()}, {"ends": date(2026, 11, 1)}, {"feeds": ("haichuan",)}],
    ids=lambda end: next(iter(end)),
)


@ENDS
async def test_whose_agreement_ends_is_brought_nothing_more_not_even_what_waits(here, hook, end):
    route = await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    await bring(here.services)
    async with here.services.database.begin() as connection:
        await partners.save(connection, replace(PAPER, **end), here.clock())
    (line,) = await dispatch.send_all(here.services)
    assert "(given up)" in line
    await here.write(2, feed="wire")
    await go(here)
    assert hook.came == []
    async with here.services.database.begin() as connection:
        assert await routes.of_partner(connection, "wanbao") != (), "the route stays"
        await partners.save(connection, PAPER, here.clock())
        assert await outbox.replay(connection, here.clock(), None) == 1
    await go(here)
    assert {told(delivery)["uri"] for delivery in hook.came} == {
        (await article(here, number)).id for number in (1, 2)
    }, route


@ENDS
@pytest.mark.parametrize("how", ["brought", "fetched"])
async def test_whoever_has_an_article_hears_that_it_is_gone_whatever_became_of_the_agreement(
    here, hook, mailbox, end, how
):
    if how == "fetched":
        await here.write(1, 2, feed="wire")
    await add(here, "webhook", hook.url())
    await add(here, "mail", "desk@wanbao.example", every=3600)
    if how == "fetched":
        async with here.services.database.begin() as connection:
            for number in (1, 2):
                await routes.advance(connection, number, {"wire": 2}, None)
            had_it = [
                Receipt("wanbao", (await article(here)).id, 1, Status.USABLE, "wire", How.PULL, "rss", here.clock())
            ]
            await receipts.note(connection, had_it)
    else:
        await here.write(1, 2, feed="wire")
    await go(here)
    before = len(hook.came)
    async with here.services.database.begin() as connection:
        await partners.save(connection, replace(PAPER, **end), here.clock())
    gone = await article(here)
    await here.write(1, feed="wire", edition="（更正）")
    await takedown.cancel(here.services, gone, "法院要求")
    assert await go(here) == ()
    said = [told(delivery) for delivery in hook.came[before:]]
    assert [(one["uri"], one["pubStatus"]) for one in said] == [(gone.id, "canceled")]
    ((subject, text),) = mailbox.told()
    assert subject == "[Syndicator] Takedown: please remove an article at once", "and no digest"
    assert gone.id in text
    assert "通告" not in text
    assert (2, "canceled", "webhook") in await had(here)
    assert await go(here) == ()
    assert len(hook.came) == before + 1, "it is said once"


async def test_a_takedown_told_by_nobody_yet_is_told_by_the_next_process(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    await go(here)
    async with here.services.database.begin() as connection:
        await routes.pause(connection, 1, paused=True)
    await takedown.cancel(here.services, await article(here), "why")
    recall = Recall(here.services)
    assert await bring(here.services, recall) == ()
    assert len(hook.came) == 1, "a route that is paused brings nothing"
    async with here.services.database.begin() as connection:
        await partners.save(connection, replace(PAPER, feeds=()), here.clock())
        await routes.pause(connection, 1, paused=False)
    assert await bring(here.services, recall) == ()
    assert await dispatch.send_all(here.services) == ()
    assert versions(hook)[1][0] == "canceled"
    assert await bring(here.services, Recall(here.services)) == ()
    assert await dispatch.send_all(here.services) == ()
    assert len(hook.came) == 2


async def test_a_removal_overtakes_versions_that_did_not_arrive(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    hook.status = 503
    assert len(await go(here)) == 1
    await here.write(1, feed="wire", edition="（二）")
    await takedown.cancel(here.services, await article(here), "why")
    await go(here)
    hook.came.clear()
    hook.status = 204
    here.clock.pass_by(hours=1)
    await go(here)
    assert [status for status, _ in versions(hook)] == ["canceled"]
    here.clock.pass_by(days=9)
    await go(here)
    assert len(hook.came) == 1


async def test_versions_arrive_in_order_however_often_the_first_fails(here, hook):
    await add(here, "webhook", hook.url())
    await here.write(1, feed="wire")
    hook.status = 503
    await go(here)
    hook.status = 204
    await here.write(1, feed="wire", edition="（二）")
    await go(here)
    first = hook.came.pop(0).headers["Idempotency-Key"]
    assert hook.came == [], "the second version waits for the first"
    here.clock.pass_by(minutes=2)
    await go(here)
    assert [version for _, version in versions(hook)] == ["1", "2"]
    assert hook.came[0].headers["Idempotency-Key"] == first


async def test_a_digest_gathers_and_a_removal_does_not_wait_for_it(here, mailbox):
    await add(here, "mail", "desk@wanbao.example", every=3600)
    await go(here)
    await here.write(1, feed="wire")
    await here.write(2, feed="wire")
    await here.write(2, feed="wire", edition="（更正）")
    await go(here)
    assert mailbox.mails == []
    here.clock.pass_by(hours=1)
    await go(here)
    ((subject, text),) = mailbox.told()
    assert subject.startswith("[Syndicator] 2 articles: ")
    assert text.count("据海川县融媒体中心报道") == 2
    assert text.count("版权归海川县融媒体中心所有") == 2
    assert "第2号通告（更正）" in text
    assert "Read the original: https://news.haichuan.example/1.html" in text
    await takedown.cancel(here.services, await article(here), "why")
    await go(here)
    assert mailbox.told()[1][0] == "[Syndicator] Takedown: please remove an article at once"
    assert "通告" not in mailbox.told()[1][1]
    here.clock.pass_by(hours=9)
    await go(here)
    assert len(mailbox.mails) == 2, "without news no digest"


async def test_a_digest_that_did_not_arrive_goes_without_what_was_taken_down(here, mailbox):
    await add(here, "mail", "desk@wanbao.example", every=60)
    await go(here)
    await here.write(1, 2, feed="wire")
    here.clock.pass_by(minutes=1)
    mailbox.says = "451 later"
    await go(here)
    await takedown.cancel(here.services, await article(here), "why")
    mailbox.says = ""
    await go(here)
    here.clock.pass_by(minutes=9)
    await go(here)
    subjects = [subject for subject, _ in mailbox.told()]
    assert subjects[0] == "[Syndicator] Takedown: please remove an article at once"
    assert "第2号" in subjects[1]
    assert not any("第1号" in text for _, text in mailbox.told())


async def test_what_did_not_arrive_is_seen_sent_again_and_forgotten_by_command(here, hook, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(cli, ["--config", str(tmp_path / "config.toml"), "outbox", *arguments])

    async def command(*arguments):
        return await asyncio.to_thread(run, *arguments)

    assert (await command("list")).output == "Nothing waits.\n"
    await add(here, "webhook", hook.url())
    await here.write(1, 2, feed="wire")
    hook.status = 410
    await go(here)
    listed = (await command("list", "--failed")).output
    assert listed.count("given up") == 2
    assert listed.count("HTTP 410") == 2
    assert SECRET not in listed
    first, second = (int(line.split()[0]) for line in listed.splitlines())
    assert (await command("replay")).exit_code == 2
    assert "1 will be tried" in (await command("replay", str(first))).output
    assert (await command("replay", "999")).exit_code == 1
    assert (await command("drop", str(second))).output == f"{second} is forgotten.\n"
    assert (await command("drop", str(second))).exit_code == 1
    hook.came.clear()
    hook.status = 204
    here.clock.pass_by(days=900)
    assert await dispatch.send_all(here.services) == ()
    assert len(hook.came) == 1
    assert "0 will be tried" in (await command("replay", "--all")).output


async def test_one_slow_receiver_delays_nobody(here, hook):
    slow = [f"/slow/{number}" for number in range(3)]
    hook.delay, hook.dawdlers = 1.5, tuple(slow)
    for number, path in enumerate([*slow, "/quick"]):
        await add(here, "webhook", hook.url(path), partner=replace(PAPER, name=f"p{number}"))
    await here.write(1, 2, 3, feed="wire")
    assert await bring(here.services) == ()
    began = time.monotonic()
    sending = asyncio.create_task(dispatch.send_all(here.services))
    while sum(delivery.path == "/quick" for delivery in hook.came) < 3:
        await asyncio.sleep(0.02)
        assert not sending.done()
    assert time.monotonic() - began < 10
    await sending
    assert len(hook.came) == 12


@asynccontextmanager
async def loops(here):
    """The two loops as `serve` runs them."""
    stopping, said = asyncio.Event(), []
    services = here.services
    running = [asyncio.create_task(loop(services, said.append).run(stopping)) for loop in (Bringing, Dispatch)]
    yield said
    stopping.set()
    await asyncio.gather(*running)


async def until(condition, seconds=8.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        await asyncio.sleep(0.02)


async def test_an_edit_and_a_takedown_are_with_webhook_and_mailbox_within_seconds(here, hook, mailbox):
    await add(here, "webhook", hook.url())
    await add(here, "mail", "desk@wanbao.example")
    async with loops(here) as said:
        await here.write(1, feed="wire")
        await until(lambda: len(hook.came) == len(mailbox.mails) == 1)
        await here.write(1, feed="wire", edition="（更正）")
        await until(lambda: len(hook.came) == len(mailbox.mails) == 2)
        await takedown.cancel(here.services, await article(here), "why")
        await until(lambda: len(hook.came) == len(mailbox.mails) == 3)
        await asyncio.sleep(0.5)
    assert versions(hook)[:2] == [("usable", "1"), ("usable", "2")]
    assert versions(hook)[2][0] == "canceled"
    assert len(mailbox.mails) == 3
    assert said == []
