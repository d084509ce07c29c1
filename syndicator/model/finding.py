"""What a reprint must be, and what was found on the page that carries it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Aspect(StrEnum):
    """What of a reprint is looked at."""

    CREDIT = "credit"
    LINK = "link"
    TITLE = "title"
    TEXT = "text"
    PICTURES = "pictures"
    TERM = "term"


class Mark(StrEnum):
    """What is said of one aspect. UNSURE means that a person has to look."""

    OK = "ok"
    WRONG = "wrong"
    MISSING = "missing"
    UNSURE = "unsure"


class Faith(StrEnum):
    """What is said of the whole: NOT_FOUND where the page does not hold the article at all."""

    FAITHFUL = "faithful"
    DISTORTED = "distorted"
    UNSURE = "unsure"
    NOT_FOUND = "not-found"


PassageKind = Literal["same", "changed", "left-out", "added"]


@dataclass(frozen=True, slots=True)
class Promised:
    """What was granted, and so what the page must show. Dates are inclusive.

    `text` has one line a paragraph; `credit` is the exact credit line, `holder` the owner's name in it ("" where
    the line's own label tells). `aliases` are other addresses that lead back as well (our own page of the article).
    `pictures` are the addresses, or file names, of the pictures cleared for it, `captions` the paragraphs of `text`
    that are said of pictures and may go with them. `edits` lets it be shortened,
    `translation` be translated, `script_free` be converted between Simplified and Traditional Chinese.
    """

    title: str
    text: str
    credit: str
    original_url: str
    valid_from: date
    valid_to: date
    holder: str = ""
    authors: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    pictures_allowed: bool = True
    edits: bool = False
    translation: bool = False
    script_free: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as granted (`ours`) beside the page's (`theirs`); "" where one of them has nothing."""

    kind: PassageKind
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one aspect.

    `code` is stable, for machines (`credit-moved`); `why` holds the sentence in both languages as pairs.
    `passages` are the places it rests on, ours and theirs side by side; for the text all of it, in order.
    """

    aspect: Aspect
    mark: Mark
    code: str
    why: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()

    def reason(self, language: str) -> str:
        """The sentence in `language` ("zh" or "en"), else in whatever there is."""
        reasons = dict(self.why)
        return reasons.get(language) or next(iter(reasons.values()), "")


@dataclass(frozen=True, slots=True)
class Report:
    """One look at one page. `similarity` is how much of the granted text stands there unaltered, 0 to 1."""

    verdict: Faith
    findings: tuple[Finding, ...]
    day: date
    url: str
    similarity: float = 0.0

    def of(self, aspect: Aspect) -> tuple[Finding, ...]:
        """The findings of one aspect."""
        return tuple(finding for finding in self.findings if finding.aspect is aspect)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are not OK."""
        return tuple(finding for finding in self.findings if finding.mark is not Mark.OK)
