"""Credits as people write them, and what outlets put around a text: told right in pages of every kind."""

import re
from dataclasses import replace

import pytest
import reprint_unseen
from reprint_set import PAGE
from reprint_unseen import Told, sheet
from reprint_unseen_pages import PAGES

from syndicator.model.finding import Aspect, Faith, Mark
from syndicator.reprint.check import check

# H is the holder, A the authors, T the title, L a link to the original.
CREDITS = {
    "zh": """来源：H | 作者：A | 原文链接：L
【来源：H】 【作者：A】 L
稿源：H　记者：A　L
来源: H  A  L
文章来源于H，作者A，L
本文首发于H（作者：A），经授权转载。L
来源｜H  撰文｜A L
（转载自H，原文作者A，L）
来源：“H”微信公众号 作者：A L
来源：H官网 作者：A L
文/A 来源/H L
来源:H(ID:haichuan) 作者:A L
本文由H授权发布，作者A。L
转载自微信公众号“H”，作者：A。L
原载H，A撰文。L
来源 H 作者 A L
版权归H所有，作者A，L
感谢H记者A供稿。L
★来源：H★作者：A L
本文转自：H，原标题：《T》，作者：A，转载请联系原作者。L
来源：临江日报 转自 H 作者：A L
作者：A，载于H，L""".splitlines(),
    "en": """Words by A. First published in H. L
By A, H. L
Story by A for H L
via H, by A L
© 2026 H. By A. L
Reposted from H with permission; author A. L
This content originally appeared on H and was written by A. L
The original version of this story, by A, was published by H. L
Credit: A/H L
Copyright H. Used with permission. By A. L
Reporting by A (H) L
A, a reporter for H, wrote this story. L
Story: A · Publisher: H · L""".splitlines(),
}
WRONG = {
    "zh": ("海州县融媒体中心", "临海川县融媒体中心", "海川县融媒体中心报社", "海川县融媒体", "临江网"),
    "en": (
        "Haichuan Media Center",
        "New Haichuan County Media Center",
        "Haichuan County Media Center Group",
        "Linjiang Weekly",
    ),
}
AROUND = {
    "zh": """想了解更多临江资讯，请关注我们的官方微博。
如果您有新闻线索，欢迎拨打热线0000-1234567。
本网转载旨在传播信息，不代表本网观点。
如涉及版权问题，请与我们联系。
图片来源于网络，侵删。
您对这篇文章有什么看法？欢迎在评论区留言。
作者简介：梁秋禾，媒体从业者，长期关注乡村。
以上就是本期全部内容，我们下期再见。
特此转载，以飨读者。""".splitlines(),
    "en": """Like this story? Support local journalism by becoming a member today.
Mark Olsen is the editor of Linjiang Weekly.
Follow Linjiang Weekly on Facebook and Twitter.
What do you think? Let us know in the comments.
Thanks for reading!
Editor’s note: This article is reprinted with permission.
Read the full series here.""".splitlines(),
}
ADDED = {
    "zh": ("记者认为，如此形象工程，值得深思。", "据知情人士透露，该项目背后另有隐情，多名干部已被约谈。"),
    "en": (
        "In our view, taxpayers should ask where the money went.",
        "Several officials have since been questioned over it.",
    ),
}


def _articles(language):
    return [
        pair for pair in reprint_unseen.articles() if pair[1].language == language and "aichuan" in pair[0].original_url
    ]


def _filled(way, copied, holder="", authors=()):
    people = ("、" if copied.zh else " and ").join(authors or copied.authors)
    link = f'<a href="{copied.link}">{"原文链接" if copied.zh else "Original"}</a>'
    values = {"H": holder or copied.holder, "A": people, "T": copied.title, "L": link}
    return re.sub(r"(?<![A-Za-z])[HATL](?![A-Za-z])(?! reporter)", lambda found: values[found[0]], way)


def _looks(language, start, count):
    """Some pages by turns, each with an article."""
    pages = [show for languages, show in PAGES.values() if language in languages]
    whole = _articles(language)
    return [(pages[(start * 3 + at * 5) % len(pages)], *whole[(start + at) % len(whole)]) for at in range(count)]


ALL_CREDITS = [(language, number, way) for language, ways in CREDITS.items() for number, way in enumerate(ways)]


