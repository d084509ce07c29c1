"""`syndicator reprints revoke|rotate-key`: what is done with licences that were given."""

import click

from syndicator.cli.opened import with_services
from syndicator.flows import licence, licence_keys
from syndicator.flows.services import Services
from syndicator.model.reprint import Grant


@click.command()
@click.argument("number")
@click.option("--by", required=True, help="Who revokes it.")
@click.option("--why", required=True, help="Why: its holder reads it, and so does whoever checks the licence.")
@click.pass_context
def revoke(context: click.Context, number: str, by: str, why: str) -> None:
    """End licence NUMBER (G-…) before its time; its holder is told, and its page says so at once."""

    async def end(services: Services) -> Grant:
        return await licence.revoke(services, number.upper(), by, why)

    ended = with_services(context, end)
    click.echo(f"{ended.number} of {ended.assignee} is revoked.")


@click.command("rotate-key")
@click.option("--by", required=True, help="Who does it.")
@click.option("--why", default="", help="Why: it stands in the trail.")
@click.pass_context
def rotate_key(context: click.Context, by: str, why: str) -> None:
    """Sign licences with a new key from now on; what the old one signed still verifies."""

    async def rotate(services: Services) -> str:
        return await licence_keys.rotate(services, by, why)

    click.echo(f"Licences are signed with key {with_services(context, rotate)} now.")
