"""Times as people read them, in the zone they happened in."""

from datetime import date, datetime, tzinfo

from syndicator.model.moment import Moment
from syndicator.text.day import written


def day(value: date, language: str) -> str:
    """`2026年11月24日`, `24 November 2026`."""
    return written(value, language)


def clock(value: datetime, zone: tzinfo, language: str) -> str:
    """Day, hour and minute in `zone`."""
    here = value.astimezone(zone)
    return f"{day(here.date(), language)}{' ' if language == 'zh' else ', '}{here:%H:%M}"


def moment(value: Moment, language: str) -> str:
    """As precise as the page it was read from: a page that gave only the day gets no invented hour."""
    if value.precision == "day":
        return day(value.at.date(), language)
    zone = value.at.tzinfo
    return clock(value.at, zone, language) if zone else day(value.at.date(), language)
