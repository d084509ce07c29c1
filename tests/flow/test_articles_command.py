"""`syndicator articles`, on a store that a pass filled."""

import asyncio

import pytest
from click.testing import CliRunner
from newsroom import article

from syndicator.cli.main import cli
from syndicator.errors import StoreError
from syndicator.flows.ingest import ingest
from syndicator.model.copy import Copy
from syndicator.model.rights import Hold, Status
from syndicator.store import articles, copies, standing

TITLE = "海川县第2座水闸开工建设"


@pytest.fixture
async def run(services, tmp_path):
    """The command in a thread of its own, beside a service that is running; returns its output."""

    async def invoke(*arguments: str, fails: bool = False) -> str:
        command = ["--config", str(tmp_path / "config.toml"), "articles", *arguments]
        done = await asyncio.to_thread(CliRunner().invoke, cli, command)
        if fails:
            assert isinstance(done.exception, StoreError | SystemExit)
            return str(done.exception) + done.output
        assert done.exception is None, done.output
        return done.output

    return invoke


async def _pass(services):
    return await ingest(services, services.catalog.source("haichuan/news"))


async def _find(services, title=TITLE):
    async with services.database.read() as connection:
        return next(one for one in await articles.latest(connection) if one.title == title)


async def test_what_is_kept_and_what_is_held(services, newsroom, run):
    assert await run("list") == "No articles.\n"
    assert await run("held") == "Nothing is withheld.\n"
    newsroom.pages["/a/2.html"] = article(TITLE, outlet="新华社")
    await _pass(services)
    lines = (await run("list")).splitlines()
    assert len(lines) == 3
    assert len((await run("list", "--status", "usable", "--feed", "haichuan")).splitlines()) == 2
    assert await run("list", "--feed", "other") == "No articles.\n"
    held = (await run("held")).splitlines()
    assert [line.split()[1] for line in held[:1]] == ["withheld"]
    assert TITLE in held[0]
    assert "third-party" in held[1]
    assert held[-1] == "1 withheld"


@pytest.mark.parametrize("name", ["slug", "id", "url", "page"])
async def test_an_article_by_any_of_its_names(services, run, name):
    await _pass(services)
    kept = await _find(services)
    page = f"http://feeds.haichuan.example/articles/{kept.slug}"
    told = await run("show", {"slug": kept.slug, "id": kept.id, "url": kept.url, "page": page}[name])
    for expected in (kept.id, TITLE, kept.url, "海川县融媒体中心", "转载请注明出处", "holder: ", kept.body_text):
        assert expected in told
    assert "there is no article nothing" in await run("show", "nothing", fails=True)


async def test_what_an_edit_changed(services, newsroom, run):
    await _pass(services)
    kept = await _find(services)
    assert "There is one version." in await run("diff", kept.slug)
    assert (await run("history", kept.slug)).splitlines()[0].endswith("first seen")
    newsroom.pages["/a/2.html"] = article(TITLE, body="工程计划明年六月完工。")
    await _pass(services)
    newsroom.pages["/a/2.html"] = article(TITLE, body="工程计划明年六月完工。", outlet="新华社")
    await _pass(services)
    history = (await run("history", kept.slug)).splitlines()
    assert [line.split("  ")[2] for line in history][1] == "text"
    assert "outlet" in history[2]
    first = await run("diff", kept.slug, "1", "2")
    assert "~ 工程计划明年[-五-]{+六+}月完工。" in first
    last = await run("diff", kept.slug)
    assert "version 2 to 3" in last
    assert "outlet: [-海川县融媒体中心-]{+新华社+}" in last
    assert "工程计划" not in last
    assert "versions 1 to 3" in await run("diff", kept.slug, "1", "9", fails=True)


async def test_an_article_is_taken_down(services, run):
    await _pass(services)
    kept = await _find(services)
    assert "Missing option '--why'" in await run("cancel", kept.slug, fails=True)
    assert f"{kept.slug} is taken down" in await run("cancel", kept.url, "--why", "当事人要求")
    gone = await _find(services)
    assert (gone.status, gone.holds[-1].text) == (Status.CANCELED, "当事人要求")
    assert "当事人要求" in await run("show", kept.slug)
    assert (await _pass(services)).changed == 0


async def test_a_hold_of_ours_is_shown_and_lifted(services, run):
    await _pass(services)
    kept = await _find(services)
    copy = Copy(kept.id, "https://portal.example/9", "portal/news", "水闸开工", "", 0.93, services.now())
    async with services.database.begin() as connection:
        await standing.place(connection, kept.id, Hold("withdrawn", "原文已撤下"))
        await copies.note(connection, copy, kept)
    assert "withdrawn: 原文已撤下" in await run("held")
    assert "https://portal.example/9  93% the same, portal/news" in await run("show", kept.slug)
    assert "no hold 'copy' that can be lifted; there is withdrawn" in await run("lift", kept.slug, "copy", fails=True)
    assert f"{kept.slug} is usable" in await run("lift", kept.slug, "withdrawn")
    assert await _find(services) == kept
    assert await run("held") == "Nothing is withheld.\n"
