"""Months as texts, "2026-11": in this form they sort as they follow each other."""

from datetime import datetime
from zoneinfo import ZoneInfo


def month_of(at: datetime, timezone: str) -> str:
    """The month of an aware time where the clocks show `timezone`."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{local.year:04}-{local.month:02}"


def begin(month: str, timezone: str) -> datetime:
    """Its first moment there."""
    return datetime(int(month[:4]), int(month[5:]), 1, tzinfo=ZoneInfo(timezone))


def following(month: str) -> str:
    """The month after this one."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04}-{number + 1:02}"


def preceding(month: str) -> str:
    """The month before this one."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 2, 12)
    return f"{year:04}-{number + 1:02}"
