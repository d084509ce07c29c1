"""ninjs 3.1 (IPTC News in JSON, https://iptc.org/std/ninjs/): an article, or a feed of them as one composite object.

Each article is an object of its own among the feed's `associations`, with every right; `article` is the same one alone.
The page it came from is the alternative id of role `web`; the credit line and where to ask stand with the sources of
information, ninjs having no field for either.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from syndicator.model.draft import Image
from syndicator.model.feed import Entry, Gone
from syndicator.model.rights import Status
from syndicator.publish.heading import Heading
from syndicator.publish.stamps import rfc3339
from syndicator.publish.words import words
from syndicator.text.urls import to_uri

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
Fields = dict[str, Any]


class Ninjs:
    """Rights in ninjs's own fields, the license as linked rights."""

    name = "ninjs 3.1"
    extension = "ninjs.json"
    media_type = "application/json"
    between = b",\n"

    def piece(self, entry: Entry) -> bytes:
        """One associated object."""
        return _dump({"name": entry.title, **_item(entry)})

    def around(self, head: Heading, entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        """The composite object around ready ones, a line each."""
        before = _dump(_composite(head)).removesuffix(b"}") + b',"associations":[\n'
        # What is associated has a name by which; an object by itself has none.
        canceled = self.between.join(_dump({"name": gone.id, **_canceled(gone)}) for gone in head.gone)
        return before, (self.between if entries and canceled else b"") + canceled + b"\n]}\n"


def article(entry: Entry) -> bytes:
    """One article by itself. Raises ValueError for text JSON in UTF-8 can't hold."""
    return _dump({"standard": _STANDARD, **_item(entry)}) + b"\n"


def removal(gone: Gone, status: Status) -> bytes:
    """Word that an article is to be taken down (`canceled`), or is held back for the time being (`withheld`)."""
    return _dump({"standard": _STANDARD, **_canceled(gone), "pubStatus": str(status)}) + b"\n"


def _composite(head: Heading) -> Fields:
    fields: Fields = {
        "standard": _STANDARD,
        "uri": head.url,
        "type": "composite",
        "versionCreated": rfc3339(head.updated),
        "pubStatus": str(Status.USABLE),
        "copyrightNotice": head.notice,
        "rightsInfo": {"linkedRights": head.license} if head.license else {},
        "language": head.language,
        "title": head.title,
        "headlines": [{"role": "main", "value": head.title}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": head.description}],
    }
    return _said(fields)


def _canceled(gone: Gone) -> Fields:
    """An article taken down: its name and that it is."""
    return {
        "uri": gone.id,
        "type": "text",
        # Higher than any count of edits.
        "version": str(int(gone.at.timestamp())),
        "versionCreated": rfc3339(gone.at),
        "pubStatus": str(Status.CANCELED),
    }


def _item(entry: Entry) -> Fields:
    said = words(entry.language)
    ask = {"type": "web", "role": "reprint", "name": said.reprint, "value": entry.reprint_url}
    fields: Fields = {
        "uri": entry.id,
        "type": "text",
        "representationType": "full",
        "version": str(entry.version),
        "firstCreated": rfc3339(entry.published.at.replace(microsecond=0)),
        "versionCreated": rfc3339(entry.updated),
        "pubStatus": str(Status.USABLE),
        "copyrightHolder": entry.holder,
        "copyrightNotice": entry.notice,
        "usageTerms": entry.usage_terms,
        "rightsInfo": {"linkedRights": entry.license},
        "language": entry.language,
        "by": said.between.join(entry.authors),
        "people": [
            *({"name": name, "rel": "author"} for name in entry.authors),
            *({"name": name, "rel": "editor"} for name in entry.editors),
        ],
        "infoSources": [
            {"role": "origin", "name": entry.origin_name, "uri": entry.source_url, "contactInfo": [ask]},
            {"role": "creditline", "literal": entry.credit},
        ],
        "altIds": [{"role": "web", "value": entry.origin_url}],
        "subjects": [{"name": entry.section}] if entry.section else [],
        "headlines": [
            {"role": "main", "value": entry.title},
            *({"role": "subtitle", "value": line} for line in entry.subtitles),
        ],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": entry.summary}]
        if entry.summary
        else [],
        "bodies": [{"role": "main", "contentType": "text/html", "value": entry.content_html}],
        "associations": [
            _picture(image, number) for number, image in enumerate(entry.images, start=1) if to_uri(image.url)
        ],
    }
    return _said(fields)


def _picture(image: Image, number: int) -> Mapping[str, Any]:
    """A picture the body shows, with the credit it came with: the article's rights are not said of it."""
    address = to_uri(image.url)
    described = (("caption", image.caption), ("creditline", image.credit))
    fields: Fields = {
        "name": f"picture {number}",
        "uri": address,
        "type": "picture",
        "by": image.credit,
        "headlines": [{"value": image.alt}] if image.alt else [],
        "descriptions": [{"role": role, "value": text} for role, text in described if text],
        "renditions": [{"name": "main", "href": address}],
    }
    return _said(fields)


def _said(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value}


def _dump(value: Fields) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
