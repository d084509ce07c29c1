"""`syndicator reprints revoke|rotate-key` and what `syndicator check` says of paper."""

import asyncio

import pytest
from click.testing import CliRunner
from newsroom import declare
from test_licences import ask, keep

from syndicator.cli.main import cli
from syndicator.config import load
from syndicator.flows import licence, licence_keys
from syndicator.reprint.licence import press
from syndicator.start import services as opened


@pytest.fixture
def config(tmp_path, emptied):
    emptied(tmp_path / "data" / "syndicator.db")
    return declare(tmp_path, 1)


def run(config, *arguments):
    return CliRunner().invoke(cli, ["--config", str(config), *arguments])


def within(config, work):
    async def inside():
        async with opened(load(config, environ={})) as services:
            return await work(services)

    return asyncio.run(inside())


def test_a_licence_is_revoked_by_its_number_however_it_is_typed(config):
    async def given(services):
        return (await ask(services, await keep(services, "新桥"))).request.grant.number

    number = within(config, given)
    done = run(config, "reprints", "revoke", number.lower(), "--by", "李主任", "--why", "逾期未付费")
    assert (done.exit_code, done.output) == (0, f"{number} of 邻县日报 is revoked.\n")

    async def standing(services):
        return await licence.granted(services, number)

    found = within(config, standing)
    assert (found.standing, found.grant.revoked_why) == ("revoked", "逾期未付费")
    again = run(config, "reprints", "revoke", number, "--by", "李主任", "--why", "x")
    assert again.exit_code != 0
    assert "revoked before" in str(again.exception)


def test_a_key_is_changed(config):
    done = run(config, "reprints", "rotate-key", "--by", "李主任")
    assert done.exit_code == 0, done.output

    async def keys(services):
        return (await licence_keys.published(services))["keys"]

    (key,) = within(config, keys)
    assert key["kid"] in done.output


def test_check_says_why_there_is_no_paper(config, monkeypatch):
    assert "licences can't be put on paper" not in run(config, "check").output or press.trouble() is not None
    press._case.cache_clear()
    monkeypatch.setattr(press, "find_spec", lambda _name: None)
    done = run(config, "check")
    press._case.cache_clear()
    assert done.exit_code == 0
    assert "syndicator[pdf]" in done.output
