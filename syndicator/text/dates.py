"""Dates as pages write them: Chinese, ISO 8601 / RFC 3339, RFC 822, and the words of Europe's languages.

A time of day is read, never guessed: a page that gives none gets precision "day". A zone the text names wins
over the source's, which wins over nothing: there is no other default.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from syndicator.model.moment import Moment
from syndicator.text._calendar import FIRST_YEAR, LAST_YEAR, Day, bare_day, days
from syndicator.text._clock import Clock, clock_after, clock_before, gap_after, zoned
from syndicator.text._months import MONTHS

# No date line is longer; a whole article passed by mistake is not searched to its end.
_WHOLE, _LINE = 120, 4000
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_FOLDED = _FULL_WIDTH | {
    0x3000: " ",
    0xA0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2010: "-",
    0x2011: "-",
    0x200B: "",
    0xFEFF: "",
}
_SPACES = re.compile(r"\s+")
_LEAD = re.compile(
    r"[\s\[(（【<《|·•,，-]*(?:[^\W\d_][^:：]{0,24}[:：])?\s*"
    r"(?:(?:published|posted|updated|last|modified|发布|发表|更新|刊发|时间|日期|于)"
    r"[\s:：]*){0,3}(?:on |le |den |am |el |il |em )?[\s\[(（【]*"
    r"(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[a-zà-ÿа-яё]{2,12}\.?)?[\s,，)）-]*"
    r"(?:le |den |der |el |il |em |the )?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^[\s\])）】>》|·•,，.。;；年-]*(?:发布|发表|更新|刊发|讯)?[\s\])）】]*$")
_COMPACT = re.compile(
    r"^([0-9]{4})([0-9]{2})([0-9]{2})(?:[T ]?(?:([0-9]{2})([0-9]{2})([0-9]{2})?|([0-9]{2})))?(?=$|Z|[+-])"
)
_MONTH = re.compile(
    r"^[\[(（]?(?:(?P<name>[^\W\d_]{3,12})\.?,? (?:of |de |del )?(?P<last>(?:19|20)[0-9]{2})|"
    r"(?P<first>(?:19|20)[0-9]{2}) ?年 ?(?P<number>[01]?[0-9]) ?月)[\])）]?$",
    re.IGNORECASE,
)
_DECEMBER = 12
_EPOCH = re.compile(r"^([0-9]{9,10})(?:[.,][0-9]+|[0-9]{3}|[0-9]{6})?$")
_IN_URL = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-/_]?([01][0-9])[-/_]?([0-3][0-9])|([-/_])([0-9]{1,2})\4([0-9]{1,2}))(?=[/_.t-]|$)"
)
_MONTH_IN_URL = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-?/?[01][0-9]/t?((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])_")

# `/29-10-2021`, `/2024/feb/24/`, `/2023/october/03/`, with a section between: `/2008/new/mar/5/`.
_DAY_FIRST_IN_URL = re.compile(r"(?<![0-9])([0-3]?[0-9])[-_]([01]?[0-9])[-_]((?:19|20)[0-9]{2})(?=[/_.?-]|$)")
_NAMED_IN_URL = re.compile(
    r"/((?:19|20)[0-9]{2})[-/](?:[a-z]{2,9}/)?([a-z]{3,9})[-/]([0-3]?[0-9])(?=[/_.?-]|$)", re.IGNORECASE
)


def parse(text: str, zone: ZoneInfo, *, now: datetime | None = None) -> Moment | None:
    """The time a whole string gives, None where it is no date, an impossible one, or holds something else too.

    Reads labels and brackets around it, weekdays, `20261123152033` and epoch seconds, milliseconds or
    microseconds as meta tags have them. `now` allows what names no year (`11月23日`, `11-23`, `3小时前`).
    Years outside 1990 to 2100 are None.
    """
    folded = _folded(text[: _WHOLE * 4])
    if len(folded) > _WHOLE:
        return None
    bare = folded.strip(" []()（）【】\"'")
    if stamp := _compact(bare, zone) or _epoch(bare, zone, now):
        return stamp
    found = _first(folded, zone, now)
    if not found and now and (day := bare_day(bare, _in(now, zone))):
        found, folded = day, bare
    if not found:
        return None
    moment, start, end = _moment(found, folded, zone)
    return moment if _LEAD.fullmatch(folded[:start]) and _TAIL.fullmatch(folded[end:]) else None


def find(text: str, zone: ZoneInfo, *, now: datetime | None = None) -> Moment | None:
    """The first plausible date inside a line (`2026-11-23 15:20 来源：…`), with the time beside it; None when none."""
    folded = _folded(text[:_LINE])
    found = _first(folded, zone, now)
    return _moment(found, folded, zone)[0] if found else None


def month(text: str, zone: ZoneInfo) -> Moment | None:
    """The first day of the month that a string names and nothing else (`November 2015`, `2015年11月`), estimated.

    None where it names none, or more than that.
    """
    match = _MONTH.match(_folded(text))
    number = (int(match["number"] or 0) or MONTHS.get((match["name"] or "").lower(), 0)) if match else 0
    if not match or not 1 <= number <= _DECEMBER:
        return None
    year = int(match["first"] or match["last"])
    plausible = FIRST_YEAR <= year <= LAST_YEAR
    return Moment(datetime(year, number, 1, tzinfo=zone), "day", estimated=True) if plausible else None


def in_url(url: str, zone: ZoneInfo) -> Moment | None:
    """The day in an address (`/2026/11/23/`, `/2026-11/23/`, `/202611/t20261123_1.html`), None when none."""
    found = [(match[1], *_two(match)) for match in (*_MONTH_IN_URL.finditer(url), *_IN_URL.finditer(url))]
    found += [(match[1], str(MONTHS.get(match[2].lower(), 0)), match[3]) for match in _NAMED_IN_URL.finditer(url)]
    found += [(match[3], match[2], match[1]) for match in _DAY_FIRST_IN_URL.finditer(url)]
    for year, month, number in found:
        try:
            day = date(int(year), int(month), int(number))
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return Moment(datetime(day.year, day.month, day.day, tzinfo=zone), "day")
    return None


def _two(match: re.Match[str]) -> tuple[str, str]:
    month, day = (group for group in match.groups()[1:] if group and group.isdigit())
    return month, day


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_FOLDED)).strip()


def _in(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)


def _first(text: str, zone: ZoneInfo, now: datetime | None) -> Day | None:
    found = days(text, zone.key, _in(now, zone) if now else None)
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def _moment(day: Day, text: str, zone: ZoneInfo) -> tuple[Moment, int, int]:
    """The day with the time of day beside it, and where both together start and end."""
    if day.instant:
        return (
            Moment(day.instant.astimezone(zone).replace(second=0, microsecond=0), "minute", estimated=True),
            day.start,
            day.end,
        )
    start, end, clock = day.start, day.end, None
    if day.clock:
        clock = clock_after(f" {day.clock}", 0)
    elif clock := clock_after(text, end):
        end = clock.end
    elif before := clock_before(text, start):
        clock, start = before
    if not clock:
        return (
            Moment(datetime(day.date.year, day.date.month, day.date.day, tzinfo=zone), "day"),
            start,
            gap_after(text, end),
        )
    return Moment(_at(day.date, clock, zone), clock.precision), start, end


def _at(day: date, clock: Clock, zone: ZoneInfo) -> datetime:
    """The instant in the source's zone; in the text's own where the source's is UTC, which names no place."""
    local = datetime(day.year, day.month, day.day) + clock.after  # noqa: DTZ001 - the zone is put on one line below
    at = zoned(clock, local, zone)
    return at if zone.key == "UTC" else at.astimezone(zone)


def _compact(text: str, zone: ZoneInfo) -> Moment | None:
    """20261123, 2026112315, 202611231520, 20261123152033 and 20261123T152033Z."""
    match = _COMPACT.match(text)
    if not match:
        return None
    found = next(days(f"{match[1]}-{match[2]}-{match[3]}", zone.key, None), None)
    if not found:
        return None
    if not match[4]:
        return _moment(found, f"{match[1]}-{match[2]}-{match[3]}", zone)[0]
    clock = clock_after(f"T{match[4]}{match[5]}{match[6] or ''}{text[match.end() :]}", 0)
    return Moment(_at(found.date, clock, zone), clock.precision) if clock else None


def _epoch(text: str, zone: ZoneInfo, now: datetime | None) -> Moment | None:
    match = _EPOCH.match(text)
    if not match:
        return None
    at = datetime.fromtimestamp(int(match[1]), UTC).astimezone(zone)
    plausible = FIRST_YEAR <= at.year <= LAST_YEAR and not (now and at > now + timedelta(days=366))
    return Moment(at, "second") if plausible else None
