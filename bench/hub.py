"""A changed feed brought to 10,000 WebSub subscribers: deliveries per CPU second, against bare aiohttp clients.

Usage: python bench/hub.py [COUNT]

Every delivery of ours is found in the store, claimed, checked for access, signed with the subscriber's own secret, sent
through the guard and noted when it has arrived. The bare clients POST the same bytes to the same callbacks, as many at
once; one of them signs each with a key of its own, as a hub must, the other does nothing else at all. The callbacks are
another process (`sink.py`), on 32 addresses.
"""

import asyncio
import hashlib
import hmac
import os
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from house import house
from process import cpu_seconds, server
from served import draft, fill
from sqlalchemy import insert

from syndicator.fetch.callback import Caller
from syndicator.flows.distribute import Distribution
from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.flows.take import keep
from syndicator.flows.topics import address
from syndicator.model.draft import Lead
from syndicator.store.publish_tables import subscribers
from syndicator.store.subscribers import digest

COUNT = 10_000
HOSTS = tuple(f"127.21.0.{number}" for number in range(1, 33))


def callbacks(port: int, count: int) -> list[tuple[str, str]]:
    """Host and address of each callback."""
    hosts = [HOSTS[number % len(HOSTS)] for number in range(count)]
    return [(host, f"http://{host}:{port}/callback/{number}") for number, host in enumerate(hosts)]


async def subscribe(services: Services, port: int, count: int) -> None:
    """Store subscribers who have the present document of the feed."""
    now = services.now()
    ready = services.library.ready("haichuan", "atom")
    assert ready is not None
    topic = address(services, "haichuan", "atom")
    same = {
        "topic": topic,
        "feed": "haichuan",
        "extension": "atom",
        "partner": "",
        "token": "",
        "tries": 0,
        "failed": "",
    }
    same |= {"lease": now + timedelta(days=1), "created": now, "sent": ready.document.etag, "due": None}
    rows = [
        {"digest": digest(topic, url), "callback": url, "host": host, "secret": secrets.token_hex(32), **same}
        for host, url in callbacks(port, count)
    ]
    async with services.database.begin() as connection:
        await connection.execute(insert(subscribers), rows)


async def edit(services: Services) -> None:
    """One article is edited, and its feed released."""
    source = services.catalog.source("haichuan/news")
    assert source is not None
    said = draft(0)
    changed = replace(said, body_text=f"{said.body_text}\n更正一处。", body_html=f"{said.body_html}<p>更正一处。</p>")
    await keep(services, source, changed, Lead(changed.url, changed.title))
    assert await release_all(services) == ()


async def measured(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """The CPU and the wall seconds of this process while it works."""
    cpu, wall = cpu_seconds(os.getpid()), time.monotonic()
    await work()
    return cpu_seconds(os.getpid()) - cpu, time.monotonic() - wall


async def bare(port: int, count: int, body: bytes, concurrency: int, *, signed: bool) -> None:
    """POST the same bytes to the same callbacks, so many at once."""
    waiting = iter(callbacks(port, count))

    async def post(session: aiohttp.ClientSession) -> None:
        for _, callback in waiting:
            headers = {"Content-Type": "application/atom+xml; charset=utf-8"}
            if signed:
                signature = hmac.new(callback.encode(), body, hashlib.sha256).hexdigest()
                headers["X-Hub-Signature"] = f"sha256={signature}"
            async with session.post(callback, data=body, headers=headers, allow_redirects=False) as answer:
                assert answer.status == 204

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(post(session) for _ in range(concurrency)))


async def come(port: int) -> int:
    """How many deliveries the callbacks counted."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.21.0.1:{port}/") as answer:
        return int(await answer.text())


async def run(folder: Path, port: int, count: int) -> None:
    """Print the figures."""
    async with house(folder) as made, Caller(user_agent="bench", allow_hosts=frozenset(HOSTS)) as caller:
        services = replace(made, caller=caller)
        await fill(services)
        await subscribe(services, port, count)
        distribution = Distribution(services)
        await distribution.all()
        assert await come(port) == 0, "everybody has what there is"
        await edit(services)
        ours = await measured(distribution.all)
        assert await come(port) == count, "each of them once"
        ready = services.library.ready("haichuan", "atom")
        assert ready is not None
        body = ready.document.body
        at_once = services.config.hub.concurrency
        signing = await measured(lambda: bare(port, count, body, at_once, signed=True))
        plain = await measured(lambda: bare(port, count, body, at_once, signed=False))
    print(f"{count:,} deliveries of a feed of 50 entries, {len(body):,} bytes each")
    print(f"{'':20}{'per CPU s':>12}{'per s':>12}{'CPU s':>10}{'/ CPU':>10}")
    for name, (cpu, wall) in (("syndicator", ours), ("aiohttp, signing", signing), ("aiohttp", plain)):
        print(f"{name:20}{count / cpu:>12,.0f}{count / wall:>12,.0f}{cpu:>10.2f}{cpu / ours[0]:>10.2f}")
    print("/ CPU: our deliveries per CPU second against theirs")


def main() -> None:
    """Run it on a temporary folder."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with TemporaryDirectory() as folder, server("sink.py") as (_, port):
        asyncio.run(run(Path(folder), port, count))


if __name__ == "__main__":
    main()
