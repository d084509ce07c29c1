from datetime import date, timedelta

import pytest

from syndicator.model.reprint import Asked
from syndicator.reprint import ask, plain

TODAY = date(2026, 11, 24)
GOOD = {
    "article": "k3v9",
    "outlet": "邻县日报",
    "contact": "editor@example.org",
    "use": "头版转载全文",
    "medium": "print",
    "term_from": "2026-12-01",
    "term_to": "2027-05-31",
}


def without(*names, **more):
    return {name: value for name, value in GOOD.items() if name not in names} | more


def faults(fields):
    read = ask.read(fields, TODAY, "zh")
    assert not isinstance(read, Asked), read
    return {(fault.field, fault.code) for fault in read}


def taken(fields):
    read = ask.read(fields, TODAY, "zh")
    assert isinstance(read, Asked), read
    return read


def test_a_whole_request_is_taken_as_sent():
    assert taken(GOOD) == Asked(
        articles=("k3v9",),
        outlet="邻县日报",
        email="editor@example.org",
        use="头版转载全文",
        medium="print",
        term_from=date(2026, 12, 1),
        term_to=date(2027, 5, 31),
        language="zh",
    )


@pytest.mark.parametrize("name", ["outlet", "contact", "use", "medium"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "missing"),
        ("", "missing"),
        (" \t\r\n", "missing"),
        ("\u200b\u202e\x00\ufeff", "missing"),
        ("长" * 100_000, "too-long"),
        (7, "not-text"),
        (True, "not-text"),
        (["a"], "not-text"),
        ({"a": {"b": []}}, "not-text"),
    ],
)
def test_each_faulty_field_is_named(name, value, code):
    assert faults(without(name, **{name: value})) == {(name, code)}


def test_every_fault_is_told_at_once():
    assert faults({}) == {(name, "missing") for name in ("article", "outlet", "contact", "use", "medium", "term")}


