"""A thousand sources on one process, each to be read every 15 minutes, a tenth of them broken in every way.

Usage: python bench/sources.py [--sources 1000] [--scale 15] [--seconds 60] [--profile FILE]

Time passes SCALE times as fast: intervals, time-outs, delays and what the sites ask for are all that much shorter, so
SCALE times as much is done in a second, and the CPU share of real time is what was used, divided by SCALE. The sites
(sites.py) are two processes of their own, each site at an address of its own, so that per-host pace is as on the web.
Measured after every source was read once: that first pass is printed by itself.
"""

import argparse
import asyncio
import contextlib
import cProfile
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from process import server
from sites import WAYS, address, is_feed, way
from sqlalchemy import Engine, event, text

from syndicator.config import load
from syndicator.flows.release import refresh
from syndicator.flows.services import Services
from syndicator.model.run import Run, SourceState
from syndicator.schedule import Schedule
from syndicator.start import services as opened
from syndicator.store import sources

EVERY = 900.0
PER_FEED = 10
_CONFIG = """[server]
port = 0
[site]
base_url = "https://feeds.haichuan.example"
authority = "haichuan.example,2026"
[fetch]
allow_hosts = [{hosts}]
delay = {delay}
connect = {connect}
read = {read}
total = {total}
[schedule]
jitter = {jitter}
spread = {spread}
refresh = {refresh}
"""
_FEED = """title = "海川第{number}号汇编"
language = "zh-CN"
[rights]
holder = "海川县融媒体中心"
reprint = "attribution"
"""
_SOURCE = """[[source]]
name = "s{site}"
kind = "{kind}"
url = "http://{host}:{port}/list"
every = {every}
recheck = {recheck}
"""
_DAYS = 3 * 86_400.0
# So many polls in a row, and so many seconds late each on average.
_SETTLED, _ON_TIME = 50, 0.5


@dataclass
class Watched:
    """What is heard of runs: how late each began, how many there were, what they stored."""

    schedule: Schedule | None = None
    due: dict[str, datetime] = field(default_factory=dict)
    late: list[float] = field(default_factory=list)
    runs: Counter[str] = field(default_factory=Counter)
    new: int = 0

    def report(self, run: Run) -> None:
        """Hear of a run."""
        due = self.due.get(run.source)
        if due and not run.error:
            self.late.append((run.started - due).total_seconds())
        assert self.schedule is not None
        following = self.schedule.next_run(run.source)
        if following:
            self.due[run.source] = following
        self.runs[run.source] += 1
        self.new += run.new

    def clear(self) -> None:
        """Begin to count."""
        self.late, self.runs, self.new = [], Counter(), 0


class Statements:
    """SQL statements and commits of this process, on every connection."""

    def __init__(self) -> None:
        """Count from now on."""
        self.all: int = 0
        self.commits: int = 0
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._commit)

    def _statement(self, *_: object) -> None:
        self.all += 1

    def _commit(self, *_: object) -> None:
        self.commits += 1


def declare(folder: Path, count: int, scale: float, well: int, ill: int) -> Path:
    """config.toml and the feed files; returns the former."""
    (folder / "feeds").mkdir()
    hosts = ", ".join(f'"{address(site)}"' for site in range(count))
    times = {"delay": 1, "connect": 10, "read": 20, "total": 60, "jitter": 5, "spread": 0.25, "refresh": 30}
    scaled = {name: seconds / scale for name, seconds in times.items()}
    config = folder / "config.toml"
    config.write_text(_CONFIG.format(hosts=hosts, **scaled), encoding="utf-8")
    for number, first in enumerate(range(0, count, PER_FEED)):
        declared = _FEED.format(number=number)
        for site in range(first, min(first + PER_FEED, count)):
            declared += _SOURCE.format(
                site=site,
                kind="feed" if is_feed(site) else "html",
                host=address(site),
                port=well if site % 10 else ill,
                every=EVERY / scale,
                recheck=_DAYS / scale,
            )
            declared += "" if is_feed(site) else 'item = "ul.news li"\n'
        (folder / "feeds" / f"f{number:03}.toml").write_text(declared, encoding="utf-8")
    return config


