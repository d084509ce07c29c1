"""One article as ninjs: by the standard, with every right, and taken by another installation as it is."""

import json
from dataclasses import replace

import pytest
from format_readers import expected
from format_readers_iptc import ninjs_item
from format_rules_iptc import ARTICLE, ninjs_faults
from format_samples import NOW, selected

from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Image
from syndicator.model.feed import Gone
from syndicator.model.page import Page
from syndicator.model.rights import Status
from syndicator.model.source import Source
from syndicator.publish.formats.ninjs import article, removal

ENTRIES = pytest.mark.parametrize("one", selected(), ids=lambda one: one.slug)
PICTURES = (
    Image("https://news.haichuan.example/桥.jpg", "新桥", "新桥全景", "李山 摄"),
    Image("https://news.haichuan.example/b.jpg"),
)


@ENTRIES
def test_it_is_valid_and_has_every_right(one):
    pictured = replace(one, images=PICTURES)
    text = article(pictured).decode()
    assert ninjs_faults(text, ARTICLE) == []
    assert ninjs_item(json.loads(text)) == expected(one, "ninjs.json")
    told = json.loads(text)
    assert told["standard"]["version"] == "3.1"
    assert [picture.get("by", "") for picture in told["associations"]] == [image.credit for image in PICTURES]


@pytest.mark.parametrize("status", [Status.CANCELED, Status.WITHHELD])
def test_word_that_one_is_gone_is_valid_and_has_nothing_of_it(status):
    text = removal(Gone("tag:feeds.example.org,2026:haichuan:a", NOW), status).decode()
    assert ninjs_faults(text, ARTICLE) == []
    told = json.loads(text)
    assert (told["uri"], told["pubStatus"]) == ("tag:feeds.example.org,2026:haichuan:a", status)
    assert told.keys() == {"standard", "uri", "type", "version", "versionCreated", "pubStatus"}


@ENTRIES
def test_another_installation_takes_it_as_it_is(one):
    source = Source("partner/desk", "partner", "push", "", timezone="UTC", language="zh-CN")
    page = Page("push:", article(replace(one, images=PICTURES)), "application/json")
    (lead,) = KINDS["push"].leads(page, source).leads
    draft = lead.draft
    assert lead.key == one.id
    assert (draft.title, draft.subtitles, draft.url) == (one.title, one.subtitles, one.origin_url)
    assert (draft.authors, draft.editors) == (one.authors, one.editors)
    assert (draft.outlet, draft.outlet_url) == (one.origin_name, one.source_url)
    assert (draft.language, draft.revision, draft.status) == (one.language, str(one.version), "usable")
    assert draft.published.utc == one.published.utc.replace(microsecond=0)
    said = [line.text for line in draft.notices]
    assert set(filter(None, (one.notice, one.holder, one.usage_terms, one.license))) <= set(said)
    assert one.credit in draft.body_text
