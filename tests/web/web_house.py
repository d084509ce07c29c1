"""A house with a real database, and short ways to put articles into it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syndicator.flows.release import release
from syndicator.flows.services import Services
from syndicator.model.article import Article
from syndicator.model.draft import Draft, Image
from syndicator.model.feed import Feed
from syndicator.model.moment import Moment
from syndicator.model.rights import Attribution, Hold, Reprint, Rights, RightsPolicy
from syndicator.model.source import Source
from syndicator.store import articles

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
BASE = "https://feeds.example.org"
HOLDER = "海川县融媒体中心"
NOTICE = f"本条新闻版权归{HOLDER}所有，转载请注明出处。"


class Clock:
    """The time the site goes by; a test moves it."""

    def __init__(self):
        self.time = NOW

    def __call__(self):
        return self.time

    def pass_by(self, **spans):
        self.time += timedelta(**spans)


@dataclass
class House:
    """The services, and short ways to put things into them."""

    services: Services
    clock: Clock

    async def keep(
        self, name, *, reprint=Reprint.ATTRIBUTION, holds=(), embargo=None, feed="haichuan", **said
    ) -> Article:
        """Store one article; what is not told is as a county newsroom writes it."""
        url = f"https://news.example/2026/{name}.html"
        title = said.pop("title", f"新桥通车第{name}天")
        notice = said.pop("notice", NOTICE)
        holder = said.pop("holder", HOLDER)
        told = {
            "url": url,
            "title": title,
            "published": Moment(NOW - timedelta(hours=2), "minute"),
            "authors": ("王海",),
            "body_html": f"<p>海川县新桥今天通车，编号{name}。</p>",
            "body_text": f"海川县新桥今天通车，编号{name}。",
            "language": "zh-CN",
        } | said
        rights = Rights(
            holder=holder,
            notice=notice,
            credit=f"来源：{holder}　作者：王海　原标题：{title}　原文：{url}",
            license=f"{BASE}/licenses/{reprint}",
            usage_terms="转载请注明出处",
            reprint=reprint,
        )
        async with self.services.database.begin() as connection:
            kept = await articles.keep(
                connection,
                Draft(**told),
                Attribution(rights, tuple(Hold(code, "内部理由") for code in holds)),
                Source(f"{feed}/1", feed, "html", "https://news.example/"),
                now=self.clock(),
                authority="feeds.example.org,2026",
                embargo=embargo,
            )
        return kept.article

    async def cancel(self, article):
        async with self.services.database.begin() as connection:
            await articles.cancel(connection, article.slug, why="更正", now=self.clock())

    async def release(self, name="haichuan"):
        await release(self.services, self.services.catalog.feed(name))


FEED = Feed(
    name="haichuan",
    title=f"{HOLDER} · 要闻",
    description="县里每天的新闻",
    home_url="https://news.example/",
    policy=RightsPolicy(holder=HOLDER, reprint=Reprint.ATTRIBUTION),
    sources=(Source("haichuan/1", "haichuan", "html", "https://news.example/"),),
)
IMAGE = Image("https://news.example/a.jpg", "新桥", "新桥全景", "李山 摄")
