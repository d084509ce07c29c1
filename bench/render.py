"""One changed article to new bytes in every format and coding, against plain feedgen in the same run.

Usage: python bench/render.py [ENTRIES …]   (50 and 1000 unless given)
"""

import gzip
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median
from time import process_time

import brotli
from feedgen.feed import FeedGenerator

from syndicator.deliver.variants import Variants, zstd
from syndicator.model.article import Article
from syndicator.model.feed import Document, Entry, Feed, Place
from syndicator.model.moment import Moment
from syndicator.model.rights import Reprint, Rights, Status
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import Kept, render, render_all
from syndicator.publish.select import Selection, entries

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PLACE = Place("https://feeds.example.org", publisher="海川发布")
# Words that nobody wrote, as often as words are: what deflate makes of them is what it makes of county news, just half.
_CHANCE = random.Random(2026)  # noqa: S311 - made-up text, not a secret
_WORDS = [
    "".join(chr(0x4E00 + _CHANCE.randrange(3500)) for _ in range(_CHANCE.choice((1, 2, 2, 2, 3)))) for _ in range(4000)
]
_OFTEN = [1 / rank for rank in range(1, len(_WORDS) + 1)]


def article(number: int, version: int = 1) -> Article:
    """One of some 700 characters, the length of a county paper's usual story."""
    chance = random.Random(f"{number} {version}")  # noqa: S311 - as above
    lines = ["".join(chance.choices(_WORDS, _OFTEN, k=36)) + "。" for _ in range(10)]
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
        version=version,
        feed="haichuan",
        source="haichuan/news",
        url=f"https://news.haichuan.example/a/{number}.html",
        title=f"口袋公园进街角：第{number}处",
        body_html="".join(f"<p>{line}</p>" for line in lines),
        body_text="\n".join(lines),
        published=Moment(at),
        first_seen=at,
        updated=at + timedelta(seconds=version),
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


class Line:
    """A feed with everything kept that the service keeps, and one article of it changed again and again."""

    def __init__(self, size: int) -> None:
        self.feed = Feed("haichuan", "海川县融媒体中心 · 要闻", entries=size)
        self.articles = [article(number) for number in range(size)]
        self.changed = size // 3
        self.kept = Kept()
        self.selection = entries(self.feed, self.articles, PLACE, NOW)
        self.write()
        self.versions = count(2)

    def edit(self) -> None:
        """Another version of one article, as it comes from the store."""
        self.articles[self.changed] = article(self.changed, next(self.versions))

    def select(self) -> Selection:
        """What the feed holds now."""
        self.selection = entries(self.feed, self.articles, PLACE, NOW, made=self.selection.made)
        return self.selection

    def documents(self) -> dict[str, Document]:
        """Every format of it."""
        return render_all(self.feed, self.selection.entries, FORMATS.values(), PLACE, NOW, self.kept)

    def write(self) -> None:
        """All that happens to the documents after that."""
        self.held = [Variants(one) for one in self.documents().values()]


def edited(line: Line, work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median CPU times of the selection after an edit, and of `work` after that."""
    selected, times = [], []
    for _ in range(rounds):
        line.edit()
        selected.append(milliseconds(line.select, 1))
        times.append(milliseconds(work, 1))
        line.write()
    return median(selected), median(times)


def rows(line: Line, rounds: int) -> Iterator[tuple[str, float, float, float, float, float, float]]:
    """A format each: plain feedgen, its gzip; ours after one change, its gzip; zstd and br when they are asked for."""
    chosen = line.selection.entries
    for extension, form in FORMATS.items():
        written = plain(chosen, extension)
        one = partial(render, line.feed, form=form, place=PLACE, changed=NOW, kept=line.kept)
        document = one(entries=chosen)
        assert document == render(line.feed, chosen, form, PLACE, NOW)
        _, ours = edited(line, lambda: one(entries=line.selection.entries), rounds)  # noqa: B023 - run at once
        _, both = edited(line, lambda: Variants(one(entries=line.selection.entries)), rounds)  # noqa: B023 - as above
        yield (
            extension,
            milliseconds(partial(plain, chosen, extension), 5),
            milliseconds(partial(gzip.compress, written, 6), 3),
            ours,
            both,
            milliseconds(partial(zstd.compress, document.body, 3), 3),
            milliseconds(partial(brotli.compress, document.body, brotli.MODE_TEXT, 5), 3),
        )


def measure(size: int) -> None:
    """Print the figures of a feed of `size` entries."""
    line, rounds = Line(size), 25 if size <= 100 else 7
    print(f"\n{size} entries; deflate leaves {share(line):.0%} of an article's text")
    columns = ("feedgen", "and gzip", "1 change", "and gzip", "less", "with gzip", "| zstd", "br, asked for")
    print(" " * 12 + "{:>10} {:>10} {:>10} {:>10} {:>7} {:>10} {:>8} {:>14}".format(*columns))
    theirs = later = 0.0
    for extension, written, packed, one, both, slow, slower in rows(line, rounds):
        theirs, later = theirs + written + packed, later + slow + slower
        print(
            f"{extension:12}{written:>7.2f} ms {written + packed:>7.2f} ms {one:>7.2f} ms {both:>7.2f} ms "
            f"{written / one:>7.1f} {(written + packed) / both:>10.1f} | {slow:>5.2f} {slower:>11.2f} ms"
        )
    selected, together = edited(line, line.write, rounds)
    print(f"all formats with gzip: {together:.2f} ms, feedgen and gzip {theirs:.2f} ms, "
          f"{theirs / together:.1f} times as much; to make the changed entry: {selected:.2f} ms")  # fmt: skip
    print(f"and with zstd and br of every format, were all asked for: {together + later:.2f} ms, feedgen and all "
          f"codings {theirs + later:.2f} ms, {(theirs + later) / (together + later):.1f} times as much")  # fmt: skip
    sizes(line)


def sizes(line: Line) -> None:
    """Print how large each format is in each coding, and what gzip costs for being made of pieces."""
    print(" " * 12 + "{:>10} {:>10} {:>10} {:>10} {:>16}".format("bytes", "gzip", "zstd", "br", "gzip in one go"))
    for one in line.held:
        coded = {variant.coding: len(variant.body) for variant in one.offered}
        whole = len(gzip.compress(one.document.body, 6))
        print(
            f"{one.document.media_type.partition(';')[0][-12:]:12}{coded['identity']:>10,} {coded['gzip']:>10,} "
            f"{coded['zstd']:>10,} {coded['br']:>10,} {whole:>10,} ({coded['gzip'] / whole - 1:+.0%})"
        )


def share(line: Line) -> float:
    """How much deflate leaves of one article's text."""
    texts = [one.body_text.encode() for one in line.articles[:20]]
    return sum(len(zlib.compress(text, 6)) for text in texts) / sum(map(len, texts))


def main() -> None:
    """Print the figures."""
    print("CPU milliseconds; feedgen by itself writes most rights not at all (its Atom stands for what it can't write)")
    for wanted in [int(given) for given in sys.argv[1:]] or [50, 1000]:
        measure(wanted)


if __name__ == "__main__":
    main()
