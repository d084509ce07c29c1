"""The documents about the whole site that were made, ready to serve from memory."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from syndicator.flows.ready import Ready


@dataclass(frozen=True, slots=True)
class Made:
    """A document as made; `of` is what it was made of, `until` when it is another by itself."""

    ready: Ready
    of: tuple[object, ...]
    until: datetime | None

    def holds(self, of: tuple[object, ...], now: datetime) -> bool:
        """Whether it would be made of the same things now."""
        same = len(of) == len(self.of) and all(one is other for one, other in zip(of, self.of, strict=True))
        return same and (self.until is None or now < self.until)


@dataclass(slots=True)
class Site:
    """The documents about the whole site, by path."""

    made: dict[str, Made] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
