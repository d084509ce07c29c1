"""Retry-After: how long a server wants to be left alone (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A server may write anything; a day is the longest a host is left alone on its own word.
LONGEST = 86_400.0


def retry_after(value: str | None, date: str | None, now: datetime) -> float | None:
    """Seconds from now, at most a day; None when the header is missing or unreadable.

    A date is taken against the answer's own `date` header where there is one, since the server's
    clock may be wrong, else against `now`.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST)
    moment = _moment(text)
    if moment is None:
        return None
    wait = (moment - (_moment(date or "") or now)).total_seconds()
    return min(max(wait, 0.0), LONGEST)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
