"""A page's dates as its language, its country and its source's zone write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.urls import host_of

_COUNTRY = 2
_AMERICAN, _EUROPEAN = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
_EITHER_WAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
# As a script prints a date where nobody told it a language: `3/1/2026, 10:42:16 AM`.
_AMERICAN_CLOCK = re.compile(r"\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d{2}:\d{2} [AP]M\b")
# What pages print between or around the parts of a date, and how the parts read without it.
_ODD = (
    (r"\b(\d{1,2}\.\d{2})\.(\d{2})(?=[\s|,]+(?:um\s)?\d{1,2}[:.]\d{2}\b)", r"\1.20\2"),
    # `2026-11-03 HKT 10:20`, `发布日期：2026-11-03 时间：10:20`
    (r"(?:HKT|SGT|MYT|(?<=\d\s)(?:发布)?时间\s*[:：])\s*(?=\d{1,2}[:：]\d{2})", ""),
    # Year, month and day in boxes of their own: `2026` `11/03` `10:20:15`.
    (r"\b((?:19|20)\d{2})\s+(\d{1,2})\s*/\s*(\d{1,2})(?=\s|$)", r"\1-\2-\3"),
    # And the day in a large box before them: `03` `2026-11`.
    (r"^\s*([0-3]\d)\s+((?:19|20)\d{2})\s*[-/.]\s*([01]?\d)\s*$", r"\2-\3-\1"),
    (r"\b((?:19|20)\d{2})[—–－](\d{1,2})[—–－](\d{1,2})(?!\d)", r"\1-\2-\3"),
    # Two-digit years: `02.12.19` as the continent writes, `10/13/16`.
    (r"(?<![\d./])([0-3]\d)\.([01]\d)\.([0-3]\d)(?![\d]|\.\d)", r"\1.\2.20\3"),
    (r"(?<![\d./])(\d{1,2})/(\d{1,2})/([0-3]\d)(?![\d/]|\.\d)", r"\1/\2/20\3"),
    # `2009-11-20 (07:00)`
    (r"(?<=\d)\s*[(（[【]\s*(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)\s*[)）\]】]", r" \1"),
    # A two-digit year with a clock, run together as inline elements do: `18-03-0823:16`.
    (r"(?<![\d-])(\d{2}-\d{2}-\d{2})\s?(\d{2}:\d{2})", r"20\1 \2"),
    (r"(\d{4}-\d{2}-\d{2})-(\d{2}:\d{2})", r"\1 \2"),
)
_WAYS = tuple((re.compile(odd), plain) for odd, plain in _ODD)


@dataclass(frozen=True, slots=True)
class Clock:
    """How to read a page's dates: the zone of times without one, and where `03/04/2026` is month first or day first.

    `day` is the day in the page's address, which tells how its dates are written.
    """

    zone: ZoneInfo
    order: ZoneInfo
    day: date | None = None

    @classmethod
    def of(cls, zone: ZoneInfo, language: str, url: str) -> "Clock":
        """The source's zone, and the order that the page's language and country write dates in."""
        country = host_of(url).rpartition(".")[2]
        american = language.lower() in ("en", "en-us", "") and (
            len(country) != _COUNTRY or country in ("us", "io", "ai", "co")
        )
        day = dates.in_url(url, zone)
        return cls(zone, _AMERICAN if american else _EUROPEAN, day.at.date() if day else None)

    def read(self, text: str) -> Moment | None:
        """The date a text is or has, None when there is none."""
        return self.alone(text) or self._first(text)

    def alone(self, text: str) -> Moment | None:
        """The date that a text is, behind a label or not; None where it holds anything else."""
        text = _plain(text)
        return dates.parse(text, self.zone) or self._guessed(text, dates.parse)

    def _first(self, text: str) -> Moment | None:
        text = _plain(text)
        return dates.find(text, self.zone) or self._guessed(text, dates.find)

    def _guessed(self, text: str, read: Callable[[str, ZoneInfo], Moment | None]) -> Moment | None:
        """A date whose day and month could change places, read as the address of the page or its country has it."""
        if not _EITHER_WAY.search(text):
            return None
        order = _AMERICAN if _AMERICAN_CLOCK.search(text) else self.order
        ways = [order, _EUROPEAN if order is _AMERICAN else _AMERICAN]
        found = [moment for moment in (read(text, way) for way in ways) if moment]
        told = next((moment for moment in found if moment.at.date() == self.day), None) or next(iter(found), None)
        return replace(told, at=told.at.replace(tzinfo=self.zone)) if told else None


def _plain(text: str) -> str:
    for odd, plain in _WAYS:
        text = odd.sub(plain, text)
    return text
