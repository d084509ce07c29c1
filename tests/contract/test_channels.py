"""Every channel hands a parcel over once, says in its own error what went wrong, and whether to try again."""

import hashlib
import hmac
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from syndicator.deliver.channel import Lines, MailServer
from syndicator.deliver.channels import CHANNELS
from syndicator.errors import DeliverError
from syndicator.fetch.client import Fetcher
from syndicator.fetch.limits import Limits
from syndicator.model.parcel import Parcel

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SECRET = "a secret of the desk's"  # noqa: S105 - a test's own
PARCEL = Parcel(
    "alert-7f", "一个来源\n有问题", "haichuan/news 读取失败。\n" + "很长的一行。" * 300, '{"id": "alert-7f", "来源": 1}'
)


class Post:
    """A receiver of one kind: what it took, and what it says next."""

    def __init__(self):
        self.taken = []
        self.says = None

    def parcels(self):
        """What came, each as (id, words or body)."""
        raise NotImplementedError


class Mailbox(Post):
    """A real SMTP server."""

    final, later = "550 no such user", "451 try later"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.says:
            return self.says
        self.taken.append(envelope)
        return "250 ok"

    def parcels(self):
        mails = [message_from_bytes(envelope.content, policy=default) for envelope in self.taken]
        return [
            (mail["Message-ID"].split("@")[0].strip("<"), mail.get_content().replace("\r\n", "\n").rstrip("\n"))
            for mail in mails
        ]

    @asynccontextmanager
    async def open(self, port):
        server = Controller(self, hostname="127.0.0.1", port=port)
        server.start()
        lines = Lines(MailServer("127.0.0.1", port, "syndicator@feeds.example", tls="none"), post=None)
        try:
            yield lines, "desk@haichuan.example, 值班 <duty@haichuan.example>"
        finally:
            server.stop()


