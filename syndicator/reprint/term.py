"""For how long: the many ways to write a term, read into two dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MAX_DAYS = 3660  # ten years: longer is for the owner's own contract

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
_INTERVAL = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:/|\.\.|to|until|[-–—~～]|至|到)\s*(\d{4}-\d{1,2}-\d{1,2})", re.ASCII
)
_LENGTH = re.compile(
    r"p?\s*(\d{1,6})\s*(days?|d|天|日|weeks?|w|周|months?|m|个?月|years?|y|年)?", re.ASCII | re.IGNORECASE
)
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "月": 30, "y": 365, "年": 365}


class TermError(ValueError):
    """A term that can't be read: `field` is the one at fault, `code` says why."""

    def __init__(self, field: str, code: str, limit: str = "") -> None:
        self.field = field
        self.code = code
        self.limit = limit
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The raw parts of a term; `names` are the fields they came from, for the complaint."""

    start: object = None
    end: object = None
    days: object = None
    names: tuple[str, str, str] = ("term", "term", "term")


def read(fields: Mapping[str, object], today: date) -> tuple[date, date]:
    """First and last day of the term asked for.

    Read from `term` ({from, to} or {days}, "FROM/TO", "90 days", "6个月", a number of days or a last
    day), else from `term_from` and `term_to`, or `days`. A missing first day is `today`. Raises TermError.
    """
    parts = _parts(fields)
    start_field, end_field, days_field = parts.names
    start = today if _empty(parts.start) else _date(parts.start, start_field)
    if not _empty(parts.days):
        end = start + timedelta(days=_days(parts.days, days_field) - 1)
    elif _empty(parts.end):
        raise TermError(end_field, "missing")
    else:
        end = _date(parts.end, end_field)
    # The visitor's day may be a day behind ours: it is still yesterday further west.
    if start < today - timedelta(days=1):
        raise TermError(start_field, "past")
    if end < start:
        raise TermError(end_field, "before-start")
    if end < today:
        raise TermError(end_field, "past")
    if (end - today).days > MAX_DAYS:
        raise TermError(end_field, "too-far", "10")
    return start, end


def _parts(fields: Mapping[str, object]) -> _Parts:
    term = fields.get("term")
    if isinstance(term, Mapping):
        return _Parts(term.get("from"), term.get("to"), term.get("days"))
    if isinstance(term, str) and term.strip():
        return _from_text(term.strip())
    if not _empty(term):
        return _Parts(days=term)
    start = fields.get("term_from", fields.get("from"))
    end = fields.get("term_to", fields.get("to"))
    days = fields.get("days", fields.get("term_days"))
    if _empty(end) and _empty(days):
        # Nothing of a term at all names the term; a first day alone lacks its last.
        return _Parts(start, end, days, ("term_from", "term" if _empty(start) else "term_to", "days"))
    return _Parts(start, end, days, ("term_from", "term_to", "days"))


def _from_text(text: str) -> _Parts:
    if interval := _INTERVAL.fullmatch(text):
        return _Parts(interval[1], interval[2])
    if _DATE.fullmatch(text):
        return _Parts(end=text)
    return _Parts(days=text)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _date(value: object, field: str) -> date:
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise TermError(field, "not-a-date")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise TermError(field, "not-a-date") from None


def _days(value: object, field: str) -> int:
    """A length in days, from 1 to MAX_DAYS."""
    days = 0
    if isinstance(value, int) and not isinstance(value, bool):
        days = value
    elif isinstance(value, str) and (match := _LENGTH.fullmatch(value.strip())):
        unit = (match[2] or "d").lower().removeprefix("个")[0]
        days = int(match[1]) * _DAYS[unit]
    if days < 1:
        raise TermError(field, "not-a-term")
    if days > MAX_DAYS:
        raise TermError(field, "too-far", "10")
    return days
