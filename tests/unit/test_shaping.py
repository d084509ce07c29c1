"""An article in a partner's shape: less of it, never less of its rights."""

from dataclasses import replace

import pytest
from clippings import ARTICLE, FEED, NOW, PLACE, RIGHTS, article

from syndicator.errors import RightsError
from syndicator.model.draft import Image
from syndicator.model.partner import Extent, Shape
from syndicator.model.rights import RightsPolicy
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import render
from syndicator.publish.select import EVERYBODY, entries, entry
from syndicator.text.html import text_of
from syndicator.text.pictureless import pictureless

LONG = "城西桥头的三角地新铺了步道，几位老人正在打太极。" * 20
BODY = (
    f'<p>{LONG}</p><figure><img src="https://news.haichuan.example/a.jpg" alt=""><figcaption>晨练的老人</figcaption>'
    '</figure><p><img src="https://news.haichuan.example/b.jpg" alt="桥"></p><p>完。</p>'
)
PICTURED = replace(
    ARTICLE,
    body_html=BODY,
    body_text=f"{LONG}\n晨练的老人\n完。",
    images=(Image("https://news.haichuan.example/a.jpg", "", "晨练的老人", "李山 摄"),),
)
SUMMARY = Shape(text=Extent.SUMMARY)
SHAPES = (
    EVERYBODY,
    SUMMARY,
    Shape(images=False),
    Shape(credit="转自{holder}"),
    Shape(language="en"),
    Shape(Extent.SUMMARY, images=False, credit="© {holder}", language="en"),
)


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_every_shape_has_every_right_and_the_way_back(shape):
    whole, shaped = entry(PICTURED, FEED, PLACE), entry(PICTURED, FEED, PLACE, shape)
    for name in ("id", "version", "title", "holder", "notice", "license", "usage_terms", "reprint", "origin_url"):
        assert getattr(shaped, name) == getattr(whole, name), name
    assert (shaped.authors, shaped.editors, shaped.page_url) == (whole.authors, whole.editors, whole.page_url)
    said = text_of(shaped.content_html)
    assert RIGHTS.notice in said
    assert shaped.credit in said.splitlines()[-1]
    assert f'<a href="{whole.origin_url}">' in shaped.content_html
    assert f'<a href="{whole.reprint_url}">' in shaped.content_html


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
@pytest.mark.parametrize("field", ["holder", "notice", "credit", "license"])
def test_no_shape_lets_an_incomplete_article_out(shape, field):
    with pytest.raises(RightsError, match=field):
        entry(article(1, **{field: ""}), FEED, PLACE, shape)


@pytest.mark.parametrize("extension", FORMATS)
def test_everybody_s_bytes_are_those_of_no_shape(extension):
    given = [article(number) for number in range(1, 5)]
    bare, told = entries(FEED, given, PLACE, NOW), entries(FEED, given, PLACE, NOW, Shape())
    form = FORMATS[extension]
    assert render(FEED, bare.entries, form, PLACE, NOW) == render(FEED, told.entries, form, PLACE, NOW)


def test_a_summary_holds_the_first_sentences_alone():
    shaped = entry(PICTURED, FEED, PLACE, SUMMARY)
    assert shaped.summary == shaped.body_text == entry(PICTURED, FEED, PLACE).summary
    assert text_of(shaped.content_html).splitlines()[0] == shaped.summary
    assert "完。" not in shaped.content_html
    assert len(shaped.content_html) < 900
    assert [one.caption for one in shaped.images] == ["晨练的老人"]


def test_without_pictures_nothing_points_at_one():
    shaped = entry(PICTURED, FEED, PLACE, Shape(images=False))
    assert "<img" not in shaped.content_html
    assert "晨练的老人" not in text_of(shaped.content_html)
    assert "<p></p>" not in shaped.content_html
    assert shaped.images == ()
    assert text_of(shaped.content_html).splitlines()[:2] == [LONG, "完。"]
    for form in FORMATS.values():
        assert b".jpg" not in render(FEED, (shaped,), form, PLACE, NOW).body


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("前<img src='a'>后<p>三</p>", "前后<p>三</p>"),
        ("<figure><figure><img><figcaption>一</figcaption></figure>二</figure>", ""),
        (
            "<figure><table><tr><td><img>三</td></tr></table></figure>",
            "<figure><table><tr><td>三</td></tr></table></figure>",
        ),
        ('<video src="v.mp4" poster="p.jpg"></video>', '<video src="v.mp4"></video>'),
        ("<p>没有图</p>", "<p>没有图</p>"),
    ],
)
def test_only_pictures_go(body, left):
    assert pictureless(body) == left


def test_the_partner_s_wording_is_filled_like_a_feed_s():
    shaped = entry(PICTURED, FEED, PLACE, Shape(credit="转自：{holder}　记者：{authors}　{url}"))
    assert shaped.credit == f"转自：{RIGHTS.holder}　记者：林小满　{ARTICLE.url}"
    assert RIGHTS.credit not in shaped.content_html
    unsigned = replace(PICTURED, authors=())
    assert "记者" not in entry(unsigned, FEED, PLACE, Shape(credit="转自：{holder}　记者：{authors}")).credit


def test_another_language_words_what_we_add_and_not_what_the_owner_prescribed():
    english = entry(PICTURED, FEED, PLACE, Shape(language="en"))
    assert "Read the original" in english.content_html
    assert english.credit.startswith("Source: 海川县融媒体中心 | Author: 林小满")
    assert english.language == "zh-CN"
    source = replace(FEED.sources[0], policy=RightsPolicy(credit="{holder} 供稿"))
    prescribed = entry(PICTURED, replace(FEED, sources=(source,)), PLACE, Shape(language="en"))
    assert prescribed.credit == RIGHTS.credit
