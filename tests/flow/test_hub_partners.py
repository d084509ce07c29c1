"""Topics for partners: by their token, in their shape, with receipts, and over at once when their access ends."""

import asyncio
import base64
import secrets
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hub_house import declare, house, sink

from syndicator.cli.main import cli
from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.feed import Audience
from syndicator.model.partner import Extent, How, Partner, Shape, Token
from syndicator.store import partners, receipts

SHAPE = Shape(text=Extent.SUMMARY, credit="据{holder}报道", language="en")
OUTLET = Partner("rizhao", "日照日报", "desk@example.org", ("wire",), SHAPE)


@pytest.fixture
async def there(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
def config(tmp_path, there, unused_tcp_port):
    return declare(tmp_path, unused_tcp_port, sinks=[f"127.0.0.1:{there.port}"])


@pytest.fixture
async def here(config, unused_tcp_port):
    async with house(config, port=unused_tcp_port) as made:
        for feed in ("haichuan", "wire"):
            await made.write(1, 2, feed=feed)
        yield made


async def given(here, partner=OUTLET, **token):
    """A new token of a partner's."""
    made = TOKEN_PREFIX + secrets.token_urlsafe(32)
    async with here.services.database.begin() as connection:
        await partners.save(connection, partner, here.clock())
        await partners.add_token(connection, Token(digest_of(made), partner.name, made[-4:], **token), here.clock())
    return made


async def change(here, partner):
    async with here.services.database.begin() as connection:
        await partners.save(connection, partner, here.clock())


@pytest.mark.parametrize("how", ["token", "Bearer", "Basic"])
async def test_a_partners_feed_names_its_own_address_with_the_token(here, how):
    token = await given(here)
    basic = base64.b64encode(f"reader:{token}".encode()).decode()
    headers = {
        "token": {},
        "Bearer": {"Authorization": f"Bearer {token}"},
        "Basic": {"Authorization": f"Basic {basic}"},
    }
    url = here.topic(name="wire", token=token if how == "token" else "")
    answer, body = await here.get(url, **headers[how])
    assert answer.status == 200
    links = ", ".join(answer.headers.getall("Link"))
    assert links.count('rel="self"') == 1
    assert f'<{here.topic(name="wire", token=token)}>; rel="self"' in links
    assert f'<{here.hub}>; rel="hub"' in links
    assert token not in body.decode()


async def test_a_partner_is_brought_its_own_shape_and_the_receipt_says_so(here, there):
    token = await given(here)
    topic = here.topic(name="wire", token=token)
    assert await here.ask(there.url("/partner"), topic=topic, key="geheim") == 202
    assert there.asked[0]["hub.topic"] == topic
    await here.write(3, feed="wire")
    await here.bring()
    (delivery,) = there.came
    assert delivery.body == await here.body(topic)
    text = delivery.body.decode()
    assert "据海川县融媒体中心报道" in text
    assert f'<{topic}>; rel="self"' in delivery.headers["Link"]
    async with here.services.database.read() as connection:
        noted = await receipts.of_partner(connection, "rizhao")
    pushed = {(one.article, one.version) for one in noted if one.how is How.PUSH}
    assert {(entry.id, entry.version) for entry in here.services.library.selection("wire")} == pushed | {
        (one.article, one.version) for one in noted
    }
    assert {one.channel for one in noted if one.how is How.PUSH} == {"websub"}
    await here.bring()
    assert len(there.came) == 1


async def test_everybody_and_a_partner_each_have_theirs_of_one_feed(here, there):
    token = await given(here)
    await here.ask(there.url("/everybody"))
    await here.ask(there.url("/partner"), topic=here.topic(token=token))
    await here.write(3)
    await here.bring()
    bodies = {delivery.path: delivery.body for delivery in there.came}
    assert bodies["/everybody"] == await here.body()
    assert bodies["/partner"] == await here.body(here.topic(token=token))
    assert bodies["/everybody"] != bodies["/partner"]


@pytest.mark.parametrize(("asked", "status"), [("", 401), (TOKEN_PREFIX + "x" * 43, 401), ("nonsense", 401)])
async def test_without_a_good_token_nobody_is_let_in(here, there, asked, status):
    form = {"hub.callback": there.url(), "hub.mode": "subscribe", "hub.topic": here.topic(name="wire", token=asked)}
    code, text = await here.post(form)
    assert code == status
    assert "This" in text
    await here.confirmation.all()
    assert there.asked == []


async def test_a_feed_that_was_not_promised_is_refused(here, there):
    token = await given(here, replace(OUTLET, feeds=("another",)))
    assert await here.ask(there.url(), topic=here.topic(name="wire", token=token)) == 403


async def test_a_token_that_another_process_made_just_now_is_good(here, there):
    await here.services.access.refresh(here.services.database, here.clock() - timedelta(minutes=1))
    token = await given(here)
    await here.ask(there.url(), topic=here.topic(name="wire", token=token))
    # As a process that never heard of the token.
    here.services.access._keys = {}
    await here.write(3, feed="wire")
    await here.bring()
    assert (len(there.came), there.denied) == (1, [])


async def revoke_token(here, token):
    async with here.services.database.begin() as connection:
        assert await partners.revoke_token(connection, "rizhao", token[-4:], here.clock())


async def revoke_partner(here, _token):
    await change(here, replace(OUTLET, revoked=here.clock()))


async def take_the_feed_out(here, _token):
    await change(here, replace(OUTLET, feeds=("another",)))


async def end_the_term(here, _token):
    await change(here, replace(OUTLET, ends=date(2026, 11, 1)))


async def expire(here, token):
    async with here.services.database.begin() as connection:
        await partners.expire_tokens(connection, "rizhao", here.clock(), "")


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        (revoke_token, "this token was revoked"),
        (revoke_partner, "your agreement has ended"),
        (take_the_feed_out, "your agreement does not include the feed wire"),
        (end_the_term, "your agreement ended on 2026-11-01"),
        (expire, "this token has expired: ask for a new one"),
    ],
)
@pytest.mark.parametrize("changed", [True, False])
async def test_when_access_ends_the_subscription_is_denied(here, there, ending, reason, changed):
    token = await given(here)
    topic = here.topic(name="wire", token=token)
    await here.ask(there.url("/a"), topic=topic)
    await here.ask(there.url("/public"))
    await here.bring()
    # In the database alone, as another process does it.
    await ending(here, token)
    if changed:
        await here.write(3, feed="wire")
    await here.bring()
    assert there.came == [], "nothing more is brought"
    assert there.denied == [{"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason}]
    assert [one.callback for one in await here.everyone()] == [there.url("/public")]
    await here.bring()
    assert len(there.denied) == 1
    assert await here.ask(there.url("/a"), topic=topic) in (401, 403)


async def test_revoked_between_two_deliveries(here, there):
    """Eight wait for two places; after the first are done the token is revoked, and the rest hear of that instead."""
    token = await given(here)
    topic = here.topic(name="wire", token=token)
    for number in range(8):
        await here.ask(there.url(f"/{number}"), topic=topic)
    there.delay = 0.3
    await here.write(3, feed="wire")
    bringing = asyncio.create_task(here.bring())
    async with asyncio.timeout(5):
        while not there.came:  # noqa: ASYNC110 - the sink tells nobody
            await asyncio.sleep(0.01)
        await revoke_token(here, token)
        await here.services.access.refresh(here.services.database, here.clock())
        await bringing
    assert 4 <= len(there.came) < 8, "those under way, and no others"
    assert len(there.denied) == 8 or len(there.denied) == 8 - len(there.came)
    await here.bring()
    assert len(there.denied) == 8
    assert await here.everyone() == ()


async def test_a_denial_that_can_not_be_told_is_told_later(here, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    here.services.caller._ours._ports.add(("127.0.0.1", port))
    token = await given(here)
    async with sink(port) as before:
        await here.ask(before.url(), topic=here.topic(name="wire", token=token))
    await revoke_token(here, token)
    await here.bring()
    assert await here.everyone() == ()
    async with sink(port) as after:
        here.clock.pass_by(seconds=11)
        await here.confirmation.all()
        assert [denied["hub.reason"] for denied in after.denied] == ["this token was revoked"]


async def test_whoever_is_denied_may_still_unsubscribe(here, there):
    token = await given(here)
    topic = here.topic(name="wire", token=token)
    await here.ask(there.url(), topic=topic)
    await revoke_token(here, token)
    await here.services.access.refresh(here.services.database, here.clock())
    assert await here.ask(there.url(), "unsubscribe", topic=topic) == 202
    assert await here.everyone() == ()


async def test_a_feed_that_becomes_one_for_partners_is_brought_to_nobody_else(here, there):
    await here.ask(there.url())
    feeds = here.services.catalog.feeds
    here.services.catalog.replace(
        tuple(replace(feed, access=Audience.PARTNERS) if feed.name == "haichuan" else feed for feed in feeds)
    )
    await here.write(3)
    await here.bring()
    assert there.came == []
    assert there.denied[0]["hub.reason"] == "this feed is for partners now"


async def test_a_feed_file_that_is_away_for_a_moment_ends_nothing(here, there):
    await here.ask(there.url())
    feeds = here.services.catalog.feeds
    here.services.catalog.replace(())
    await here.bring()
    assert there.denied == []
    here.services.catalog.replace(feeds)
    await here.write(3)
    await here.bring()
    assert len(there.came) == 1


async def test_networks_bound_who_asks_not_whom_we_call(here, there):
    token = await given(here, replace(OUTLET, networks=("127.0.0.0/8",)))
    topic = here.topic(name="wire", token=token)
    assert await here.ask(there.url(), topic=topic) == 202
    await here.write(3, feed="wire")
    await here.bring()
    assert len(there.came) == 1
    await change(here, replace(OUTLET, networks=("10.0.0.0/8",)))
    await here.services.access.refresh(here.services.database, here.clock())
    assert await here.ask(there.url("/2"), topic=topic) == 403


async def test_no_command_shows_a_token_or_a_secret(here, there, config):
    token = await given(here)
    await here.ask(there.url(), topic=here.topic(name="wire", token=token), key="geheimes Wort")
    run = CliRunner().invoke
    shown = await asyncio.to_thread(run, cli, ["--config", str(config), "hub", "list"], catch_exceptions=False)
    assert "wire.atom  rizhao" in shown.output
    assert token not in shown.output
    assert "geheim" not in shown.output
    (one,) = await here.everyone()
    assert token not in repr(one)
    assert "geheim" not in repr(one)
