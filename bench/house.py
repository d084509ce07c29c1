"""The service itself on a temporary folder, as `syndicator serve` builds it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from syndicator.config import load
from syndicator.flows.services import Services
from syndicator.start import services as opened

_CONFIG = """[server]
port = 0
[site]
base_url = "https://feeds.haichuan.example"
authority = "haichuan.example,2026"
[fetch]
allow_hosts = ["127.0.0.1:{port}"]
delay = 0
"""
_FEED = """title = "海川县融媒体中心 · 要闻"
language = "zh-CN"
timezone = "Asia/Shanghai"

[rights]
holder = "海川县融媒体中心"
reprint = "attribution"

[[source]]
name = "news"
kind = "html"
url = "http://127.0.0.1:{port}/{list}/1.html"
item = "ul.news li"
link = "a"
date = "span"
next = "a.next"
pages = 50
"""


@asynccontextmanager
async def house(folder: Path, port: int = 1) -> AsyncIterator[Services]:
    """Services with the feeds `haichuan` (the whole newsroom at `port`) and `few` (three of its stories)."""
    (folder / "feeds").mkdir()
    for name, where in (("haichuan", "list"), ("few", "few")):
        declared = _FEED.replace("{port}", str(port)).replace("{list}", where)
        (folder / "feeds" / f"{name}.toml").write_text(declared, encoding="utf-8")
    path = folder / "config.toml"
    path.write_text(_CONFIG.replace("{port}", str(port)), encoding="utf-8")
    async with opened(load(path, environ={})) as services:
        yield services
