"""The documents on offer, ready to serve from memory."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicator.flows.ready import Ready
from syndicator.flows.signal import Signal
from syndicator.flows.stacks import Stacks
from syndicator.model.feed import LIVE, Entry, Feed, Part
from syndicator.model.partner import Shape
from syndicator.publish.render import Kept
from syndicator.publish.select import EVERYBODY, Made

# A shape that nobody asked for in a day is made again when somebody does.
_IN_USE = timedelta(days=1)


# How many earlier states of a feed a reader may have that asks for what is new since.
_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Past:
    """What a feed offered: its documents' validators, and the versions it held by article."""

    etags: Mapping[str, str]
    held: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything of one feed as it was declared: what it holds, and each format's document, by extension.

    `changes` is how often the feed's articles had changed, `until` when something else changes it next: an embargo or
    the month ends. `made` has each entry beside the article it was made of; `part` is what the documents say of the
    feed's other parts and of what is gone. `past` is what was on offer before, the last first.
    """

    feed: Feed
    entries: tuple[Entry, ...]
    documents: dict[str, Ready]
    changes: int
    until: datetime | None
    made: Mapping[str, Made]
    part: Part = LIVE
    past: tuple["Past", ...] = ()

    def is_stale(self, changes: int, now: datetime) -> bool:
        """Whether there may be something else to offer: an article changed, an embargo or the month ended."""
        return self.changes != changes or (self.until is not None and self.until <= now)

    def as_past(self) -> tuple[Past, ...]:
        """What to remember once there is something else to offer."""
        etags = {extension: ready.document.etag for extension, ready in self.documents.items()}
        return (Past(etags, {entry.id: entry.version for entry in self.entries}), *self.past[: _REMEMBERED - 1])


class Library:
    """The last good documents of every feed, in every shape that is in use. A failed run or render leaves them.

    `stacks` has their other parts. `pieces` keeps entries as written, so that a change costs one entry and not a feed
    of them. `changed` tells whoever brings documents elsewhere that some have other bytes now.
    """

    def __init__(self) -> None:
        """Start empty: a feed is missing until its first release."""
        self._shelves: dict[tuple[str, Shape], Shelf] = {}
        self._asked: dict[tuple[str, Shape], datetime] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.stacks = Stacks()
        self.pieces = Kept()
        self.changed = Signal()

    def ready(self, name: str, extension: str, shape: Shape = EVERYBODY) -> Ready | None:
        """A feed's document in one format, None before its first release (of a shape: before it was offered)."""
        shelf = self._shelves.get((name, shape))
        return shelf.documents.get(extension) if shelf else None

    def selection(self, name: str, shape: Shape = EVERYBODY) -> tuple[Entry, ...]:
        """The entries a feed holds now."""
        shelf = self._shelves.get((name, shape))
        return shelf.entries if shelf else ()

    def shelf(self, name: str, shape: Shape = EVERYBODY) -> Shelf | None:
        """Everything of one feed."""
        return self._shelves.get((name, shape))

    def turn(self, name: str) -> asyncio.Lock:
        """Held by whoever brings a feed up to date, so that an earlier selection never replaces a later one."""
        return self._turns[name]

    def put(self, name: str, shelf: Shelf, shape: Shape = EVERYBODY) -> None:
        """Replace what a feed offers in one shape, all formats at once."""
        self._shelves[name, shape] = shelf

    def ask(self, name: str, shape: Shape, now: datetime) -> None:
        """Note that a shape of a feed is wanted."""
        self._asked[name, shape] = now

    def shapes(self, name: str, now: datetime) -> tuple[Shape, ...]:
        """The shapes of a feed to bring up to date; those nobody asked for lately are forgotten."""
        own = [(feed, shape) for feed, shape in self._shelves if feed == name and shape != EVERYBODY]
        for key in own:
            if now - self._asked.get(key, now) > _IN_USE:
                del self._shelves[key], self._asked[key]
        return (EVERYBODY, *(shape for feed, shape in own if (feed, shape) in self._shelves))

    def keep_only(self, names: frozenset[str]) -> None:
        """Forget feeds that are no longer declared."""
        for name in self._turns.keys() - names:
            del self._turns[name]
        self._shelves = {key: shelf for key, shelf in self._shelves.items() if key[0] in names}
        self._asked = {key: asked for key, asked in self._asked.items() if key in self._shelves}
