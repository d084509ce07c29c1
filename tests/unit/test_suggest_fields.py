"""A broken selector of an article's page gets one that finds what is known of articles, on their pages as they are now."""

from dataclasses import replace

import pytest

from syndicator.extract.kinds import KINDS
from syndicator.extract.suggest_fields import FIELDS, Known, broken, idle, suggest_fields, written
from syndicator.model.draft import Lead
from syndicator.model.page import Page
from syndicator.model.source import Selectors, Source

SELECTORS = Selectors(
    item="li", headline="h1.t", published=".info .date", author=".info .writer", outlet=".from", body=".content"
)
SOURCE = Source(
    "haichuan/news", "haichuan", "html", "https://news.example/", timezone="Asia/Shanghai", selectors=SELECTORS
)
STORIES = (
    ("海川大桥今日恢复通行", "2026-11-20 08:30", "周文海", "海川日报", "大桥"),
    ("城北农贸市场改造完工", "2026-11-21 09:15", "林小雨", "海川广播电视台", "市场"),
    ("第三届海川灯会开幕", "2026-11-23 19:05", "赵明远", "海川日报", "灯会"),
)
MENU = '<div class="nav"><a href="/">首页</a><a href="/news/">新闻</a><span class="today">2026年11月28日</span></div>'
HOT = (
    '<div class="hot"><ul>'
    + "".join(f'<li><a href="/{title}">{title}</a></li>' for title, *_ in STORIES)
    + "</ul></div>"
)
FOOT = '<div class="footer"><p>海川日报 版权所有 备案号：海ICP备00000000号</p></div>'


def lines(about):
    return (
        f"海川县水务局今天发布消息，{about}的改造工程已经完成主体施工，预计下个月开始使用。",
        f"记者在{about}现场看到，工人们正在安装设备，几台吊车同时作业，一派繁忙景象。",
        f"附近的村民告诉记者，往年一到春天就要为{about}发愁，今年总算不用再等了。",
    )


def paragraphs(about, tag="p"):
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines(about))


def old(title, time, author, outlet, about):
    return f"""<div class="main"><h1 class="t">{title}</h1><div class="info"><span class="date">{time}</span>
    <span class="from">来源：{outlet}</span><span class="writer">{author}</span></div><div class="content">{paragraphs(about)}</div></div>"""


def renamed(title, time, author, outlet, about):
    return f"""<div class="article"><h1 class="title">{title}</h1><p class="meta"><em class="time">{time}</em>
    <em class="origin">来源：{outlet}</em><em class="author">{author}</em></p><div id="zoom">{paragraphs(about)}</div></div>"""


def semantic(title, time, author, outlet, about):
    return f"""<article><header><h1>{title}</h1><time datetime="{time.replace(" ", "T")}:00+08:00">刚刚</time>
    <a rel="author" href="/people/1">{author}</a><span itemprop="publisher">{outlet}</span></header>
    <section itemprop="articleBody">{paragraphs(about)}</section></article>"""


def table(title, time, author, outlet, about):
    return f"""<table class="detail"><tr><td class="bt">{title}</td></tr><tr><td class="xx"><span>{time}</span>
    <span class="ly">{outlet}</span><span class="zz">文/{author}</span></td></tr><tr><td id="nr">{paragraphs(about, "div")}</td></tr></table>"""


def page(template, story):
    body = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{story[0]}_海川新闻</title></head><body>{MENU}{template(*story)}{HOT}{FOOT}</body></html>'
    return Page(f"https://news.example/2026/{story[4]}.html", body.encode())


def known(template, stories=STORIES):
    """The articles as they were read when the selectors worked, on their pages as they are now."""
    found = []
    for story in stories:
        draft = KINDS["html"].draft(page(old, story), Lead("https://news.example/1.html"), SOURCE)
        assert (draft.title, draft.authors, draft.outlet) == (story[0], (story[2],), story[3])
        found.append(
            Known(
                page(template, story), draft.title, str(draft.published), draft.authors, draft.outlet, draft.body_text
            )
        )
    return found


def read(template, story, selectors):
    draft = KINDS["html"].draft(
        page(template, story), Lead("https://news.example/1.html"), replace(SOURCE, selectors=selectors)
    )
    return draft, {origin.field: origin.where for origin in draft.origins}


@pytest.mark.parametrize("template", [renamed, semantic, table])
def test_every_field_gets_a_selector_that_reads_it_again(template):
    found = suggest_fields(known(template), SOURCE, list(FIELDS))
    assert set(found) == set(FIELDS), found
    selectors = replace(SELECTORS, **found)
    # A story that was not among those looked at.
    unseen = ("县图书馆新馆周末开放", "2026-11-27 07:45", "孙晓东", "海川晚报", "图书馆")
    draft, places = read(template, unseen, selectors)
    assert (draft.title, draft.authors, draft.outlet) == (unseen[0], (unseen[2],), unseen[3])
    assert str(draft.published)[:16] == unseen[1].replace(" ", "T")
    assert draft.body_text.splitlines() == list(lines("图书馆"))
    assert all(
        places[field if field != "body_text" else "body"].startswith(found[name]) for name, field in FIELDS.items()
    )


def test_names_that_people_gave_are_taken():
    found = suggest_fields(known(renamed), SOURCE, ["author", "body", "published"])
    assert found == {"author": ".author", "body": "#zoom", "published": ".time"}
    assert written(found) == 'author = ".author"; body = "#zoom"; published = ".time"'
    assert written({"author": 'a[rel="author"]'}) == "author = 'a[rel=\"author\"]'"


def test_a_value_in_the_footer_is_no_field():
    found = suggest_fields(known(renamed, STORIES[:1] + STORIES[2:]), SOURCE, ["outlet"])
    assert found == {"outlet": ".origin"}, "although the footer names the same paper on every page"


def test_what_broke_is_told_from_what_did_not():
    assert broken(known(old), SOURCE) == frozenset()
    assert broken(known(renamed), SOURCE) == {"headline", "published", "author", "outlet", "body"}
    partly = [replace(one, authors=()) for one in known(renamed)]
    assert "author" not in broken(partly, SOURCE), "articles that never had an author show nothing"


def test_a_selector_that_found_nothing_where_the_reader_did():
    draft, _ = read(old, STORIES[0], SELECTORS)
    assert idle(draft, SOURCE) == frozenset()
    draft, _ = read(renamed, STORIES[0], SELECTORS)
    assert {"headline", "published", "body"} <= idle(draft, SOURCE)


def test_where_the_values_are_gone_nothing_is_suggested():
    def bare(title, *_):
        return f"<h1>{title}</h1><p>{'这里换了一篇完全不同的文章，与以前的稿件没有任何关系。' * 3}</p>"

    assert suggest_fields(known(bare), SOURCE, ["author", "published", "outlet", "body"]) == {}


@pytest.mark.parametrize("body", [b"", b"x", b"\x00\xff", b"<" * 1000, b"<p>" * 3000, b"<html></html>"])
def test_strange_pages_suggest_nothing(body):
    strange = [
        Known(
            Page("https://news.example/1.html", body),
            "题",
            "2026-11-20",
            ("周文海",),
            "海川日报",
            "一段文字，不止十个字。",
        )
    ]
    assert suggest_fields(strange, SOURCE, list(FIELDS)) == {}
    assert suggest_fields([], SOURCE, list(FIELDS)) == {}
    broken(strange, SOURCE)
