"""One newsroom, read over and over: what is kept, what is told, what never changes."""

import asyncio
import gzip
import os
from pathlib import Path

import pytest
from aiohttp import web
from newsroom import article, listing

from syndicator.flows.declare import redeclare
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release
from syndicator.publish.formats import FORMATS
from syndicator.store import articles, runs, sources

SHARED = Path(__file__).parents[2].parent / "shared"


def _source(services, name="news"):
    return services.catalog.source(f"haichuan/{name}")


async def _pass(services, name="news"):
    run = await ingest(services, _source(services, name))
    await release(services, services.catalog.feed("haichuan"))
    return run


def _etags(services):
    return {extension: services.library.ready("haichuan", extension).document.etag for extension in FORMATS}


def _titles(services):
    return {entry.title for entry in services.library.selection("haichuan")}


async def test_a_pass_publishes_what_it_found_with_its_rights(services):
    run = await _pass(services)
    assert (run.seen, run.new, run.problems, run.error) == (3, 3, (), "")
    for entry in services.library.selection("haichuan"):
        assert entry.holder == "海川县融媒体中心"
        assert "转载请注明出处" in entry.notice
        assert entry.origin_url.startswith("http://127.0.0.1:")
        assert entry.credit in entry.content_html or "来源：海川县融媒体中心" in entry.content_html
    assert _titles(services) == {f"海川县第{number}座水闸开工建设" for number in (1, 2, 3)}


async def test_a_second_pass_changes_no_byte(services, newsroom):
    await _pass(services)
    before = _etags(services)
    modified = services.library.ready("haichuan", "atom").document.last_modified
    run = await _pass(services)
    assert (run.new, run.changed, run.unchanged) == (0, 0, 3)
    assert _etags(services) == before
    assert services.library.ready("haichuan", "atom").document.last_modified == modified
    assert newsroom.asked.count("/a/1.html") == 2


async def test_an_edit_keeps_the_id_and_moves_updated(services, newsroom):
    await _pass(services)
    before = {entry.title: entry for entry in services.library.selection("haichuan")}
    newsroom.pages["/a/2.html"] = article("海川县第2座水闸开工建设", body="更正：工程计划明年六月完工。")
    run = await _pass(services)
    assert (run.new, run.changed) == (0, 1)
    after = {entry.title: entry for entry in services.library.selection("haichuan")}
    edited = "海川县第2座水闸开工建设"
    assert after[edited].id == before[edited].id
    assert after[edited].updated > before[edited].updated
    assert "六月" in after[edited].content_html
    untouched = "海川县第1座水闸开工建设"
    assert after[untouched] == before[untouched]


async def test_an_edit_reaches_readers_after_newer_articles_have_filled_the_feed(services, newsroom, tmp_path):
    await _pass(services)
    path = tmp_path / "feeds" / "haichuan.toml"
    path.write_text("entries = 2\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    await redeclare(services)
    assert len(_titles(services)) == 2
    (left_out,) = {f"海川县第{number}座水闸开工建设" for number in (1, 2, 3)} - _titles(services)
    number = left_out.removeprefix("海川县第")[0]
    newsroom.pages[f"/a/{number}.html"] = article(left_out, body="更正：工程计划明年六月完工。")
    await _pass(services)
    assert left_out in _titles(services)


async def test_an_edit_of_mark_up_alone_is_no_edit(services, newsroom):
    await _pass(services)
    before = _etags(services)
    newsroom.pages["/a/2.html"] = newsroom.pages["/a/2.html"].replace(b'class="content"', b'class="content" data-t="9"')
    run = await _pass(services)
    assert run.changed == 0
    assert _etags(services) == before


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"outlet": "新华社"}, "third-party"),
        ({"notice": ""}, "rights-unknown"),
        (
            {"notice": "（本文版权归清源县融媒体中心所有，转载请注明出处。）", "outlet": "海川县融媒体中心"},
            "contradiction",
        ),
    ],
)
async def test_unclear_rights_are_withheld_and_named(services, newsroom, page, code):
    newsroom.pages["/a/2.html"] = article("权利不清楚的一篇稿件在这里", **page)
    run = await _pass(services)
    assert [held.title for held in run.withheld] == ["权利不清楚的一篇稿件在这里"]
    assert run.withheld[0].reason
    assert "权利不清楚的一篇稿件在这里" not in _titles(services)
    assert len(_titles(services)) == 2
    async with services.database.read() as connection:
        (held,) = await articles.withheld(connection)
    assert code in {hold.code for hold in held.holds}


async def test_an_article_that_loses_its_notice_leaves_the_feed(services, newsroom):
    await _pass(services)
    newsroom.pages["/a/2.html"] = article("海川县第2座水闸开工建设", notice="")
    await _pass(services)
    assert len(_titles(services)) == 2


async def _drip(_request):
    response = web.StreamResponse()
    await response.prepare(_request)
    while True:
        await response.write(b"<p>")
        await asyncio.sleep(0.05)


