"""Something to hand over once, by whatever channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parcel:
    """`id` is the same at every try, so that a receiver can tell a second one from a new one.

    `text` is for people, `body` (UTF-8, of `media_type`) for programs: a channel sends the one its readers want.
    """

    id: str
    subject: str
    text: str
    body: str
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parcel in the outbox: which channel takes it where, and how often that was tried."""

    number: int
    parcel: Parcel
    channel: str
    to: str
    tries: int = 0
    failed: str = ""
