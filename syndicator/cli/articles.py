"""`syndicator articles`: what is kept, what is held and why, what was edited; take down, or let go."""

import click

from syndicator.cli.article_lines import changed, details, line, marked, told
from syndicator.cli.opened import with_services
from syndicator.cli.partner_lines import receipt
from syndicator.errors import StoreError
from syndicator.flows import edits, takedown
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.partner import Receipt
from syndicator.model.rights import Status
from syndicator.store import articles as stored
from syndicator.store import copies
from syndicator.store import receipts as had

_STATUSES = [str(status) for status in Status]


@click.group()
def articles() -> None:
    """See articles, their holds and their edits; take them down.

    ID is an article's own name (`syndicator articles list` begins with it), its tag: URI, or its address.
    """


@articles.command("list")
@click.option("--feed", help="Only this feed's.")
@click.option("--status", type=click.Choice(_STATUSES), help="Only articles of this status.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most this many.")
@click.pass_context
def list_articles(context: click.Context, feed: str | None, status: str | None, limit: int) -> None:
    """List articles, last seen first: name, status, day, version, feed, headline."""

    async def read(services: Services) -> tuple[Article, ...]:
        async with services.database.read() as connection:
            return await stored.latest(connection, feed, Status(status) if status else None, limit)

    found = with_services(context, read)
    for article in found:
        click.echo(line(article))
    if not found:
        click.echo("No articles.")


@articles.command()
@click.option("--feed", help="Only this feed's.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="At most this many.")
@click.pass_context
def held(context: click.Context, feed: str | None, limit: int) -> None:
    """List what is withheld and why: the queue of whoever decides. `lift` or `cancel` what is ours to decide."""

    async def read(services: Services) -> tuple[Article, ...]:
        async with services.database.read() as connection:
            return await stored.withheld(connection, feed, limit)

    found = with_services(context, read)
    for article in found:
        click.echo(line(article))
        for hold in article.holds:
            click.echo(f"    {hold.code}: {hold.text}")
    click.echo(f"{len(found)} withheld" if found else "Nothing is withheld.")


@articles.command()
@click.argument("id_", metavar="ID")
@click.pass_context
def show(context: click.Context, id_: str) -> None:
    """Show one article: its rights, what they rest on, what holds it, its copies elsewhere, who has it, its text."""

    async def read(services: Services) -> list[str]:
        article = await takedown.find(services, id_)
        async with services.database.read() as connection:
            given = [receipt(one) for one in await had.of_article(connection, article.id)]
            return details(article, await copies.of(connection, article.id), given)

    for row in with_services(context, read):
        click.echo(row)


@articles.command()
@click.argument("id_", metavar="ID")
@click.pass_context
def history(context: click.Context, id_: str) -> None:
    """List an article's versions: when each came, and what it changed."""
    versions = with_services(context, lambda services: _versions(services, id_))
    click.echo(f"{versions[0].version}  {told(versions[0].updated)}  first seen")
    for edit in edits.edits(versions):
        click.echo(f"{edit.after}  {told(edit.at)}  {', '.join(edit.names) or 'nothing that shows'}")


@articles.command()
@click.argument("id_", metavar="ID")
@click.argument("before", type=click.IntRange(1), required=False)
@click.argument("after", type=click.IntRange(1), required=False)
@click.pass_context
def diff(context: click.Context, id_: str, before: int | None, after: int | None) -> None:
    """Show what changed between two versions (default: the last edit): [-removed-]{+added+}."""
    versions = {one.version: one for one in with_services(context, lambda services: _versions(services, id_))}
    to = after or max(versions)
    since = before or max((number for number in versions if number < to), default=to)
    if since not in versions or to not in versions:
        raise click.UsageError(f"there are versions 1 to {max(versions)}")
    if since == to:
        click.echo("There is one version.")
        return
    edit = edits.edit(versions[since], versions[to])
    click.echo(f"version {edit.before} to {edit.after}, {told(edit.at)}")
    for field in edit.fields:
        click.echo(f"{field.name}: {marked(field.segments)}")
    for row in changed(edit.text):
        click.echo(row)


@articles.command()
@click.argument("id_", metavar="ID")
@click.option("--why", required=True, help="The reason: it is kept with the article.")
@click.option("--legal", is_flag=True, help="The law demands it: its page then answers 451 instead of 410.")
@click.pass_context
def cancel(context: click.Context, id_: str, why: str, *, legal: bool) -> None:
    """Take an article down for good. Readers are told that it is gone; it never comes back by itself."""

    async def work(services: Services) -> tuple[Article, tuple[Receipt, ...]]:
        after = await takedown.cancel(services, await takedown.find(services, id_), why, legal=legal)
        return after, await _receipts(services, after)

    gone, given = with_services(context, work)
    click.echo(f"{gone.slug} is taken down: {gone.title}")
    _show_receipts(given)


@articles.command()
@click.argument("id_", metavar="ID")
@click.pass_context
def receipts(context: click.Context, id_: str) -> None:
    """List which partners have an article: when, which version, by which way, and when each said it took it down."""

    async def work(services: Services) -> tuple[Receipt, ...]:
        return await _receipts(services, await takedown.find(services, id_))

    _show_receipts(with_services(context, work))


@articles.command()
@click.argument("id_", metavar="ID")
@click.argument("code")
@click.pass_context
def lift(context: click.Context, id_: str, code: str) -> None:
    """Publish an article although it is held as a copy (CODE copy) or its page is gone (CODE withdrawn)."""

    async def work(services: Services) -> Article:
        return await takedown.lift(services, await takedown.find(services, id_), code)

    after = with_services(context, work)
    still = "; ".join(hold.text for hold in after.holds)
    click.echo(f"{after.slug} is {after.status}: {after.title}{f' ({still})' if still else ''}")


async def _versions(services: Services, name: str) -> tuple[Article, ...]:
    article = await takedown.find(services, name)
    async with services.database.read() as connection:
        versions = await stored.history(connection, article.slug)
    if not versions:
        raise StoreError(f"there is no article {name}")
    return versions


async def _receipts(services: Services, article: Article) -> tuple[Receipt, ...]:
    async with services.database.read() as connection:
        return await had.of_article(connection, article.id)


def _show_receipts(given: tuple[Receipt, ...]) -> None:
    for one in given:
        click.echo(receipt(one))
    have = {one.partner for one in given}
    said = {one.partner for one in given if one.acknowledged}
    if have:
        click.echo(f"{len(have)} partner(s) have it; {len(said)} acknowledged that it was taken down.")
        return
    click.echo("No partner has it.")
