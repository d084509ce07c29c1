"""`syndicator partners`: agreements, tokens, routes and receipts, by the command line."""

import asyncio
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from syndicator.cli.main import cli
from syndicator.errors import AccessError, StoreError
from syndicator.flows import partners as flow
from syndicator.flows import receipts as given
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release
from syndicator.store import partners, routes
from syndicator.store.changes import numbers

TOKEN = re.compile(r"synd_[A-Za-z0-9_-]{43}")
OUTLET = ("add", "rizhao-daily", "--title", "日照日报", "--feed", "haichuan")


@pytest.fixture
def run(services, tmp_path):
    """The command beside a service that is running; returns its output."""

    async def invoke(*arguments: str, group: str = "partners", code: int = 0) -> str:
        command = ["--config", str(tmp_path / "config.toml"), group, *arguments]
        done = await asyncio.to_thread(CliRunner().invoke, cli, command)
        if isinstance(done.exception, StoreError):
            assert code == 1, done.exception
            return str(done.exception)
        assert done.exit_code == code, (done.output, done.exception)
        return done.output

    return invoke


async def _admit(services, secret, feed="haichuan"):
    found = services.catalog.feed(feed)
    return await services.access.admit(services.database, found, secret, "203.0.113.9", services.now())


async def test_an_agreement_is_made_shown_and_changed(run, services):
    assert "adds one" in await run("list")
    made = await run(
        *OUTLET, "--contact", "desk@rizhao.example", "--text", "summary", "--no-images", "--credit", "据{holder}　{title}",
        "--language", "zh-CN", "--starts", "2026-01-01", "--ends", "2030-12-31", "--rate", "600",
        "--network", "203.0.113.0/24", "--network", "2001:db8::/32", "--note", "年度协议",
    )  # fmt: skip
    assert "rizhao-daily  active  haichuan  summaries, without pictures  2026-01-01 to 2030-12-31  日照日报" in made
    assert made.strip() in await run("list")
    shown = await run("show", "rizhao-daily")
    for said in (
        "desk@rizhao.example",
        "据{holder}　{title}",
        "zh-CN",
        "600 requests",
        "203.0.113.0/24, 2001:db8::/32",
        "年度协议",
    ):
        assert said in shown
    await run("set", "rizhao-daily", "--images", "--credit", "", "--ends", "", "--feed", "*", "--any-network")
    async with services.database.read() as connection:
        found = await partners.find(connection, "rizhao-daily")
    assert (found.shape.images, found.shape.credit, found.ends, found.feeds, found.networks) == (
        True,
        "",
        None,
        ("*",),
        (),
    )
    assert (found.shape.text, found.rate, found.note) == ("summary", 600, "年度协议"), "what was not named stays"
    await run("set", "rizhao-daily", "--no-feeds")
    assert "no feeds" in await run("list")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Rizhao Daily", "--title", "x"), "small letters"),
        (("add", "rizhao-daily"), "title: write the partner's name"),
        ((*OUTLET[:4], "--feed", "sports"), "there is no feed 'sports'; there are: haichuan"),
        ((*OUTLET, "--credit", "{title}"), "credit: a credit line must name {holder}"),
        ((*OUTLET, "--credit", "{holder} {name}"), "unknown placeholder {name}; known are {holder} {authors}"),
        ((*OUTLET, "--language", "Chinese please"), "language: 'Chinese please' is no language"),
        ((*OUTLET, "--starts", "tomorrow"), "starts: 'tomorrow' is no date"),
        ((*OUTLET, "--starts", "2027-01-02", "--ends", "2027-01-01"), "ends: 2027-01-01 is before the first day"),
        ((*OUTLET, "--network", "10.0.0.0/99"), "networks: '10.0.0.0/99' is no network"),
        ((*OUTLET, "--rate", "1000001"), "rate: write how many requests a minute"),
        ((*OUTLET, "--contact", "a\nb"), "contact: write one line"),
        ((*OUTLET, "--title", "x" * 201), "title: must have at most 200 characters"),
    ],
)
async def test_what_cant_be_agreed_is_said(run, services, arguments, said):
    assert said in await run(*arguments, code=2)
    async with services.database.read() as connection:
        assert await partners.everyone(connection) == ()


