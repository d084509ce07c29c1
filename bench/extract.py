"""Extraction against trafilatura alone, in the same run: pages per CPU second, ours a whole Draft, theirs the text.

    python bench/extract.py [--rounds N]

Pages are the project's own samples and, where they lie beside the project, those of ../shared/pages. Both read
the same bytes, page by page in turn; a round that another process disturbs disturbs both. trafilatura is timed
twice: the text alone (its default), and with the title, date and author that a Draft has as well.
"""

import argparse
import gzip
import json
import statistics
from collections.abc import Callable
from pathlib import Path
from time import process_time

import trafilatura

from syndicator.errors import ExtractError
from syndicator.extract.page.reader import read
from syndicator.model.page import Page
from syndicator.model.source import Source

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples" / "pages"
SHARED = ROOT.parent / "shared" / "pages"
SOURCE = Source(key="bench", feed="bench", kind="html", url="https://news.example/", timezone="Asia/Shanghai")


def main() -> None:
    """Print pages per CPU second and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for name, pages in (("own samples", samples()), ("../shared/pages", shared())):
        if not pages:
            print(f"{name}: none here, skipped")
            continue
        size = sum(len(page.body) for page in pages) / len(pages) / 1024
        print(f"{name}: {len(pages)} pages, {size:.0f} KB on average, {arguments.rounds} rounds")
        report(pages, arguments.rounds)


def samples() -> list[Page]:
    """The project's own pages."""
    return [
        Page(f"https://news.example/{path.stem}.html", path.read_bytes()) for path in sorted(SAMPLES.glob("*.html"))
    ]


def shared() -> list[Page]:
    """The labelled pages beside the project, none where they are not."""
    labels = SHARED / "articles.json"
    if not labels.is_file():
        return []
    records = json.loads(labels.read_text(encoding="utf-8"))
    return [
        Page(record["url"] or "https://news.example/", gzip.decompress((SHARED / record["file"]).read_bytes()))
        for record in records
    ]


def report(pages: list[Page], rounds: int) -> None:
    """Time the three in turn on every page, after one round that fills caches."""
    readers: dict[str, Callable[[Page], object]] = {
        "ours": ours,
        "text alone": text_alone,
        "with metadata": with_metadata,
    }
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds + 1):
        totals = dict.fromkeys(readers, 0.0)
        for page in pages:
            for name, reader in readers.items():
                started = process_time()
                reader(page)
                totals[name] += process_time() - started
        if number:
            for name, total in totals.items():
                spent[name].append(total)
    speed = {name: len(pages) / statistics.median(times) for name, times in spent.items()}
    for name in readers:
        label = "Syndicator, a whole Draft" if name == "ours" else f"trafilatura, {name}"
        print(f"  {label:28} {speed[name]:7.1f} pages per CPU second")
    print(f"  ratio to trafilatura: {speed['ours'] / speed['text alone']:.2f} (text alone)", end="")
    print(f", {speed['ours'] / speed['with metadata']:.2f} (with metadata)")


def ours(page: Page) -> object:
    """A Draft: title, dates, credits, body, pictures, notices."""
    try:
        return read(page, SOURCE)
    except ExtractError:
        return None


def text_alone(page: Page) -> object:
    """Trafilatura as it comes, without comments."""
    return trafilatura.extract(page.body, include_comments=False)


def with_metadata(page: Page) -> object:
    """Trafilatura with the fields a Draft has."""
    return trafilatura.bare_extraction(page.body, include_comments=False, with_metadata=True)


if __name__ == "__main__":
    main()
