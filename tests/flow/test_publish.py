"""Everything public as files, byte for byte what the service answers, and what nginx makes of them."""

import asyncio
import contextlib
import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner
from hub_house import declare, house

from syndicator.cli.main import cli
from syndicator.flows import takedown
from syndicator.flows.declare import redeclare
from syndicator.flows.publishing import Publishing, trees
from syndicator.model.feed import Audience, Feed
from syndicator.model.rights import AiUse, RightsPolicy
from syndicator.publish import nginx as nginx_map
from syndicator.publish import usage
from syndicator.publish.formats import FORMATS
from syndicator.store import articles

DEPLOY = Path(__file__).parents[2] / "deploy"
SIBLINGS = (".gz", ".br", ".zst")


@pytest.fixture
def config(tmp_path, unused_tcp_port):
    return declare(tmp_path, unused_tcp_port, more='[publish]\ndir = "public"\n')


@pytest.fixture
async def here(config, unused_tcp_port):
    async with house(config, port=unused_tcp_port) as made:
        await made.write(1, 2, 3)
        await made.write(4, feed="wire")
        yield made


@pytest.fixture
def tree(tmp_path):
    return tmp_path / "public"


def publishing(here):
    (place,) = trees(here.services)
    return Publishing(here.services, place, pytest.fail)


def paths(tree):
    found = {str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file()}
    return {path for path in found if not path.endswith(SIBLINGS)} - {".published", ".usage.map"}


def marks(tree):
    return {path: path.stat().st_ino for path in tree.rglob("*") if path.is_file()}


async def article(here, number, feed="haichuan"):
    async with here.services.database.read() as connection:
        found = await articles.newest(connection, feed, 99, here.clock())
    return next(one for one in found if f"第{number}号" in one.title)


async def test_every_file_is_what_the_service_answers_at_its_address(here, tree):
    done = await publishing(here).once()
    one = await article(here, 1)
    found = paths(tree)
    assert done.brought == len(found) + 1, "and what nginx reads"
    assert {f"feeds/haichuan.{extension}" for extension in FORMATS} <= found
    assert {f"articles/{one.slug}.{form}" for form in ("json", "odrl.json", "tdm.json", "rsl.xml")} <= found
    assert {"robots.txt", "license.xml", "feeds.opml", "sitemap-news.xml", ".well-known/tdmrep.json"} <= found
    for path in sorted(found):
        answer, body = await here.get(f"{here.base}/{path}")
        assert (answer.status, body) == (200, (tree / path).read_bytes()), path


async def test_a_feed_for_partners_is_in_no_file(here, tree, config):
    await publishing(here).once()
    hers = await article(here, 4, "wire")
    told = b"".join(path.read_bytes() for path in tree.rglob("*") if path.is_file() and path.suffix not in SIBLINGS)
    assert "第1号".encode() in told
    assert "第4号".encode() not in told
    assert hers.slug.encode() not in told
    assert not [path for path in paths(tree) if "wire" in path]


async def test_a_feed_that_is_for_partners_from_now_on_leaves(here, tree):
    ours = publishing(here)
    await ours.once()
    private = here.services.config.feeds_dir / "haichuan.toml"
    private.write_text(private.read_text().replace('"public"', '"partners"'))
    await redeclare(here.services)
    await ours.once()
    assert not [path for path in paths(tree) if path.startswith(("feeds/haichuan", "articles/"))]


async def test_a_change_rewrites_what_it_changes_and_nothing_else(here, tree):
    ours = publishing(here)
    await ours.once()
    before = marks(tree)
    assert (await ours.once()).brought == 0
    assert (await publishing(here).once()).brought == 0, "nor does another start"
    assert marks(tree) == before
    edited = await article(here, 1)
    await here.write(1, edition="（更正）")
    await ours.once()
    changed = {path.name for path, mark in marks(tree).items() if before.get(path) != mark}
    assert {f"haichuan.{extension}" for extension in FORMATS} <= changed
    assert f"{edited.slug}.json" in changed
    others = [name for name in changed if name.endswith(".rsl.xml") or name in ("robots.txt", "feeds.opml")]
    assert others == []
    assert f"{(await article(here, 2)).slug}.json" not in changed


