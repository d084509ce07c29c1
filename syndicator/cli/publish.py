"""`syndicator publish`: everything public as files, once."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from syndicator.cli.opened import with_services
from syndicator.deliver.channel import Account
from syndicator.deliver.channels import TREES
from syndicator.errors import DeliverError
from syndicator.flows.publishing import Pass, Publishing, trees
from syndicator.flows.release import release_all
from syndicator.flows.services import Services


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write to this folder, instead of where [publish] in config.toml says.",
)
@click.pass_context
def publish(context: click.Context, out: Path | None) -> None:
    """Write every public feed, archive and article, and the site's documents, as files, and take away what is gone.

    Exits 1 where a feed could not be written; the last good one stays.
    """
    here = out.absolute() if out else None

    async def write(services: Services) -> tuple[str, ...]:
        places = (TREES["files"](str(here), Account()),) if here else trees(services)
        if not places:
            raise click.UsageError("say where with --out DIR, or set publish.dir or publish.s3 in config.toml")
        failures = list(await release_all(services))
        for tree in places:
            failures += await _write(Publishing(services, tree, click.echo), tree.name)
        return tuple(failures)

    failures = with_services(context, write)
    for line in failures:
        click.echo(f"! {line}", err=True)
    if failures:
        context.exit(1)


async def _write(publishing: Publishing, name: str) -> tuple[str, ...]:
    """One pass, with how far it is on the terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name)

        def told(done: Pass) -> None:
            progress.update(task, description=f"{name}: {done.looked} looked at, {done.brought} written")

        try:
            done = await publishing.once(told)
        except DeliverError as error:
            return (str(error),)
    click.echo(f"{name}: {done.looked} files, {done.brought} written, {done.removed} removed.")
    return tuple(done.failures)
