"""What a command does with everything open."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from syndicator.cli.settings import settings
from syndicator.flows.services import Services
from syndicator.model.source import Source
from syndicator.start import services as opened

_Answer = TypeVar("_Answer")


def with_services(context: click.Context, work: Callable[[Services], Awaitable[_Answer]]) -> _Answer:
    """Open everything, do `work`, close it again. Raises what starting and `work` raise."""
    config = settings(context)

    async def run() -> _Answer:
        async with opened(config) as services:
            return await work(services)

    return asyncio.run(run())


def source_named(services: Services, key: str) -> Source:
    """The declared source of that key. Raises click.UsageError, naming those there are."""
    found = services.catalog.source(key)
    if found is None:
        raise click.UsageError(f"there is no source {key!r}; there are: {known_sources(services)}")
    return found


def known_sources(services: Services) -> str:
    """The keys of all declared sources, for a message."""
    return ", ".join(source.key for source in services.catalog.sources) or "none is declared"
