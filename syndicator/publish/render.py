"""Entries to a Document in one format."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime

from syndicator.errors import PublishError
from syndicator.model.feed import LIVE, Document, Entry, Feed, Part, Place
from syndicator.publish.clean import cleaned
from syndicator.publish.format import Format


class Kept:
    """Entries already written, so that a change costs one entry and not a feed of them.

    Keyed by the whole entry: an equal one has equal bytes, whatever changed around it. Holds at most `limit` bytes
    of pieces; those not used for longest go first.
    """

    def __init__(self, limit: int = 32_000_000) -> None:
        """Start empty."""
        self._limit = limit
        self._size = 0
        self._pieces: OrderedDict[tuple[str, Entry], bytes] = OrderedDict()

    def piece(self, form: Format, entry: Entry) -> bytes:
        """The entry in one format, written unless it is kept. Raises ValueError."""
        key = (form.extension, entry)
        kept = self._pieces.get(key)
        if kept is not None:
            self._pieces.move_to_end(key)
            return kept
        written = _write(form, entry)
        self._pieces[key] = written
        self._size += len(written)
        while self._size > self._limit:
            self._size -= len(self._pieces.popitem(last=False)[1])
        return written


def render(  # noqa: PLR0913, PLR0917 - what is rendered, and a cache that changes nothing in it
    feed: Feed,
    entries: Sequence[Entry],
    form: Format,
    place: Place,
    changed: datetime,
    kept: Kept | None = None,
    part: Part = LIVE,
) -> Document:
    """The document of `entries`, newest first as given; the same bytes with `kept` and without.

    `changed` is when these bytes were first sent: Last-Modified, in whole seconds. Raises PublishError.
    """
    kept = kept or Kept(limit=0)
    try:
        body = form.splice(feed, entries, [kept.piece(form, entry) for entry in entries], place, part)
    except ValueError as error:
        raise PublishError(f"{feed.name}{part.path}.{form.extension}: {error}") from error
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Document(body, form.media_type, etag, changed.astimezone(UTC).replace(microsecond=0))


def _write(form: Format, entry: Entry) -> bytes:
    try:
        return form.piece(entry)
    except ValueError:
        # Text the format can't hold. Selected entries have none; looking for it first would cost more than writing.
        return form.piece(cleaned(entry))
