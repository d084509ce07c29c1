"""Ingest: articles per CPU second through the whole line, against fetching them and running trafilatura alone.

Usage: python bench/ingest.py [STORIES]   (200 unless given)

A generated newsroom serves the pages over loopback from a process of its own; what is counted is the CPU time of
this process, threads and system calls included. Baseline in the same run: aiohttp fetches the same pages and
trafilatura's bare_extraction reads title, author, date and body of each; nothing is kept. Another row reads bodies
alone, as bare_extraction does when not asked for more.
"""

import asyncio
import sys
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import aiohttp
import trafilatura
from house import house
from process import server
from stories import story

from syndicator.flows.ingest import ingest
from syndicator.flows.services import Services
from syndicator.model.run import Run
from syndicator.model.source import Source

STORIES = 200
_EDITED = 7


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds of a pass over `articles`."""

    articles: int
    cpu: float
    wall: float

    @property
    def rate(self) -> float:
        """Articles per CPU second."""
        return self.articles / self.cpu


async def cost(articles: int, work: Awaitable[object]) -> Cost:
    """Do `work` and say what it took."""
    cpu, wall = process_time(), perf_counter()
    await work
    return Cost(articles, process_time() - cpu, perf_counter() - wall)


async def plain(port: int, numbers: range, *, metadata: bool) -> None:
    """The baseline: pages fetched, read by trafilatura, and forgotten."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        for number in numbers:
            path = story(number).path
            async with session.get(path) as answer:
                text = await answer.text()
            url = f"http://127.0.0.1:{port}{path}"
            found = await asyncio.to_thread(trafilatura.bare_extraction, text, url=url, with_metadata=metadata)
            assert found


async def passed(services: Services, source: Source, **expected: int) -> Run:
    """One pass, which must come out as expected."""
    run = await ingest(services, source)
    assert not run.problems, run.problems
    assert not run.error, run.error
    assert {name: getattr(run, name) for name in expected} == expected, run
    return run


async def tell(port: int, order: str) -> None:
    """Change the newsroom."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/-/{order}") as answer:
        assert answer.status == 200


async def ours(services: Services, port: int, count: int) -> dict[str, Cost]:
    """Every kind of pass over the newsroom, in the order in which a service meets them."""
    few, source = services.catalog.source("few/news"), services.catalog.source("haichuan/news")
    assert few is not None
    assert source is not None
    # Word lists are read at first use, once in the life of a service.
    await passed(services, few, new=3)
    costs = {"first pass": await cost(count, passed(services, source, new=count))}
    costs["unchanged (304)"] = await cost(count, passed(services, source, unchanged=count))
    await tell(port, f"edit?number={_EDITED}")
    costs["one edited"] = await cost(count, passed(services, source, changed=1, unchanged=count - 1))
    settled = replace(source, recheck=timedelta())
    costs["past re-check"] = await cost(count, passed(services, settled))
    await tell(port, "validators?on=0")
    await passed(services, source, unchanged=count)
    costs["unchanged (200)"] = await cost(count, passed(services, source, unchanged=count))
    return costs


async def run(count: int) -> None:
    """Print the figures of a newsroom with `count` stories."""
    with TemporaryDirectory() as folder, server("newsroom.py", str(count)) as (_, port):
        await plain(port, range(count, count + 3), metadata=True)
        costs = {
            "trafilatura": await cost(count, plain(port, range(count), metadata=True)),
            "body alone": await cost(count, plain(port, range(count), metadata=False)),
        }
        async with house(Path(folder), port) as services:
            costs |= await ours(services, port, count)
    base, first = costs["trafilatura"], costs["first pass"]
    print(f"{count} articles")
    print(f"{'':18}{'a CPU second':>13}{'CPU ms each':>13}{'wall s':>9}{'/ trafilatura':>15}{'cost / first':>14}")
    for name, one in costs.items():
        print(
            f"{name:18}{one.rate:>13,.1f}{one.cpu / one.articles * 1000:>13.2f}{one.wall:>9.2f}"
            f"{one.rate / base.rate:>15.2f}{one.cpu / first.cpu:>14.3f}"
        )
    print("trafilatura, body alone: fetched and read by it, nothing kept; the others: the whole line, kept in SQLite")


def main() -> None:
    """Print the figures."""
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES))


if __name__ == "__main__":
    main()
