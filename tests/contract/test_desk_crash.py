"""Killed between any two steps, on both engines: no request, decision, licence or mail is lost or doubled."""

import asyncio
import json
import os
import sys
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from sqlalchemy import text

from syndicator.config import load
from syndicator.model.reprint import RequestState
from syndicator.model.trail import Step
from syndicator.start import services as opened
from syndicator.store import messages, outbox, reprints, trail

FEED = """title = "海川要闻"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
[[source]]
kind = "inbox"
name = "news"
url = "inbox"
"""
CONFIG = """[data]
database = "{database}"
[fetch]
allow_hosts = ["127.0.0.1:{hook}"]
[reprint]
email_to = ["desk@haichuan.example"]
webhook = "http://127.0.0.1:{hook}/"
secret = "a secret of the desk's own"
[mail]
host = "127.0.0.1"
port = {mail}
sender = "syndicator@feeds.example"
tls = "none"
"""
# Round after round a process goes on with the request of the round before to its end, as its asker and the desk would who
# got no answer, and takes a new one the whole way. It dies before the nth thing it says to the database about that, the
# one after that some steps later, until one round of the longest way goes to its end. Of three requests one is granted at
# once and revoked, one asked about, answered and granted, one refused. Forked, so that only the first pays for starting.
ROUNDS = """
import asyncio, os, signal, sys
from dataclasses import replace
from datetime import timedelta
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from store_newsroom import NOW
from sqlalchemy import Engine, event
from syndicator.config import load
from syndicator.flows import dispatch, licence, reprint_decision, reprint_desk
from syndicator.model.draft import Draft
from syndicator.model.reprint import Asked, Outcome, RequestState
from syndicator.model.rights import Attribution, Reprint, Rights
from syndicator.start import services as opened
from syndicator.store import articles, messages, reprints

left = [-1]

def step(*_):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)

async def article(services, name, reprint):
    rights = Rights("海川县融媒体中心", "版权所有", "来源：海川县融媒体中心", "https://a.example/l", "", reprint)
    async with services.database.begin() as connection:
        kept = await articles.keep(
            connection, Draft(f"https://news.example/{name}", name, body_text=name), Attribution(rights, ()),
            services.catalog.feeds[0].sources[0], now=NOW, authority="feeds.example,2026", key=name)
    return kept.article.slug

async def ask(services, slugs, number):
    day = NOW.date()
    asked = Asked((slugs[min(number % 3, 1)],), f"第{number}家", "头版", "print", day, day + timedelta(days=30),
                  email=f"e{number}@linxian.example")
    receipt = await reprint_desk.ask(services, asked, f"key {number}")
    with open(sys.argv[4], "a") as told:
        print(number, receipt.request.number, receipt.secret, file=told)
    return receipt.request.number

# One step on; False where nothing is left to do.
async def forward(services, request):
    kind, number = int(request.asked.outlet[1:-1]) % 3, request.number
    secret = reprint_desk.secret_of(services, number)
    if request.state is RequestState.UNCONFIRMED:
        await reprint_desk.confirm(services, number, reprint_desk.secret_of(services, number, "confirm"))
    elif request.state is RequestState.ASKED:
        await reprint_desk.answer(services, number, secret, "第二版")
    elif request.state is RequestState.WAITING and kind == 1 and not await talk(services, number):
        await reprint_decision.ask_back(services, number, "李编辑", "哪一版？")
    elif request.state is RequestState.WAITING:
        outcome = Outcome.GRANT if kind == 1 else Outcome.REFUSE
        await reprint_decision.decide_by_person(services, number, outcome, "李编辑", "理由")
    elif request.grant and kind == 0 and not request.grant.revoked:
        await licence.revoke(services, request.grant.number, "李编辑", "稿件有误")
    else:
        return False
    return True

async def talk(services, number):
    async with services.database.read() as connection:
        return await messages.of(connection, number)

async def whole(services, slugs, number):
    filed = await ask(services, slugs, number)
    more = True
    while more:
        async with services.database.read() as connection:
            found = await reprints.find(connection, filed)
        more = await forward(services, found)
        assert await dispatch.send_all(services) == ()

async def work(number):
    # Claims of the round before have run out.
    now = NOW + timedelta(minutes=10 * number)
    async with opened(load(Path(sys.argv[1]), environ={})) as made:
        services = replace(made, now=lambda: now)
        slugs = [await article(services, "公开", Reprint.ATTRIBUTION), await article(services, "须许可", Reprint.PERMISSION)]
        if number > 1:
            await whole(services, slugs, number - 1)
        left[0] = number * int(sys.argv[3])
        await whole(services, slugs, number)
        left[0] = -1

number = 0
while True:
    number += 1
    child = os.fork()
    if child == 0:
        asyncio.run(work(number))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        continue
    if (code := os.waitstatus_to_exitcode(status)) or number % 3 == 1:
        sys.exit(code or print(number))
"""
SENT = {
    0: {"confirm", "granted", "revoked"},
    1: {"confirm", "received", "desk-waiting", "question", "desk-answered", "granted"},
    2: {"confirm", "received", "desk-waiting", "refused"},
}
HOOKED = {0: {"granted", "revoked"}, 1: {"waiting", "answered", "granted"}, 2: {"waiting", "refused"}}
STEPS = {
    0: [Step.ASKED, Step.CONFIRMED, Step.GRANTED, Step.REVOKED],
    1: [Step.ASKED, Step.CONFIRMED, Step.DECIDED, Step.QUESTION, Step.ANSWER, Step.GRANTED],
    2: [Step.ASKED, Step.CONFIRMED, Step.DECIDED, Step.DECIDED],
}


