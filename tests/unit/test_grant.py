from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from syndicator.errors import ReprintError
from syndicator.model.article import Article
from syndicator.model.moment import Moment
from syndicator.model.reprint import Asked, ReprintRequest, RequestState, Terms
from syndicator.model.rights import Reprint, Rights, Status
from syndicator.reprint import grant
from syndicator.reprint.number import number

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
CREDIT = "来源：海川县融媒体中心　作者：王海　原标题：新桥: 通车　原文：https://news.example/1.html"
ASKED = Asked(
    ("k3v9",), "邻县日报", "私下用途", "print", date(2026, 12, 1), date(2027, 1, 1), email="secret@example.org"
)
REQUEST = ReprintRequest("R-1", "hash", ASKED, AT, RequestState.WAITING)
ARTICLE = Article(
    id="tag:feeds.example.org,2026:k3v9",
    version=3,
    feed="haichuan",
    source="haichuan/news",
    url="https://news.example/1.html",
    title="新桥: 通车",
    body_html="<p>正文</p>",
    body_text="正文",
    published=Moment(AT),
    first_seen=AT,
    updated=AT,
    rights=Rights("海川县融媒体中心", "版权所有", CREDIT, "", "", Reprint.ATTRIBUTION),
    status=Status.USABLE,
    fingerprint="f00d",
)


def write(article):
    return grant.write(REQUEST, article.rights.holder, (grant.of(article, article.url),), "G-1", AT)


def test_a_grant_says_who_may_do_what_and_must_do_what():
    given = write(ARTICLE)
    (part,) = given.articles
    assert (given.number, given.request, part.article) == ("G-1", "R-1", ARTICLE.id)
    assert (part.version, part.fingerprint, part.slug) == (3, "f00d", "k3v9")
    assert (given.assigner, given.assignee) == ("海川县融媒体中心", "邻县日报")
    assert given.permissions == ("reproduce", "distribute")
    assert (part.credit, part.title, part.original) == (CREDIT, ARTICLE.title, ARTICLE.url)
    assert grant.duty(given, "attribute") == CREDIT
    assert grant.duty(given, "link") == ARTICLE.url
    assert grant.duty(given, "title") == "新桥: 通车"
    assert grant.duty(given, "unaltered") == "text"
    assert grant.duty(given, "pay") == ""
    assert grant.constraint(given, "medium") == "print"
    assert (given.valid_from, given.valid_to, given.issued) == (date(2026, 12, 1), date(2027, 1, 1), AT)


@pytest.mark.parametrize(
    "broken",
    [
        replace(ARTICLE, status=Status.WITHHELD),
        replace(ARTICLE, status=Status.CANCELED),
        replace(ARTICLE, rights=replace(ARTICLE.rights, holder="")),
        replace(ARTICLE, rights=replace(ARTICLE.rights, credit="")),
        replace(ARTICLE, url=""),
    ],
)
def test_nothing_is_granted_without_owner_credit_or_way_back(broken):
    with pytest.raises(ReprintError):
        write(broken)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 11, 30), "not-yet"),
        (date(2026, 12, 1), "valid"),
        (date(2027, 1, 1), "valid"),
        (date(2027, 1, 2), "expired"),
    ],
)
def test_both_ends_of_the_term_are_inside_it(day, standing):
    assert grant.standing(write(ARTICLE), day) == standing


def asking(**wishes):
    return replace(REQUEST, asked=replace(ASKED, **wishes))


def given(request, terms=None):
    terms = terms or Terms()
    return grant.write(request, "海川县融媒体中心", (grant.of(ARTICLE, ARTICLE.url),), "G-1", AT, terms)


def test_what_is_asked_for_is_what_is_granted():
    request = asking(
        channel="A3版",
        territory="中国大陆",
        reprint_language="zh-CN",
        circulation="5000",
        pictures=True,
        commercial=True,
        renews="G-0",
    )
    one = given(request)
    assert dict(one.constraints) == {
        "medium": "print",
        "channel": "A3版",
        "territory": "中国大陆",
        "language": "zh-CN",
        "circulation": "5000",
        "purpose": "commercial",
        "pictures": "cleared",
        "from": "2026-12-01",
        "to": "2027-01-01",
    }
    assert one.renews == "G-0"
    assert grant.pictures(one)
    assert not grant.pictures(write(ARTICLE))


@pytest.mark.parametrize(
    ("wishes", "terms", "permissions", "prohibitions", "duty"),
    [
        ({}, {}, (), ("derive", "modify", "grantUse"), "unaltered: text"),
        ({"translation": "en"}, {}, ("translate",), ("modify", "grantUse"), "unaltered: text"),
        ({"edits": "压缩到 500 字"}, {}, ("modify",), ("derive", "grantUse"), "edits: 压缩到 500 字"),
        ({"edits": "压缩"}, {"edits": "只删第二段"}, ("modify",), ("derive", "grantUse"), "edits: 只删第二段"),
        (
            {"edits": "压缩", "translation": "en"},
            {"edits": "", "translation": ""},
            (),
            grant.PROHIBITIONS,
            "unaltered: text",
        ),
        ({}, {"translation": "fr", "edits": "x"}, ("translate", "modify"), ("grantUse",), "edits: x"),
    ],
)
def test_edits_and_translation_are_permitted_where_they_are_granted_and_nowhere_else(
    wishes, terms, permissions, prohibitions, duty
):
    one = given(asking(**wishes), Terms(**terms))
    assert one.permissions == (*grant.PERMISSIONS, *permissions)
    assert grant.prohibitions(one) == prohibitions
    assert one.duties[-1] == duty
    assert grant.constraint(one, "translation") == (terms.get("translation", wishes.get("translation", "")))


def test_what_a_person_changed_stands():
    terms = Terms(
        conditions=("寄样报两份", "  "),
        fee=" 300 元 ",
        medium="web",
        territory="",
        valid_from=date(2026, 12, 10),
        valid_to=date(2026, 12, 20),
        pictures=False,
    )
    one = given(asking(territory="全球", pictures=True), terms)
    assert (one.conditions, one.fee) == (("寄样报两份",), "300 元")
    assert (one.valid_from, one.valid_to) == (date(2026, 12, 10), date(2026, 12, 20))
    told = dict(one.constraints)
    assert (told["medium"], told["pictures"], told["from"], told["to"]) == ("web", "none", "2026-12-10", "2026-12-20")
    assert "territory" not in told


def test_a_term_must_not_end_before_it_begins():
    with pytest.raises(ReprintError, match="before it begins"):
        given(REQUEST, Terms(valid_to=date(2026, 11, 1)))


def test_a_revoked_grant_is_revoked_on_every_day():
    assert grant.standing(replace(write(ARTICLE), revoked=AT), date(2026, 12, 5)) == "revoked"


def test_numbers_are_readable_and_tell_chances_apart():
    assert number("R", date(2026, 11, 24), 0) == "R-20261124-00000000"
    assert number("G", date(2026, 1, 2), (1 << 40) - 1) == "G-20260102-ZZZZZZZZ"
    assert len({number("R", AT.date(), chance) for chance in range(5000)}) == 5000
