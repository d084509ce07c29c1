"""Whatever a page holds, no format breaks and no right is lost."""

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from format_readers import expected, read, read_exactly
from format_rules import faults
from format_samples import FEED, NOW, PLACE, articles, selected
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syndicator.model.moment import Moment
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import render
from syndicator.publish.select import entries

EVERY = pytest.mark.parametrize("extension", FORMATS)
ANYTHING = st.text(st.characters(), max_size=40)
NASTY = st.sampled_from(
    [
        "]]>",
        "<![CDATA[x]]>",
        "&nbsp;&#0;",
        "</title></item></channel>",
        "<script>alert(1)</script>",
        "<b>粗</b>",
        "\x00\x08\x0b\x1f",
        "\x85\x9f\ufffe\uffff\ufdd0",
        "\ud83d",
        "\udc00 lone",
        "👩‍👩‍👧 🇨🇳",
        "شارع \u202eقديم\u202c",
        "\r\n\t x \u2028\u2029",
        "\"'>",
        "\U0001fffe",
        "%s {0} $&",
    ]
)
TEXT = st.lists(ANYTHING | NASTY, max_size=4).map("".join)
SAID = TEXT.map(lambda text: f"海{text}")
ZONES = st.integers(-14 * 3600 + 1, 14 * 3600 - 1).map(lambda seconds: timezone(timedelta(seconds=seconds)))
TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis adds zones
BASE = articles()[0]
RIGHTS = st.builds(
    lambda *texts: replace(BASE.rights, holder=texts[0], notice=texts[1], credit=texts[2], usage_terms=texts[3]),
    SAID, SAID, SAID, TEXT,
)  # fmt: skip
ARTICLES = st.builds(
    replace,
    st.just(BASE),
    title=SAID,
    url=TEXT.map(lambda text: f"https://news.haichuan.example/{text}"),
    subtitles=st.tuples(TEXT),
    body_html=TEXT.map(lambda text: f"<p>{text}</p><a href='{text}'>x</a><img src='/{text}'>"),
    body_text=TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    editors=st.lists(TEXT, max_size=3).map(tuple),
    section=TEXT,
    language=st.sampled_from(["zh-CN", "zh_TW", "en", "", "cn", "utf-8", "x" * 50, "ar-\ud800"]),
    published=TIMES.map(Moment),
    updated=TIMES,
    rights=RIGHTS,
)


def check(one, extension):
    selection = entries(replace(FEED, title=f"海川{one.title}", description=one.body_text), [one], PLACE, NOW)
    assert len(selection.entries) == 1
    feed = replace(FEED, title=f"海川{one.title}", description=one.body_text)
    body = render(feed, selection.entries, FORMATS[extension], PLACE, NOW).body
    wanted = expected(selection.entries[0], extension)
    # rdflib takes a minute over a text in many pieces: what it can't be asked, feedparser is.
    huge = extension == "rdf" and len(body) > 500_000
    assert (read if huge else read_exactly)(body, extension) == [wanted]
    assert faults(body, extension) == []
    assert len(read(body, extension)) == 1


@EVERY
@settings(max_examples=60, deadline=None)
@example(replace(BASE, title="海" * 350_000))
@example(replace(BASE, title="<b>&amp;</b>" * 90_000))
@given(ARTICLES)
def test_nothing_a_page_says_breaks_a_feed(extension, one):
    check(one, extension)


@EVERY
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_entry_from_elsewhere_can_not_break_a_feed_either(extension, data):
    plain = selected()[0]
    texts = {field.name: data.draw(SAID) for field in fields(plain) if type(getattr(plain, field.name)) is str}
    given_ = replace(plain, **texts, authors=(data.draw(TEXT),), editors=(data.draw(TEXT), "周桥"))
    body = render(FEED, [given_], FORMATS[extension], PLACE, NOW).body
    assert len(read_exactly(body, extension)) == 1
