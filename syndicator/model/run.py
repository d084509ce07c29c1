"""One execution of a flow, and what it met on the way."""

from dataclasses import dataclass
from datetime import datetime

# The code of what a document held and its article does not: known, and no fault of its source.
LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one URL: `code` for machines, `text` for an admin."""

    url: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """An article a run stored but held back, with the reason."""

    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over one source. Counts are of articles; `finished` is None while it runs."""

    source: str
    started: datetime
    finished: datetime | None = None
    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withheld: tuple[Withheld, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between runs.

    `configured` is a digest of the configuration it was last read by; `moved_to` and `gone` (its list
    answered 410) hold for that one alone. `not_before` is until when its host wants to be left alone.
    """

    key: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    moved_to: str = ""
    last_success: datetime | None = None
    last_run: datetime | None = None
    failures: int = 0
    last_error: str = ""
    not_before: datetime | None = None
    configured: str = ""
    gone: bool = False
