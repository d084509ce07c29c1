"""The licence that follows a decision, in ODRL's terms (Information Model 2.2, profile-free)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from syndicator.errors import ReprintError
from syndicator.model.article import Article
from syndicator.model.feed import Place
from syndicator.model.reprint import Grant, GrantedArticle, ReprintRequest
from syndicator.model.rights import Status

PERMISSIONS = ("reproduce", "distribute")
PROHIBITIONS = ("derive", "modify", "grantUse")
"""ODRL actions no grant of ours gives: adapting, altering, and passing the licence on."""

Standing = Literal["valid", "not-yet", "expired"]


def of(article: Article, original: str) -> GrantedArticle:
    """An article as a part of a grant; `original` is the address the reprint must lead back to.

    Raises ReprintError for an article that is not usable or lacks its holder or credit line.
    """
    rights = article.rights
    if article.status is not Status.USABLE or not (rights.holder and rights.credit and original):
        raise ReprintError("this article's rights are not settled, so nothing can be granted", "article")
    return GrantedArticle(article.id, article.version, article.fingerprint, article.title, rights.credit, original)


def write(
    request: ReprintRequest, holder: str, parts: Sequence[GrantedArticle], number: str, issued: datetime
) -> Grant:
    """The grant of `parts`, which are `holder`'s, to the asker of `request`, for the medium and term asked.

    Duties are `code: value` lines (read them with `duty`): of each article the exact credit line, the link back, the
    title as it stands; the text unaltered. Raises ReprintError without a holder or anything to grant.
    """
    asked = request.asked
    if not holder or not (parts or asked.feed):
        raise ReprintError("there is nothing to grant", "article")
    return Grant(
        number=number,
        request=request.number,
        articles=tuple(parts),
        assigner=holder,
        assignee=asked.outlet,
        permissions=PERMISSIONS,
        duties=(*(line for part in parts for line in _duties(part)), "unaltered: text"),
        constraints=(
            ("medium", asked.medium),
            ("from", asked.term_from.isoformat()),
            ("to", asked.term_to.isoformat()),
        ),
        valid_from=asked.term_from,
        valid_to=asked.term_to,
        issued=issued,
        feed=asked.feed,
    )


def _duties(part: GrantedArticle) -> tuple[str, ...]:
    return f"attribute: {part.credit}", f"link: {part.original}", f"title: {part.title}"


def duty(grant: Grant, code: str) -> str:
    """The value of one duty (attribute, link, title, unaltered), "" where the grant has none."""
    return next((line[len(code) + 2 :] for line in grant.duties if line.startswith(f"{code}: ")), "")


def constraint(grant: Grant, name: str) -> str:
    """The value of one constraint (medium, from, to), "" where the grant has none."""
    return dict(grant.constraints).get(name, "")


def standing(grant: Grant, today: date) -> Standing:
    """Whether it holds on `today`; both ends of the term are inside it."""
    if today < grant.valid_from:
        return "not-yet"
    return "valid" if today <= grant.valid_to else "expired"


def odrl(grant: Grant, place: Place) -> Mapping[str, Any]:
    """The grant as an ODRL 2.2 Agreement (JSON-LD). Holds nothing of the asker but the outlet's name."""
    return {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": "Agreement",
        "uid": f"{place.base_url}/grants/{grant.number}",
        "assigner": {"@type": "Party", "uid": f"{place.base_url}/#assigner", "name": grant.assigner},
        "assignee": {"@type": "Party", "uid": f"{place.base_url}/#assignee", "name": grant.assignee},
        "target": _target(grant, place),
        "permission": [
            {
                "action": list(grant.permissions),
                "constraint": [
                    {"leftOperand": "media", "operator": "eq", "rightOperand": constraint(grant, "medium")},
                    _day("gteq", grant.valid_from),
                    _day("lteq", grant.valid_to),
                ],
                "duty": [{"action": "attribute"}],
            }
        ],
        "prohibition": [{"action": list(PROHIBITIONS)}],
    }


def _target(grant: Grant, place: Place) -> str | list[str]:
    if grant.feed:
        return place.feed(grant.feed)
    addresses = [place.article(part.slug) for part in grant.articles]
    return addresses[0] if len(addresses) == 1 else addresses


def _day(operator: str, day: date) -> Mapping[str, Any]:
    value = {"@value": day.isoformat(), "@type": "xsd:date"}
    return {"leftOperand": "dateTime", "operator": operator, "rightOperand": value}
