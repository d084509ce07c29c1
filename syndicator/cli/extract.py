"""`syndicator extract FILE…`: what the page reader makes of saved pages, one JSON line each."""

import dataclasses
import gzip
import json
from pathlib import Path

import click

from syndicator.cli.looks import as_json
from syndicator.config import load_feed
from syndicator.errors import ExtractError
from syndicator.flows.declare import CHECKS
from syndicator.flows.look import Look, read, unconfigured
from syndicator.model.page import Page
from syndicator.model.source import Source

_GZIP = b"\x1f\x8b"


@click.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--url", default="", help="The page's address: links are resolved against it, its zone is used.")
@click.option("--config", "feed_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A feed file whose first source gives rights, selectors and zone.")  # fmt: skip
@click.pass_context
def extract(context: click.Context, files: tuple[Path, ...], url: str, feed_file: Path | None) -> None:
    """Print one JSON line for each saved page (.html, .txt, also gzipped). Exit 1 if one holds no article."""
    failed = False
    configured = _source(feed_file)
    for file in files:
        body = file.read_bytes()
        body = gzip.decompress(body) if body.startswith(_GZIP) else body
        try:
            line = {"file": str(file), **as_json(_look(file, body, url, configured))}
        except ExtractError as error:
            failed = True
            line = {"file": str(file), "error": str(error)}
        click.echo(json.dumps(line, ensure_ascii=False))
    if failed:
        context.exit(1)


def _source(feed_file: Path | None) -> Source | None:
    if feed_file is None:
        return None
    feed = load_feed(feed_file, Path("data").resolve(), CHECKS)
    return feed.sources[0] if feed.sources else Source(key=feed.name, feed=feed.name, kind="html", url="",
                                                       timezone=feed.timezone, policy=feed.policy)  # fmt: skip


def _look(file: Path, body: bytes, url: str, configured: Source | None) -> Look:
    text = file.suffix.lower() == ".txt" or file.name.lower().endswith(".txt.gz")
    page = Page(url=url or (f"inbox:{file.name}" if text else f"file:{file.name}"), body=body)
    source = configured or unconfigured(page, url)
    return read(page, dataclasses.replace(source, kind="inbox" if text else "html"), license_base="")
