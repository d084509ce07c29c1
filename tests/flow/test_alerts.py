"""Who is told of trouble, when, and how often: exactly once, on a real mail server and a real webhook."""

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import declare
from receivers import ALERTS, SECRET

from syndicator.config import load
from syndicator.flows import alerts, dispatch
from syndicator.flows.declare import redeclare
from syndicator.flows.health import review
from syndicator.flows.ingest import ingest
from syndicator.start import services as opened
from syndicator.store import health, outbox

MINUTE = timedelta(minutes=1)


class Clock:
    ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead

    def pass_(self, time):
        self.ahead += time


@pytest.fixture
def clock():
    return Clock()


def configure(root, newsroom, mailbox, hook, *, after=3, digest="15m"):
    """config.toml with both receivers."""
    path = declare(root, newsroom.port)
    text = path.read_text(encoding="utf-8").replace(
        f'["127.0.0.1:{newsroom.port}"]', f'["127.0.0.1:{newsroom.port}", "127.0.0.1:{hook.port}"]'
    )
    told = ALERTS.format(hook=hook.port, mail=mailbox.port, secret=SECRET, after=after, digest=digest)
    path.write_text(text + told, encoding="utf-8")
    return path


@pytest.fixture
async def services(tmp_path, newsroom, mailbox, hook, clock):
    async with opened(load(configure(tmp_path, newsroom, mailbox, hook), environ={})) as made:
        yield replace(made, now=clock)


async def passes(services, count=1, name="news"):
    for _ in range(count):
        await ingest(services, services.catalog.source(f"haichuan/{name}"))


def declare_more(services, newsroom, **more):
    """More sources of the same sort, each with its own list; `more` are lines of their table."""
    path = services.config.feeds_dir / "haichuan.toml"
    text = path.read_text(encoding="utf-8")
    for name, lines in more.items():
        newsroom.pages[f"/{name}/"] = newsroom.pages["/news/"]
        text += f'\n[[source]]\nkind = "html"\nname = "{name}"\nurl = "http://127.0.0.1:{newsroom.port}/{name}/"\nitem = "ul.list li"\n{lines}\n'
    path.write_text(text, encoding="utf-8")


async def test_one_digest_after_so_many_misses_and_one_notice_of_recovery(services, newsroom, mailbox, hook, clock):
    await passes(services)
    good = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = good.replace(b'"list"', b'"news-list"')
    await passes(services, 2)
    clock.pass_(60 * MINUTE)
    assert await alerts.tell(services) == ()
    assert mailbox.mails == []

    await passes(services)
    assert await alerts.tell(services) == ()
    assert mailbox.mails == [], "news are gathered first"
    clock.pass_(15 * MINUTE)
    assert await alerts.tell(services) == ()
    ((subject, text),) = mailbox.told()
    assert subject == "[Syndicator] 来源：1 个有问题，0 个已恢复"
    assert "haichuan/news  找不到列表" in text
    assert '建议改为：item = ".news-list li"' in text
    assert "连续 3 次" in text
    assert str(services.config.data / "pages/haichuan/news/bad.page") in text
    (body,) = hook.bodies
    assert (body["sources"][0]["state"], body["sources"][0]["recovered"]) == ("list missing", False)
    assert body["sources"][0]["why"]["en"] == "no articles were found on the list page"

    await passes(services, 5)
    clock.pass_(99 * MINUTE)
    await alerts.tell(services)
    assert len(mailbox.mails) == 1, "what was told is not told again"

    newsroom.pages["/news/"] = good
    await passes(services)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    assert mailbox.told()[1][0] == "[Syndicator] 来源：0 个有问题，1 个已恢复"
    assert "此前：找不到列表" in mailbox.told()[1][1]
    assert (hook.bodies[1]["sources"][0]["recovered"], hook.bodies[1]["sources"][0]["was"]) == (True, "list missing")
    clock.pass_(99 * MINUTE)
    await passes(services)
    await alerts.tell(services)
    assert (len(mailbox.mails), len(hook.bodies)) == (2, 2)
    assert hook.ids == [body["id"] for body in hook.bodies]


