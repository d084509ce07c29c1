"""`syndicator preview URL|SOURCE`: each field, where it came from, what would be withheld; nothing is stored."""

import asyncio
import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape

from syndicator.cli import looks
from syndicator.cli.newsroom import newsroom
from syndicator.cli.opened import known_sources, source_named
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.errors import FetchError
from syndicator.flows import preview as previews
from syndicator.flows.preview import Preview
from syndicator.start import services as opened

_SORTS = ("article", "list", "feed", "sitemap", "json")
_TITLES = 10


@click.command()
@click.argument("target", metavar="URL|SOURCE")
@click.option("--source", "key", help="Read URL with this source's rights, selectors and zone.")
@click.option(
    "--as", "sort", type=click.Choice(_SORTS), help="What URL is, where it would be taken for something else."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many articles at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with whole texts.")
@click.pass_context
def preview(  # noqa: PLR0913 - a parameter for each option
    context: click.Context, target: str, key: str | None, sort: str | None, limit: int, *, as_json: bool
) -> None:
    """Show what would become of URL (an article, a list, a feed, a sitemap) or of a SOURCE. Stores nothing."""
    try:
        made = asyncio.run(_preview(settings(context), target, key, sort, limit))
    except FetchError as error:
        raise click.ClickException(f"{error.url} could not be read: {error}") from error
    if as_json:
        click.echo(json.dumps(_as_json(made), ensure_ascii=False))
    else:
        _show(Console(highlight=False, soft_wrap=True), made)


async def _preview(config: Config, target: str, key: str | None, sort: str | None, limit: int) -> Preview:
    async with opened(config) as services, newsroom(config):
        if "://" in target:
            source = source_named(services, key) if key else None
            said = next((one for one in previews.SORTS if one == sort), None)
            return await previews.address(services, target, limit, source=source, sort=said or "")
        if sort or key:
            raise click.UsageError("--as and --source go with a URL")
        named = services.catalog.source(target)
        if named is None:
            raise click.UsageError(
                f"{target!r} is neither an http(s) address nor a source; there are: {known_sources(services)}"
            )
        return await previews.of(services, named, limit)


def _show(console: Console, made: Preview) -> None:
    """What it is; of a list, its headlines; then article by article."""
    listing = made.listing
    if listing:
        console.print(f"[bold]{made.what}[/] of {len(listing.leads)} articles  {escape(made.url)}")
        for lead in listing.leads[:_TITLES]:
            console.print(f"  {lead.published or '–'!s:<25} {escape(lead.title or lead.url)}")
        if len(listing.leads) > _TITLES:
            console.print(f"  … and {len(listing.leads) - _TITLES} more")
        if listing.next_url:
            console.print(f"  [dim]next page: {escape(listing.next_url)}[/]")
    else:
        console.print(f"[bold]{made.what}[/]  {escape(made.url)}")
    for note in made.notes:
        console.print(f"  [dim]{escape(note)}[/]")
    console.print()
    for one in made.looks:
        looks.show(console, one)
    for problem in made.problems:
        console.print(f"[red]! {escape(problem.url)}: {escape(problem.text)}[/]")
    held = sum(bool(one.outcome.holds) for one in made.looks)
    if listing or len(made.looks) > 1:
        console.print(f"{len(made.looks)} read: {len(made.looks) - held} would be published, {held} withheld")


def _as_json(made: Preview) -> dict[str, object]:
    listing = made.listing
    return {
        "url": made.url,
        "what": made.what,
        "kind": made.source.kind,
        "listed": [
            {"url": lead.url, "title": lead.title, "published": str(lead.published) if lead.published else None}
            for lead in (listing.leads if listing else ())
        ],
        "next": (listing.next_url if listing else "") or None,
        "notes": made.notes,
        "articles": [
            {"url": one.draft.url, **looks.as_json(one), "origins": [asdict(origin) for origin in one.draft.origins]}
            for one in made.looks
        ],
        "problems": [asdict(problem) for problem in made.problems],
    }
