"""Scoring: what is compared with what, and what counts as right."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from syndicator.extract.evaluate import Judgement, Labels, body_scores, judge, read_labels, summarise, title_key
from syndicator.model.draft import Draft
from syndicator.model.moment import Moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _judge(draft: Draft | None, **labels: object) -> Judgement:
    return judge(Labels("a.html", "set", **labels), draft)


def _draft(**fields: object) -> Draft:
    return Draft(url="https://news.example/a", title="t", **fields)


def test_titles_are_compared_without_punctuation_and_width() -> None:
    assert title_key("“口袋公园”，走进　街角！") == title_key("口袋公园走进街角")
    assert title_key("Ａ1 b") == "A1b"
    assert title_key("a") != title_key("A")


@pytest.mark.parametrize(
    ("text", "expected", "scores"),
    [
        ("一二三四五", "一二三四五", (1.0, 1.0, 1.0)),
        ("a b c d e f", "a b c d", (1 / 3, 1.0, 0.5)),
        ("a b c d", "a b c d e f", (1.0, 1 / 3, 0.5)),
        ("x y z w", "a b c d", (0.0, 0.0, 0.0)),
        ("", "a b c d", (0.0, 0.0, 0.0)),
        ("海川", "海川", (1.0, 1.0, 1.0)),
    ],
)
def test_bodies_are_compared_by_shingles_of_four(text: str, expected: str, scores: tuple[float, ...]) -> None:
    assert body_scores(text, expected) == pytest.approx(scores)


@pytest.mark.parametrize(
    ("given", "label", "day", "minute"),
    [
        (Moment(datetime(2026, 3, 12, 9, 30, tzinfo=SHANGHAI), "minute"), "2026-03-12 09:30:21", 1.0, 1.0),
        (Moment(datetime(2026, 3, 12, tzinfo=SHANGHAI), "day"), "2026-03-12 09:30", 1.0, 0.0),
        (Moment(datetime(2026, 3, 12, 9, 30, tzinfo=SHANGHAI)), "2026-03-12 01:30:00+00:00", 1.0, 1.0),
        (Moment(datetime(2026, 3, 11, 23, 0, tzinfo=UTC)), "2026-03-12 07:00:00+08:00", 1.0, 1.0),
        (Moment(datetime(2026, 3, 13, tzinfo=SHANGHAI), "day"), "2026-03-12", 0.0, None),
        (Moment(datetime(2026, 3, 13, tzinfo=SHANGHAI), "day"), "2026-03", 1.0, None),
        (None, "2026-03-12 09:30", 0.0, 0.0),
        (None, "", 1.0, None),
        (Moment(datetime(2026, 3, 13, tzinfo=SHANGHAI), "day"), "", 0.0, None),
    ],
)
def test_dates(given: Moment | None, label: str, day: float, minute: float | None) -> None:
    judged = _judge(_draft(published=given), date=label)
    assert (judged.day, judged.minute) == (day, minute)


def test_names_are_counted_over_all_pages() -> None:
    pages = [
        _judge(_draft(authors=("A B", "C D")), authors=("a b",)),
        _judge(_draft(), authors=("E F", "G H")),
        _judge(_draft(authors=("X",)), authors=()),
        _judge(_draft(), authors=()),
    ]
    summary = summarise("set", pages)
    assert summary.scores["author"] == pytest.approx(2 / (2 + 1 + 2))
    assert summary.counts["author"] == 2
    assert summary.scores["honest"] == 0.5


def test_a_label_of_two_names_counts_both_ways() -> None:
    judged = _judge(_draft(authors=("Mara Quill", "Ben Osei")), authors=("Mara Quill and Ben Osei",))
    scores = summarise("set", [judged]).scores
    assert (scores["author"], scores["parted"]) == (0.0, 1.0)


def test_what_has_no_label_is_not_judged() -> None:
    judged = _judge(_draft(authors=("A",), outlet="B"))
    assert (judged.title, judged.day, judged.names, judged.invented, judged.outlet, judged.body) == (None,) * 6


def test_any_spelling_of_the_outlet_is_right_and_snippets_count() -> None:
    judged = _judge(
        _draft(outlet="海川 日报", body_text="一段文字。"),
        outlets=("海川日报", "海川報"),
        holds=("一段 文字",),
        lacks=("广告",),
    )
    assert (judged.outlet, judged.snippets) == (1.0, 1.0)


def test_a_page_that_could_not_be_read_scores_nothing() -> None:
    judged = judge(Labels("a.html", "set", title="t", date="2026-03-12", body="a b c d"), None, "no article")
    assert (judged.title, judged.day, judged.body, judged.error) == (0.0, 0.0, 0.0, "no article")


def test_labels_are_read_as_the_folder_has_them() -> None:
    record = {
        "file": "a.gz",
        "set": "s",
        "url": None,
        "date": None,
        "authors": [],
        "source": ["海川日报"],
        "with_": ["x"],
    }
    (labels,) = read_labels(json.dumps([record]))
    assert (labels.date, labels.authors, labels.outlets, labels.holds, labels.title) == (
        "",
        (),
        ("海川日报",),
        ("x",),
        None,
    )
