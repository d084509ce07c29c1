import gc
import gzip
import json
import locale
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clippings import ARTICLE, FEED, NOW, PLACE, article
from hypothesis import given
from hypothesis import strategies as st

from syndicator.deliver.gzipped import gzipped
from syndicator.errors import PublishError
from syndicator.model.rights import RightsPolicy
from syndicator.publish.excerpt import excerpt
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import Kept, render
from syndicator.publish.select import entries

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
CHOSEN = entries(FEED, [article(number) for number in range(1, 8)], PLACE, NOW).entries


@EVERY
def test_a_document_has_a_strong_etag_and_whole_seconds(form):
    changed = datetime(2026, 11, 5, 16, 0, 1, 999_999, ZoneInfo("Asia/Shanghai"))
    document = render(FEED, CHOSEN, form, PLACE, changed)
    assert re.fullmatch(r'"[0-9a-f]{32}"', document.etag)
    assert document.media_type == form.media_type
    assert document.last_modified == datetime(2026, 11, 5, 8, 0, 1, tzinfo=UTC)
    assert document.last_modified.tzinfo is UTC


EDITED = tuple(replace(one, title=one.title + "（更正）", version=2) for one in CHOSEN)
TITLES = st.sampled_from(("海川县融媒体中心 · 要闻", "海川"))


@EVERY
@given(st.lists(st.tuples(TITLES, st.lists(st.sampled_from(CHOSEN + EDITED), max_size=4)), min_size=2, max_size=6))
def test_etags_are_equal_exactly_where_bytes_are(form, given_feeds):
    kept = Kept()
    documents = [render(replace(FEED, title=title), held, form, PLACE, NOW, kept) for title, held in given_feeds]
    assert len({document.etag for document in documents}) == len({document.body for document in documents})
    assert all(b"".join(piece.data for piece in document.pieces) == document.body for document in documents)


@EVERY
@given(st.lists(st.sampled_from(CHOSEN + EDITED), max_size=6), st.lists(st.sampled_from(CHOSEN + EDITED), max_size=6))
def test_gzip_of_kept_segments_is_the_document_and_nothing_but_its_own(form, before, after):
    kept = Kept()
    for held in (before, after):
        document = render(FEED, held, form, PLACE, NOW, kept)
        pressed = gzipped(document)
        assert gzip.decompress(pressed) == document.body
        assert pressed == gzipped(render(FEED, held, form, PLACE, NOW))


@EVERY
def test_when_it_is_rendered_changes_no_byte(form):
    assert (
        render(FEED, CHOSEN, form, PLACE, NOW).body
        == render(FEED, CHOSEN, form, PLACE, datetime.max.replace(tzinfo=UTC)).body
    )


@EVERY
def test_nothing_rendered_before_changes_a_byte(form):
    alone = {number: render(FEED, CHOSEN[number:], form, PLACE, NOW).body for number in range(3)}
    for order in permutations(alone):
        assert all(render(FEED, CHOSEN[number:], form, PLACE, NOW).body == alone[number] for number in order)


SCRIPT = """
import hashlib, locale, sys
sys.path.insert(0, sys.argv[1])
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from clippings import FEED, NOW, PLACE, article
from syndicator.deliver.variants import Variants
from syndicator.publish.formats import FORMATS
from syndicator.publish.render import render
from syndicator.publish.select import entries
chosen = entries(FEED, [article(number) for number in range(1, 8)], PLACE, NOW).entries
for form in FORMATS.values():
    ready = Variants(render(FEED, chosen, form, PLACE, NOW))
    print(form.extension, ready.document.etag, *(hashlib.sha256(one.body).hexdigest() for one in ready.offered))
"""


def test_no_process_hash_seed_locale_or_time_zone_changes_a_byte():
    runs = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
    ]
    command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
    started = [subprocess.Popen(command, env=os.environ | run, stdout=subprocess.PIPE) for run in runs]
    printed = {process.communicate()[0] for process in started}
    assert all(process.returncode == 0 for process in started)
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == len(FORMATS)


@EVERY
def test_rendering_leaves_the_process_s_locale_alone(form, monkeypatch):
    def refuse(*_):
        raise AssertionError("feedgen switched the locale")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert render(FEED, CHOSEN, form, PLACE, NOW).body


@EVERY
def test_an_unchanged_entry_is_written_once(form):
    written = []

    class Counting(type(form)):
        def piece(self, entry):
            written.append(entry.slug)
            return super().piece(entry)

    kept = Kept()
    render(FEED, CHOSEN, Counting(), PLACE, NOW, kept)
    edited = (*CHOSEN[:3], replace(CHOSEN[3], title="改"), *CHOSEN[4:])
    document = render(FEED, edited, Counting(), PLACE, NOW, kept)
    assert written == [one.slug for one in CHOSEN] + [CHOSEN[3].slug]
    assert document == render(FEED, edited, form, PLACE, NOW)


