"""The contract of an output format. Its members are the files of formats/; formats/__init__.py lists them."""

from collections.abc import Sequence
from typing import Protocol

from syndicator.model.feed import Entry
from syndicator.publish.heading import Heading


class Format(Protocol):
    """How a feed is written in one format. Pure and deterministic: equal input, equal bytes.

    `extension` is the last part of the feed's URL; `media_type` the Content-Type to send; `between` stands between
    two entries. A document is written in two steps, so that an unchanged entry need not be written again:
    a piece for each entry, then what goes around them.
    """

    name: str
    extension: str
    media_type: str
    between: bytes

    def piece(self, entry: Entry) -> bytes:
        """One entry as it stands in a document. Raises ValueError for text the format can't hold."""
        ...

    def around(self, head: Heading, entries: Sequence[Entry], /) -> tuple[bytes, bytes]:
        """What stands before the first entry and after the last one. Raises ValueError.

        `head` is what the feed says of itself in this document, which part of the feed it is and what is gone.
        """
        ...
