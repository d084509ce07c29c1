"""`syndicator hub`: who is subscribed at our WebSub hub, and what did not arrive."""

from collections.abc import Sequence
from datetime import datetime

import click

from syndicator.cli.opened import with_services
from syndicator.errors import StoreError
from syndicator.flows.services import Services
from syndicator.model.subscriber import Subscriber
from syndicator.store import subscribers


@click.group()
def hub() -> None:
    """See who is subscribed by WebSub; send again what did not arrive."""


@hub.command("list")
@click.option("--feed", default="", help="Only subscribers of this feed.")
@click.pass_context
def list_subscribers(context: click.Context, feed: str) -> None:
    """List subscriptions: number, state, feed, partner, end of the lease, callback."""
    _show(context, feed=feed, given_up=False, none="Nobody is subscribed.")


@hub.command()
@click.option("--feed", default="", help="Only subscribers of this feed.")
@click.pass_context
def failed(context: click.Context, feed: str) -> None:
    """List what was given up: who lacks the present version, and why it did not arrive."""
    _show(context, feed=feed, given_up=True, none="Nothing was given up.")


@hub.command()
@click.argument("number", type=int, required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody who was given up.")
@click.pass_context
def replay(context: click.Context, *, number: int | None, everybody: bool) -> None:
    """Bring the present version to a subscriber that was given up (NUMBER), or to all of them; `serve` sends it."""
    if everybody == (number is not None):
        raise click.UsageError("name one NUMBER of `syndicator hub failed`, or say --all")

    async def again(services: Services) -> int:
        async with services.database.begin() as connection:
            return await subscribers.replay(connection, services.now(), number)

    count = with_services(context, again)
    if number is not None and not count:
        raise StoreError(f"nothing of number {number} was given up that still has a lease: see `syndicator hub failed`")
    click.echo(f"{count} will be tried again at once.")


@hub.command()
@click.argument("number", type=int)
@click.pass_context
def drop(context: click.Context, number: int) -> None:
    """Forget a subscription without a word to its callback."""

    async def forget(services: Services) -> Subscriber | None:
        async with services.database.begin() as connection:
            found = await subscribers.by_number(connection, number)
            if found:
                await subscribers.end(connection, found)
            return found

    gone = with_services(context, forget)
    if gone is None:
        raise StoreError(f"there is no subscription {number}: see `syndicator hub list`")
    click.echo(f"{number} is forgotten: {gone.callback}")


def _show(context: click.Context, *, feed: str, given_up: bool, none: str) -> None:
    async def read(services: Services) -> tuple[Sequence[Subscriber], datetime]:
        async with services.database.read() as connection:
            return await subscribers.everyone(connection, given_up=given_up), services.now()

    found, now = with_services(context, read)
    shown = [one for one in found if feed in ("", one.feed)]
    for one in shown:
        click.echo(_line(one, now))
    if not shown:
        click.echo(none)


def _line(one: Subscriber, now: datetime) -> str:
    """Never its topic, which may have a token in it, nor its secret."""
    what = f"{one.feed}.{one.extension}"
    who = one.partner or "public"
    why = f"  ({one.failed})" if one.failed else ""
    until = f"until {one.lease:%Y-%m-%d %H:%M}"
    state = one.state if one.lease > now else "ended"
    return f"{one.number}  {state:<8}  {what}  {who}  {until}  {one.callback}{why}"
