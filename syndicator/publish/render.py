"""Entries to Documents, a format each."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from weakref import finalize

from syndicator.errors import PublishError
from syndicator.model.feed import LIVE, Document, Entry, Feed, Part, Piece, Place, Spliced
from syndicator.publish.clean import cleaned
from syndicator.publish.format import Format
from syndicator.publish.heading import heading

# An entry as written: by a format's extension, and by what follows it.
Written = dict[tuple[str, bytes], Piece]


class Kept:
    """Entries already written, so that a change costs one entry and not a feed of them.

    What was written of an entry is kept as long as somebody has that very entry: the documents on offer are held
    together with theirs. To look for an equal one would cost more than all else that a change takes.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._written: dict[int, Written] = {}

    def of(self, entry: Entry) -> Written:
        """What was written of an entry; whoever writes more adds it."""
        name = id(entry)
        found = self._written.get(name)
        if found is None:
            found = self._written[name] = {}
            finalize(entry, self._written.pop, name).atexit = False
        return found


def render(  # noqa: PLR0913, PLR0917 - what is rendered, and a cache that changes nothing in it
    feed: Feed,
    entries: Sequence[Entry],
    form: Format,
    place: Place,
    changed: datetime,
    kept: Kept | None = None,
    part: Part = LIVE,
    only: Sequence[Entry] | None = None,
) -> Document:
    """The document of `entries`, newest first as given; the same bytes with `kept` and without.

    `changed` is when these bytes were first sent: Last-Modified, in whole seconds. With `only` some of the entries in
    it, it says of itself what the whole does. Raises PublishError.
    """
    return render_all(feed, entries, (form,), place, changed, kept, part, only)[form.extension]


def render_all(  # noqa: PLR0913, PLR0917 - as above
    feed: Feed,
    entries: Sequence[Entry],
    forms: Iterable[Format],
    place: Place,
    changed: datetime,
    kept: Kept | None = None,
    part: Part = LIVE,
    only: Sequence[Entry] | None = None,
) -> dict[str, Document]:
    """The same in several formats, by extension."""
    head = heading(feed, entries, place, part)
    kept = kept or Kept()
    modified = changed.astimezone(UTC).replace(microsecond=0)
    within = entries if only is None else only
    written = [(entry, kept.of(entry)) for entry in within]
    documents = {}
    for form in forms:
        try:
            pieces = _pieces(form, form.around(head.at(form.extension), within), written)
        except ValueError as error:
            raise PublishError(f"{feed.name}{part.path}.{form.extension}: {error}") from error
        documents[form.extension] = Document(Spliced(pieces), form.media_type, _etag(pieces), modified)
    return documents


def _pieces(form: Format, around: tuple[bytes, bytes], entries: Sequence[tuple[Entry, Written]]) -> tuple[Piece, ...]:
    """The document in pieces; what stands between two entries belongs to the first of them. Raises ValueError."""
    before, after = around
    within, last = (form.extension, form.between), (form.extension, b"")
    pieces = [written.get(within) or _add(form, entry, written, within) for entry, written in entries[:-1]]
    pieces += [written.get(last) or _add(form, entry, written, last) for entry, written in entries[-1:]]
    return (_edge(before), *pieces, _edge(after))


def _add(form: Format, entry: Entry, written: Written, key: tuple[str, bytes]) -> Piece:
    made = written[key] = _piece(_write(form, entry) + key[1])
    return made


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
