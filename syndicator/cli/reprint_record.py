"""`syndicator reprints trail|erase`: what was done, and who is forgotten."""

import csv
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict

import click

from syndicator.cli.opened import with_services
from syndicator.flows import erasure
from syndicator.flows.services import Services
from syndicator.model.trail import Trace
from syndicator.store import reprints
from syndicator.store import trail as stored

_FIELDS = ("number", "at", "who", "step", "request", "grant", "why")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.option("--request", "number", default="", metavar="NUMBER", help="Only of this request and its licence.")
@click.option("--after", type=click.IntRange(min=0), default=0, help="Only what came after this number of the trail.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="jsonl", show_default=True)
@click.pass_context
def trail(context: click.Context, number: str, after: int, form: str) -> None:
    """Export the audit trail in order: who did what, when, and why. It holds nobody's personal data."""
    write: Callable[[Mapping[str, object]], object] = _as_csv() if form == "csv" else _as_json

    async def export(services: Services) -> None:
        async with services.database.read() as connection:
            if number:
                found = await reprints.find(connection, number)
                grant = found.grant.number if found and found.grant else ""
                for one in await stored.of(connection, number, grant):
                    if one.number > after:
                        write(_told(one))
                return
            async for one in stored.every(connection, after):
                write(_told(one))

    with_services(context, export)


@click.command()
@click.argument("number")
@click.option("--by", required=True, help="Who does.")
@click.option("--why", required=True, help="Why: it stays on the trail. Name nobody.")
@click.pass_context
def erase(context: click.Context, number: str, by: str, why: str) -> None:
    """Erase who asked (NUMBER): person, address, phone, talk and mails. The record of the licence stays."""

    async def forget(services: Services) -> None:
        await erasure.by_admin(services, number, by, why)

    with_services(context, forget)
    click.echo(f"{number}: who asked is erased")


def _told(one: Trace) -> Mapping[str, object]:
    told = asdict(one) | {"at": one.at.isoformat()}
    return {name: told[name] for name in _FIELDS}


def _as_json(row: Mapping[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def _as_csv() -> Callable[[Mapping[str, object]], object]:
    writer = csv.DictWriter(sys.stdout, _FIELDS, lineterminator="\n")
    writer.writeheader()
    return lambda row: writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: object) -> object:
    """A value that a spreadsheet shows as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
