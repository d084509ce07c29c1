import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from syndicator.errors import ReprintError
from syndicator.model.article import Article
from syndicator.model.feed import Place
from syndicator.model.moment import Moment
from syndicator.model.reprint import Asked, ReprintRequest, RequestState
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


def test_the_odrl_agreement_names_the_terms_and_nothing_private():
    terms = grant.odrl(write(ARTICLE), Place("https://feeds.example.org"))
    assert terms["@type"] == "Agreement"
    assert terms["uid"] == "https://feeds.example.org/grants/G-1"
    assert terms["target"] == "https://feeds.example.org/articles/k3v9"
    (permission,) = terms["permission"]
    assert permission["action"] == ["reproduce", "distribute"]
    assert permission["duty"] == [{"action": "attribute"}]
    assert [(c["leftOperand"], c["operator"]) for c in permission["constraint"]] == [
        ("media", "eq"),
        ("dateTime", "gteq"),
        ("dateTime", "lteq"),
    ]
    text = json.dumps(terms, ensure_ascii=False)
    assert "secret@example.org" not in text
    assert "私下用途" not in text


def test_numbers_are_readable_and_tell_chances_apart():
    assert number("R", date(2026, 11, 24), 0) == "R-20261124-00000000"
    assert number("G", date(2026, 1, 2), (1 << 40) - 1) == "G-20260102-ZZZZZZZZ"
    assert len({number("R", AT.date(), chance) for chance in range(5000)}) == 5000
