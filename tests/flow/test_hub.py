"""Our hub, by the words of the W3C REC: asked, confirmed, brought, denied. The numbers are websub.rocks's tests."""

import json

import pytest
from hub_house import declare, house, is_signed, sink

from syndicator.publish.formats import FORMATS
from syndicator.store import intents

KEY = "ein geheimes Wörtchen 秘密"


@pytest.fixture
async def there(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
async def here(tmp_path, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    path = declare(tmp_path, port, sinks=[f"127.0.0.1:{there.port}"])
    async with house(path, port=port) as made:
        await made.write(1, 2, 3)
        yield made


def links(value):
    """The URLs of a Link header by their relation."""
    found = {}
    for one in value.split(", <"):
        url, _, rest = one.lstrip("<").partition(">")
        found.setdefault(rest.split('rel="')[1].split('"')[0], []).append(url)
    return found


async def found_by_a_subscriber(here, url):
    """Discovery (section 4): the hub and the one self of a resource, from its headers."""
    answer, body = await here.get(url)
    found = links(", ".join(answer.headers.getall("Link")))
    assert found["hub"] == [here.hub]
    assert len(found["self"]) == 1
    return found["self"][0], answer, body


async def delivered(here, there, topic):
    """The one delivery, checked as websub.rocks checks one: against the topic as it is served."""
    (delivery,) = there.came
    answer, body = await here.get(topic)
    assert delivery.body == body
    assert delivery.headers["Content-Type"] == answer.headers["Content-Type"]
    assert links(delivery.headers["Link"]) == {"hub": [here.hub], "self": [topic]}
    return delivery


async def test_100_a_typical_subscriber(here, there):
    topic, _, _ = await found_by_a_subscriber(here, here.topic("rss"))
    assert await here.ask(there.url(), topic=topic) == 202
    (asked,) = there.asked
    assert set(asked) == {"hub.mode", "hub.topic", "hub.challenge", "hub.lease_seconds"}
    assert (asked["hub.mode"], asked["hub.topic"], asked["hub.lease_seconds"]) == ("subscribe", topic, "864000")
    await here.bring()
    assert there.came == [], "it has just read the feed"
    await here.write(4)
    await here.bring()
    delivery = await delivered(here, there, topic)
    assert "X-Hub-Signature" not in delivery.headers
    assert "第4号通告" in delivery.body.decode()


@pytest.mark.parametrize("key", ["s", KEY, "x" * 199])
async def test_101_with_a_secret(here, there, key):
    await here.ask(there.url(), key=key)
    await here.write(4)
    await here.bring()
    assert is_signed(await delivered(here, there, here.topic()), key)
    assert key == "s" or all(key not in repr(one) for one in await here.everyone())


async def test_102_additional_parameters_are_ignored(here, there):
    form = {"hub.callback": there.url(), "hub.mode": "subscribe", "hub.topic": here.topic()}
    assert (await here.post({**form, "foo": "bar", "hub.foo": "hub.bar"}))[0] == 202
    await here.confirmation.all()
    await here.write(4)
    await here.bring()
    await delivered(here, there, here.topic())


async def test_103_subscribing_again_renews_and_doubles_nothing(here, there):
    await here.ask(there.url(), key="first", lease_seconds="3600")
    here.clock.pass_by(minutes=50)
    await here.ask(there.url(), key="second", lease_seconds="3600")
    here.clock.pass_by(minutes=50)
    await here.write(4)
    await here.bring()
    assert is_signed(await delivered(here, there, here.topic()), "second")
    assert len(await here.everyone()) == 1


async def test_103_again_without_a_secret(here, there):
    await here.ask(there.url(), key="first")
    await here.ask(there.url())
    await here.write(4)
    await here.bring()
    assert "X-Hub-Signature" not in (await delivered(here, there, here.topic())).headers


async def test_104_unsubscribing(here, there):
    await here.ask(there.url())
    assert await here.ask(there.url(), "unsubscribe") == 202
    assert there.asked[-1]["hub.mode"] == "unsubscribe"
    await here.write(4)
    await here.bring()
    assert there.came == []
    assert await here.everyone() == ()


@pytest.mark.parametrize("extension", sorted(FORMATS))
async def test_105_106_a_topic_in_any_format_has_its_own_type(here, there, extension):
    topic, _, _ = await found_by_a_subscriber(here, here.topic(extension))
    await here.ask(there.url(), topic=topic)
    await here.write(4)
    await here.bring()
    await delivered(here, there, topic)


async def test_what_feeds_say_of_the_hub_themselves(here):
    document = json.loads(await here.body(here.topic("json")))
    assert document["hubs"] == [{"type": "WebSub", "url": here.hub}]
    assert document["feed_url"] == here.topic("json")
    for extension in ("rss", "atom"):
        text = (await here.body(here.topic(extension))).decode()
        assert text.count('rel="hub"') == 1
        assert f'href="{here.hub}"' in text
        assert text.count('rel="self"') == 1


async def test_a_callbacks_own_query_is_kept_and_comes_first(here, there):
    callback = there.url("/c?hub.mode=mine&a=1%2F2&b=%E6%B5%B7")
    assert await here.ask(callback) == 202
    assert there.queries[0].startswith("hub.mode=mine&a=1%2F2&b=%E6%B5%B7&hub.mode=subscribe&hub.topic=")


async def test_a_delivery_goes_to_the_callbacks_own_query(here, there):
    await here.ask(there.url("/c?a=1%2F2&b=%E6%B5%B7"))
    await here.write(4)
    await here.bring()
    assert [(one.path, one.query) for one in there.came] == [("/c", "a=1%2F2&b=%E6%B5%B7")]


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, 864000), ("3600", 3600), ("1", 300), ("00042000", 42000), ("9" * 400, 2592000)],
)
async def test_a_lease_is_what_was_asked_within_bounds(here, there, asked, given):
    await here.ask(there.url(), **({"lease_seconds": asked} if asked else {}))
    assert there.asked[0]["hub.lease_seconds"] == str(given)
    (one,) = await here.everyone()
    assert (one.lease - here.clock()).total_seconds() == given


