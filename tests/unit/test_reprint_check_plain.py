"""Pages that no class tells anything of: tables, lines parted by <br>, titles in no heading; and lines of credit there."""

from dataclasses import replace

import pytest
from test_reprint_check import DAY, LINE, LINK, PROMISED, TEXT, TITLE, URL, codes, page

from syndicator.model.finding import Aspect, Faith, Promised
from syndicator.reprint.check import check

BODY = "".join(f"<p>{line}</p>" for line in TEXT)
OTHERS = "".join(f'<li><a href="/a/{n}.html">{n}号线公交本周起调整</a></li>' for n in range(4))


def table(side="", within="", foot=""):
    return (
        f"<title>{TITLE}</title><table><tr><td colspan=2>某县信息网</td></tr><tr><td>栏目<br><a href='/1'>政务</a>{OTHERS}{side}</td>"
        f"<td><table><tr><td><b><font size=5>{TITLE}</font></b></td></tr><tr><td>2026-11-20 {within}</td></tr>"
        f"<tr><td>{BODY}</td></tr></table></td></tr><tr><td colspan=2>{foot}某县信息中心</td></tr></table>"
    )


def thread(within="", after=""):
    body = "<br><br>".join(TEXT)
    return (
        f"<title>{TITLE}</title><div><div><b>{TITLE}</b></div><div>小鱼 发表于 2026-11-20</div><div>{body}<br>{within}</div></div>"
        f"<div>沙发！支持楼主。</div><div>{after}</div>"
    )


@pytest.mark.parametrize("html", [table(within=LINE + LINK), thread(within=LINE + LINK)])
def test_a_credit_with_the_article_counts_in_plain_pages(html):
    assert codes(html) == set()


@pytest.mark.parametrize(
    "html",
    [
        table(side=f"<div>{LINE}{LINK}</div>"),
        table(foot=f"<p>{LINE}{LINK}</p>"),
        table(foot=LINE + LINK),
        thread(after=LINE + LINK),
        thread(after=f"<li>{LINE}{LINK}</li>"),
    ],
)
def test_a_credit_in_another_column_or_below_the_answers_is_none(html):
    assert check(PROMISED, html, URL, DAY).verdict is Faith.DISTORTED
    assert "credit-moved" in codes(html)


def test_an_article_in_a_table_of_one_column_has_its_credit_in_a_row_of_its_own():
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in (f"<h1>{TITLE}</h1>", BODY, LINE + LINK))
    assert codes(f"<title>{TITLE}</title><table>{rows}</table>") == set()


def test_another_articles_source_behind_its_headline_is_no_conflict():
    row = '<li><a href="/a/77.html">渔村办起读书会</a> 来源：新华社 作者：王强</li>'
    assert codes(page(extra=f"<ul>{row}</ul>")) == set()


def test_nor_is_our_name_behind_it_a_credit():
    row = '<li><a href="/a/77.html">渔村办起读书会</a> 来源：海川县融媒体中心</li>'
    assert "credit-missing" in codes(page(line="作者：陈海生、赵一帆　", extra=f"<ul>{row}</ul>"))


@pytest.mark.parametrize("reading", ["(gang)", "（gǎng）"])
def test_a_reading_put_into_the_title_is_a_change(reading):
    title = TITLE.replace("港", f"港{reading}")
    assert "title-changed" in codes(page(title=title))


@pytest.mark.parametrize(("before", "after"), [("港", "港(gang)"), ("渔", "鱼"), ("石埠", ""), ("渔", "漁")])
def test_the_original_title_in_the_credit_has_to_be_right_too(before, after):
    wrong = LINE.replace(TITLE, TITLE.replace(before, after, 1))
    assert codes(page(line=wrong)) & {"credit-part-missing", "credit-part-wrong"}


def test_a_title_in_two_lines_with_the_date_below_in_the_same_box():
    title = TITLE.replace(" ", "<br>")
    html = f"<title>{TITLE}</title><center><font size=6><b>{title}</b></font><br>2026-11-20<br>{LINE}{LINK}</center><hr>{BODY}"
    assert codes(html) == set()


def test_a_caption_left_out_between_paragraphs_that_were_joined():
    caption = "新投用的码头上，渔船正在卸货"
    promised = replace(PROMISED, text="\n".join((TEXT[0], caption, *TEXT[1:])), captions=(caption,))
    assert codes(page(text=(TEXT[0] + TEXT[1], *TEXT[2:])), promised) == set()


def test_a_name_in_the_other_script_is_no_other_source():
    line = LINE.replace("海川县融媒体中心", "海川縣融媒體中心")
    assert codes(page(line=line), replace(PROMISED, script_free=True)) == set()
    assert "credit-misspelt" in codes(page(line=line))


