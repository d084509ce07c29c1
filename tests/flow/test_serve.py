"""The whole service as a process: started, asked, changed, stopped."""

import asyncio
import signal
import sys

import aiohttp
import pytest
from newsroom import article, declare, listing
from reader import make_reader

WAIT = 30


class Service:
    """A running `syndicator serve`, its output kept."""

    def __init__(self, process, base):
        self.process = process
        self.base = base
        self.output = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self):
        while line := await self.process.stdout.readline():
            self.output += line.decode()

    async def get(self, path, **headers):
        async with aiohttp.ClientSession() as session, session.get(f"{self.base}{path}", headers=headers) as answer:
            return answer.status, answer.headers, await answer.text()

    async def until(self, condition):
        async with asyncio.timeout(WAIT):
            while not await condition():  # noqa: ASYNC110 - another process changes it, no event can tell
                await asyncio.sleep(0.05)

    async def says(self, words):
        async def said():
            return words in self.output

        await self.until(said)

    async def entries(self, count):
        async def there():
            try:
                status, _, body = await self.get("/feeds/haichuan.json")
            except aiohttp.ClientError:
                return False
            return status == 200 and body.count('"content_html"') == count

        await self.until(there)

    async def stop(self):
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(WAIT):
            code = await self.process.wait()
        await self._reading
        return code


async def _run(config, *arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "syndicator.cli.main", "--config", str(config), *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


@pytest.fixture
async def service(tmp_path, newsroom, unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    process = await _run(declare(tmp_path, newsroom.port, server=port), "serve")
    running = Service(process, f"http://127.0.0.1:{port}")
    yield running
    await running.stop()


async def test_it_serves_what_it_scraped_and_stops_cleanly(service):
    await service.entries(3)
    await service.says("haichuan/news: 3 seen, 3 new")
    status, headers, body = await service.get("/feeds/haichuan.atom")
    assert status == 200
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "海川县融媒体中心" in body
    status, _, _ = await service.get("/feeds/haichuan.atom", **{"If-None-Match": headers["ETag"]})
    assert status == 304
    assert await service.stop() == 0
    assert service.output.rstrip().endswith("Stopped.")
    assert "Traceback" not in service.output


async def test_feed_files_are_followed_and_a_bad_edit_refused(service, newsroom, tmp_path):
    await service.entries(3)
    path = tmp_path / "feeds" / "haichuan.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("item =", "itme ="), encoding="utf-8")
    await service.says("feeds/haichuan.toml:13: source.1.itme: there is no such key")
    await service.entries(3)
    newsroom.pages["/other/"] = listing("/b/1.html")
    newsroom.pages["/b/1.html"] = article("新栏目里的第一篇稿件")
    path.write_text(good.replace("/news/", "/other/"), encoding="utf-8")
    await service.entries(4)
    path.write_text(good.replace("海川要闻", "海川要闻（新）"), encoding="utf-8")

    async def renamed():
        return "海川要闻（新）" in (await service.get("/feeds/haichuan.atom"))[2]

    await service.until(renamed)


async def test_a_stock_subscriber_sees_each_entry_new_once_and_an_edit_as_an_edit(service, newsroom, tmp_path):
    await service.entries(3)
    subscriber = make_reader(":memory:")
    url = f"{service.base}/feeds/haichuan.atom"
    subscriber.add_feed(url)
    seen = [subscriber.update_feed(url) for _ in range(3)]
    assert [(poll.new, poll.modified) if poll else (0, 0) for poll in seen] == [(3, 0), (0, 0), (0, 0)]
    newsroom.pages["/a/2.html"] = article("海川县第2座水闸开工建设", body="更正：工程计划明年六月完工。")
    again = await _run(tmp_path / "config.toml", "ingest")
    await again.communicate()

    async def edited():
        return "更正" in (await service.get("/feeds/haichuan.atom"))[2]

    await service.until(edited)
    poll = subscriber.update_feed(url)
    assert (poll.new, poll.modified) == (0, 1)
    entries = list(subscriber.get_entries())
    assert {entry.title for entry in entries} == {f"海川县第{number}座水闸开工建设" for number in (1, 2, 3)}
    assert all("来源：海川县融媒体中心" in entry.content[0].value for entry in entries)
    subscriber.close()


async def test_a_stop_in_the_middle_of_a_run_loses_nothing(service, newsroom, tmp_path):
    async def slow(_request):
        await asyncio.sleep(0.7)
        return aiohttp.web.Response(body=article("慢慢传来的一篇新闻稿件"), content_type="text/html")

    newsroom.pages["/a/2.html"] = slow

    async def under_way():
        return "/a/2.html" in newsroom.asked

    await service.until(under_way)
    assert await service.stop() == 0
    assert "Traceback" not in service.output
    again = await _run(tmp_path / "config.toml", "ingest")
    output, _ = await again.communicate()
    assert again.returncode == 0, output.decode()
    assert "interrupted" not in output.decode()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("config.toml", "[server]", "[sever]", "config.toml:1: sever: there is no such key"),
        ("feeds/haichuan.toml", "ul.list li", "ul..list", "feeds/haichuan.toml:13: source.1.item: not a CSS selector"),
        (
            "feeds/haichuan.toml",
            '"inbox"\n[',
            '"/no/such/folder"\n[',
            "source.2.url: the folder /no/such/folder is missing",
        ),
    ],
)
@pytest.mark.parametrize("command", ["check", "serve", "ingest"])
async def test_a_wrong_config_is_named_and_nothing_half_started(tmp_path, file, old, new, message, command):
    config = declare(tmp_path, 1)
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    process = await _run(config, command)
    output, _ = await process.communicate()
    assert process.returncode == 2, output.decode()
    assert message in output.decode()
    assert "Traceback" not in output.decode()
    assert not (tmp_path / "data").exists()


async def test_a_taken_port_is_said_in_words(tmp_path, newsroom):
    process = await _run(declare(tmp_path, 1, server=newsroom.port), "serve")
    output, _ = await process.communicate()
    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{newsroom.port}" in output.decode()
    assert "Traceback" not in output.decode()