class Post:
    """What came by mail and by webhook: each id with its content."""

    def __init__(self):
        self.mails, self.bodies = [], []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=default)
        words = mail.get_body(("plain",)).get_content()
        self.mails.append((mail["Message-ID"].partition("@")[0].strip(" <"), mail["To"], words))
        return "250 ok"

    async def answer(self, request):
        body = await request.text()
        self.bodies.append((request.headers["Idempotency-Key"], body))
        assert json.loads(body)["id"] == request.headers["Idempotency-Key"]
        return web.Response(status=204)


@pytest.fixture
async def post(unused_tcp_port_factory):
    made = Post()
    made.mail, made.hook = unused_tcp_port_factory(), unused_tcp_port_factory()
    server = Controller(made, hostname="127.0.0.1", port=made.mail)
    server.start()
    app = web.Application()
    app.router.add_post("/", made.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", made.hook).start()
    yield made
    await runner.cleanup()
    server.stop()


def events(ids, number):
    """What was told of a request, without its own names and times."""
    mine = [one.removeprefix(f"reprint-{number}-") for one in ids if one.startswith(f"reprint-{number}-")]
    named = [one.rpartition("-")[0] if one.rpartition("-")[2].isdigit() else one for one in mine]
    return Counter("revoked" if one.endswith("-revoked") else one for one in named)


async def test_killed_between_any_two_steps_nothing_is_lost_or_doubled(tmp_path, database_url, post):
    # The steps are the same on both engines, a start takes longer on a server.
    sqlite = database_url.startswith("sqlite")
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "haichuan.toml").write_text(FEED, encoding="utf-8")
    path, receipts = tmp_path / "config.toml", tmp_path / "receipts"
    path.write_text(CONFIG.format(database=database_url, hook=post.hook, mail=post.mail), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ROUNDS, str(path), str(Path(__file__).parent), "3" if sqlite else "8", str(receipts),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=dict(os.environ),
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    rounds = int(output.decode().split()[-1])
    assert rounds > (40 if sqlite else 12), "it was killed at as many places"

    async with opened(load(path, environ={})) as made, made.database.read() as connection:
        found = await reprints.all_requests(connection, limit=9999)
        steps = {one.number: [trace.step for trace in await trail.of(connection, one.number)] for one in found}
        talk = {one.number: [said.text for said in await messages.of(connection, one.number)] for one in found}
        granted = await connection.scalar(text("SELECT count(*) FROM grants"))
        assert await outbox.waiting(connection) == ()
    by_number = {int(one.asked.outlet[1:-1]): one for one in found}
    assert len(found) == len(by_number) == rounds, "one key, one request"
    for line in receipts.read_text().splitlines():
        number, told, _ = line.split()
        assert by_number[int(number)].number == told, "whoever was given a number keeps it"
    assert len(set(receipts.read_text().splitlines())) == len(by_number), "and the secret"
    assert len({id_ for id_, *_ in set(post.mails)}) == len(set(post.mails)), "one id, one content"
    assert len({id_ for id_, _ in set(post.bodies)}) == len(set(post.bodies))
    mails, bodies = {id_ for id_, *_ in post.mails}, {id_ for id_, _ in post.bodies}
    for number, request in by_number.items():
        kind = number % 3
        assert request.state is (RequestState.REFUSED if kind == 2 else RequestState.GRANTED)
        assert bool(request.grant) is (kind != 2)
        assert steps[request.number] == STEPS[kind]
        assert talk[request.number] == (["哪一版？", "第二版"] if kind == 1 else [])
        assert events(mails, request.number) == Counter(SENT[kind])
        assert events(bodies, request.number) == Counter(HOOKED[kind])
        assert {
            to for id_, to, _ in post.mails if id_.startswith(f"reprint-{request.number}-") and "desk" not in id_
        } == {request.asked.email}
    assert granted == sum(request.grant is not None for request in found)
