"""All that a licence says, in one language, ready to be set on a page or on paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo

from syndicator.model.reprint import Grant, GrantedArticle
from syndicator.reprint import grant as terms
from syndicator.reprint.licence.words import name, say
from syndicator.text.day import written

_LIMITS = ("medium", "channel", "territory", "language", "translation", "circulation", "purpose", "pictures")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of facts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One article: what must stand with it, or (`shown` false) its name alone. `note` says what is wrong with it."""

    slug: str
    title: str
    version: str
    shown: bool
    note: str = ""
    credit: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`standing` is its code, `stamp` its words; `address` is where it is checked, `everything` "" but for a feed."""

    language: str
    number: str
    standing: str
    stamp: str
    address: str
    rows: tuple[Row, ...]
    articles: tuple[Piece, ...]
    everything: str
    permissions: tuple[str, ...]
    duties: tuple[str, ...]
    conditions: tuple[str, ...]
    prohibitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a grant does not know itself: where it is checked, its standing, the name of its feed, its newsroom's zone.

    `public` are the slugs of the articles whose title and credit line may be shown, `gone` those that were withdrawn.
    """

    address: str
    standing: str
    zone: tzinfo
    public: Collection[str] = ()
    gone: Collection[str] = ()
    feed: str = ""


def write(grant: Grant, facts: Facts, language: str) -> Sheet:
    """The sheet of a grant in `language` ("zh" or "en")."""
    everything = say("grant.everything", language, feed=facts.feed or grant.feed) if grant.feed else ""
    return Sheet(
        language=language,
        number=grant.number,
        standing=facts.standing,
        stamp=say(f"grant.{facts.standing}", language),
        address=facts.address,
        rows=_rows(grant, facts, language),
        articles=tuple(_piece(part, facts, language) for part in grant.articles),
        everything=everything,
        permissions=tuple(say(f"permission.{action}", language) for action in grant.permissions),
        duties=_duties(grant, language),
        conditions=grant.conditions,
        prohibitions=tuple(say(f"prohibition.{action}", language) for action in terms.prohibitions(grant)),
    )


def _rows(grant: Grant, facts: Facts, language: str) -> tuple[Row, ...]:
    told = [("assigner", grant.assigner), ("assignee", grant.assignee)]
    first, last = written(grant.valid_from, language), written(grant.valid_to, language)
    told.append(("term", f"{first} {say('grant.to', language)} {last}"))
    told += [(limit, name(limit, terms.constraint(grant, limit), language)) for limit in _LIMITS]
    told += [("fee", grant.fee), ("renews", grant.renews)]
    told.append(("issued", written(grant.issued.astimezone(facts.zone).date(), language)))
    if grant.revoked:
        told.append(("revoked.on", written(grant.revoked.astimezone(facts.zone).date(), language)))
        told.append(("revoked.why", grant.revoked_why))
    return tuple(Row(say(f"grant.{label}", language), value) for label, value in told if value)


def _piece(part: GrantedArticle, facts: Facts, language: str) -> Piece:
    version = say("grant.version", language, version=part.version)
    note = say("grant.withdrawn.one", language) if part.slug in facts.gone else ""
    if part.slug not in facts.public:
        return Piece(part.slug, say("grant.hidden", language, article=part.slug), version, shown=False, note=note)
    return Piece(part.slug, part.title, version, shown=True, note=note, credit=part.credit, original=part.original)


def _duties(grant: Grant, language: str) -> tuple[str, ...]:
    translated = "translate" in grant.permissions
    told = ["attribute", "link", "translated-title" if translated else "title"]
    edits = terms.duty(grant, "edits")
    if not edits:
        told.append("translated" if translated else "unaltered")
    lines = [say(f"duty.{code}", language) for code in told]
    if edits:
        lines.append(f"{say('duty.edits', language)}{'' if language == 'zh' else ' '}{edits}")
    return tuple(lines)
