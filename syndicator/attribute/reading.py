"""What a grammar reads in one line, before it becomes a Notice."""

from dataclasses import dataclass

from syndicator.model.rights import Reprint

STRICTNESS = (Reprint.UNKNOWN, Reprint.ATTRIBUTION, Reprint.PERMISSION, Reprint.NONE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says: an owner, terms, a condition, a license; `said` is false when it says none of them.

    `start` is where the notice begins in the line, so that body text before it can be left out.
    """

    holder: str | None = None
    reprint: Reprint = Reprint.UNKNOWN
    condition: str = ""
    license: str = ""
    said: bool = True
    start: int = 0


def stricter(one: Reprint, other: Reprint) -> Reprint:
    """The one that allows less; UNKNOWN gives way to anything known."""
    return max(one, other, key=STRICTNESS.index)
