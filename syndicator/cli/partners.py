"""`syndicator partners`: who may read what, in which shape, by which tokens, and what they have."""

from collections.abc import Callable
from typing import Any

import click

from syndicator.cli.opened import with_services
from syndicator.cli.partner_lines import details, line, receipt, refused
from syndicator.cli.partner_routes import routes
from syndicator.cli.partner_tokens import rotate, token
from syndicator.flows import partners as flow
from syndicator.flows import takedown
from syndicator.flows.agreement import Change
from syndicator.flows.services import Services
from syndicator.model.partner import Extent, Partner, Receipt
from syndicator.store import partners as stored
from syndicator.store import receipts as had
from syndicator.store import routes as kept_routes

_OPTIONS = (
    click.option("--title", help="The partner's name as people know it."),
    click.option("--contact", help="Whom to ask: e-mail, phone."),
    click.option("--feed", "feeds", multiple=True, help="A feed it may read; once for each, * for every feed."),
    click.option("--text", type=click.Choice([str(one) for one in Extent]), help="Whole articles, or summaries."),
    click.option("--images/--no-images", default=None, help="With pictures, or without."),
    click.option("--credit", help='Its own wording of the credit line, such as "据{holder}"; "" for the feed\'s.'),
    click.option("--language", help='The language of what we add (zh-CN, en); "" for the feed\'s.'),
    click.option("--starts", metavar="DATE", help='The first day it may read; "" for none.'),
    click.option("--ends", metavar="DATE", help='The last day it may read; "" for none.'),
    click.option("--rate", type=click.IntRange(0), help="At most this many requests a minute; 0 for any number."),
    click.option("--network", "networks", multiple=True, help="Only from here (203.0.113.0/24); once for each."),
    click.option("--note", help="For yourself; no partner sees it."),
)


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group()
def partners() -> None:
    """Say who may read which feeds, and in which shape; see what each has."""


partners.add_command(token)
partners.add_command(rotate)
partners.add_command(routes)


@partners.command()
@click.argument("name")
@_described
@click.pass_context
def add(context: click.Context, /, name: str, **said: Any) -> None:
    """Add a partner, called NAME for good. It reads nothing before it has a token (`partners token add NAME`)."""
    change = _change(said)
    with refused():
        made = with_services(context, lambda services: flow.add(services, name, change))
    click.echo(line(made))
    if not made.feeds:
        click.echo("It may read no feed for partners yet: syndicator partners set " + name + " --feed FEED")


@partners.command("set")
@click.argument("name")
@_described
@click.option("--no-feeds", is_flag=True, help="It may read no feed for partners.")
@click.option("--any-network", is_flag=True, help="It may read from everywhere.")
@click.pass_context
def set_(context: click.Context, /, name: str, *, no_feeds: bool, any_network: bool, **said: Any) -> None:
    """Change what was agreed with a partner; what is not named stays. It counts within seconds."""
    if (no_feeds and said["feeds"]) or (any_network and said["networks"]):
        raise click.UsageError("name some or say that there are none, not both")
    change = _change(said, no_feeds=no_feeds, any_network=any_network)
    with refused():
        after = with_services(context, lambda services: flow.change(services, name, change))
    click.echo(line(after))


@partners.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List partners: name, state, feeds, shape, term, what people call them."""

    async def read(services: Services) -> tuple[Partner, ...]:
        async with services.database.read() as connection:
            return await stored.everyone(connection)

    found = with_services(context, read)
    for partner in found:
        click.echo(line(partner))
    if not found:
        click.echo("No partners: `syndicator partners add NAME --title TITLE --feed FEED` adds one.")


@partners.command()
@click.argument("name")
@click.pass_context
def show(context: click.Context, name: str) -> None:
    """Show all of a partner: what was agreed, its tokens (by their end), its routes."""

    async def read(services: Services) -> list[str]:
        partner = await flow.named(services, name)
        async with services.database.read() as connection:
            tokens = await stored.tokens_of(connection, name)
            ways = await kept_routes.of_partner(connection, name)
        return details(partner, tokens, ways, services.now())

    for row in with_services(context, read):
        click.echo(row)


@partners.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let it go on, by the tokens it had.")
@click.pass_context
def revoke(context: click.Context, name: str, *, undo: bool) -> None:
    """End a partner's access at once: every token, its hub subscriptions, its routes."""
    after = with_services(context, lambda services: flow.revoke(services, name, ended=not undo))
    click.echo(line(after))


@partners.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most this many.")
@click.pass_context
def receipts(context: click.Context, name: str, limit: int) -> None:
    """List what a partner has, last first: when, article, version, status, by which way, when it acknowledged."""

    async def read(services: Services) -> tuple[Receipt, ...]:
        await flow.named(services, name)
        async with services.database.read() as connection:
            return await had.of_partner(connection, name, limit=limit)

    found = with_services(context, read)
    for one in found:
        click.echo(receipt(one))
    if not found:
        click.echo(f"{name} has had nothing.")


@partners.command()
@click.argument("name")
@click.argument("id_", metavar="ID")
@click.pass_context
def acknowledged(context: click.Context, name: str, id_: str) -> None:
    """Note that a partner told you that it took article ID down; by /api/v1/partner it can say so itself."""

    async def work(services: Services) -> tuple[Receipt, ...]:
        await flow.named(services, name)
        return await flow.acknowledge(services, name, (await takedown.find(services, id_)).id)

    found = with_services(context, work)
    for one in found:
        click.echo(receipt(one))
    if not found:
        click.echo(f"{name} had nothing of it.")


def _change(said: dict[str, Any], *, no_feeds: bool = False, any_network: bool = False) -> Change:
    feeds, networks = said.pop("feeds"), said.pop("networks")
    return Change(
        feeds=feeds if feeds or no_feeds else None,
        networks=networks if networks or any_network else None,
        **said,
    )
