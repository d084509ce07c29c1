"""Which lines of a page are the article's: linked headings and items, boxes amid the text, names that mean nothing."""

import json

import pytest

from syndicator.extract.page.reader import read
from syndicator.model.page import Page
from syndicator.model.source import Source

FIRST = "The footbridge at Larch Lane was closed on Monday after an inspector found two cracked beams below it."
SECOND = "Walkers now take the towpath, which adds a quarter of an hour to the way from the school to the mill."
THIRD = "The council says that the new beams are cut and that the bridge should open again before the harvest."
FOURTH = "Until then a volunteer stands at the lane every morning and shows the youngest pupils the other way."


def _lines(body: str) -> list[str]:
    return _read(f"<html><head><title>Bridge closed</title></head><body><h1>Bridge closed</h1>{body}</body></html>")


def _read(html: str) -> list[str]:
    source = Source(key="t", feed="t", kind="html", url="https://larch.example/", timezone="UTC")
    return read(Page("https://larch.example/a", html.encode()), source).body_text.split("\n")


def _article(*lines: str) -> str:
    return "<div>" + "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines) + "</div>"


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<h2><a href="/1">The towpath</a></h2>', "The towpath"),
        ('<p><a href="/1"><b>The towpath</b></a></p>', "The towpath"),
        ('<ul><li><a href="/1">Boots</a></li><li>A lamp for the evening</li><li>Water</li></ul>', "Boots"),
        (
            '<table><tr><td><a href="/1">Beam</a></td><td>two</td></tr><tr><td>Bolt</td><td>forty</td></tr></table>',
            "Beam",
        ),
    ],
)
def test_a_link_that_heads_a_paragraph_or_stands_among_items_is_text(inside: str, kept: str) -> None:
    assert kept in _lines(_article(FIRST, SECOND, inside, THIRD, FOURTH))


@pytest.mark.parametrize(
    "inside",
    [
        '<p><a href="/1">Mill wheel turns again</a></p>',
        '<ul><li><a href="/1">Mill wheel turns again</a></li><li><a href="/2">School wins cup</a></li></ul>',
        f'<ul><li><h3><a href="/1">Mill wheel turns again</a></h3></li></ul><p>{THIRD}</p>',
    ],
)
def test_a_link_that_points_elsewhere_is_none(inside: str) -> None:
    lines = _lines(_article(FIRST, SECOND, inside, FOURTH))
    assert "Mill wheel turns again" not in lines
    assert FIRST in lines
    assert FOURTH in lines


@pytest.mark.parametrize("marker", ["Read also", "Related articles", "See also", "Lire aussi :"])
def test_a_box_of_links_amid_the_text_does_not_end_it(marker: str) -> None:
    box = f'<h3>{marker}</h3><p><a href="/1">Mill wheel turns again</a></p>'
    rest = [f"{number}. {line}" for number, line in enumerate((FIRST, SECOND, THIRD, FOURTH, FIRST, SECOND), 1)]
    lines = _lines(_article(FIRST, SECOND, THIRD, FOURTH, *([FIRST, SECOND] * 9), box, *rest))
    assert lines[-1] == rest[-1]
    assert marker not in lines


def test_a_column_called_comment_does_not_end_the_text() -> None:
    table = (
        "<table><tr><th><p>State</p></th><th><p>Comment</p></th></tr><tr><td><p>open</p></td><td>-</td></tr></table>"
    )
    lines = _lines(_article(FIRST, SECOND, THIRD, FOURTH, table, *(f"{n}. {THIRD}" for n in range(1, 7))))
    assert lines[-1] == f"6. {THIRD}"


@pytest.mark.parametrize(
    "attributes",
    [
        'class="grid overflow-hidden"',
        'class="field field--label-hidden"',
        'class="node node--promoted"',
        'class="md:hidden"',
        'class="post category-newsletter tag-popular"',
        'id="sharing-with-a-single-neighbour"',
    ],
)
def test_a_name_that_tells_a_state_or_a_topic_makes_no_furniture(attributes: str) -> None:
    lines = _lines(
        f"<div>{_article(FIRST, SECOND, THIRD, FOURTH, FIRST)}<div {attributes}><p>{THIRD} Yes.</p></div></div>"
    )
    assert lines[-1] == f"{THIRD} Yes."


@pytest.mark.parametrize("name", ["hidden", "related-posts", "tag-list", "sharing", "is-hidden"])
def test_a_name_that_tells_a_part_still_does(name: str) -> None:
    lines = _lines(
        f'<div>{_article(FIRST, SECOND, THIRD, FOURTH, FIRST)}<div class="{name}"><p>{THIRD} Yes.</p></div></div>'
    )
    assert f"{THIRD} Yes." not in lines


def test_what_a_line_hides_is_no_text_of_it() -> None:
    line = f'{FIRST[:40]}<span style="display: none">hidden</span>{FIRST[40:]}<span aria-hidden="true">¶</span>'
    assert _lines(_article(line, SECOND, THIRD))[0] == FIRST


def test_a_formula_is_part_of_its_line() -> None:
    formula = (
        "<math><semantics><mrow><mi>a</mi><mo>=</mo><mn>2</mn></mrow><annotation>a=2</annotation></semantics></math>"
    )
    assert "The load is a=2 for each of the beams." in _lines(
        _article(FIRST, f"The load is {formula} for each of the beams.", SECOND)
    )


def test_chinese_lines_without_stops_end_where_the_next_article_is_pointed_to() -> None:
    verse = [f"第{n}行写的是桥头的晨雾和河面上慢慢散开的灯影还有早起赶着去渡口的行人" for n in "一二三四五六七八九十"]
    comments = "".join(f"<li>{line[:12]}，读来很有味道，谢谢作者写下这些。</li>" for line in verse[:5])
    html = "".join(f"<p>{line}</p>" for line in verse)
    lines = _lines(f"<div>{html}<h5>上一篇：渡口的船</h5><ul>{comments}</ul></div>")
    assert lines == verse


def test_whole_entries_below_an_entry_are_other_articles() -> None:
    own = f'<article class="post"><h1>Bridge closed</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>'
    other = f'<article class="post"><h3>Boots</h3><p>{"Good boots are worth their price, and so is the grease. " * 7}</p></article>'
    html = f'<title>Bridge closed</title><div id="primary">{own}<h3>From the shelf</h3>{other * 6}</div>'
    assert _read(html) == [FIRST, SECOND, THIRD]


def test_a_page_may_leave_out_where_its_head_ends() -> None:
    html = f"<!doctype html><title>Bridge closed</title><nav><a href=/>Home</a></nav><main><h1>Bridge closed</h1><p>{FIRST}<p>{SECOND}</main>"
    assert _read(html) == [FIRST, SECOND]


@pytest.mark.parametrize("free", [True, False])
def test_data_give_the_text_that_scripts_show_unless_it_is_sold(free: bool) -> None:
    data = {"@type": "NewsArticle", "headline": "Bridge closed", "articleBody": f"{FIRST}\n{SECOND}\n{THIRD}"}
    script = json.dumps({**data, "isAccessibleForFree": free})
    html = f'<title>Bridge closed</title><h1>Bridge closed</h1><p>Log in to read on.</p><script type="application/ld+json">{script}</script>'
    assert (_read(html) == [FIRST, SECOND, THIRD]) is free