@pytest.mark.parametrize(("language", "number", "way"), ALL_CREDITS, ids=[way for _, _, way in ALL_CREDITS])
@pytest.mark.parametrize("place", ["meta", "intro", "outro"])
def test_a_credit_counts_however_it_is_written(language, number, way, place):
    for show, promised, copied in _looks(language, number, 2):
        page = show(sheet(copied, Told(**{place: (_filled(way, copied),)})))
        report = check(promised, page, PAGE, copied.today)
        assert report.verdict is Faith.FAITHFUL, [finding.code for finding in report.faults]


@pytest.mark.parametrize(("language", "number", "way"), ALL_CREDITS, ids=[way for _, _, way in ALL_CREDITS])
def test_another_name_in_it_does_not(language, number, way):
    for show, promised, copied in _looks(language, number, 1):
        others = [(name, ()) for name in WRONG[language]]
        others += [("", tuple(f"{name}{'明' if copied.zh else 'son'}" for name in copied.authors))]
        for holder, authors in others:
            page = show(sheet(copied, Told(outro=(_filled(way, copied, holder, authors),))))
            report = check(promised, page, PAGE, copied.today)
            assert report.of(Aspect.CREDIT)[0].mark is not Mark.OK, (holder, authors)


def _beside(line, language, number, where):
    ways = list(reprint_unseen.CREDITS[language].values())
    for at, (show, promised, copied) in enumerate(_looks(language, number, 3)):
        changed = replace(copied, **{where: (line,)})
        yield check(promised, show(sheet(changed, ways[(number + at) % len(ways)](changed))), PAGE, copied.today)


@pytest.mark.parametrize("where", ["after", "last"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_an_outlet_says_to_its_readers_is_no_addition(language, where):
    for number, line in enumerate(AROUND[language]):
        for report in _beside(line, language, number, where):
            assert report.verdict is Faith.FAITHFUL, (line, [finding.code for finding in report.faults])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_conclusion_that_was_put_to_a_text_is(language):
    for number, line in enumerate(ADDED[language]):
        for report in _beside(line, language, number, "after"):
            assert report.verdict is not Faith.FAITHFUL


def _page(head="", credit="", body=""):
    _, promised, copied = _looks("zh", 0, 1)[0]
    text = "".join(f"<p>{line}</p>" for line in copied.texts)
    return promised, (
        f"<html><head><title>{copied.title}</title>{head}</head><body><h1>{copied.title}</h1>{body}{text}"
        f'{credit or f"<p>来源：{copied.holder} 作者：{copied.authors[0]}</p>"}<p><a href="{copied.link}">原文</a></p></body></html>'
    )


@pytest.mark.parametrize(
    ("style", "name", "seen"),
    [
        (".x{color:red}.cr, .y { display : none }", "cr", False),
        ("#cr{position:absolute;left:-9999px}", "cr", False),
        ("@media print{.a{color:red}.cr{display:none}}.b{color:red}", "cr", True),
        (".tab .cr{display:none}", "cr", True),
        ("", "d-none", False),
    ],
)
def test_what_the_pages_own_style_sheet_hides_is_not_there(style, name, seen):
    promised, _ = _page()
    credit = f'<p class="{name}" id="{name}">来源：{promised.holder} 作者：{promised.authors[0]}</p>'
    promised, page = _page(f"<style>{style}</style>", credit)
    report = check(promised, page, PAGE, promised.valid_from)
    assert (report.of(Aspect.CREDIT)[0].mark is Mark.OK) is seen


@pytest.mark.parametrize(
    "style", ["@a{" * 60_000, "a" * 200_000, ".x{display" + " " * 200_000, "}" * 200_000, "@a" * 90_000]
)
def test_a_style_sheet_of_any_sort_costs_little(style):
    promised, page = _page(f"<style>{style}</style>")
    assert check(promised, page, PAGE, promised.valid_from).verdict is Faith.FAITHFUL


@pytest.mark.parametrize(
    ("mark", "faithful"), [("1.", True), ("（2）", True), ("3、", True), ("1.5", False), ("11月", False)]
)
def test_the_number_of_an_item_may_be_typed_or_left_to_the_list(mark, faithful):
    promised, page = _page()
    first, second = promised.text.split("\n")[:2]
    numbered = page.replace(f"<p>{second}", f"<p>{mark}{second}")
    assert numbered != page
    assert (check(promised, numbered, PAGE, promised.valid_from).verdict is Faith.FAITHFUL) is faithful
    promised = replace(promised, text=promised.text.replace(f"{first}\n", f"{first}\n{mark}", 1))
    assert (check(promised, page, PAGE, promised.valid_from).verdict is Faith.FAITHFUL) is faithful
