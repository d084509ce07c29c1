"""The documents on offer, ready to serve from memory."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from syndicator.deliver.conditional import Variants
from syndicator.model.feed import Document, Entry, Feed
from syndicator.publish.render import Kept


@dataclass(frozen=True, slots=True)
class Ready:
    """A document with its compressed forms, made once a change."""

    document: Document
    variants: Variants


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything of one feed as it was declared: what it holds, and each format's document, by extension.

    `changes` is how often the feed's articles had changed, `until` when the next embargo ends.
    """

    feed: Feed
    entries: tuple[Entry, ...]
    documents: dict[str, Ready]
    changes: int
    until: datetime | None

    def is_stale(self, changes: int, now: datetime) -> bool:
        """Whether there may be something else to offer: an article changed, or an embargo ended."""
        return self.changes != changes or (self.until is not None and self.until <= now)


class Library:
    """The last good documents of every feed. A failed run or render leaves them as they are.

    `pieces` keeps entries as written, so that a change renders one entry and not a feed of them.
    """

    def __init__(self) -> None:
        """Start empty: a feed is missing until its first release."""
        self._shelves: dict[str, Shelf] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.pieces = Kept()

    def ready(self, name: str, extension: str) -> Ready | None:
        """A feed's document in one format, None before its first release."""
        shelf = self._shelves.get(name)
        return shelf.documents.get(extension) if shelf else None

    def selection(self, name: str) -> tuple[Entry, ...]:
        """The entries a feed holds now."""
        shelf = self._shelves.get(name)
        return shelf.entries if shelf else ()

    def shelf(self, name: str) -> Shelf | None:
        """Everything of one feed."""
        return self._shelves.get(name)

    def turn(self, name: str) -> asyncio.Lock:
        """Held by whoever brings a feed up to date, so that an earlier selection never replaces a later one."""
        return self._turns[name]

    def put(self, name: str, shelf: Shelf) -> None:
        """Replace what a feed offers, all formats at once."""
        self._shelves[name] = shelf

    def keep_only(self, names: frozenset[str]) -> None:
        """Forget feeds that are no longer declared."""
        for name in self._turns.keys() - names:
            del self._turns[name]
        self._shelves = {name: shelf for name, shelf in self._shelves.items() if name in names}
