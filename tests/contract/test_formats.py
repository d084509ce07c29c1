import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import escape

import pytest
from format_mutants import NOT_RIGHTS, mutants
from format_readers import as_read, expected, read, read_exactly
from format_rules import faults
from format_samples import FEED, FOLDER, NOW, PLACE, article, articles, document, selected

from syndicator.errors import PublishError, RightsError
from syndicator.model.feed import Gone, Part
from syndicator.model.moment import Moment
from syndicator.publish.formats import FORMATS, _extension, _feedgen, atom, rss
from syndicator.publish.heading import heading
from syndicator.publish.render import Kept, render
from syndicator.publish.select import entries, entry
from syndicator.text.html import text_of

RIGHTS = ("id", "title", "holder", "notice", "credit", "license", "usage_terms", "origin_name", "origin_url")
RIGHTS += ("reprint_url", "authors", "editors", "language")
EVERY = pytest.mark.parametrize("extension", FORMATS)


@EVERY
def test_the_documents_are_those_of_the_samples(extension):
    assert document(FORMATS[extension]) == (FOLDER / f"haichuan.{extension}").read_bytes()


def test_the_list_is_keyed_by_what_stands_in_the_url():
    assert all(extension == form.extension for extension, form in FORMATS.items())
    assert {form.media_type for form in FORMATS.values()} == {
        "application/rss+xml; charset=utf-8",
        "application/atom+xml; charset=utf-8",
        "application/feed+json",
        "application/rdf+xml; charset=utf-8",
        "application/json",
        "application/vnd.iptc.g2.newsmessage+xml",
    }


@EVERY
def test_every_right_survives_the_round_trip(extension):
    chosen = selected()
    body = document(FORMATS[extension])
    wanted = [expected(one, extension) for one in chosen]
    assert read_exactly(body, extension) == wanted
    assert read(body, extension) == [as_read(one, extension) for one in wanted]


@EVERY
def test_what_is_read_back_is_what_the_newsroom_said(extension):
    said = {one.id: one for one in articles()}
    for found in read_exactly(document(FORMATS[extension]), extension):
        one = said[found.id]
        assert (found.title, found.authors, found.editors) == (one.title, one.authors, one.editors)
        assert (found.holder, found.notice[0], found.credit) == (
            one.rights.holder,
            one.rights.notice,
            one.rights.credit,
        )
        assert (found.usage_terms, set(found.license)) == (one.rights.usage_terms, {one.rights.license})
        assert found.origin_url.startswith("https://feeds.example.org/articles/" if "file:" in one.url else "http")
        assert found.reprint_url == f"https://feeds.example.org/reprints?article={one.slug}"
        shown = text_of(found.content)
        assert one.rights.notice in shown
        assert one.rights.credit in shown.splitlines()[-1]
        assert f'<a href="{escape(found.origin_url)}">' in found.content
        assert f'<a href="{escape(found.reprint_url)}">' in found.content


@EVERY
def test_no_rule_is_broken(extension):
    assert faults(document(FORMATS[extension]), extension) == []
    assert faults(document(FORMATS[extension], chosen=()), extension) == []


@EVERY
def test_a_feed_without_entries_is_still_the_same_feed(extension):
    body = document(FORMATS[extension], chosen=())
    assert read_exactly(body, extension) == []
    assert body == document(FORMATS[extension], chosen=())
    assert str(NOW.year) not in body.decode()


@pytest.mark.parametrize("extension", ["ninjs.json", "newsml.xml"])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_what_was_taken_down_is_said_to_be_canceled(extension, number):
    gone = (Gone("tag:feeds.example.org,2026:haichuan:a", NOW), Gone("tag:feeds.example.org,2026:haichuan:b", NOW))
    chosen = selected()[:number]
    body = render(FEED, chosen, FORMATS[extension], PLACE, NOW, part=Part(gone=gone)).body
    assert faults(body, extension) == []
    found = {one.id: one.status for one in read_exactly(body, extension)}
    assert found == {one.id: "usable" for one in chosen} | {one.id: "canceled" for one in gone}


# --- a writer that loses a right is noticed


@EVERY
def test_every_part_of_an_entry_that_carries_a_right_is_read(extension):
    chosen = [one for one in selected() if one.authors and one.editors and one.section and one.usage_terms][:1]
    wanted = [expected(chosen[0], extension)]
    noticed, unnoticed = set(), set()
    for path, mutant in mutants(document(FORMATS[extension], chosen), extension):
        (unnoticed if read_exactly(mutant, extension) == wanted else noticed).add(path)
    assert unnoticed == NOT_RIGHTS[extension]
    assert not noticed & unnoticed


