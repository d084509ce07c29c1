"""Several pages, one article: in order, with nothing said twice and nothing lost."""

from datetime import UTC, datetime

import pytest

from syndicator.extract.page.joined import continues, join
from syndicator.model.draft import Draft, Image, Line, Origin
from syndicator.model.moment import Moment
from syndicator.model.repair import Repair

TITLE = "海川河上的九座水闸"
NOTICE = "（本文版权归海川县融媒体中心所有，转载请注明出处。）"


def draft(*lines: str, title: str = TITLE, url: str = "https://haichuan.example/1.html", **fields) -> Draft:
    html = "".join(f"<p>{line}</p>" for line in lines)
    return Draft(url=url, title=title, body_text="\n".join(lines), body_html=fields.pop("html", html), **fields)


@pytest.mark.parametrize(
    ("title", "yes"),
    [
        (TITLE, True),
        (f"{TITLE}（2）", True),
        (f"{TITLE}_2", True),
        (f"{TITLE} 第2页", True),
        (f"{TITLE}：第三座闸", True),
        ("", True),
        ("海川县下了今年第一场雪", False),
        ("海川", False),
    ],
)
def test_a_further_page_has_the_same_headline(title, yes):
    assert continues([draft("第一段。")], draft("第二段。", title=title)) is yes


def test_a_page_that_says_nothing_new_is_none():
    first = draft("第一段。", "第二段。")
    assert not continues([first], draft("第一段。", "第二段。", "上一页 1 2 下一页"))
    assert continues([first], draft("第一段。", images=(Image("https://haichuan.example/2.jpg"),)))


def test_texts_and_pictures_come_in_order_without_what_every_page_repeats():
    pages = [
        draft(TITLE, "导语：九座水闸守着海川河。", "第一座闸在东湾镇。", NOTICE, "[1] [2] [3] 下一页",
              images=(Image("https://haichuan.example/1.jpg"),)),
        draft(TITLE, "导语：九座水闸守着海川河。", "第二座闸在西山乡。", "2026", NOTICE, "上一页 1 2 3 下一页",
              images=(Image("https://haichuan.example/2.jpg"), Image("https://haichuan.example/1.jpg"))),
        draft("第三座闸在河口村。", "导语：九座水闸守着海川河。", "（责任编辑：李明）", NOTICE, "首页 上一页 第3页 共3页"),
    ]  # fmt: skip
    whole = join(pages)
    lines = [
        TITLE, "导语：九座水闸守着海川河。", "第一座闸在东湾镇。", "第二座闸在西山乡。", "2026",
        "第三座闸在河口村。", "导语：九座水闸守着海川河。", "（责任编辑：李明）", NOTICE,
    ]  # fmt: skip
    assert whole.body_text.splitlines() == lines
    assert whole.body_html == "".join(f"<p>{line}</p>" for line in lines)
    assert [image.url[-5:] for image in whole.images] == ["1.jpg", "2.jpg"]


def test_lines_without_an_element_of_their_own_go_too():
    html = "<div>上一页 1 2<br>第二段。<br><img src='https://haichuan.example/2.jpg'></div>"
    whole = join([draft("第一段。"), draft("上一页 1 2", "第二段。", html=html)])
    assert "上一页" not in whole.body_html
    assert "第二段。" in whole.body_html
    assert "2.jpg" in whole.body_html


def test_a_caption_stays_where_it_is():
    html = "<figure><img src='https://haichuan.example/2.jpg'><figcaption>闸门</figcaption></figure><p>下一页</p>"
    whole = join([draft("第一段。"), draft("第二段。", "下一页", html="<p>第二段。</p>" + html)])
    assert "<figcaption>闸门</figcaption>" in whole.body_html
    assert "下一页" not in whole.body_html


def test_fields_are_the_first_pages_and_the_last_page_signs():
    at = Moment(datetime(2026, 11, 20, tzinfo=UTC), "day")
    first = draft(
        "第一段。", published=at, authors=("周文海",), origins=(Origin("title", "h1"),), canonical="https://x.example/"
    )
    last = draft("第二段。", url="https://haichuan.example/1_2.html", authors=("周文海", "李明"), editors=("王芳",),
                 outlet="海川县融媒体中心", notices=(Line(NOTICE, "p.foot"),),
                 origins=(Origin("title", "h2"), Origin("editors", "p.foot", "责编：王芳")))  # fmt: skip
    whole = join([first, last])
    assert (whole.url, whole.title, whole.published, whole.canonical) == (first.url, TITLE, at, first.canonical)
    assert (whole.authors, whole.editors, whole.outlet) == (("周文海", "李明"), ("王芳",), "海川县融媒体中心")
    assert whole.notices == last.notices
    assert [(origin.field, origin.where) for origin in whole.origins] == [
        ("title", "h1"), ("body", "page 2"), ("editors", "p.foot"),
    ]  # fmt: skip


def test_repairs_are_counted_in_the_joined_text():
    def fix(line: int) -> Repair:
        return Repair("pinyin", line, 3, "前", "后", 0.9)

    first = draft("第一段。", "第二段。", subtitles=("副题",), repairs=(fix(1), fix(4)), restoration=0.95)
    second = draft(TITLE, "第三段。", "第四段。", repairs=(fix(1), fix(2), fix(4)), restoration=0.9)
    whole = join([first, second])
    assert whole.body_text == "第一段。\n第二段。\n第三段。\n第四段。"
    # 1 is the headline, 2 its sub-headline, 3 and 4 the first page's, 5 and 6 the second's lines.
    assert [repair.line for repair in whole.repairs] == [1, 4, 6]
    assert whole.restoration == 0.9


def test_one_page_is_itself():
    only = draft("第一段。", "下一页")
    assert join([only]) is only
