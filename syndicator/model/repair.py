"""What text restoration changed, one record a change."""

from dataclasses import dataclass
from typing import Literal

RepairKind = Literal["pinyin", "frame-slip", "punctuation", "script", "space", "mojibake"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to a text.

    `line` and `column` count from 1 in the damaged text, in characters; `confidence` is 0 to 1.
    """

    kind: RepairKind
    line: int
    column: int
    before: str
    after: str
    confidence: float
