"""The reprint desk's values: what is asked, judged, decided and granted (ODRL / RightsML terms)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What a rule or a person says."""

    GRANT = "grant"
    REFUSE = "refuse"
    REVIEW = "review"


class RequestState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reprinter asks for, as validated from the form or JSON. Dates are inclusive."""

    article: str
    outlet: str
    contact: str
    use: str
    medium: str
    term_from: date
    term_to: date
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer. `reason` holds the sentence in both languages: {"zh": …, "en": …} as pairs."""

    rule: str
    outcome: Outcome
    reason: tuple[tuple[str, str], ...] = ()

    def why(self, language: str) -> str:
        """The reason in `language` ("zh" or "en"), else in whatever there is."""
        reasons = dict(self.reason)
        return reasons.get(language) or next(iter(reasons.values()), "")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom ("rules" or a person's name), when, and why."""

    outcome: Outcome
    by: str
    at: datetime
    reason: str
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """A numbered licence (ODRL Agreement). `version` pins the article's text it was given for."""

    number: str
    request: str
    article: str
    version: int
    fingerprint: str
    assigner: str
    assignee: str
    permissions: tuple[str, ...]
    duties: tuple[str, ...]
    constraints: tuple[tuple[str, str], ...]
    credit: str
    valid_from: date
    valid_to: date
    issued: datetime


@dataclass(frozen=True, slots=True)
class ReprintRequest:
    """A request with its number and state. `secret_hash` is SHA-256 (hex) of the status link's secret."""

    number: str
    secret_hash: str
    asked: Asked
    created: datetime
    state: RequestState
    decision: Decision | None = None
    grant: Grant | None = None
