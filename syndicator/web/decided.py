"""What a person of the desk decides, as a form or a program sends it, and why it can't be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Final, TypeVar

from aiohttp import web

from syndicator.errors import ReprintError, SeveralOwners, UnknownArticle
from syndicator.model.reprint import Asked, Outcome, Terms
from syndicator.reprint.words import LONGEST
from syndicator.web.language import LANGUAGE
from syndicator.web.problem import FieldProblem, Problem
from syndicator.web.words import say

FIELDS: Final = (
    "outcome",
    "reason",
    "conditions",
    "fee",
    "medium",
    "territory",
    "valid_from",
    "valid_to",
    "pictures",
    "edits",
    "translation",
)
"""All that may be told of a decision."""

_Value = TypeVar("_Value")
_FLAGS: Final[Mapping[object, bool]] = {True: True, False: False, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision as a person wants it."""

    outcome: Outcome
    reason: str
    terms: Terms


def read(request: web.Request, fields: Mapping[str, object], asked: Asked) -> Wish:
    """A decision from a form's fields, or a JSON object's. What is as it was asked for is no change.

    Raises Problem (422) with every field that is wrong.
    """
    reader = _Reader(request[LANGUAGE], fields)
    outcome, reason = reader.outcome(), reader.text("reason")
    if outcome is Outcome.REFUSE and not (reason or "").strip():
        reader.wrong("reason", "missing")
    terms = Terms(
        conditions=reader.conditions(),
        fee=reader.text("fee") or "",
        medium=_other(reader.text("medium"), asked.medium),
        territory=_other(reader.text("territory"), asked.territory),
        valid_from=_other(reader.day("valid_from"), asked.term_from),
        valid_to=_other(reader.day("valid_to"), asked.term_to),
        pictures=_other(reader.flag("pictures"), asked.pictures),
        edits=_other(reader.text("edits"), asked.edits),
        translation=_other(reader.text("translation"), asked.translation),
    )
    reader.done()
    return Wish(outcome, reason or "", terms)


def refused(request: web.Request, error: ReprintError) -> Problem:
    """Why the desk can't do it, as an answer in the visitor's language."""
    language = request[LANGUAGE]
    if isinstance(error, SeveralOwners):
        return Problem(HTTPStatus.CONFLICT, "several-owners")
    if isinstance(error, UnknownArticle):
        return Problem(HTTPStatus.CONFLICT, "article-gone")
    if error.field == "by":
        return Problem(HTTPStatus.CONFLICT, "second-person", say("admin.second-person", language))
    if error.field == "number":
        return Problem(HTTPStatus.CONFLICT, "not-waiting", say("admin.not-waiting", language))
    fault = FieldProblem(error.field, "refused", say("fault.refused", language))
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=(fault,))


class _Reader:
    """Fields by their type; `done` tells of all that were wrong at once."""

    def __init__(self, language: str, fields: Mapping[str, object]) -> None:
        self._language, self._fields = language, fields
        self._faults: list[FieldProblem] = []

    def wrong(self, field: str, code: str, limit: int | str = "") -> None:
        detail = say(f"fault.{code}", self._language, limit=limit)
        self._faults.append(FieldProblem(field, code, detail))

    def text(self, name: str) -> str | None:
        """A text; None where it is missing or null."""
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong(name, "not-text")
            return None
        if len(value) > LONGEST:
            self.wrong(name, "too-long", LONGEST)
        # Forms end their lines as mails do.
        return value.replace("\r\n", "\n")

    def outcome(self) -> Outcome:
        if (value := self._fields.get("outcome")) in (Outcome.GRANT, Outcome.REFUSE):
            return Outcome(str(value))
        self.wrong("outcome", "not-an-outcome")
        return Outcome.REVIEW

    def conditions(self) -> tuple[str, ...]:
        """One a line, or a list of texts."""
        value = self._fields.get("conditions")
        if isinstance(value, list):
            if not all(isinstance(line, str) for line in value):
                self.wrong("conditions", "not-a-list")
                return ()
            return tuple(value)
        text = self.text("conditions") or ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def day(self, name: str) -> date | None:
        text = (self.text(name) or "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(name, "not-a-date")
            return None

    def flag(self, name: str) -> bool | None:
        """What is true or false, or yes or no on a form; None where it is left as it was asked for."""
        value = self._fields.get(name)
        if value is None or value == "":
            return None
        # 1 equals True, and is no flag.
        if isinstance(value, bool | str) and value in _FLAGS:
            return _FLAGS[value]
        self.wrong(name, "not-a-flag")
        return None

    def done(self) -> None:
        if self._faults:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", errors=tuple(self._faults))


def _other(value: _Value | None, asked: _Value) -> _Value | None:
    return None if value == asked else value
