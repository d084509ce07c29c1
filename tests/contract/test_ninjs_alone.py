"""One article as ninjs: by the standard, with every right, and taken by another installation as it is."""

import json
from dataclasses import replace

import pytest
from format_readers import expected
from format_readers_iptc import ninjs_item
from format_rules_iptc import ARTICLE, ninjs_faults
from format_samples import selected

from syndicator.extract.kinds import KINDS
from syndicator.model.draft import Image
from syndicator.model.page import Page
from syndicator.model.source import Source
from syndicator.publish.formats.ninjs import article

ENTRIES = pytest.mark.parametrize("one", selected(), ids=lambda one: one.slug)
# `by` is a sentence, and read as one: a name with marks in it does not come through whole.
PLAIN = pytest.mark.parametrize(
    "one", [one for one in selected() if "<" not in "".join(one.authors)], ids=lambda one: one.slug
)
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


@PLAIN
def test_another_installation_takes_it_as_it_is(one):
    source = Source("partner/desk", "partner", "push", "", timezone="UTC", language="zh-CN")
    page = Page("push:", article(replace(one, images=PICTURES)), "application/json")
    (lead,) = KINDS["push"].leads(page, source).leads
    draft = lead.draft
    assert lead.key == one.id
    assert (draft.title, draft.subtitles, draft.url) == (one.title, one.subtitles, one.origin_url)
    assert (draft.authors, draft.outlet, draft.outlet_url) == (one.authors, one.origin_name, one.source_url)
    assert (draft.language, draft.revision, draft.status) == (one.language, str(one.version), "usable")
    assert draft.published.utc == one.published.utc.replace(microsecond=0)
    said = [line.text for line in draft.notices]
    assert set(filter(None, (one.notice, one.holder, one.usage_terms, one.license))) <= set(said)
    assert one.credit in draft.body_text
