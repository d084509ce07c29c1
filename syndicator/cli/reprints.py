"""`syndicator reprints`: the desk's queue, for the person who decides."""

from datetime import timedelta

import click

from syndicator.cli.opened import with_services
from syndicator.cli.reprint_answers import answers, approve, ask, decline, grant, refuse
from syndicator.cli.reprint_licences import revoke, rotate_key
from syndicator.cli.reprint_lines import details, figures, line
from syndicator.cli.reprint_record import erase, trail
from syndicator.flows import reprint_queue
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.reprint import RequestState
from syndicator.store import reprints as stored

_STATES = [str(state) for state in RequestState]


@click.group()
def reprints() -> None:
    """See and decide reprint requests."""


for _command in (grant, refuse, ask, approve, decline, answers, revoke, rotate_key, trail, erase):
    reprints.add_command(_command)


@reprints.command("list")
@click.option("--state", type=click.Choice(_STATES), help="Only requests in this state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most this many.")
@click.pass_context
def list_requests(context: click.Context, state: str | None, limit: int) -> None:
    """List requests, newest first: number, state, day, how long it has waited for us, outlet, articles."""
    chosen = RequestState(state) if state else None

    async def read(services: Services) -> list[str]:
        async with services.database.read() as connection:
            found = await stored.all_requests(connection, chosen, limit)
            return [line(await reprint_queue.line(services, connection, request)) for request in found]

    lines = with_services(context, read)
    for told in lines:
        click.echo(told)
    if not lines:
        click.echo("No requests.")


@reprints.command()
@click.argument("number")
@click.pass_context
def show(context: click.Context, number: str) -> None:
    """Show all there is about a request: what is asked, the rights, what the rules said, the talk, the trail."""

    async def read(services: Services) -> list[str]:
        return details(await reprint_queue.page(services, number), place(services).base_url)

    for told in with_services(context, read):
        click.echo(told)


@reprints.command()
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="Over so many days.")
@click.pass_context
def stats(context: click.Context, days: int) -> None:
    """Show how the desk serves: requests by state, how long those waited that a person decided."""

    async def read(services: Services) -> list[str]:
        return figures(await reprint_queue.service(services, timedelta(days=days)), days)

    for told in with_services(context, read):
        click.echo(told)
