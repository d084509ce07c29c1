"""`syndicator evaluate DIR`: how well the page reader does on labelled pages."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from syndicator.errors import ExtractError
from syndicator.extract import evaluate as scoring
from syndicator.extract.evaluate import Judgement, Labels, Summary
from syndicator.extract.page import reader
from syndicator.flows.look import unconfigured
from syndicator.model.page import Page

_SCORES = ("title", "day", "minute", "author", "outlet", "body", "honest", "snippets")
_GROUPS = (("Chinese", ("cwced", "gne", "gerapy")), ("others", ("wcxb-dev", "fundus", "aeb")))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--set", "group", help="Only this set.")
@click.option(
    "--worst", type=click.IntRange(0), default=10, show_default=True, help="How many of the worst pages to list."
)
def evaluate(folder: Path, group: str | None, worst: int) -> None:
    """Score extraction on DIR, a folder with articles.json and the pages it names.

    A score per field and set, for the Chinese sets and the others together, then the worst pages.
    """
    labelled = folder / "articles.json"
    if not labelled.is_file():
        raise click.UsageError(f"{folder} has no articles.json")
    try:
        records = scoring.read_labels(labelled.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"{labelled} is not a list of labelled pages: {error}") from error
    chosen = [record for record in records if group in (None, record.group)]
    console = Console(highlight=False, soft_wrap=True)
    judged = [
        _judge(folder, record)
        for record in track(chosen, "Reading pages", console=console, transient=True, disable=not console.is_terminal)
    ]
    _print(console, list(_summaries(judged)))
    for one in sorted(judged, key=_badness)[:worst]:
        console.print(f"{one.labels.file}: {_faults(one)}")


def _judge(folder: Path, record: Labels) -> Judgement:
    path = folder / record.file
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    page = Page(url=record.url or f"file:{path.name}", body=body)
    try:
        return scoring.judge(record, reader.read(page, unconfigured(page, record.url)))
    except ExtractError as error:
        return scoring.judge(record, None, str(error))


def _summaries(judged: list[Judgement]) -> Iterator[Summary]:
    sets = dict.fromkeys(one.labels.group for one in judged)
    for name in sets:
        yield scoring.summarise(name, [one for one in judged if one.labels.group == name])
    for name, members in _GROUPS:
        together = [one for one in judged if one.labels.group in members]
        if together and any(one.labels.group != together[0].labels.group for one in together):
            yield scoring.summarise(name, together)


def _print(console: Console, summaries: list[Summary]) -> None:
    table = Table("set", "pages", *_SCORES, box=None)
    for one in summaries:
        cells = (f"{one.scores[name]:.3f}" if name in one.scores else "–" for name in _SCORES)
        table.add_row(one.group, str(one.pages), *cells)
    console.print(table)


def _badness(one: Judgement) -> float:
    """The sum of what a page's scores have; the lower, the worse the page was read."""
    found = (one.title, one.day, one.outlet, one.body, None if one.invented is None else 1 - one.invented)
    known = [score for score in found if score is not None]
    return sum(known) / len(known) if known else 1.0


def _faults(one: Judgement) -> str:
    if one.error:
        return one.error
    found = {"title": one.title, "day": one.day, "minute": one.minute, "outlet": one.outlet, "body": one.body}
    faults = [f"{name} {score:.2f}" for name, score in found.items() if score is not None and score < 1]
    if one.names and (one.names.wrong or one.names.missed):
        faults.append(f"{one.names.wrong} names wrong, {one.names.missed} missed")
    return ", ".join(faults) or "nothing wrong"
