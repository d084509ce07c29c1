"""`syndicator record SOURCE`: keep a source's pages and what was read from them, for `check --replay`."""

import asyncio

import click

from syndicator.cli.newsroom import newsroom
from syndicator.cli.opened import source_named
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.flows import recording
from syndicator.start import services as opened


@click.command()
@click.argument("key", metavar="SOURCE")
@click.pass_context
def record(context: click.Context, key: str) -> None:
    """Save SOURCE's list page, one article's page and what is read from them, under feeds/recorded/."""
    asyncio.run(_record(settings(context), key))


async def _record(config: Config, key: str) -> None:
    async with opened(config) as services, newsroom(config):
        source = source_named(services, key)
        if source.kind in recording.UNRECORDED:
            raise click.UsageError(f"{key} is of kind {source.kind!r}, which has no page to record")
        where, items = await recording.record(services, source)
    click.echo(f"{items} items recorded in {where}; `syndicator check --replay` reads them with every later selector.")
