import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicator.errors import ReprintError
from syndicator.reprint.outlet_file import Entry, domain, read
from syndicator.text.outlet_key import outlet_key

NAMES = ("人民网", "新华网", "海川县融媒体中心")


def names(data):
    return tuple(entry.name for entry in read(data if isinstance(data, bytes) else data.encode()))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(NAMES),
        "\r\n".join(("", *NAMES, "", "")),
        "# 2024年名单\n人民网\n\n新华网\n海川县融媒体中心\n",
        "1. 人民网\n2. 新华网\n3. 海川县融媒体中心",
        "1、人民网\n2、新华网\n3、海川县融媒体中心",
        "序号,稿源单位,类别\n1,人民网,中央\n2,新华网,中央\n3,海川县融媒体中心,地方\n",
        "类别\t单位名称\n中央\t人民网\n中央\t新华网\n地方\t海川县融媒体中心\n",
        "1,人民网,中央\n2,新华网,中央\n3,海川县融媒体中心,地方",
        "人民网;中央\n新华网;中央\n海川县融媒体中心;地方",
        'name,note\n"人民网","a, b"\n"新华网",\n"海川县融媒体中心","两行\n的备注"\n',
    ],
)
def test_a_list_in_any_of_its_forms(text, coding):
    assert names(text.encode(coding)) == NAMES


def test_notes_and_domains():
    found = read("名称,域名,备注\n邻县日报,@LinXian.example,老朋友\n另一家,,\n".encode())
    assert found == (Entry("邻县日报", "老朋友", "linxian.example"), Entry("另一家"))


def test_numbers_that_are_names_stay():
    assert names("36氪\n21世纪经济报道\n1. 人民网") == ("36氪", "21世纪经济报道", "1. 人民网")


def test_a_name_may_have_a_comma_in_a_plain_list():
    assert names("Haichuan Daily\nNews, Weather and Sport\nNorth Star") == (
        "Haichuan Daily",
        "News, Weather and Sport",
        "North Star",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no outlet"),
        (b"# nothing\n\n", "no outlet"),
        ("名称,备注\n".encode(), "no outlet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
        (b"\xff\xfe\x00", "no text"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (("长" * 201).encode(), "row 1"),
        ("名称,域名\n邻县日报,not a domain\n".encode(), "no domain"),
        (b"a" * (20 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_what_is_no_list_is_said(data, said):
    with pytest.raises(ReprintError, match=said):
        read(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [("", ""), ("linxian.example", "linxian.example"), (" e@News.Linxian.example ", "news.linxian.example")],
)
def test_domains(text, name):
    assert domain(text) == name


@pytest.mark.parametrize("text", ["x", "例.中国", "a..b", "-a.example", "a b.example"])
def test_no_domains(text):
    with pytest.raises(ReprintError, match="no domain"):
        domain(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("海川 新闻网", "海川新闻网", True),
        ("ＨａｉＣｈｕａｎ　网", "haichuan网", True),
        ("海川\u200b网", "海川网", True),
        ("STRASSE Press", "straße press", True),
        ("海川日报", "海川日报社", False),
        ("海川报", "海川報", False),
    ],
)
def test_names_are_the_same_whatever_their_width_case_and_spaces(one, other, same):
    assert (outlet_key(one) == outlet_key(other)) is same


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_whatever_the_bytes_it_is_a_list_or_said_to_be_none(data):
    try:
        found = read(data)
    except ReprintError:
        return
    assert found
    assert all(entry.name.strip() == entry.name and 0 < len(entry.name) <= 200 for entry in found)
