"""What an edit changed, as a reader would mark it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.diff import paragraphs, within


def marked(segments) -> str:
    """[-removed-]{+added+}, as wdiff writes it."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[segment.change].format(segment.text) for segment in segments)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("工程计划明年五月完工。", "工程计划明年六月完工。", "工程计划明年[-五-]{+六+}月完工。"),
        ("总投资3200万元。", "总投资3800万元。", "总投资[-3200-]{+3800+}万元。"),
        ("闸门三道，启闭机三台。", "闸门四道，启闭机四台。", "闸门[-三-]{+四+}道，启闭机[-三-]{+四+}台。"),
        ("县水务局负责人介绍", "据县水利局有关负责人介绍", "{+据+}县水[-务局-]{+利局有关+}负责人介绍"),
        (
            "The dam was raised on Friday.",
            "The dam was raised last week.",
            "The dam was raised [-on Friday-]{+last week+}.",
        ),
        ("three gates", "three new gates", "three{+ new+} gates"),
        ("记者 周文海", "记者　周文海 林小满", "记者[- -]{+　+}周文海{+ 林小满+}"),
        ("大桥合龙", "大桥合龙", "大桥合龙"),
        ("", "新的一段", "{+新的一段+}"),
        ("甲乙丙丁", "子丑寅卯", "[-甲乙丙丁-]{+子丑寅卯+}"),
        ("他说好", "她说坏", "[-他说好-]{+她说坏+}"),
    ],
)
def test_inside_a_paragraph(before, after, told):
    assert marked(within(before, after)) == told


FIRST = "青石水库的除险加固工程通过了竣工验收。"
SECOND = "工程历时两年，加高了大坝，更换了三道闸门。"
THIRD = "县水利局说，下游两万亩农田的灌溉有了保障。"


@pytest.mark.parametrize(
    ("before", "after", "fates"),
    [
        ((FIRST, SECOND, THIRD), (FIRST, SECOND, THIRD), "same same same"),
        ((FIRST, SECOND), (FIRST, SECOND, THIRD), "same same added"),
        ((FIRST, SECOND, THIRD), (FIRST, THIRD), "same removed same"),
        ((FIRST, SECOND, THIRD), (FIRST, SECOND.replace("三道", "四道"), THIRD), "same changed same"),
        ((FIRST, SECOND, THIRD), (SECOND, THIRD, FIRST), "same same moved"),
        ((FIRST, SECOND), ("更正：此前消息有误。", FIRST, SECOND.replace("两年", "三年")), "added same changed"),
        ((FIRST, SECOND), (THIRD,), "removed removed added"),
        ((), (FIRST,), "added"),
        ((FIRST,), (), "removed"),
        ((), (), ""),
    ],
)
def test_paragraph_by_paragraph(before, after, fates):
    told = paragraphs("\n".join(before), "\n\n　　".join(after))
    assert " ".join(paragraph.fate for paragraph in told) == fates


LINES = st.lists(st.text(alphabet="一二三县水利局 ab12，。", max_size=12), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_both_texts_can_be_read_out_of_what_is_told(before, after):
    told = paragraphs(before, after)
    new = ["".join(one.text for one in paragraph.segments if one.change != "removed") for paragraph in told]
    expected = [line.strip() for line in after.splitlines() if line.strip()]
    assert [line for line in new if line] == expected
    old = ["".join(one.text for one in paragraph.segments if one.change != "added") for paragraph in told]
    assert sorted(line for line in old if line) == sorted(line.strip() for line in before.splitlines() if line.strip())


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_is_lost_inside_a_paragraph(before, after):
    told = within(before, after)
    assert "".join(one.text for one in told if one.change != "added") == before
    assert "".join(one.text for one in told if one.change != "removed") == after
    assert all(one.text for one in told)


def test_a_long_text_written_anew_is_told_at_once():
    before = "\n".join(f"第{number}段" + "旧" * 300 for number in range(400))
    after = "\n".join(f"第{number}节" + "新" * 300 for number in range(400))
    told = paragraphs(before, after)
    assert {paragraph.fate for paragraph in told} == {"removed", "added"}