async def test_once_a_lease_is_over_nothing_is_brought(here, there):
    await here.ask(there.url(), lease_seconds="600")
    here.clock.pass_by(minutes=10)
    await here.write(4)
    await here.bring()
    assert there.came == []


@pytest.mark.parametrize(
    ("behaviour", "value"),
    [
        ("confirms", False),
        ("echo", lambda _: "something else"),
        ("echo", lambda _: ""),
        ("echo", lambda challenge: challenge + "\n"),
        ("echo", lambda challenge: challenge * 2),
        ("echo", str.upper),
        ("verify_status", 500),
        ("verify_status", 404),
    ],
)
async def test_what_is_not_confirmed_is_as_if_never_asked(here, there, behaviour, value):
    setattr(there, behaviour, value)
    assert await here.ask(there.url()) == 202
    assert await here.everyone() == ()
    here.clock.pass_by(hours=1)
    await here.confirmation.all()
    assert len(there.asked) == 1, "a callback that answered is asked once"


async def test_what_is_not_confirmed_leaves_what_was(here, there):
    await here.ask(there.url(), key="first")
    (before,) = await here.everyone()
    there.confirms = False
    await here.ask(there.url(), key="second", lease_seconds="900")
    await here.ask(there.url(), "unsubscribe")
    assert await here.everyone() == (before,)
    await here.write(4)
    await here.bring()
    assert is_signed(await delivered(here, there, here.topic()), "first")


async def test_the_last_of_several_requests_counts(here, there):
    await here.ask(there.url(), confirm=False)
    await here.ask(there.url(), "unsubscribe", confirm=False)
    await here.confirmation.all()
    assert [asked["hub.mode"] for asked in there.asked] == ["unsubscribe"]
    assert await here.everyone() == ()


async def test_a_request_that_overtakes_the_question_before_it(here, there):
    """Whoever asks again while the first question is under way is asked again, and the first answer counts no more."""
    await here.ask(there.url(), key="first", confirm=False)

    async with here.services.database.begin() as connection:
        (due,) = await intents.due(connection, here.clock(), 10)
        (first,) = await intents.claim(connection, [due.number], here.clock(), here.clock())
    await here.ask(there.url(), key="second", confirm=False)
    async with here.services.database.begin() as connection:
        assert not await intents.over(connection, first)
    await here.confirmation.all()
    await here.write(4)
    await here.bring()
    assert is_signed(there.came[0], "second")


async def test_a_callback_that_is_not_up_yet_is_asked_again(here, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    here.services.caller._ours._ports.add(("127.0.0.1", port))
    assert await here.ask(f"http://127.0.0.1:{port}/c") == 202
    assert await here.everyone() == ()
    async with sink(port) as late:
        await here.confirmation.all()
        assert late.asked == []
        here.clock.pass_by(seconds=11)
        await here.confirmation.all()
        assert len(late.asked) == 1
        assert len(await here.everyone()) == 1


async def test_and_at_last_no_more(here, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    here.services.caller._ours._ports.add(("127.0.0.1", port))
    await here.ask(f"http://127.0.0.1:{port}/c")
    for _ in range(4):
        here.clock.pass_by(minutes=6)
        await here.confirmation.all()
    async with here.services.database.read() as connection:
        assert await intents.count(connection) == 0


async def test_a_publishers_ping_is_taken_and_does_nothing(here, there):
    await here.ask(there.url())
    for form in ({"hub.mode": "publish", "hub.topic": here.topic()}, {"hub.mode": "publish", "hub.url": "x"}):
        assert await here.post(form) == (204, "")
    await here.bring()
    assert there.came == []


async def test_a_hub_that_is_off_is_named_nowhere(tmp_path, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    async with house(declare(tmp_path, port, more="enabled = false\n"), port=port) as off:
        await off.write(1)
        assert (await off.post({"hub.mode": "publish"}))[0] == 404
        answer, body = await off.get(off.topic())
        assert not any('rel="hub"' in link for link in answer.headers.getall("Link"))
        assert b'"hub"' not in body
