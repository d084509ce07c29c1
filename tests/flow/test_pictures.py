"""Pictures of an article: fetched past what keeps strangers out, kept once, served by us, credited."""

import hashlib
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from newsroom import FEED, NOTICE, declare, listing

from syndicator.config import load
from syndicator.flows.ingest import ingest
from syndicator.flows.pictures import tidy
from syndicator.flows.release import release
from syndicator.start import services as opened
from syndicator.store import articles
from syndicator.web.app import application

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="article"><h1>{title}</h1><p class="info">2026-11-20 08:30　来源：海川县融媒体中心　作者：周文海</p>
<div class="content"><p>今天上午，海川县青石水库的除险加固工程通过了验收，工人们在坝顶上合影留念，几位老人也赶来看热闹。</p>
{pictures}<p>县水利局负责人说，工程历时两年，加高了大坝，更换了三道闸门，下游三个乡镇的农田灌溉从此有了保障。{more}</p>
<p>{notice}</p></div></div></body></html>"""
FIGURE = '<figure><img src="{src}" alt="合影"><figcaption>工人们在坝顶合影（周文海 摄）</figcaption></figure>'


def png(width: int, height: int, size: int = 30_000, salt: bytes = b"") -> bytes:
    """What passes for a picture of `size` bytes."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return head + salt.ljust(size - len(head), b"\0")


PHOTO, NO_COPYING = png(1200, 800, salt=b"photo"), png(200, 100, 900, b"no copying")


@pytest.fixture
async def services(tmp_path: Path, newsroom):
    feed = FEED.replace('name = "news"', 'name = "news"\nimages = "copy"')
    async with opened(load(declare(tmp_path, newsroom.port, feed=feed), environ={})) as made:
        yield made


@pytest.fixture
async def client(services):
    async with TestClient(TestServer(application(services))) as opened_client:
        yield opened_client


def _write(newsroom, *srcs: str, more: str = "") -> None:
    pictures = "\n".join(FIGURE.format(src=src) for src in srcs)
    page = PAGE.format(title="青石水库通过验收", pictures=pictures, more=more, notice=NOTICE)
    newsroom.pages.update({"/news/": listing("/a/1.html"), "/a/1.html": page.encode()})


async def _pass(services):
    run = await ingest(services, services.catalog.source("haichuan/news"))
    assert run.error == ""
    await release(services, services.catalog.feed("haichuan"))
    return run


def _entry(services):
    (entry,) = services.library.selection("haichuan")
    return entry


def _name(body: bytes, extension: str = "png") -> str:
    return f"{hashlib.sha256(body).hexdigest()}.{extension}"


def _ours(body: bytes) -> str:
    return f"http://feeds.haichuan.example/images/{_name(body)}"


def picture(body: bytes, media_type: str = "image/png"):
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=media_type)

    return answer


def guarded(good, otherwise, *, referers):
    """Answers with `good` to these Referers alone; `{port}` in them is the site's."""

    async def answer(request: web.Request) -> web.StreamResponse:
        expected = {referer.replace("{port}", str(request.url.port)) for referer in referers}
        chosen = good if request.headers.get("Referer", "") in expected else otherwise
        return (
            web.Response(status=chosen)
            if isinstance(chosen, int)
            else web.Response(body=chosen, content_type="image/png")
        )

    return answer


FRONT, ARTICLE = "http://127.0.0.1:{port}/", "http://127.0.0.1:{port}/a/1.html"


