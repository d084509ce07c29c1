"""The time of day and the zone that stand beside a date."""

# ruff: noqa: PLR2004 - clocks count in 12, 24 and 60

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

from syndicator.model.moment import Precision
from syndicator.text._calendar import NUMBER, number

_MORNING = "凌晨|清晨|清早|早上|早晨|早间|上午|오전|午前"
_NOON = "中午|正午"
_AFTERNOON = "下午|午后|午後|傍晚|晚上|晚间|晚間|夜间|夜里|深夜|午夜|晚|오후"
_WEEKDAY = (
    r"(?:[(（\[]? ?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天] ?[)）\]]?"
    r"|[(（\[][一二三四五六日天月火水木金土월화수목금토일][)）\]]"
    r"|\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?)"
)
_GAP = re.compile(
    rf"[ ,，、|·•–—/日-]{{0,4}}{_WEEKDAY}?[ ,，|·•–—-]{{0,3}}"
    r"(?P<at>(?:at|um|à|a las|às|alle|ore|kl\.?|klo|om|saat|в|о|約|约|@) ?(?=[0-9]))?",
    re.IGNORECASE,
)
_HALF = rf"(?P<half>{_MORNING}|{_NOON}|{_AFTERNOON}|[ap]m )? ?"
_DIGITAL = re.compile(
    _HALF + r"(?P<h>[0-9]{1,2}) ?: ?(?P<m>[0-9]{2})(?: ?: ?(?P<s>[0-9]{2})(?:[.,:][0-9]{1,9})?)?(?![0-9])",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    _HALF + rf"(?P<h>{NUMBER}) ?(?:[时時点點시]|h(?![a-z])|uhr) ?"
    rf"(?:(?P<m>(?:{NUMBER})(?= ?[分분]|(?<=[0-9]{{2}}))|半|整) ?[分분]?)?"
    rf" ?(?:(?P<s>{NUMBER}) ?[秒초])?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?P<half>)(?P<h>[0-9]{1,2})\.(?P<m>[0-9]{2})(?P<s>)(?= ?uhr|(?![0-9.]))", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<half>)(?P<h>[0-9]{2})(?P<m>[0-9]{2})(?P<s>[0-9]{2})?(?:[.,][0-9]+)?(?![0-9:])")