ENGLISH = Promised(
    title="Why the old reservoir turned green",
    text="Walkers who came to the old reservoir this week found its water as green as paint.\n"
    "Tests by the water company found no toxins, but dogs should be kept out of it until the end of the month.",
    credit="Source: Valley Courier. By Sam Reyes and Jo Tran. Original: https://courier.example/reservoir",
    original_url="https://courier.example/reservoir",
    valid_from=PROMISED.valid_from,
    valid_to=PROMISED.valid_to,
    holder="Valley Courier",
    authors=("Sam Reyes", "Jo Tran"),
)
ENGLISH_LINK = '<a href="https://courier.example/reservoir">Original</a>'


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("Source: Valley Courier. By Sam Reyes and Jo Tran.", set()),
        ("This article by Sam Reyes and Jo Tran was first published by Valley Courier.", set()),
        ("Source: Valley Courier. By Sam Reyes.", {"credit-part-missing"}),
        ("Source: Hill Courier. By Sam Reyes and Jo Tran.", {"credit-misspelt"}),
    ],
)
def test_a_credit_of_sentences_is_taken_apart_and_a_sites_name_is_no_other_title(line, faults):
    body = "".join(f"<p>{part}</p>" for part in ENGLISH.text.split("\n"))
    html = f"<title>Other News</title><h1>{ENGLISH.title}</h1>{body}<p>{line} {ENGLISH_LINK}</p>"
    assert codes(html, ENGLISH) - {"text-around"} == faults
    assert check(ENGLISH, html, URL, DAY).of(Aspect.TITLE)[0].code == "title"


HIDDEN = """height:0;overflow:hidden
max-height: 0px; overflow: hidden
width:1px;height:1px;overflow:hidden;position:absolute
font-size:1px
font-size: 0 !important
opacity:0.0
clip:rect(0,0,0,0);position:absolute
clip-path: inset(50%)
transform:scale(0)
color:#fff;background:#FFF
background-color: white; color: white""".splitlines()


@pytest.mark.parametrize("style", HIDDEN)
def test_a_credit_that_a_style_leaves_no_room_for_is_none(style):
    assert "credit-missing" in codes(page(line=f'<span style="{style}">{LINE}</span>'))
    sheet = f"<style>.x {{ {style} }}</style>"
    assert "credit-missing" in codes(sheet + page(line=f'<span class="x">{LINE}</span>'))


SEEN = """height:20px;overflow:hidden
max-height:100px;overflow:hidden
font-size:12px
font-size:0.9em
opacity:0.6
color:#fff;background:#333
width:100%;overflow:hidden""".splitlines()


@pytest.mark.parametrize("style", SEEN)
def test_nor_does_any_style_hide_it(style):
    assert codes(page(line=f'<span style="{style}">{LINE}</span>')) == set()


def test_a_picture_in_a_box_without_height_but_with_a_padding_is_seen():
    box = "<div style='height:0;padding-bottom:56%;overflow:hidden'><img src='/a-view-of-the-port.jpg'></div>"
    assert codes(page(text=(TEXT[0], box, *TEXT[1:])), replace(PROMISED, pictures=())) == {"pictures-not-cleared"}


def test_a_paragraph_printed_twice_is_an_addition():
    assert codes(page(text=(*TEXT[:2], *TEXT[1:]))) == {"text-added"}
    assert codes(page(text=(*TEXT[:2], f"<blockquote>{TEXT[1][:25]}</blockquote>", *TEXT[2:]))) == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<div><ul>{OTHERS}</ul>{{}}</div>", ""),
        ("", "<div>{}<p>由邻县在线提供技术支持</p></div>"),
        ("", "<div>{}© 2026</div>"),
    ],
)
def test_a_credit_in_a_box_of_other_articles_or_of_the_foot_is_none(before, after):
    within = f"<div><h1>{TITLE}</h1>{BODY}{{}}</div>"
    line = f"<p>{LINE}{LINK}</p>"
    html = f"<title>{TITLE}</title><div>{before}{within}{after}</div>"
    assert "credit-moved" in codes(
        html.format(*(line if part in (before, after) else "" for part in (before, within, after) if part))
    )
    assert codes(html.format(*(line if part == within else "" for part in (before, within, after) if part))) == set()


def test_a_credit_of_sentences_may_be_run_into_the_last_line():
    first, last = ENGLISH.text.split("\n")
    note = ENGLISH.credit.replace(ENGLISH.original_url, f'<a href="{ENGLISH.original_url}">{ENGLISH.original_url}</a>')
    html = f"<title>{ENGLISH.title}</title><h1>{ENGLISH.title}</h1><p>{first}</p><p>{last} ({note})</p>"
    assert codes(html, ENGLISH) == set()


def test_a_copyright_line_just_below_the_text_may_be_its_credit():
    promised = replace(PROMISED, credit="© 海川县融媒体中心 陈海生、赵一帆")
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in (f"<h1>{TITLE}</h1>", BODY, f"{promised.credit} {LINK}"))
    html = f"<title>{TITLE}</title><table>{rows}</table><div>© 2026</div>"
    assert codes(html, promised) == set()
    assert "credit-other" not in codes(html.replace("© 海川", "© 临江"), promised)
    assert codes(html.replace("© 海川", "© 临江"), promised)


@pytest.mark.parametrize(
    ("before", "after"),
    [("完成", "成"), ("成了", "完成了"), ("转眼间，", ""), ("接着", ""), ("，又", "，完，又")],
)
def test_a_word_like_an_ending_is_none_in_the_middle_of_a_text(before, after):
    lines = ("转眼间，渔港的二期工程完成了六成，又一座码头成了，接着就是制冰厂。", *TEXT)
    promised = replace(PROMISED, text="\n".join(lines))
    assert codes(page(text=lines), promised) == set()
    assert codes(page(text=(lines[0].replace(before, after, 1), *TEXT)), promised)


@pytest.mark.parametrize("ending", ["（完）", "完", "（下转第三版）", "下转第3版", "(continued on page 4)", "■"])
def test_an_ending_after_the_last_sentence_is_no_addition(ending):
    assert codes(page(text=(*TEXT[:-1], TEXT[-1] + ending))) == set()
