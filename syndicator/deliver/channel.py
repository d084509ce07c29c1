"""The contracts of delivery channels: one that takes parcels, one that keeps a tree of documents.

Their members are the files of channels/; channels/__init__.py lists them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from syndicator.deliver.conditional import CACHE_CONTROL
from syndicator.deliver.variants import Variants
from syndicator.model.feed import Document
from syndicator.model.parcel import Parcel


class Answer(Protocol):
    """What a receiver said to a POST: its HTTP status and the start of its text."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def text(self) -> str:
        """What it said, or the start of it."""
        ...


class Post(Protocol):
    """A POST that goes to public addresses alone (and to the admin's own hosts) and follows no redirect.

    Raises FetchError where there is no answer.
    """

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str], /) -> Answer:
        """Send `body` to `url`."""
        ...


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes our mail. `tls` "starttls" begins plain and turns to TLS, "tls" is TLS from the first byte."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: Literal["starttls", "tls", "none"] = "starttls"


@dataclass(frozen=True, slots=True)
class Lines:
    """What channels work with. `mail` is None where no server is configured; `secret` signs what we send."""

    mail: MailServer | None
    post: Post
    secret: str = ""


class Channel(Protocol):
    """One way to hand over a parcel."""

    name: str

    def __init__(self, lines: Lines) -> None: ...

    async def send(self, parcel: Parcel, to: str, now: datetime) -> None:
        """Hand `parcel` to the receiver at `to`, once. Raises DeliverError, `final` where a retry is of no use."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A document at its path, which is that of its address without the first slash.

    `variants` has it in its codings where somebody made them; `cache_control` says how long it may be kept.
    """

    path: str
    document: Document
    variants: Variants | None = None
    cache_control: str = CACHE_CONTROL


@dataclass(frozen=True, slots=True)
class Account:
    """How to get into a store that is not ours; "" for what it knows by itself or needs not."""

    endpoint: str = ""
    region: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)


class Tree(Protocol):
    """One place where everybody reads our documents as files. It knows which are ours, and touches no other.

    Every method raises DeliverError; after one, what was asked may be asked again.
    """

    name: str

    def __init__(self, to: str, account: Account) -> None: ...

    async def held(self) -> frozenset[str]:
        """The paths of what we brought and did not remove."""
        ...

    async def put(self, files: Sequence[File]) -> int:
        """Have these there, each all at once or not at all; returns how many had other bytes or were not there."""
        ...

    async def remove(self, paths: Collection[str]) -> int:
        """Have none of these there any more; returns how many were."""
        ...
