"""Who owns an article, what its notice says, and on what evidence (IPTC's terms)."""

from dataclasses import dataclass
from enum import StrEnum


class Reprint(StrEnum):
    """What the owner lets others do: reprint with credit, ask first, not at all, or not known."""

    ATTRIBUTION = "attribution"
    PERMISSION = "permission"
    NONE = "none"
    UNKNOWN = "unknown"


class AiUse(StrEnum):
    """What the owner lets machines do with an article: nothing, show people the way to it, or anything.

    SEARCH is finding it and leading readers to it; learning from it, and answering with it in its place, need YES.
    """

    NO = "no"
    SEARCH = "search"
    YES = "yes"


class Status(StrEnum):
    """ninjs pubStatus: may be published, held back, or taken down everywhere."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rights field rests on: `where` is a place in a page or `feeds/x.toml:LINE`."""

    field: str
    where: str
    text: str


LEGAL = "canceled-legal"
"""The code of the hold of an article that was taken down because the law demands it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an article is withheld. `code` is stable, for machines; `text` is for an admin."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A copyright or reprint notice as parsed from one line of text.

    `holder` is None where the line names none; `reprint` is what its wording allows by itself
    (`转载请注明出处` names a condition and gives UNKNOWN with `condition` set, since whether it
    lets a partner reprint is the source's setting); `license` is a license URL or "".
    """

    text: str
    holder: str | None = None
    reprint: Reprint = Reprint.UNKNOWN
    condition: str = ""
    license: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one article. Any of the first three empty means: not publishable.

    `notice` is the owner's own wording where the page has one; `credit` the ready credit line;
    `license` a URL; `usage_terms` a sentence for people.
    """

    holder: str
    notice: str
    credit: str
    license: str
    usage_terms: str
    reprint: Reprint
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """What attribution decided: the rights as far as known, and why the article is held, if it is."""

    rights: Rights
    holds: tuple[Hold, ...] = ()

    @property
    def status(self) -> Status:
        """USABLE when nothing holds it, else WITHHELD."""
        return Status.WITHHELD if self.holds else Status.USABLE


@dataclass(frozen=True, slots=True)
class RightsPolicy:
    """A feed's configured defaults for what its sources own.

    `names` are other spellings of the holder that its pages use (the site's name, a department);
    `credit` is a template with {holder} {authors} {editors} {title} {url} {date}; `ai` is for
    machines, whatever people may do; `where` is the config line these came from.
    """

    holder: str = ""
    names: tuple[str, ...] = ()
    reprint: Reprint = Reprint.UNKNOWN
    credit: str = ""
    license: str = ""
    notice: str = ""
    ai: AiUse = AiUse.SEARCH
    where: str = ""
