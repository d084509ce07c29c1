"""How well copies of a story are known from other stories, and what it costs among many articles.

    python bench/copies.py [ARTICLES]

Stories are made up (stories.py): all from one stock of sentences, so that any two have many in common. Each is
changed as it is on its way through other outlets; a copy is known when its marks find the original and the texts
are judged the same. Where ../shared/pages lies beside the project its articles are judged too.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from struct import pack

from opencc import OpenCC
from restore import ROOT, mirror
from sqlalchemy import insert, select
from stories import story

from syndicator.model.draft import Draft
from syndicator.model.rights import Attribution, Reprint, Rights
from syndicator.model.source import Source
from syndicator.store import articles, sketches
from syndicator.store.copy_tables import marks
from syndicator.store.copy_tables import sketches as table
from syndicator.store.database import Connection, Database
from syndicator.store.tables import articles as rows
from syndicator.store.tables import versions
from syndicator.text.likeness import SHORT, Told, compare
from syndicator.text.sketch import Sketch, resemblance, sketch

_STORIES, _LOOKUPS, _MARKS = 120, 100, 16
_HAN = ("\u4e00", "\u9fff")
_NUMERALS = "零一二三四五六七八九十百千"
Text = tuple[str, str]


def main() -> None:
    """Print what is known and what it costs."""
    made = [_text(number) for number in range(1, _STORIES + 1)]
    print(f"{'made-up stories':<28} {'known':>9}   resemblance")
    _recall(made)
    _apart("made-up stories", made)
    pages = ROOT.parent / "shared" / "pages" / "articles.json"
    if pages.exists():
        real = [
            (one.get("title") or "", one["body"]) for one in json.loads(pages.read_text("utf-8")) if one.get("body")
        ]
        chinese = [one for one in real if _HAN[0] <= one[1].strip()[:1] <= _HAN[1]]
        print(f"\n{'articles of shared/pages':<28} {'known':>9}   resemblance")
        _recall(chinese)
        _apart("articles of shared/pages", real)
    asyncio.run(_cost(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))


def _text(number: int) -> Text:
    told = story(number)
    return told.title, "\n".join(told.paragraphs)


def _changed(title: str, text: str, chance: random.Random) -> Iterator[tuple[str, Text]]:
    hant, damaged = OpenCC("s2t").convert, mirror()
    lines = text.split("\n")
    readings = damaged.some_annotated(chance.randrange(99))
    yield "word for word", (title, text)
    yield "another headline", ("今天的头条换了一种说法", text)
    yield "its first half", (title, text[: len(text) // 2])
    yield "its first two thirds", ("换了标题", text[: len(text) * 2 // 3])
    yield "one character in 50 wrong", (title, _mistyped(text, chance))
    yield "Traditional", (hant(title), hant(text))
    yield "damaged by a mirror", (hant(title), damaged.damage(text, damaged.Mirror(annotated=readings)))
    yield "with top and tail", (title, f"本网讯　记者近日获悉：\n{text}\n更多内容请关注本网公众号，欢迎来信来电。")
    yield "without a paragraph", (title, "\n".join(lines[:1] + lines[2:]))
    yield "with a paragraph anew", (title, "\n".join((*lines[:1], "这一段由编辑重新写过，意思没有变。", *lines[2:])))


def _mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for place in chance.sample(range(len(letters)), len(letters) // 50):
        if _HAN[0] <= letters[place] <= _HAN[1] and letters[place] not in _NUMERALS:
            letters[place] = chance.choice("的了在是我有和人这中大为上")
    return "".join(letters)


def _recall(texts: list[Text]) -> None:
    known: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    for number, (title, text) in enumerate(texts):
        original, first = Told(title, text), set(sketch(text).lowest[:_MARKS])
        for change, (headline, body) in _changed(title, text, random.Random(number)):  # noqa: S311 - no secret
            copy = Told(headline, body)
            if min(original.length, copy.length) < SHORT:
                continue
            likeness = compare(original, copy)
            seen[change] += 1
            alike[change] += int(likeness.resemblance * 1000)
            known[change] += likeness.same and len(first & set(sketch(body).lowest[:_MARKS])) > 1
    for change, count in seen.items():
        print(f"  {change:<26} {known[change]:>4}/{count:<4}   {alike[change] / count / 1000:.2f}")


def _apart(name: str, texts: list[Text]) -> None:
    told = [Told(title, text) for title, text in texts]
    near = wrong = 0
    for one, other in combinations(told, 2):
        if one.runs & other.runs and one.tokens != other.tokens:
            near += 1
            wrong += compare(one, other).same
    print(f"  {name}: {wrong} of {near:,} pairs of different ones that share a phrase taken for one story")


async def _cost(count: int) -> None:
    texts = [_noise(number) for number in range(_LOOKUPS)]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/copies.db")
        await database.start()
        await _fill(database, count)
        async with database.read() as connection:
            started = time.process_time()
            for text in texts:
                await sketches.twin(connection, "", text)
            found = (time.process_time() - started) / _LOOKUPS
            read = [Sketch(row.size, row.lowest) for row in await connection.execute(select(table))]
        await database.close()
    started = time.process_time()
    for text in texts:
        sketch(text)
    alone = (time.process_time() - started) / _LOOKUPS
    made = sketch(texts[0])
    started = time.process_time()
    for one in read[: count // 10]:
        resemblance(made, one)
    scan = (time.process_time() - started) * 10
    print(f"\nCPU ms for one new article of 2,000 characters among {count:,}")
    for name, spent in (("sketch", alone), ("looked for", found), ("every sketch compared", scan)):
        print(f"  {name:<24} {spent * 1000:>8.2f}   {spent / scan:.4f} of comparing every one")


def _noise(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 - no secret
    return "".join(chr(chance.randrange(0x4E00, 0x6000)) for _ in range(2000))


async def _fill(database: Database, count: int) -> None:
    """One article, and `count` rows like it with sketches of their own."""
    rights = Rights(
        "海川县融媒体中心",
        "版权归海川县融媒体中心所有",
        "来源",
        "https://feeds.example/license",
        "",
        Reprint.ATTRIBUTION,
    )
    source = Source("haichuan/news", "haichuan", "html", "https://news.example/")
    async with database.begin() as connection:
        draft = Draft("https://news.example/1", "一", body_text="一")
        now = datetime(2026, 11, 20, tzinfo=UTC)
        await articles.keep(connection, draft, Attribution(rights), source, now=now, authority="news.example,2026")
        await _multiply(connection, count)


async def _multiply(connection: Connection, count: int) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    article = dict((await connection.execute(select(rows))).mappings().one())
    version = dict((await connection.execute(select(versions))).mappings().one())
    for number in range(count):
        named = f"tag:news.example,2026:haichuan:{number:016}"
        await connection.execute(insert(rows), {**article, "id": named, "slug": f"{number:016}"})
        await connection.execute(insert(versions), {**version, "article": named})
        lowest = sorted(chance.randrange(-(2**63), -(2**63) + 2**58) for _ in range(64))
        row = {"number": number + 1, "article": named, "size": 2000, "lowest": pack(">64q", *lowest)}
        await connection.execute(insert(table), row)
        await connection.execute(insert(marks), [{"mark": mark, "number": number + 1} for mark in lowest[:_MARKS]])


if __name__ == "__main__":
    main()
