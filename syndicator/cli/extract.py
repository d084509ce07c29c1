"""`syndicator extract FILE…`: what the page reader makes of saved pages, one JSON line each."""

import dataclasses
import gzip
import json
from pathlib import Path
from typing import Any

import click

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
            line = _fields(file, _look(file, body, url, configured))
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


def _fields(file: Path, look: Look) -> dict[str, Any]:
    """The JSON of design.md: published is RFC 3339, a date where the page gives no time, or null."""
    draft, rights = look.draft, look.outcome.rights
    return {
        "file": str(file),
        "title": draft.title,
        "subtitles": draft.subtitles,
        "published": str(draft.published) if draft.published else None,
        "updated": str(draft.updated) if draft.updated else None,
        "authors": draft.authors,
        "editors": draft.editors,
        "source": draft.outlet or None,
        "section": draft.section or None,
        "body_html": draft.body_html,
        "body_text": draft.body_text,
        "images": [dataclasses.asdict(image) for image in draft.images],
        "rights": {
            "holder": rights.holder or None,
            "notice": rights.notice or None,
            "reprint": rights.reprint,
            "license": rights.license or None,
            "evidence": [dataclasses.asdict(evidence) for evidence in rights.evidence],
            "withheld": [dataclasses.asdict(hold) for hold in look.outcome.holds],
        },
        "charset": draft.charset,
        "repairs": [dataclasses.asdict(repair) for repair in draft.repairs],
    }
