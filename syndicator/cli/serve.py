"""`syndicator serve`: the whole service in one process."""

import asyncio
import contextlib
import signal
from pathlib import Path

import click
from aiohttp import web
from watchfiles import awatch

from syndicator.cli.console import Voice
from syndicator.cli.newsroom import newsroom
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.errors import ConfigError, SyndicatorError
from syndicator.flows import presence
from syndicator.flows.alerts import silent
from syndicator.flows.declare import redeclare
from syndicator.flows.release import release_all
from syndicator.flows.services import Services
from syndicator.schedule import Schedule
from syndicator.start import services as opened
from syndicator.web.app import application
from syndicator.web.fastlane import Runner


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Listen here instead of server.port.")
@click.option("--host", help="Listen on this address instead of server.host.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Keep everything in this folder.")
@click.pass_context
def serve(context: click.Context, port: int | None, host: str | None, data: Path | None) -> None:
    """Poll the sources, serve the feeds and the reprint desk, until stopped."""
    here = data.absolute() if data else None
    asyncio.run(run(settings(context, server__port=port, server__host=host, data__dir=here), Voice()))


async def run(config: Config, voice: Voice) -> None:
    """Start everything, wait for SIGTERM or Ctrl-C, stop cleanly."""
    stop = _stop_signal()
    async with opened(config) as services, newsroom(config, voice):
        await _close_interrupted(services, voice)
        for failure in await release_all(services):
            voice.trouble(failure)
        await services.access.refresh(services.database, services.now())
        runner = await _listen(services, voice)
        schedule = Schedule(services, voice.run, voice.trouble)
        _welcome(config, services, voice)
        schedule.start()
        watcher = asyncio.create_task(_watch(services, schedule, voice))
        await stop.wait()
        voice.say("Stopping: the run under way ends first …")
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher
        await schedule.stop()
        await runner.cleanup()
    voice.say("Stopped.")


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _close_interrupted(services: Services, voice: Voice) -> None:
    if interrupted := await presence.tidy(services):
        voice.say(f"{interrupted} run(s) were interrupted last time; what they had stored is kept.")


async def _listen(services: Services, voice: Voice) -> web.AppRunner:
    config = services.config
    runner = Runner(application(services, voice.run), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, config.server.host, config.server.port).start()
    except OSError as error:
        await runner.cleanup()
        raise SyndicatorError(
            f"cannot listen on {config.server.host}:{config.server.port}: {error.strerror or error}; "
            "stop what uses that port, or choose another with --port"
        ) from error
    return runner


def _welcome(config: Config, services: Services, voice: Voice) -> None:
    sources = len(services.catalog.sources)
    voice.say(f"Syndicator is running: {config.base_url}", "bold green")
    for feed in services.catalog.feeds:
        voice.say(f"  {feed.title}: {config.base_url}/feeds/{feed.name}.rss  .atom  .json")
    voice.say(f"  Ask to reprint: {config.base_url}/reprints")
    if why := silent(config):
        voice.say(f"  {why}", "dim")
    voice.say(f"  {sources} source(s) from {config.feeds_dir}, everything kept in {config.data}. Ctrl-C stops.")


async def _watch(services: Services, schedule: Schedule, voice: Voice) -> None:
    """Follow changes in the feeds folder; a mistake is refused and the old feeds go on."""
    async for _ in awatch(services.config.feeds_dir, recursive=False):
        try:
            failures = await redeclare(services)
        except ConfigError as error:
            for line in error.lines:
                voice.trouble(f"{line} (the feeds stay as they were)")
            continue
        schedule.sync()
        voice.say("The feed files changed and are in use.")
        for failure in failures:
            voice.trouble(failure)
