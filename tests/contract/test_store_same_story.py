"""One story, one article: at a new address, in another source, in another feed, damaged or first seen as a copy."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from store_newsroom import NOW, RIGHTS, SOURCE, draft, keep

from syndicator.model.moment import Moment
from syndicator.model.repair import Repair
from syndicator.model.rights import Attribution, Hold, Status
from syndicator.store import articles, copies, standing
from syndicator.store.database import Database

LATER = NOW + timedelta(hours=3)
COUNTY, PORTAL = "海川县融媒体中心", "清源新闻网"
HOME, AWAY = "https://www.haichuan.example/2026/", "https://www.portal.example/zx/"
STORY = (
    "11月20日，海川县青石水库除险加固工程通过竣工验收，历时两年的建设任务全部完成。工程加高了大坝，更换了三道闸门，"
    "还在库区周边装上了自动测报设备，水位和雨量每五分钟就能传到县里一次。\n"
    "站在坝顶望去，库水清亮，岸边的步道已经有人来散步。家住坝下村的老人说，从前一到汛期就睡不踏实，如今闸门一按就动，心里有了底。"
    "村里还把退下来的旧闸门立在广场上，给孩子们讲当年肩挑手抬修水库的故事。\n"
    "县水利局负责人介绍，水库下游三个乡镇的两万亩农田从此有了灌溉保障，明年开春还要接着修渠系，把水送到最远的梯田。"
    "施工单位留下一支养护队，负责头一年的巡查和设备调试，所有资料将移交给水库管理所存档。\n"
    "验收组的专家逐一查看了溢洪道、放水涵管和观测井，翻阅了厚厚的施工记录，认为工程质量符合设计要求，同意投入使用。"
)
RSS = replace(SOURCE, key="haichuan/rss", kind="feed")
OTHER = replace(SOURCE, key="portal/news", feed="portal")
THIRD = Attribution(replace(RIGHTS, holder=PORTAL), (Hold("third-party", "来源：海川县融媒体中心"),))
OURS = Attribution(replace(RIGHTS, holder=PORTAL))
NOON = Moment(datetime(2026, 11, 20, 4, tzinfo=UTC), "minute")


def original(name="1", **said):
    return draft(
        name,
        **{
            "url": f"{HOME}{name}.html",
            "title": "青石水库除险加固工程通过验收",
            "body_text": STORY,
            "published": NOON,
            **said,
        },
    )


def copy(name="9", **said):
    return original(
        name,
        **{
            "url": f"{AWAY}{name}.html",
            "title": "海川：水库除险加固完工",
            "body_text": f"本网讯　{STORY}\n更多内容请关注本网。",
            "published": Moment(NOON.at + timedelta(hours=2), "minute"),
            **said,
        },
    )


async def _copies(database: Database, article):
    async with database.read() as connection:
        return await copies.of(connection, article.id)


async def _again(database: Database, article):
    async with database.read() as connection:
        return await articles.by_id(connection, article.id)


async def test_a_copy_in_another_feed_is_listed_and_no_article(database: Database):
    first = await keep(database, original())
    kept = await keep(database, copy(), OURS, OTHER, now=LATER)
    assert (kept.change, kept.article) == ("unchanged", first.article)
    assert (kept.copy.url, kept.copy.source, kept.copy.was) == (f"{AWAY}9.html", "portal/news", "")
    assert 0.8 < kept.copy.similarity < 1
    assert await _copies(database, first.article) == (kept.copy,)
    again = await keep(database, copy(), OURS, OTHER, now=LATER)
    assert (again.change, again.copy) == ("unchanged", None)
    async with database.read() as connection:
        assert await articles.known(connection, [f"{AWAY}9.html"]) == {f"{AWAY}9.html"}
        assert await articles.newest(connection, "portal", 10, LATER) == ()


async def test_an_original_that_comes_after_its_copy_takes_over(database: Database):
    early = await keep(database, copy(), OURS, OTHER)
    third = await keep(
        database, copy("8", url="https://third.example/8.html"), OURS, replace(SOURCE, key="t/1", feed="t")
    )
    assert third.copy.article == early.article.id
    kept = await keep(database, original(), now=LATER)
    assert (kept.change, kept.article.feed, kept.copy.was) == ("new", "haichuan", early.article.id)
    held = await _again(database, early.article)
    assert held.status is Status.WITHHELD
    assert [(hold.code, f"{HOME}1.html" in hold.text) for hold in held.holds] == [("copy", True)]
    assert held.standing == held.holds
    assert {one.url for one in await _copies(database, kept.article)} == {
        f"{AWAY}9.html",
        "https://third.example/8.html",
    }
    async with database.read() as connection:
        assert await articles.newest(connection, "portal", 10, LATER) == ()
        assert await articles.newest(connection, "haichuan", 10, LATER) == (kept.article,)
        assert [article.id for article in await articles.withheld(connection)] == [early.article.id]


async def test_a_copy_stays_withheld_however_often_it_is_read_or_edited(database: Database):
    early = await keep(database, copy(), OURS, OTHER)
    await keep(database, original(), now=LATER)
    again = await keep(database, copy(), OURS, OTHER, now=LATER)
    assert (again.change, again.article.status) == ("unchanged", Status.WITHHELD)
    edited = await keep(database, copy(title="又换了标题"), OURS, OTHER, now=LATER)
    assert (edited.change, edited.article.id, edited.article.status) == ("changed", early.article.id, Status.WITHHELD)
    assert edited.article == await _again(database, early.article)
    assert [hold.code for hold in edited.article.holds] == ["copy"]


async def test_an_admin_who_knows_better_lifts_the_hold_for_good(database: Database):
    early = await keep(database, copy(), OURS, OTHER)
    await keep(database, original(), now=LATER)
    async with database.begin() as connection:
        lifted = await standing.lift(connection, early.article.id, "copy", for_good=True)
        assert (lifted.status, lifted.holds) == (Status.USABLE, ())
        assert await standing.place(connection, early.article.id, Hold("copy", "again")) is None
        assert await standing.lift(connection, early.article.id, "copy", for_good=True) is None
    assert await _again(database, early.article) == early.article


async def test_a_mirror_in_the_same_feed_never_outranks_its_original(database: Database):
    mirror = replace(SOURCE, key="haichuan/mirror")
    mended = (Repair("pinyin", 1, 1, "海(hai)", "海", 0.99),)
    damaged = copy(
        repairs=mended, title="青石水库除险加固工程通过验收", published=Moment(NOON.at - timedelta(days=1), "minute")
    )
    early = await keep(database, damaged, source=mirror)
    kept = await keep(database, original(), now=LATER)
    assert (kept.change, kept.article.id, kept.article.version) == ("changed", early.article.id, 2)
    assert (kept.article.url, kept.article.source, kept.article.repairs) == (f"{HOME}1.html", SOURCE.key, ())
    assert kept.article.body_text == STORY
    assert [(one.url, one.source, one.was) for one in await _copies(database, kept.article)] == [
        (f"{AWAY}9.html", mirror.key, "")
    ]
    for _ in range(2):
        again = await keep(database, damaged, source=mirror, now=LATER)
        assert (again.change, again.article, again.copy) == ("unchanged", kept.article, None)
        assert (await keep(database, original(), now=LATER)).change == "unchanged"


async def test_an_article_whose_address_a_copy_claims_is_the_original(database: Database):
    early = await keep(database, copy(canonical=f"{HOME}1.html", published=None), OURS, OTHER)
    kept = await keep(database, original(published=None), now=LATER)
    assert (kept.change, kept.copy.was) == ("new", early.article.id)
    late = await keep(database, copy("7", canonical=f"{HOME}1.html", published=NOON), OURS, OTHER, now=LATER)
    assert (late.change, late.article, late.copy.url) == ("unchanged", kept.article, f"{AWAY}7.html")


async def test_a_page_held_as_somebody_elses_gives_way(database: Database):
    early = await keep(database, copy(outlet=COUNTY), THIRD, OTHER)
    kept = await keep(database, original(published=None), now=LATER)
    assert (kept.change, kept.copy.was) == ("new", early.article.id)
    assert [hold.code for hold in (await _again(database, early.article)).holds] == ["third-party", "copy"]


async def test_a_story_that_was_taken_down_does_not_come_back_as_a_copy(database: Database):
    first = await keep(database, original())
    async with database.begin() as connection:
        gone = await articles.cancel(connection, first.article.slug, why="更正", now=LATER)
    kept = await keep(database, copy(), OURS, OTHER, now=LATER)
    assert (kept.change, kept.article) == ("unchanged", gone)
    async with database.read() as connection:
        assert await articles.newest(connection, "portal", 10, LATER) == ()


async def test_the_original_of_a_canceled_copy_is_published(database: Database):
    early = await keep(database, copy(), OURS, OTHER)
    async with database.begin() as connection:
        await articles.cancel(connection, early.article.slug, why="是转载稿", now=LATER)
    kept = await keep(database, original(), now=LATER)
    assert (kept.change, kept.article.status) == ("new", Status.USABLE)
    assert (await _again(database, early.article)).status is Status.CANCELED


async def test_a_moved_page_with_another_headline_is_the_same_article(database: Database):
    first = await keep(database, original())
    moved = await keep(database, original("yw/3", title="水库过了验收 两万亩田有了水"), now=LATER)
    assert (moved.change, moved.article.id, moved.article.url) == ("changed", first.article.id, f"{HOME}yw/3.html")
    assert moved.copy is None
    assert await _copies(database, first.article) == ()
    back = await keep(database, original(), now=LATER)
    assert (back.change, back.article) == ("unchanged", moved.article), "its address before is read no more"


async def test_one_story_in_two_columns_never_takes_turns(database: Database):
    credit = replace(RIGHTS, credit=f"来源：{COUNTY}　原文：{HOME}1.html")
    first = await keep(database, original(), Attribution(credit), RSS, key="1")
    there = Attribution(replace(credit, credit=f"来源：{COUNTY}　原文：{HOME}ms/1.html"))
    for _ in range(3):
        second = await keep(database, original("ms/1"), there, RSS, key="2", now=LATER)
        assert (second.change, second.article) == ("unchanged", first.article)
        again = await keep(database, original(), Attribution(credit), RSS, key="1", now=LATER)
        assert (again.change, again.article) == ("unchanged", first.article)


async def test_a_page_for_phones_is_an_address_of_the_same_article(database: Database):
    phone = "https://m.haichuan.example/2026/1.html"
    first = await keep(database, original(url=phone, body_text="短讯，只有一句话。"))
    desk = await keep(database, original(body_text="短讯，只有一句话。"), now=LATER)
    assert (desk.change, desk.article.id, desk.article.url) == ("changed", first.article.id, f"{HOME}1.html")
    back = await keep(database, original(url=phone, body_text="短讯，只有一句话。"), now=LATER)
    assert back.change == "unchanged"


async def test_a_page_that_was_gone_is_found_at_a_new_address(database: Database):
    first = await keep(database, original())
    async with database.begin() as connection:
        held = await standing.place(connection, first.article.id, Hold(standing.WITHDRAWN, "404"))
    assert (held.status, held.version) == (Status.WITHHELD, 1)
    moved = await keep(database, original("yw/3"), now=LATER)
    assert (moved.article.id, moved.article.url) == (first.article.id, f"{HOME}yw/3.html")
    assert (moved.article.status, moved.article.holds, moved.article.standing) == (Status.USABLE, (), ())
    assert await _again(database, first.article) == moved.article


@pytest.mark.parametrize("how", ["is still gone", "came back"])
async def test_what_an_admin_lifted_stays_lifted_until_the_page_came_back(database: Database, how):
    first = (await keep(database, original())).article
    hold = Hold(standing.WITHDRAWN, "404")
    async with database.begin() as connection:
        await standing.place(connection, first.id, hold)
        await standing.lift(connection, first.id, standing.WITHDRAWN, for_good=True)
        if how == "came back":
            assert await standing.over(connection, first.id, standing.WITHDRAWN) is None
        again = await standing.place(connection, first.id, hold)
    assert (again is None) is (how == "is still gone")


@pytest.mark.parametrize(
    "url",
    [
        f"{HOME}1.html?utm_source=rss&utm_medium=feed",
        "https://www.HAICHUAN.example:443/2026/1.html#comments",
        f"{HOME}./1.html",
    ],
)
async def test_another_spelling_of_an_address_is_that_address(database: Database, url):
    first = await keep(database, draft(1, url=f"{HOME}1.html"))
    again = await keep(database, draft(1, url=url), now=LATER)
    assert (again.change, again.article.id) == ("unchanged", first.article.id)
    async with database.read() as connection:
        assert await articles.known(connection, [url]) == {url}


async def test_a_canonical_address_on_every_page_joins_nothing(database: Database):
    front, fixed = "https://www.haichuan.example/", "https://www.haichuan.example/tianqi.html"
    days = [
        original(
            str(day),
            title="海川县天气预报",
            published=None,
            canonical=canonical,
            body_text=f"今天是11月{day}日，多云，最高气温{day}度，北风三级。",
        )
        for day, canonical in ((3, front), (4, front), (5, fixed), (6, fixed), (7, fixed))
    ]
    kept = [await keep(database, page) for page in days]
    assert len({one.article.id for one in kept}) == 5


async def test_short_texts_that_are_word_for_word_the_same_stay_apart(database: Database):
    one = await keep(database, draft(1, title="停水通知", body_text="今天停水。"))
    other = await keep(database, draft(2, title="停水通知", body_text="今天停水。"))
    assert one.article.id != other.article.id


async def test_a_notice_below_every_article_makes_none_of_them_alike(database: Database):
    notice = "（本条新闻版权归海川县融媒体中心所有，任何单位和个人转载请注明出处，并保留原文链接；未经授权不得用于商业用途。）"
    told = [
        "".join(chr(0x4E00 + (number * 977 + place * 31 + place * place * number) % 6000) for place in range(260))
        for number in range(1, 90)
    ]
    kept = [await keep(database, draft(number, body_text=f"{text}\n{notice}")) for number, text in enumerate(told)]
    assert {one.change for one in kept} == {"new"}
    found = await keep(database, copy("z", title="别的标题", body_text=f"{told[0]}\n{notice}"), OURS, OTHER)
    assert found.article.id == kept[0].article.id


async def test_a_text_that_was_edited_is_found_by_what_it_says_now(database: Database):
    await keep(database, original())
    new = "".join(chr(0x4E00 + place * place % 5000) for place in range(400))
    edited = await keep(database, original(body_text=new), now=LATER)
    assert (await keep(database, copy(), OURS, OTHER, now=LATER)).change == "new"
    found = await keep(database, copy("7", body_text=new), OURS, replace(OTHER, feed="t", key="t/1"), now=LATER)
    assert (found.change, found.article) == ("unchanged", edited.article)
