"""Whose a story is when two pages tell it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syndicator.model.moment import Moment
from syndicator.store.firsthand import Meeting, Relation, Side, outranks, relate

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
COUNTY, PORTAL, NATION = "海川县融媒体中心", "清源新闻网", "新华社"
ORIGINAL = Side(
    feed="haichuan",
    source="haichuan/news",
    url="https://www.haichuan.example/2026/1.html",
    holder=COUNTY,
    outlet=COUNTY,
    foreign=False,
    damaged=False,
    published=Moment(NOON, "minute"),
    length=900,
)
COPY = replace(
    ORIGINAL,
    feed="portal",
    source="portal/news",
    url="https://www.portal.example/9.html",
    holder=PORTAL,
    published=Moment(NOON + timedelta(hours=2), "minute"),
)
MET, PAGE = Meeting(), Meeting(page=True)


def _at(hours: float) -> Moment:
    return Moment(NOON + timedelta(hours=hours), "minute")


SIGNS = {
    "the copy names the original's owner": ({}, {"outlet": COUNTY}),
    "in another script and width": ({"holder": "海川縣融媒體中心"}, {"outlet": " 海川县融媒体中心。"}),
    "the copy was held as somebody else's": ({"outlet": ""}, {"outlet": "网络", "foreign": True}),
    "though the copy gives an earlier time": ({}, {"foreign": True, "published": _at(-9)}),
    "the copy is damaged": ({"outlet": ""}, {"outlet": "", "damaged": True, "published": _at(-9)}),
    "damaged, and claims to be its owner's": (
        {"published": _at(9)},
        {"holder": COUNTY, "outlet": COUNTY, "damaged": True},
    ),
    "the original was first": ({"outlet": ""}, {"outlet": ""}),
    "first by the day": (
        {"outlet": "", "published": Moment(NOON - timedelta(days=1), "day")},
        {"outlet": "", "published": Moment(NOON, "minute")},
    ),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_the_original_has_the_article_whoever_comes_first(sign):
    of_original, of_copy = SIGNS[sign]
    original, copy = replace(ORIGINAL, **of_original), replace(COPY, **of_copy)
    assert relate(original, copy, MET) is Relation.ORIGINAL
    assert relate(copy, original, MET) is Relation.COPY
    within = replace(copy, feed=original.feed)
    assert relate(original, within, MET) is Relation.ORIGINAL
    assert relate(within, original, MET) is Relation.COPY


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({}, {}),
        ({"published": None}, {"published": _at(-1)}),
        ({"published": Moment(NOON - timedelta(hours=5), "minute", estimated=True)}, {}),
        ({"published": Moment(NOON, "day")}, {"published": _at(1)}),
        ({"foreign": True}, {"foreign": True, "published": _at(0)}),
    ],
)
def test_without_a_sign_the_first_we_saw_keeps_it(here, there):
    one, other = replace(ORIGINAL, outlet="", **here), replace(COPY, **{"outlet": "", "published": _at(0), **there})
    if here.get("foreign"):
        one = replace(one, published=_at(0))
    assert relate(one, other, MET) is Relation.COPY
    assert not (outranks(one, other, MET) and outranks(other, one, MET))


def test_a_damaged_page_never_takes_over():
    damaged = replace(COPY, damaged=True, published=_at(-100), outlet=PORTAL, sent=True)
    for kept in (ORIGINAL, replace(ORIGINAL, foreign=True), replace(ORIGINAL, outlet=PORTAL)):
        assert not outranks(damaged, kept, Meeting(claimed=True))


def test_two_damaged_pages_are_judged_by_the_other_signs():
    one, other = replace(ORIGINAL, damaged=True), replace(COPY, damaged=True, foreign=True)
    assert outranks(one, other, MET)
    assert not outranks(other, one, MET)


def test_what_a_page_calls_canonical_goes_before_all_else():
    early = replace(COPY, published=_at(-9), outlet="")
    assert relate(early, replace(ORIGINAL, outlet=""), Meeting(points=True)) is Relation.COPY
    late = replace(ORIGINAL, outlet="", published=_at(9))
    assert relate(late, replace(COPY, outlet=""), Meeting(claimed=True)) is Relation.ORIGINAL


def test_what_an_owner_sends_goes_before_what_was_scraped():
    sent = replace(ORIGINAL, outlet="", source="haichuan/push", sent=True, url="", published=_at(9))
    assert relate(sent, replace(COPY, outlet=""), MET) is Relation.ORIGINAL
    assert relate(sent, replace(ORIGINAL, outlet=""), MET) is Relation.OWN


WWW, NEW = "https://www.haichuan.example/2026/1.html", "https://www.haichuan.example/yw/1.html"
PHONE = "https://m.haichuan.example/2026/1.html"


@pytest.mark.parametrize(
    ("page", "kept", "met", "relation"),
    [
        (WWW, WWW, PAGE, Relation.OWN),
        (NEW, WWW, MET, Relation.MOVED),
        (NEW, WWW, PAGE, Relation.ALIAS),
        (NEW, WWW, Meeting(led=True), Relation.OWN),
        (NEW, WWW, Meeting(page=True, key=True), Relation.OWN),
        (PHONE, WWW, MET, Relation.ALIAS),
        (WWW, PHONE, MET, Relation.OWN),
        (WWW, PHONE, PAGE, Relation.OWN),
        (NEW, PHONE, Meeting(claimed=True), Relation.OWN),
        ("", WWW, MET, Relation.OWN),
        (WWW, "", MET, Relation.OWN),
    ],
)
def test_a_source_that_has_the_story_at_another_address(page, kept, met, relation):
    assert relate(replace(ORIGINAL, url=page), replace(ORIGINAL, url=kept), met) is relation


def test_two_sources_of_one_feed():
    rss = replace(ORIGINAL, source="haichuan/rss", length=120)
    assert relate(rss, ORIGINAL, PAGE) is Relation.ALIAS
    assert relate(ORIGINAL, rss, PAGE) is Relation.ORIGINAL
    assert relate(rss, ORIGINAL, Meeting(page=True, declared=False)) is Relation.OWN
    assert relate(replace(rss, url=NEW), ORIGINAL, MET) is Relation.ALIAS


def test_two_feeds_that_read_one_page():
    assert relate(replace(ORIGINAL, feed="all", source="all/1"), ORIGINAL, PAGE) is Relation.ALIAS