@pytest.mark.parametrize(
    "handler",
    [
        picture(PHOTO),
        picture(PHOTO, "application/octet-stream"),
        guarded(PHOTO, 403, referers=[""]),
        guarded(PHOTO, 403, referers=[FRONT]),
        guarded(PHOTO, 403, referers=[ARTICLE]),
        guarded(PHOTO, 404, referers=[FRONT, ARTICLE]),
        guarded(PHOTO, NO_COPYING, referers=[FRONT, ARTICLE]),
        guarded(PHOTO, NO_COPYING, referers=[ARTICLE]),
        guarded(PHOTO, b"<html>no copying</html>", referers=[ARTICLE]),
    ],
    ids=["open", "mistyped", "none", "front", "article", "hidden", "placeholder", "placeholder to the front", "a page"],
)
async def test_a_picture_is_had_kept_and_served_by_us(services, newsroom, client, handler):
    newsroom.pages["/img/1.jpg"] = handler
    _write(newsroom, "/img/1.jpg")
    run = await _pass(services)
    assert (run.new, run.problems) == (1, ())
    entry = _entry(services)
    assert f'<img src="{_ours(PHOTO)}" alt="合影">' in entry.content_html
    assert "周文海 摄" in entry.content_html
    (image,) = entry.images
    assert (image.url, image.original) == (_ours(PHOTO), f"http://127.0.0.1:{newsroom.port}/img/1.jpg")
    for extension in ("rss", "atom", "json"):
        assert _ours(PHOTO) in services.library.ready("haichuan", extension).document.body.decode()
    answer = await client.get(f"/images/{_name(PHOTO)}")
    assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", PHOTO)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = await (await client.get(f"/articles/{entry.slug}")).text()
    assert _ours(PHOTO) in page
    assert "/img/1.jpg" not in page.split("<article", 1)[-1].split("</article")[0]


async def test_an_unchanged_article_asks_for_no_picture_again_and_an_edit_for_none_it_has(services, newsroom):
    newsroom.pages["/img/1.jpg"] = picture(PHOTO)
    _write(newsroom, "/img/1.jpg")
    await _pass(services)
    before = _entry(services)
    assert (await _pass(services)).unchanged == 1
    assert _entry(services) == before
    _write(newsroom, "/img/1.jpg", more="明年开春还要修渠。")
    assert (await _pass(services)).changed == 1
    assert newsroom.asked.count("/img/1.jpg") == 1
    assert _ours(PHOTO) in _entry(services).content_html


async def test_every_picture_the_body_shows_comes_from_us(services, newsroom):
    large = png(900, 600, salt=b"the large one")
    newsroom.pages.update(
        {"/图/1.jpg": picture(PHOTO), "/img/s.png": picture(NO_COPYING), "/img/l.png": picture(large)}
    )
    _write(newsroom, "/图/1.jpg", '/img/s.png" data-hi-res-src="/img/l.png')
    await _pass(services)
    entry = _entry(services)
    assert entry.content_html.count("<img ") == entry.content_html.count("http://feeds.haichuan.example/images/") == 2
    assert _ours(large) in entry.content_html or _ours(NO_COPYING) in entry.content_html


async def test_one_picture_at_two_addresses_is_one_file(services, newsroom):
    newsroom.pages.update({"/img/1.jpg": picture(PHOTO), "/img/1-b.jpg": picture(PHOTO)})
    _write(newsroom, "/img/1.jpg", "/img/1-b.jpg")
    await _pass(services)
    files = [path for path in (services.config.data / "images").rglob("*") if path.is_file()]
    assert [path.parent.name + path.name for path in files] == [_name(PHOTO)]
    assert files[0].read_bytes() == PHOTO
    assert _entry(services).content_html.count(_ours(PHOTO)) == 2


