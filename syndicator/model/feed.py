"""A feed as declared, an entry as published, a document as sent."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from syndicator.model.desk import DeskPolicy
from syndicator.model.draft import Image
from syndicator.model.moment import Moment
from syndicator.model.rights import AiUse, Reprint, RightsPolicy
from syndicator.model.source import Source


class Audience(StrEnum):
    """Who may read a feed: everybody, or partners it was promised to."""

    PUBLIC = "public"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feeds/NAME.toml. `entries` is how many articles the live feed holds at most, `access` who may read it."""

    name: str
    title: str
    language: str = "zh-CN"
    description: str = ""
    home_url: str = ""
    timezone: str = "Asia/Shanghai"
    entries: int = 50
    policy: RightsPolicy = field(default_factory=RightsPolicy)
    sources: tuple[Source, ...] = ()
    access: Audience = Audience.PUBLIC
    desk: DeskPolicy = field(default_factory=DeskPolicy)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed is published: absolute URLs of ours, without a trailing slash on `base_url`.

    `hub` is the WebSub hub that brings changes, "" for none.
    """

    base_url: str
    generator: str = "Syndicator"
    publisher: str = ""
    hub: str = ""

    def feed(self, name: str, extension: str = "", path: str = "") -> str:
        """The address of a feed's page, or of one of its formats; `path` is that of a part of it."""
        return f"{self.base_url}/feeds/{name}{path}" + (f".{extension}" if extension else "")

    def article(self, slug: str, extension: str = "") -> str:
        """The address of an article's page, or of what is said of it in another form."""
        return f"{self.base_url}/articles/{slug}" + (f".{extension}" if extension else "")

    def image(self, name: str) -> str:
        """The address of our copy of a picture."""
        return f"{self.base_url}/images/{name}"

    def reprint(self, article_id: str) -> str:
        """The address of the reprint form for one article (its slug)."""
        return f"{self.base_url}/reprints?article={article_id}"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Entry:
    """An article cleared for publication: every rights field is present.

    Built by publish.select alone, which raises RightsError when one is missing. `content_html` ends
    with the visible credit line; `origin_url` is the way back to the original page.
    """

    id: str
    slug: str
    version: int
    title: str
    summary: str
    content_html: str
    body_text: str
    origin_name: str
    origin_url: str
    page_url: str
    reprint_url: str
    published: Moment
    updated: datetime
    language: str
    holder: str
    notice: str
    credit: str
    license: str
    usage_terms: str
    reprint: Reprint
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    section: str = ""
    images: tuple[Image, ...] = ()
    source_feed_url: str = ""
    ai: AiUse = AiUse.SEARCH

    @property
    def source_url(self) -> str:
        """Where the origin is found: its own feed or site, else the original page."""
        return self.source_feed_url or self.origin_url


@dataclass(frozen=True, slots=True)
class Gone:
    """An article taken down, for readers that have it: `id` is its entry's, `at` when it went (RFC 6721)."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a feed a document is (RFC 5005); the live feed unless told.

    `path` stands in its address between the feed's name and the extension ("/archive/2026-11"), "" for the live feed.
    `links` are other parts by their relation to this one: ("prev-archive", "/archive/2026-10"). `archive` is true for
    a closed month. `gone` are those taken down that readers of this part may have.
    """

    path: str = ""
    links: tuple[tuple[str, str], ...] = ()
    archive: bool = False
    gone: tuple[Gone, ...] = ()


LIVE = Part()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of a document that other documents have too; `digest` is its SHA-256.

    `memo` is for what somebody worked out of it, after the piece with the digest that is its key.
    """

    data: bytes = field(repr=False)
    digest: bytes
    memo: dict[bytes, bytes] = field(default_factory=dict, repr=False)


class Spliced:
    """Bytes in pieces, put together when somebody wants them in one: most readers take them compressed, piece by piece.

    The same bytes are equal, however they fall into pieces.
    """

    __slots__ = ("_whole", "pieces", "size")

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        """Take the pieces in order."""
        self.pieces = pieces
        self.size = sum([len(piece.data) for piece in pieces])
        self._whole: bytes | None = None

    @property
    def whole(self) -> bytes:
        """All of them, kept from then on."""
        if self._whole is None:
            self._whole = b"".join([piece.data for piece in self.pieces])
        return self._whole

    def __eq__(self, other: object) -> bool:
        """Whether it is the same bytes."""
        if isinstance(other, Spliced):
            return self.pieces == other.pieces or self.whole == other.whole
        return self.whole == other if isinstance(other, bytes) else NotImplemented

    def __hash__(self) -> int:
        """That of the bytes."""
        return hash(self.whole)


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered feed. `etag` is the quoted strong validator over its bytes; equal input, equal bytes."""

    content: bytes | Spliced = field(repr=False)
    media_type: str
    etag: str
    last_modified: datetime

    @property
    def body(self) -> bytes:
        """Its bytes in one."""
        return self.content.whole if isinstance(self.content, Spliced) else self.content

    @property
    def size(self) -> int:
        """How many bytes it is, without putting them together."""
        return self.content.size if isinstance(self.content, Spliced) else len(self.content)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What makes up the body, for whoever works piece by piece; () for one that is not made of pieces."""
        return self.content.pieces if isinstance(self.content, Spliced) else ()