_HOUR_OF_TWELVE = re.compile(r"(?P<half>)(?P<h>[0-9]{1,2})(?P<m>)(?P<s>)(?= ?[ap]\.?m\b)", re.IGNORECASE)
_HALF_AFTER = re.compile(r" ?(?:uhr|hrs?\b)? ?(?P<half>[ap])\.?m\b\.?| ?(?:uhr|hrs?\b)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?<![0-9:])(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?)"
    r"[ ,，|·–—-]{0,4}"
    rf"(?:{_WEEKDAY}[ ,，]{{0,2}})?(?:on |le |am )?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r" ?(?P<name>gmt|utc|z\b)? ?(?P<sign>[+-]|−)(?P<h>[0-9]{1,2})(?::?(?P<m>[0-9]{2}))?(?![0-9:])", re.IGNORECASE
)
_NAMED = re.compile(
    r" ?(?P<name>z(?![a-z])|[A-Z]{2,5}(?![A-Za-z])"
    r"|[(（]?北京[时時][间間][)）]?|[(（]?beijing time[)）]?)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r" ?\([^()]{0,40}\)| ?\[[A-Z][A-Za-z_]+/[A-Za-z_]+\]")
_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day after midnight, with its zone where one is named; `end` is where it stops in the text."""

    after: timedelta
    precision: Precision
    end: int
    offset: tzinfo | None = None
    name: str = ""


def clock_after(text: str, start: int) -> Clock | None:
    """The time of day that follows a date ending at `start`, None where none does."""
    direct = text[start : start + 1] in ("T", "t") and text[start + 1 : start + 2].isdigit()
    gap = _GAP.match(text, start)
    at = start + 1 if direct else (gap.end() if gap else start)
    spoken = bool(gap and gap["at"])
    patterns = (_DIGITAL, _COMPACT) if direct else (_DIGITAL, _SPOKEN, _HOUR_OF_TWELVE, *((_DOTTED,) if spoken else ()))
    for pattern in patterns:
        match = pattern.match(text, at)
        if match:
            return _clock(match, text, direct=direct)
    dotted = _DOTTED.match(text, at)
    return (
        _clock(dotted, text, direct=False)
        if dotted and text[dotted.end() :].lstrip().lower().startswith("uhr")
        else None
    )


def clock_before(text: str, end: int) -> tuple[Clock, int] | None:
    """The time of day that stands right before a date, with where it starts."""
    match = _BEFORE.search(text, max(0, end - 40), end)
    if not match:
        return None
    clock = clock_after(f" {match['clock']}", 0)
    return (clock, match.start("clock")) if clock else None


def gap_after(text: str, start: int) -> int:
    """Where a weekday after a date ends."""
    gap = _GAP.match(text, start)
    return gap.end() if gap else start


def zoned(clock: Clock, local: datetime, zone: tzinfo) -> datetime:
    """The naive local time in the zone its text names, else in `zone`.

    A name that `zone` itself goes by is that zone's: CST in Shanghai is +08:00, never −06:00.
    """
    if clock.offset:
        return local.replace(tzinfo=clock.offset)
    here = local.replace(tzinfo=zone)
    if not clock.name or here.tzname() == clock.name or clock.name not in _HOURS:
        return here
    return local.replace(tzinfo=timezone(timedelta(hours=_HOURS[clock.name])))


def _clock(match: re.Match[str], text: str, *, direct: bool) -> Clock | None:
    minute = match["m"] or "0"
    minutes = {"半": 30, "整": 0}.get(minute, number(minute))
    seconds = number(match["s"]) if match["s"] else 0
    after = _HALF_AFTER.match(text, match.end())
    end = after.end() if after else match.end()
    half = (after and after["half"]) or (match["half"] or "").strip().lower()
    hours = _hour(number(match["h"]), half[:1] if half.endswith("m") else half)
    if not (0 <= hours <= 24 and 0 <= minutes < 60 and 0 <= seconds <= 60) or (hours == 24 and minutes + seconds):
        return None
    end, offset, name = _zone(text, end, exact=direct or bool(match["s"]))
    precision: Precision = "second" if match["s"] else "minute"
    return Clock(timedelta(hours=hours, minutes=minutes, seconds=min(seconds, 59)), precision, end, offset, name)


def _hour(hour: int, half: str) -> int:
    half = half.lower()
    if half in (*_AFTERNOON.split("|"), "p") and hour <= 12:
        night = half in ("晚上", "深夜", "午夜", "晚", "夜间", "夜里")
        return hour + 12 if hour < 12 or night else hour
    if half in ("a", "오전", "午前", "凌晨") and hour == 12:
        return 0
    return hour + 12 if half in _NOON.split("|") and hour < 6 else hour


def _zone(text: str, end: int, *, exact: bool) -> tuple[int, tzinfo | None, str]:
    """The zone at `end`: where it stops, its offset, its name. `exact`: a minus sign can't be a range's dash."""
    offset = _OFFSET.match(text, end)
    dash = offset and offset["sign"] != "+" and not exact and not offset["name"] and text[end] != " "
    if offset and not dash and int(offset["h"]) <= _FARTHEST and int(offset["m"] or 0) < 60:
        minutes = (1 if offset["sign"] == "+" else -1) * (int(offset["h"]) * 60 + int(offset["m"] or 0))
        return _past_comment(text, offset.end()), timezone(timedelta(minutes=minutes)), ""
    named = _NAMED.match(text, end)
    if not named:
        return end, None, ""
    name = named["name"].upper()
    if "北京" in name or "BEIJING" in name:
        return named.end(), timezone(timedelta(hours=8)), ""
    return (_past_comment(text, named.end()), None, name) if name in _HOURS or name == "IST" else (end, None, "")


def _past_comment(text: str, end: int) -> int:
    comment = _COMMENT.match(text, end)
    return comment.end() if comment else end
