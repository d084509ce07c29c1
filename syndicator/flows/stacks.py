"""Parts of feeds that are seldom asked for, as long as there is room for them."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from syndicator.flows.ready import Ready
from syndicator.model.feed import Part
from syndicator.model.partner import Shape


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of a feed in one format and shape; `path` is that of model.feed.Part."""

    feed: str
    path: str
    extension: str
    shape: Shape


class Held(NamedTuple):
    """An article's version that a document holds."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Stacked:
    """A part as it was at a count of its feed's changes, and what it holds."""

    ready: Ready
    part: Part
    held: tuple[Held, ...]
    changes: int


class Stacks:
    """The parts asked for last, at most `limit` bytes of them uncompressed."""

    def __init__(self, limit: int = 32_000_000) -> None:
        """Start empty."""
        self._limit = limit
        self._size = 0
        self._parts: OrderedDict[Wanted, Stacked] = OrderedDict()

    def find(self, wanted: Wanted) -> Stacked | None:
        """A part as it was last."""
        return self._parts.get(wanted)

    def put(self, wanted: Wanted, stacked: Stacked) -> None:
        """Keep a part in place of what it was before; others go where there is no room."""
        before = self._parts.pop(wanted, None)
        self._size += _size(stacked) - (_size(before) if before else 0)
        self._parts[wanted] = stacked
        while self._size > self._limit and len(self._parts) > 1:
            self._size -= _size(self._parts.popitem(last=False)[1])


def _size(stacked: Stacked) -> int:
    return stacked.ready.document.size
