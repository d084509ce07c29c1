"""One line of a page to its credits: every sample line, and the real lines where they are at hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.byline import Credits, read_line
from syndicator.text.names import is_han_name, is_usual_name, people

_SAMPLES = Path(__file__).parents[1] / "samples" / "bylines"
_REAL = Path(__file__).parents[3] / "shared" / "pages" / "notices.txt"


def _rows(name: str) -> list[str]:
    lines = (_SAMPLES / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _names(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split("、"))


@pytest.mark.parametrize("row", _rows("zh.tsv") + _rows("en.tsv"))
def test_a_credit_line_gives_whom_it_names(row: str) -> None:
    outlet, authors, editors, photographers, affiliation, pure, line = row.split("\t")
    assert read_line(line) == Credits(
        outlet="" if outlet == "-" else outlet,
        authors=_names(authors),
        editors=_names(editors),
        photographers=_names(photographers),
        affiliation="" if affiliation == "-" else affiliation,
        pure=pure == "yes",
    )


@pytest.mark.parametrize("line", _rows("negative.tsv"))
def test_text_that_only_mentions_a_reporter_gives_nothing(line: str) -> None:
    assert not read_line(line)


def _real(*kinds: str) -> list[tuple[str, str]]:
    if not _REAL.exists():
        return []
    rows = [line.split(" | ", 2) for line in _REAL.read_text("utf-8").splitlines() if " | " in line and line[0] != "#"]
    return [(expected, line) for kind, expected, line in rows if kind.startswith(kinds)]


_needs_real = pytest.mark.skipif(not _REAL.exists(), reason="the collected real lines are not beside the project")


@_needs_real
def test_real_source_lines_give_their_outlet() -> None:
    for expected, line in _real("source credit"):
        if expected.startswith("-") or "licensed under" in line:
            continue
        assert read_line(line).outlet.startswith(expected.partition(";")[0].partition(" and others")[0]), line


@_needs_real
def test_real_bylines_give_every_name_listed() -> None:
    for expected, line in _real("byline", "editor credit", "picture credit"):
        found = read_line(line)
        named = " ".join((found.outlet, *found.authors, *found.editors, *found.photographers))
        listed = expected
        for word in ("editors ", "editor ", "photo ", "nobody", "Staff Writer"):
            listed = listed.replace(word, "")
        for name in listed.replace(";", ",").split(","):
            assert name.partition("(")[0].replace("title", "").strip() in named, line


@_needs_real
def test_real_lines_that_only_look_like_credits_give_nothing() -> None:
    for _, line in _real("NEGATIVE"):
        assert not read_line(line), line


@given(st.text(max_size=600) | st.text(alphabet="作者编辑记来源：:|丨（）【】张三李四 、，。摄/By AZaz&", max_size=120))
def test_any_text_is_read_without_raising_and_without_empty_names(line: str) -> None:
    found = read_line(line)
    for name in (*found.authors, *found.editors, *found.photographers):
        assert name.strip()
        assert "\n" not in name


@given(st.text(max_size=200))
def test_reading_twice_gives_the_same(line: str) -> None:
    assert read_line(line) == read_line(line)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("张　三", ("张三",)),
        ("杨倩_NF4425", ("杨倩",)),
        ("张三、张三", ("张三",)),
        ("李和平", ("李和平",)),
        ("张三和李四", ("张三", "李四")),
        ("未知", ()),
        ("", ()),
    ],
)
def test_a_list_of_names_comes_apart(value: str, expected: tuple[str, ...]) -> None:
    assert people(value) == expected


@pytest.mark.parametrize("word", ["张三", "欧阳晓", "林小满", "买买提·吐尔逊", "陳小明"])
def test_names_are_known_by_their_surname(word: str) -> None:
    assert is_han_name(word)


@pytest.mark.parametrize("word", ["的人", "记者", "平台", "海川县融媒体中心", "于是", "张", "John"])
def test_words_are_no_names(word: str) -> None:
    assert not is_han_name(word)


@pytest.mark.parametrize("word", ["张三", "林小满", "欧阳晓", "司马文远", "买买提·吐尔逊"])
def test_a_name_of_the_usual_length_needs_no_label(word: str) -> None:
    assert is_usual_name(word)


@pytest.mark.parametrize("word", ["高度", "温州", "石家庄", "海川市", "华夏人文", "方圆", "时政"])
def test_words_and_places_that_look_like_names_need_one(word: str) -> None:
    assert not is_usual_name(word)
