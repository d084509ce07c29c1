"""`syndicator check`: whether everything an admin wrote is right."""

import click

from syndicator.cli.settings import settings
from syndicator.flows.declare import declared


@click.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check config.toml and every feed file; exit 2 with file:line: path: what for each mistake."""
    config = settings(context)
    feeds = declared(config)
    for feed in feeds:
        click.echo(f"{feed.where}: {feed.title}: {len(feed.sources)} source(s)")
    click.echo(f"All right: {len(feeds)} feed(s), served at {config.base_url}")
