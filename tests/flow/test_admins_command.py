"""`syndicator admins`, and the tokens and sessions behind it."""

import asyncio
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from syndicator.cli.main import cli
from syndicator.errors import AccessError, SyndicatorError
from syndicator.flows import admins as flow
from syndicator.model.trail import Step
from syndicator.store import trail
from syndicator.store.desk_tables import admins, sessions

TOKEN = re.compile(r"synd_admin_[A-Za-z0-9_-]{43}")
HOME = "203.0.113.7"


class Clock:
    """The time of a test, which moves it on."""

    def __init__(self):
        self.time = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def pass_by(self, **spans):
        self.time += timedelta(**spans)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def timed(services, clock):
    """The services by that clock."""
    return replace(services, now=clock)


@pytest.fixture
def run(services, tmp_path):
    """The command beside a service that is running; returns its output, or what it refuses with."""

    async def invoke(*arguments: str, code: int = 0) -> str:
        command = ["--config", str(tmp_path / "config.toml"), "admins", *arguments]
        done = await asyncio.to_thread(CliRunner().invoke, cli, command)
        if isinstance(done.exception, SyndicatorError):
            assert code == 1, done.exception
            return str(done.exception)
        assert done.exit_code == code, (done.output, done.exception)
        return done.output

    return invoke


async def test_an_admin_is_made_listed_renewed_and_revoked(run, services):
    assert "syndicator admins add NAME" in await run("list")
    made = await run("add", "林编辑", "--email", "lin@haichuan.example")
    (token,) = TOKEN.findall(made)
    assert "/admin/" in made
    listed = await run("list")
    assert f"林编辑  let in  …{token[-4:]}  lin@haichuan.example" in listed
    assert "never used" in listed
    assert token not in listed
    (other,) = TOKEN.findall(await run("renew", "林编辑"))
    with pytest.raises(AccessError):
        await flow.by_token(services, token, HOME)
    assert (await flow.by_token(services, other, HOME)).name == "林编辑"
    assert "used 20" in await run("list")
    assert "0 sessions ended" in await run("revoke", "林编辑")
    assert "林编辑  revoked 20" in await run("list")
    with pytest.raises(AccessError):
        await flow.by_token(services, other, HOME)
    async with services.database.read() as connection:
        steps = [(trace.step, trace.who, trace.why) async for trace in trail.every(connection)]
    assert [step for step in steps if step[0] is Step.ADMIN] == [
        (Step.ADMIN, "service", "added 林编辑"),
        (Step.ADMIN, "service", "renewed the token of 林编辑"),
        (Step.ADMIN, "service", "revoked 林编辑"),
    ]


async def test_what_cannot_be_is_told(run):
    assert "1 to 40" in await run("add", " ", code=1)
    assert "1 to 40" in await run("add", "n" * 41, code=1)
    for nobody in ("rules", "Asker", "service", "a\u202eb", "a\x07b"):
        assert "can't be an admin's name" in await run("add", nobody, code=1)
    assert "no e-mail address" in await run("add", "lin", "--email", "lin at haichuan", code=1)
    await run("add", "lin")
    assert "already" in await run("add", "lin", code=1)
    assert "there is no admin 'wang'" in await run("renew", "wang", code=1)
    assert "there is no admin 'wang'" in await run("revoke", "wang", code=1)
    await run("revoke", "lin")
    assert "already" in await run("add", "lin", code=1), "a name in the record stays one person's"
    assert "who is let in" in await run("revoke", "lin", code=1)


async def test_neither_a_token_nor_a_sessions_secret_is_in_the_database(services):
    issued = await flow.add(services, "lin")
    entered = await flow.sign_in(services, issued.secret, HOME)
    async with services.database.read() as connection:
        kept = repr([[tuple(row) for row in await connection.execute(select(table))] for table in (admins, sessions)])
    assert issued.secret not in kept
    assert entered.secret not in kept
    assert hashlib.sha256(entered.secret.encode()).hexdigest() in kept
    assert issued.secret not in repr(issued)
    assert entered.secret not in repr(entered)


async def test_a_session_goes_on_while_it_is_used_and_no_longer_than_a_week(timed, clock):
    services = timed
    issued = await flow.add(services, "lin")
    entered = await flow.sign_in(services, issued.secret, HOME)
    for _ in range(13):
        clock.pass_by(hours=12, seconds=-1)
        assert await flow.session(services, entered.secret), clock()
    clock.pass_by(hours=12)
    assert await flow.session(services, entered.secret) is None
    again = await flow.sign_in(services, issued.secret, HOME)
    clock.pass_by(hours=12)
    assert await flow.session(services, again.secret) is None, "unused for twelve hours"
    assert await flow.session(services, "") is None


async def test_whoever_is_revoked_or_renewed_is_out_at_once(services):
    issued = await flow.add(services, "lin")
    entered = await flow.sign_in(services, issued.secret, HOME)
    issued = await flow.renew(services, "lin")
    assert await flow.session(services, entered.secret) is None
    entered = await flow.sign_in(services, issued.secret, HOME)
    assert await flow.revoke(services, "lin") == 1
    assert await flow.session(services, entered.secret) is None
    back = await flow.renew(services, "lin")
    assert await flow.session(services, entered.secret) is None, "what ended stays ended"
    assert await flow.sign_in(services, back.secret, HOME)


async def test_signing_in_ends_the_session_before(services):
    issued = await flow.add(services, "lin")
    first = await flow.sign_in(services, issued.secret, HOME)
    second = await flow.sign_in(services, issued.secret, HOME, earlier=first.secret)
    assert await flow.session(services, first.secret) is None
    assert await flow.session(services, second.secret)
    await flow.sign_out(services, second.secret)
    assert await flow.session(services, second.secret) is None


async def test_wrong_tokens_are_counted_by_network(timed, clock):
    services = timed
    issued = await flow.add(services, "lin")
    for n in range(flow.TRIES):
        with pytest.raises(AccessError) as refused:
            await flow.sign_in(services, f"{issued.secret}{n}", HOME)
        assert refused.value.code == "token-unknown"
    with pytest.raises(AccessError) as refused:
        await flow.sign_in(services, issued.secret, HOME)
    assert (refused.value.code, refused.value.wait) == ("rate", 900)
    assert await flow.sign_in(services, issued.secret, "198.51.100.1"), "others are let in"
    assert await flow.by_token(services, issued.secret, HOME), "a program with the right one too"
    clock.pass_by(minutes=16)
    assert await flow.sign_in(services, issued.secret, HOME)


async def test_right_tokens_are_not_counted_and_a_programs_wrong_ones_lock_no_person_out(services):
    issued = await flow.add(services, "lin")
    for _ in range(flow.TRIES + 1):
        await flow.sign_in(services, issued.secret, HOME)
    codes = []
    for _ in range(flow.TRIES + 1):
        with pytest.raises(AccessError) as refused:
            await flow.by_token(services, "synd_admin_old", HOME)
        codes.append(refused.value.code)
    assert codes == ["token-unknown"] * flow.TRIES + ["rate"]
    assert await flow.sign_in(services, issued.secret, HOME)
