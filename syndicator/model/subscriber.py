"""Somebody our own WebSub hub brings a feed to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

HAS_IT, DUE, RETRYING, GIVEN_UP = STATES = ("has it", "due", "retrying", "given up")


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One callback for one topic (W3C WebSub, section 5).

    `feed`, `extension` and `partner` ("" for a public topic) are what the topic's address means; `token` is the digest
    of the partner's token in it; `host` the callback's. It is active until `lease`. `sent` is the ETag of the document
    it had last, made when its feed had changed `changes` times; `wanted` the ETag of one it was found to lack. `due` is
    when to bring it the present one, None where it has it or was given up. `failed` says why the last of its `tries`
    failed.
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
    host: str = ""
    changes: int = 0
    wanted: str = ""

    @property
    def given_up(self) -> bool:
        """Whether it lacks a version that is not tried again by itself."""
        return self.state == GIVEN_UP

    @property
    def state(self) -> str:
        """How it is doing: one of STATES."""
        return state(waits=self.due is not None, failed=bool(self.failed))


def state(*, waits: bool, failed: bool) -> str:
    """How a subscriber is doing, by whether it is due some time and whether its last try failed."""
    if failed:
        return RETRYING if waits else GIVEN_UP
    return DUE if waits else HAS_IT


class Mode(StrEnum):
    """What a callback is asked to confirm, or told (sections 5.2 and 5.3)."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody asked our hub for and its callback has not confirmed yet, or a denial it is to be told of.

    `subscriber` is the subscription as it will be; `seconds` its lease, which begins when the callback is asked.
    `challenge` is what the callback must answer with, and tells this request from a later one for the same.
    """

    number: int
    mode: Mode
    subscriber: Subscriber
    challenge: str = field(repr=False)
    seconds: int = 0
    reason: str = ""
    tries: int = 0
