"""What an admin types: sources, record, check --replay."""

import asyncio
import json

import pytest
from click.testing import CliRunner
from newsroom import article, declare, listing

from syndicator.cli.main import cli
from syndicator.config import load
from syndicator.errors import SyndicatorError
from syndicator.flows.declare import declared
from syndicator.flows.recording import replay


async def run(config, *arguments):
    """The command's exit code and everything it says; in a thread, since commands have a loop of their own."""
    result = await asyncio.to_thread(CliRunner().invoke, cli, ["--config", str(config), *arguments])
    if isinstance(result.exception, SyndicatorError):
        return 1, f"{result.output}{result.exception}"
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def config(tmp_path, newsroom):
    return declare(tmp_path, newsroom.port)


async def test_sources_shows_every_source_in_words(config, newsroom):
    code, output = await run(config, "sources")
    assert code == 0
    assert output.splitlines()[0].split("\t") == ["haichuan/news", "not read yet", "-", "-", "0", "-"]
    assert "nobody is told of sources in trouble" in output
    await run(config, "ingest")
    newsroom.pages["/news/"] = newsroom.pages["/news/"].replace(b'"list"', b'"news-list"')
    await run(config, "ingest")
    code, output = await run(config, "sources")
    news, inbox = (line.split("\t") for line in output.splitlines()[:2])
    assert (news[1], news[4], inbox[1]) == ("list missing", "3", "well")
    assert "! haichuan/news: no articles were found on the list page" in output
    assert 'write instead: item = ".news-list li"' in output
    assert "pages/haichuan/news/bad.page" in output
    code, output = await run(config, "sources", "--language", "zh")
    assert output.splitlines()[0].split("\t")[1] == "找不到列表"
    assert '建议改为：item = ".news-list li"' in output


async def test_a_recording_holds_selectors_to_what_they_found(config, newsroom, tmp_path):
    code, output = await run(config, "record", "haichuan/news")
    assert code == 0, output
    where = tmp_path / "feeds" / "recorded" / "haichuan" / "news"
    assert sorted(path.name for path in where.iterdir()) == ["article.html", "expected.json", "listing.html"]
    told = json.loads((where / "expected.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in told["items"]] == [f"第{number}条新闻的标题" for number in (1, 2, 3)]
    assert told["fields"]["title"] == "海川县第1座水闸开工建设"
    assert told["fields"]["published"] == "2026-11-20T08:30:00+08:00"

    newsroom.pages.clear()
    code, output = await run(config, "check", "--replay")
    assert (code, output.splitlines()[-1]) == (0, "1 recording(s) read, 0 difference(s)")

    feed = tmp_path / "feeds" / "haichuan.toml"
    good = feed.read_text(encoding="utf-8")
    feed.write_text(good.replace('"ul.list li"', '"ul.lists li"'), encoding="utf-8")
    code, output = await run(config, "check", "--replay")
    assert code == 1
    assert "! haichuan/news: list missing: selector 'ul.lists li' found nothing" in output
    assert 'this finds the recorded items: item = ".list li"' in output
    code, output = await run(config, "check")
    assert code == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('item = "ul.list li"', 'item = "ul.list li:not(:first-child)"', ["item missing: 第1条新闻的标题"]),
        ('item = "ul.list li"', 'item = "ul.list li, div.nav"', ["item not recorded: 首页"]),
        ('item = "ul.list li"', 'item = "ul.list li"\ntitle = "b"', ["/a/1.html: title:", "/a/2.html: title:"]),
        ('item = "ul.list li"', 'item = "ul.list li"\nnext = "div.nav a"', ["next page: 'none' was recorded"]),
        ('item = "ul.list li"', 'item = "ul.list li"\nremove = ["p.info"]', ["/a/1.html: published:", "authors:"]),
        (
            'item = "ul.list li"',
            'item = "ul.list li"\nheadline = "title"',
            ["/a/1.html: title:", 'this finds the recorded headline: headline = ".article h1"'],
        ),
        (
            'item = "ul.list li"',
            'item = "ul.list li"\nbody = ".nav"',
            ["body_text:", 'recorded body: body = ".content"'],
        ),
        ('name = "news"', 'name = "other"', ["no such source is declared"]),
    ],
)
async def test_each_difference_is_named(config, newsroom, tmp_path, old, new, expected):
    rows = "".join(f'<li><a href="/a/{n}.html">第{n}条新闻的标题</a><b>{n}</b></li>' for n in (1, 2, 3))
    nav = '<div class="nav"><a href="/">首页</a></div>'
    newsroom.pages["/news/"] = f'<meta charset="utf-8">{nav}<ul class="list">{rows}</ul>'.encode()
    code, output = await run(config, "record", "haichuan/news")
    assert code == 0, output
    feed = tmp_path / "feeds" / "haichuan.toml"
    feed.write_text(feed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    made = load(config, environ={})
    count, differences = replay(made, declared(made))
    texts = "\n".join(difference.text for difference in differences)
    assert count == 1
    for part in expected:
        assert part in texts


async def test_a_recording_is_replaced_whole_or_not_at_all(config, newsroom, tmp_path):
    await run(config, "record", "haichuan/news")
    where = tmp_path / "feeds" / "recorded" / "haichuan" / "news"
    before = {path.name: path.read_bytes() for path in where.iterdir()}
    newsroom.pages["/news/"] = "<title>安全验证</title><body>请拖动滑块完成验证<input name=captcha>".encode()
    code, output = await run(config, "record", "haichuan/news")
    assert code == 1
    assert "a person must solve a puzzle first" in output
    assert {path.name: path.read_bytes() for path in where.iterdir()} == before
    newsroom.pages["/news/"] = listing("/a/9.html")
    newsroom.pages["/a/9.html"] = article("县图书馆新馆周末开放")
    await run(config, "record", "haichuan/news")
    assert json.loads((where / "expected.json").read_bytes())["fields"]["title"] == "县图书馆新馆周末开放"


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("record", "haichuan/none"), 2, "there is no source 'haichuan/none'"),
        (("record", "haichuan/inbox"), 2, "which has no page to record"),
        (("check", "--replay"), 0, "There is no recording yet"),
    ],
)
async def test_what_cannot_be_done_is_said(config, arguments, code, text):
    said = await run(config, *arguments)
    assert said[0] == code
    assert text in said[1]


async def test_a_damaged_recording_is_a_difference(config, tmp_path):
    await run(config, "record", "haichuan/news")
    where = tmp_path / "feeds" / "recorded" / "haichuan" / "news"
    (where / "expected.json").write_text("{", encoding="utf-8")
    code, output = await run(config, "check", "--replay")
    assert code == 1
    assert "the recording can't be read" in output


async def test_a_feed_is_recorded_with_its_own_text(config, newsroom, tmp_path):
    text = "海川大桥今日恢复通行。县交通局介绍，桥面重新铺过，限重照旧。" * 12
    newsroom.pages["/feed"] = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><item><title>海川大桥恢复通行</title>"
        f"<link>http://127.0.0.1:{newsroom.port}/a/1.html</link><description>&lt;p&gt;{text}&lt;/p&gt;</description>"
        "</item></channel></rss>"
    ).encode()
    path = tmp_path / "feeds" / "haichuan.toml"
    more = f'\n[[source]]\nkind = "feed"\nname = "rss"\nurl = "http://127.0.0.1:{newsroom.port}/feed"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    code, output = await run(config, "record", "haichuan/rss")
    assert code == 0, output
    assert (tmp_path / "feeds" / "recorded" / "haichuan" / "rss" / "listing.xml").exists()
    assert (await run(config, "check", "--replay"))[0] == 0
