"""Somebody our own WebSub hub brings a feed to."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One callback for one topic (W3C WebSub, section 5).

    `feed`, `extension` and `partner` ("" for a public topic) are what the topic's address means; `token` is the digest
    of the partner's token in it. It is active until `lease`. `sent` is the ETag of the document it had last. `due` is
    when to bring it the present one (None: it has it, or `failed` says why it was given up after `tries`).
    """

    number: int
    topic: str = field(repr=False)
    callback: str
    feed: str
    extension: str
    lease: datetime
    secret: str = field(default="", repr=False)
    partner: str = ""
    token: str = field(default="", repr=False)
    created: datetime | None = None
    sent: str = ""
    due: datetime | None = None
    tries: int = 0
    failed: str = ""
