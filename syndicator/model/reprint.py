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
    """Where a request stands: UNCONFIRMED waits for its asker's e-mail address, WAITING for us, ASKED for an answer."""

    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = (RequestState.UNCONFIRMED, RequestState.WAITING, RequestState.ASKED)
"""The states that something still comes after."""


class OutletKind(StrEnum):
    """What sort of outlet asks. ONLINE_NEWS needs a licence by 互联网新闻信息服务管理规定 (2017), article 5."""

    NEWS = "news"
    ONLINE_NEWS = "online-news"
    GOVERNMENT = "government"
    EDUCATION = "education"
    COMPANY = "company"
    PERSON = "person"
    OTHER = "other"


LICENSED = frozenset({OutletKind.ONLINE_NEWS})
"""The kinds the law asks a licence number of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reprinter asks for, as validated from the form or JSON. Dates are inclusive.

    `articles` are slugs; with `feed`, and no articles, everything of that feed is asked for. `contact` is how to reach
    whoever gave no e-mail address. `edits` says what is to be changed, `translation` the language to translate to, ""
    for nothing. `partner` is the name of the partner that the asker has shown to be, by its token, "" for none;
    `renews` the number of the grant to go on from. Personal are `person`, `email`, `phone` and `contact`.
    """

    articles: tuple[str, ...]
    outlet: str
    use: str
    medium: str
    term_from: date
    term_to: date
    language: str = "zh"
    feed: str = ""
    kind: OutletKind = OutletKind.OTHER
    license_number: str = ""
    person: str = ""
    email: str = ""
    phone: str = ""
    contact: str = ""
    channel: str = ""
    territory: str = ""
    reprint_language: str = ""
    circulation: str = ""
    edits: str = ""
    translation: str = ""
    pictures: bool = False
    commercial: bool = False
    partner: str = ""
    renews: str = ""

    @property
    def reach(self) -> str:
        """How to reach the asker, in one line."""
        return " · ".join(part for part in (self.person, self.email, self.phone, self.contact) if part)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer. `reason` holds the sentence in both languages: {"zh": …, "en": …} as pairs.

    `article` is the slug it is about, "" for all that is asked for.
    """

    rule: str
    outcome: Outcome
    reason: tuple[tuple[str, str], ...] = ()
    article: str = ""

    def why(self, language: str) -> str:
        """The reason in `language` ("zh" or "en"), else in whatever there is."""
        reasons = dict(self.reason)
        return reasons.get(language) or next(iter(reasons.values()), "")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person adds to a grant or changes in it; None and () leave what was asked for."""

    conditions: tuple[str, ...] = ()
    fee: str = ""
    medium: str | None = None
    territory: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    pictures: bool | None = None
    edits: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom ("rules" or a person's name), when, and why. `second` approved it (four eyes)."""

    outcome: Outcome
    by: str
    at: datetime
    reason: str
    verdicts: tuple[Verdict, ...] = ()
    second: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A person's decision that waits for a second one."""

    request: str
    outcome: Outcome
    by: str
    at: datetime
    reason: str
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class GrantedArticle:
    """One article of a grant at the version granted: its id, what must stand with it, and where it leads back to."""

    article: str
    version: int
    fingerprint: str
    title: str
    credit: str
    original: str

    @property
    def slug(self) -> str:
        """The article's name in our own addresses."""
        return self.article.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Grant:
    """A numbered licence (ODRL Agreement). With `feed` it is for everything that feed publishes within the term.

    `duties` are `code: value` lines, `constraints` pairs of name and value (see reprint.grant). `renews` is the number
    of the grant it goes on from. `revoked` ends it before its term.
    """

    number: str
    request: str
    articles: tuple[GrantedArticle, ...]
    assigner: str
    assignee: str
    permissions: tuple[str, ...]
    duties: tuple[str, ...]
    constraints: tuple[tuple[str, str], ...]
    valid_from: date
    valid_to: date
    issued: datetime
    feed: str = ""
    conditions: tuple[str, ...] = ()
    fee: str = ""
    renews: str = ""
    revoked: datetime | None = None
    revoked_why: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A question of the desk or an asker's answer. `who` is an admin's name, "" for the asker."""

    request: str
    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class ReprintRequest:
    """A request with its number and state. `secret_hash` is SHA-256 (hex) of the status link's secret.

    `confirmed` is when its e-mail address was; `since` when it began to wait for us, None while it does not, `waited`
    how long it did before, in seconds. `reminded` counts the reminders sent since then. `erased` is when its personal
    data went.
    """

    number: str
    secret_hash: str
    asked: Asked
    created: datetime
    state: RequestState
    decision: Decision | None = None
    grant: Grant | None = None
    confirmed: datetime | None = None
    since: datetime | None = None
    waited: int = 0
    reminded: int = 0
    erased: datetime | None = None