def test_a_field_of_just_the_limit_is_taken():
    assert len(taken(without("outlet", outlet="县" * ask.LIMITS["outlet"])).outlet) == ask.LIMITS["outlet"]
    assert faults(without("outlet", outlet="县" * (ask.LIMITS["outlet"] + 1))) == {("outlet", "too-long")}


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("term", "first", "last"),
    [
        ({"term_from": "2026-11-24", "term_to": "2026-11-24"}, TODAY, TODAY),
        ({"term_to": "2026-12-31"}, TODAY, date(2026, 12, 31)),
        ({"term_from": "", "term_to": "", "days": "30"}, TODAY, TODAY + 29 * DAY),
        ({"term_from": "2026-12-01", "days": 1}, date(2026, 12, 1), date(2026, 12, 1)),
        ({"from": "2026-12-01", "to": "2026-12-02"}, date(2026, 12, 1), date(2026, 12, 2)),
        ({"term": {"from": "2026-12-01", "to": "2026-12-02"}}, date(2026, 12, 1), date(2026, 12, 2)),
        ({"term": {"days": 90}}, TODAY, TODAY + 89 * DAY),
        ({"term": "2026-12-01/2026-12-31"}, date(2026, 12, 1), date(2026, 12, 31)),
        ({"term": "2026-12-01 至 2026-12-31"}, date(2026, 12, 1), date(2026, 12, 31)),
        ({"term": "2026-12-01 - 2026-12-31"}, date(2026, 12, 1), date(2026, 12, 31)),
        ({"term": "2026-12-31"}, TODAY, date(2026, 12, 31)),
        ({"term": 365}, TODAY, TODAY + 364 * DAY),
        ({"term": "90 days"}, TODAY, TODAY + 89 * DAY),
        ({"term": "90天"}, TODAY, TODAY + 89 * DAY),
        ({"term": "6个月"}, TODAY, TODAY + 179 * DAY),
        ({"term": "1 year"}, TODAY, TODAY + 364 * DAY),
        ({"term": "P30D"}, TODAY, TODAY + 29 * DAY),
        ({"term_from": "2026-12-01T00:00:00+08:00", "term_to": "2026-12-05"}, date(2026, 12, 1), date(2026, 12, 5)),
        # Yesterday is still today further west.
        ({"term_from": "2026-11-23", "term_to": "2026-12-05"}, date(2026, 11, 23), date(2026, 12, 5)),
    ],
)
def test_terms_as_people_write_them(term, first, last):
    asked = taken(without("term_from", "term_to", **term))
    assert (asked.term_from, asked.term_to) == (first, last)


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        ({}, ("term", "missing")),
        ({"term": ""}, ("term", "missing")),
        ({"term": {}}, ("term", "missing")),
        ({"term_from": "2026-12-01"}, ("term_to", "missing")),
        ({"term_from": "tomorrow", "term_to": "2026-12-01"}, ("term_from", "not-a-date")),
        ({"term_from": "2026-12-01", "term_to": "2026-02-30"}, ("term_to", "not-a-date")),
        ({"term_from": "2026-12-01", "term_to": 20261231}, ("term_to", "not-a-date")),
        ({"term_from": "2026-12-02", "term_to": "2026-12-01"}, ("term_to", "before-start")),
        ({"term_from": "2026-11-20", "term_to": "2026-12-01"}, ("term_from", "past")),
        ({"term_from": "2026-11-23", "term_to": "2026-11-23"}, ("term_to", "past")),
        ({"term_from": "2026-12-01", "term_to": "2099-12-01"}, ("term_to", "too-far")),
        ({"term": "forever"}, ("term", "not-a-term")),
        ({"term": 0}, ("term", "not-a-term")),
        ({"term": -5}, ("term", "not-a-term")),
        ({"term": True}, ("term", "not-a-term")),
        ({"term": 10**30}, ("term", "too-far")),
        ({"term": 2.5}, ("term", "not-a-term")),
        ({"days": "9999999999999"}, ("days", "not-a-term")),
        ({"days": "99999"}, ("days", "too-far")),
        ({"term": ["2026-12-01", "2026-12-31"]}, ("term", "not-a-term")),
        ({"term": {"from": [], "to": {}}}, ("term", "not-a-date")),
    ],
)
def test_terms_that_cannot_be_taken(term, fault):
    assert faults(without("term_from", "term_to", **term)) == {fault}


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("k3v9", "k3v9"),
        ("tag:feeds.example.org,2026:k3v9", "k3v9"),
        ("https://feeds.example.org/articles/k3v9", "k3v9"),
        ("https://feeds.example.org/under/here/articles/k3v9?lang=en#top", "k3v9"),
        ("http://127.0.0.1:8080/articles/k3v9.json", "k3v9"),
        ("https://news.example/2026/1.html", "https://news.example/2026/1.html"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_an_article_may_be_named_by_slug_id_or_address(given, slug):
    assert taken(without("article", article=given)).articles == (slug,)


@pytest.mark.parametrize(
    ("given", "medium"),
    [("网站", "web"), ("Website", "web"), ("微信公众号", "social"), ("newspaper", "print"), ("墙报", "墙报")],
)
def test_known_media_get_our_name_and_others_keep_theirs(given, medium):
    assert taken(without("medium", medium=given)).medium == medium


@pytest.mark.parametrize(
    ("named", "language"), [("en", "en"), ("zh", "zh"), ("fr", "zh"), (["en"], "zh"), (None, "zh")]
)
def test_the_language_to_answer_in(named, language):
    assert taken(without(language=named)).language == language


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("a\r\nBcc: x@example.org", "a Bcc: x@example.org"),
        ("abc\u202ecba", "abccba"),
        ("lone\ud800end", "loneend"),
        ("e\u0301", "é"),
        ("\u3000邻县　日报 ", "邻县 日报"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("\ufffe\uffff", ""),
    ],
)
def test_one_line(given, line):
    assert plain.one_line(given) == line


def test_use_keeps_its_lines():
    assert taken(without("use", use="一\r\n\r\n  二\u2028三\x07")).use == "一\n二\n三"