async def _bomb(_request):
    body = gzip.compress(b"\0" * 30_000_000, mtime=0)
    return web.Response(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


async def _loop(request):
    raise web.HTTPFound(request.path)


async def _inward(_request):
    raise web.HTTPFound("http://169.254.169.254/latest/meta-data/")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (404, "http-404"),
        (410, "http-410"),
        (500, "http-500"),
        (b"", "extract"),
        (b"x" * 1_500_000, "too-large"),
        (_bomb, "too-large"),
        (_drip, "too-slow"),
        (_loop, "redirects"),
        (_inward, "address-refused"),
    ],
    ids=["404", "410", "500", "empty", "large", "bomb", "drip", "loop", "inward"],
)
async def test_a_bad_article_is_a_problem_and_the_rest_goes_on(services, newsroom, answer, code):
    newsroom.pages["/a/2.html"] = answer
    run = await _pass(services)
    assert [(problem.url.rpartition("/")[2], problem.code) for problem in run.problems] == [("2.html", code)]
    assert run.new == 2
    newsroom.pages["/a/2.html"] = article("海川县第2座水闸开工建设")
    run = await _pass(services)
    assert (run.new, run.problems) == (1, ()), "a missed article is tried again although the list is the same"


@pytest.mark.parametrize("answer", [404, 500, b"", listing(), b"<html><body>no list</body></html>", _bomb, _loop])
async def test_a_bad_listing_leaves_the_last_good_feed(services, newsroom, answer):
    await _pass(services)
    before = _etags(services)
    newsroom.pages["/news/"] = answer
    run = await _pass(services)
    assert run.error
    assert _etags(services) == before
    async with services.database.read() as connection:
        state = await sources.load(connection, "haichuan/news")
        last = await runs.last(connection, "haichuan/news")
    assert (state.failures, state.last_error) == (1, run.error)
    assert last.error == run.error


async def test_a_host_that_asks_for_rest_gets_it_and_the_source_lives_on(services, newsroom):
    newsroom.pages["/a/2.html"] = 429
    run = await _pass(services)
    assert {problem.code for problem in run.problems} == {"http-429"}
    assert (run.new, run.error) == (1, "")
    asked = len(newsroom.asked)
    run = await _pass(services)
    assert len(newsroom.asked) == asked, "nothing is asked of a host that rests"
    assert len(_titles(services)) == 1


async def test_retry_after_is_remembered(services, newsroom):
    async def busy(_request):
        return web.Response(status=429, headers={"Retry-After": "120"})

    newsroom.pages["/news/"] = busy
    await _pass(services)
    async with services.database.read() as connection:
        state = await sources.load(connection, "haichuan/news")
    assert 100 < (state.not_before - services.now()).total_seconds() <= 121


async def test_hostile_text_never_breaks_a_feed(services, newsroom):
    newsroom.pages["/a/2.html"] = article("标题&#0;&#x1F;\x0b]]>" + "长" * 300_000)
    newsroom.pages["/a/3.html"] = article("半个代理\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    run = await _pass(services)
    assert run.error == ""
    for extension in FORMATS:
        services.library.ready("haichuan", extension).document.body.decode("utf-8")


async def test_a_changed_policy_reads_unchanged_pages_again(services, newsroom, tmp_path):
    newsroom.pages["/a/2.html"] = article("没有声明的一篇稿件在这里", notice="")
    await _pass(services)
    path = tmp_path / "feeds" / "haichuan.toml"
    notice = '[rights]\nnotice = "版权归海川县融媒体中心所有，转载请注明出处。"\n'
    path.write_text(path.read_text(encoding="utf-8").replace("[rights]\n", notice, 1), encoding="utf-8")
    await redeclare(services)
    run = await _pass(services)
    assert run.changed >= 1
    assert "没有声明的一篇稿件在这里" in _titles(services)


async def test_files_in_the_inbox_are_taken_in_once(services):
    inbox = Path(_source(services, "inbox").url)
    text = "海川县图书馆新馆开放\n周末可借书至晚九点\n11月20日，海川县图书馆新馆正式向读者开放。新馆藏书十二万册，设有少儿阅览区。\n（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）\n"
    (inbox / "library.txt").write_text(text, encoding="utf-8")
    (inbox / "broken.html").write_bytes(b"")
    for path in inbox.iterdir():
        if path.is_file():
            os.utime(path, (1, 1))
    run = await _pass(services, "inbox")
    assert run.new == 1
    assert _titles(services) == {"海川县图书馆新馆开放"}
    assert (inbox / "done" / "library.txt").exists()
    assert (inbox / "failed" / "broken.html").exists()
    assert (inbox / "failed" / "broken.html.why").read_text(encoding="utf-8").strip()
    (inbox / "again.txt").write_text(text, encoding="utf-8")
    os.utime(inbox / "again.txt", (1, 1))
    run = await _pass(services, "inbox")
    assert (run.new, len(_titles(services))) == (0, 1)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article lies in ../shared, which is not here")
async def test_the_seed_is_published_restored_with_its_owner(services):
    inbox = Path(_source(services, "inbox").url)
    seed = SHARED / "seed" / "000_817d3cbb784a561d.txt"
    (inbox / seed.name).write_bytes(seed.read_bytes())
    os.utime(inbox / seed.name, (1, 1))
    run = await _pass(services, "inbox")
    assert (run.new, run.withheld, run.problems) == (1, (), ())
    (entry,) = services.library.selection("haichuan")
    restored = (SHARED / "seed" / "restored.txt").read_text(encoding="utf-8").splitlines()
    assert entry.title == restored[0]
    assert entry.holder == "滨海县融媒体中心"
    assert entry.reprint == "attribution"
    for line in restored[4:]:
        assert line.strip().strip("　") in entry.body_text
    for extension in FORMATS:
        text = services.library.ready("haichuan", extension).document.body.decode("utf-8")
        assert "滨海县融媒体中心" in text
        assert "转载请注明出处" in text
