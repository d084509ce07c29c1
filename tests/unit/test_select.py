from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from clippings import ARTICLE, FEED, NOW, PLACE, article

from syndicator.errors import RightsError
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, Status
from syndicator.publish.select import entries, entry
from syndicator.text.html import text_of


def ids(selection):
    return [one.slug for one in selection.entries]


@pytest.mark.parametrize(
    ("changes", "passes"),
    [
        ({}, True),
        ({"status": Status.WITHHELD}, False),
        ({"status": Status.CANCELED}, False),
        ({"embargo": NOW + timedelta(microseconds=1)}, False),
        ({"embargo": NOW}, True),
        ({"embargo": NOW - timedelta(days=1)}, True),
        ({"embargo": NOW - timedelta(days=1), "status": Status.WITHHELD}, False),
    ],
)
def test_only_usable_articles_past_their_embargo_go_in(changes, passes):
    selection = entries(FEED, [article(1, **changes)], PLACE, NOW)
    assert (len(selection.entries), selection.refused) == (int(passes), ())


@pytest.mark.parametrize("blank", ["", "  \n", "\x00", " \ud800 "])
@pytest.mark.parametrize("field", ["holder", "notice", "credit", "license", "title", "id"])
def test_an_incomplete_article_is_left_out_and_named(field, blank):
    bare = replace(article(2), **{field: blank}) if field in ("title", "id") else article(2, **{field: blank})
    selection = entries(FEED, [article(1), bare, article(3)], PLACE, NOW)
    assert ids(selection) == ["0003", "0001"]
    assert [(one.url, one.title) for one in selection.refused] == [(bare.url, bare.title)]
    assert f"no {field}" in selection.refused[0].reason


def test_every_missing_field_is_named_at_once():
    bare = article(1, holder="", notice="", credit="", license="not an address")
    with pytest.raises(RightsError, match="0001: no holder, no notice, no credit line, no license"):
        entry(bare, FEED, PLACE)


@pytest.mark.parametrize("license_", ["javascript:alert(1)", "/licenses/attribution", "urn:x:y", "https://"])
def test_a_license_is_an_address_a_reader_can_open(license_):
    with pytest.raises(RightsError, match="no license"):
        entry(article(1, license=license_), FEED, PLACE)


def test_newest_first_whatever_the_order_they_come_in():
    given = [article(number) for number in (3, 1, 4, 2)]
    assert ids(entries(FEED, given, PLACE, NOW)) == ["0004", "0003", "0002", "0001"]
    assert entries(FEED, given[::-1], PLACE, NOW) == entries(FEED, given, PLACE, NOW)


def test_equal_times_have_one_order():
    same = [article(number, published=ARTICLE.published) for number in (2, 3, 1)]
    assert ids(entries(FEED, same, PLACE, NOW)) == ["0003", "0002", "0001"]


def test_times_are_compared_as_instants():
    early = article(1, published=Moment(datetime(2026, 11, 5, 7, 59, tzinfo=UTC)))
    late = article(2, published=Moment(datetime(2026, 11, 5, 15, 58, tzinfo=ARTICLE.published.at.tzinfo)))
    assert ids(entries(FEED, [late, early], PLACE, NOW)) == ["0001", "0002"]


def test_the_window_keeps_the_latest_news_and_an_edit_is_news():
    feed = replace(FEED, entries=2)
    old, edited = article(1), article(2, version=2, updated=NOW)
    # Found today, printed long ago: no news.
    found = article(3, updated=NOW, published=Moment(datetime(2020, 1, 1, tzinfo=UTC)))
    newest = article(9)
    assert ids(entries(feed, [old, edited, found, newest], PLACE, NOW)) == ["0009", "0002"]


def test_a_refused_article_takes_no_place():
    feed = replace(FEED, entries=2)
    assert ids(entries(feed, [article(1), article(2), article(3, notice="")], PLACE, NOW)) == ["0002", "0001"]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://news.haichuan.example/a/1.html", "https://news.haichuan.example/a/1.html"),
        (
            "https://news.haichuan.example/要闻?页=[2]",
            "https://news.haichuan.example/%E8%A6%81%E9%97%BB?%E9%A1%B5=%5B2%5D",
        ),
        ("http://[2001:db8::1]:8080/a[1]", "http://[2001:db8::1]:8080/a%5B1%5D"),
        ("  https://news.haichuan.example/a \n", "https://news.haichuan.example/a"),
        ("https://新闻.example/a%2Fb", "https://xn--efvy88h.example/a%2Fb"),
        ("file:///inbox/a.txt", "https://feeds.example.org/articles/k7m2"),
        ("", "https://feeds.example.org/articles/k7m2"),
        ("javascript:alert(1)", "https://feeds.example.org/articles/k7m2"),
    ],
)
def test_the_way_back_is_the_original_page_or_else_ours(url, origin):
    built = entry(replace(ARTICLE, url=url), FEED, PLACE)
    assert built.origin_url == origin
    assert f'<a href="{origin}">阅读原文</a>' in built.content_html
    assert built.page_url == "https://feeds.example.org/articles/k7m2"
    assert built.reprint_url == "https://feeds.example.org/reprints?article=k7m2"


