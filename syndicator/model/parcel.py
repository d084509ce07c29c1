"""Something to hand over once, by whatever channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parcel:
    """`id` is the same at every try, so that a receiver can tell a second one from a new one.

    `text` is for people, `body` (UTF-8, of `media_type`) for programs: a channel sends the one its readers want.
    `html` says the same as `text`, for mail programs that show it. What is `private` is the reprint desk's, for its
    receiver alone: no list shows it, it is queued once under its id, and its words go once it has arrived.
    """

    id: str
    subject: str
    text: str
    body: str
    media_type: str = "application/json"
    html: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """One version of one article in a parcel, or that it was taken down (`status`)."""

    feed: str
    article: str
    version: int
    status: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parcel in the outbox: which channel takes it where, and how often that was tried.

    `route` is the partner's route it goes by, None for what is told to admins; `carried` are the articles in it.
    `given_up` is true for one that is tried no more; `failed` says why the last try came to nothing.
    """

    number: int
    parcel: Parcel
    channel: str
    to: str
    tries: int = 0
    failed: str = ""
    host: str = ""
    route: int | None = None
    carried: tuple[Carried, ...] = ()
    given_up: bool = False