async def measure(services: Services, count: int, arguments: argparse.Namespace) -> None:
    """Read every source once, then watch for a while, and print the figures."""
    scale, seconds = arguments.scale, arguments.seconds
    bare = await _bare(services)
    watched, troubles, statements = Watched(), Counter[str](), Statements()
    schedule = Schedule(services, watched.report, lambda words: troubles.update([words[:120]]))
    watched.schedule = schedule
    began, cpu = time.monotonic(), time.process_time()
    schedule.start()
    await _until(lambda: len(watched.runs) >= count)
    first, cold = time.monotonic() - began, time.process_time() - cpu
    print(f"first pass: {watched.new:,} articles of {count:,} sources, {first:.0f} s, {cold:.0f} CPU s", flush=True)
    await _grow_old(services)
    # Where reading everything took longer than an interval, the polls that were late by it come first.
    await _until(lambda: sum(watched.late[-_SETTLED:]) < _SETTLED * _ON_TIME and len(watched.late) > _SETTLED)
    watched.clear()
    began, cpu, said, commits = time.monotonic(), time.process_time(), statements.all, statements.commits
    with _profiled(arguments.profile):
        await asyncio.sleep(seconds)
    spent, wall = time.process_time() - cpu, time.monotonic() - began
    polls = sum(watched.runs.values())
    await schedule.stop()
    late = sorted(watched.late)
    print(f"then {wall:.0f} s at {scale:g} times the speed, {wall * scale / EVERY:.1f} intervals:")
    print(f"{polls:>10,} polls of {count * wall * scale / EVERY:,.0f}, {watched.new} new articles")
    each, share = spent / polls, spent / wall / scale
    print(f"{share:>10.1%} of one core in real time: {spent:.1f} CPU s, {each * 1000:.1f} ms a poll")
    print(f"{'':10} {each / bare:.0f} times a bare conditional GET of its list ({bare * 1000:.2f} ms)")
    print(f"{_peak() / 1024:>10.0f} MB peak memory")
    print(f"{_at(late, 0.5):>10.2f} s late (median), {_at(late, 0.99):.2f} s p99, {late[-1]:.2f} s at most")
    all_said, committed = (statements.all - said) / polls, (statements.commits - commits) / polls
    print(f"{all_said:>10.1f} SQL statements a poll, {committed:.1f} commits")
    async with services.database.read() as connection:
        _failures(await sources.all_states(connection), count)
    for words, times in troubles.most_common(5):
        print(f"! {times} times: {words}")


async def _grow_old(services: Services) -> None:
    """Let every article have been found when it was published: how often its page is read again goes by its age."""
    newest = "SELECT max(first_seen) FROM articles WHERE articles.source = health.source"
    async with services.database.begin() as connection:
        await connection.execute(text("UPDATE articles SET first_seen = published_at"))
        await connection.execute(text(f"UPDATE health SET newest = ({newest})"))  # noqa: S608 - our own words
    await refresh(services)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(600):
        while not condition():  # noqa: ASYNC110 - the schedule has no event for it
            await asyncio.sleep(0.1)


async def _bare(services: Services) -> float:
    """CPU seconds of asking for one well list by aiohttp alone, over a new connection, half of them answered by 304."""
    lists = [source.url for source in services.catalog.sources if int(source.key.rpartition("s")[2]) % 10]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        tags = {}
        for url in lists:
            async with session.get(url) as answer:
                await answer.read()
                tags[url] = answer.headers.get("ETag", "")
        spent = time.process_time()
        for url, tag in tags.items():
            async with session.get(url, headers={"If-None-Match": tag}) as answer:
                await answer.read()
        return (time.process_time() - spent) / len(lists)


def _failures(states: tuple[SourceState, ...], count: int) -> None:
    """A line for each way to fail: how many sources, and what is on record of them."""
    ill = {f"f{site // PER_FEED:03}/s{site}": way(site) for site in range(0, count, 10)}
    recorded = [state for state in states if state.key in ill and state.failures]
    wrong = [state for state in states if state.key not in ill and state.failures]
    print(f"{len(recorded):>10} of {len(ill)} broken sources recorded as failing, {len(wrong)} of the others")
    for name in WAYS:
        said = [state for state in recorded if ill[state.key] == name]
        words = {re.sub(r"\d{3,}|127[.\d:]+", "…", state.last_error)[:90] for state in said}
        times = f"{min(state.failures for state in said)}–{max(state.failures for state in said)} times" if said else ""
        print(f"{'':10} {name:10} {len(said):3}  {times}: {' | '.join(sorted(words)[:1])}")


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def _peak() -> int:
    """The most memory this process ever held, in kB (Linux)."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1])


@contextlib.contextmanager
def _profiled(path: str | None) -> Iterator[None]:
    if path is None:
        yield
        return
    with cProfile.Profile() as profile:
        yield
    profile.dump_stats(path)


async def run(arguments: argparse.Namespace) -> None:
    """Start the sites, declare the sources, measure."""
    scale = str(arguments.scale)
    with (
        TemporaryDirectory() as folder,
        server("sites.py", "well", scale) as (_, well),
        server("sites.py", "ill", scale) as (_, ill),
    ):
        config = declare(Path(folder), arguments.sources, arguments.scale, well, ill)
        async with opened(load(config, environ={})) as services:
            await measure(services, arguments.sources, arguments)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--scale", type=float, default=15)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--profile")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
