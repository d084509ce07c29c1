"""Articles in the store: one id for good, versions, and what a feed may show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from store_newsroom import AUTHORITY, CLEARED, HELD, NOW, RIGHTS, SOURCE, TEXT, address, draft, keep

from syndicator.errors import StoreError
from syndicator.model.draft import Image
from syndicator.model.moment import Moment
from syndicator.model.repair import Repair
from syndicator.model.rights import Attribution, Hold, Status
from syndicator.store import articles
from syndicator.store.database import Database

LATER = NOW + timedelta(hours=3)
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = Moment(datetime(2026, 11, 24, tzinfo=SHANGHAI), "day")


async def test_an_article_comes_back_as_it_was_kept(database: Database):
    page = draft(
        "whole",
        subtitles=("副题一", "副题二"),
        published=Moment(datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI), "minute"),
        authors=("张三", "李四"),
        editors=("王五",),
        outlet="海川发布",
        section="要闻",
        language="zh",
        images=(
            Image("https://news.example/1.jpg", "秋收", "农户在收购点", "赵六 摄"),
            Image("https://news.example/2.jpg"),
        ),
        repairs=(Repair("pinyin", 3, 4, "(hai)", "海", 0.98),),
        embargo=LATER,
    )
    kept = await keep(database, page, HELD)
    async with database.read() as connection:
        found = await articles.find(connection, kept.article.slug)
        same = await articles.by_id(connection, kept.article.id)
    assert kept.change == "new"
    assert found == same == kept.article
    assert str(found.published) == "2026-11-23T09:05:00+08:00"
    assert found.published.at.tzinfo == SHANGHAI
    assert (found.version, found.feed, found.source, found.url) == (1, "haichuan", "haichuan/news", page.url)
    assert (found.first_seen, found.updated, found.embargo) == (NOW, NOW, LATER)
    assert (found.rights, found.holds, found.status) == (RIGHTS, HELD.holds, Status.WITHHELD)
    assert (found.images, found.repairs, found.subtitles) == (page.images, page.repairs, page.subtitles)
    assert (found.authors, found.editors, found.outlet) == (page.authors, page.editors, page.outlet)
    assert (found.section, found.language) == ("要闻", "zh")


async def test_an_id_is_a_tag_uri_and_its_slug_sorts_by_time(database: Database):
    first = (await keep(database, draft(1))).article
    second = (await keep(database, draft(2), now=LATER)).article
    assert first.id == f"tag:{AUTHORITY}:haichuan:{first.slug}"
    assert len(first.slug) == 16
    assert first.slug < second.slug


async def test_the_same_page_again_changes_nothing(database: Database):
    first = await keep(database, draft(1))
    again = await keep(database, draft(1, body_html="<p class=new>1</p>", section="时政"), now=LATER)
    assert again.change == "unchanged"
    assert again.article == first.article
    async with database.read() as connection:
        assert await articles.history(connection, first.article.slug) == (first.article,)


async def test_an_edit_is_a_new_version_of_the_same_article(database: Database):
    first = (await keep(database, draft(1, published=DAY))).article
    edited = await keep(database, draft(1, title="改了标题", published=DAY), now=LATER)
    assert edited.change == "changed"
    second = edited.article
    assert (second.id, second.version, second.title) == (first.id, 2, "改了标题")
    assert (second.first_seen, second.updated, second.published) == (NOW, LATER, DAY)
    async with database.read() as connection:
        assert await articles.find(connection, first.slug) == second
        assert await articles.history(connection, first.slug) == (first, second)
        assert await articles.version(connection, first.slug, 1) == first
        assert await articles.version(connection, first.slug, 3) is None


async def test_rights_that_change_are_an_edit(database: Database):
    first = (await keep(database, draft(1))).article
    held = await keep(database, draft(1), HELD, now=LATER)
    assert (held.change, held.article.status, held.article.holds) == ("changed", Status.WITHHELD, HELD.holds)
    async with database.read() as connection:
        assert await articles.newest(connection, "haichuan", 10, LATER) == ()
        assert (await articles.version(connection, first.slug, 1)).status is Status.USABLE


async def test_a_clock_set_back_never_makes_an_edit_older(database: Database):
    await keep(database, draft(1), now=LATER)
    edited = await keep(database, draft(1, title="改了"), now=NOW)
    assert edited.article.updated == LATER


@pytest.mark.parametrize(
    ("page", "more"),
    [
        pytest.param({"url": address("a"), "title": "新标题", "body_text": "新正文"}, {}, id="address"),
        pytest.param({"url": address("b"), "title": "新标题", "body_text": "新正文"}, {"key": "guid-1"}, id="key"),
        pytest.param({"url": address("b"), "canonical": address("c")}, {}, id="canonical, same headline"),
        pytest.param(
            {"url": address("b"), "canonical": address("c"), "title": "新标题"}, {}, id="canonical, same text"
        ),
        pytest.param({"url": address("b"), "canonical": address("a")}, {}, id="moved, names the old address"),
        pytest.param({"url": address("c")}, {}, id="the canonical address itself"),
        pytest.param({"url": address("b")}, {"aliases": [address("a")]}, id="the link leads to a new address"),
        pytest.param({"url": address("b")}, {"aliases": [address("link")]}, id="the link that led here before"),
    ],
)
async def test_one_article_by_any_of_its_names(database: Database, page: dict[str, str], more: dict[str, str]):
    first = await keep(database, draft("a", canonical=address("c")), key="guid-1", aliases=[address("link")], now=NOW)
    again = await keep(database, draft("a", **page), now=LATER, **more)
    assert again.article.id == first.article.id
    assert again.change in {"changed", "unchanged"}
    # Whatever it was found by, its new names lead to it from now on.
    assert (await keep(database, draft("a", **page), now=LATER)).article.id == first.article.id


async def test_a_key_counts_in_its_own_source_alone(database: Database):
    other = replace(SOURCE, key="haichuan/video")
    first = await keep(database, draft("a"), key="1")
    second = await keep(database, draft("b"), source=other, key="1")
    assert second.change == "new"
    assert second.article.id != first.article.id


async def test_pages_that_all_name_one_canonical_address_stay_apart(database: Database):
    home = "https://news.example/"
    stories = {
        "粮食收购": "全县设了十二个收购点，农户送粮当天就能拿到粮款，排队不超过半小时。",
        "水库除险": "青石水库的除险加固工程昨天通过验收，下游三个乡镇的灌溉用水有了保障。",
        "夜校开班": "文化馆的秋季夜校开了书法、二胡和剪纸三个班，报名的人比去年多一倍。",
    }
    ids = {
        (await keep(database, draft(title, title=title, body_text=body, canonical=home))).article.id
        for title, body in stories.items()
    }
    assert len(ids) == 3


async def test_an_address_another_article_merely_claimed_goes_to_the_page_there(database: Database):
    wrong = await keep(
        database, draft("b", title="夜校开班", body_text="文化馆的秋季夜校开了三个班。", canonical=address("a"))
    )
    right = await keep(database, draft("a", title="水库除险", body_text="青石水库昨天通过了验收。"))
    assert right.change == "new"
    assert right.article.id != wrong.article.id
    again = await keep(database, draft("a", title="水库除险", body_text="青石水库昨天通过了验收，已经蓄水。"))
    assert (again.change, again.article.id) == ("changed", right.article.id)


async def test_an_article_stays_with_the_feed_that_had_it_first(database: Database):
    other = replace(SOURCE, key="partner/all", feed="partner")
    first = await keep(database, draft(1))
    copy = await keep(database, draft(1, title="转载"), HELD, other, key="copy-1", now=LATER)
    assert (copy.change, copy.article) == ("unchanged", first.article)
    assert (await keep(database, draft(9, url=address("x")), source=other, key="copy-1")).article == first.article


async def test_two_sources_that_read_one_page_in_two_ways_never_take_turns(database: Database):
    other = replace(SOURCE, key="haichuan/all")
    first = await keep(database, draft(1))
    again = await keep(database, draft(1, title="另一种读法"), source=other, now=LATER)
    assert (again.change, again.article) == ("unchanged", first.article)
    edited = await keep(database, draft(1, title="改了标题"), now=LATER)
    assert (edited.change, edited.article.source) == ("changed", "haichuan/news")


async def test_the_article_of_a_source_that_is_no_more_goes_to_the_one_that_reads_it(database: Database):
    other = replace(SOURCE, key="haichuan/all")
    await keep(database, draft(1))
    edited = await keep(database, draft(1, title="改了标题"), source=other, now=LATER, declared={other.key})
    assert (edited.change, edited.article.source) == ("changed", "haichuan/all")


async def test_a_page_that_has_more_of_the_text_than_the_feed_had(database: Database):
    page = replace(SOURCE, key="haichuan/page")
    await keep(database, draft(1, body_text=TEXT.splitlines()[0]))
    whole = await keep(database, draft(1), source=page, now=LATER)
    assert (whole.change, whole.article.source) == ("changed", page.key)
    summary = await keep(database, draft(1, body_text=TEXT.splitlines()[0]), now=LATER)
    assert (summary.change, summary.article) == ("unchanged", whole.article)


async def test_a_date_the_page_does_not_give_is_first_seen_once(database: Database):
    first = (await keep(database, draft(1))).article
    assert first.published == Moment(NOW, "second", estimated=True)
    assert str(first.published) == "2026-11-24T10:30:00+08:00"
    assert (await keep(database, draft(1), now=LATER)).change == "unchanged"
    edited = (await keep(database, draft(1, title="改了标题"), now=LATER)).article
    assert edited.published == first.published
    dated = await keep(database, draft(1, title="改了标题", published=DAY), now=LATER)
    assert (dated.change, dated.article.published) == ("changed", DAY)


async def test_a_date_the_page_stops_giving_is_kept_and_another_is_an_edit(database: Database):
    await keep(database, draft(1, published=DAY))
    lost = await keep(database, draft(1), now=LATER)
    assert (lost.change, lost.article.published) == ("unchanged", DAY)
    edited = await keep(database, draft(1, title="改了标题"), now=LATER)
    assert edited.article.published == DAY
    finer = Moment(datetime(2026, 11, 24, 8, 15, tzinfo=SHANGHAI), "minute")
    dated = await keep(database, draft(1, title="改了标题", published=finer), now=LATER)
    assert (dated.change, str(dated.article.published)) == ("changed", "2026-11-24T08:15:00+08:00")


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=1),
        datetime(2026, 11, 1, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1899, 12, 31, 23, 59, tzinfo=SHANGHAI),
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
    ids=str,
)
async def test_a_moment_keeps_its_instant_and_its_zone(database: Database, at: datetime):
    kept = await keep(database, draft(1, published=Moment(at)))
    async with database.read() as connection:
        found = await articles.find(connection, kept.article.slug)
    assert found.published.at == at
    assert found.published.at.isoformat() == at.isoformat()
    assert found.published.utc == at.astimezone(UTC)


async def test_a_canceled_article_stays_canceled(database: Database):
    first = (await keep(database, draft(1))).article
    async with database.begin() as connection:
        gone = await articles.cancel(connection, first.slug, why="当事人要求撤稿", now=LATER)
        assert await articles.cancel(connection, first.slug, why="again", now=LATER + timedelta(days=1)) == gone
        assert await articles.cancel(connection, "nothing", why="", now=LATER) is None
    assert (gone.status, gone.updated, gone.holds) == (Status.CANCELED, LATER, (Hold("canceled", "当事人要求撤稿"),))
    again = await keep(database, draft(1, title="又改了"), now=LATER + timedelta(days=1))
    assert (again.change, again.article) == ("unchanged", gone)
    async with database.read() as connection:
        assert await articles.newest(connection, "haichuan", 10, LATER) == ()
        assert await articles.withheld(connection) == ()
        assert await articles.recent(connection, SOURCE.key, NOW) == ()
        assert (await articles.version(connection, first.slug, 1)).status is Status.CANCELED


async def test_a_sender_cancels_its_article(database: Database):
    first = (await keep(database, draft(1), key="w1")).article
    gone = await keep(database, draft(1, status=Status.CANCELED), key="w1", now=LATER)
    assert (gone.change, gone.article.id, gone.article.status) == ("changed", first.id, Status.CANCELED)
    assert (gone.article.updated, gone.article.version) == (LATER, 1)
    assert [hold.code for hold in gone.article.holds] == ["canceled"]
    again = await keep(database, draft(1, status=Status.CANCELED), key="w1", now=LATER + timedelta(days=1))
    assert (again.change, again.article) == ("unchanged", gone.article)


async def test_an_article_canceled_before_it_was_seen_never_appears(database: Database):
    gone = await keep(database, draft(1, status=Status.CANCELED))
    assert (gone.change, gone.article.status) == ("new", Status.CANCELED)
    assert (await keep(database, draft(1))).article == gone.article
    async with database.read() as connection:
        assert await articles.newest(connection, "haichuan", 10, LATER) == ()


async def test_another_feed_can_not_cancel(database: Database):
    first = await keep(database, draft(1))
    other = replace(SOURCE, key="partner/push", feed="partner")
    assert (await keep(database, draft(1, status=Status.CANCELED), source=other)).article == first.article


async def test_the_newest_are_in_a_total_order_without_the_withheld_or_embargoed(database: Database):
    days = [Moment(datetime(2026, 11, day, tzinfo=SHANGHAI), "day") for day in (20, 22, 21)]
    for number, day in enumerate(days):
        await keep(database, draft(number, published=day), now=NOW + timedelta(minutes=number))
    await keep(database, draft("same-day", published=days[0]), now=NOW + timedelta(minutes=9))
    await keep(database, draft("held", published=days[1]), HELD)
    await keep(database, draft("later", published=days[1], embargo=LATER))
    await keep(database, draft("elsewhere"), source=replace(SOURCE, feed="other"))
    async with database.read() as connection:
        now = await articles.newest(connection, "haichuan", 10, NOW)
        few = await articles.newest(connection, "haichuan", 2, NOW)
        lifted = await articles.newest(connection, "haichuan", 10, LATER)
        held = await articles.withheld(connection, "haichuan")
        all_held = await articles.withheld(connection, limit=1)
    assert [article.url for article in now] == [address(name) for name in (1, 2, "same-day", 0)]
    assert few == now[:2]
    assert {article.url for article in lifted} - {article.url for article in now} == {address("later")}
    assert [article.url for article in held] == [address("held")]
    assert all_held == held


async def test_an_embargo_is_never_lifted_by_a_page_that_says_nothing_of_it(database: Database):
    await keep(database, draft(1, embargo=LATER))
    assert (await keep(database, draft(1), now=LATER)).article.embargo == LATER
    moved = await keep(database, draft(1, embargo=NOW), now=LATER)
    assert (moved.change, moved.article.embargo) == ("changed", NOW)


async def test_recent_are_the_present_pages_of_one_source(database: Database):
    await keep(database, draft("old"), now=NOW - timedelta(days=9))
    await keep(database, draft("a"), key="a")
    await keep(database, draft("b"), now=LATER)
    await keep(database, draft("other"), source=replace(SOURCE, key="haichuan/video"))
    await keep(database, draft("a", url=address("moved"), title="改了标题"), key="a", now=LATER)
    async with database.read() as connection:
        found = await articles.recent(connection, SOURCE.key, NOW)
    assert found == ((address("b"), LATER), (address("moved"), NOW))


async def test_known_addresses_however_many_are_asked(database: Database):
    await keep(database, draft(7, canonical=address("seven")), aliases=["https://m.news.example/7"])
    asked = [address(number) for number in range(1200)]
    async with database.read() as connection:
        assert await articles.known(connection, asked) == {address(7)}
        # What a page claims is no page we read: another article may well stand there.
        assert await articles.known(connection, ["https://m.news.example/7", address("seven")]) == frozenset()
        assert await articles.known(connection, []) == frozenset()


async def test_text_no_database_can_hold_is_mended(database: Database):
    page = draft(
        "broken\x00",
        title="标\x00题\ud83d",
        body_text=f"{TEXT}\udcff",
        authors=("张\x00三",),
        images=(Image("https://news.example/1.jpg", caption="\ud800"),),
    )
    outcome = Attribution(replace(RIGHTS, notice="版权\x00"), (Hold("odd", "\udfff"),))
    kept = await keep(database, page, outcome, key="k\x00", aliases=["https://news.example/\ud800"])
    async with database.read() as connection:
        found = await articles.find(connection, kept.article.slug)
    assert found == kept.article
    assert (found.title, found.authors, found.images[0].caption) == ("标\ufffd题\ufffd", ("张\ufffd三",), "\ufffd")
    assert (found.rights.notice, found.holds) == ("版权\ufffd", (Hold("odd", "\ufffd"),))
    assert (await keep(database, page, outcome, key="k\x00")).change == "unchanged"


async def test_large_and_rare_text_comes_back_whole(database: Database):
    page = draft(
        "large", title="题" * 350_000, body_text="𠮷野家\U0001f33e\n" * 1000, url=f"https://news.example/{'长' * 5000}"
    )
    kept = await keep(database, page, key="键" * 5000)
    async with database.read() as connection:
        assert await articles.find(connection, kept.article.slug) == kept.article
        assert await articles.known(connection, [page.url]) == {page.url}
    assert kept.article.title == page.title


@pytest.mark.parametrize("slug", ["", "\x00", "\ud800", "x" * 100_000, "' OR 1=1 --"])
async def test_what_a_visitor_asks_for_is_not_found(database: Database, slug: str):
    await keep(database, draft(1))
    async with database.read() as connection:
        assert await articles.find(connection, slug) is None
        assert await articles.by_id(connection, slug) is None
        assert await articles.history(connection, slug) == ()
        assert await articles.version(connection, slug, 1) is None


@pytest.mark.parametrize("number", [-1, 0, 2**31, 10**30])
async def test_a_version_that_can_not_be_is_not_found(database: Database, number: int):
    slug = (await keep(database, draft(1))).article.slug
    async with database.read() as connection:
        assert await articles.version(connection, slug, number) is None


@pytest.mark.parametrize(
    ("page", "more", "words"),
    [
        (draft(1, url=""), {}, "address or a key"),
        (draft(1), {"now": datetime(2026, 11, 24)}, "without a zone"),  # noqa: DTZ001 - the mistake itself
        (draft(1, published=Moment(datetime(1, 1, 1, tzinfo=SHANGHAI))), {}, "calendar"),
    ],
)
async def test_what_can_not_be_kept_is_refused_in_words(database: Database, page, more, words):
    with pytest.raises(StoreError, match=words):
        await keep(database, page, **more)
    async with database.read() as connection:
        assert await articles.known(connection, [address(1)]) == frozenset()


@pytest.mark.parametrize("authority", ["", "example.org", "Example.org,2026", "example.org,2026-1", "a:b,2026"])
async def test_an_authority_that_is_none_is_refused(database: Database, authority: str):
    with pytest.raises(StoreError, match="RFC 4151"):
        async with database.begin() as connection:
            await articles.keep(connection, draft(1), CLEARED, SOURCE, now=NOW, authority=authority)


async def test_an_inbox_file_without_an_address_is_known_by_its_key(database: Database):
    first = await keep(database, draft(1, url=""), key="稿件.txt")
    again = await keep(database, draft(1, url="", title="改了标题"), key="稿件.txt")
    assert (again.change, again.article.id) == ("changed", first.article.id)
