"""How the store writes small values, times and text, and reads them back in any version."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from syndicator.errors import StoreError
from syndicator.model.draft import Image
from syndicator.model.reprint import Outcome, Verdict
from syndicator.model.rights import Evidence, Hold, Reprint
from syndicator.store import clean, codec, moments


@pytest.mark.parametrize(
    ("element", "value", "written"),
    [
        (str, "张三", "张三"),
        (tuple, ("medium", "print"), ["medium", "print"]),
        (Hold, Hold("third-party", "来源"), {"code": "third-party", "text": "来源"}),
        (
            Verdict,
            Verdict("r", Outcome.REVIEW, (("zh", "请"), ("en", "ask"))),
            {"rule": "r", "outcome": "review", "reason": [["zh", "请"], ["en", "ask"]], "article": ""},
        ),
    ],
)
def test_a_value_is_written_and_read(element, value, written):
    assert codec.encode(value) == written
    assert codec.decode(element, written) == value
    assert type(codec.decode(element, written)) is element


def test_fields_of_another_version_do_not_stop_reading():
    assert codec.decode(Hold, {"code": "c", "text": "t", "since": "later"}) == Hold("c", "t")
    assert codec.decode(Image, {"url": "https://news.example/1.jpg"}) == Image("https://news.example/1.jpg")


def test_a_value_without_what_it_needs_is_refused_in_words():
    with pytest.raises(StoreError, match="a stored Evidence lacks field, text"):
        codec.decode(Evidence, {"where": "p"})


def test_a_word_this_version_does_not_know_is_refused_in_words():
    with pytest.raises(StoreError, match="'barter' as Reprint"):
        codec.member(Reprint, "barter")
    with pytest.raises(StoreError, match="'maybe' as Outcome"):
        codec.decode(Verdict, {"rule": "r", "outcome": "maybe"})


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Shanghai")), "+08:00[Asia/Shanghai]"),
        (datetime(2026, 11, 24, 8, 0, 0, 5, tzinfo=timezone(timedelta(hours=-3, minutes=-30))), "-03:30"),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), "+00:00"),
        (datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")), "+08:05:43[Asia/Shanghai]"),
    ],
)
def test_a_zone_is_written_and_read(at: datetime, name: str):
    assert moments.zone_name(at) == name
    assert at.astimezone(UTC).astimezone(moments.zone(name)).isoformat() == at.isoformat()


@pytest.mark.parametrize("name", ["+08:00[Mars/Olympus]", "+08:00[../etc/passwd]", "+08:00[]"])
def test_a_zone_unknown_here_is_its_offset(name: str):
    assert datetime(2026, 11, 24, tzinfo=moments.zone(name)).utcoffset() == timedelta(hours=8)


@dataclass(frozen=True)
class Nested:
    text: str
    holds: tuple[Hold, ...]
    pairs: tuple[tuple[str, str], ...]
    number: float = 0.5


def test_cleaning_goes_all_the_way_down():
    value = Nested("a\x00", (Hold("c\ud800", "t"),), (("x", "\udfff"),))
    assert clean.deep(value) == Nested("a\ufffd", (Hold("c\ufffd", "t"),), (("x", "\ufffd"),))


def test_clean_values_are_left_as_they_are():
    value = Nested("𠮷 \U0001f33e \t\n\x01", (Hold("c", "t"),), (("x", "y"),))
    assert clean.deep(value) is value
    assert clean.text(value.text) is value.text
    assert clean.deep(Reprint.NONE) is Reprint.NONE