async def test_what_is_taken_down_is_gone_from_every_file(here, tree):
    ours = publishing(here)
    await ours.once()
    gone = await article(here, 2)
    await takedown.cancel(here.services, gone, "why")
    done = await ours.once()
    assert done.removed == 4
    assert not [path for path in tree.rglob("*") if gone.slug in path.name]
    for extension in FORMATS:
        assert "第2号" not in (tree / f"feeds/haichuan.{extension}").read_text()


async def test_what_was_taken_down_while_nobody_published_leaves_at_the_next_start(here, tree):
    await publishing(here).once()
    gone = await article(here, 2)
    await takedown.cancel(here.services, gone, "why")
    await publishing(here).once()
    assert not [path for path in tree.rglob("*") if gone.slug in path.name]


async def test_closed_months_and_pages_stand_as_files_and_months_stay(here, tree, config):
    path = here.services.config.feeds_dir / "haichuan.toml"
    path.write_text("entries = 2\n" + path.read_text())
    await redeclare(here.services)
    here.clock.pass_by(days=10)
    await here.write(11, 12, 13)
    ours = publishing(here)
    await ours.once()
    months = {name for name in paths(tree) if name.startswith("feeds/haichuan/archive/2026-11.")}
    assert len(months) == len(FORMATS)
    assert len({name for name in paths(tree) if name.startswith("feeds/haichuan/page/2.")}) == len(FORMATS)
    for name in months:
        _, body = await here.get(f"{here.base}/{name}")
        assert body == (tree / name).read_bytes()
    before = {name: (tree / name).stat().st_ino for name in months}
    await here.write(14)
    await ours.once()
    assert {name: (tree / name).stat().st_ino for name in months} == before
    gone = "第2号".encode()
    assert gone in (tree / "feeds/haichuan/archive/2026-11.atom").read_bytes()
    async with here.services.database.read() as connection:
        old = next(
            one for one in await articles.newest(connection, "haichuan", 99, here.clock()) if "第2号" in one.title
        )
    await takedown.cancel(here.services, old, "why")
    await ours.once()
    assert not [name for name in months if gone in (tree / name).read_bytes()]


async def test_the_loop_writes_a_change_within_seconds_and_goes_on_after_a_failure(here, tree, tmp_path):
    tree.write_text("no folder")
    said, stopping = [], asyncio.Event()
    (place,) = trees(here.services)
    running = asyncio.create_task(Publishing(here.services, place, said.append).run(stopping))
    await until(lambda: said != [])
    stopping.set()
    await running
    assert len(said) == 1
    assert "public" in said[0]
    tree.unlink()
    stopping.clear()
    running = asyncio.create_task(Publishing(here.services, place, said.append).run(stopping))
    atom = tree / "feeds/haichuan.atom"
    await until(atom.exists)
    await here.write(1, edition="（更正）")
    await until(lambda: "第1号通告（更正）" in atom.read_text())
    await takedown.cancel(here.services, await article(here, 1), "why")
    await until(lambda: "第1号" not in atom.read_text())
    stopping.set()
    await running
    assert len(said) == 1


