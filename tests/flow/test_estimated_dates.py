"""A list that says how long ago: the time is estimated once, and counting on is no edit."""

from datetime import UTC, datetime

from newsroom import article

from syndicator.flows.ingest import ingest
from syndicator.store import articles

PAGE = article("海川县第1座水闸开工建设").replace(b"2026-11-20 08:30", b"")


def _listing(words: str) -> bytes:
    return f'<meta charset="utf-8"><ul class="list"><li><a href="/a/1.html">标题</a><i>{words}</i></li></ul>'.encode()


async def _stored(services):
    await ingest(services, services.catalog.source("haichuan/news"))
    async with services.database.read() as connection:
        (kept,) = await articles.newest(connection, "haichuan", 10, services.now())
    return kept


async def test_an_estimated_time_stays_as_it_was_first_estimated(services, newsroom):
    newsroom.pages |= {"/news/": _listing("3小时前"), "/a/1.html": PAGE}
    first = await _stored(services)
    assert first.published.estimated
    assert 10_000 < (datetime.now(UTC) - first.published.utc).total_seconds() < 12_000
    newsroom.pages |= {"/news/": _listing("5小时前"), "/a/1.html": PAGE.replace(b'class="content"', b'class="text"')}
    assert await _stored(services) == first
    newsroom.pages["/a/1.html"] = PAGE.replace("明年五月".encode(), "明年六月".encode())
    edited = await _stored(services)
    assert (edited.version, edited.published) == (2, first.published)


async def test_a_time_the_page_gives_later_takes_the_estimates_place(services, newsroom):
    newsroom.pages |= {"/news/": _listing("3小时前"), "/a/1.html": PAGE}
    await _stored(services)
    newsroom.pages["/a/1.html"] = article("海川县第1座水闸开工建设")
    assert str((await _stored(services)).published) == "2026-11-20T08:30:00+08:00"
