"""Every part of a feed in every format: closed months, pages, and what is gone."""

import json

import pytest
from format_readers import read_exactly
from format_rules import faults
from format_samples import FEED, NOW, PLACE, selected
from lxml import etree

from syndicator.model.feed import Gone
from syndicator.publish import history
from syndicator.publish.formats import FORMATS, _feedgen, atom, rss
from syndicator.publish.heading import heading
from syndicator.publish.render import render

EVERY = pytest.mark.parametrize("extension", FORMATS)
GONE = (Gone("tag:feeds.example.org,2026:haichuan:a", NOW), Gone("tag:feeds.example.org,2026:haichuan:b", NOW))
PARTS = {
    "live": history.live("2026-10", GONE, more=True),
    "young": history.live("", (), more=False),
    "page": history.page(2, 3, "2026-10"),
    "last page": history.page(3, 3, ""),
    "archive": history.archive("2026-10", "2026-09", GONE),
    "first archive": history.archive("2026-09", "2026-09", ()),
}
NAMED = pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)


@EVERY
@NAMED
def test_no_part_breaks_a_rule_or_loses_an_entry(extension, part):
    chosen = selected()
    for held in (chosen, chosen[:1], ()):
        body = render(FEED, held, FORMATS[extension], PLACE, NOW, part=part).body
        assert faults(body, extension) == []
        alone = read_exactly(render(FEED, held, FORMATS[extension], PLACE, NOW).body, extension)
        gone = {one.id for one in part.gone}
        assert [one for one in read_exactly(body, extension) if one.id not in gone] == alone


@pytest.mark.parametrize("extension", ["rss", "atom"])
@NAMED
def test_parts_are_what_feedgen_writes_in_one_go(extension, part):
    chosen = selected()
    head = heading(FEED, chosen, PLACE, part).at(extension)
    generator = rss.channel(head) if extension == "rss" else atom.atom_feed(head)
    for one in chosen:
        generator.add_entry((rss.item if extension == "rss" else atom.atom_entry)(one), order="append")
    whole = generator.rss_str(pretty=True) if extension == "rss" else generator.atom_str(pretty=True)
    if extension == "rss":
        before, start, items = whole.partition(b"    <item>")
        whole = _feedgen.channel_text(before) + _feedgen.item_text(start + items)
    assert render(FEED, chosen, FORMATS[extension], PLACE, NOW, part=part).body == whole


def test_atom_says_what_is_gone_before_what_is_there():
    body = render(FEED, selected(), FORMATS["atom"], PLACE, NOW, part=PARTS["archive"]).body
    names = [etree.QName(child).localname for child in etree.fromstring(body)]
    assert names.count("deleted-entry") == len(GONE)
    assert names.index("entry") > max(at for at, name in enumerate(names) if name == "deleted-entry")
    assert names.count("archive") == 1


def test_json_feed_leads_to_what_is_older():
    def older(part):
        return json.loads(render(FEED, selected(), FORMATS["json"], PLACE, NOW, part=part).body).get("next_url")

    feed = PLACE.feed("haichuan")
    assert [older(part) for part in PARTS.values()] == [
        f"{feed}/page/2.json",
        None,
        f"{feed}/page/3.json",
        None,
        f"{feed}/archive/2026-09.json",
        None,
    ]


@EVERY
def test_with_some_entries_a_feed_says_of_itself_what_it_says_with_all(extension):
    chosen, form = selected(), FORMATS[extension]
    head = heading(FEED, chosen, PLACE).at(extension)
    for only in (chosen[1:3], chosen[-1:], ()):
        body = render(FEED, chosen, form, PLACE, NOW, only=only).body
        assert faults(body, extension) == []
        assert {one.id for one in read_exactly(body, extension)} == {one.id for one in only}
        if extension in {"rss", "atom", "json"}:
            before, after = form.around(head, only)
            assert body.startswith(before)
            assert body.endswith(after)