async def until(condition, seconds=8.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        await asyncio.sleep(0.02)


async def test_the_command_writes_a_tree_and_says_what_it_did(here, config, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(cli, ["--config", str(config), "publish", *arguments])

    out = tmp_path / "out"
    result = await asyncio.to_thread(run, "--out", str(out))
    assert result.exit_code == 0, result.output
    count = len(paths(out)) + 1
    assert f"files: {count} files, {count} written, 0 removed." in result.output
    again = await asyncio.to_thread(run, "--out", str(out))
    assert ", 0 written, 0 removed." in again.output
    (tmp_path / "file").write_text("no folder")
    failed = await asyncio.to_thread(run, "--out", str(tmp_path / "file" / "below"))
    assert failed.exit_code == 1
    assert "below" in failed.output
    configured = await asyncio.to_thread(run)
    assert configured.exit_code == 0
    assert (tmp_path / "public" / "robots.txt").exists()


def test_without_a_place_the_command_says_what_to_do(tmp_path):
    path = declare(tmp_path, 1)
    result = CliRunner().invoke(cli, ["--config", str(path), "publish"])
    assert result.exit_code == 2
    assert "--out DIR" in result.output


NGINX = shutil.which("nginx", path=os.pathsep.join([*os.get_exec_path(), "/usr/sbin", "/usr/local/sbin"]))
MAIN = """{user} daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  include {folder}/syndicator.conf;
}}
"""


def is_open(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


@asynccontextmanager
async def nginx(tmp_path, service, port):
    """nginx with our configuration, its four lines changed as it asks."""
    if NGINX is None:
        pytest.skip("nginx is not on this machine")
    folder = tmp_path / "nginx"
    folder.mkdir()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for ours, theirs in (
        ("server 127.0.0.1:8080;", f"server 127.0.0.1:{service};"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /var/lib/syndicator/public", f"root {tmp_path / 'public'}"),
        ("include /var/lib/syndicator/public", f"include {tmp_path / 'public'}"),
    ):
        assert text.count(ours) == 1
        text = text.replace(ours, theirs)
    (folder / "syndicator.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = await asyncio.to_thread(subprocess.run, [*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await until(lambda: process.returncode is not None or is_open(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def ask(url, method="GET", **headers):
    # aiohttp would undo the coding by itself.
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.request(method, url, headers={"Accept-Encoding": "identity", **headers}) as answer,
    ):
        return answer.status, answer.headers, await answer.read()


async def test_nginx_answers_the_same_bytes_types_and_validators(here, tree, tmp_path, unused_tcp_port_factory):
    await publishing(here).once()
    service = int(here.base.rpartition(":")[2])
    async with nginx(tmp_path, service, unused_tcp_port_factory()) as base:
        for path in sorted(paths(tree)):
            _, theirs, _ = await ask(f"{here.base}/{path}")
            status, headers, body = await ask(f"{base}/{path}")
            assert (status, body) == (200, (tree / path).read_bytes()), path
            assert headers["Content-Type"] == theirs["Content-Type"], path
            assert headers["Cache-Control"] == theirs["Cache-Control"], path
            assert headers["Last-Modified"] == theirs["Last-Modified"], path
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Vary"] == theirs["Vary"], path
            for name in ("Content-Usage", "tdm-reservation", "X-Robots-Tag"):
                assert headers.get(name) == theirs.get(name), (path, name)
            policy = theirs.get("tdm-policy", "").removeprefix(here.base)
            assert headers.get("tdm-policy", "").removeprefix("http://127.0.0.1") == policy, path
            again, _, empty = await ask(f"{base}/{path}", **{"If-None-Match": headers["ETag"]})
            assert (again, empty) == (304, b""), path
            since, _, _ = await ask(f"{base}/{path}", **{"If-Modified-Since": headers["Last-Modified"]})
            assert since == 304, path
            head, told, nothing = await ask(f"{base}/{path}", "HEAD")
            assert (head, nothing, told["Content-Length"]) == (200, b"", str(len(body))), path
            _, packed, small = await ask(f"{base}/{path}", **{"Accept-Encoding": "gzip"})
            if (tree / f"{path}.gz").exists():
                assert packed["Content-Encoding"] == "gzip", path
                assert gzip.decompress(small) == body, path
                assert packed["Content-Type"] == theirs["Content-Type"], path
        _, headers, _ = await ask(f"{base}/feeds/haichuan.atom")
        assert 'rel="hub"' in headers["Link"]


async def test_nginx_leaves_to_the_service_what_is_no_file_and_what_is_not_for_everybody(
    here, tree, tmp_path, unused_tcp_port_factory
):
    await publishing(here).once()
    gone, stays = await article(here, 2), await article(here, 1)
    service = int(here.base.rpartition(":")[2])
    async with nginx(tmp_path, service, unused_tcp_port_factory()) as base:
        for path, expected in (
            ("/", 200), ("/feeds/haichuan", 200), (f"/articles/{stays.slug}", 200), ("/reprints", 200),
            ("/feeds/nothing.atom", 404), ("/nothing", 404), ("/.published", 404), ("/feeds/.x", 404),
            ("/feeds/wire.atom", 401), ("/feeds/haichuan.atom?token=synd_wrong", 401), ("/../config.toml", 404),
        ):  # fmt: skip
            status, headers, _ = await ask(f"{base}{path}")
            assert status == expected, path
            assert len(headers.getall("Cache-Control", [])) <= 1, path
        status, headers, body = await ask(f"{base}/feeds/haichuan.atom", Authorization="Bearer synd_wrong")
        assert (status, headers["Content-Type"]) == (401, "text/plain; charset=utf-8")
        assert b"Syndicator" not in body
        _, headers, _ = await ask(f"{base}/feeds/haichuan.atom", **{"A-IM": "feed"})
        assert headers["ETag"] == (await ask(f"{here.base}/feeds/haichuan.atom"))[1]["ETag"], "the service's own"
        assert (await ask(f"{base}/hub", "POST"))[0] == 415, "the hub's own word"
        assert (await ask(f"{base}/feeds/haichuan.atom", "POST"))[0] == 405
        await takedown.cancel(here.services, gone, "why")
        await publishing(here).once()
        assert (await ask(f"{base}/articles/{gone.slug}.json"))[0] == 410


def test_the_unit_file_is_one():
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not on this machine")
    result = subprocess.run(
        [program, "verify", str(DEPLOY / "syndicator.service")], capture_output=True, text=True, check=False
    )
    wrong = [
        line for line in result.stderr.splitlines()
        if "syndicator.service" in line and "not executable" not in line and "not found" not in line
    ]  # fmt: skip
    assert wrong == []


def test_every_format_has_its_type_in_the_configuration():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for form in FORMATS.values():
        assert form.media_type in text, form.extension


def test_what_machines_may_do_is_one_thing_in_nginx_and_in_the_service():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    def table(variable):
        (block,) = re.findall(r"map \$syndicator_use \$" + variable + r" \{(.*?)\}", text, re.DOTALL)
        rows = re.findall(r'^ +(\w+) +"?([^";]*)"?;', block, re.MULTILINE)
        return {name: value for name, value in rows if value}

    names = {
        "Content-Usage": "syndicator_content_usage",
        "tdm-reservation": "syndicator_reservation",
        "X-Robots-Tag": "syndicator_robots",
    }
    for header, variable in names.items():
        said = {str(use): dict(usage.headers(use)).get(header) for use in AiUse}
        assert table(variable) == {use: value for use, value in said.items() if value}
        assert f"add_header {header} ${variable};" in text


def test_an_article_s_file_may_be_used_as_its_strictest_source_says():
    open_, shut = (Feed(name, name, policy=RightsPolicy(ai=ai)) for name, ai in (("a-b", AiUse.YES), ("c", AiUse.NO)))
    secret = Feed("d", "d", policy=RightsPolicy(ai=AiUse.NO), access=Audience.PARTNERS)
    assert nginx_map.usage_map([open_, secret]).decode().splitlines() == [
        r'"~^/feeds/a\-b[./]" yes;',
        '"~^/articles/" yes;',
    ]
    assert nginx_map.usage_map([open_, shut]).decode().splitlines()[1:] == [
        '"~^/feeds/c[./]" no;',
        '"~^/articles/" no;',
    ]
    assert nginx_map.usage_map([secret]) == b""
