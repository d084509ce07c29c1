"""`syndicator sources`: how every source is doing, a table on a terminal and plain lines elsewhere."""

import asyncio
import re
from datetime import datetime

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from syndicator.attribute.reservation import reserved
from syndicator.cli.settings import settings
from syndicator.config import Config
from syndicator.flows.alerts import silent
from syndicator.flows.overview import Line, overview
from syndicator.model.health import State, label, words
from syndicator.model.parcel import Waiting
from syndicator.start import services as opened
from syndicator.store import saved

_HEADS = {
    "en": ("source", "state", "since", "last success", "7 days", "next run"),
    "zh": ("来源", "状态", "自", "上次成功", "七天", "下次读取"),
}
_YEAR = re.compile(r"^\d{4}-(?=\d\d-\d\d )")
_STYLES = {State.WELL: "green", State.QUIET: "yellow", State.RESTING: "yellow"}


@click.command()
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of the words.")
@click.pass_context
def sources(context: click.Context, language: str) -> None:
    """Show every source: its state in words, its last success, its new articles, its next run."""
    asyncio.run(_sources(settings(context), language))


async def _sources(config: Config, language: str) -> None:
    async with opened(config) as services:
        lines, waiting = await overview(services)
    console = Console(highlight=False, soft_wrap=True)
    if console.is_terminal:
        console.print(_table(lines, language))
    else:
        for line in lines:
            click.echo("\t".join(_cells(line, language)))
    for line in lines:
        for text in (*_why(config, line, language), *_said(line, language)):
            click.echo(text)
    for text in _alerts(config, waiting):
        click.echo(text)


def _table(lines: tuple[Line, ...], language: str) -> Table:
    table = Table(*(Column(head, no_wrap=True) for head in _HEADS[language]), box=None, pad_edge=False)
    for line in lines:
        # Eighty columns have no room for the year.
        cells = [escape(_YEAR.sub("", cell)) for cell in _cells(line, language)]
        cells[1] = f"[{_STYLES.get(line.health.state, 'red')}]{cells[1]}[/]"
        table.add_row(*cells)
    return table


def _cells(line: Line, language: str) -> tuple[str, ...]:
    health, zone = line.health, line.source.zone
    state = label(health.state, language) if health.judged else {"en": "not read yet", "zh": "尚未读取"}[language]

    def clock(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "-"

    return (
        line.source.key,
        state,
        clock(health.since),
        clock(line.state.last_success),
        str(line.fresh),
        clock(line.following),
    )


def _why(config: Config, line: Line, language: str) -> list[str]:
    """What is wrong with a source, what shows it, and what to do."""
    health = line.health
    why = words(health, language)
    if not why:
        return []
    texts = [f"! {line.source.key}: {why}"]
    if health.note and health.note not in why:
        texts.append(f"    {health.note}")
    if health.suggestion:
        texts.append({"en": "    write instead: ", "zh": "    建议改为："}[language] + health.suggestion)
    if health.shown:
        path = saved.path(config.data, line.source.key, "bad")
        texts.append({"en": "    the page, saved: ", "zh": "    保存的页面："}[language] + str(path))
    return texts


def _said(line: Line, language: str) -> list[str]:
    """What a source's site says about machines that use it: for people to weigh, nothing is done by it."""
    if not line.said:
        return []
    head = {
        "en": ("its site says", "reserves text and data mining or AI use"),
        "zh": ("网站声明", "保留文本数据挖掘或人工智能使用权"),
    }[language]
    reserves = f" ({head[1]})" if reserved(line.said) else ""
    return [
        f"  {line.source.key}: {head[0]}{reserves}:",
        *(f"    {one.field}: {one.text}  [{one.where}]" for one in line.said),
    ]


def _alerts(config: Config, waiting: tuple[Waiting, ...]) -> list[str]:
    texts = [f"! alert by {one.channel} to {one.to} not delivered: {one.failed or 'not tried yet'}" for one in waiting]
    return [*texts, *([f"Alerts: {why}"] if (why := silent(config)) else [])]
