"""The reprint kit: what Markdown and text say is what the HTML says, and nothing is in it that was not cleared."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from syndicator.model.article import Article
from syndicator.model.draft import Image
from syndicator.model.moment import Moment
from syndicator.model.reprint import GrantedArticle
from syndicator.model.rights import Reprint, Rights, Status
from syndicator.reprint import kit, kit_html, kit_markdown, kit_zip
from syndicator.text.html import sanitize, text_of

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "https://news.example/2026/a_b(1).html"
CREDIT = f"来源：海川县融媒体中心　作者：王海　原标题：新桥*通车*　原文：{URL}"
PART = GrantedArticle("tag:feeds.example.org,2026:haichuan:k3v9", 2, "f00d", "新桥*通车*", CREDIT, URL)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SEEN = re.compile(r"\s+")


def article(body, images=(), **said):
    return Article(
        id=PART.article,
        version=2,
        feed="haichuan",
        source="haichuan/news",
        url=URL,
        title=PART.title,
        body_html=body,
        body_text=text_of(body),
        published=Moment(AT),
        first_seen=AT,
        updated=AT,
        rights=Rights("海川县融媒体中心", "版权所有", CREDIT, "", "", Reprint.ATTRIBUTION),
        status=Status.USABLE,
        fingerprint="f00d",
        authors=("王海",),
        images=images,
        language="zh-CN",
        **said,
    )


def write(body, images=(), pictures=False, newest=2, **said):
    one = article(body, images, **said)
    return kit.write(one, PART, newest, pictures=pictures, address=lambda name: f"https://f.example/images/{name}")


def squeezed(text):
    return SEEN.sub("", text)


BODIES = [
    "<p>第一段。</p><p>第二段，<strong>重点。</strong>后文<em>“引文”</em>又文。</p>",
    "<p>1. 不是列表</p><p># 不是标题</p><p>- 不是项目</p><p>+ 也不是</p><p>=====</p><p>---</p><p>2) 也不是</p>",
    "<p>a*b*c _d_ e_f_g `h` [i](j) &lt;k&gt; &amp;amp; l\\m ~~n~~ | o</p>",
    "<h1>大</h1><h2>中</h2><h3>小<br>二行</h3><p>行一<br>行二<br><br>行三</p><hr><p>后</p>",
    "<ul><li>甲</li><li>乙<ul><li>乙一</li><li>乙二<ol start='3'><li>深</li></ol></li></ul></li><li><p>丙</p><p>丙二</p></li></ul>",
    "<blockquote><p>引一</p><p>引二</p><ul><li>x</li></ul></blockquote>",
    "<table><tr><th>项</th><th>数|量</th></tr><tr><td>桥</td><td>1<br>座</td></tr></table>",
    "<table><tr><td colspan='2'>合并</td></tr><tr><td>一</td><td>二</td></tr></table>",
    "<pre>code  here\n  ```\n</pre><p>行内 <code>x`y</code> 和 <code>`</code> <code>![a]</code></p>",
    "<p>H<sub>2</sub>O x<sup>2</sup> <del>旧</del><s>旧</s> <u>下划</u> <q>问</q></p>",
    "<p>见<a href='https://news.example/a_(b)?x=1&amp;y=*'>这里*</a>和<a href='https://a.example/'>https://a.example/</a>。</p>",
    "<dl><dt>词</dt><dd>释义</dd></dl><div>散文<p>段</p>尾</div>",
    "<a href='https://x.example/'><p>包在链接里的段</p></a><p><span>一<p>二</p></span></p>",
    "<p><strong>全粗</strong></p><p><strong><em>粗斜</em></strong>。<strong>“粗”</strong>字</p><p>a<strong> b </strong>c</p>",
    "<ul>散<li>一</li><ul><li>错位</li></ul></ul><ol><li></li><li>空前</li></ol>",
    "<p>看!<a href='https://x.example/'>这里</a></p>",
    "<p><b>a</b><b>b</b><i>c</i><b>*d*</b></p><p>**不粗** ![x](y)</p>",
]


@pytest.mark.parametrize("body", BODIES)
def test_another_reader_of_markdown_sees_the_same_text(body):
    made = write(body)
    shown = READER.render(made.markdown)
    assert squeezed(text_of(sanitize(shown, URL))) == squeezed(text_of(made.html))


@pytest.mark.parametrize("body", BODIES)
def test_the_plain_text_is_the_text(body):
    made = write(body)
    assert squeezed(made.text) == squeezed(text_of(made.html))
    assert made.text.startswith(f"{PART.title}\n\n")
    assert made.text.endswith(f"\n{CREDIT}\n")


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("<p>甲<strong>乙</strong>丙</p>", "甲**乙**丙"),
        ("<p>甲<strong>乙。</strong>丙</p>", "甲<strong>乙。</strong>丙"),
        ("<p>甲，<em>乙</em></p>", "甲，*乙*"),
        ("<h2>小标题</h2>", "## 小标题"),
        ("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n- 乙"),
        ("<ol start=4><li>甲</li><li>乙</li></ol>", "4. 甲\n5. 乙"),
        ("<p><a href='https://a.example/x'>看</a></p>", "[看](https://a.example/x)"),
        (
            "<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "> 甲\n>\n> 乙"),
        ("<p>甲<br>乙</p>", "甲\\\n乙"),
    ],
)
def test_markdown_as_a_person_would_write_it(body, marks):
    assert kit_markdown.written(body) == f"{marks}\n"


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ("<p>甲<strong>“乙”</strong>丙</p>", "strong"),
        ("<p>甲<em>乙！</em>丙</p>", "em"),
        ("<p>a<b>b</b>c</p>", "strong"),
    ],
)
def test_emphasis_stays_emphasis(body, tag):
    assert f"<{tag}>" in READER.render(kit_markdown.written(body))


_TAGS = st.sampled_from(
    ["p", "b", "em", "ul", "ol", "li", "blockquote", "div", "a href='https://x.example/_'", "del", "code", "h2"]
)
_WORDS = st.text(alphabet="甲乙。“”ab *_`#-+>1.[]()<&!|~\\\n", max_size=8)
_PIECES = st.lists(st.tuples(_TAGS, _WORDS, st.booleans()), max_size=12)


@any_of(_PIECES)
@settings(max_examples=300, deadline=None)
def test_whatever_the_markup_no_letter_is_lost(pieces):
    html = ""
    open_tags = []
    for tag, words, nests in pieces:
        html += f"<{tag}>{words.replace('&', '&amp;').replace('<', '&lt;')}"
        open_tags.append(tag.split()[0])
        if not nests:
            html += "".join(f"</{one}>" for one in reversed(open_tags))
            open_tags = []
    body = kit_html.body(html, URL, {})
    shown = READER.render(kit_markdown.written(body))
    letters = re.compile("[甲乙ab。“”]")
    assert letters.findall(text_of(shown)) == letters.findall(text_of(body))


def test_the_credit_line_is_letter_by_letter_with_its_address_a_link():
    made = write("<p>正文</p>")
    assert text_of(made.html).splitlines()[-1] == " ".join(CREDIT.split(" "))
    assert f'<a href="{URL}">{URL}</a></p>' in made.html
    assert f"<{URL}>" in made.markdown
    assert text_of(READER.render(made.markdown)).splitlines()[-1] == CREDIT


def test_a_credit_line_without_an_address_is_linked_as_a_whole():
    assert kit_html.credit("来源：甲", URL) == f'<p class="credit"><a href="{URL}">来源：甲</a></p>'


FIGURES = (
    "<p>前</p><figure><img src='https://n.example/a.jpg'><figcaption>桥 王海 摄</figcaption></figure>"
    "<p><img src='https://n.example/b.jpg' srcset='https://n.example/b2.jpg 2x'>中</p>"
    "<figure><img src='https://n.example/c.jpg'><figcaption>新华社图</figcaption></figure>"
    "<p><video src='https://n.example/v.mp4'></video>尾</p>"
)
IMAGES = (
    Image("https://n.example/a.jpg", "", "桥", "王海 摄", copy="aa.jpg"),
    Image("https://n.example/b.jpg", "", "", "", copy="bb.jpg"),
    Image("https://n.example/c.jpg", "", "", "新华社", copy="cc.jpg"),
    Image("https://n.example/d.jpg", "", "", "王海 摄"),
)


def test_without_leave_no_picture_is_in_it():
    made = write(FIGURES, IMAGES)
    for gone in ("<img", "figure", "桥", "新华社", "video", "!["):
        assert gone not in made.html.replace(PART.title, "").replace(CREDIT, "")
    assert "前" in made.html
    assert "中" in made.html
    assert "尾" in made.html
    assert (made.pictures, made.left_out) == ((), 0)


def test_with_leave_those_that_are_ours_are():
    made = write(FIGURES, IMAGES, pictures=True)
    assert [image.copy for image in made.pictures] == ["aa.jpg", "bb.jpg"]
    assert made.left_out == 2
    assert '<img src="https://f.example/images/aa.jpg">' in made.html
    assert "桥 王海 摄" in made.text
    assert "srcset" not in made.html
    assert "新华社图" not in made.html
    assert "![](<https://f.example/images/bb.jpg>)" in made.markdown


@pytest.mark.parametrize(
    ("credit", "ours"),
    [
        ("", True),
        ("王海 摄", True),
        ("海川县融媒体中心", True),
        ("摄影：王 海", True),
        ("新华社", False),
        ("李山 摄", False),
    ],
)
def test_a_picture_is_ours_where_nobody_else_is_credited(credit, ours):
    assert bool(kit.cleared(article("", (Image("https://n.example/a.jpg", credit=credit, copy="aa.jpg"),)))) is ours


def test_nothing_that_runs_or_breaks_out_is_in_it():
    hostile = "<p onclick=x()>甲<script>alert(1)</script><iframe src=//e></iframe></textarea><a href='javascript:x'>乙</a></p>"
    made = replace(write(hostile), title="</title><script>")
    for form in (made.html, made.page, made.markdown):
        assert "<script" not in form.lower()
        assert "javascript:" not in form
        assert "onclick" not in form


def test_the_page_says_where_the_original_is_and_that_it_need_not_be_listed():
    made = write("<p>正文</p>")
    assert f'<link rel="canonical" href="{URL}">' in made.page
    assert '<meta name="robots" content="noindex">' in made.page
    assert '<html lang="zh-CN">' in made.page


def test_depth_does_not_matter():
    deep = "<blockquote>" * 300 + "<b>" * 90 + "底" + "</b>" * 90 + "</blockquote>" * 300
    made = write(deep)
    assert "底" in made.markdown
    assert "底" in made.text


def test_an_empty_body_is_a_title_and_a_credit_line():
    made = write("")
    assert made.text == f"{PART.title}\n\n{CREDIT}\n"
    assert made.markdown.count("\n\n") == 1


def test_the_archive_has_everything_and_is_the_same_each_time():
    made = write(FIGURES, IMAGES, pictures=True)
    files = kit.files(made, {"aa.jpg": b"A", "bb.jpg": b"B"})
    packed = kit_zip.packed(files)
    assert packed == kit_zip.packed(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "k3v9/article.html",
            "k3v9/article.md",
            "k3v9/article.txt",
            "k3v9/head.html",
            "k3v9/pictures/aa.jpg",
            "k3v9/pictures/bb.jpg",
            "k3v9/pictures/captions.tsv",
        ]
        assert archive.read("k3v9/article.txt").decode() == made.text
        assert "aa.jpg\t桥\t王海 摄" in archive.read("k3v9/pictures/captions.tsv").decode()
