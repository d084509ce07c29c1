"""`syndicator reprints`: the desk's queue, for the person who decides."""

import click

from syndicator.cli.opened import with_services
from syndicator.errors import ReprintError
from syndicator.flows import reprint_decision
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.reprint import Outcome, ReprintRequest, RequestState
from syndicator.reprint.decide import why
from syndicator.store import articles
from syndicator.store import reprints as stored
from syndicator.store.database import Connection

_STATES = [str(state) for state in RequestState]


@click.group()
def reprints() -> None:
    """See and decide reprint requests."""


@reprints.command("list")
@click.option("--state", type=click.Choice(_STATES), help="Only requests in this state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most this many.")
@click.pass_context
def list_requests(context: click.Context, state: str | None, limit: int) -> None:
    """List requests, newest first: number, state, day, outlet, article."""
    chosen = RequestState(state) if state else None

    async def read(services: Services) -> list[str]:
        async with services.database.read() as connection:
            found = await stored.all_requests(connection, chosen, limit)
            return [_line(request, await _first(connection, request)) for request in found]

    lines = with_services(context, read)
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("No requests.")


@reprints.command()
@click.argument("number")
@click.pass_context
def show(context: click.Context, number: str) -> None:
    """Show one request: what is asked, the article's rights, what the rules said, the grant."""

    async def read(services: Services) -> list[str]:
        async with services.database.read() as connection:
            request = await stored.find(connection, number)
            if request is None:
                raise ReprintError(f"there is no request {number}", "number")
            article = await _first(connection, request)
        return _details(request, article, place(services).base_url)

    for line in with_services(context, read):
        click.echo(line)


@reprints.command()
@click.argument("number")
@click.option("--by", required=True, help="Who decides.")
@click.option("--reason", default="", help="What the asker should know.")
@click.pass_context
def grant(context: click.Context, number: str, by: str, reason: str) -> None:
    """Grant a waiting request; prints the licence's number and address."""
    request, base_url = _decided(context, number, Outcome.GRANT, by, reason)
    given = request.grant
    if given:
        click.echo(f"{number} granted: {given.number}  {base_url}/grants/{given.number}")


@reprints.command()
@click.argument("number")
@click.option("--by", required=True, help="Who decides.")
@click.option("--reason", required=True, help="Why: the asker reads it.")
@click.pass_context
def refuse(context: click.Context, number: str, by: str, reason: str) -> None:
    """Refuse a waiting request."""
    _decided(context, number, Outcome.REFUSE, by, reason)
    click.echo(f"{number} refused")


def _decided(context: click.Context, number: str, outcome: Outcome, by: str, reason: str) -> tuple[ReprintRequest, str]:
    async def decide(services: Services) -> tuple[ReprintRequest, str]:
        request = await reprint_decision.decide_by_person(services, number, outcome, by, reason)
        return request, place(services).base_url

    return with_services(context, decide)


async def _first(connection: Connection, request: ReprintRequest) -> Article | None:
    slug = next(iter(request.asked.articles), "")
    return await articles.find(connection, slug) if slug else None


def _line(request: ReprintRequest, article: Article | None) -> str:
    asked = request.asked
    title = article.title if article else ", ".join(asked.articles) or asked.feed
    return f"{request.number}  {request.state:<8}  {request.created:%Y-%m-%d}  {asked.outlet}  {title}"


def _details(request: ReprintRequest, article: Article | None, base_url: str) -> list[str]:
    asked, decision, given = request.asked, request.decision, request.grant
    rows = [
        ("number", request.number),
        ("state", str(request.state)),
        ("sent", request.created.isoformat(timespec="minutes")),
        ("outlet", asked.outlet),
        ("contact", asked.reach),
        ("use", asked.use.replace("\n", " / ")),
        ("medium", asked.medium),
        ("term", f"{asked.term_from} to {asked.term_to}"),
        ("article", article.title if article else f"{', '.join(asked.articles) or asked.feed} (gone)"),
    ]
    if article:
        held = "; ".join(hold.text for hold in article.holds)
        rows += [
            ("address", article.url),
            ("status", f"{article.status}{f' ({held})' if held else ''}"),
            ("holder", article.rights.holder or "unknown"),
            ("notice", article.rights.notice or "none"),
            ("reprint", str(article.rights.reprint)),
        ]
    if decision:
        rows += [("rule", f"{verdict.rule}: {verdict.outcome}: {verdict.why('en')}") for verdict in decision.verdicts]
        rows.append(("decision", f"{decision.outcome} by {decision.by}: {why(decision, 'en') or 'no reason given'}"))
    if given:
        rows += [
            ("grant", f"{given.number}  {base_url}/grants/{given.number}"),
            ("credit", given.articles[0].credit if given.articles else ""),
        ]
    return [f"{name + ':':<10}{value}" for name, value in rows]
