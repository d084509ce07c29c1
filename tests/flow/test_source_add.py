"""`syndicator source add URL`, as a script and as a person at a terminal runs it."""

import asyncio
import os
import pty
import sys

import pytest
from click.testing import CliRunner
from newsroom import NOTICE, article, declare

from syndicator.cli.main import cli
from syndicator.config import load, load_feeds
from syndicator.errors import ConfigError
from syndicator.flows.declare import CHECKS
from syndicator.model.rights import Reprint

ROWS = "".join(
    f'<li><a href="/a/{n}.html">海川县第{n}座水闸开工建设</a><i class="d">2026-11-{n + 10}</i></li>' for n in range(9)
)
LIST = (
    f'<html lang="zh-CN"><meta charset="utf-8"><title>要闻_海川新闻网</title><ul class="newslist">{ROWS}</ul>'.encode()
)


@pytest.fixture
def site(newsroom, tmp_path):
    newsroom.pages |= {"/yaowen/": LIST} | {f"/a/{n}.html": article(f"海川县第{n}座水闸开工建设") for n in range(9)}
    newsroom.url = f"http://127.0.0.1:{newsroom.port}"
    newsroom.config = declare(tmp_path, newsroom.port)
    return newsroom


async def run(site, *arguments):
    """The command in a thread, so that the newsroom can answer it meanwhile; outside a terminal."""
    line = ["--config", str(site.config), "source", "add", *arguments]
    done = await asyncio.to_thread(CliRunner().invoke, cli, line)
    assert done.exception is None or isinstance(done.exception, SystemExit | ConfigError), done.output
    return done


def feeds(site):
    config = load(site.config, environ={})
    return {feed.name: feed for feed in load_feeds(config.feeds_dir, config.data, CHECKS)}


async def test_without_a_terminal_it_only_shows(site):
    done = await run(site, f"{site.url}/yaowen/", "--name", "yaowen")
    assert done.exit_code == 0
    assert 'item = ".newslist li"' in done.output
    assert "海川县第3座水闸开工建设" in done.output
    assert "would be withheld (rights-unknown)" in done.output
    assert "Proposed owner: 海川县融媒体中心 (on 3 of 3 articles" in done.output
    assert "Nothing was written" in done.output
    assert set(feeds(site)) == {"haichuan"}


async def test_yes_writes_a_feed_that_claims_nothing_unconfirmed(site):
    done = await run(site, f"{site.url}/yaowen/", "--name", "yaowen", "--yes")
    assert done.exit_code == 0, done.output
    feed = feeds(site)["yaowen"]
    assert (feed.title, feed.language, feed.timezone) == ("要闻_海川新闻网", "zh-CN", "Asia/Shanghai")
    assert (feed.policy.holder, feed.policy.reprint) == ("", Reprint.UNKNOWN)
    (source,) = feed.sources
    assert (source.key, source.kind, source.url) == ("yaowen/yaowen", "html", f"{site.url}/yaowen/")
    text = (site.config.parent / "feeds" / "yaowen.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./schema.json\n")
    assert '# holder = "海川县融媒体中心"' in text


async def test_a_confirmed_owner_is_written_and_shown_at_work(site):
    options = ("--holder", "海川县融媒体中心", "--reprint", "attribution", "--title", "海川", "--yes")
    done = await run(site, f"{site.url}/yaowen/", "--name", "x", *options)
    assert "would be published" in done.output
    assert "withheld" not in done.output.split("#:schema")[0]
    assert "Proposed" not in done.output
    feed = feeds(site)["x"]
    assert (feed.title, feed.policy.holder, feed.policy.reprint) == ("海川", "海川县融媒体中心", Reprint.ATTRIBUTION)