@EVERY
def test_what_was_written_goes_with_the_entry(form):
    kept, chosen = Kept(), [replace(one) for one in CHOSEN]
    render(FEED, chosen, form, PLACE, NOW, kept)
    assert len(kept._written) == len(CHOSEN)
    del chosen[2:]
    gc.collect()
    assert len(kept._written) == 2


@EVERY
def test_the_last_entry_is_written_as_the_last(form):
    kept = Kept()
    for number in (3, 1, 2):
        held = CHOSEN[:number]
        assert render(FEED, held, form, PLACE, NOW, kept) == render(FEED, held, form, PLACE, NOW)


@EVERY
def test_what_is_kept_for_one_format_is_not_served_in_another(form):
    kept = Kept()
    for other in FORMATS.values():
        render(FEED, CHOSEN, other, PLACE, NOW, kept)
    assert render(FEED, CHOSEN, form, PLACE, NOW, kept) == render(FEED, CHOSEN, form, PLACE, NOW)


@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_a_feed_that_can_not_be_written_says_which(extension):
    with pytest.raises(PublishError, match=f"haichuan.{extension}"):
        render(replace(FEED, title="\x00"), CHOSEN, FORMATS[extension], PLACE, NOW)


def heading_of(feed, chosen):
    return json.loads(render(feed, chosen, FORMATS["json"], PLACE, NOW).body)["_newsfeed"]


def test_a_feed_speaks_for_its_entries_only_where_they_agree():
    rights = CHOSEN[0]
    assert heading_of(FEED, CHOSEN) == {"rights": rights.notice, "license": rights.license}
    two = (CHOSEN[0], replace(CHOSEN[1], notice="© 别人", license="https://creativecommons.org/licenses/by/4.0/"))
    assert heading_of(FEED, two) == {"rights": "各篇稿件版权归其权利人所有，详见每条的版权声明。"}
    assert list(heading_of(replace(FEED, language="en"), ())) == ["rights"]
    for extension in ("rss", "atom"):
        head = render(FEED, two, FORMATS[extension], PLACE, NOW).body.partition(rights.id.encode())[0]
        assert b'rel="license" href="https' not in head.partition(b"<item>")[0].partition(b"<entry")[0]


def test_a_feed_is_as_new_as_its_newest_entry_and_an_empty_one_has_a_fixed_time():
    newest = max(one.updated for one in CHOSEN)
    atom = render(FEED, CHOSEN, FORMATS["atom"], PLACE, NOW).body.decode()
    assert f"<updated>{newest.isoformat()}</updated>" in atom.partition("<entry")[0]
    assert (
        b"<lastBuildDate>Sat, 01 Jan 2000 00:00:00 +0000</lastBuildDate>"
        in render(FEED, (), FORMATS["rss"], PLACE, NOW).body
    )


@pytest.mark.parametrize(("every", "minutes"), [((15, 60), 15), ((0.1,), 5), ((90,), 90), ((), 15)])
def test_ttl_is_the_shortest_time_between_two_polls(every, minutes):
    sources = tuple(replace(FEED.sources[0], every=timedelta(minutes=each)) for each in every)
    body = render(replace(FEED, sources=sources), CHOSEN, FORMATS["rss"], PLACE, NOW).body
    assert f"<ttl>{minutes}</ttl>".encode() in body


def test_an_atom_feed_s_author_is_the_holder_its_file_names_else_the_publisher():
    named = replace(FEED, policy=RightsPolicy(holder="海川县融媒体中心"))
    for feed, author in ((named, "海川县融媒体中心"), (FEED, "海川发布")):
        head = render(feed, CHOSEN, FORMATS["atom"], PLACE, NOW).body.decode().partition("<entry")[0]
        assert f"<name>{author}</name>" in head


LONG = "城西桥头的三角地新铺了步道，几位老人正在打太极。"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("", ""),
        (" 一\n二。\n\n三 ", "一 二。三"),
        ("Mr. Li said so.\nHe left.", "Mr. Li said so. He left."),
        (LONG * 20, LONG * (200 // len(LONG))),
        ("一" * 300, "一" * 199 + "…"),
        ("短句。" + "一" * 300, "短句。" + "一" * 196 + "…"),
        ("word " * 100, ("word " * 40).strip()[:199].rstrip() + "…"),
        ("A 3.5 % rise. " * 30, ("A 3.5 % rise. " * 14).strip()),
    ],
)
def test_an_excerpt_is_whole_sentences_where_they_fit(text, start):
    assert excerpt(text) == start
    assert len(excerpt(text)) <= 200


def test_a_summary_alone_still_names_its_owner():
    for extension in ("rss", "atom"):
        body = render(FEED, CHOSEN, FORMATS[extension], PLACE, NOW).body.decode()
        summary = body.partition("<item>" if extension == "rss" else "<entry")[2]
        tag = "description" if extension == "rss" else "summary"
        assert ARTICLE.rights.credit in summary.partition(f"<{tag}")[2].partition(f"</{tag}>")[0]
