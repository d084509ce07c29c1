"""What a newcomer gets: the sample newsroom through the whole line, by the feed file that ships."""

from datetime import date
from pathlib import Path

import feedparser
import pytest

from syndicator.config import load
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release_all
from syndicator.publish.formats import FORMATS
from syndicator.start import services as opened
from syndicator.store import articles
from syndicator.web.sample.site import NEWSROOM, serve

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def line(tmp_path, unused_tcp_port):
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    declared = (ROOT / "feeds" / "haichuan.toml").read_text(encoding="utf-8")
    (feeds / "haichuan.toml").write_text(declared.replace(":8081", f":{unused_tcp_port}"), encoding="utf-8")
    config = (ROOT / "config.toml").read_text(encoding="utf-8").replace("port = 8081", f"port = {unused_tcp_port}")
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    runner = await serve(unused_tcp_port, today=date(2026, 11, 24))
    async with opened(load(tmp_path / "config.toml", environ={})) as services:
        yield services, runner.app[NEWSROOM]
    await runner.cleanup()


async def _pass(services):
    runs = [await ingest(services, source) for source in services.catalog.sources]
    assert await release_all(services) == ()
    assert [(run.error, run.problems) for run in runs] == [("", ())] * 3
    return {run.source: run for run in runs}


def _documents(services):
    return {extension: services.library.ready("haichuan", extension).document for extension in FORMATS}


async def test_the_sample_newsroom_becomes_a_feed_with_owners(line):
    services, _ = line
    runs = await _pass(services)
    assert {held.title for held in runs["haichuan/news"].withheld} == {"老街的豆腐坊", "沿海防护林里来了年轻的护林员"}
    assert runs["haichuan/notices"].withheld == ()
    entries = services.library.selection("haichuan")
    assert len(entries) >= 30
    assert {entry.holder for entry in entries} == {"海川县融媒体中心"}
    for extension in ("rss", "atom"):
        read = feedparser.parse(_documents(services)[extension].body)
        assert not read.bozo
        assert len(read.entries) == len(entries)
        assert all(len(one.rights) > 8 and one.dcterms_rightsholder == "海川县融媒体中心" for one in read.entries)
    text = _documents(services)["json"].body.decode()
    assert "\ufffd" not in text
    assert "新华社" not in {entry.origin_name for entry in entries}


async def test_three_passes_change_one_article_once(line):
    services, newsroom = line
    await _pass(services)
    first = _documents(services)
    ids = {entry.origin_url: (entry.id, entry.updated) for entry in services.library.selection("haichuan")}
    runs = await _pass(services)
    assert (runs["haichuan/news"].changed, newsroom.amended) == (1, True)
    second = _documents(services)
    changed = [entry for entry in services.library.selection("haichuan") if ids[entry.origin_url][1] != entry.updated]
    assert len(changed) == 1
    assert changed[0].id == ids[changed[0].origin_url][0]
    assert changed[0].updated > ids[changed[0].origin_url][1]
    assert all(first[extension].etag != second[extension].etag for extension in FORMATS)
    runs = await _pass(services)
    assert all((run.new, run.changed) == (0, 0) for run in runs.values())
    assert _documents(services) == second


async def test_every_article_has_one_version_but_the_edited_one(line):
    services, _ = line
    for _ in range(3):
        await _pass(services)
    async with services.database.read() as connection:
        kept = (
            *await articles.newest(connection, "haichuan", 100, services.now()),
            *await articles.withheld(connection),
        )
    assert len(kept) == 35
    assert sorted(article.version for article in kept) == [1] * 34 + [2]
