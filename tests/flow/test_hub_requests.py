"""What our hub does not take, and where it does not go: wrong requests, floods, addresses that are not for it."""

import socket

import aiohttp
import pytest
from aiohttp import web
from hub_house import Names, declare, house, sink


@pytest.fixture
async def there(unused_tcp_port_factory):
    async with sink(unused_tcp_port_factory()) as made:
        yield made


@pytest.fixture
async def here(tmp_path, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    path = declare(tmp_path, port, sinks=[f"127.0.0.1:{there.port}"], more="requests = 20\nhost_subscriptions = 3\n")
    async with house(path, port=port) as made:
        await made.write(1)
        yield made


def form(here, there, **changed):
    told = {"hub.mode": "subscribe", "hub.topic": here.topic(), "hub.callback": there.url()}
    told |= {f"hub.{name}": value for name, value in changed.items() if value is not None}
    return {name: value for name, value in told.items() if changed.get(name.removeprefix("hub."), "") is not None}


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"mode": None}, 400, "hub.mode is missing"),
        ({"mode": "renew"}, 400, "hub.mode must be subscribe or unsubscribe"),
        ({"mode": "denied"}, 400, "hub.mode must be subscribe or unsubscribe"),
        ({"topic": None}, 400, "hub.topic is missing"),
        ({"topic": "http://another.example/feed"}, 404, "hub.topic is no feed published here"),
        ({"callback": None}, 400, "hub.callback is missing"),
        ({"callback": "callback"}, 400, "hub.callback can't be called"),
        ({"callback": "ftp://reader.example/x"}, 400, "only http and https"),
        ({"callback": "//reader.example/x"}, 400, "hub.callback can't be called"),
        ({"callback": "http:///x"}, 400, "names no host"),
        ({"callback": "http://reader.example/海"}, 400, "%XX"),
        ({"callback": "http://reader.example/a b"}, 400, "%XX"),
        ({"callback": "http://reader.example/a\r\nX: y"}, 400, "%XX"),
        ({"callback": "http://reader.example/" + "a" * 2048}, 400, "longer than 2048"),
        ({"callback": "http://reader.example/#there"}, 400, "leave out the fragment"),
        ({"lease_seconds": "0"}, 400, "hub.lease_seconds must be a positive"),
        ({"lease_seconds": "-60"}, 400, "hub.lease_seconds must be a positive"),
        ({"lease_seconds": "1e3"}, 400, "hub.lease_seconds must be a positive"),
        ({"lease_seconds": "٣٠٠"}, 400, "hub.lease_seconds must be a positive"),
        ({"secret": "x" * 200}, 400, "less than 200 bytes"),
        ({"secret": "密" * 67}, 400, "less than 200 bytes"),
        ({"secret": "a\x00b"}, 400, "without control characters"),
    ],
)
async def test_a_wrong_request_is_told_what_is_wrong(here, there, changed, status, words):
    code, text = await here.post(form(here, there, **changed))
    assert (code, words in text) == (status, True), text
    await here.confirmation.all()
    assert there.asked == []
    assert await here.everyone() == ()


async def test_in_chinese_and_as_plain_text(here, there):
    sent = form(here, there, mode="renew")
    answer, body = await _post(here, sent, {"Accept-Language": "zh", "Accept": "text/html"})
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "hub.mode 只能是" in body


async def _post(here, sent, headers, data=None):
    async with (
        aiohttp.ClientSession() as session,
        session.post(here.hub, data=data if data is not None else sent, headers=headers) as answer,
    ):
        return answer, await answer.text()


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("{base}/feeds/haichuan.rss", True),
        ("{base}/feeds/h%61ichuan.rss", True),
        ("{base}/feeds/haichuan", False),
        ("{base}/feeds/haichuan.xml", False),
        ("{base}/feeds/nobody.rss", False),
        ("{base}/feeds/haichuan/archive/2026-11.rss", False),
        ("{base}/feeds/haichuan.rss?token=", False),
        ("{base}/feeds/haichuan.rss?x=1", False),
        ("{base}/feeds/haichuan.rss#x", False),
        ("{base}/feeds/../feeds/haichuan.rss", False),
        ("{base}//feeds/haichuan.rss", False),
        ("{base}/articles/1", False),
        ("{base}", False),
    ],
)
async def test_topics_are_live_feeds_by_their_own_address(here, there, url, known):
    code, _ = await here.post(form(here, there, topic=url.format(base=here.base)))
    assert code == (202 if known else 404)


async def test_only_forms_of_sensible_size(here, there):
    answer, text = await _post(here, None, {"Content-Type": "application/json"}, data=b"{}")
    assert (answer.status, answer.headers["Accept-Post"]) == (415, "application/x-www-form-urlencoded")
    assert "application/x-www-form-urlencoded" in text
    answer, _ = await _post(here, {**form(here, there), "x": "y" * 20_000}, {})
    assert answer.status == 413
    answer, _ = await here.get(here.hub)
    assert answer.status == 405


async def test_one_address_may_ask_so_often_a_minute(here, there):
    codes = [(await here.post(form(here, there)))[0] for _ in range(22)]
    assert codes == [202] * 20 + [429] * 2
    answer, text = await _post(here, form(here, there), {"Accept-Language": "en"})
    assert "from this address" in text
    here.clock.pass_by(seconds=int(answer.headers["Retry-After"]))
    assert (await here.post(form(here, there)))[0] == 202
    assert (await here.post({"hub.mode": "publish"}))[0] == 204, "which costs nothing, and is free"


