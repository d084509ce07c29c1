"""What two sequences share: whatever they are, the spans cover both and tell equal from differing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.align import spans


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_spans_cover_both_and_take_turns(one, other):
    at = there = 0
    before = None
    for span in spans(one, other):
        assert (span.start, span.there) == (at, there)
        assert span.equal == (one[span.start : span.end] == other[span.there : span.there_end])
        assert span.equal is not before
        at, there, before = span.end, span.there_end, span.equal
    assert (at, there) == (len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        ("", "", []),
        ("海川大桥今日合龙", "海川大桥今日合龙", []),
        ("海川大桥今日合龙", "海川大桥昨日合龙", [("今", "昨")]),
        ("大桥合龙", "大桥提前合龙", [("", "提前")]),
        ("计划明年五月完工", "计划明年十月底完工", [("五", "十"), ("", "底")]),
        ("甲乙丙", "", [("甲乙丙", "")]),
    ],
)
def test_what_differs(one, other, differing):
    found = [
        (one[span.start : span.end], other[span.there : span.there_end]) for span in spans(one, other) if not span.equal
    ]
    assert found == differing


def test_a_long_text_with_scattered_changes():
    chance = random.Random(3)  # noqa: S311 - a fixed choice, no secret
    one = [chr(chance.randrange(0x4E00, 0x5200)) for _ in range(20_000)]
    other = list(one)
    for place in chance.sample(range(0, 20_000, 10), 200):
        other[place] = "变"
    assert sum(span.end - span.start for span in spans(one, other) if not span.equal) <= 210


def test_texts_with_nothing_in_common_are_one_difference():
    (span,) = spans(["甲"] * 5000, ["乙"] * 5000)
    assert (span.equal, span.end, span.there_end) == (False, 5000, 5000)
