"""What other people's readers make of our feeds over real HTTP: an edit once, as an edit; nothing for an unchanged feed."""

import asyncio
import hashlib
import json
import queue
from dataclasses import dataclass, field

import aiohttp
import feedparser
import pytest
from reader import make_reader

EVERY = ["rss", "atom", "json", "rdf"]


@dataclass
class Miniflux:
    """The rules by which Miniflux keeps a feed, after what its documentation and its source (v2, internal/reader) say.

    An entry is known by the hash of its id (Atom `id`, RSS `guid`, JSON Feed `id`), else of its link, as in RSS 1.0; one
    that is known is updated in place. A feed is asked for with both validators, and is unchanged by a 304 and by either
    validator being that of the last time.
    """

    url: str
    etag: str = ""
    modified: str = ""
    status: int = 0
    held: dict[str, tuple[str, str]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()

    async def poll(self):
        """Ask once; returns the titles that are new to it, and those that were edited."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        headers = {name: value for name, value in given.items() if value}
        async with aiohttp.ClientSession() as session, session.get(self.url, headers=headers) as answer:
            self.status, body = answer.status, await answer.read()
        etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
        if self.status == 304 or (etag and etag == self.etag) or (modified and modified == self.modified):
            return [], []
        self.etag, self.modified = etag, modified
        return self._keep(_entries(answer.content_type, body))

    def _keep(self, entries):
        new, edited = [], []
        found = {hashlib.sha256(name.encode()).hexdigest(): said for name, *said in entries}
        assert len(found) == len(entries)
        for name, said in found.items():
            if name not in self.held:
                new.append(said[0])
            elif self.held[name] != said:
                edited.append(said[0])
            self.held[name] = said
        self.listed = frozenset(said[0] for said in found.values())
        return new, edited


def _entries(content_type, body):
    """Each entry's name, title and content."""
    if content_type == "application/feed+json":
        return [(one["id"] or one["url"], one["title"], one["content_html"]) for one in json.loads(body)["items"]]
    parsed = feedparser.parse(body)
    rdf = parsed.version == "rss10"
    return [(one.link if rdf else one.id, one.title, one.content[0].value) for one in parsed.entries]


@pytest.fixture
async def first(house):
    """Three articles that readers have before anything happens."""
    kept = [await house.keep(name, title=f"第{name}条") for name in "abc"]
    await house.release()
    house.clock.pass_by(minutes=5)
    return kept


@pytest.mark.parametrize("extension", EVERY)
async def test_miniflux_shows_an_edit_once_as_an_edit(site, house, first, extension):
    subscriber = Miniflux(str(site.make_url(f"/feeds/haichuan.{extension}")))
    poll = subscriber.poll
    new, edited = await poll()
    assert (sorted(new), edited) == (["第a条", "第b条", "第c条"], [])
    for _ in range(3):
        house.clock.pass_by(minutes=5)
        await house.release()
        assert (await poll(), subscriber.status) == (([], []), 304)
    await house.keep("b", title="第b条（更正）", body_html="<p>更正后的正文。</p>", body_text="更正后的正文。")
    await house.release()
    assert await poll() == ([], ["第b条（更正）"])
    assert (await poll(), subscriber.status) == (([], []), 304)
    house.clock.pass_by(minutes=5)
    await house.cancel(first[0])
    await house.release()
    assert await poll() == ([], [])
    assert subscriber.status == 200
    assert subscriber.listed == {"第b条（更正）", "第c条"}
    assert (await poll(), subscriber.status) == (([], []), 304)


@pytest.mark.parametrize("extension", ["rss", "atom", "json"])
async def test_reader_shows_an_edit_once_as_an_edit(site, house, first, extension):
    url = str(site.make_url(f"/feeds/haichuan.{extension}"))

    def work():
        with make_reader(":memory:") as subscriber:
            subscriber.add_feed(url, exist_ok=True)
            while (step := steps.get()) is not None:
                poll = subscriber.update_feed(url)
                told.put(((poll.new, poll.modified) if poll else None, {one.title for one in subscriber.get_entries()}))
                assert step

    steps, told = queue.Queue(), queue.Queue()
    running = asyncio.create_task(asyncio.to_thread(work))

    async def poll():
        steps.put("poll")
        return await asyncio.to_thread(told.get, timeout=20)

    try:
        assert (await poll())[0] == (3, 0)
        assert (await poll())[0] is None, "unchanged"
        await house.keep("b", title="第b条（更正）")
        await house.release()
        assert await poll() == ((0, 1), {"第a条", "第b条（更正）", "第c条"})
        assert (await poll())[0] is None
        await house.cancel(first[0])
        await house.release()
        assert (await poll())[0] in {(0, 0), None}, "a takedown is no news of the others"
    finally:
        steps.put(None)
        await running


@pytest.mark.parametrize("extension", ["rss", "atom", "rdf"])
async def test_feedparser_has_what_is_there_and_nothing_for_an_unchanged_feed(site, house, first, extension):
    url = str(site.make_url(f"/feeds/haichuan.{extension}"))
    whole = await asyncio.to_thread(feedparser.parse, url)
    assert (whole.status, whole.bozo, len(whole.entries)) == (200, False, 3)
    by_etag = await asyncio.to_thread(feedparser.parse, url, etag=whole.etag)
    by_time = await asyncio.to_thread(feedparser.parse, url, modified=whole.modified)
    assert [(one.status, one.entries) for one in (by_etag, by_time)] == [(304, []), (304, [])]
    await house.keep("b", title="第b条（更正）")
    await house.cancel(first[0])
    await house.release()
    after = await asyncio.to_thread(feedparser.parse, url, modified=whole.modified)
    assert {one.title for one in after.entries} == {"第b条（更正）", "第c条"}
    assert {one.id for one in after.entries} <= {one.id for one in whole.entries}
