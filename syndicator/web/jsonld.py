"""schema.org NewsArticle with its rights, alone and in a feed's list, for search engines (schema.org, JSON-LD 1.1)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from syndicator.model.draft import Image
from syndicator.model.feed import Entry, Feed, Place
from syndicator.text.urls import front_page

_CONTEXT = "https://schema.org"


def news_article(entry: Entry, place: Place) -> Mapping[str, Any]:
    """The article's description; what it does not say is left out."""
    owner = {"@type": "Organization", "name": entry.holder, "url": front_page(entry.origin_url)}
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": entry.page_url,
        "identifier": entry.id,
        "mainEntityOfPage": entry.page_url,
        "url": entry.page_url,
        "version": str(entry.version),
        # Taken down, the page is gone (410), and this with it.
        "creativeWorkStatus": "Published",
        "isBasedOn": {"@type": "NewsArticle", "headline": entry.title, "url": entry.origin_url},
        "headline": entry.title,
        "alternativeHeadline": list(entry.subtitles),
        "description": entry.summary,
        "datePublished": str(entry.published),
        "dateModified": entry.updated.replace(microsecond=0).isoformat(),
        "inLanguage": entry.language,
        "articleSection": entry.section,
        "author": [{"@type": "Person", "name": name} for name in entry.authors],
        "editor": [{"@type": "Person", "name": name} for name in entry.editors],
        "image": [_picture(image) for image in entry.images],
        "sourceOrganization": {**owner, "name": entry.origin_name},
        "copyrightHolder": owner,
        "copyrightYear": entry.published.at.year,
        "copyrightNotice": entry.notice,
        "creditText": entry.credit,
        "license": entry.license,
        "usageInfo": _terms(entry),
        "acquireLicensePage": entry.reprint_url,
        "publisher": {"@type": "Organization", "name": place.publisher or place.generator, "url": place.base_url},
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def collection(feed: Feed, entries: Sequence[Entry], place: Place) -> Mapping[str, Any]:
    """A feed's page: its articles in their order, each with its rights."""
    listed = [
        {"@type": "ListItem", "position": number, "item": _within(news_article(entry, place))}
        for number, entry in enumerate(entries, start=1)
    ]
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "@id": place.feed(feed.name),
        "url": place.feed(feed.name),
        "name": feed.title,
        "description": feed.description,
        "inLanguage": feed.language,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed},
    }
    return {name: value for name, value in told.items() if value}


def _within(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A description inside another, whose context is its own."""
    return {name: value for name, value in told.items() if name != "@context"}


def _terms(entry: Entry) -> Mapping[str, str] | str:
    """The usage terms in words with their address; the address alone where there are no words."""
    if not entry.usage_terms:
        return entry.license
    return {"@type": "CreativeWork", "text": entry.usage_terms, "url": entry.license}


def _picture(image: Image) -> Mapping[str, str]:
    """A picture with the caption and credit it came with: the article's rights are not said of it."""
    told = {"@type": "ImageObject", "url": image.url, "caption": image.caption, "creditText": image.credit}
    return {name: value for name, value in told.items() if value}


def script(told: Mapping[str, Any]) -> Markup:
    """JSON that can stand inside a script element: nothing in it can close the element."""
    text = json.dumps(told, ensure_ascii=False)
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 - every character that HTML could read is escaped above
