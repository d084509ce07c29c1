"""`syndicator preview URL|SOURCE`: each field, where it came from, what would be withheld; nothing is stored."""

import asyncio

import click
from rich.console import Console
from rich.markup import escape

from syndicator.cli.newsroom import newsroom
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.flows import look
from syndicator.flows.look import Look
from syndicator.start import services as opened

_SHORT = 90


@click.command()
@click.argument("target", metavar="URL|SOURCE")
@click.option("--source", "key", help="Read URL with this source's rights, selectors and zone.")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many articles of a SOURCE."
)
@click.pass_context
def preview(context: click.Context, target: str, key: str | None, limit: int) -> None:
    """Show what would become of an article's URL, or of a SOURCE's newest articles. Stores nothing."""
    asyncio.run(_preview(settings(context), target, key, limit))


async def _preview(config: Config, target: str, key: str | None, limit: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    async with opened(config) as services, newsroom(config):
        named = services.catalog.source(key or target)
        if "://" in target:
            if key and named is None:
                raise click.UsageError(f"there is no source {key!r}")
            _show(console, await look.page(services, target, named))
            return
        if named is None:
            known = ", ".join(source.key for source in services.catalog.sources) or "none is declared"
            raise click.UsageError(f"{target!r} is neither an http(s) address nor a source; there are: {known}")
        looks, problems = await look.source(services, named, limit)
        for one in looks:
            _show(console, one)
        for problem in problems:
            console.print(f"[red]! {escape(problem.url)}: {escape(problem.text)}[/]")


def _show(console: Console, one: Look) -> None:
    """One article: a line a field, with its place in the page."""
    draft, rights = one.draft, one.outcome.rights
    places = {origin.field: origin.where for origin in draft.origins}
    console.print(f"[bold]{escape(draft.title)}[/]  {escape(draft.url)}")
    fields = (
        ("subtitles", " / ".join(draft.subtitles)),
        ("published", str(draft.published or "")),
        ("updated", str(draft.updated or "")),
        ("authors", ", ".join(draft.authors)),
        ("editors", ", ".join(draft.editors)),
        ("outlet", draft.outlet),
        ("section", draft.section),
        ("body_text", f"{draft.body_text[:_SHORT]}… ({len(draft.body_text)} characters, {len(draft.images)} images)"),
        ("charset", draft.charset),
        ("repairs", f"{len(draft.repairs)}, least sure {draft.restoration:.2f}" if draft.repairs else ""),
    )
    for name, value in fields:
        where = f"  [dim]{escape(places[name])}[/]" if name in places and value else ""
        console.print(f"  {name:<10} {escape(value.replace(chr(10), ' ')) or '–'}{where}")
    for name, value in (
        ("holder", rights.holder),
        ("notice", rights.notice),
        ("reprint", rights.reprint),
        ("license", rights.license),
        ("credit", rights.credit),
    ):
        evidence = "; ".join(f"{item.where}: {item.text[:_SHORT]}" for item in rights.evidence if item.field == name)
        console.print(f"  {name:<10} {escape(value) or '–'}" + (f"  [dim]{escape(evidence)}[/]" if evidence else ""))
    for hold in one.outcome.holds:
        console.print(f"  [yellow]would be withheld ({hold.code}): {escape(hold.text)}[/]")
    console.print()
