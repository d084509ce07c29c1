"""Grants to be written in every form."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from syndicator.model.reprint import Asked, GrantedArticle, ReprintRequest, RequestState, Terms
from syndicator.reprint import grant
from syndicator.reprint.licence import sheet

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY = date(2026, 12, 5)
BASE = "https://feeds.example.org"
ADDRESS = f"{BASE}/grants/G-20261124-7K3QX9MB"
ASKED = Asked(
    ("k3v9", "m2p7"),
    "邻县日报",
    "私下用途",
    "print",
    date(2026, 12, 1),
    date(2027, 1, 1),
    email="secret@example.org",
    phone="13800000000",
    person="赵秘",
    channel="A3版",
    territory="中国大陆",
    reprint_language="zh-CN",
    circulation="5,000 份",
    edits="压缩到 500 字以内",
    pictures=True,
    commercial=True,
    renews="G-0",
)
PARTS = tuple(
    GrantedArticle(
        f"tag:feeds.example.org,2026:haichuan:{slug}",
        version,
        f"{version:064x}",
        title,
        f"来源：海川县融媒体中心　作者：王海　原标题：{title}　原文：https://news.example/{slug}.html",
        f"https://news.example/{slug}.html",
    )
    for slug, version, title in (("k3v9", 3, "新桥: “通车”"), ("m2p7", 1, "稻田画里看丰年"))
)
TERMS = Terms(conditions=("刊出后寄送样报两份",), fee="人民币 300 元")
SHOWN = frozenset({"k3v9", "m2p7"})


def given(terms=TERMS, parts=PARTS, **wishes):
    request = ReprintRequest("R2026-0001", "hash", replace(ASKED, **wishes), AT, RequestState.WAITING)
    return grant.write(request, "海川县融媒体中心", parts, "G-20261124-7K3QX9MB", AT, terms)


def told(one, language="zh", standing="valid", public=SHOWN, **facts):
    return sheet.write(one, sheet.Facts(ADDRESS, standing, ZoneInfo("Asia/Shanghai"), public, **facts), language)
