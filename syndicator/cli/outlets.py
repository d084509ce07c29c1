"""`syndicator outlets`: the lists of outlets the desk lets or refuses, and the regulator's list of source units."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from syndicator.cli.opened import with_services
from syndicator.flows import outlets as flow
from syndicator.flows.services import Services
from syndicator.model.outlet import Listed, OutletList
from syndicator.store import outlets as stored

_LISTS = click.Choice([str(one) for one in OutletList])


def _on_list(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--list", "listing", type=_LISTS, required=True, help="Which list.")(command)


def _by(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--by", default="", help="Who changes it, for the trail.")(command)


@click.group()
def outlets() -> None:
    """Keep the lists of outlets: those to let, those to refuse, the regulator's list of source units."""


@outlets.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_on_list
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day the list is of.")
@_by
@click.pass_context
def import_(context: click.Context, file: Path, listing: str, dated: datetime | None, by: str) -> None:
    """Put the outlets of FILE in place of a whole list: CSV, TSV or a line for each, with a header or without."""
    data, day = file.read_bytes(), dated.date() if dated else None
    count, twice = with_services(context, lambda services: flow.bring(services, OutletList(listing), data, day, by))
    click.echo(
        f"{listing}: {count} outlets" + (f" of {day}" if day else "") + (f"; {twice} named twice" if twice else "")
    )


@outlets.command("list")
@click.option("--list", "listing", type=_LISTS, help="Only this list.")
@click.pass_context
def list_(context: click.Context, listing: str | None) -> None:
    """List outlets: list, name, the list's date, its domain, what the list says of it."""

    async def read(services: Services) -> tuple[Listed, ...]:
        async with services.database.read() as connection:
            return await stored.every(connection, [OutletList(listing)] if listing else tuple(OutletList))

    found = with_services(context, read)
    for one in found:
        told = (one.listing, one.name, one.dated.isoformat() if one.dated else "", one.domain, one.note)
        click.echo("  ".join(part for part in told if part))
    if not found:
        click.echo("No outlets: `syndicator outlets import FILE --list allow` brings a list.")


@outlets.command()
@click.argument("name")
@_on_list
@click.option("--domain", default="", help="Let it only where its e-mail address, confirmed, is there.")
@click.option("--note", default="", help="For yourself.")
@_by
@click.pass_context
def add(context: click.Context, /, name: str, **said: str) -> None:
    """Put one outlet on a list, or change what the list says of it."""
    entry = Listed(OutletList(said["listing"]), name, note=said["note"], domain=said["domain"])
    kept = with_services(context, lambda services: flow.add(services, entry, said["by"]))
    click.echo(f"{kept.listing}: {kept.name}")


@outlets.command()
@click.argument("name")
@_on_list
@_by
@click.pass_context
def remove(context: click.Context, name: str, listing: str, by: str) -> None:
    """Take one outlet off a list."""
    with_services(context, lambda services: flow.remove(services, OutletList(listing), name, by))
    click.echo(f"{listing}: without {name}")