async def test_what_passes_before_it_is_told_is_not_told(services, newsroom, mailbox, clock):
    good = newsroom.pages["/news/"]
    newsroom.pages["/news/"] = 500
    await passes(services, 4)
    newsroom.pages["/news/"] = good
    await passes(services)
    clock.pass_(99 * MINUTE)
    await alerts.tell(services)
    assert mailbox.mails == []


async def test_one_message_for_all_sources_but_those_that_are_muted(services, newsroom, mailbox, hook, clock):
    declare_more(services, newsroom, one="", two="", three="alerts = false")
    await redeclare(services)
    for name in ("news", "one", "two", "three"):
        newsroom.pages[f"/{name}/"] = 500
        await passes(services, 3, name)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    assert [len(body["sources"]) for body in hook.bodies] == [3]
    ((subject, text),) = mailbox.told()
    assert "3 个有问题" in subject
    assert "haichuan/three" not in text
    async with services.database.read() as connection:
        assert (await health.load(connection, "haichuan/three")).misses == 3


async def test_another_trouble_that_lasts_is_told_and_one_that_flickers_is_not(services, newsroom, mailbox, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    for answer in (b"<p>no list</p>", 500, b"<p>no list</p>"):
        newsroom.pages["/news/"] = answer
        await passes(services)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    assert len(mailbox.mails) == 1
    await passes(services, 2)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    assert "找不到列表" in mailbox.told()[1][1]


async def test_a_receiver_that_is_away_gets_it_later_once(services, newsroom, mailbox, hook, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    mailbox.says, hook.status = "451 try later", 503
    lines = sorted(await alerts.tell(services))
    assert len(lines) == 2
    assert "451" in lines[0]
    assert "HTTP 503" in lines[1]
    mailbox.says, hook.status = "", 204
    assert await alerts.tell(services) == (), "not before its pause is over"
    assert mailbox.mails == []
    clock.pass_(2 * MINUTE)
    assert await alerts.tell(services) == ()
    clock.pass_(99 * MINUTE)
    await alerts.tell(services)
    assert (len(mailbox.mails), len(hook.bodies)) == (1, 1)


async def test_a_final_refusal_is_given_up_and_stays_on_record(services, newsroom, mailbox, hook, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    hook.status = 410
    (line,) = await alerts.tell(services)
    assert line.endswith("(given up)")
    hook.status = 204
    clock.pass_(999 * MINUTE)
    await alerts.tell(services)
    assert (len(mailbox.mails), hook.bodies) == (1, [])
    async with services.database.read() as connection:
        assert [waiting.failed for waiting in await outbox.waiting(connection)] == ["HTTP 410"]


async def test_a_crash_between_storing_and_sending_loses_nothing(services, newsroom, mailbox, hook, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    assert await alerts.gather(services) == 1
    assert await alerts.gather(services) == 0
    assert mailbox.mails == []
    async with opened(services.config) as made:
        again = replace(made, now=clock)
        assert await alerts.gather(again) == 0
        assert await dispatch.send_all(again) == ()
    assert await dispatch.send_all(services) == ()
    assert (len(mailbox.mails), len(hook.bodies)) == (1, 1)


async def test_a_crash_while_sending_sends_again_under_the_same_id(services, newsroom, mailbox, hook, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    await alerts.gather(services)
    async with services.database.read() as connection:
        due = await outbox.waiting(connection)
    for waiting in due:
        async with services.database.begin() as connection:
            now = services.now()
            assert await outbox.claim(connection, [waiting.number], now, now + 5 * MINUTE) != ()
    assert await dispatch.send_all(services) == ()
    assert mailbox.mails == [], "another process may be at it"
    clock.pass_(6 * MINUTE)
    await dispatch.send_all(services)
    assert mailbox.ids() == [f"<{due[0].parcel.id}@feeds.example>"]
    assert hook.ids == [due[0].parcel.id]


async def test_two_processes_at_once_send_it_once(services, newsroom, mailbox, hook, clock):
    newsroom.pages["/news/"] = 500
    await passes(services, 3)
    clock.pass_(15 * MINUTE)
    async with opened(services.config) as made:
        other = replace(made, now=clock)
        await asyncio.gather(*(alerts.tell(one) for one in (services, other) for _ in range(3)))
    assert (len(mailbox.mails), len(hook.bodies)) == (1, 1)


async def test_killed_while_it_sends_every_alert_arrives_under_one_id(tmp_path, newsroom, mailbox, hook):
    config = configure(tmp_path, newsroom, mailbox, hook, after=1, digest="0s")
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    newsroom.pages["/news/"] = 500

    async def start():
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "syndicator.cli.main", "--config", str(config), "ingest",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip

    # The webhook hangs: the process is killed between storing and hearing that it arrived.
    hook.status = 503
    process = await start()
    await mailbox.came.wait()
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    hook.status = 204
    async with opened(load(config, environ={})) as services:
        later = replace(services, now=lambda: datetime.now(UTC) + 10 * MINUTE)
        await alerts.tell(later)
        await alerts.tell(replace(services, now=lambda: datetime.now(UTC) + 99 * MINUTE))
    assert len(set(mailbox.ids())) == 1
    assert len(hook.bodies) == 1
    assert mailbox.ids()[0].startswith(f"<{hook.ids[0]}@")


async def test_without_a_receiver_everything_works_and_says_so(tmp_path, newsroom, clock):
    config = load(declare(tmp_path, newsroom.port), environ={})
    assert alerts.silent(config) == "nobody is told of sources in trouble: set alerts.email_to or alerts.webhook"
    newsroom.pages["/news/"] = 500
    async with opened(config) as made:
        services = replace(made, now=clock)
        await passes(services, 5)
        clock.pass_(99 * MINUTE)
        assert await alerts.tell(services) == ()
        async with services.database.read() as connection:
            found = await health.load(connection, "haichuan/news")
            assert (found.told, found.misses, await outbox.waiting(connection)) == (None, 5, ())


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"alerts.email_to": ["a@b.example"]}, "alerts.email_to is set, but mail.host is not: no mail is sent"),
        ({"alerts.email_to": ["a@b.example"], "mail.host": "m.example", "mail.sender": "s@b.example"}, ""),
        ({"alerts.webhook": "https://hook.example/", "alerts.secret": SECRET}, ""),
    ],
)
def test_what_is_configured_by_half_is_said(tmp_path, settings, told):
    assert alerts.silent(load(declare(tmp_path, 1), settings, environ={})) == told


async def test_a_source_nobody_polls_is_heard_falling_silent(services, mailbox, clock):
    path = services.config.feeds_dir / "haichuan.toml"
    pushed = f'\n[[source]]\nkind = "push"\nname = "wire"\nsecret = "{SECRET}"\n'
    path.write_text(path.read_text(encoding="utf-8") + pushed, encoding="utf-8")
    await redeclare(services)
    await review(services)
    async with services.database.read() as connection:
        assert (await health.load(connection, "haichuan/wire")).judged is None
    await passes(services)
    async with services.database.begin() as connection:
        found = await health.load(connection, "haichuan/news")
        await health.save(connection, replace(found, judged=found.judged - timedelta(hours=3)))
    clock.pass_(timedelta(days=31))
    await review(services)
    await alerts.tell(services)
    clock.pass_(15 * MINUTE)
    await alerts.tell(services)
    ((_, text),) = mailbox.told()
    assert "haichuan/news  沉寂" in text


async def test_a_running_service_tells_by_itself(tmp_path, newsroom, mailbox, hook):
    config = configure(tmp_path, newsroom, mailbox, hook, after=1, digest="0s")
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    newsroom.pages["/news/"] = 500
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "syndicator.cli.main", "--config", str(config), "serve",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        await asyncio.wait_for(mailbox.came.wait(), 30)
    finally:
        process.terminate()
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    assert "nobody is told" not in output.decode()
    assert "读取失败" in mailbox.told()[0][1]
