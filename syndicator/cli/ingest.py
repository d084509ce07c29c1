"""`syndicator ingest [SOURCE…]`: one pass now, with a progress bar and a report."""

import asyncio

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from syndicator.cli.console import Voice
from syndicator.cli.newsroom import newsroom
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.flows import alerts
from syndicator.flows.ingest import ingest as one_pass
from syndicator.flows.services import Services
from syndicator.model.run import Run
from syndicator.model.source import Source
from syndicator.start import services as opened
from syndicator.store import articles


class _Bars:
    """A progress bar a source, on a terminal; silent elsewhere."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def expect(self, source: str, total: int) -> None:
        self._tasks[source] = self._progress.add_task(source, total=total)

    def step(self, source: str) -> None:
        self._progress.advance(self._tasks[source])


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.pass_context
def ingest(context: click.Context, names: tuple[str, ...]) -> None:
    """Read every source (or the SOURCEs or feeds named) once, and report. Exit 1 if one failed."""
    failed = asyncio.run(_ingest(settings(context), names))
    if failed:
        context.exit(1)


async def _ingest(config: Config, names: tuple[str, ...]) -> bool:
    voice = Voice()
    async with opened(config) as services, newsroom(config):
        chosen = _chosen(services, names)
        console = Console()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            runs = [await one_pass(services, source, _Bars(progress)) for source in chosen]
        for run in runs:
            voice.run(run)
        await _held(services, chosen, runs, voice)
        # Where no service runs, as with cron, nobody else would.
        for line in await alerts.tell(services):
            voice.trouble(line)
    return any(run.error for run in runs)


def _chosen(services: Services, names: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources named by key or by feed; all without names. Raises click.UsageError."""
    sources = services.catalog.sources
    for name in names:
        if not any(name in (source.key, source.feed) for source in sources):
            known = ", ".join(source.key for source in sources) or "none is declared"
            raise click.UsageError(f"there is no source or feed {name!r}; there are: {known}")
    return tuple(source for source in sources if not names or source.key in names or source.feed in names)


async def _held(services: Services, chosen: tuple[Source, ...], runs: list[Run], voice: Voice) -> None:
    """Name what is withheld from before too, so that the report is whole on every pass."""
    told = {held.title for run in runs for held in run.withheld}
    keys = {source.key for source in chosen}
    async with services.database.read() as connection:
        held = [article for article in await articles.withheld(connection) if article.source in keys]
    for article in held:
        if article.title not in told:
            reason = "; ".join(hold.text for hold in article.holds)
            voice.say(f"    still withheld: {article.title} — {reason}", "yellow")
    voice.say(f"{sum(run.new for run in runs)} new, {sum(run.changed for run in runs)} changed, {len(held)} withheld")
