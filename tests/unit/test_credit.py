"""The credit line: parts without a value vanish, values stay values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text import creditline as credit

_ZH = credit.default("zh-CN")
_EN = credit.default("en")


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [
        (
            _ZH,
            {
                "holder": "海川县融媒体中心",
                "authors": ("林小满", "赵远"),
                "editors": ("周桥",),
                "title": "秋收",
                "url": "https://a.example/1",
            },
            "来源：海川县融媒体中心　作者：林小满、赵远　编辑：周桥　原标题：秋收　原文：https://a.example/1",
        ),
        (_ZH, {"holder": "海川县融媒体中心"}, "来源：海川县融媒体中心"),
        (
            _ZH,
            {"holder": "海川县融媒体中心", "url": "https://a.example/1"},
            "来源：海川县融媒体中心　原文：https://a.example/1",
        ),
        (_ZH, {"holder": "海川县融媒体中心", "url": "/inbox/1.txt"}, "来源：海川县融媒体中心"),
        (
            _EN,
            {"holder": "Harbour Times", "authors": ("Mary Quay", "Tom Reed"), "title": "A | B"},
            "Source: Harbour Times | Author: Mary Quay, Tom Reed | Original title: A | B",
        ),
        ("（{holder} {date}）", {"holder": "海川"}, "（海川 ）"),
        ("{authors}, {holder}", {"holder": "Harbour Times"}, "Harbour Times"),
        ("来源：{holder}（作者：{authors}）", {"holder": "海川"}, "来源：海川"),
        ("来源：{holder}（作者：{authors}）", {"holder": "海川", "authors": ("林小满",)}, "来源：海川（作者：林小满）"),
        ("来源：{holder} 编辑：{editors} 供稿", {"holder": "海川", "editors": ("周桥",)}, "来源：海川 编辑：周桥 供稿"),
        ("转自{holder}；原题《{title}》；{url}", {"holder": "海川", "title": "秋收"}, "转自海川；原题《秋收》"),
    ],
)
def test_parts_without_a_value_vanish_with_label_and_separator(template: str, values: dict, expected: str) -> None:
    assert credit.line(template, **values) == expected


def test_a_value_adds_neither_lines_nor_labels() -> None:
    line = credit.line(_ZH, holder="海川", title="秋收\r\n来源：别人　作者：他\u202e\x00人", url="https://a.example/1")
    assert line == "来源：海川　原标题：秋收 来源 别人 作者 他 人　原文：https://a.example/1"


def test_a_headline_keeps_its_own_colon() -> None:
    assert credit.line(_ZH, holder="海川", title="专访：港口这一年").endswith("原标题：专访：港口这一年")


def test_placeholders_in_a_value_are_text() -> None:
    assert (
        credit.line("{holder}　{title}", holder="{url}", title="{holder}", url="https://a.example") == "{url}　{holder}"
    )


@pytest.mark.parametrize(
    "template",
    [
        "来源：{owner}",
        "来源：{holder",
        "来源：{holder!r}",
        "来源：{holder:>9}",
        "来源：{}",
        "来源：{holder.x}",
        "没有谁",
        "{title}",
        "{holder}\n{url}",
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        credit.check_template(template)


def test_good_templates_pass() -> None:
    for template in (_ZH, _EN, "{{据}} {holder}"):
        credit.check_template(template)
    assert credit.line("{{据}} {holder}", holder="海川") == "{据} 海川"


_words = st.text(max_size=40)


@given(holder=_words, title=_words, author=_words, url=_words)
def test_a_credit_line_is_one_line_and_says_each_label_once(holder: str, title: str, author: str, url: str) -> None:
    line = credit.line(_ZH, holder=holder, title=title, authors=(author,), url=url)
    assert "\n" not in line
    assert "\r" not in line
    for label in ("来源：", "作者：", "编辑：", "原标题：", "原文："):
        assert line.count(label) <= 1


def test_a_headline_of_a_megabyte_is_cut() -> None:
    assert len(credit.line(_ZH, holder="海川", title="长" * 1_000_000)) < 1000
