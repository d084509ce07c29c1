"""An article's page is a format too: its JSON-LD, read by a reader of its own, holds the same rights."""

import json
import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest
from format_found import Found
from format_readers import expected
from format_samples import FEED, NOW, PLACE, selected
from hypothesis import given, settings
from test_formats_any_text import ARTICLES

from syndicator.publish.select import entries
from syndicator.web.jsonld import collection, news_article, script

RIGHTS = ("title", "holder", "notice", "credit", "license", "usage_terms", "origin_name", "origin_url")
RIGHTS += ("reprint_url", "authors", "editors", "language", "id")


class Scripts(HTMLParser):
    """The JSON-LD of a page, as a browser parts it from the rest."""

    def __init__(self, text):
        super().__init__()
        self.found, self._inside = [], False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag):  # noqa: ARG002 - one kind is enough: scripts hold no elements
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.found[-1] += data


def read(page):
    """The rights of a schema.org NewsArticle, each from the property schema.org has for it."""
    (text,) = Scripts(page).found
    told = json.loads(text)
    assert told["@context"] == "https://schema.org"
    return found_in(told)


def found_in(told):
    assert told["@type"] == "NewsArticle"
    terms, original = told.get("usageInfo"), told.get("isBasedOn", {})
    words = terms if isinstance(terms, dict) else {"url": terms}
    owner, source = told.get("copyrightHolder", {}), told.get("sourceOrganization", {})
    return Found(
        id=told.get("identifier"),
        title=told.get("headline") if told.get("headline") == original.get("headline") else None,
        holder=owner.get("name"),
        notice=(told.get("copyrightNotice"),),
        license=(told.get("license"), words.get("url")),
        usage_terms=words.get("text", ""),
        credit=told.get("creditText"),
        origin_name=source.get("name"),
        origin_url=original.get("url"),
        source_url=None,
        reprint_url=told.get("acquireLicensePage"),
        authors=tuple(one.get("name") for one in told.get("author", ())),
        editors=tuple(one.get("name") for one in told.get("editor", ())),
        language=told.get("inLanguage"),
        content=None,
        status={"Published": "usable"}.get(told.get("creativeWorkStatus")),
    )


def page(one):
    told = script(news_article(one, PLACE))
    return f'<!doctype html><head><title>x</title><script type="application/ld+json">{told}</script></head>'


def wanted(one):
    return replace(expected(one, "html"), license=(one.license,) * 2, source_url=None, content=None)


def test_every_right_is_on_the_page():
    for one in selected():
        assert read(page(one)) == wanted(one)


def test_a_feeds_page_has_them_too_in_its_order():
    chosen = selected()
    (text,) = Scripts(f'<script type="application/ld+json">{script(collection(FEED, chosen, PLACE))}</script>').found
    told = json.loads(text)
    assert (told["@context"], told["@type"], told["name"]) == ("https://schema.org", "CollectionPage", FEED.title)
    items = told["mainEntity"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(chosen) + 1))
    assert [found_in(item["item"]) for item in items] == [wanted(one) for one in chosen]


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_nothing_a_page_says_breaks_it(article):
    (one,) = entries(FEED, [article], PLACE, NOW).entries
    text = page(one)
    assert read(text) == wanted(one)
    # Nothing of it can end the element or begin another.
    assert len(re.findall(r"</?\s*script|<!--", text, re.IGNORECASE)) == 2


@pytest.mark.parametrize("field", RIGHTS)
def test_a_right_that_is_dropped_is_noticed(field):
    whole = next(one for one in selected() if one.authors and one.editors and one.usage_terms)
    bare = replace(whole, **{field: type(getattr(whole, field))()})
    assert read(page(bare)) != wanted(whole)


def test_each_property_that_carries_a_right_is_read():
    whole = next(one for one in selected() if one.authors and one.editors and one.usage_terms)
    told = news_article(whole, PLACE)
    unread = {"@id", "mainEntityOfPage", "url", "version", "alternativeHeadline", "description", "datePublished"}
    unread |= {"dateModified", "articleSection", "image", "copyrightYear", "publisher", "@context", "@type"}
    for name in told.keys() - unread:
        less = {key: value for key, value in told.items() if key != name}
        text = f'<script type="application/ld+json">{script(less)}</script>'
        assert read(text) != wanted(whole), name


def test_the_reader_reads_all_there_is_to_find():
    assert {field.name for field in fields(Found)} == set(RIGHTS) | {"source_url", "content", "status", "machines"}
