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
from syndicator.flows.look import Dropped, drop, read, unconfigured
from syndicator.model.page import Page
from syndicator.model.source import Source

_GZIP = b"\x1f\x8b"
# Read like a file dropped into an inbox; what is called otherwise is a saved page.
_FILE_NAMES = ".txt .json .ninjs .xml .newsml .docx .docm .eml .doc .wps .rtf .odt .pdf .msg .mht .mhtml"
_FILES = frozenset(_FILE_NAMES.split())


@click.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--url", default="", help="The page's address: links are resolved against it, its zone is used.")
@click.option("--config", "feed_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A feed file whose first source gives rights, selectors and zone.")  # fmt: skip
@click.pass_context
def extract(context: click.Context, files: tuple[Path, ...], url: str, feed_file: Path | None) -> None:
    """Print one JSON line for each article of saved pages and files.

    Pages are .html, files .txt, .docx, .eml, .json (ninjs) or .xml (NewsML-G2), all of them also gzipped.
    Exit 1 if one holds no article, or an article that can't be taken.
    """
    failed = False
    configured = _source(feed_file)
    for file in files:
        body = file.read_bytes()
        body = gzip.decompress(body) if body.startswith(_GZIP) else body
        try:
            found = _read(file, body, url, configured)
        except ExtractError as error:
            found = Dropped((), (str(error),))
        failed = failed or bool(found.refused)
        lines = [*map(as_json, found.looks), *({"error": text} for text in found.refused)]
        for line in lines:
            click.echo(json.dumps({"file": str(file), **line}, ensure_ascii=False))
        for note in found.notes:
            click.echo(f"{file}: {note}", err=True)
    if failed:
        context.exit(1)


def _source(feed_file: Path | None) -> Source | None:
    if feed_file is None:
        return None
    feed = load_feed(feed_file, Path("data").resolve(), CHECKS)
    return feed.sources[0] if feed.sources else Source(key=feed.name, feed=feed.name, kind="html", url="",
                                                       timezone=feed.timezone, policy=feed.policy)  # fmt: skip


def _read(file: Path, body: bytes, url: str, configured: Source | None) -> Dropped:
    name = file.name.removesuffix(".gz")
    if Path(name).suffix.lower() not in _FILES:
        page = Page(url=url or f"file:{file.name}", body=body)
        source = dataclasses.replace(configured or unconfigured(page, url), kind="html")
        return Dropped((read(page, source, license_base=""),))
    page = Page(url=f"inbox:{name}", body=body)
    source = dataclasses.replace(configured or unconfigured(page, url, "inbox"), kind="inbox")
    return drop(page, source, license_base="")
