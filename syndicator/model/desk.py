"""What a feed's owner lets the reprint desk do by itself, and what its people say often."""

from dataclasses import dataclass

from syndicator.model.reprint import Outcome


@dataclass(frozen=True, slots=True)
class DeskPolicy:
    """`media`, `territories` and `max_days` are what is granted without a person; () and 0 are no limit.

    `outside` is what becomes of a wish past them; the others say what becomes of a wish of that sort, `denied` of an
    outlet on the list of those to refuse. GRANT leaves it to the rest of the rules.
    """

    media: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    max_days: int = 366
    outside: Outcome = Outcome.REVIEW
    commercial: Outcome = Outcome.REVIEW
    edits: Outcome = Outcome.REVIEW
    translation: Outcome = Outcome.REVIEW
    pictures: Outcome = Outcome.REVIEW
    everything: Outcome = Outcome.REVIEW
    denied: Outcome = Outcome.REFUSE


@dataclass(frozen=True, slots=True)
class Answer:
    """A canned answer: what a person of the desk picks by its name in place of writing it, in both languages."""

    name: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        """It in `language` ("zh" or "en")."""
        return self.en if language == "en" else self.zh
