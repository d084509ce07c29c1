"""Each aspect of a reprint, by tables of pages; what is no reprint; what a page may hold at worst."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from syndicator.model.finding import Aspect, Faith, Mark, Promised
from syndicator.reprint.check import check
from syndicator.reprint.check.words import CODES

URL = "https://www.linjiang.example/a/1.html"
DAY = date(2026, 11, 20)
TITLE = "石埠渔港二期投用 大船不用再等潮水"
TEXT = (
    "凌晨四点，满载鱿鱼和带鱼的“海川渔0618”号靠上石埠渔港的新码头。船长卢国胜看了看表：从进港到开始卸货，只用了二十分钟。",
    "新投用的二期工程包括六个五百吨级泊位和一座日产80吨的制冰厂。港区可同时停泊渔船由原来的一百八十艘增加到四百艘。",
    "“好！”",
    "环卫队每天两次下海打捞漂浮垃圾，船上带回来的塑料瓶，十个可以换一块肥皂。渔民们没有一个不说好。",
)
BACK = "https://www.haichuan.example/news/port.html"
CREDIT = f"来源：海川县融媒体中心　作者：陈海生、赵一帆　原标题：{TITLE}　原文：{BACK}"
PROMISED = Promised(
    title=TITLE,
    text="\n".join(TEXT),
    credit=CREDIT,
    original_url=BACK,
    valid_from=date(2026, 11, 1),
    valid_to=date(2027, 10, 31),
    holder="海川县融媒体中心",
    authors=("陈海生", "赵一帆"),
    aliases=("https://news.haichuan.example/articles/port-1",),
    pictures=("https://www.haichuan.example/p/port-quay.jpg",),
)
LINE = f"来源：海川县融媒体中心　作者：陈海生、赵一帆　原标题：{TITLE}　"
LINK = f'<a href="{BACK}">原文</a>'


def page(text=TEXT, title=TITLE, line=LINE, link=LINK, extra="", foot="", head=""):
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in text)
    return (
        f"<html><head><title>{head or title}_临江网</title></head><body><div class='nav'><a href='/'>首页</a></div><div class='article'><h1>{title}</h1>"
        f"<div class='content'>{body}</div><p class='ly'>{line}{link}</p></div>{extra}<div class='footer'>{foot}</div></body></html>"
    )


def codes(html, promised=PROMISED, today=DAY):
    return {finding.code for finding in check(promised, html, URL, today).faults}


def with_text(at, before, after):
    assert before in TEXT[at]
    return page(text=(*TEXT[:at], TEXT[at].replace(before, after), *TEXT[at + 1 :]))


def test_a_faithful_reprint_is_faithful_in_every_aspect():
    report = check(PROMISED, page(), URL, DAY)
    assert report.verdict is Faith.FAITHFUL
    assert {finding.aspect for finding in report.findings} == set(Aspect)
    assert report.similarity == 1.0
    assert report.day == DAY
    assert report.faults == ()
    assert [passage.kind for passage in report.of(Aspect.TEXT)[0].passages] == ["same"] * 4


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (with_text(1, "80", "90"), "text-changed"),
        (with_text(0, "二十分钟", "三十分钟"), "text-changed"),
        (with_text(0, "卢国胜", "卢国生"), "text-changed"),
        (with_text(3, "没有一个不", "有一个不"), "text-left-out"),
        (with_text(3, "肥皂。", "肥皂。据说成本不低。"), "text-added"),
        (with_text(3, "没有一个不说好。", "没有一个不说好？"), "text-changed"),
        (with_text(3, "垃圾，", "垃圾"), "text-marks"),
        (with_text(0, "码头", "碼頭"), "script-converted"),
        (with_text(1, "工程", "工(gōng)程(chéng)"), "text-mangled"),
        (page(text=TEXT[1:]), "text-left-out"),
        (page(text=TEXT[:3]), "text-left-out"),
        (page(text=(*TEXT[:2], TEXT[3])), "text-left-out"),
        (page(text=(*TEXT[:1], "有居民对此表示担忧。", *TEXT[1:])), "text-added"),
        (page(text=(*TEXT, "不过有居民对此表示担忧。")), "text-around"),
        (page(text=(TEXT[1], TEXT[0], *TEXT[2:])), "text-moved"),
    ],
)
def test_what_alters_the_text_is_found(html, code):
    report = check(PROMISED, html, URL, DAY)
    assert code in {finding.code for finding in report.faults}
    assert report.verdict in (Faith.DISTORTED, Faith.UNSURE)


@pytest.mark.parametrize(
    "html",
    [
        page(text=tuple(part.translate(str.maketrans("，：。", ",:.")) for part in TEXT)),
        page(text=tuple(part.translate(str.maketrans("“”", "「」")) for part in TEXT)),
        page(text=tuple("<br>".join(part[at : at + 20] for at in range(0, len(part), 20)) for part in TEXT)),
        page(text=(*TEXT[:3], TEXT[3] + "（完）")),
        page(text=(f"<span style='float:left'>{TEXT[0][0]}</span>{TEXT[0][1:]}", *TEXT[1:])),
        page(text=(TEXT[0], "广告", *TEXT[1:])),
        page(text=(TEXT[0], "<div class='related'><p>临江新区地铁三号线开通。市民说很方便。</p></div>", *TEXT[1:])),
        page(text=(TEXT[0], f"<p><img src='{PROMISED.pictures[0]}'></p>", "图为正在卸货的渔船。", *TEXT[1:])),
        page(text=(TEXT[0] + TEXT[1], *TEXT[2:])),
        page(text=("<!-- x --><section>　　" + TEXT[0] + "</section>", *TEXT[1:])),
        page(title=f"【转载】{TITLE}"),
        page(link=f'<a href="{BACK.replace("https", "http")}?utm_source=x">原文</a>'),
        page(link='<a href="https://news.haichuan.example/articles/port-1">原文</a>'),
        page(line="来源：海川县融媒体中心 | 记者：陈海生 赵一帆 "),
        page(line="", extra="").replace(
            "<div class='content'>",
            f"<div>转自：海川县融媒体中心<br>文：陈海生、赵一帆 {LINK}</div><div class='content'>",
        ),
    ],
)
def test_what_does_not_alter_it_is_left_alone(html):
    report = check(PROMISED, html, URL, DAY)
    assert report.verdict is Faith.FAITHFUL, [(finding.code, finding.passages) for finding in report.faults]


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (page(line=""), "credit-missing"),
        (page(line="", foot=LINE), "credit-moved"),
        (page(line="", extra=f"<ul class='related'><li>{LINE}</li></ul>"), "credit-moved"),
        (page(line=LINE.replace("海川县", "海州县")), "credit-misspelt"),
        (page(line=LINE.replace("中心", "中心网")), "credit-misspelt"),
        (page(line=LINE.replace("海川县融媒体中心", "临江日报")), "credit-other"),
        (page(line=LINE.replace("作者：陈海生、赵一帆", "")), "credit-part-missing"),
        (page(line=LINE.replace("赵一帆", "赵一凡")), "credit-part-wrong"),
        (page(line=LINE + "来源：临江日报　"), "credit-conflict"),
        (page(line=f"<span style='display:none'>{LINE}</span>"), "credit-missing"),
        (page(link=""), "link-missing"),
        (page(link=BACK), "link-text"),
        (page(link='<a href="https://www.haichuan.example/">原文</a>'), "link-home"),
        (page(link='<a href="https://www.haichuan.example/news/other.html">原文</a>'), "link-elsewhere"),
        (page(link=f'<a href="{BACK}"></a>'), "link-hidden"),
        (page(link="", foot=LINK), "link-moved"),
        (page(title="石埠渔港二期终于投用 大船不用再等潮水"), "title-changed"),
        (page(title=f"震惊！{TITLE}"), "title-extended"),
        (page(head="石埠渔港二期投用 网友炸锅"), "title-shared"),
        (page(text=(TEXT[0], "<img src='https://img.example/stock-photo.jpg'>", *TEXT[1:])), "pictures-unknown"),
    ],
)
def test_what_is_wrong_beside_the_text_is_found(html, code):
    assert codes(html) == {code}


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 10, 31), "term-early"), (date(2027, 11, 1), "term-over"), (date(2027, 10, 31), None)]
)
def test_the_term_includes_its_first_and_last_day(day, code):
    assert codes(page(), today=day) == ({code} if code else set())


def test_a_picture_where_none_was_cleared_is_wrong():
    html = page(text=(TEXT[0], "<img src='https://img.example/stock-photo.jpg'>", *TEXT[1:]))
    assert codes(html, replace(PROMISED, pictures=())) == {"pictures-not-cleared"}
    assert codes(html, replace(PROMISED, pictures_allowed=False)) == {"pictures-not-cleared"}
    assert (
        codes(page(text=(TEXT[0], "<img src='/icon.png' width='16'>", *TEXT[1:])), replace(PROMISED, pictures=()))
        == set()
    )


def test_what_was_granted_besides_is_no_distortion():
    shorter = page(text=(TEXT[0], TEXT[1].partition("。")[0] + "。", *TEXT[2:]))
    assert codes(shorter) == {"text-left-out"}
    assert codes(shorter, replace(PROMISED, edits=True)) == set()
    assert codes(with_text(3, "没有一个不", "有一个不"), replace(PROMISED, edits=True)) == {"text-left-out"}
    to = OpenCC("s2t").convert
    converted = page(text=tuple(map(to, TEXT)), title=to(TITLE))
    assert codes(converted) == {"script-converted", "title-script"}
    assert codes(converted, replace(PROMISED, script_free=True)) == set()
    english = f"<h1>Boats wait no longer</h1><p>At four in the morning a boat tied up.</p><p>{LINE}{LINK}</p>"
    assert check(PROMISED, english, URL, DAY).verdict is Faith.NOT_FOUND
    assert codes(english, replace(PROMISED, translation=True)) == {"text-translated"}


def test_a_page_without_the_article_is_no_reprint():
    report = check(PROMISED, "<h1>别的新闻</h1><p>临江新区地铁三号线今天开通。</p>", URL, DAY)
    assert report.verdict is Faith.NOT_FOUND
    assert report.of(Aspect.TEXT)[0].mark is Mark.MISSING


def test_passages_stand_side_by_side():
    report = check(
        PROMISED, page(text=(TEXT[0], "有居民对此表示担忧。", TEXT[1].replace("80", "90"), TEXT[3])), URL, DAY
    )
    passages = report.of(Aspect.TEXT)[0].passages
    assert [passage.kind for passage in passages] == ["same", "added", "changed", "left-out", "same"]
    assert (passages[2].ours, passages[2].theirs) == (TEXT[1], TEXT[1].replace("80", "90"))


def test_every_finding_says_why_in_both_languages():
    for html in (page(), page(line="", link="", title="x"), with_text(1, "80", "90"), ""):
        for finding in check(PROMISED, html, URL, DAY).findings:
            assert finding.code in CODES
            assert finding.reason("zh") != finding.reason("en") != ""


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div hidden>", "</div>", "<a href='http://[x'>", "<a href='//x:y/'>", "<img src='data:x'>", "<table><tr><td>",
         "</table>", "<b", "&#x0;", "<![CDATA[", "<svg>", "<h1>", "</body>", "<base href='::'>", *TEXT, LINE, LINK, "\ud800", "海(hǎi)", "<br>"]
    )
    | st.text(max_size=12),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parts=MARKUP)
def test_no_page_raises(parts):
    assert check(PROMISED, "".join(parts), URL, DAY).verdict in set(Faith)


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=30), text=st.text(max_size=200), credit=st.text(max_size=80), back=st.text(max_size=40))
def test_no_grant_raises(title, text, credit, back):
    promised = replace(PROMISED, title=title, text=text, credit=credit, original_url=back, holder="")
    assert check(promised, page() + text, URL, DAY).verdict in set(Faith)


@pytest.mark.parametrize(
    "html",
    [
        page(foot="<a href='/x'>关于海川</a>" * 100_000),
        "<div>" * 100_000 + page() + "</div>" * 100_000,
        page() + f"<p>{TEXT[0][:12]}</p>" * 20_000,
        f"<p>{TEXT[0]}</p>" + "".join(f"<p>第{n}句话与原文毫无关系。</p>" for n in range(10_000)) + f"<p>{TEXT[3]}</p>",
        "<p>" + (TEXT[0][:30] + "x") * 30_000,
        "<p>" + "海(hǎi)" * 150_000,
        page(line="来源：" * 100_000),
    ],
    ids=["links", "nesting", "repeats", "between", "one line", "readings", "labels"],
)
def test_large_pages_take_seconds_not_minutes(html):
    started = process_time()
    check(PROMISED, html, URL, DAY)
    assert process_time() - started < 30