@pytest.mark.parametrize(
    ("source", "url", "found"),
    [
        ("haichuan/news", "https://news.haichuan.example/a/1.html", "https://news.haichuan.example/"),
        ("haichuan/wire", "https://news.haichuan.example/a/1.html", "https://wire.example/%E6%96%B0%E9%97%BB.xml"),
        ("haichuan/gone", "http://news.haichuan.example:80/a", "http://news.haichuan.example/"),
        ("haichuan/news", "", "https://feeds.example.org/"),
    ],
)
def test_a_source_is_found_by_its_feed_or_its_front_page(source, url, found):
    assert entry(replace(ARTICLE, source=source, url=url), FEED, PLACE).source_url == found


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("zh_TW", "zh-TW"),
        ("", "zh-CN"),
        ("cn", "zh-CN"),
        ("utf-8", "zh-CN"),
        ("中文", "zh-CN"),
        ("e", "zh-CN"),
    ],
)
def test_a_language_no_one_knows_gives_way_to_the_feed_s(tag, language):
    assert entry(replace(ARTICLE, language=tag), FEED, PLACE).language == language


@pytest.mark.parametrize(
    ("language", "links"),
    [
        ("zh-CN", ("阅读原文", "申请转载")),
        ("zh", ("阅读原文", "申请转载")),
        ("zh-Hans-HK", ("阅读原文", "申请转载")),
        ("zh-Hant", ("閱讀原文", "申請轉載")),
        ("zh-HK", ("閱讀原文", "申請轉載")),
        ("en-GB", ("Read the original", "Ask to reprint")),
        ("fr", ("Read the original", "Ask to reprint")),
    ],
)
def test_the_content_ends_with_its_credit_line_in_the_feed_s_language(language, links):
    built = entry(ARTICLE, replace(FEED, language=language), PLACE)
    last = text_of(built.content_html).splitlines()[-1]
    assert last == f"{ARTICLE.rights.credit}\u3000{links[0]}\u3000{links[1]}"


def test_sub_headlines_and_notice_are_said_once():
    told = replace(
        ARTICLE, subtitles=("——工程回访", "新铺了步道"), body_text=f"{ARTICLE.body_text}\n{ARTICLE.rights.notice}"
    )
    shown = text_of(entry(told, FEED, PLACE).content_html)
    assert shown.splitlines()[0] == "——工程回访"
    assert shown.count("新铺了步道") == 1
    assert ARTICLE.rights.notice not in shown
    assert ARTICLE.rights.notice in text_of(entry(ARTICLE, FEED, PLACE).content_html)


def test_mark_up_in_what_we_add_is_text():
    sly = article(1, notice="<script>alert(1)</script>", credit='来源："A&B" <b>粗</b>')
    built = entry(replace(sly, subtitles=("<img src=x onerror=y>",)), FEED, PLACE)
    assert "<script" not in built.content_html
    assert "<img" not in built.content_html
    assert '来源："A&B" <b>粗</b>' in text_of(built.content_html)


def test_a_body_is_cleaned_at_the_door():
    sly = replace(
        ARTICLE, body_html='<p onclick="x()">一<script>x()</script></p><img src="/p.jpg"><a href="b.html">二</a>'
    )
    built = entry(sly, FEED, PLACE)
    assert "script" not in built.content_html
    assert "onclick" not in built.content_html
    assert 'src="https://news.haichuan.example/p.jpg"' in built.content_html
    assert 'href="https://news.haichuan.example/a/b.html"' in built.content_html


def test_names_and_lines_lose_blanks_and_what_no_feed_can_hold():
    told = replace(ARTICLE, title=" 十\x00二\ud800处 \n", authors=("林小满", " ", "\x07", "林小满 "), section="\x1f")
    built = entry(told, FEED, PLACE)
    assert (built.title, built.authors, built.section) == ("十二处", ("林小满",), "")


def test_articles_stored_at_one_time_have_times_of_their_own():
    chosen = entries(FEED, [article(number) for number in range(1, 51)], PLACE, NOW).entries
    assert len({one.updated for one in chosen}) == 50
    assert all(timedelta() <= one.updated - ARTICLE.updated < timedelta(seconds=1) for one in chosen)
    before = entry(ARTICLE, FEED, PLACE).updated
    later = replace(ARTICLE, version=2, updated=ARTICLE.updated + timedelta(microseconds=1))
    assert entry(later, FEED, PLACE).updated > before == entry(ARTICLE, FEED, PLACE).updated


def test_an_entry_says_what_may_be_done_with_it():
    built = entry(ARTICLE, FEED, PLACE)
    assert (built.reprint, built.usage_terms) == (Reprint.ATTRIBUTION, "转载须注明出处。")
    assert (built.holder, built.origin_name) == ("海川县融媒体中心", "海川县融媒体中心")
