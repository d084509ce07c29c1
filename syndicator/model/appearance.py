"""Where a granted article ran, and what came of looking."""

from dataclasses import dataclass
from datetime import datetime

from syndicator.model.finding import Report


@dataclass(frozen=True, slots=True)
class Appearance:
    """One known reprint. `reported` names who told us; `due` is when it is looked at next, None for no more.

    `report` is the last look's, `trouble` why there was none. A finding stands open from `found` until an admin
    settles it (`settled`, by `settled_by`).
    """

    number: int
    grant: str
    url: str
    reported: str
    created: datetime
    article: str = ""
    due: datetime | None = None
    checked: datetime | None = None
    report: Report | None = None
    trouble: str = ""
    found: datetime | None = None
    settled: datetime | None = None
    settled_by: str = ""
    note: str = ""
