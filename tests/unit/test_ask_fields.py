"""Who asks, what and how: every field, one by one and all at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicator.model.reprint import Asked, OutletKind
from syndicator.reprint import ask, mailbox
from syndicator.reprint.fields import Fault

TODAY = date(2026, 11, 24)
GOOD = {
    "article": "k3v9",
    "outlet": "邻县日报",
    "email": "editor@linxian.example",
    "use": "转载全文",
    "medium": "print",
    "term": "90 days",
}
WORDS = {
    "license_number": "37120210012",
    "person": "王编辑",
    "phone": "0633-2345678",
    "channel": "第2版",
    "territory": "山东省",
    "reprint_language": "zh-CN",
    "circulation": "12000",
    "edits": "删去\n第三段",
    "translation": "en",
}


def read(mail=False, **more):
    fields = {name: value for name, value in (GOOD | more).items() if value is not None}
    return ask.read(fields, TODAY, "zh", mail=mail)


def taken(**more):
    asked = read(**more)
    assert isinstance(asked, Asked), asked
    return asked


def faults(mail=False, **more):
    found = read(mail, **more)
    assert isinstance(found, tuple), found
    return [(fault.field, fault.code) for fault in found]


def test_all_there_is_to_ask_is_read():
    asked = taken(**WORDS, kind="online-news", pictures=True, commercial="on")
    assert {name: getattr(asked, name) for name in WORDS} == WORDS
    assert asked.kind is OutletKind.ONLINE_NEWS
    assert (asked.pictures, asked.commercial) == (True, True)


def test_what_is_left_out_is_nothing():
    asked = taken()
    assert {getattr(asked, name) for name in WORDS} == {""}
    assert (asked.kind, asked.pictures, asked.commercial) == (OutletKind.OTHER, False, False)


@pytest.mark.parametrize(
    ("given", "articles"),
    [
        ({"article": ["a", "b", "a"]}, ("a", "b")),
        ({"article": "a\r\nb\n\n a "}, ("a", "b")),
        ({"article": None, "articles": ["a", "https://feeds.example/articles/b"]}, ("a", "b")),
        ({"article": None, "articles": "a\nb"}, ("a", "b")),
        ({"article": "a", "articles": ["b"]}, ("a", "b")),
        ({"article": [str(number) for number in range(50)]}, tuple(str(number) for number in range(50))),
    ],
)
def test_several_articles(given, articles):
    assert taken(**given).articles == articles


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"article": [str(number) for number in range(51)]}, ("article", "too-many")),
        ({"article": "\n".join(str(number) for number in range(51))}, ("article", "too-many")),
        ({"article": None, "articles": ["a"] * 51}, ("articles", "too-many")),
        ({"article": ["a", 7]}, ("article", "not-text")),
        ({"article": {"a": "b"}}, ("article", "not-text")),
        ({"article": ["a" * 501]}, ("article", "too-long")),
        ({"article": []}, ("article", "missing")),
        ({"article": None}, ("article", "missing")),
        ({"article": "a", "feed": "haichuan"}, ("feed", "not-both")),
        ({"article": None, "feed": 7}, ("feed", "not-text")),
    ],
)
def test_what_is_no_article(given, fault):
    assert faults(**given) == [fault]


@pytest.mark.parametrize(
    "named", ["haichuan", "https://feeds.example/feeds/haichuan.atom", "http://x/a/feeds/haichuan"]
)
def test_everything_of_a_feed(named):
    asked = taken(article=None, feed=named)
    assert (asked.articles, asked.feed) == ((), "haichuan")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("news", "news"), (" Online-News ", "online-news"), ("政府", "government"), ("个人", "person"), ("", "other")],
)
def test_kinds_of_outlets(word, kind):
    assert taken(kind=word, license_number="37120210012").kind == kind


def test_the_law_asks_a_licence_number_of_one_kind_alone():
    assert faults(kind="online-news") == [("license_number", "missing")]
    assert taken(kind="company").license_number == ""


def test_an_unknown_kind_is_told_the_ones_there_are():
    (fault,) = read(kind="blog")
    assert fault == Fault("kind", "not-a-kind", ", ".join(OutletKind))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Editor@Linxian.Example", "Editor@linxian.example"),
        (" editor@linxian.example ", "editor@linxian.example"),
        ("ｅｄｉｔｏｒ＠linxian。example", "editor@linxian.example"),
        ("mailto:a.b+c@x-y.example", "a.b+c@x-y.example"),
        ("a\u200b@b.example", "a@b.example"),
    ],
)
def test_an_address_as_people_type_it(typed, address):
    assert taken(email=typed).email == address


@pytest.mark.parametrize(
    "typed",
    [
        "editor",
        "@linxian.example",
        "editor@",
        "editor@localhost",
        "a@b@c.example",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "<a@b.example>",
        "Name <a@b.example>",
        '"a b"@c.example',
        "a@b.example\r\nBcc: everybody@c.example",
        "a@b.example\nc@d.example",
        "a@b.example%0aBcc:c@d.example\u2028x",
        "a@[127.0.0.1]",
        "a..b@c.example",
        "a@-b.example",
        "a" * 65 + "@b.example",
        "a@" + "b" * 64 + ".example",
    ],
)
def test_what_is_no_address(typed):
    assert faults(email=typed) == [("email", "not-a-mailbox")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_holds_more_than_one_mailbox(before, after):
    found = mailbox.read(f"{before}a@b.example{after}")
    if found is not None:
        assert found.isascii()
        assert found.isprintable()
        assert found.count("@") == 1
        assert not set(found) & set(' ,;<>()[]:\\"\r\n\0')


def test_one_mailbox_is_counted_once():
    assert mailbox.whose("Editor+1@Linxian.example") == mailbox.whose("editor+2@linxian.example")
    assert mailbox.whose("a@b.example") != mailbox.whose("a@c.example")


def test_an_address_is_required_where_mail_is_sent():
    assert faults(mail=True, email=None) == [("email", "missing")]
    assert faults(mail=True, email=None, phone="0633-2345678") == [("email", "missing")]
    assert faults(email=None) == [("contact", "missing")]
    assert taken(email=None, phone="０６３３－２３４５６７８").phone == "0633-2345678"
    assert faults(email=None, phone="请回电") == [("phone", "not-a-phone")]


def test_old_clients_send_a_contact():
    asked = read(mail=True, email=None, contact="editor@linxian.example")
    assert (asked.email, asked.contact) == ("editor@linxian.example", "")
    assert taken(email=None, contact="座机 12345").contact == "座机 12345"


@pytest.mark.parametrize("value", [True, "on", "YES", "1", "是"])
def test_yes(value):
    assert taken(pictures=value).pictures


@pytest.mark.parametrize("value", [False, "", "off", "no", "0", "否", None])
def test_no(value):
    assert not taken(commercial=value).commercial


@pytest.mark.parametrize("value", ["perhaps", 1, ["on"], {}])
def test_neither(value):
    assert faults(pictures=value) == [("pictures", "not-a-flag")]


def test_numbers_where_people_count():
    assert taken(circulation=12000, phone=13800000000).circulation == "12000"
    assert faults(circulation=10**500) == [("circulation", "too-long")]
    assert faults(circulation=1.5) == [("circulation", "not-text")]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_NAMES = (*ask.LIMITS, *ask.FLAGS, "articles", "term", "term_from", "term_to", "days", "language")


@given(st.dictionaries(st.sampled_from(_NAMES), _JSON), st.booleans())
def test_whatever_is_sent_is_taken_clean_or_refused_by_field(sent, mail):
    read = ask.read(GOOD | sent, TODAY, "zh", mail=mail)
    if isinstance(read, Asked):
        for name in (*ask.LIMITS, "feed"):
            text = getattr(read, name, "")
            assert len(text) <= ask.LIMITS[name]
            assert not any(0xD800 <= ord(character) <= 0xDFFF or character in "\0\r\x1b\u202e" for character in text)
            assert "\n" not in text or name in ("use", "edits")
    else:
        assert {fault.field for fault in read} <= {*_NAMES, "from", "to"}


@given(st.sampled_from(tuple(ask.LIMITS)), st.text(alphabet="\0\ud800\u202e\u200b\r\n\x7fa长", max_size=80))
def test_no_field_keeps_what_cannot_be_seen(name, text):
    read = ask.read(GOOD | {name: text}, TODAY, "zh")
    if isinstance(read, Asked):
        assert not set(repr(read)) & set("\0\ud800\u202e\u200b\r\x7f")