@pytest.mark.parametrize(
    ("handler", "why"),
    [
        (404, "404"),
        (guarded(PHOTO, 403, referers=["nobody"]), "403"),
        (500, "500"),
        (b"<html>log in</html>", "web page"),
        (picture(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"), "SVG"),
        (picture(png(1, 1)), "show nothing"),
        (picture(png(30_000, 30_000)), "too many"),
        (picture(PHOTO + bytes(2_000_000)), "bytes"),
    ],
)
async def test_a_picture_that_cannot_be_had_stays_linked_and_the_run_says_so(services, newsroom, handler, why):
    newsroom.pages.update({"/img/1.jpg": handler, "/img/2.jpg": picture(PHOTO)})
    _write(newsroom, "/img/2.jpg", "/img/1.jpg")
    run = await _pass(services)
    there = f"http://127.0.0.1:{newsroom.port}/img/1.jpg"
    assert run.new == 1
    assert [(problem.url, problem.code, why in problem.text) for problem in run.problems] == [(there, "picture", True)]
    entry = _entry(services)
    assert f'src="{there}"' in entry.content_html
    assert f'src="{_ours(PHOTO)}"' in entry.content_html
    asked = len(newsroom.asked)
    run = await _pass(services)
    assert (run.problems, run.unchanged) == ((), 1)
    assert not [path for path in newsroom.asked[asked:] if path.startswith("/img/")]


async def test_a_placeholder_for_every_address_is_recognised(services, newsroom):
    for number in range(1, 6):
        newsroom.pages[f"/img/{number}.jpg"] = picture(NO_COPYING)
    _write(newsroom, *(f"/img/{number}.jpg" for number in range(1, 6)))
    run = await _pass(services)
    assert {problem.url.rpartition("/")[2] for problem in run.problems} == {"3.jpg", "4.jpg", "5.jpg"}
    assert all("placeholder" in problem.text for problem in run.problems)


async def test_a_small_picture_that_is_real_is_kept(services, newsroom):
    small = png(300, 300, 2_000, b"small but real")
    newsroom.pages["/img/1.jpg"] = picture(small)
    _write(newsroom, "/img/1.jpg")
    assert (await _pass(services)).problems == ()
    assert _ours(small) in _entry(services).content_html


async def test_an_article_whose_rights_are_not_known_has_no_picture_copied(services, newsroom):
    newsroom.pages["/img/1.jpg"] = picture(PHOTO)
    _write(newsroom, "/img/1.jpg")
    newsroom.pages["/a/1.html"] = newsroom.pages["/a/1.html"].replace(
        "来源：海川县融媒体中心".encode(), "来源：新华社".encode()
    )
    run = await _pass(services)
    assert len(run.withheld) == 1
    assert "/img/1.jpg" not in newsroom.asked


async def test_a_picture_of_an_article_taken_down_is_served_no_more(services, newsroom, client):
    newsroom.pages["/img/1.jpg"] = picture(PHOTO)
    _write(newsroom, "/img/1.jpg")
    await _pass(services)
    assert (await client.get(f"/images/{_name(PHOTO)}")).status == 200
    assert await tidy(services) == 0
    async with services.database.begin() as connection:
        await articles.cancel(connection, _entry(services).slug, why="更正", now=services.now())
    assert (await client.get(f"/images/{_name(PHOTO)}")).status == 404
    assert await tidy(services) == 1
    assert [path for path in (services.config.data / "images").rglob("*") if path.is_file()] == []


async def test_a_file_that_was_lost_is_fetched_again(services, newsroom):
    newsroom.pages["/img/1.jpg"] = picture(PHOTO)
    _write(newsroom, "/img/1.jpg")
    await _pass(services)
    path = next(path for path in (services.config.data / "images").rglob("*.png") if path.is_file())
    path.unlink()
    _write(newsroom, "/img/1.jpg", more="又改了一处。")
    await _pass(services)
    assert path.read_bytes() == PHOTO


@pytest.mark.parametrize("name", ["x.png", "..%2f..%2fsyndicator.db", "0" * 64 + ".png", "0" * 64, "%00", "a" * 5000])
async def test_no_other_file_is_served(client, name):
    assert (await client.get(f"/images/{name}")).status == 404


async def test_pictures_stay_linked_where_nobody_asks_for_copies(tmp_path, newsroom):
    newsroom.pages["/img/1.jpg"] = picture(PHOTO)
    _write(newsroom, "/img/1.jpg")
    async with opened(load(declare(tmp_path, newsroom.port), environ={})) as services:
        await _pass(services)
        assert f'src="http://127.0.0.1:{newsroom.port}/img/1.jpg"' in _entry(services).content_html
        assert _entry(services).images[0].original == ""
    assert "/img/1.jpg" not in newsroom.asked
