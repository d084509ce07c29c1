"""A page's dates as its language, its country and its source's zone write them."""

import re
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.urls import host_of

_COUNTRY = 2
_EITHER_WAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
# What pages print between or around the parts of a date, and how the parts read without it.
_ODD = (
    (r"\b(\d{1,2}\.\d{2})\.(\d{2})(?=[\s|,]+(?:um\s)?\d{1,2}[:.]\d{2}\b)", r"\1.20\2"),
    # `2026-11-03 HKT 10:20`, `发布日期：2026-11-03 时间：10:20`
    (r"(?:HKT|SGT|MYT|(?<=\d\s)(?:发布)?时间\s*[:：])\s*(?=\d{1,2}[:：]\d{2})", ""),
    # Year, month and day in boxes of their own: `2026` `11/03` `10:20:15`.
    (r"\b((?:19|20)\d{2})\s+(\d{1,2})\s*/\s*(\d{1,2})(?=\s|$)", r"\1-\2-\3"),
    (r"\b((?:19|20)\d{2})[—–－](\d{1,2})[—–－](\d{1,2})(?!\d)", r"\1-\2-\3"),
    # `2009-11-20 (07:00)`
    (r"(?<=\d)\s*[(（[【]\s*(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)\s*[)）\]】]", r" \1"),
    # A two-digit year with a clock, run together as inline elements do: `18-03-0823:16`.
    (r"(?<![\d-])(\d{2}-\d{2}-\d{2})\s?(\d{2}:\d{2})", r"20\1 \2"),
    (r"(\d{4}-\d{2}-\d{2})-(\d{2}:\d{2})", r"\1 \2"),
)
_WAYS = tuple((re.compile(odd), plain) for odd, plain in _ODD)


@dataclass(frozen=True, slots=True)
class Clock:
    """How to read a page's dates: the zone of times without one, and where `03/04/2026` is month first or day first."""

    zone: ZoneInfo
    order: ZoneInfo

    @classmethod
    def of(cls, zone: ZoneInfo, language: str, url: str) -> "Clock":
        """The source's zone, and the order that the page's language and country write dates in."""
        country = host_of(url).rpartition(".")[2]
        american = language.lower() in ("en", "en-us", "") and (
            len(country) != _COUNTRY or country in ("us", "io", "ai", "co")
        )
        return cls(zone, ZoneInfo("America/New_York" if american else "Europe/London"))

    def read(self, text: str) -> Moment | None:
        """The date a text is or has, None when there is none."""
        for odd, plain in _WAYS:
            text = odd.sub(plain, text)
        found = dates.parse(text, self.zone) or dates.find(text, self.zone)
        if found or not _EITHER_WAY.search(text):
            return found
        guessed = dates.parse(text, self.order) or dates.find(text, self.order)
        return replace(guessed, at=guessed.at.replace(tzinfo=self.zone)) if guessed else None
