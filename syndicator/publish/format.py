"""The contract of an output format. Its members are the files of formats/; formats/__init__.py lists them."""

from collections.abc import Sequence
from typing import Protocol

from syndicator.model.feed import Entry, Feed, Place


class Format(Protocol):
    """How a feed is written in one format. Pure and deterministic: equal input, equal bytes.

    `extension` is the last part of the feed's URL; `media_type` the Content-Type to send.
    """

    name: str
    extension: str
    media_type: str

    def render(self, feed: Feed, entries: Sequence[Entry], place: Place) -> bytes:
        """The feed document for `entries`, newest first as given. Raises PublishError."""
        ...
