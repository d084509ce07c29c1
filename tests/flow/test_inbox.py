"""Files of every kind dropped into a folder: taken in, published in every format with their rights, or refused in words."""

import json
import os
import zipfile
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from click.testing import CliRunner

from syndicator.cli.main import cli
from syndicator.flows import preview
from syndicator.flows.declare import redeclare
from syndicator.flows.ingest import ingest
from syndicator.flows.release import release
from syndicator.model.health import State
from syndicator.model.rights import Status
from syndicator.publish.formats import FORMATS
from syndicator.store import articles, health
from syndicator.web.app import application

SAMPLES = Path(__file__).parents[1] / "samples" / "kinds" / "inbox"
NOTICE = "本条新闻版权归海川县融媒体中心所有，转载请注明出处。"
LONG = (
    "11月20日上午，东湾镇的三台收割机开进稻田，千亩晚稻开镰。种粮大户周德发满脸笑容地说，今年风调雨顺，病虫害少，亩产比去年高出五十公斤。"
    "镇农技站站长介绍，全镇晚稻面积三千二百亩，预计本月底收完，烘干和仓储已经安排妥当，农机手们正抢晴抓收，力争颗粒归仓。"
    "为了让农户卖得放心，县粮食部门在镇上设了三个收购点，当天过磅、当天付款，价格挂在墙上。几位老人坐在田埂上看机器来来回回，"
    "说从前全村人要忙半个月的活，如今两天就干完了。"
)
FILES = {
    "稿件.docx": ("word.docx", ["东湾镇千亩晚稻开镰"]),
    "投稿.eml": ("foxmail.eml", ["县图书馆新馆开放"]),
    "list.json": ("list.ninjs", ["西湾渡口恢复通航", "夜校开课 木工班报满"]),
    "message.xml": ("message.xml", ["青石水库除险加固通过验收"]),
    "秋收.txt": ("credits.txt", ["海川县召开秋收现场会"]),
    "page.html": ("page.html", ["东湾镇千亩晚稻开镰"]),
}


@pytest.fixture
async def client(services):
    async with TestClient(TestServer(application(services))) as opened:
        yield opened


def _source(services):
    return services.catalog.source("haichuan/inbox")


