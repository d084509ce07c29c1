"""`syndicator partners routes`: how changes are brought to a partner."""

from datetime import timedelta

import click

from syndicator.cli.opened import with_services
from syndicator.cli.partner_lines import refused, route_line
from syndicator.config.units import duration
from syndicator.flows import partner_routes as flow
from syndicator.flows import partners
from syndicator.flows.services import Services
from syndicator.model.partner import Route
from syndicator.store import routes as stored


def _every(_context: click.Context, _option: click.Parameter, value: str) -> timedelta:
    try:
        return duration(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.group()
def routes() -> None:
    """Bring changes to partners: by webhook, mail or another channel."""


@routes.command("list")
@click.argument("name", required=False)
@click.pass_context
def list_(context: click.Context, name: str | None) -> None:
    """List routes, of one partner or of all: number, partner, channel, where to, how often."""

    async def read(services: Services) -> tuple[Route, ...]:
        if name is not None:
            await partners.named(services, name)
        async with services.database.read() as connection:
            return await (stored.everyone(connection) if name is None else stored.of_partner(connection, name))

    found = with_services(context, read)
    for one in found:
        click.echo(route_line(one))
    if not found:
        click.echo("No routes.")


@routes.command()
@click.argument("name")
@click.argument("channel")
@click.argument("to")
@click.option("--secret", default="", help="What signs a webhook; one is made and shown unless told.")
@click.option("--every", default="0s", callback=_every, help="Gather changes this long (1h); each at once unless told.")
@click.option(
    "--everything", is_flag=True, help="Bring what the feeds hold now too, not only what changes from now on."
)
@click.pass_context
def add(  # noqa: PLR0913 - an option each
    context: click.Context, name: str, channel: str, to: str, *, secret: str, every: timedelta, everything: bool
) -> None:
    """Bring changes to partner NAME by CHANNEL (webhook, mail …), TO an address."""

    async def work(services: Services) -> Route:
        await partners.named(services, name)
        return await flow.add(services, name, flow.Wish(channel, to, secret, every, everything))

    with refused():
        made = with_services(context, work)
    click.echo(route_line(made))
    if made.secret and not secret:
        click.echo("What is sent is signed with this secret; it is shown this once:", err=True)
        click.echo(made.secret)


@routes.command()
@click.argument("number", type=int)
@click.pass_context
def pause(context: click.Context, number: int) -> None:
    """Bring nothing by a route for now; it keeps its place."""
    click.echo(route_line(with_services(context, lambda services: flow.pause(services, number, paused=True))))


@routes.command()
@click.argument("number", type=int)
@click.pass_context
def resume(context: click.Context, number: int) -> None:
    """Go on where a route was when it was paused."""
    click.echo(route_line(with_services(context, lambda services: flow.pause(services, number, paused=False))))


@routes.command()
@click.argument("number", type=int)
@click.pass_context
def remove(context: click.Context, number: int) -> None:
    """End a route."""
    gone = with_services(context, lambda services: flow.remove(services, number))
    click.echo(f"{gone.partner} is brought nothing more by {gone.channel} to {gone.to}.")
