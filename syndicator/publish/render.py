"""Entries to Documents, a format each."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from weakref import WeakValueDictionary

from syndicator.errors import PublishError
from syndicator.model.feed import LIVE, Document, Entry, Feed, Part, Piece, Place
from syndicator.publish.clean import cleaned
from syndicator.publish.format import Format
from syndicator.publish.heading import Heading, heading

_Key = tuple[str, Entry, bool]


class Kept:
    """Entries already written, so that a change costs one entry and not a feed of them.

    Keyed by the whole entry: an equal one has equal bytes, whatever changed around it. What a document on offer holds
    stays as long as the document does; of the rest at most `limit` bytes, those used last.
    """

    def __init__(self, limit: int = 8_000_000) -> None:
        """Start empty."""
        self._limit = limit
        self._size = 0
        self._latest: OrderedDict[_Key, Piece] = OrderedDict()
        self._pieces: WeakValueDictionary[_Key, Piece] = WeakValueDictionary()

    def piece(self, form: Format, entry: Entry, *, last: bool) -> Piece:
        """The entry in one format, with what stands between it and the next, written unless it is kept.

        Raises ValueError.
        """
        last = last or not form.between
        key = (form.extension, entry, last)
        kept = self._pieces.get(key)
        if kept is None:
            kept = _piece(_write(form, entry) + (b"" if last else form.between))
            self._pieces[key] = kept
            self._remember(key, kept)
        return kept

    def _remember(self, key: _Key, piece: Piece) -> None:
        self._latest[key] = piece
        self._size += len(piece.data)
        while self._size > self._limit:
            self._size -= len(self._latest.popitem(last=False)[1].data)


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
    return render_all(feed, entries, (form,), place, changed, kept, part)[form.extension]


def render_all(  # noqa: PLR0913, PLR0917 - as above
    feed: Feed,
    entries: Sequence[Entry],
    forms: Iterable[Format],
    place: Place,
    changed: datetime,
    kept: Kept | None = None,
    part: Part = LIVE,
) -> dict[str, Document]:
    """The same in several formats, by extension."""
    head = heading(feed, entries, place, part)
    kept = kept or Kept(limit=0)
    modified = changed.astimezone(UTC).replace(microsecond=0)
    documents = {}
    for form in forms:
        try:
            pieces = _pieces(head.at(form.extension), entries, form, kept)
        except ValueError as error:
            raise PublishError(f"{feed.name}{part.path}.{form.extension}: {error}") from error
        body = b"".join([piece.data for piece in pieces])
        documents[form.extension] = Document(body, form.media_type, _etag(pieces), modified, pieces)
    return documents


def _pieces(head: Heading, entries: Sequence[Entry], form: Format, kept: Kept) -> tuple[Piece, ...]:
    before, after = form.around(head, entries)
    end = len(entries) - 1
    written = [kept.piece(form, entry, last=number == end) for number, entry in enumerate(entries)]
    return (_edge(before), *written, _edge(after))


def _etag(pieces: Sequence[Piece]) -> str:
    """A strong validator: the digest of the pieces' digests.

    Bytes fall into pieces in one way, so it differs when they do and only then, without reading all of them again.
    """
    whole = hashlib.sha256(b"".join([piece.digest for piece in pieces]))
    return f'"{whole.hexdigest()[:32]}"'


def _piece(data: bytes) -> Piece:
    return Piece(data, hashlib.sha256(data).digest())


@lru_cache(maxsize=64)
def _edge(data: bytes) -> Piece:
    """What goes around: the end of a document is the same for all of a format."""
    return _piece(data)


def _write(form: Format, entry: Entry) -> bytes:
    try:
        return form.piece(entry)
    except ValueError:
        # Text the format can't hold. Selected entries have none; looking for it first would cost more than writing.
        return form.piece(cleaned(entry))
