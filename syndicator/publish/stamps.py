"""Times as feeds write them, the same in every locale."""

from datetime import UTC, datetime
from email.utils import format_datetime

# Offsets that are no whole half hour (Nepal, local mean time before zones) have no form that every reader takes.
_HALF_HOUR = 1800


def zoned(at: datetime) -> datetime:
    """`at` in its own zone where feeds can write that zone's offset, else in UTC."""
    offset = at.utcoffset()
    return at if offset is not None and offset.total_seconds() % _HALF_HOUR == 0 else at.astimezone(UTC)


def rfc3339(at: datetime) -> str:
    """RFC 3339 with a numeric offset; fractions of a second only where there are any."""
    return zoned(at).isoformat()


def rfc822(at: datetime) -> str:
    """RFC 822 with a four-digit year and a numeric offset, as RSS wants it: `Thu, 05 Nov 2026 08:00:00 +0800`."""
    return format_datetime(zoned(at))
