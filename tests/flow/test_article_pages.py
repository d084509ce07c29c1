"""An article over several pages: whole or not at all, and an edit of any page is noticed."""

import hashlib

import pytest
from aiohttp import web
from newsroom import NOTICE, article, listing

from syndicator.flows import preview
from syndicator.flows.ingest import ingest
from syndicator.store import articles

TITLE = "海川河上的九座水闸"
PAGER = '<div class="pages">{}</div></body>'
TEXTS = {
    1: "第一座闸在东湾镇，建于上世纪六十年代，由附近三个村的村民肩挑背扛筑成，至今仍在使用。",
    2: "第二座闸在西山乡，去年冬天刚刚换上新的闸门，远程就能启闭，守闸人老周说省了不少力气。",
    3: "第三座闸在河口村，是全县最大的一座，汛期要开足九孔，枯水期则一孔也不开，全留给庄稼。",
}


def part(number: int, *links: int, title: str = TITLE, notice: str = "") -> bytes:
    words = "".join(f'<a href="1{f"_{to}" if to > 1 else ""}.html">{to}</a>' for to in links)
    made = article(title, body=TEXTS[number], notice=notice)
    return made.replace(b"</body>", PAGER.format(words).encode())


def conditional(body: bytes):
    """A page served with an ETag, as most servers do; `asked` counts whole answers."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'

    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, content_type="text/html", headers={"ETag": etag})

    return answer


@pytest.fixture
def pages(newsroom):
    newsroom.pages |= {
        "/news/": listing("/a/1.html"),
        "/a/1.html": conditional(part(1, 1, 2, 3)),
        "/a/1_2.html": conditional(part(2, 1, 2, 3)),
        "/a/1_3.html": conditional(part(3, 1, 2, 3, notice=NOTICE)),
    }
    return newsroom.pages


def _source(services):
    return services.catalog.source("haichuan/news")


async def _pass(services):
    run = await ingest(services, _source(services))
    async with services.database.read() as connection:
        return run, await articles.newest(connection, "haichuan", 10, services.now())


async def test_the_pages_are_one_article_with_the_last_pages_notice(services, newsroom, pages):
    run, (kept,) = await _pass(services)
    assert (run.new, run.problems) == (1, ())
    assert [kept.body_text.count(text) for text in TEXTS.values()] == [1, 1, 1]
    assert [kept.body_html.count(text) for text in TEXTS.values()] == [1, 1, 1]
    assert kept.body_text.index(TEXTS[1]) < kept.body_text.index(TEXTS[2]) < kept.body_text.index(TEXTS[3])
    assert kept.url.endswith("/a/1.html")
    assert kept.rights.notice == NOTICE.strip("（）")
    # What is printed on every page of this paper is said once.
    assert kept.body_text.count("县水务局负责人介绍") == 1


async def test_an_unchanged_article_is_not_read_again_whatever_its_pages(services, newsroom, pages):
    _, (before,) = await _pass(services)
    newsroom.asked.clear()
    run, (after,) = await _pass(services)
    assert (run.unchanged, run.changed, after) == (1, 0, before)
    assert (
        newsroom.asked == ["/robots.txt", "/news/", "/a/1.html", "/a/1_2.html", "/a/1_3.html"][-len(newsroom.asked) :]
    )


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_an_edit_of_any_page_is_an_edit_of_the_article(services, newsroom, pages, number):
    _, (before,) = await _pass(services)
    path = "/a/1.html" if number == 1 else f"/a/1_{number}.html"
    edited = part(number, 1, 2, 3, notice=NOTICE if number == 3 else "")
    pages[path] = conditional(edited.replace("闸在".encode(), "闸（更正）在".encode()))
    run, (after,) = await _pass(services)
    assert (run.changed, after.id, after.version) == (1, before.id, 2)
    assert "闸（更正）在" in after.body_text
    assert sum(text in after.body_text for text in TEXTS.values()) == 2


async def test_a_page_added_at_the_end_is_noticed(services, newsroom, pages):
    pages["/a/1_2.html"] = conditional(part(2, 1, 2, notice=NOTICE))
    pages["/a/1.html"] = conditional(part(1, 1, 2))
    _, (before,) = await _pass(services)
    assert TEXTS[3] not in before.body_text
    pages["/a/1_2.html"] = conditional(part(2, 1, 2, 3))
    _, (after,) = await _pass(services)
    assert TEXTS[3] in after.body_text


@pytest.mark.parametrize("broken", [404, 500, b""])
async def test_a_page_that_fails_makes_a_problem_and_no_half_article(services, newsroom, pages, broken):
    good = pages["/a/1_2.html"]
    pages["/a/1_2.html"] = broken
    run, kept = await _pass(services)
    assert kept == ()
    assert [problem.url.rpartition("/")[2] for problem in run.problems] == ["1.html"]
    pages["/a/1_2.html"] = good
    run, (kept,) = await _pass(services)
    assert (run.new, run.problems) == (1, ())
    assert all(text in kept.body_text for text in TEXTS.values())


async def test_a_page_that_fails_later_leaves_the_article_as_it_was(services, newsroom, pages):
    _, (before,) = await _pass(services)
    pages["/a/1_3.html"] = 503
    run, (after,) = await _pass(services)
    assert after == before
    assert len(run.problems) == 1


async def test_another_story_is_not_joined_and_asked_for_only_once(services, newsroom, pages):
    pages["/a/1.html"] = conditional(part(1, 1, 2, 3, notice=NOTICE))
    pages["/a/1_2.html"] = conditional(part(2, 1, 3, title="东湾镇下了今年第一场雪"))
    _, (kept,) = await _pass(services)
    assert TEXTS[2] not in kept.body_text
    assert "/a/1_3.html" not in newsroom.asked
    run, (after,) = await _pass(services)
    assert (run.unchanged, after) == (1, kept)


async def test_preview_joins_them_too(services, newsroom, pages):
    for made in (
        await preview.of(services, _source(services), 5),
        await preview.address(services, f"http://127.0.0.1:{newsroom.port}/a/1.html", 5),
    ):
        assert made.problems == ()
        assert all(text in made.looks[0].draft.body_text for text in TEXTS.values())
    assert made.notes == ("joined from 3 pages",)