@EVERY
@pytest.mark.parametrize("field", RIGHTS)
def test_a_writer_that_drops_a_right_is_noticed(extension, field):
    """As if it had never been asked for: past the door that refuses an article without it."""
    whole = next(one for one in selected() if one.authors and one.editors and one.usage_terms)
    bare = replace(whole, **{field: type(getattr(whole, field))()})
    try:
        body = document(FORMATS[extension], [bare])
    except PublishError:
        return  # it can't be written at all
    assert read_exactly(body, extension) != [expected(whole, extension)]


@pytest.mark.parametrize(("extension", "table"), [("rss", "RSS_ITEM"), ("atom", "ATOM_ENTRY")])
def test_each_writer_of_the_extension_is_needed(extension, table, monkeypatch):
    chosen = selected()
    wanted = [expected(one, extension) for one in chosen]
    writers = getattr(_extension, table)
    for writer in writers:
        monkeypatch.setattr(_extension, table, tuple(one for one in writers if one is not writer))
        body = document(FORMATS[extension])
        lost = read_exactly(body, extension) != wanted
        assert lost or writer is _extension._item_updated, writer


@EVERY
@pytest.mark.parametrize("field", ["holder", "notice", "credit", "license"])
def test_an_article_that_lacks_a_right_has_no_rendering(extension, field):
    whole = articles()
    bare = replace(whole[0], rights=replace(whole[0].rights, **{field: " \n"}))
    with pytest.raises(RightsError, match=field):
        entry(bare, FEED, PLACE)
    selection = entries(FEED, [bare, *whole[1:]], PLACE, NOW)
    body = render(FEED, selection.entries, FORMATS[extension], PLACE, NOW).body
    assert bare.id.encode() not in body
    assert len(read_exactly(body, extension)) == len(whole) - 1


# --- the bytes


@EVERY
def test_kept_entries_give_the_same_bytes(extension):
    form = FORMATS[extension]
    kept = Kept()
    chosen = selected()
    first = render(FEED, chosen, form, PLACE, NOW, kept)
    edited = (replace(chosen[0], title="改了标题", version=2), *chosen[1:])
    assert render(FEED, edited, form, PLACE, NOW, kept) == render(FEED, edited, form, PLACE, NOW)
    assert render(FEED, edited[::-1], form, PLACE, NOW, kept) == render(FEED, edited[::-1], form, PLACE, NOW)
    assert render(FEED, chosen, form, PLACE, NOW, kept) == first == render(FEED, chosen, form, PLACE, NOW)


def test_spliced_rss_is_what_feedgen_writes_in_one_go():
    chosen = selected()
    generator = rss.channel(heading(FEED, chosen, PLACE).at("rss"))
    for one in chosen:
        generator.add_entry(rss.item(one), order="append")
    head, start, items = generator.rss_str(pretty=True).partition(b"    <item>")
    assert document(FORMATS["rss"]) == _feedgen.channel_text(head) + _feedgen.item_text(start + items)


def test_spliced_atom_is_what_feedgen_writes_in_one_go():
    chosen = selected()
    generator = atom.atom_feed(heading(FEED, chosen, PLACE).at("atom"))
    for one in chosen:
        generator.add_entry(atom.atom_entry(one), order="append")
    assert document(FORMATS["atom"]) == generator.atom_str(pretty=True)


def test_spliced_json_is_one_object():
    body = json.loads(document(FORMATS["json"]))
    assert [json.loads(FORMATS["json"].piece(one)) for one in selected()] == body["items"]


def test_the_sample_builder_refuses_a_rights_field_it_does_not_know():
    with pytest.raises(TypeError):
        article(
            {**json.loads((FOLDER / "articles.json").read_text("utf-8"))[0], "rights": {"reprint": "none", "x": ""}}
        )


@EVERY
def test_times_are_written_in_the_source_s_zone_or_in_utc(extension):
    nepal = timezone(timedelta(hours=5, minutes=45))
    at = datetime(2026, 11, 5, 12, 0, 30, 999, nepal)
    one = replace(articles()[0], published=Moment(at), updated=at.astimezone(UTC))
    body = render(FEED, entries(FEED, [one], PLACE, NOW).entries, FORMATS[extension], PLACE, NOW).body.decode()
    assert {"rss": "Thu, 05 Nov 2026 06:15:30 +0000"}.get(extension, "2026-11-05T06:15:30+00:00") in body
    assert faults(body.encode(), extension) == []
    shanghai = document(FORMATS[extension]).decode()
    assert {"rss": "Sun, 08 Nov 2026 00:00:00 +0800"}.get(extension, "2026-11-08T00:00:00+08:00") in shanghai
