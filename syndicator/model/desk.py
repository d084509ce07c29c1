"""What a feed's owner lets the reprint desk do by itself."""

from dataclasses import dataclass

from syndicator.model.reprint import Outcome


@dataclass(frozen=True, slots=True)
class DeskPolicy:
    """`media`, `territories` and `max_days` are what is granted without a person; () and 0 are no limit.

    `outside` is what becomes of a wish past them; the others say what becomes of a wish of that sort. GRANT leaves it to
    the rest of the rules.
    """

    media: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    max_days: int = 0
    outside: Outcome = Outcome.REVIEW
    commercial: Outcome = Outcome.REVIEW
    edits: Outcome = Outcome.REVIEW
    translation: Outcome = Outcome.REVIEW
    pictures: Outcome = Outcome.REVIEW
    everything: Outcome = Outcome.REVIEW