def put(services, name: str, body: bytes | str | dict | list) -> Path:
    """A file that has lain in the folder for long."""
    raw = (
        body
        if isinstance(body, bytes)
        else (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode()
    )
    path = Path(_source(services).url) / name
    path.write_bytes(raw)
    os.utime(path, (1, 1))
    return path


def zipped_picture() -> bytes:
    """The picture in the Word sample."""
    with zipfile.ZipFile(SAMPLES / "word.docx") as packed:
        return packed.read("word/media/image1.png")


async def take(services):
    run = await ingest(services, _source(services))
    await release(services, services.catalog.feed("haichuan"))
    return run


def entries(services):
    return {entry.title: entry for entry in services.library.selection("haichuan")}


async def kept(services):
    async with services.database.read() as connection:
        return await articles.latest(connection)


def ninjs(uri: str = "urn:haichuan:1", **changes) -> dict:
    """A document in ninjs 2."""
    document = {
        "uri": uri,
        "version": "1",
        "pubstatus": "usable",
        "copyrightholder": "海川县融媒体中心",
        "copyrightnotice": NOTICE,
        "headlines": [{"value": "青石水库通过验收"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>11月20日上午，青石水库除险加固工程通过验收。</p>"}],
        "versioncreated": "2026-11-20T08:00:00+08:00",
    }
    return document | changes


def story(title: str, body: str) -> str:
    return f"{title}\n{body}\n（{NOTICE}）\n"


@pytest.mark.parametrize("name", FILES)
async def test_a_file_of_every_kind_is_out_in_every_format_with_its_rights(services, name):
    sample, titles = FILES[name]
    path = put(services, name, (SAMPLES / sample).read_bytes())
    run = await take(services)
    assert (run.new, run.seen, run.withheld, run.error) == (len(titles), len(titles), (), "")
    assert {problem.code for problem in run.problems} <= {"left-out"}
    assert (path.exists(), (path.parent / "done" / name).read_bytes()) == (False, (SAMPLES / sample).read_bytes())
    published = entries(services)
    assert set(published) == set(titles)
    for title, entry in published.items():
        assert (entry.holder, entry.reprint) == ("海川县融媒体中心", "attribution")
        assert "版权归海川县融媒体中心所有，转载请注明出处" in entry.notice
        assert entry.credit
        assert entry.origin_url
        for extension in FORMATS:
            text = services.library.ready("haichuan", extension).document.body.decode()
            assert all(words in text for words in (title, "海川县融媒体中心", "转载请注明出处"))
    put(services, f"again {name}", (SAMPLES / sample).read_bytes())
    again = await take(services)
    assert (again.new, again.changed, again.unchanged) == (0, 0, len(titles))


async def test_the_way_back_is_where_the_file_says_its_original_is(services):
    put(services, "a.txt", story("海川县秋收", "全县秋收过半。\n原文链接：https://haichuan.example/a/1.html"))
    put(services, "b.json", ninjs(altids=[{"role": "web", "value": "https://haichuan.example/a/2.html"}]))
    put(services, "c.xml", (SAMPLES / "message.xml").read_bytes())
    put(services, "d.txt", story("渡口恢复通航", "首班渡轮载着九十名乘客驶向对岸。"))
    await take(services)
    published = entries(services)
    assert published["海川县秋收"].origin_url == "https://haichuan.example/a/1.html"
    assert "https://haichuan.example/a/1.html" in published["海川县秋收"].content_html
    assert published["青石水库通过验收"].origin_url == "https://haichuan.example/a/2.html"
    assert published["青石水库除险加固通过验收"].origin_url == "https://haichuan.example/a/dam.html"
    assert published["渡口恢复通航"].origin_url == published["渡口恢复通航"].page_url


@pytest.mark.parametrize(
    ("name", "sample", "credit"), [("稿件.docx", "word.docx", "李四"), ("投稿.eml", "foxmail.eml", "陈光")]
)
async def test_pictures_that_came_inside_are_kept_and_served_with_caption_and_credit(
    services, client, name, sample, credit
):
    put(services, name, (SAMPLES / sample).read_bytes())
    await take(services)
    (entry,) = entries(services).values()
    (image,) = entry.images
    assert image.url.startswith("http://feeds.haichuan.example/images/")
    assert (image.credit, image.original) == (credit, "")
    assert f'<img src="{image.url}"' in entry.content_html
    assert f"<figcaption>{image.caption}</figcaption>" in entry.content_html
    answer = await client.get(image.url.removeprefix("http://feeds.haichuan.example"))
    body = await answer.read()
    assert (answer.status, answer.content_type, body[:4]) == (200, "image/png", b"\x89PNG")
    for extension in FORMATS:
        text = services.library.ready("haichuan", extension).document.body.decode()
        assert "picture:" not in text
        assert image.url in text
    page = await (await client.get(f"/articles/{entry.slug}")).text()
    assert image.url.rpartition("/")[2] in page
    assert "picture:" not in page


async def test_a_picture_of_an_article_that_is_held_is_kept_and_served_once_it_is_let_go(services, client, tmp_path):
    message = EmailMessage()
    message["Subject"] = "东湾镇千亩晚稻开镰"
    # Without a notice of its own the article is held, until the admin vouches for one.
    message.set_content(f"{LONG}\n")
    message.add_attachment(zipped_picture(), maintype="image", subtype="png", filename="收割机进田.png")
    put(services, "a.eml", message.as_bytes())
    run = await take(services)
    assert (run.new, len(run.withheld), entries(services)) == (1, 1, {})
    (held,) = await kept(services)
    (image,) = held.images
    assert (image.url.startswith("picture:"), image.alt, _source(services).images) == (True, "收割机进田", "link")
    assert (await client.get(f"/images/{image.copy}")).status == 404
    path = tmp_path / "feeds" / "haichuan.toml"
    vouched = f'[source.rights]\nholder = "海川县融媒体中心"\nnotice = "{NOTICE}"'
    path.write_text(path.read_text("utf-8").replace("[source.rights]", vouched), "utf-8")
    await redeclare(services)
    put(services, "a.eml", message.as_bytes())
    assert (await take(services)).changed == 1
    assert set(entries(services)) == {"东湾镇千亩晚稻开镰"}
    assert (await client.get(f"/images/{image.copy}")).status == 200


async def test_a_picture_that_can_not_be_served_is_left_out_and_told(services):
    body = (SAMPLES / "foxmail.eml").read_bytes()
    start = body.index(b"Content-ID")
    at = body.index(b"\r\n\r\n", start) + 4
    broken = body[:at] + b"AAAA" + body[body.index(b"\r\n--", at) :]
    put(services, "a.eml", broken)
    run = await take(services)
    (problem,) = run.problems
    assert (run.new, problem.code) == (1, "picture")
    assert (
        problem.text == "lib.png is left out: no picture of a known format; save it as JPEG or PNG and put it in again"
    )
    (entry,) = entries(services).values()
    assert entry.images == ()
    assert "<img" not in entry.content_html
    async with services.database.read() as connection:
        assert (await health.load(connection, "haichuan/inbox")).state is State.WELL


async def test_what_is_left_out_is_told_and_is_no_trouble_of_the_source(services):
    put(services, "a.docx", (SAMPLES / "word.docx").read_bytes())
    put(services, "b.xml", (SAMPLES / "message.xml").read_bytes())
    run = await take(services)
    assert {problem.code for problem in run.problems} == {"left-out"}
    assert any("tracked changes" in problem.text for problem in run.problems)
    assert any("a package, which only lists other items" in problem.text for problem in run.problems)
    async with services.database.read() as connection:
        assert (await health.load(connection, "haichuan/inbox")).state is State.WELL


async def test_files_of_one_name_are_the_articles_they_hold(services):
    stories = {
        "东湾镇千亩晚稻开镰": LONG,
        "县图书馆新馆开放": "海川县图书馆新馆正式向读者开放，新馆藏书十二万册，周末开放到晚上九点。",
        "渡口恢复通航": "停航两个月的西湾渡口恢复通航，首班渡轮载着九十名乘客驶向对岸。",
    }
    for title, text in stories.items():
        put(services, "新建文本文档.txt", story(title, text))
        assert (await take(services)).new == 1
    assert set(entries(services)) == set(stories)


async def test_a_file_that_is_mended_and_put_in_again_is_an_edit(services):
    short = story("县图书馆新馆开放", "海川县图书馆新馆正式向读者开放，新馆藏书十二万册，周末开放到晚上九点。")
    long = story("东湾镇千亩晚稻开镰", LONG)
    put(services, "图书馆.txt", short)
    put(services, "晚稻.txt", long)
    assert (await take(services)).new == 2
    put(services, "图书馆.txt", short.replace("正式向读者开放", "昨日起向读者开放"))
    # Under another name it is found by its words.
    put(services, "晚稻（改）.txt", long.replace("满脸笑容", "擦着汗"))
    assert (await take(services)).changed == 2
    found = {article.title: article for article in await kept(services)}
    assert [article.version for article in found.values()] == [2, 2]
    assert "擦着汗" in found["东湾镇千亩晚稻开镰"].body_text
    assert found["东湾镇千亩晚稻开镰"].url == "inbox:晚稻.txt"


@pytest.mark.parametrize("kind", ["json", "xml"])
async def test_a_sender_cancels_and_it_is_gone_for_good(services, client, kind):
    xml = (SAMPLES / "message.xml").read_bytes()
    bodies = {
        "json": (ninjs(), ninjs(pubstatus="canceled", version="2")),
        "xml": (xml, xml.replace(b"stat:usable", b"stat:canceled")),
    }
    first, gone = bodies[kind]
    put(services, f"a.{kind}", first)
    await take(services)
    (entry,) = entries(services).values()
    put(services, f"b.{kind}", gone)
    assert (await take(services)).changed == 1
    assert entries(services) == {}
    assert (await client.get(f"/articles/{entry.slug}")).status == 410
    put(services, f"c.{kind}", first)
    await take(services)
    assert entries(services) == {}
    assert [article.status for article in await kept(services)] == [Status.CANCELED]


async def test_a_cancellation_of_what_never_came_keeps_it_out(services):
    put(services, "a.json", {"uri": "urn:haichuan:1", "pubstatus": "canceled", "version": "2"})
    await take(services)
    put(services, "b.json", ninjs())
    await take(services)
    assert entries(services) == {}


async def test_an_older_version_that_comes_later_changes_nothing(services):
    newer = ninjs(
        version="10", headlines=[{"value": "青石水库昨日通过验收"}], versioncreated="2026-11-20T10:00:00+08:00"
    )
    put(services, "a.json", newer)
    put(services, "b.json", ninjs(version="9"))
    run = await take(services)
    assert (run.new, run.unchanged) == (1, 1)
    assert set(entries(services)) == {"青石水库昨日通过验收"}
    put(services, "c.json", ninjs(version="11", headlines=[{"value": "青石水库验收后蓄水"}]))
    assert (await take(services)).changed == 1
    assert set(entries(services)) == {"青石水库验收后蓄水"}


async def test_an_embargo_and_a_senders_hold_are_kept_to(services):
    later = (services.now() + timedelta(hours=3)).isoformat()
    put(services, "a.json", ninjs(embargoed=later))
    put(
        services,
        "b.json",
        ninjs(
            "urn:haichuan:2",
            pubstatus="withheld",
            headlines=[{"value": "渡口恢复通航"}],
            bodies=[{"value": "首班渡轮载着九十名乘客驶向对岸。"}],
        ),
    )
    xml = (SAMPLES / "message.xml").read_bytes()
    put(services, "c.xml", xml.replace(b"<pubStatus", f"<embargoed>{later}</embargoed><pubStatus".encode(), 1))
    run = await take(services)
    assert run.new == 3
    assert entries(services) == {}
    found = {article.title: article for article in await kept(services)}
    assert found["青石水库通过验收"].embargo == datetime.fromisoformat(later)
    assert [hold.code for hold in found["渡口恢复通航"].holds] == ["sender"]


async def test_of_a_list_the_good_are_out_and_the_file_is_kept_with_what_is_wrong(services):
    good, other = (
        ninjs(),
        ninjs(
            "urn:haichuan:2",
            headlines=[{"value": "渡口恢复通航"}],
            bodies=[{"value": "首班渡轮载着九十名乘客驶向对岸。"}],
        ),
    )
    broken = {key: value for key, value in other.items() if key != "bodies"}
    path = put(services, "list.json", [good, broken])
    run = await take(services)
    assert (run.new, run.seen, len(run.problems)) == (1, 2, 1)
    why = (path.parent / "failed" / "list.json.why").read_text("utf-8")
    assert "article 2: bodies: is required" in why
    assert "put the file in again" in why
    put(services, "list.json", [good, other])
    again = await take(services)
    assert (again.new, again.unchanged, again.problems) == (1, 1, ())
    assert set(entries(services)) == {"青石水库通过验收", "渡口恢复通航"}


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("稿件.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx and put that in"),
        ("稿件.pdf", b"%PDF-1.7", "save its text as .docx or .txt"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "put it into the article's .docx"),
        ("稿件.docx", b"PK\x03\x04broken", "the file is damaged"),
        (
            "包.xml",
            b'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p"/>',
            "a package, which only lists other items",
        ),
        ("a.json", b"{", "no JSON"),
        ("a.eml", b"no mail", "no mail"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "a film or a sound"),
    ],
)
async def test_what_can_not_be_taken_is_kept_with_what_to_do(services, name, body, words):
    path = put(services, name, body)
    run = await take(services)
    assert (run.new, len(run.problems), run.problems[0].url) == (0, 1, name)
    assert (path.parent / "failed" / name).read_bytes() == body
    assert words in (path.parent / "failed" / f"{name}.why").read_text("utf-8")
    assert words in run.problems[0].text
    assert entries(services) == {}


async def test_an_unknown_file_is_left_while_it_may_be_written_and_refused_once_it_has_lain(services):
    fresh = put(services, "upload.x7f3", "海川")
    os.utime(fresh)
    put(services, "stray.x7f3", b"\x00\x01" * 500)
    run = await take(services)
    assert [problem.url for problem in run.problems] == ["stray.x7f3"]
    assert fresh.exists()


async def test_preview_shows_what_lies_ready_and_takes_nothing(services):
    for name, (sample, _) in FILES.items():
        put(services, name, (SAMPLES / sample).read_bytes())
    put(services, "z.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    made = await preview.of(services, _source(services), 20)
    assert {look.draft.title for look in made.looks} == {title for _, titles in FILES.values() for title in titles}
    assert [problem.url for problem in made.problems] == ["z.doc"]
    assert any("tracked changes" in note for note in made.notes)
    assert not (Path(_source(services).url) / "done").exists()
    assert await kept(services) == ()


@pytest.mark.parametrize("name", FILES)
def test_extract_prints_a_line_for_each_article(tmp_path, name):
    sample, titles = FILES[name]
    (tmp_path / name).write_bytes((SAMPLES / sample).read_bytes())
    done = CliRunner().invoke(cli, ["extract", str(tmp_path / name)])
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["title"] for line in lines] == titles
    assert all(line["rights"]["holder"] == "海川县融媒体中心" and line["published"] for line in lines)
    assert all((line["published"] + "T08:00:00+08:00")[19:25] == "+08:00" for line in lines)


def test_extract_says_what_is_wrong_with_a_file(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "b.json").write_text(json.dumps([ninjs(), {"uri": "urn:x"}]), encoding="utf-8")
    done = CliRunner().invoke(cli, ["extract", str(tmp_path / "a.doc"), str(tmp_path / "b.json")])
    assert done.exit_code == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert "save it as .docx" in lines[0]["error"]
    assert (lines[1]["title"], lines[2]["error"]) == (
        "青石水库通过验收",
        "article 2: bodies: is required; headlines: is required",
    )
