"""The contract of an output format. Its members are the files of formats/; formats/__init__.py lists them."""

from collections.abc import Sequence
from typing import Protocol

from syndicator.model.feed import LIVE, Entry, Feed, Part, Place


class Format(Protocol):
    """How a feed is written in one format. Pure and deterministic: equal input, equal bytes.

    `extension` is the last part of the feed's URL; `media_type` the Content-Type to send.
    A document is written in two steps, so that an unchanged entry need not be written again:
    a piece for each entry, then the envelope around them.
    """

    name: str
    extension: str
    media_type: str

    def piece(self, entry: Entry) -> bytes:
        """One entry as it stands in a document. Raises ValueError for text the format can't hold."""
        ...

    def splice(
        self, feed: Feed, entries: Sequence[Entry], pieces: Sequence[bytes], place: Place, part: Part = LIVE
    ) -> bytes:
        """The document around `pieces`, which are those of `entries`, in their order. Raises ValueError.

        `part` says which part of the feed it is, what others there are and what is gone; heading() brings it in form.
        """
        ...