async def test_a_source_is_added_to_a_feed_with_its_comments_kept(site):
    path = site.config.parent / "feeds" / "haichuan.toml"
    before = "# Ours.\n" + path.read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    done = await run(site, f"{site.url}/yaowen/", "--feed", "haichuan", "--yes")
    assert done.exit_code == 0, done.output
    # The feed's own rights hold: what it would withhold is told by them.
    assert "would be published" in done.output
    assert path.read_text(encoding="utf-8").startswith(before)
    assert [source.key for source in feeds(site)["haichuan"].sources] == [
        "haichuan/news",
        "haichuan/inbox",
        "haichuan/yaowen",
    ]
    await run(site, f"{site.url}/yaowen/", "--feed", "haichuan", "--yes")
    assert feeds(site)["haichuan"].sources[-1].key == "haichuan/yaowen-2"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["/yaowen/", "--name", "haichuan"], 2, "is there already"),
        (["/yaowen/", "--feed", "none"], 2, "there is no feed 'none' to add to; there are: haichuan"),
        (["/yaowen/", "--name", "Bad Name", "--yes"], 2, "small letters"),
        (["/yaowen/", "--name", "x", "--timezone", "Mars/Base", "--yes"], 2, "IANA time zone"),
        (["/yaowen/", "--pick", "9"], 2, "--pick 9: there are 1"),
        (["/none"], 1, "could not be read: HTTP 404"),
        (["/empty", "--name", "x"], 1, "no source found"),
        (["/yaowen/", "--kind", "feed"], 1, "no source of kind feed found"),
        (["/guarded"], 1, "JavaScript"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_written(site, arguments, code, words):
    site.pages["/empty"] = b"<html><body><p>x</p></body></html>"
    site.pages["/guarded"] = (
        b"<html><head><script src='/app.js'></script></head><body><div id='app'></div></body></html>"
    )
    path, *options = arguments
    done = await run(site, f"{site.url}{path}", *options)
    # What is wrong with a file is a ConfigError, which the command's own main turns into exit 2.
    assert code == (2 if isinstance(done.exception, ConfigError) else done.exit_code)
    assert words in f"{done.output}{done.exception}"
    assert [file.name for file in (site.config.parent / "feeds").iterdir()] == ["haichuan.toml"]
    if code == 2 and "there" in words and "pick" not in words:
        # Said before a stranger's site is asked for anything.
        assert site.asked == []


async def test_what_was_tried_is_listed_where_nothing_was_found(site):
    site.pages["/empty"] = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><p>x</p></html>"
    )
    done = await run(site, f"{site.url}/empty")
    assert f"no: {site.url}/rss (link rel=alternate): HTTP 404" in done.output
    assert "usual places" in done.output


async def _typed(site, answers, *arguments):
    """What the command says to a person who types `answers`, one after each question."""
    master, slave = pty.openpty()
    line = (sys.executable, "-m", "syndicator.cli.main", "--config", str(site.config), "source", "add", *arguments)
    process = await asyncio.create_subprocess_exec(*line, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
    said = await asyncio.to_thread(_read, master)
    os.close(master)
    return await process.wait(), said


def _read(terminal):
    said = b""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side is closed
            return said.decode("utf-8", "replace")
        if not chunk:
            return said.decode("utf-8", "replace")
        said += chunk


async def test_a_person_is_shown_a_table_and_asked_before_anything_is_written(site):
    # Title, owner (Enter takes the proposal), may it be reprinted, the feed's name, write?
    code, said = await _typed(site, ["海川要闻", "", "attribution", "yaowen", "y"], f"{site.url}/yaowen/")
    assert code == 0, said
    assert "newest" in said
    assert "selectors found" in said
    feed = feeds(site)["yaowen"]
    assert (feed.title, feed.policy.holder, feed.policy.reprint) == (
        "海川要闻",
        "海川县融媒体中心",
        Reprint.ATTRIBUTION,
    )


async def test_a_person_may_leave_the_owner_open_and_may_refuse(site):
    code, _ = await _typed(site, ["", "-", "yaowen", "y"], f"{site.url}/yaowen/")
    assert (code, feeds(site)["yaowen"].policy.holder) == (0, "")
    code, said = await _typed(site, ["", "-", "other", "n"], f"{site.url}/yaowen/")
    assert "Nothing was written." in said
    assert "other" not in feeds(site)


async def test_the_notice_stands_in_the_file_as_evidence(site):
    await run(site, f"{site.url}/yaowen/", "--name", "x", "--yes")
    assert NOTICE.strip("（）") in (site.config.parent / "feeds" / "x.toml").read_text(encoding="utf-8")
