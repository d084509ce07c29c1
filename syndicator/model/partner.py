"""A partner outlet: what it may read, in which shape, and what it has been given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

EVERY_FEED = "*"


class Extent(StrEnum):
    """How much of an article's text a partner gets."""

    FULL = "full"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a partner wants its articles; the default is how everybody gets them.

    `credit` is the wording of the credit line, a template like a feed's own; `language` is the one of what we add
    to an article (labels, closing lines), never of its text.
    """

    text: Extent = Extent.FULL
    images: bool = True
    credit: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner outlet.

    `name` is its short name for good; `feeds` are the names of those it may read, EVERY_FEED for all. It may read from
    `starts` until the end of `ends`, at most `rate` requests a minute (0: no limit), from `networks` alone where any
    are given (CIDR). `revoked` ends everything at once.
    """

    name: str
    title: str
    contact: str = ""
    feeds: tuple[str, ...] = ()
    shape: Shape = Shape()
    starts: date | None = None
    ends: date | None = None
    rate: int = 0
    networks: tuple[str, ...] = ()
    created: datetime | None = None
    revoked: datetime | None = None
    note: str = ""

    def may_read(self, feed: str) -> bool:
        """Whether a feed is among those it was promised."""
        return feed in self.feeds or EVERY_FEED in self.feeds


@dataclass(frozen=True, slots=True)
class Token:
    """One of a partner's tokens. The token itself is shown once and never kept: `digest` is its SHA-256 in hex."""

    digest: str = field(repr=False)
    partner: str
    hint: str
    label: str = ""
    created: datetime | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A way we bring changes to a partner: `channel` is one of deliver.channels, `to` where it goes.

    `secret` signs what is sent. `every` is the pause between two digests in seconds, 0 for each change at once.
    `cursor` is how far each feed's journal has been put on its way; `due` when the next digest is. A route that is
    `paused` keeps its place.
    """

    number: int
    partner: str
    channel: str
    to: str
    secret: str = field(default="", repr=False)
    every: int = 0
    cursor: Mapping[str, int] = field(default_factory=dict)
    due: datetime | None = None
    paused: bool = False
    created: datetime | None = None


class How(StrEnum):
    """Who began: the partner fetched it, or we sent it."""

    PULL = "pull"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A partner has one version of one article; `acknowledged` is when it confirmed that an article was taken down."""

    partner: str
    article: str
    version: int
    status: str
    feed: str
    how: How
    channel: str
    at: datetime
    acknowledged: datetime | None = None
