"""`syndicator restore FILE`: the mended text, or what was mended."""

import dataclasses
import json
import sys
from pathlib import Path

import click

from syndicator.text import charset
from syndicator.text import restore as restoring


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--report", is_flag=True, help="Print the repairs as JSON instead of the text.")
def restore(file: Path, *, report: bool) -> None:
    """Undo a mirror's damage (pinyin in brackets, slipped characters, half-width marks, script) in FILE.

    Text that shows no damage is printed byte for byte; mended text ends with a newline.
    """
    body = file.read_bytes()
    decoded = charset.decode(body)
    result = restoring.restore(decoded.text)
    if report:
        repairs = [dataclasses.asdict(repair) for repair in result.repairs]
        click.echo(json.dumps({"confidence": result.confidence, "repairs": repairs}, ensure_ascii=False, indent=2))
    elif result.repairs:
        click.echo(result.text, nl=not result.text.endswith("\n"))
    else:
        sys.stdout.buffer.write(body if decoded.charset == "utf-8" else decoded.text.encode())
