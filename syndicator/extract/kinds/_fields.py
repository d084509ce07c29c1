"""A JSON object read field by field. Every field that is wrong is gathered, so that its sender hears of all at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from syndicator.errors import DocumentInvalid, ExtractError, Fault
from syndicator.model.moment import Moment
from syndicator.text import dates
from syndicator.text.html import xml_safe
from syndicator.text.urls import absolute

# Longer than any headline, name or notice there is; a body is as long as what was sent.
LINE = 2000
_MOST = 200
_TEXTS = {
    "missing": "is required",
    "not-text": "must be text",
    "too-long": "must have at most {limit} characters",
    "too-many": "must have at most {limit} parts",
    "not-a-list": "must be a list of texts",
    "not-objects": "must be a list of objects",
    "not-an-object": "must be an object",
    "not-a-date": "must be a date such as 2026-12-31T08:30:00+08:00",
    "not-an-address": "must be an http:// or https:// address",
    "not-a-status": "must be usable, withheld or canceled",
    "unknown-field": "is no field we know",
}


class Fields:
    """One object of a document. `fold` finds a field however its name is capitalised."""

    def __init__(self, values: Mapping[str, Any], *, fold: bool = False) -> None:
        """Take the document itself; objects inside it come from `objects` and `inner`."""
        self._values = values
        self._names = {name.lower() if fold else name: name for name in values}
        self._fold = fold
        self._path = ""
        self._faults: list[Fault] = []

    def __contains__(self, name: str) -> bool:
        return self.raw(name) is not None

    def text(self, name: str, *, limit: int = LINE) -> str:
        """A text without what XML can't hold; a number as its digits; "" where there is none."""
        value = self.raw(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            if value is not None:
                self.wrong(name, "not-text")
            return ""
        if limit and len(value) > limit:
            self.wrong(name, "too-long", limit)
            return ""
        return xml_safe(value).strip()

    def line(self, name: str) -> str:
        """A text on one line."""
        return " ".join(self.text(name).split())

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of lines, or one text as a list of one."""
        value = self.raw(name)
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and len(item) <= LINE for item in listed):
            self.wrong(name, "not-a-list")
            return ()
        lines = (" ".join(xml_safe(item).split()) for item in self._some(name, listed))
        return tuple(dict.fromkeys(line for line in lines if line))

    def moment(self, name: str, zone: ZoneInfo) -> Moment | None:
        """A date, `zone` where it names none."""
        text = self.line(name)
        found = dates.parse(text, zone) if text else None
        if text and found is None:
            self.wrong(name, "not-a-date")
        return found

    def instant(self, name: str, zone: ZoneInfo) -> datetime | None:
        """A time in UTC that something depends on: to the minute at least (RFC 3339)."""
        text = self.line(name)
        if not text:
            return None
        try:
            at = datetime.fromisoformat(text) if "T" in text.upper() else None
            if at is not None:
                return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass  # Said below, as for a bare date.
        self.wrong(name, "not-a-date")
        return None

    def address(self, name: str, base: str = "") -> str:
        """An absolute http(s) address, against `base`."""
        text = self.text(name)
        found = absolute(text, base) if text else ""
        if text and not found:
            self.wrong(name, "not-an-address")
        return found

    def inner(self, name: str) -> "Fields":
        """An object inside this one, an empty one where there is none."""
        value = self.raw(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(name, "not-an-object")
        return self._inside(value if isinstance(value, dict) else {}, self._where(name))

    def objects(self, name: str) -> Iterator["Fields"]:
        """The objects of a list."""
        value = self.raw(name)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(name, "not-objects")
            return
        for number, item in enumerate(self._some(name, value)):
            yield self._inside(item, f"{self._where(name)}/{number}")

    def only(self, known: frozenset[str]) -> None:
        """Refuse fields that are not `known`: a misspelt right would be no right."""
        for name in self._values.keys() - known:
            self.wrong(name, "unknown-field")

    def wrong(self, name: str, code: str, limit: int = 0) -> None:
        """Note that a field is wrong; `code` is one of those above."""
        self._faults.append(Fault(self._where(name), code, _TEXTS[code].format(limit=limit), limit))

    def check(self) -> None:
        """Raise DocumentInvalid where any field was wrong, in this object or one inside it."""
        if self._faults:
            faults = sorted(dict.fromkeys(self._faults), key=lambda fault: (fault.field, fault.code))
            # A sender's own words are in there: cut and cleaned for records and answers.
            raise DocumentInvalid(*(replace(fault, field=xml_safe(fault.field)[:LINE]) for fault in faults[:_MOST]))

    def raw(self, name: str) -> Any:
        """A field as it was sent, None where there is none."""
        return self._values.get(self._names.get(name, name))

    def _where(self, name: str) -> str:
        return f"{self._path}{self._names.get(name, name)}"

    def _inside(self, values: Mapping[str, Any], path: str) -> "Fields":
        made = Fields(values, fold=self._fold)
        made._path, made._faults = f"{path}/", self._faults
        return made

    def _some(self, name: str, listed: list[Any]) -> list[Any]:
        if len(listed) > _MOST:
            self.wrong(name, "too-many", _MOST)
        return listed[:_MOST]


def document(body: bytes, url: str) -> dict[str, Any]:
    """The JSON object in `body` (RFC 8259: UTF-8). Raises ExtractError where it is no JSON, or no object."""
    try:
        value = json.loads(body.decode("utf-8-sig"))
    # RecursionError: brackets nested thousands deep.
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"no JSON in UTF-8 at {url}: {error}"[:LINE]) from error
    if not isinstance(value, dict):
        raise DocumentInvalid(Fault("", "not-an-object", _TEXTS["not-an-object"]))
    return value
