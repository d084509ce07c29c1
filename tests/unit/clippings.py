"""One plain article of a county paper, the feed it stands in and where that is published."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from syndicator.model.article import Article
from syndicator.model.feed import Feed, Place
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, Rights, Status
from syndicator.model.source import Source

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PLACE = Place("https://feeds.example.org", publisher="海川发布")
FEED = Feed(
    name="haichuan",
    title="海川县融媒体中心 · 要闻",
    sources=(
        Source("haichuan/news", "haichuan", "html", "https://news.haichuan.example/list/"),
        Source("haichuan/wire", "haichuan", "feed", "https://wire.example/新闻.xml"),
    ),
)
RIGHTS = Rights(
    holder="海川县融媒体中心",
    notice="本条新闻版权归海川县融媒体中心所有，转载请注明出处。",
    credit="来源：海川县融媒体中心　作者：林小满",
    license="https://feeds.example.org/licenses/attribution",
    usage_terms="转载须注明出处。",
    reprint=Reprint.ATTRIBUTION,
)
ARTICLE = Article(
    id="tag:feeds.example.org,2026:haichuan:k7m2",
    version=1,
    feed="haichuan",
    source="haichuan/news",
    url="https://news.haichuan.example/a/1.html",
    title="十二处口袋公园进街角",
    body_html="<p>城西桥头的三角地新铺了步道。</p>",
    body_text="城西桥头的三角地新铺了步道。",
    published=Moment(datetime(2026, 11, 5, 8, 30, tzinfo=ZONE)),
    first_seen=datetime(2026, 11, 5, 1, tzinfo=UTC),
    updated=datetime(2026, 11, 5, 1, tzinfo=UTC),
    rights=RIGHTS,
    status=Status.USABLE,
    fingerprint="",
    authors=("林小满",),
    editors=("周桥",),
    language="zh-CN",
)


def article(number=1, **changes):
    """The article under another id, an hour later for each number."""
    rights = {name: changes.pop(name) for name in ("holder", "notice", "credit", "license") if name in changes}
    at = datetime(2026, 11, 1 + number // 24, number % 24, tzinfo=ZONE)
    given = {"id": f"tag:feeds.example.org,2026:haichuan:{number:04}", "published": Moment(at)} | changes
    return replace(ARTICLE, rights=replace(RIGHTS, **rights), **given)
