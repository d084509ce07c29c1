"""The audit trail: what was done at the reprint desk, by whom, and why. It is only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ASKER = "asker"
RULES = "rules"
SERVICE = "service"
"""Who does what no person of ours does."""


class Step(StrEnum):
    """What was done."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECIDED = "decided"
    PROPOSED = "proposed"
    DECLINED = "declined"
    QUESTION = "question"
    ANSWER = "answer"
    WITHDRAWN = "withdrawn"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    GRANTED = "granted"
    RENEWED = "renewed"
    REVOKED = "revoked"
    EXPIRING = "expiring"
    CORRECTED = "corrected"
    REPORTED = "reported"
    CHECKED = "checked"
    SETTLED = "settled"
    ERASED = "erased"
    LIST = "list"
    KEY = "key"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Trace:
    """One step. Never personal data: `who` is an admin's name or one of ASKER, RULES, SERVICE; `why` is what they said.

    `request` and `grant` are numbers, "" where it is about neither.
    """

    at: datetime
    who: str
    step: Step
    request: str = ""
    grant: str = ""
    why: str = ""
    number: int = 0
