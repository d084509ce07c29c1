"""`syndicator partners token`: a partner's tokens, each shown once."""

from datetime import datetime, timedelta

import click

from syndicator.cli.opened import with_services
from syndicator.cli.partner_lines import refused, token_line
from syndicator.config.units import duration
from syndicator.flows import partners as flow
from syndicator.flows import tokens
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.flows.tokens import Issued
from syndicator.model.partner import Token
from syndicator.store import partners as stored

_DAYS = f"{tokens.OVERLAP.days}d"


def _overlap(_context: click.Context, _option: click.Parameter, value: str) -> timedelta:
    try:
        return duration(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_LABEL = click.option("--label", default="", help="Where it is used, to tell it from others.")
_EXPIRES = click.option(
    "--expires",
    default="",
    metavar="WHEN",
    help="Its last day (2027-12-31), or in how long (90d); for good unless told.",
)


@click.group()
def token() -> None:
    """Make tokens, list them, end them."""


@token.command()
@click.argument("name")
@_LABEL
@_EXPIRES
@click.pass_context
def add(context: click.Context, name: str, label: str, expires: str) -> None:
    """Make another token for partner NAME; the others work as before. It is shown once and kept nowhere."""
    _issue(context, name, label, expires, None)


@click.command()
@click.argument("name")
@_LABEL
@_EXPIRES
@click.option(
    "--overlap", default=_DAYS, show_default=True, callback=_overlap, help="How long the old tokens still work."
)
@click.pass_context
def rotate(context: click.Context, name: str, label: str, expires: str, overlap: timedelta) -> None:
    """Make a new token for partner NAME; all others end after the overlap."""
    _issue(context, name, label, expires, overlap)


@token.command("list")
@click.argument("name")
@click.pass_context
def list_(context: click.Context, name: str) -> None:
    """List a partner's tokens: its last characters, state, label, when it was made, ends and was used last."""

    async def read(services: Services) -> tuple[tuple[Token, ...], datetime]:
        await flow.named(services, name)
        async with services.database.read() as connection:
            return await stored.tokens_of(connection, name), services.now()

    found, now = with_services(context, read)
    for one in found:
        click.echo(token_line(one, now))
    if not found:
        click.echo(f"{name} has no token.")


@token.command()
@click.argument("name")
@click.argument("hint")
@click.pass_context
def revoke(context: click.Context, name: str, hint: str) -> None:
    """End a token of partner NAME at once, by its last characters (HINT)."""

    async def work(services: Services) -> int:
        await flow.named(services, name)
        return await tokens.revoke(services, name, hint)

    with_services(context, work)
    click.echo(f"The token …{hint} of {name} is revoked.")


def _issue(context: click.Context, name: str, label: str, expires: str, overlap: timedelta | None) -> None:
    async def work(services: Services) -> tuple[Issued, str]:
        partner = await flow.named(services, name)
        try:
            end = tokens.until(expires, services.now())
        except ValueError as error:
            raise click.UsageError(f"--expires: {error}") from None
        issued = await tokens.issue(services, name, label, end, overlap)
        first = next((feed.name for feed in services.catalog.feeds if partner.may_read(feed.name)), "NAME")
        return issued, place(services).feed(first, "atom")

    with refused():
        issued, address = with_services(context, work)
    click.echo(issued.secret)
    click.echo(
        "It is shown this once. Send it to the partner by a safe way; readers take it in any of these:", err=True
    )
    click.echo(
        f"  {address}?token=…   ·   user name anything, password the token   ·   Authorization: Bearer …", err=True
    )
