"""The sample newsroom beside a command that reads it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from syndicator.cli.console import Voice
from syndicator.config import Config
from syndicator.web.sample.site import serve


@asynccontextmanager
async def newsroom(config: Config, voice: Voice | None = None) -> AsyncIterator[None]:
    """Serve the sample newsroom while inside, where it is enabled and not already up."""
    if not config.sample.enabled:
        yield
        return
    try:
        runner = await serve(config.sample.port, memory=config.data / "sample.json")
    except OSError:
        # Another command of ours (or something else) has the port: the sources will tell.
        yield
        return
    if voice:
        voice.say(f"The sample newsroom 海川县融媒体中心 is at http://127.0.0.1:{config.sample.port}/")
    try:
        yield
    finally:
        await runner.cleanup()
