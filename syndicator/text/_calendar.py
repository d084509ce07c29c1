"""Days in text: every way of writing a date that a news page uses, without its time of day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from syndicator.text._months import MONTHS

FIRST_YEAR, LAST_YEAR = 1990, 2100
_MONTHS_A_YEAR = 12
_NUMERALS = dict(zip("〇零○O一二三四五六七八九", (0, 0, 0, 0, *range(1, 10)), strict=True))
_TENS = {"十": 10, "廿": 20, "卅": 30}
NUMBER = r"(?:[0-9]{1,4}|[〇零○O一二三四五六七八九十廿卅]{1,4})"
_ERAS = {"民": 1911, "令": 2018, "平": 1988, "昭": 1925}
_MONTH = r"([^\W\d_]{3,12})\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"

# 2026-11-23, 2026/11/23, 2026.11.23, 2026. 11. 23.; the day may run into the time where a tag stood between them.
_NUMERIC = re.compile(
    r"(?<![0-9.])([0-9]{4}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]{1,2}(?![0-9]|\.[0-9]))\.?"
)
# 2026年11月23日, 二〇二六年十一月二十三日, 民國115年11月23日, 令和8年11月23日, 2026년 11월 23일
_CHINESE = re.compile(
    rf"(?<![农農][历曆])(?<![0-9])(?:(民[國国]|中[華华]民[國国]|令和|平成|昭和) ?)?({NUMBER}|元) ?[年년]度? ?"
    rf"({NUMBER}) ?[月월] ?({NUMBER})(?![0-9]) ?[日号號일]?"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![0-9.])([0-9]{{1,2}}){_ORDINAL}[ -]?(?:de |of |d['’])?{_MONTH},?[ -]?(?:de |del )?([0-9]{{4}})(?![0-9])"
)
_MONTH_DAY_YEAR = re.compile(rf"\b{_MONTH} ?([0-9]{{1,2}}){_ORDINAL},? ([0-9]{{4}})(?![0-9])")
_YEAR_MONTH_DAY = re.compile(rf"(?<![0-9])([0-9]{{4}})\.?[ -]{_MONTH}[ -]([0-9]{{1,2}})(?![0-9])")
# Each with the groups that hold year, month and day.
_ORDERS = ((_NUMERIC, 1, 3, 4), (_DAY_MONTH_YEAR, 3, 2, 1), (_MONTH_DAY_YEAR, 3, 1, 2), (_YEAR_MONTH_DAY, 1, 2, 3))
# Mon Nov 23 15:20:33 CST 2026: the time stands inside the date.
_ASCTIME = re.compile(
    rf"\b{_MONTH} ([0-9]{{1,2}}) (?=([0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
    r"(?: [A-Z]{2,5}(?:[+-][0-9:]{4,6})?| [+-][0-9]{4})?) "
    r"([0-9]{4})(?![0-9]))"
)
# RFC 822 §5.1 has two-digit years, which only a weekday before them makes safe to read.
_RFC822 = re.compile(rf"\b[A-Z][a-z]{{2}}, ([0-9]{{1,2}}) {_MONTH} ([0-9]{{2}})(?= [0-9]{{1,2}}:)")
# 23.11.2026 is day first everywhere; with / or - it depends on who writes.
_DAY_FIRST = re.compile(r"(?<![0-9.])([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})(?![0-9]|\.[0-9])")
_CHINESE_NO_YEAR = re.compile(rf"(?<![年년0-9])({NUMBER}) ?月 ?({NUMBER}) ?[日号號]")
_NO_YEAR = re.compile(rf"\b(?:{_MONTH} ([0-9]{{1,2}})|([0-9]{{1,2}})\.? {_MONTH})(?![\w:])")
_BARE = re.compile(r"(?<![0-9./-])([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9./-])")
_RELATIVE = re.compile(
    rf"(刚刚|刚才|剛剛|剛才|just now)|({NUMBER}|an?|one) ?"
    r"(秒|分[钟鐘]|个?小时|個?小時|天|周|週|seconds?|minutes?|mins?|hours?|days?|weeks?) ?(?:以?前|ago)"
    r"|(今[天日]|昨[天日]|前[天日]|\btoday\b|\byesterday\b)",
    re.IGNORECASE,
)
_UNITS = {"秒": 1, "分": 60, "小": 3600, "天": 86400, "周": 604800, "週": 604800}
_UNITS |= {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2, "t": 0, "y": 1}

# Where 11/23/2026 is the 23rd of November.
_MONTH_FIRST = frozenset(
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Detroit", "Anchorage")
) | {"America/Boise", "Pacific/Honolulu"}
# Where no one order is at home: a date that could be both is left unread.
_EITHER = (
    "UTC",
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Macau",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Urumqi",
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text, from `start` to `end`.

    `instant` is set for "3 hours ago"; `clock` is the time of day where it stands inside the date.
    """

    start: int
    end: int
    date: date
    instant: datetime | None = None
    clock: str = ""


