"""One article for programs, in each form it has an address in: as ninjs, and its terms in ODRL, TDMRep and RSL."""

from collections.abc import Callable
from datetime import UTC
from hashlib import sha256

from syndicator.model.feed import Document, Entry, Place
from syndicator.publish import odrl, rsl, usage
from syndicator.publish.formats.ninjs import Ninjs, article

_TDM = "tdm.json"
FORMS: dict[str, tuple[str, Callable[[Entry, Place], bytes]]] = {
    "json": (Ninjs.media_type, lambda entry, _: article(entry)),
    "odrl.json": (odrl.MEDIA_TYPE, odrl.offer),
    _TDM: (odrl.MEDIA_TYPE, odrl.tdm_policy),
    "rsl.xml": (rsl.MEDIA_TYPE, rsl.of_article),
}
"""By the extension of its address."""


def written(entry: Entry, extension: str, place: Place) -> Document | None:
    """An article in one of FORMS; None for the terms of mining where nothing is reserved. Raises KeyError."""
    media_type, write = FORMS[extension]
    if extension == _TDM and not usage.reserved(entry.ai):
        return None
    body = write(entry, place)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    return Document(body, media_type, etag, entry.updated.astimezone(UTC).replace(microsecond=0))
