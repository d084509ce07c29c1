"""What readers are shown of a date where machines are told something else, or nothing."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta, timezone

from lxml.etree import _Element as Element

from syndicator.extract.page.blocks import Run, spaced
from syndicator.extract.page.clock import Clock
from syndicator.extract.page.date_marks import Dated
from syndicator.extract.page.regions import words_of
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.datewords import PUBLISHED, UPDATED

_NAMES = (
    "date dates datum datetime pubdate published publish publication posted postdate postedon pubtime posttime "
    "entrydate articledate newsdate publishdate release released releasedate fecha"
)
_CALLED = frozenset(_NAMES.split())
_OTHERS = frozenset(
    ("modified", "updated", "update", "updatedat", "event", "events", "calendar", "start", "end", "today", "current")
)
# A month by its name, or the year first: `09.10.2024` is read either way.
_PLAIN = re.compile(r"[^\W\d_]{3,}\.?\s+\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,}|(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}")
_BAR = re.compile(r"\s[|·•]\s")
_SHORT, _NEAR, _LEADS = 60, 3, 2
_HOURS, _QUARTER = 14, 15


def otherwise(zones: Zones, told: Moment, changed: Moment | None, clock: Clock) -> Dated | None:
    """The day under the headline that is called the article's, where it is another one than machines are told.

    Systems stamp an item when it is made, moved or drawn anew, and the newsroom writes the day by hand. A later day
    counts only where machines know yet another one for the last change: else it is that change's. None where the page
    shows no such day, or several.
    """
    shown = [dated for run in zones.header if (dated := _called(run, clock))]
    days = {dated.moment.at.date() for dated in shown}
    if len(days) != 1:
        return None
    day = next(iter(days))
    away = (day - told.at.date()).days
    if abs(away) <= 1:
        return None
    late = changed is None or abs((day - changed.at.date()).days) <= 1
    return None if away > 0 and late else shown[0]


def _called(run: Run, clock: Clock) -> Dated | None:
    """The day of a short line that its label or its mark-up calls the day of publication, and that is read one way."""
    text = _BAR.split(spaced(run))[0]
    if len(text) > _SHORT or run.linked == run.length or UPDATED.search(text) or not _PLAIN.search(text):
        return None
    names = frozenset(name for element in _around(run) for name in words_of(element.get("class") or ""))
    if names & _OTHERS or not (names & _CALLED or PUBLISHED.match(text)):
        return None
    moment = clock.alone(text)
    return Dated(moment, place(run.owner), run.text) if moment else None


def _around(run: Run) -> Iterable[Element]:
    """The element of a line and the inline ones it is made of."""
    yield run.owner
    for element, is_tail in run.pieces:
        node = element.getparent() if is_tail else element
        for _ in range(_NEAR):
            if node is None or node is run.owner:
                break
            yield node
            node = node.getparent()


def on_their_clock(machine: Dated, near: list[tuple[Dated, str]]) -> Dated:
    """A machine's time on the clock that readers are shown, where a line gives the same minute in the page's zone.

    It stays the same instant; the day is the one that readers see.
    """
    if machine.moment.precision == "day" or machine.moment.at.utcoffset():
        return machine
    for dated, label in near:
        shown = dated.moment.at.replace(tzinfo=None, second=0)
        ahead = shown - machine.moment.at.replace(tzinfo=None, second=0, microsecond=0)
        minutes = int(ahead.total_seconds() // 60)
        told = dated.moment.precision != "day" and not dated.moment.at.utcoffset() and label != "updated"
        if told and minutes and abs(minutes) <= _HOURS * 60 and minutes % _QUARTER == 0:
            at = machine.moment.at.astimezone(timezone(timedelta(minutes=minutes)))
            return replace(machine, moment=replace(machine.moment, at=at))
    return machine


def month(zones: Zones, clock: Clock) -> Dated | None:
    """The month of an issue, for want of a day: a line under the headline or first in the text that is nothing else."""
    for run in (*zones.header, *zones.inside[:_LEADS]):
        moment = dates.month(run.text, clock.zone) if len(run.text) <= _SHORT else None
        if moment:
            return Dated(moment, place(run.owner), run.text)
    return None
