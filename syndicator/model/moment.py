"""A point in time as a page gives it: often only to the day."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Precision = Literal["day", "minute", "second"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with the precision its page gave.

    `at` is timezone-aware, in the source's zone (midnight there for precision "day").
    `estimated` marks a time the page did not give (first seen), or not to the day (`3 hours ago`, a month).
    """

    at: datetime
    precision: Precision = "second"
    estimated: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a Moment needs a time zone")

    @property
    def utc(self) -> datetime:
        """The same instant in UTC."""
        return self.at.astimezone(UTC)

    def __str__(self) -> str:
        """RFC 3339, or the bare date where the page gives no time of day."""
        if self.precision == "day":
            return self.at.date().isoformat()
        return self.at.replace(microsecond=0).isoformat()