async def test_every_mistake_is_said_at_once(run):
    told = await run("add", "x", "--feed", "sports", "--feed", "nothing", "--ends", "soon", code=2)
    assert all(said in told for said in ("title:", "'sports'", "'nothing'", "ends:"))


async def test_names_are_for_good_and_unknown_ones_are_told_apart(run):
    await run(*OUTLET)
    assert "already" in await run(*OUTLET, code=2)
    for command in (
        ("show",), ("set",), ("revoke",), ("receipts",), ("rotate",), ("token", "add"), ("token", "list"), ("routes", "list"),
    ):  # fmt: skip
        assert "there is no partner 'nobody'; there are: rizhao-daily" in await run(*command, "nobody", code=1)


async def test_a_token_is_shown_once_and_kept_nowhere(run, services, tmp_path):
    await run(*OUTLET)
    told = await run("token", "add", "rizhao-daily", "--label", "采编系统", "--expires", "90d")
    (secret,) = TOKEN.findall(told)
    assert "/feeds/haichuan.atom?token=…" in told
    assert (await _admit(services, secret)).partner.name == "rizhao-daily"
    listed = await run("token", "list", "rizhao-daily")
    assert f"…{secret[-4:]}  works  采编系统" in listed
    assert "never used" in listed
    assert secret not in listed + await run("show", "rizhao-daily")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert secret.encode() not in kept
    assert secret[-20:].encode() not in kept


async def test_rotation_overlaps_and_revocation_is_at_once(run, services):
    await run(*OUTLET)
    (old,) = TOKEN.findall(await run("token", "add", "rizhao-daily"))
    (new,) = TOKEN.findall(await run("rotate", "rizhao-daily", "--overlap", "2d"))
    for secret in (old, new):
        assert await _admit(services, secret)
    async with services.database.read() as connection:
        first, second = await partners.tokens_of(connection, "rizhao-daily")
    assert timedelta(days=1, hours=23) < first.expires - services.now() <= timedelta(days=2)
    assert second.expires is None
    await run("token", "revoke", "rizhao-daily", new[-4:])
    await services.access.refresh(services.database, services.now())
    with pytest.raises(AccessError) as refused:
        await _admit(services, new)
    assert refused.value.code == "token-revoked"
    assert "no token that ends in" in await run("token", "revoke", "rizhao-daily", new[-4:], code=1)
    assert "revoked" in await run("revoke", "rizhao-daily")
    await services.access.refresh(services.database, services.now())
    with pytest.raises(AccessError) as refused:
        await _admit(services, old)
    assert refused.value.code == "partner-revoked"
    await run("revoke", "rizhao-daily", "--undo")
    await services.access.refresh(services.database, services.now())
    assert await _admit(services, old)


@pytest.mark.parametrize("expires", ["2001-01-01", "soon", "2027-13-01", "0s"])
async def test_a_token_ends_some_time_later(run, expires):
    await run(*OUTLET)
    assert "expires" in await run("token", "add", "rizhao-daily", "--expires", expires, code=2)
    assert "no token" in await run("token", "list", "rizhao-daily")