class Hook(Post):
    """A real HTTP server that checks the signature."""

    final, later = 410, 503

    async def answer(self, request):
        body = await request.read()
        time, _, digest = request.headers["X-Syndicator-Signature"].removeprefix("t=").partition(",sha256=")
        right = hmac.new(SECRET.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(right, digest)
        assert int(time) == NOW.timestamp()
        assert request.content_type == "application/json"
        if self.says:
            return web.Response(status=self.says, text="not now")
        self.taken.append((request.headers["X-Syndicator-Delivery"], body.decode()))
        return web.Response(status=204)

    def parcels(self):
        return self.taken

    @asynccontextmanager
    async def open(self, port):
        app = web.Application()
        app.router.add_post("/alerts", self.answer)
        app.router.add_post("/moved", _moved)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        limits = Limits(connect=1, read=1, total=2)
        async with Fetcher(user_agent="Syndicator/1", limits=limits, allow_hosts={f"127.0.0.1:{port}"}) as fetcher:
            yield Lines(None, fetcher.push, SECRET), f"http://127.0.0.1:{port}/alerts"
        await runner.cleanup()


async def _moved(_request):
    raise web.HTTPTemporaryRedirect("http://127.0.0.1:1/elsewhere")


RECEIVERS = {"mail": Mailbox, "webhook": Hook}


def test_every_channel_has_its_receiver_here():
    assert RECEIVERS.keys() == CHANNELS.keys()


@pytest.fixture(params=sorted(CHANNELS))
async def line(request, unused_tcp_port):
    """A channel, its receiver, and the receiver's address."""
    receiver = RECEIVERS[request.param]()
    async with receiver.open(unused_tcp_port) as (lines, to):
        yield CHANNELS[request.param](lines), receiver, to


async def test_a_parcel_arrives_whole_with_its_id(line):
    channel, receiver, to = line
    await channel.send(PARCEL, to, NOW)
    await channel.send(replace(PARCEL, id="alert-80"), to, NOW)
    (first, said), (second, _) = receiver.parcels()
    assert (first, second) == ("alert-7f", "alert-80")
    assert said in (PARCEL.text, PARCEL.body)


@pytest.mark.parametrize("final", [True, False])
async def test_a_refusal_is_said_and_whether_it_is_final(line, final):
    channel, receiver, to = line
    receiver.says = receiver.final if final else receiver.later
    with pytest.raises(DeliverError) as raised:
        await channel.send(PARCEL, to, NOW)
    assert raised.value.final is final
    assert str(receiver.says)[:3] in str(raised.value)
    assert receiver.parcels() == []


@pytest.mark.parametrize("name", sorted(CHANNELS))
async def test_nobody_there_is_no_end(name, unused_tcp_port):
    receiver = RECEIVERS[name]()
    async with receiver.open(unused_tcp_port) as (lines, to):
        pass
    async with Fetcher(user_agent="Syndicator/1", allow_hosts={"127.0.0.1"}) as fetcher:
        with pytest.raises(DeliverError) as raised:
            await CHANNELS[name](replace(lines, post=fetcher.push)).send(PARCEL, to, NOW)
    assert not raised.value.final


async def test_mail_has_what_mail_needs(unused_tcp_port):
    receiver = Mailbox()
    async with receiver.open(unused_tcp_port) as (lines, to):
        await CHANNELS["mail"](lines).send(PARCEL, to, NOW)
    (envelope,) = receiver.taken
    assert envelope.mail_from == "syndicator@feeds.example"
    assert envelope.rcpt_tos == ["desk@haichuan.example", "duty@haichuan.example"]
    mail = message_from_bytes(envelope.content, policy=default)
    assert mail["Subject"] == "一个来源 有问题"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    assert all(len(row) <= 998 for row in envelope.content.split(b"\r\n"))


async def test_a_wrong_password_is_tried_again(unused_tcp_port):
    def refuse(*_arguments):
        return AuthResult(success=False, handled=False)

    server = Controller(
        Mailbox(), hostname="127.0.0.1", port=unused_tcp_port, authenticator=refuse, auth_require_tls=False
    )
    server.start()
    try:
        mail = MailServer("127.0.0.1", unused_tcp_port, "a@feeds.example", "desk", "wrong", "none")
        with pytest.raises(DeliverError, match="535") as raised:
            await CHANNELS["mail"](Lines(mail, None)).send(PARCEL, "desk@haichuan.example", NOW)
    finally:
        server.stop()
    assert not raised.value.final


async def test_a_webhook_goes_to_public_addresses_alone_and_follows_nobody(unused_tcp_port):
    receiver = Hook()
    async with receiver.open(unused_tcp_port) as (lines, to):
        with pytest.raises(DeliverError, match="307") as raised:
            await CHANNELS["webhook"](lines).send(PARCEL, to.replace("/alerts", "/moved"), NOW)
        assert raised.value.final
        async with Fetcher(user_agent="Syndicator/1") as stranger:
            with pytest.raises(DeliverError, match="not a public one") as raised:
                await CHANNELS["webhook"](replace(lines, post=stranger.push)).send(PARCEL, to, NOW)
        assert raised.value.final
        with pytest.raises(DeliverError, match=r"alerts\.secret"):
            await CHANNELS["webhook"](replace(lines, secret="")).send(PARCEL, to, NOW)


async def test_without_a_mail_server_it_says_so():
    with pytest.raises(DeliverError, match=r"mail\.host"):
        await CHANNELS["mail"](Lines(None, None)).send(PARCEL, "desk@haichuan.example", NOW)


async def test_mail_says_the_same_as_html_beside_its_words(unused_tcp_port):
    receiver = Mailbox()
    html = "<p>" + "很长的一行。" * 900 + "</p>"
    async with receiver.open(unused_tcp_port) as (lines, to):
        await CHANNELS["mail"](lines).send(replace(PARCEL, text="x" * 2000, html=html), to, NOW)
    (envelope,) = receiver.taken
    mail = message_from_bytes(envelope.content, policy=default)
    assert mail.get_content_type() == "multipart/alternative"
    plain, shown = mail.iter_parts()
    assert (plain.get_content_type(), plain.get_content().strip()) == ("text/plain", "x" * 2000)
    assert (shown.get_content_type(), shown.get_content().strip()) == ("text/html", html)
    assert all(len(row) <= 998 for row in envelope.content.split(b"\r\n"))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\ud800"])
async def test_no_subject_becomes_another_header(unused_tcp_port, end):
    receiver = Mailbox()
    async with receiver.open(unused_tcp_port) as (lines, to):
        subject = f"海川{end}Bcc: all@example.org{end}{end}body"
        await CHANNELS["mail"](lines).send(replace(PARCEL, subject=subject), to, NOW)
        with pytest.raises(DeliverError):
            await CHANNELS["mail"](lines).send(PARCEL, f"{to}\r\nBcc: all@example.org", NOW)
    (envelope,) = receiver.taken
    assert len(envelope.rcpt_tos) == 2
    mail = message_from_bytes(envelope.content, policy=default)
    assert mail["Bcc"] is None
    assert mail["Subject"].split() == ["海川", "Bcc:", "all@example.org", "body"]
