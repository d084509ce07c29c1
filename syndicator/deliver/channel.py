"""The contract of a delivery channel. Its members are the files of channels/; channels/__init__.py lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

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
