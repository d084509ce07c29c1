"""What was agreed with a partner: checked, and put in place of what was agreed before."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from ipaddress import ip_network
from typing import TypeVar
from unicodedata import category

from syndicator.errors import Fault, PartnerError
from syndicator.model.partner import EVERY_FEED, Extent, Partner, Shape
from syndicator.text import creditline

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = {"title": 200, "contact": 500, "note": 2000, "credit": 500}
# Control characters, halves of characters, ends of lines and paragraphs (Unicode categories).
_NOT_IN_A_LINE = ("Cc", "Cs", "Zl", "Zp")
_MOST_A_MINUTE = 1_000_000

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different of a partner, as somebody wrote it; None leaves a thing as it is.

    `starts` and `ends` are dates, "" for none; `text` is "full" or "summary".
    """

    title: str | None = None
    contact: str | None = None
    feeds: tuple[str, ...] | None = None
    text: str | None = None
    images: bool | None = None
    credit: str | None = None
    language: str | None = None
    starts: str | None = None
    ends: str | None = None
    rate: int | None = None
    networks: tuple[str, ...] | None = None
    note: str | None = None


def check_name(name: str) -> None:
    """Raise PartnerError unless `name` can be a partner's."""
    if not _NAME.fullmatch(name):
        text = "a partner's name is small letters, digits, - and _ alone, such as rizhao-daily"
        raise PartnerError(Fault("name", "not-a-name", text))


def changed(partner: Partner, change: Change, feeds: Collection[str]) -> Partner:
    """The partner with what `change` says, `feeds` being the names of those there are.

    Raises PartnerError with every field that is wrong.
    """
    faults: list[Fault] = []

    def take(value: str | None, before: _Value, read: Callable[[str], _Value], field: str) -> _Value:
        if value is None:
            return before
        try:
            return read(value)
        except PartnerError as error:
            faults.extend(replace(fault, field=field) for fault in error.faults)
        return before

    shape = Shape(
        text=take(change.text, partner.shape.text, _extent, "text"),
        images=partner.shape.images if change.images is None else change.images,
        credit=take(change.credit, partner.shape.credit, _credit, "credit"),
        language=take(change.language, partner.shape.language, _language, "language"),
    )
    after = replace(
        partner,
        title=take(change.title, partner.title, _line("title"), "title"),
        contact=take(change.contact, partner.contact, _line("contact"), "contact"),
        note=take(change.note, partner.note, _line("note"), "note"),
        feeds=partner.feeds if change.feeds is None else _each(change.feeds),
        shape=shape,
        starts=take(change.starts, partner.starts, _day, "starts"),
        ends=take(change.ends, partner.ends, _day, "ends"),
        rate=partner.rate if change.rate is None else change.rate,
        networks=partner.networks if change.networks is None else _each(change.networks),
    )
    faults.extend(_mistakes(after, change, feeds))
    if faults:
        raise PartnerError(*faults)
    return after


def _mistakes(after: Partner, change: Change, feeds: Collection[str]) -> Iterator[Fault]:
    """What is wrong with more than one value by itself; of what stays as it was, nothing."""
    there = ", ".join(sorted(feeds)) or "none"
    for name in change.feeds or ():
        if name != EVERY_FEED and name not in feeds:
            text = f"there is no feed {name!r}; there are: {there}; {EVERY_FEED} is every feed"
            yield Fault("feeds", "unknown-feed", text, name)
    for network in change.networks or ():
        try:
            ip_network(network, strict=False)
        except ValueError:
            text = f'{network!r} is no network: write such as "203.0.113.7" or "203.0.113.0/24"'
            yield Fault("networks", "not-a-network", text, network)
    if after.starts and after.ends and after.ends < after.starts:
        yield Fault("ends", "before-start", f"{after.ends} is before the first day, {after.starts}")
    if not 0 <= after.rate <= _MOST_A_MINUTE:
        yield Fault(
            "rate", "not-a-rate", f"write how many requests a minute, 0 for any number, at most {_MOST_A_MINUTE}"
        )
    if not after.title.strip():
        yield Fault("title", "missing", "write the partner's name as people know it")


def _extent(value: str) -> Extent:
    try:
        return Extent(value)
    except ValueError:
        raise PartnerError(Fault("", "not-an-extent", f"{value!r} is neither full nor summary")) from None


def _credit(value: str) -> str:
    """A partner's own wording, "" for the feed's."""
    _line("credit")(value)
    if value:
        try:
            creditline.check_template(value)
        except ValueError as error:
            raise PartnerError(Fault("", "not-a-credit", str(error), str(error))) from None
    return value


def _language(value: str) -> str:
    if value and not _LANGUAGE.fullmatch(value):
        raise PartnerError(Fault("", "not-a-language", f'{value!r} is no language: write such as "zh-CN" or "en"'))
    return value


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise PartnerError(Fault("", "not-a-date", f"{value!r} is no date: write such as 2026-12-31")) from None


def one_line(field: str, value: str, longest: int) -> str:
    """`value`, unless it is more than a line of at most `longest` characters. Raises PartnerError, naming `field`."""
    if len(value) > longest:
        raise PartnerError(Fault(field, "too-long", f"must have at most {longest} characters", longest))
    if any(category(one) in _NOT_IN_A_LINE for one in value):
        raise PartnerError(Fault(field, "not-a-line", "write one line, without control characters"))
    return value


def _line(field: str) -> Callable[[str], str]:
    return lambda value: one_line(field, value, _LONGEST[field])


def _each(values: tuple[str, ...]) -> tuple[str, ...]:
    """Every value once, in order."""
    return tuple(dict.fromkeys(values))
