"""Copyright, reprint and license notices: every sample line, and the real lines where they are at hand."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.attribute import disclaimer
from syndicator.attribute.notice import read, read_all, states
from syndicator.model.draft import Line
from syndicator.model.rights import Reprint

_SAMPLES = Path(__file__).parents[1] / "samples" / "notices"
_REAL = Path(__file__).parents[3] / "shared" / "pages" / "notices.txt"


def _rows(name: str) -> list[str]:
    lines = (_SAMPLES / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", _rows("zh.tsv") + _rows("zh_hant.tsv") + _rows("en.tsv"))
def test_a_notice_gives_owner_terms_and_condition(row: str) -> None:
    holder, reprint, condition, line = row.split("\t")
    notice = read(line, "p.notice")
    assert notice is not None
    assert (notice.holder or "-", notice.reprint.value, notice.condition or "-") == (holder, reprint, condition)
    assert notice.where == "p.notice"


@pytest.mark.parametrize("row", _rows("licenses.tsv"))
def test_a_public_license_lets_others_reprint_with_credit(row: str) -> None:
    license_, line = row.split("\t")
    notice = read(line)
    assert notice is not None
    assert (notice.license or "-", notice.reprint) == (license_, Reprint.ATTRIBUTION)


@pytest.mark.parametrize("line", _rows("negative.tsv"))
def test_text_about_rights_is_no_notice(line: str) -> None:
    assert read(line) is None


def _real(kind: str) -> list[tuple[str, str]]:
    if not _REAL.exists():
        return []
    rows = [line.split(" | ", 2) for line in _REAL.read_text("utf-8").splitlines() if " | " in line and line[0] != "#"]
    return [(expected, line) for found, expected, line in rows if found.startswith(kind)]


_needs_real = pytest.mark.skipif(not _REAL.exists(), reason="the collected real lines are not beside the project")


@_needs_real
def test_real_notices_name_their_holder() -> None:
    for expected, line in _real("copyright"):
        notice = read(line)
        assert notice is not None, line
        if expected.startswith("-"):
            assert notice.holder is None, line
        elif "本报社" in line:
            # The line itself says only "our newspaper"; who that is stands elsewhere on its page.
            assert notice.holder is None, line
        else:
            words = set(re.findall(r"\w{2,}", expected.partition(" (")[0].removeprefix("Joint: ")))
            assert words & set(re.findall(r"\w{2,}", notice.holder or "")), (line, notice.holder)


@_needs_real
def test_real_licenses_are_read() -> None:
    assert all(read(line).reprint is Reprint.ATTRIBUTION for _, line in _real("licence"))  # type: ignore[union-attr]


@_needs_real
@pytest.mark.parametrize("kind", ["NEGATIVE", "byline", "editor credit", "picture credit", "disclaimer"])
def test_real_lines_of_other_kinds_are_no_notice(kind: str) -> None:
    for _, line in _real(kind):
        assert read(line) is None, line


@_needs_real
def test_real_disclaimers_name_their_platform() -> None:
    for expected, line in _real("disclaimer"):
        named = disclaimer.platform(line)
        assert named, line
        assert named[:2] == expected[:2], line
        assert disclaimer.foreign(line), line


def test_the_notice_is_cut_from_the_paragraph_it_closes() -> None:
    notice = read("全县秋收进展顺利，县领导到场。　　（本条新闻版权归海川县融媒体中心所有，转载请注明出处。）")
    assert notice is not None
    assert notice.text == "本条新闻版权归海川县融媒体中心所有，转载请注明出处。"


def test_a_field_that_holds_nothing_but_the_owner_is_read() -> None:
    notice = read("海川县融媒体中心", "meta dcterms.rightsholder")
    assert notice is not None
    assert notice.holder == "海川县融媒体中心"
    assert read("海川县融媒体中心", "div.title") is None


def test_a_contact_line_is_a_notice_that_states_nothing() -> None:
    notice = read("如因作品内容、版权和其它问题需要联系的，请在30日内进行。")
    assert notice is not None
    assert not states(notice)


def test_the_articles_own_notice_comes_before_the_sites_footer() -> None:
    lines = (
        Line("如涉及版权问题请与本网联系删除", "div.contact"),
        Line("Copyright © 2026 海川云科技有限公司 版权所有", "footer"),
        Line("未经授权不得转载", "div.bottom"),
        Line("本文版权归海川县融媒体中心所有，转载请注明出处。", "div.content"),
        Line("本文版权归海川县融媒体中心所有，转载请注明出处。", "div.again"),
    )
    found = read_all(lines)
    assert [notice.where for notice in found] == ["div.content", "footer", "div.bottom", "div.contact"]


def test_a_caption_is_no_notice() -> None:
    assert read("The harbour at dawn. © Tom Reed") is None
    assert read("© Tom Reed/Harbour Pictures") is None


_BITS = [
    "版权",
    "归",
    "所有",
    "转载",
    "请注明出处",
    "未经",
    "授权",
    "不得",
    "，",
    "。",
    "©",
    "Copyright ",
    "2026",
    "海川",
    "（",
    "）",
    " ",
    "A",
]


@given(st.text(max_size=800) | st.lists(st.sampled_from(_BITS), max_size=60).map("".join), st.text(max_size=20))
def test_any_text_is_read_without_raising(line: str, where: str) -> None:
    notice = read(line, where)
    if notice is not None:
        assert notice.holder is None or 2 <= len(notice.holder) <= 110
        assert notice.text.strip() == notice.text


@given(st.lists(st.sampled_from(_BITS), max_size=40).map("".join))
def test_both_widths_of_punctuation_read_alike(line: str) -> None:
    narrow = line.translate(str.maketrans("，（）", ",()"))
    one, other = read(line), read(narrow)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.reprint is other.reprint
