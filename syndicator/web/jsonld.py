"""schema.org NewsArticle with its rights, for search engines (schema.org, JSON-LD 1.1)."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from syndicator.model.feed import Entry, Place


def news_article(entry: Entry, place: Place) -> Mapping[str, Any]:
    """The article's description; what it does not say is left out."""
    owner = {"@type": "Organization", "name": entry.holder}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": entry.id,
        "mainEntityOfPage": entry.page_url,
        "url": entry.page_url,
        "isBasedOn": entry.origin_url,
        "headline": entry.title,
        "alternativeHeadline": list(entry.subtitles),
        "datePublished": str(entry.published),
        "dateModified": entry.updated.replace(microsecond=0).isoformat(),
        "inLanguage": entry.language,
        "articleSection": entry.section,
        "author": [{"@type": "Person", "name": name} for name in entry.authors],
        "editor": [{"@type": "Person", "name": name} for name in entry.editors],
        "image": [image.url for image in entry.images],
        "sourceOrganization": owner,
        "copyrightHolder": owner,
        "copyrightNotice": entry.notice,
        "creditText": entry.credit,
        "license": entry.license,
        "usageInfo": entry.license,
        "acquireLicensePage": entry.reprint_url,
        "publisher": {"@type": "Organization", "name": place.publisher or place.generator, "url": place.base_url},
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def script(told: Mapping[str, Any]) -> Markup:
    """JSON that can stand inside a script element: nothing in it can close the element."""
    text = json.dumps(told, ensure_ascii=False)
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 - every character that HTML could read is escaped above
