"""A subscription to an upstream feed at its WebSub hub."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """How far a subscription is.

    OFFERED: the feed names a hub. ASKED: we have asked it, and it has not verified that yet. ACTIVE: it
    has. DENIED: it said no, or could not be asked. LEAVING: we have asked it to stop.
    """

    OFFERED = "offered"
    ASKED = "asked"
    ACTIVE = "active"
    DENIED = "denied"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One source's subscription.

    `token` is the last part of our callback's address, `secret` what the hub signs with: both are
    secret. It is verified `since` then and until `lease`. `heard` is when content last came; `missed`
    is set when a poll found what the hub had not brought. It is not asked again before `retry`; `note`
    says why not.
    """

    source: str
    hub: str
    topic: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    stage: Stage = Stage.OFFERED
    since: datetime | None = None
    lease: datetime | None = None
    heard: datetime | None = None
    missed: bool = False
    retry: datetime | None = None
    note: str = ""
