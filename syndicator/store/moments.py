"""Moments as columns: the instant, the zone it was given in, and how precisely."""

from datetime import UTC, datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from syndicator.errors import StoreError
from syndicator.model.moment import Moment, Precision


def zone_name(at: datetime) -> str:
    """The zone of an aware time as RFC 9557 writes it: `+08:00[Asia/Shanghai]`, or `+08:00`."""
    offset = at.isoformat()[len(at.replace(tzinfo=None).isoformat()) :]
    key = at.tzinfo.key if isinstance(at.tzinfo, ZoneInfo) else None
    return f"{offset}[{key}]" if key else offset


def zone(name: str) -> tzinfo:
    """The zone `zone_name` wrote; its offset alone where this machine does not know the key."""
    offset, _, key = name.partition("[")
    if key:
        try:
            return ZoneInfo(key.rstrip("]"))
        except (ZoneInfoNotFoundError, ValueError):
            pass  # The offset still gives the instant and the local time as they were.
    return datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo or UTC


def instant(moment: Moment) -> datetime:
    """The moment in UTC. Raises StoreError for one outside the years a database holds."""
    try:
        return moment.utc
    except OverflowError:
        raise StoreError(f"the date {moment} is outside the calendar") from None


def moment(at: datetime, zone_text: str, precision: str, *, estimated: bool) -> Moment:
    """The Moment of a row's columns."""
    return Moment(at.astimezone(zone(zone_text)), cast("Precision", precision), estimated)
