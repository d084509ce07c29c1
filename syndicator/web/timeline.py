"""What of a request's trail its asker sees: the steps, never who of the desk did them or what they noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from syndicator.model.reprint import Outcome, ReprintRequest
from syndicator.model.trail import Step, Trace

_SHOWN: Final = frozenset(
    {
        Step.ASKED,
        Step.CONFIRMED,
        Step.DECIDED,
        Step.QUESTION,
        Step.ANSWER,
        Step.WITHDRAWN,
        Step.GRANTED,
        Step.RENEWED,
        Step.REVOKED,
        Step.CORRECTED,
        Step.REPORTED,
        Step.CHECKED,
        Step.ERASED,
    }
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One step: when, and what in a word ("review" and "refused" for what was decided)."""

    at: datetime
    name: str


def steps(found: ReprintRequest, trail: Iterable[Trace]) -> tuple[Shown, ...]:
    """The steps an asker sees, in order."""
    return tuple(Shown(one.at, _name(found, one)) for one in trail if one.step in _SHOWN)


def _name(found: ReprintRequest, one: Trace) -> str:
    if one.step is not Step.DECIDED:
        return str(one.step)
    decision = found.decision
    is_last = decision is not None and decision.at == one.at and decision.outcome is Outcome.REFUSE
    return "refused" if is_last else "review"