def days(text: str, zone: str, now: datetime | None) -> Iterator[Day]:
    """Every day named in the text with its year, and with `now` also the ones that leave it out."""
    for pattern, year, month, day in _ORDERS:
        for match in pattern.finditer(text):
            yield from _day(match, match[year], match[month], match[day])
    for match in _CHINESE.finditer(text):
        yield from _day(match, _year(match[1], match[2]), match[3], match[4])
    for match in _ASCTIME.finditer(text):
        for found in _day(match, match[4], match[1], match[2]):
            yield replace(found, end=match.end(4), clock=match[3])
    for match in _RFC822.finditer(text):
        yield from _day(match, f"20{match[3]}", match[2], match[1])
    for match in _DAY_FIRST.finditer(text):
        first, second = _ordered(match[1], match[3], match[2], zone)
        yield from _day(match, match[4], second, first)
    if now:
        yield from _days_near(text, now)


def bare_day(text: str, now: datetime) -> Day | None:
    """`11-23` or `11/23` alone, as lists have it: month first, in the past year."""
    match = _BARE.match(text)
    return next(_near(match, match[1], match[2], now), None) if match else None


def number(written: str) -> int:
    """A number in digits or Chinese numerals; -1 for what is neither."""
    if written.isascii() and written.isdigit():
        return int(written)
    if written == "元":
        return 1
    if not any(tens in written for tens in _TENS):
        digits = [_NUMERALS.get(numeral, -1) for numeral in written]
        return -1 if -1 in digits or not digits else int("".join(map(str, digits)))
    head, tail = re.split("[十廿卅]", written, maxsplit=1)
    ten = _TENS[written[len(head)]]
    first, last = (_NUMERALS.get(part, -1) if part else 0 for part in (head, tail))
    return -1 if first < 0 or last < 0 else (first * 10 if head else ten) + last


def _days_near(text: str, now: datetime) -> Iterator[Day]:
    for match in _CHINESE_NO_YEAR.finditer(text):
        yield from _near(match, match[1], match[2], now)
    for match in _NO_YEAR.finditer(text):
        yield from _near(match, match[1] or match[4], match[2] or match[3], now)
    for match in _RELATIVE.finditer(text):
        yield from _ago(match, now)


def _day(match: re.Match[str], year: str | int, month: str, day: str) -> Iterator[Day]:
    found = _date(int(year), _month(month), number(day))
    if found:
        yield Day(match.start(), match.end(), found)


def _near(match: re.Match[str], month: str, day: str, now: datetime) -> Iterator[Day]:
    """The last such day up to tomorrow: news pages leave the year out for the past twelve months only."""
    for year in (now.year + 1, now.year, now.year - 1):
        found = _date(year, _month(month), number(day))
        if found and found <= now.date() + timedelta(days=1):
            yield Day(match.start(), match.end(), found)
            return


def _ago(match: re.Match[str], now: datetime) -> Iterator[Day]:
    moment, count, unit, day = match.groups()
    instant: datetime | None = now
    if day:
        instant, then = None, now - timedelta(days=_DAYS_AGO[day[0].lower()])
    elif moment:
        then = now
    else:
        unit = unit.lower().lstrip("个個")[0]
        amount = 1 if count.lower() in ("a", "an", "one") else number(count)
        if amount < 0:
            return
        then = now - timedelta(seconds=amount * _UNITS[unit])
        instant = then if _UNITS[unit] < _UNITS["d"] else None
    yield Day(match.start(), match.end(), then.date(), instant)


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(era: str | None, written: str) -> int:
    if era:
        return _ERAS[era.replace("中華", "").replace("中华", "")[0]] + number(written)
    return number(written) if len(written) == len("2026") else 0


def _month(name: str) -> int:
    return MONTHS.get(name.lower(), 0) or number(name)


def _ordered(first: str, second: str, separator: str, zone: str) -> tuple[str, str]:
    """Day and month of a date that names them by position; ("0", "0") where it could be either."""
    month_first = zone.startswith("US/") or zone in _MONTH_FIRST
    if separator == "." or int(first) > _MONTHS_A_YEAR or first == second:
        return first, second
    if month_first or int(second) > _MONTHS_A_YEAR:
        return second, first
    return ("0", "0") if zone in _EITHER else (first, second)
