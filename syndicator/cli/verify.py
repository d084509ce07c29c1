"""`syndicator verify URL`: whether a page is the faithful reprint that was granted."""

import json
from datetime import date
from typing import Any

import click
from rich.markup import escape

from syndicator.cli.console import Voice
from syndicator.cli.opened import with_services
from syndicator.errors import ReprintError
from syndicator.flows import reprint_look, reprint_watch
from syndicator.flows.reprint_look import Look
from syndicator.flows.services import Services
from syndicator.model.finding import Faith, Finding, Mark, Passage
from syndicator.store import grants
from syndicator.store.codec import encode

_STYLES = {
    Faith.FAITHFUL: "green",
    Faith.UNSURE: "yellow",
    Faith.DISTORTED: "red",
    Faith.NOT_FOUND: "red",
}
_SIGNS = {Mark.OK: "✓", Mark.UNSURE: "?", Mark.WRONG: "✗", Mark.MISSING: "✗"}
_LANGUAGES = ("zh", "en")


@click.command()
@click.argument("url")
@click.option("--grant", "number", help="The licence it runs under; without one, the one that fits the page.")
@click.option("--watch", is_flag=True, help="Remember the page as a reprint and look at it every night.")
@click.option("--by", default="cli", show_default=True, help="Who says so, for the trail (with --watch).")
@click.option("--language", type=click.Choice(_LANGUAGES), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.pass_context
def verify(  # noqa: PLR0913 - one argument an option
    context: click.Context, url: str, number: str | None, *, watch: bool, by: str, language: str, as_json: bool
) -> None:
    """Fetch a page and judge it against the licence: credit, link, title, text, pictures, term.

    Exits with 0 for a faithful reprint, 3 for one that a person has to look at, 4 for one that is distorted, lacks
    something, or does not hold the article.
    """

    async def work(services: Services) -> Look:
        if number is None:
            seen = await reprint_look.identify(services, url)
        else:
            async with services.database.read() as connection:
                grant = await grants.find(connection, number.upper())
            if grant is None:
                raise ReprintError(f"there is no grant {number}; `syndicator reprints list --state granted` has them")
            seen = await reprint_look.look(services, grant, url)
        if watch:
            await reprint_watch.told_by_admin(services, seen.grant.number, url, by)
        return seen

    seen = with_services(context, work)
    if as_json:
        click.echo(json.dumps(_told(seen), ensure_ascii=False, indent=2))
    else:
        _show(Voice(), seen, language)
        if watch:
            click.echo(f"It is looked at every night now, as a reprint under {seen.grant.number}.")
    codes = {Faith.FAITHFUL: 0, Faith.UNSURE: 3}
    context.exit(codes.get(seen.report.verdict, 4))


def _told(seen: Look) -> dict[str, Any]:
    report: dict[str, Any] = {**encode(seen.report), "day": seen.report.day.isoformat()}
    return {"grant": seen.grant.number, "article": seen.article, **report}


def _show(voice: Voice, seen: Look, language: str) -> None:
    """The verdict, a line a finding, and under each that is not in order the passages side by side."""
    report = seen.report
    voice.say(f"{report.verdict}  {report.url}", f"bold {_STYLES[report.verdict]}")
    under = f"under {seen.grant.number}, granted to {seen.grant.assignee}"
    voice.say(f"  {under}, {_day(seen.grant.valid_from)} to {_day(seen.grant.valid_to)}")
    if report.verdict is Faith.NOT_FOUND:
        voice.say("  the page holds nothing of what was granted")
    else:
        voice.say(f"  {report.similarity:.1%} of the granted text stands there unaltered")
    for finding in report.findings:
        _finding(voice, finding, language)


def _finding(voice: Voice, finding: Finding, language: str) -> None:
    style = "green" if finding.mark is Mark.OK else "yellow" if finding.mark is Mark.UNSURE else "red"
    voice.say(f"  {_SIGNS[finding.mark]} {finding.aspect:<9}{finding.reason(language)}", style)
    if finding.mark is not Mark.OK:
        for passage in finding.passages:
            _passage(voice, passage)


def _passage(voice: Voice, passage: Passage) -> None:
    if passage.kind == "same":
        return
    if passage.ours:
        voice.console.print(f"      [dim]granted:[/] {escape(passage.ours)}")
    if passage.theirs:
        voice.console.print(f"      [dim]there:[/]   {escape(passage.theirs)}")


def _day(day: date) -> str:
    return day.isoformat()
