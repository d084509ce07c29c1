"""`syndicator restore FILE`: the mended text, or what was mended."""

import dataclasses
import json
from pathlib import Path

import click

from syndicator.text import charset
from syndicator.text import restore as restoring


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--report", is_flag=True, help="Print the repairs as JSON instead of the text.")
def restore(file: Path, *, report: bool) -> None:
    """Undo a mirror's damage (pinyin in brackets, slipped characters, half-width marks, script) in FILE."""
    result = restoring.restore(charset.decode(file.read_bytes()).text)
    if not report:
        click.echo(result.text, nl=False)
        return
    repairs = [dataclasses.asdict(repair) for repair in result.repairs]
    click.echo(json.dumps({"confidence": result.confidence, "repairs": repairs}, ensure_ascii=False, indent=2))
