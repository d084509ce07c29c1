"""`syndicator reprints grant|refuse|ask|approve|decline`: what a person answers to a request."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from syndicator.cli.opened import with_services
from syndicator.errors import ReprintError
from syndicator.flows import reprint_decision, reprint_queue
from syndicator.flows.release import place
from syndicator.flows.services import Services
from syndicator.model.reprint import Outcome, ReprintRequest, RequestState, Terms
from syndicator.store import reprints

_DAY = click.DateTime(["%Y-%m-%d"])
_TERMS = (
    click.option("--condition", "conditions", multiple=True, help="A condition it comes with; once for each."),
    click.option("--fee", default="", help="The fee, in words."),
    click.option("--medium", help="In this medium in place of the one asked for."),
    click.option("--territory", help="In this territory in place of the one asked for."),
    click.option("--from", "valid_from", type=_DAY, metavar="YYYY-MM-DD", help="From this day on."),
    click.option("--to", "valid_to", type=_DAY, metavar="YYYY-MM-DD", help="Until this day."),
    click.option("--pictures/--no-pictures", default=None, help="With the pictures that are ours to give, or without."),
    click.option("--edits", help='The changes to the text that are allowed; "" for none.'),
    click.option("--translation", help='The language it may be translated to; "" for none.'),
)


def _on_terms(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_TERMS):
        command = option(command)
    return command


def _worded(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--answer", default="", metavar="NAME", help="A canned answer as the reason.")(command)
    return click.option("--reason", default="", help="What the asker should know.")(command)


def _by(words: str) -> Callable[..., Any]:
    return click.option("--by", required=True, help=words)


@click.command()
@click.argument("number")
@_by("Who decides.")
@_worded
@_on_terms
@click.pass_context
def grant(context: click.Context, /, number: str, by: str, reason: str, answer: str, **terms: Any) -> None:
    """Grant a waiting request, as asked or on other terms; prints the licence's number and address."""
    chosen = Terms(**{**terms, "valid_from": _day(terms["valid_from"]), "valid_to": _day(terms["valid_to"])})

    async def decide(services: Services) -> tuple[ReprintRequest, str]:
        said = await _reason(services, number, reason, answer)
        decided = await reprint_decision.decide_by_person(services, number, Outcome.GRANT, by, said, chosen)
        return decided, place(services).base_url

    _tell(*with_services(context, decide))


@click.command()
@click.argument("number")
@_by("Who decides.")
@_worded
@click.pass_context
def refuse(context: click.Context, number: str, by: str, reason: str, answer: str) -> None:
    """Refuse a waiting request, for a reason the asker reads."""
    if not (reason or answer):
        raise click.UsageError("say why: --reason TEXT, or --answer NAME")

    async def decide(services: Services) -> tuple[ReprintRequest, str]:
        said = await _reason(services, number, reason, answer)
        return await reprint_decision.decide_by_person(services, number, Outcome.REFUSE, by, said), ""

    _tell(*with_services(context, decide))


@click.command()
@click.argument("number")
@_by("Who approves: somebody else than who proposed it.")
@click.pass_context
def approve(context: click.Context, number: str, by: str) -> None:
    """Approve what somebody else proposed (reprint.four_eyes): now it counts."""

    async def work(services: Services) -> tuple[ReprintRequest, str]:
        return await reprint_decision.approve(services, number, by), place(services).base_url

    _tell(*with_services(context, work))


@click.command()
@click.argument("number")
@_by("Who declines.")
@click.option("--reason", required=True, help="Why; for colleagues.")
@click.pass_context
def decline(context: click.Context, number: str, by: str, reason: str) -> None:
    """Take what was proposed off the table; the request waits on."""
    with_services(context, lambda services: reprint_decision.decline(services, number, by, reason))
    click.echo(f"{number} waits on")


@click.command()
@click.argument("number")
@_by("Who asks.")
@click.option("--text", default="", help="The question.")
@click.option("--answer", default="", metavar="NAME", help="A canned answer as the question.")
@click.pass_context
def ask(context: click.Context, number: str, by: str, text: str, answer: str) -> None:
    """Put a question to the asker; the request waits for their answer."""

    async def work(services: Services) -> ReprintRequest:
        question = await _reason(services, number, text, answer)
        return await reprint_decision.ask_back(services, number, by, question)

    asked = with_services(context, work)
    click.echo(f"{asked.number} {asked.state}")


@click.command()
@click.pass_context
def answers(context: click.Context) -> None:
    """List the canned answers: name, Chinese, English."""

    async def work(services: Services) -> list[str]:
        return [f"{one.name}\n  {one.zh}\n  {one.en}" for one in reprint_queue.answers(services)]

    for told in with_services(context, work):
        click.echo(told)


async def _reason(services: Services, number: str, said: str, answer: str) -> str:
    """What is said, after the canned answer where one is named, in the asker's language."""
    if not answer:
        return said
    async with services.database.read() as connection:
        request = await reprints.find(connection, number)
    if request is None:
        raise ReprintError(f"there is no request {number}", "number")
    canned = reprint_queue.answer(services, answer, request.asked.language)
    return f"{canned}\n{said}" if said else canned


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _tell(request: ReprintRequest, base_url: str) -> None:
    if request.state is RequestState.WAITING:
        click.echo(
            f"{request.number} proposed: somebody else approves it (syndicator reprints approve {request.number})"
        )
    elif request.grant:
        click.echo(f"{request.number} granted: {request.grant.number}  {base_url}/grants/{request.grant.number}")
    else:
        click.echo(f"{request.number} {request.state}")
