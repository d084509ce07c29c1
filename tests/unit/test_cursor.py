import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.errors import CursorError
from syndicator.flows.cursor import At, read, written

HOME = "https://feeds.example.org"
MARK = written({}, HOME).split(".")[1]
NUMBERS = st.integers(0, 2**63 - 1)
CURSORS = st.dictionaries(
    st.text(min_size=1, max_size=20).filter(lambda name: name.isprintable()),
    st.builds(At, NUMBERS, NUMBERS),
    max_size=5,
)


@given(CURSORS)
def test_a_cursor_is_read_as_it_was_written(cursor):
    told = {name: At(at.number, at.began if at.began > at.number else 0) for name, at in cursor.items()}
    assert read(written(cursor, HOME), HOME) == told
    assert written(read(written(cursor, HOME), HOME), HOME) == written(cursor, HOME)


def test_where_a_reader_came_in_is_forgotten_once_it_is_past_that():
    assert written({"a": At(5, 5)}, HOME) == written({"a": At(5, 3)}, HOME) == written({"a": At(5)}, HOME)
    assert written({"b": At(1), "a": At(2)}, HOME) == written({"a": At(2), "b": At(1)}, HOME)


def packed(told):
    text = told if isinstance(told, str) else json.dumps(told)
    return f"c1.{MARK}." + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    ["0", "c1.", "c1.e30", f"c2.{MARK}.e30", f"c1.{MARK}.e30=", f"c1.{MARK}. e30", f"c1.{MARK}.e3", f"c1.{MARK}.%%%"]
    + [f"c1.{MARK}." + "A" * 9000, "\x00", "晚报"]
    + [packed(told) for told in ([], "x", 1, {"a": 1}, {"a": []}, {"a": [1, 2, 3]}, {"a": [-1]}, {"a": [1.5]})]
    + [packed(told) for told in ({"a": ["1"]}, {"a": [True]}, {"a": [2**63]}, {"a": None}, "{", "[" * 5000)],
)
def test_what_we_did_not_write_is_refused(text):
    with pytest.raises(CursorError):
        read(text, HOME)


@given(st.text(max_size=60))
def test_no_text_does_worse(text):
    for tried in (text, f"c1.{text}", f"c1.{MARK}.{text}"):
        try:
            read(tried, HOME)
        except CursorError:
            continue


def test_a_cursor_is_of_the_installation_that_wrote_it():
    text = written({"haichuan": At(3)}, HOME)
    assert read(text, HOME) == {"haichuan": At(3)}
    with pytest.raises(CursorError, match="another installation"):
        read(text, "https://feeds.test.example.org")
