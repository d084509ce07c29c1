"""`syndicator outbox`: what waits to be sent to admins and partners, and what did not arrive."""

import click

from syndicator.cli.opened import with_services
from syndicator.errors import StoreError
from syndicator.flows.services import Services
from syndicator.model.parcel import Waiting
from syndicator.store import outbox as stored


@click.group()
def outbox() -> None:
    """See what waits to be sent to admins and partners; send again what did not arrive."""


@outbox.command("list")
@click.option("--failed", is_flag=True, help="Only what was given up.")
@click.pass_context
def list_waiting(context: click.Context, *, failed: bool) -> None:
    """List what did not arrive yet: number, state, channel, route, tries, where to, and why the last try failed."""

    async def read(services: Services) -> tuple[Waiting, ...]:
        async with services.database.read() as connection:
            return await stored.waiting(connection)

    shown = [one for one in with_services(context, read) if one.given_up or not failed]
    for one in shown:
        click.echo(_line(one))
    if not shown:
        click.echo("Nothing was given up." if failed else "Nothing waits.")


@outbox.command()
@click.argument("number", type=int, required=False)
@click.option("--all", "everything", is_flag=True, help="Everything that failed.")
@click.pass_context
def replay(context: click.Context, *, number: int | None, everything: bool) -> None:
    """Try again what failed (NUMBER), or all of it; `serve` sends it. An article taken down meanwhile is not sent."""
    if everything == (number is not None):
        raise click.UsageError("name one NUMBER of `syndicator outbox list`, or say --all")

    async def again(services: Services) -> int:
        async with services.database.begin() as connection:
            return await stored.replay(connection, services.now(), number)

    count = with_services(context, again)
    if number is not None and not count:
        raise StoreError(f"nothing of number {number} failed that may be sent again: see `syndicator outbox list`")
    click.echo(f"{count} will be tried again at once.")


@outbox.command()
@click.argument("number", type=int)
@click.pass_context
def drop(context: click.Context, number: int) -> None:
    """Forget what did not arrive (NUMBER): it is never sent."""

    async def forget(services: Services) -> int:
        async with services.database.begin() as connection:
            return await stored.drop(connection, number)

    if not with_services(context, forget):
        raise StoreError(f"nothing of number {number} waits: see `syndicator outbox list`")
    click.echo(f"{number} is forgotten.")


def _line(one: Waiting) -> str:
    state = "given up" if one.given_up else "retrying" if one.failed else "due"
    whose = f"route {one.route}" if one.route is not None else "desk" if one.parcel.private else "alert"
    # Who asks for a reprint is nobody's but the desk's to see.
    to = one.parcel.id if one.parcel.private else one.to
    why = f"  ({one.failed})" if one.failed else ""
    return f"{one.number}  {state:<8}  {one.channel:<7}  {whose:<9}  {one.tries} tries  {to}{why}"
