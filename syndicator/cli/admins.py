"""`syndicator admins`: who may decide reprint requests, and their tokens, each shown once."""

from datetime import datetime

import click

from syndicator.cli.opened import with_services
from syndicator.flows import admins as flow
from syndicator.flows.admins import Issued
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.admin import Admin
from syndicator.store import admins as stored


@click.group()
def admins() -> None:
    """Say who decides reprint requests; each signs in with a token of their own."""


@admins.command()
@click.argument("name")
@click.option("--email", default="", help="Their address, for whoever reads the list of admins.")
@click.pass_context
def add(context: click.Context, name: str, email: str) -> None:
    """Make admin NAME, whose name stands in the record of all they do; prints their token this once."""

    async def work(services: Services) -> tuple[Issued, str]:
        return await flow.add(services, name, email), place(services).base_url

    _show(*with_services(context, work))


@admins.command("list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List admins: name, state, the last characters of the token, e-mail, when made and when last used."""

    async def read(services: Services) -> tuple[Admin, ...]:
        async with services.database.read() as connection:
            return await stored.everyone(connection)

    found = with_services(context, read)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("No admins yet: syndicator admins add NAME")


@admins.command()
@click.argument("name")
@click.pass_context
def renew(context: click.Context, name: str) -> None:
    """Give NAME a new token, printed this once; the old one and all sessions end. A revoked admin is let in again."""

    async def work(services: Services) -> tuple[Issued, str]:
        return await flow.renew(services, name), place(services).base_url

    _show(*with_services(context, work))


@admins.command()
@click.argument("name")
@click.pass_context
def revoke(context: click.Context, name: str) -> None:
    """Let NAME in no more, at once: the token and every session end. What they did stays in the record."""

    async def work(services: Services) -> int:
        return await flow.revoke(services, name)

    ended = with_services(context, work)
    click.echo(f"{name} is revoked; {ended} session{'' if ended == 1 else 's'} ended.")


def _show(issued: Issued, base_url: str) -> None:
    click.echo(issued.secret)
    click.echo("It is shown this once and kept nowhere. Give it to the admin by a safe way; they sign in at", err=True)
    click.echo(f"  {base_url}/admin/   ·   programs send it as Authorization: Bearer …", err=True)


def _line(one: Admin) -> str:
    state = f"revoked {_day(one.revoked)}" if one.revoked else "let in"
    used = f"used {_day(one.used)}" if one.used else "never used"
    return f"{one.name}  {state}  …{one.hint}  {one.email or '-'}  made {_day(one.created)}  {used}"


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "-"
