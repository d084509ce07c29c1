"""The page reader over the project's own pages, each with what it must read, and floors on the labelled sets.

A sample is NAME.html (bytes as a server would send them) and NAME.json: Draft fields, `lines` for all lines of the
text, and `lines_hold`, `text_lacks`, `html_holds`, `html_lacks` for pieces of it.
"""

import gzip
import json
from pathlib import Path

import pytest

from syndicator.errors import ExtractError
from syndicator.extract.evaluate import Summary, judge, read_labels, summarise
from syndicator.extract.page.reader import read
from syndicator.model.draft import Draft
from syndicator.model.page import Page
from syndicator.model.source import Source

SAMPLES = Path(__file__).parent.parent / "samples" / "pages"
SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "pages"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.html"))
LATIN = ("en", "de", "fr", "es", "ru", "cp1252", "originally")
CHINESE = ("cwced", "gne", "gerapy")
# Below the figures reached, so that a lucky page lost is no alarm and a step back is.
FLOORS = {
    "Chinese": {
        "title": 0.98,
        "day": 0.98,
        "minute": 0.97,
        "author": 0.88,
        "honest": 0.97,
        "outlet": 0.97,
        "body": 0.965,
    },
    "others": {"title": 0.88, "day": 0.93, "minute": 0.95, "author": 0.87, "body": 0.96},
}


def _source(zone: str) -> Source:
    return Source(key="test/pages", feed="test", kind="html", url="https://news.example/", timezone=zone)


def _read(name: str) -> Draft:
    zone = "UTC" if name.startswith((*LATIN, "ja", "ko")) else "Asia/Shanghai"
    page = Page(f"https://news.example/{name}.html", (SAMPLES / f"{name}.html").read_bytes())
    return read(page, _source(zone))


def _seen(draft: Draft, field: str, wanted: object) -> object:
    """What the draft has for one key of a sample, in the shape the sample gives it in."""
    match field:
        case "lines":
            return draft.body_text.split("\n")
        case "published" | "updated":
            moment = getattr(draft, field)
            return str(moment) if moment else None
        case "authors" | "editors" | "subtitles":
            return list(getattr(draft, field))
        case "notices":
            return [text for text in wanted if text in {line.text for line in draft.notices}]
        case "images":
            return [{key: getattr(image, key) for key in one} for image, one in zip(draft.images, wanted, strict=True)]
        case "html_holds":
            return [piece for piece in wanted if piece in draft.body_html]
        case "html_lacks":
            return [piece for piece in wanted if piece not in draft.body_html]
        case "text_lacks":
            return [piece for piece in wanted if piece not in draft.body_text]
        case "lines_hold":
            return [line for line in wanted if line in draft.body_text.split("\n")]
        case _:
            return getattr(draft, field)


def test_there_are_samples_of_every_trap() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_as_written(name: str) -> None:
    wanted = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    draft = _read(name)
    assert {field: _seen(draft, field, value) for field, value in wanted.items()} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_where_it_was_read(name: str) -> None:
    draft = _read(name)
    places = {origin.field for origin in draft.origins if origin.where}
    given = {"title": draft.title, "published": draft.published, "authors": draft.authors, "outlet": draft.outlet}
    assert {field for field, value in given.items() if value} <= places


@pytest.fixture(scope="module")
def figures() -> dict[str, Summary]:
    if not (SHARED / "articles.json").is_file():
        pytest.skip("the labelled pages (../shared/pages) are not beside the project")
    groups: dict[str, list] = {"Chinese": [], "others": []}
    for labels in read_labels((SHARED / "articles.json").read_text(encoding="utf-8")):
        chinese = labels.group in CHINESE
        page = Page(labels.url or "https://news.example/", gzip.decompress((SHARED / labels.file).read_bytes()))
        try:
            judged = judge(labels, read(page, _source("Asia/Shanghai" if chinese else "UTC")))
        except ExtractError as error:
            judged = judge(labels, None, str(error))
        groups["Chinese" if chinese else "others"].append(judged)
    return {name: summarise(name, judged) for name, judged in groups.items()}


@pytest.mark.parametrize("group", FLOORS)
def test_the_labelled_pages_are_read_as_well_as_before(figures: dict[str, Summary], group: str) -> None:
    scores = figures[group].scores
    assert {name: scores[name] for name, floor in FLOORS[group].items() if scores[name] < floor} == {}
