"""The licence that follows a decision: what it allows, what it asks for, and how it stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from syndicator.errors import ReprintError
from syndicator.model.article import Article
from syndicator.model.reprint import Asked, Grant, GrantedArticle, ReprintRequest, Terms
from syndicator.model.rights import Status
from syndicator.text.urls import is_http

PERMISSIONS = ("reproduce", "distribute")
"""ODRL actions every grant of ours gives."""

PROHIBITIONS = ("derive", "modify", "grantUse")
"""ODRL actions no grant of ours gives unless it says so: adapting, altering, and passing the licence on."""

CLEARED, NOT_CLEARED = "cleared", "none"
"""What the constraint `pictures` says."""

Standing = Literal["valid", "not-yet", "expired", "revoked", "withdrawn"]

_AS_ASKED = Terms()
# What each wish of an asker adds to what is permitted, and takes from what is not.
_TRANSLATE, _MODIFY = "translate", "modify"
_LIFTED = {_TRANSLATE: "derive", _MODIFY: "modify"}


def of(article: Article, page: str) -> GrantedArticle:
    """An article as a part of a grant. A reprint leads back to where it came from, else to `page`, which is ours.

    Raises ReprintError for an article that is not usable or lacks its holder or credit line.
    """
    rights, original = article.rights, article.url if is_http(article.url) else page
    if article.status is not Status.USABLE or not (rights.holder and rights.credit and original):
        raise ReprintError("this article's rights are not settled, so nothing can be granted", "article")
    return GrantedArticle(article.id, article.version, article.fingerprint, article.title, rights.credit, original)


def write(  # noqa: PLR0913, PLR0917 - a licence is of somebody's articles, to somebody, under a number
    request: ReprintRequest,
    holder: str,
    parts: Sequence[GrantedArticle],
    number: str,
    issued: datetime,
    terms: Terms = _AS_ASKED,
) -> Grant:
    """The grant of `parts`, which are `holder`'s, to the asker of `request`: as asked for, but for what `terms` change.

    Duties are `code: value` lines (read them with `duty`): of each article the exact credit line, the link back, the
    title as it stands; the text unaltered, or (`edits`) altered in no other way. Constraints are pairs (`constraint`):
    medium, channel, territory, language, translation, circulation, purpose, pictures, from, to; what is not told is not
    limited. Raises ReprintError without a holder or anything to grant, or for a term that ends before it begins.
    """
    asked = request.asked
    if not holder or not (parts or asked.feed):
        raise ReprintError("there is nothing to grant", "article")
    first, last = terms.valid_from or asked.term_from, terms.valid_to or asked.term_to
    if last < first:
        raise ReprintError("the term ends before it begins", "valid_to")
    edits, translation = _either(terms.edits, asked.edits), _either(terms.translation, asked.translation)
    more = (*((_TRANSLATE,) if translation else ()), *((_MODIFY,) if edits else ()))
    return Grant(
        number=number,
        request=request.number,
        articles=tuple(parts),
        assigner=holder,
        assignee=asked.outlet,
        permissions=PERMISSIONS + more,
        duties=(*(line for part in parts for line in _duties(part)), f"edits: {edits}" if edits else "unaltered: text"),
        constraints=_constraints(asked, terms, translation, first, last),
        valid_from=first,
        valid_to=last,
        issued=issued,
        feed=asked.feed,
        conditions=tuple(line for one in terms.conditions if (line := one.strip())),
        fee=terms.fee.strip(),
        renews=asked.renews,
    )


def _constraints(asked: Asked, terms: Terms, translation: str, first: date, last: date) -> tuple[tuple[str, str], ...]:
    pictures = asked.pictures if terms.pictures is None else terms.pictures
    told = (
        ("medium", _either(terms.medium, asked.medium)),
        ("channel", asked.channel),
        ("territory", _either(terms.territory, asked.territory)),
        ("language", asked.reprint_language),
        ("translation", translation),
        ("circulation", asked.circulation),
        ("purpose", "commercial" if asked.commercial else ""),
        ("pictures", CLEARED if pictures else NOT_CLEARED),
        ("from", first.isoformat()),
        ("to", last.isoformat()),
    )
    return tuple((name, value) for name, value in told if value)


def _either(changed: str | None, asked: str) -> str:
    """What a person changed it to ("" takes it away), else what was asked for."""
    return asked if changed is None else changed


def _duties(part: GrantedArticle) -> tuple[str, ...]:
    return f"attribute: {part.credit}", f"link: {part.original}", f"title: {part.title}"


def duty(grant: Grant, code: str) -> str:
    """The value of one duty (attribute, link, title, unaltered, edits), "" where the grant has none."""
    return next((line[len(code) + 2 :] for line in grant.duties if line.startswith(f"{code}: ")), "")


def constraint(grant: Grant, name: str) -> str:
    """The value of one constraint (see `write`), "" where the grant has none."""
    return dict(grant.constraints).get(name, "")


def pictures(grant: Grant) -> bool:
    """Whether our pictures may be used with the text."""
    return constraint(grant, "pictures") == CLEARED


def prohibitions(grant: Grant) -> tuple[str, ...]:
    """The ODRL actions it does not give; translating a text adapts it, and edits alter it."""
    lifted = {_LIFTED[action] for action in grant.permissions if action in _LIFTED}
    return tuple(action for action in PROHIBITIONS if action not in lifted)


def standing(grant: Grant, today: date) -> Standing:
    """Whether it holds on `today`; both ends of the term are inside it. Whether its articles stand is not asked."""
    if grant.revoked is not None:
        return "revoked"
    if today < grant.valid_from:
        return "not-yet"
    return "valid" if today <= grant.valid_to else "expired"
