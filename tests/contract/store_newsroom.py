"""Drafts, rights and sources for the store's tests, and keeping them."""

from datetime import UTC, datetime
from typing import Any

from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution, Evidence, Hold, Reprint, Rights
from syndicator.model.source import Source
from syndicator.store import articles
from syndicator.store.articles import Kept
from syndicator.store.database import Database

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
AUTHORITY = "haichuan.example,2026"
SOURCE = Source(
    "haichuan/news", "haichuan", "html", "https://news.example/", timezone="Asia/Shanghai", language="zh-CN"
)
RIGHTS = Rights(
    holder="海川县融媒体中心",
    notice="版权归海川县融媒体中心所有，转载请注明出处",
    credit="来源：海川县融媒体中心",
    license="https://feeds.example/license",
    usage_terms="注明出处即可转载",
    reprint=Reprint.ATTRIBUTION,
    evidence=(Evidence("notice", "p:nth-child(9)", "版权归海川县融媒体中心所有"),),
)
CLEARED = Attribution(RIGHTS)
HELD = Attribution(RIGHTS, (Hold("third-party", "来源是新华社"),))
TEXT = "海川县今年的秋粮收购从本周一开始。\n全县设了十二个收购点，农户送粮当天就能拿到粮款。"


def address(name: object) -> str:
    return f"https://news.example/2026/{name}.html"


def draft(name: object = 1, **said: Any) -> Draft:
    """A page with its own title and text, unless told."""
    told = {"title": f"第{name}号稿件", "body_text": f"{TEXT}\n稿件编号{name}。", "body_html": f"<p>{name}</p>"}
    return Draft(url=said.pop("url", address(name)), **{**told, **said})


async def keep(
    database: Database,
    page: Draft,
    outcome: Attribution = CLEARED,
    source: Source = SOURCE,
    *,
    now: datetime = NOW,
    **more: Any,
) -> Kept:
    """Keep a page in a transaction of its own."""
    async with database.begin() as connection:
        return await articles.keep(connection, page, outcome, source, now=now, authority=AUTHORITY, **more)