async def test_callbacks_on_one_host_may_be_named_so_often_a_minute(tmp_path, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    more = "requests = 1000\nhost_requests = 5\n"
    async with house(declare(tmp_path, port, more=more), port=port) as here:
        await here.write(1)
        callback = {"callback": "http://victim.example/one"}
        codes = [(await here.post(form(here, there, **callback)))[0] for _ in range(6)]
        assert codes == [202] * 5 + [429]
        assert (await here.post(form(here, there, callback="http://other.example/")))[0] == 202


async def test_one_host_may_have_so_many_subscriptions(here, there):
    for number in range(3):
        assert await here.ask(there.url(f"/{number}")) == 202
    code, text = await here.post(form(here, there, callback=there.url("/3")))
    assert (code, "as many subscriptions as one may have (3)" in text) == (403, True)
    assert await here.ask(there.url("/2")) == 202, "which renews one it has"


async def test_more_are_not_taken_than_can_be_confirmed(here, there, monkeypatch):
    monkeypatch.setattr("syndicator.flows.hub.MOST_WAITING", 2)
    codes = [(await here.post(form(here, there, callback=there.url(f"/{number}"))))[0] for number in range(3)]
    assert codes == [202, 202, 503]
    await here.confirmation.all()
    assert (await here.post(form(here, there, callback=there.url("/3"))))[0] == 202


@pytest.mark.parametrize(
    "callback",
    [
        "http://127.0.0.1/", "http://127.0.0.1:{other}/", "http://127.1/", "http://0x7f.1/", "http://2130706433/",
        "http://0177.0.0.1/", "http://0/", "http://10.0.0.8/", "http://172.16.3.4/", "http://192.168.0.1/x",
        "http://169.254.169.254/latest/meta-data/", "http://100.100.100.200/", "http://[::1]/", "http://[::]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/",
        "http://[fd00:ec2::254]/", "http://[2002:7f00:1::]/", "http://localhost/", "http://localhost./",
        "http://hub.localhost/", "http://db/", "http://printer.local/", "http://metadata.google.internal/",
        "http://LOCALHOST:{other}/", "http://user@reader.example/", "http://user:pass@reader.example/",
        "http://reader.example@127.0.0.1/", "http://127.0.0.1\\@reader.example/", "http://reader.example:22/",
        "http://reader.example:25/", "http://reader.example:6667/", "http://reader.example:0/",
        "http://reader.example:99999/", "https://reader.example:465/",
    ],
)  # fmt: skip
async def test_an_address_that_is_not_for_callbacks_is_refused_at_once(here, there, callback):
    code, text = await here.post(form(here, there, callback=callback.format(other=there.port + 1)))
    assert (code, "hub.callback can't be called" in text) == (400, True), text


async def test_hosts_that_may_be_read_may_not_be_called(tmp_path, there, unused_tcp_port_factory):
    """Admins let us read hosts inside their network; whoever subscribes must not send us there."""
    port = unused_tcp_port_factory()
    path = declare(tmp_path, port)
    text = path.read_text("utf-8").replace("[fetch]", f'[fetch]\nallow_hosts = ["127.0.0.1:{there.port}"]')
    path.write_text(text, "utf-8")
    async with house(path, port=port) as here:
        await here.write(1)
        assert (await here.post(form(here, there)))[0] == 400


@pytest.fixture
def leads(monkeypatch):
    """Where the attacker's names lead."""
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names)
    return names.leads


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.1.2.3"])
async def test_a_name_that_leads_inside_is_not_followed(here, there, leads, address):
    leads["inside.example"] = [address]
    assert (await here.post(form(here, there, callback=f"http://inside.example:{there.port}/")))[0] == 202
    await here.confirmation.all()
    assert there.asked == []
    assert await here.everyone() == ()


async def test_a_name_that_leads_inside_only_later_is_not_followed_either(here, there, leads):
    """Confirmed from a public place, then its name is moved: the delivery is judged by where it would go."""
    leads["rebound.example"] = ["127.0.0.1"]
    callback = f"http://rebound.example:{there.port}/"
    here.services.caller._ours._hosts.add("rebound.example")
    assert await here.ask(callback) == 202
    assert len(await here.everyone()) == 1
    here.services.caller._ours._hosts.clear()
    await here.write(2)
    await here.bring()
    assert there.came == []
    (one,) = await here.everyone()
    assert "not a public one" in one.failed


async def test_redirects_are_not_followed(here, there, unused_tcp_port_factory):
    there.headers = {"Location": f"http://127.0.0.1:{unused_tcp_port_factory()}/inside"}
    there.verify_status = 302
    await here.ask(there.url())
    assert await here.everyone() == ()
    there.verify_status = 200
    await here.ask(there.url())
    for status in (301, 302, 303, 307, 308):
        there.status = status
        await here.write(100 + status)
        here.clock.pass_by(hours=1)
        await here.bring()
        (one,) = await here.everyone()
        assert one.failed.startswith(f"HTTP {status}")
    assert {delivery.path for delivery in there.came} == {"/callback"}


async def test_an_answer_without_an_end_is_not_read_to_its_end(here, there, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    sent = 0

    async def endless(request):
        nonlocal sent
        answer = web.StreamResponse()
        await answer.prepare(request)
        try:
            while sent < 200_000_000:
                await answer.write(b"x" * 65536)
                sent += 65536
        except ConnectionError:
            pass
        return answer

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", endless)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    here.services.caller._ours._ports.add(("127.0.0.1", port))
    await here.ask(f"http://127.0.0.1:{port}/")
    await runner.cleanup()
    assert await here.everyone() == ()
    assert sent < 20_000_000
