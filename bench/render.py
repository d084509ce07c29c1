"""Rendering against plain feedgen, in the same run: bytes, and the time of a feed written whole and after one change.

Usage: python bench/render.py [ENTRIES …]   (50 and 1000 unless given)
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time

from feedgen.feed import FeedGenerator

from syndicator.deliver.conditional import variants
from syndicator.model.article import Article
from syndicator.model.feed import Entry, Feed, Place
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, Rights, Status
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import Kept, render
from syndicator.publish.select import entries

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PLACE = Place("https://feeds.example.org", publisher="海川发布")
PARAGRAPH = (
    "城西桥头的三角地新铺了步道，几位老人正在打太极。住在对面的何阿婆说，从前这里堆杂物，如今孙子放学就往这儿跑。"
)


def article(number: int) -> Article:
    """One of some 600 characters, the length of a county paper's usual story."""
    lines = [f"{PARAGRAPH}第{number}处、第{line}段。" for line in range(10)]
    at = NOW - timedelta(minutes=number)
    rights = Rights(
        holder="海川县融媒体中心",
        notice="本条新闻版权归海川县融媒体中心所有，转载请注明出处。",
        credit="来源：海川县融媒体中心　作者：林小满　编辑：周桥",
        license="https://feeds.example.org/licenses/attribution",
        usage_terms="转载须注明来源、作者、编辑和原标题。",
        reprint=Reprint.ATTRIBUTION,
    )
    return Article(
        id=f"tag:feeds.example.org,2026:haichuan:{number}",
        version=1,
        feed="haichuan",
        source="haichuan/news",
        url=f"https://news.haichuan.example/a/{number}.html",
        title=f"口袋公园进街角：第{number}处",
        body_html="".join(f"<p>{line}</p>" for line in lines),
        body_text="\n".join(lines),
        published=Moment(at),
        first_seen=at,
        updated=at,
        rights=rights,
        status=Status.USABLE,
        fingerprint="",
        authors=("林小满",),
        editors=("周桥",),
        language="zh-CN",
    )


def plain(chosen: tuple[Entry, ...], extension: str) -> bytes:
    """What feedgen writes of the same entries by its own means: most of the rights are not in it."""
    feed = FeedGenerator()
    feed.id(PLACE.feed("haichuan"))
    feed.title("海川县融媒体中心 · 要闻")
    feed.description("海川县融媒体中心 · 要闻")
    feed.link(href=PLACE.feed("haichuan"))
    for one in chosen:
        written = feed.add_entry(order="append")
        written.id(one.id)
        written.title(one.title)
        written.link(href=one.origin_url)
        written.content(one.content_html, type="html")
        written.summary(one.summary)
        written.author([{"name": name} for name in one.authors])
        written.rights(one.notice)
        written.published(one.published.at)
        written.updated(one.updated)
    return feed.rss_str() if extension == "rss" else feed.atom_str()


def milliseconds(work: Callable[[], object], rounds: int = 9) -> float:
    """The median CPU time of one round."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times) * 1000


def measure(count: int) -> None:
    """Print the figures of a feed of `count` entries."""
    articles = [article(number) for number in range(count)]
    feed = Feed("haichuan", "海川县融媒体中心 · 要闻", entries=count)
    chosen = entries(feed, articles, PLACE, NOW).entries
    print(f"\n{count} entries; select {milliseconds(lambda: entries(feed, articles, PLACE, NOW)):.2f} ms")
    columns = ("bytes", "gzip", "zstd", "br", "plain", "whole", "1 change", "times less")
    print(" " * 6 + "{:>10} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9} {:>10}".format(*columns))
    for extension, form in FORMATS.items():
        document = render(feed, chosen, form, PLACE, NOW)
        sizes = {one.coding: len(one.body) for one in variants(document).offered}
        base = milliseconds(lambda: plain(chosen, "rss" if extension == "rss" else "atom"))  # noqa: B023 - run at once
        whole = milliseconds(lambda: render(feed, chosen, form, PLACE, NOW))  # noqa: B023 - run at once
        kept = Kept()
        render(feed, chosen, form, PLACE, NOW, kept)
        versions = iter(range(2, 1000))

        def change() -> None:
            edited = replace(chosen[0], version=next(versions))  # noqa: B023 - run at once
            render(feed, (edited, *chosen[1:]), form, PLACE, NOW, kept)  # noqa: B023 - run at once

        one_change = milliseconds(change, rounds=51)
        assert render(feed, chosen, form, PLACE, NOW, kept) == document
        print(
            f"{extension:6}{len(document.body):>10,} {sizes['gzip']:>8,} {sizes['zstd']:>8,} {sizes['br']:>8,} "
            f"{base:>6.2f} ms {whole:>6.2f} ms {one_change:>6.2f} ms {base / one_change:>10.1f}"
        )
        print(f"{'':6}all codings {milliseconds(lambda: variants(document)):.2f} ms")  # noqa: B023 - run at once


def main() -> None:
    """Print the figures."""
    print("CPU milliseconds; plain = feedgen by itself (for json: its Atom), without most rights")
    for wanted in [int(given) for given in sys.argv[1:]] or [50, 1000]:
        measure(wanted)


if __name__ == "__main__":
    main()