async def test_routes_begin_at_the_present_unless_told(run, services):
    await ingest(services, services.catalog.source("haichuan/news"))
    await run(*OUTLET)
    hook = ("routes", "add", "rizhao-daily", "webhook", "https://rizhao.example/in")
    told = await run(*hook)
    assert re.search(r"^[0-9a-f]{64}$", told, re.MULTILINE), "always signed"
    assert "already" in await run(*hook, code=2)
    await run("routes", "add", "rizhao-daily", "mail", "desk@rizhao.example", "--every", "1h", "--everything")
    async with services.database.read() as connection:
        first, second = await routes.everyone(connection)
        heads = dict(await numbers(connection))
    assert heads["haichuan"] > 0
    assert (first.cursor, second.cursor) == (heads, {})
    assert (first.every, second.every) == (0, 3600)
    listed = await run("routes", "list")
    assert f"{second.number}  on  rizhao-daily  mail  desk@rizhao.example  every 1:00:00" in listed
    assert first.secret not in listed
    assert "paused" in await run("routes", "pause", str(first.number))
    assert "  on  " in await run("routes", "resume", str(first.number))
    assert "nothing more" in await run("routes", "remove", str(first.number))
    assert f"there is no route {first.number}" in await run("routes", "remove", str(first.number), code=1)
    assert (await run("routes", "list", "rizhao-daily")).count("\n") == 1


async def test_a_feed_granted_later_is_brought_from_then_on(run, services):
    await run(*OUTLET, "--feed", "haichuan")
    await run("set", "rizhao-daily", "--no-feeds")
    await run("routes", "add", "rizhao-daily", "webhook", "https://rizhao.example/in")
    await ingest(services, services.catalog.source("haichuan/news"))
    await run("set", "rizhao-daily", "--feed", "haichuan")
    async with services.database.read() as connection:
        (route,) = await routes.everyone(connection)
        assert route.cursor == await numbers(connection)


async def test_who_has_what_was_taken_down_is_listed(run, services):
    await ingest(services, services.catalog.source("haichuan/news"))
    feed = services.catalog.feed("haichuan")
    await release(services, feed)
    first, second, _ = services.library.selection("haichuan")
    await run(*OUTLET)
    await run("add", "county-radio", "--title", "县广播", "--feed", "haichuan")
    assert "has had nothing" in await run("receipts", "rizhao-daily")
    rizhao, radio = await flow.named(services, "rizhao-daily"), await flow.named(services, "county-radio")
    await given.pulled(services, rizhao, feed, (first, second), "atom")
    async with services.database.begin() as connection:
        await given.pushed(connection, radio, feed, (first,), "websub", services.now())
    assert (await run("receipts", "rizhao-daily")).count("pull atom  haichuan") == 2
    assert f"{first.slug}  v1 usable  push websub" in await run("receipts", "county-radio")
    assert "county-radio" in await run("show", first.slug, group="articles")
    gone = await run("cancel", first.slug, "--why", "更正", group="articles")
    assert "is taken down" in gone
    assert re.search(rf"rizhao-daily  {first.slug}  v1 usable  pull atom", gone)
    assert re.search(rf"county-radio  {first.slug}  v1 usable  push websub", gone)
    assert second.slug not in gone
    assert "2 partner(s) have it; 0 acknowledged" in gone
    assert "acknowledged 20" in await run("acknowledged", "rizhao-daily", first.slug)
    assert "2 partner(s) have it; 1 acknowledged" in await run("receipts", first.slug, group="articles")
    assert "had nothing of it" in await run("acknowledged", "county-radio", second.slug)
    assert "1 partner(s) have it; 0 acknowledged" in await run("receipts", second.slug, group="articles")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pigeon", "x"), "there is no channel 'pigeon'"),
        (("webhook", "http://127.0.0.1/x"), "not a public one"),
        (("webhook", "http://10.1.2.3/x"), "not a public one"),
        (("webhook", "ftp://rizhao.example/x"), "to: "),
        (("webhook", ""), "to: say where"),
        (("webhook", "https://rizhao.example/in", "--secret", "short"), "secret: write 16 to 200"),
        (("mail", "nobody"), "is no e-mail address"),
        (("mail", "desk@rizhao.example", "--every", "400d"), "every: write at most 31 days"),
    ],
)
async def test_a_route_leads_somewhere(run, services, arguments, said):
    await run(*OUTLET)
    assert said in await run("routes", "add", "rizhao-daily", *arguments, code=2)
    async with services.database.read() as connection:
        assert await routes.everyone(connection) == ()
