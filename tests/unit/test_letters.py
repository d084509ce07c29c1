"""Letters: every one in both languages, as text and as HTML that says the same, whatever a stranger typed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import html as lxml_html

from syndicator.model.appearance import Appearance
from syndicator.model.finding import Aspect, Faith, Finding, Mark, Report
from syndicator.model.reprint import (
    Asked,
    Grant,
    GrantedArticle,
    Outcome,
    OutletKind,
    Proposal,
    ReprintRequest,
    RequestState,
)
from syndicator.reprint import letters, letters_desk
from syndicator.reprint.letters import House, Subject
from syndicator.reprint.letters_form import html, plain

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUSE = House("海川新闻分发", "https://feeds.example.org", "desk@feeds.example.org")
STATUS = "https://feeds.example.org/reprints/R2026-0001?secret=s3cret&x=1"
KIT = "https://feeds.example.org/reprints/R2026-0001/kit?secret=s3cret"
CREDIT = "来源：海川县融媒体中心　作者：周文海　原标题：新桥通车"
PART = GrantedArticle("tag:feeds.example.org,2026:abc", 1, "f", "新桥通车", CREDIT, "https://news.example/1.html")
ASKED = Asked(
    ("abc",), "邻县日报", "头版", "print", date(2026, 12, 1), date(2027, 1, 31), person="王小明",
    email="editor@linxian.example", phone="13800138000", contact="微信 wxm", edits="删去第三段",
)  # fmt: skip
GRANT = Grant(
    "G-20261124-7K3QX9MB", "R2026-0001", (PART,), "海川县融媒体中心", "邻县日报", ("reproduce",), (), (),
    date(2026, 12, 1), date(2027, 1, 31), NOW, conditions=("只用于头版",), fee="每千字 100 元", revoked_why="稿件有误",
)  # fmt: skip
SEEN = Appearance(
    1, GRANT.number, "https://linxian.example/a.html", "asker", NOW,
    report=Report(
        Faith.DISTORTED,
        (Finding(Aspect.CREDIT, Mark.MISSING, "credit-missing", (("zh", "没有署名。"), ("en", "No credit line."))),),
        date(2026, 12, 2), "https://linxian.example/a.html",
    ),
)  # fmt: skip


def subject(language="zh", **asked):
    request = ReprintRequest(
        "R2026-0001", "hash", replace(ASKED, language=language, **asked), NOW, RequestState.WAITING
    )
    return Subject(request, ("新桥通车",), STATUS)


def to_asker(about):
    return {
        "confirm": letters.confirm(HOUSE, about, f"{STATUS}&confirm", 3),
        "received": letters.received(HOUSE, about),
        "granted": letters.granted(HOUSE, about, GRANT, KIT, "欢迎"),
        "refused": letters.refused(HOUSE, about, "已签独家"),
        "question": letters.question(HOUSE, about, "登在哪一版？\n何时？"),
        "withdrawn": letters.withdrawn(HOUSE, about),
        "revoked": letters.revoked(HOUSE, about, GRANT),
        "expiring": letters.expiring(HOUSE, about, GRANT, STATUS),
        "corrected": letters.corrected(HOUSE, about, GRANT, PART),
        "gone": letters.gone(HOUSE, about, GRANT, PART),
        "held": letters.gone(HOUSE, about, GRANT, PART, for_good=False),
    }


def to_desk(about, language):
    proposal = Proposal("R2026-0001", Outcome.REFUSE, "李编辑", NOW, "独家")
    return {
        "waiting": letters_desk.waiting(HOUSE, about, language, "涉及图片"),
        "reminder": letters_desk.reminder(HOUSE, about, language, "2026年11月24日", escalated=False),
        "escalated": letters_desk.reminder(HOUSE, about, language, "2026年11月24日", escalated=True),
        "answered": letters_desk.answered(HOUSE, about, language),
        "withdrawn": letters_desk.withdrawn(HOUSE, about, language),
        "proposed": letters_desk.proposed(HOUSE, about, language, proposal, declined=False),
        "declined": letters_desk.proposed(HOUSE, about, language, proposal, declined=True),
        "found": letters_desk.found(HOUSE, about, language, SEEN),
    }


def words(text):
    """What is said, without layout."""
    return re.sub(r"[\s：:]+", "", text)


def said(document):
    tree = lxml_html.document_fromstring(document)
    return words(tree.body.text_content())


LETTERS = [
    (sort, name, language)
    for language in ("zh", "en")
    for sort, names in (("asker", to_asker(subject())), ("desk", to_desk(subject(), "zh")))
    for name in names
]


def one(sort, name, about, language):
    return (to_asker(about) if sort == "asker" else to_desk(about, language))[name]


@pytest.mark.parametrize(("sort", "name", "language"), LETTERS)
def test_both_forms_say_the_same_in_the_readers_language(sort, name, language):
    letter = one(sort, name, subject(language), language)
    text, document = plain(letter), html(letter)
    in_html = said(document)
    # A table has no colon, a link's address stands below its name: what is said is the same, line for line.
    for line in text.splitlines():
        for part in re.split(r"：|: ", line):
            assert words(part) in in_html
    own = re.sub(
        r"新桥通车|邻县日报|海川\S*|已签独家|登在\S*|何时？|欢迎|稿件有误|每千字.*|只用于头版|来源：\S*|作者.*|涉及图片|李编辑|2026年11月24日",
        "",
        text,
    )
    chinese = len(re.findall("[\u4e00-\u9fff]", own))
    assert chinese > 20 if language == "zh" else chinese == 0, own
    assert lxml_html.document_fromstring(document).get("lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert "{" not in text
    assert letter.title.startswith("[海川新闻分发] ")


@pytest.mark.parametrize(("sort", "name", "language"), LETTERS)
def test_html_loads_nothing_and_leads_to_us_alone(sort, name, language):
    tree = lxml_html.document_fromstring(html(one(sort, name, subject(language), language)))
    assert not tree.xpath("//img|//script|//link|//style|//iframe|//form|//@src|//@background")
    for link in tree.xpath("//a/@href"):
        assert link.startswith(HOUSE.base_url)
    assert "url(" not in "".join(tree.xpath("//@style"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", to_asker(subject()))
def test_an_asker_finds_what_the_letter_is_about(name, language):
    letter = to_asker(subject(language))[name]
    text = plain(letter)
    needed = {
        "confirm": ("R2026-0001", f"{STATUS}&confirm", "3", "新桥通车"),
        "received": (STATUS,),
        "granted": (
            GRANT.number,
            CREDIT,
            STATUS,
            KIT,
            f"{HOUSE.base_url}/grants/{GRANT.number}",
            "只用于头版",
            "100 元",
        ),
        "refused": ("已签独家", STATUS),
        "question": ("登在哪一版？", STATUS),
        "withdrawn": ("R2026-0001",),
        "revoked": (GRANT.number, "稿件有误"),
        "expiring": (GRANT.number, STATUS, "2027"),
        "corrected": (f"{HOUSE.base_url}/articles/abc", GRANT.number, "新桥通车"),
        "gone": (PART.original, f"{HOUSE.base_url}/articles/abc", GRANT.number),
        "held": (PART.original, f"{HOUSE.base_url}/articles/abc", GRANT.number),
    }[name]
    for part in needed:
        assert part in text
        assert words(part) in said(html(letter))
    assert "desk@feeds.example.org" in text


def test_a_takedown_says_where_and_nothing_of_what_was_in_it():
    for name in ("gone", "held"):
        assert "新桥通车" not in plain(to_asker(subject())[name])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_is_told_nothing_it_can_look_up(language):
    personal = ("王小明", "editor@linxian", "13800138000", "wxm", "删去第三段", "s3cret")
    for letter in to_desk(subject(), language).values():
        for word in personal:
            assert word not in plain(letter) + html(letter) + letter.subject
        assert "邻县日报" in plain(letter)
        assert "https://feeds.example.org/admin/" in plain(letter)
    for letter in to_desk(subject(kind=OutletKind.PERSON, outlet="张三丰"), language).values():
        assert "张三丰" not in plain(letter) + html(letter) + letter.subject


def test_what_a_stranger_typed_stays_words():
    evil = '<script>alert(1)</script> "&lt; \r\nBcc: all@example.org {site} %s'
    about = replace(subject(outlet=evil), titles=(evil,))
    for name, letter in (to_asker(about) | to_desk(about, "en")).items():
        document = html(letter)
        assert "<script>" not in document, name
        assert "\n" not in letter.title
        assert "\r" not in letter.title
    shown = lxml_html.document_fromstring(html(letters.received(HOUSE, about))).body.text_content()
    assert '<script>alert(1)</script> "&lt;' in shown
    assert "{site} %s" in shown


def test_many_articles_and_a_whole_feed_have_a_name():
    about = subject()
    many = replace(about, titles=("甲", "乙", "丙"))
    assert "甲等 3 篇" in plain(letters.received(HOUSE, many))
    assert "甲, and 2 more" in plain(letters.received(HOUSE, replace(many, request=subject("en").request)))
    whole = replace(subject(articles=(), feed="haichuan"), titles=())
    assert "订阅源“haichuan”的全部稿件" in plain(letters.received(HOUSE, whole))
    text = plain(letters.granted(HOUSE, whole, replace(GRANT, articles=(), feed="haichuan"), KIT))
    assert "每篇稿件的署名随稿件提供" in text
    long = plain(letters.granted(HOUSE, many, replace(GRANT, articles=(PART,) * 25), KIT))
    assert long.count(CREDIT) == 20
    assert "另外 5 篇" in long
