"""`syndicator check`: whether everything an admin wrote is right."""

import click

from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.flows import licence_paper, recording
from syndicator.flows.declare import declared
from syndicator.model.feed import Feed


@click.command()
@click.option("--replay", is_flag=True, help="Also read every recording in feeds/recorded/; exit 1 if one differs.")
@click.pass_context
def check(context: click.Context, *, replay: bool) -> None:
    """Check config.toml and every feed file; exit 2 with file:line: path: what for each mistake."""
    config = settings(context)
    feeds = declared(config)
    for feed in feeds:
        click.echo(f"{feed.where}: {feed.title}: {len(feed.sources)} source(s)")
    if config.reprint.open and (trouble := licence_paper.trouble(config)):
        click.echo(f"! licences can't be put on paper, their pages can be printed: {trouble}", err=True)
    click.echo(f"All right: {len(feeds)} feed(s), served at {config.base_url}")
    if replay and not _replay(config, feeds):
        context.exit(1)


def _replay(config: Config, feeds: tuple[Feed, ...]) -> bool:
    """Whether every recording reads as it did."""
    count, differences = recording.replay(config, feeds)
    for difference in differences:
        click.echo(f"! {difference.source}: {difference.text}", err=True)
    if count:
        click.echo(f"{count} recording(s) read, {len(differences)} difference(s)")
    else:
        click.echo("There is no recording yet: make one with `syndicator record SOURCE`.")
    return not differences
