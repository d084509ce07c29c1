"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), rights in its extension `_newsfeed`."""

import json
from collections.abc import Sequence

from syndicator.model.feed import Entry
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339

_COMMENT = (
    "Each item's _newsfeed states its rights: rights (the notice), rights_holder, usage_terms, license, credit "
    "(the line to print with any copy), the original's title and address, its editors, and where to ask to reprint."
)


class JsonFeed:
    """JSON Feed has no field for rights, so every item carries all of them in one extension object."""

    name = "JSON Feed 1.1"
    extension = "json"
    media_type = "application/feed+json"
    between = b",\n"

    def piece(self, entry: Entry) -> bytes:
        """One item."""
        return _dump(_item(entry))

    def around(self, head: Heading, _entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The feed object; its items stand a line each."""
        return _dump(_feed(head)).removesuffix(b"}") + b',"items":[\n', b"\n]}\n"


def _feed(head: Heading) -> dict[str, object]:
    rights = {"rights": head.notice, "license": head.license}
    # It knows one way only, to what is older.
    links = dict(head.links)
    older = links.get("next") or links.get("prev-archive")
    hubs = {"hubs": [{"type": "WebSub", "url": head.hub}]} if head.hub else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page_url,
        "feed_url": head.url,
        **({"next_url": older} if older else {}),
        "description": head.description,
        "user_comment": _COMMENT,
        "language": head.language,
        **hubs,
        "_newsfeed": {name: value for name, value in rights.items() if value},
    }


def _item(entry: Entry) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": entry.id,
        "url": entry.origin_url,
        "title": entry.title,
        "content_html": entry.content_html,
        "summary": entry.summary,
        "date_published": rfc3339(entry.published.at.replace(microsecond=0)),
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [entry.section] if entry.section else [],
        "language": entry.language,
        "_newsfeed": _rights(entry),
    }
    return {name: value for name, value in fields.items() if value}


def _rights(entry: Entry) -> dict[str, object]:
    fields: dict[str, object] = {
        "rights": entry.notice,
        "rights_holder": entry.holder,
        "usage_terms": entry.usage_terms,
        "license": entry.license,
        "reprint": str(entry.reprint),
        "reprint_request_url": entry.reprint_url,
        "credit": entry.credit,
        "source": {"name": entry.origin_name, "url": entry.source_url},
        "original_title": entry.title,
        "original_url": entry.origin_url,
        "editors": list(entry.editors),
    }
    return {name: value for name, value in fields.items() if value}


def _dump(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
