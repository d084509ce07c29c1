"""What may_hold calls clean is clean by the pattern, whatever the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.text.controls import may_hold
from syndicator.text.html import _NOT_XML, xml_safe


@given(
    st.text(st.characters())
    | st.text(st.sampled_from("a中\u00a0é\n\x00\x7f\x85\ud800\ufdd0\ufdef\ufffe\uffff\U0001fffe🚢"))
)
def test_nothing_unsafe_is_called_clean(text):
    if _NOT_XML.search(text):
        assert may_hold(text)
    assert not _NOT_XML.search(xml_safe(text))


@pytest.mark.parametrize("text", ["", "plain", "新桥通车\t\r\n　“引号”", "naïve\u00a0café", "🚢🌊", "£ £"])
def test_ordinary_text_is_clean(text):
    assert not may_hold(text)


def test_every_one_of_them_is_found():
    unsafe = re.compile(_NOT_XML)
    found = [chr(code) for code in range(0x110000) if unsafe.match(chr(code))]
    assert len(found) > 2000
    assert all(may_hold(f"中{one}文") for one in found)
