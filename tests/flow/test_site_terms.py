"""What a site says about machines that read it is put on record, and ends no reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from newsroom import declare

from syndicator.config import load
from syndicator.flows.ingest import ingest
from syndicator.flows.overview import overview
from syndicator.start import services as opened
from syndicator.store import articles, terms

KEY = "haichuan/news"
TDMREP = "/.well-known/tdmrep.json"
RSL = b"""<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>
<permits type="usage">search</permits><prohibits type="usage">ai-all</prohibits></license></content></rsl>"""


@pytest.fixture
async def outspoken(tmp_path, newsroom):
    """A newsroom that says everything in every way, and a service that obeys robots.txt."""
    page = newsroom.pages["/news/"]

    async def speaking(_request):
        headers = {"tdm-reservation": "1", "tdm-policy": "https://haichuan.example/policy.json"}
        return web.Response(body=page, content_type="text/html", headers=headers)

    newsroom.pages["/robots.txt"] = b"User-agent: *\nDisallow: /admin\n\nLicense: /license.xml\n"
    newsroom.pages["/license.xml"] = RSL
    newsroom.pages[TDMREP] = b'[{"location": "/", "tdm-reservation": 0}]'
    newsroom.pages["/news/"] = speaking
    async with opened(load(declare(tmp_path, newsroom.port), environ={})) as services:
        yield services


async def said(services):
    async with services.database.read() as connection:
        found = await terms.load(connection, KEY)
    return {one.field: (one.text, one.where) for one in found[0].said} if found else None


async def test_everything_said_is_on_record_and_the_source_is_read(outspoken, newsroom):
    run = await ingest(outspoken, outspoken.catalog.source(KEY))
    assert (run.error, run.new) == ("", 3)
    here = f"http://127.0.0.1:{newsroom.port}"
    assert await said(outspoken) == {
        "tdm-reservation": ("1", f"{here}/news/ (header)"),
        "tdm-policy": ("https://haichuan.example/policy.json", f"{here}/news/ (header)"),
        "license": ("/license.xml", f"{here}/robots.txt"),
        "rsl": ("permits search; prohibits ai-all", f"{here}/license.xml"),
    }
    (line, _), _ = await overview(outspoken)
    assert {one.field for one in line.said} == {"tdm-reservation", "tdm-policy", "license", "rsl"}


async def test_the_sites_file_counts_where_the_page_says_nothing(outspoken, newsroom):
    newsroom.write(3)
    newsroom.pages[TDMREP] = b'[{"location": "/news/", "tdm-reservation": 1}]'
    await ingest(outspoken, outspoken.catalog.source(KEY))
    text, where = (await said(outspoken))["tdm-reservation"]
    assert (text, where) == ("1", f"http://127.0.0.1:{newsroom.port}{TDMREP}: /news/")


async def test_it_is_asked_once_a_day(outspoken, newsroom):
    source = outspoken.catalog.source(KEY)
    await ingest(outspoken, source)
    for hours, times in ((1, 1), (23, 1), (25, 2), (26, 2)):
        newsroom.write(3 + hours)
        later = replace(outspoken, now=lambda hours=hours: datetime.now(UTC) + timedelta(hours=hours))
        await ingest(later, source)
        assert newsroom.asked.count(TDMREP) == times
    assert newsroom.asked.count("/license.xml") == 2


@pytest.mark.parametrize("answer", [404, 500, 403, b"x" * 100_000, b"\xff\xfe<rsl"])
async def test_files_that_can_not_be_read_say_nothing(outspoken, newsroom, answer):
    newsroom.write(3)
    newsroom.pages[TDMREP] = newsroom.pages["/license.xml"] = answer
    run = await ingest(outspoken, outspoken.catalog.source(KEY))
    assert (run.error, run.problems, run.new) == ("", (), 3)
    assert set(await said(outspoken)) == {"license"}


async def test_an_unchanged_list_asks_nothing(services, newsroom):
    source = services.catalog.source(KEY)
    await ingest(services, source)
    newsroom.asked.clear()
    later = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=9))
    await ingest(later, source)
    assert newsroom.asked == ["/news/"]


async def test_a_site_that_says_nothing_is_on_record_as_that(services):
    await ingest(services, services.catalog.source(KEY))
    assert await said(services) == {}


META = b"""<head><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/policy.json">
<link rel="license" type="application/rsl+xml" href="/terms.xml">"""


def speaking(page):
    """An article's page with what its site says of its use in its head."""
    return page.replace(b"<head>", META, 1)


async def test_what_articles_say_is_on_record_of_each_and_of_the_source(services, newsroom):
    newsroom.pages["/a/2.html"] = speaking(newsroom.pages["/a/2.html"])
    newsroom.pages["/terms.xml"] = RSL
    await ingest(services, services.catalog.source(KEY))
    here = f"http://127.0.0.1:{newsroom.port}"
    page = f"{here}/a/2.html"
    assert await said(services) == {
        "tdm-reservation": ("1", f"{page} (meta)"),
        "tdm-policy": ("/policy.json", f"{page} (meta)"),
        "license": (f"{here}/terms.xml", f"{page} (link)"),
        "rsl": ("permits search; prohibits ai-all", f"{here}/terms.xml"),
    }
    async with services.database.read() as connection:
        found = {one.url: one for one in await articles.latest(connection)}
    rights = found[page].rights
    assert {one.field: one.text for one in rights.evidence if one.where.startswith(page)} == {
        "tdm-reservation": "1",
        "tdm-policy": "/policy.json",
        "rsl": f"{here}/terms.xml",
    }
    assert rights.license.startswith("http://feeds.haichuan.example/"), "terms for machines are no public license"
    other = found[f"{here}/a/1.html"].rights
    assert not {one.field for one in other.evidence} & {"tdm-reservation", "tdm-policy", "rsl"}


async def test_what_an_article_says_stays_and_is_noted_the_same_day(services, newsroom):
    source = services.catalog.source(KEY)
    await ingest(services, source)
    assert await said(services) == {}
    newsroom.write(4)
    newsroom.pages["/a/4.html"] = speaking(newsroom.pages["/a/4.html"])
    await ingest(services, source)
    assert set(await said(services)) == {"tdm-reservation", "tdm-policy", "license"}
    assert newsroom.asked.count("/terms.xml") == 0, "what it leads to is asked for once a day"
    newsroom.pages["/terms.xml"] = RSL
    newsroom.write(5)
    later = replace(services, now=lambda: datetime.now(UTC) + timedelta(days=9))
    await ingest(later, source, sparing=True)
    assert newsroom.asked.count("/terms.xml") == 1
    assert set(await said(services)) == {"tdm-reservation", "tdm-policy", "license", "rsl"}


async def test_a_sites_file_may_speak_of_its_articles_alone(services, newsroom):
    newsroom.pages[TDMREP] = b'[{"location": "/a/", "tdm-reservation": 1}]'
    await ingest(services, services.catalog.source(KEY))
    assert (await said(services))["tdm-reservation"][0] == "1"
