"""Pictures as published: our address in the body and in the entry, everything else as it was."""

import pytest

from syndicator.model.draft import Image
from syndicator.model.feed import Place
from syndicator.publish.pictures import addresses, served, shown
from syndicator.text.html import sanitize

PLACE = Place("https://feeds.example")
THERE, OURS = "https://img.example/a?id=1&w=2", "https://feeds.example/images/ab.png"
KEPT, LINKED = Image(THERE, "桥", "大桥合龙", "林晓棠 摄", copy="ab.png"), Image("https://img.example/b.jpg", "船")


@pytest.mark.parametrize(
    ("html", "published"),
    [
        (f'<img src="{THERE.replace("&", "&amp;")}" alt="桥">', f'<img src="{OURS}" alt="桥">'),
        (
            f'<p>一<img alt="a > b" src="{THERE}" srcset="{THERE} 1x, https://img.example/big.jpg 2x" width="9">二</p>',
            f'<p>一<img alt="a &gt; b" src="{OURS}" width="9">二</p>',
        ),
        ('<img src="https://img.example/b.jpg" alt="船">', '<img src="https://img.example/b.jpg" alt="船">'),
        (f'<a href="{THERE}">原图</a>', f'<a href="{THERE.replace("&", "&amp;")}">原图</a>'),
        (
            '<img alt="src=&quot;x&quot;" src="https://img.example/c.jpg">',
            '<img alt="src=&quot;x&quot;" src="https://img.example/c.jpg">',
        ),
        ("<p>没有图片</p>", "<p>没有图片</p>"),
        ("", ""),
    ],
)
def test_a_body_shows_our_copies(html, published):
    clean = sanitize(html, "https://news.example/1")
    assert shown(clean, (KEPT, LINKED), PLACE).replace("a > b", "a &gt; b") == published


def test_what_a_body_shows():
    html = sanitize(f'<img src="{THERE}"><p><img src="/图/一.png"><img src="{THERE}"></p>', "https://news.example/1")
    assert addresses(html) == (THERE, "https://news.example/%E5%9B%BE/%E4%B8%80.png")
    image = Image("https://news.example/图/一.png", copy="ab.png")
    assert shown(html, (image,), PLACE).count(OURS) == 1


def test_an_entrys_pictures_keep_their_words_and_where_they_came_from():
    ours, linked = served((KEPT, LINKED), PLACE)
    assert (ours.url, ours.original, ours.caption, ours.credit, ours.alt) == (
        OURS,
        THERE,
        "大桥合龙",
        "林晓棠 摄",
        "桥",
    )
    assert linked == LINKED


def test_nothing_is_looked_at_where_no_copy_is_kept():
    html = f'<img src="{THERE}">'
    assert shown(html, (LINKED,), PLACE) is html
