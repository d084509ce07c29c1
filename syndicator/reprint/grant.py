"""The licence that follows a decision, in ODRL's terms (Information Model 2.2, profile-free)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from syndicator.errors import ReprintError
from syndicator.model.article import Article
from syndicator.model.feed import Place
from syndicator.model.reprint import Grant, ReprintRequest
from syndicator.model.rights import Status

PERMISSIONS = ("reproduce", "distribute")
PROHIBITIONS = ("derive", "modify", "grantUse")
"""ODRL actions no grant of ours gives: adapting, altering, and passing the licence on."""

Standing = Literal["valid", "not-yet", "expired"]


def write(request: ReprintRequest, article: Article, original: str, number: str, issued: datetime) -> Grant:
    """The grant of `article` to the asker of `request`, for the medium and term asked.

    `original` is the address the reprint must lead back to. Duties are `code: value` lines (read them
    with `duty`): the exact credit line, that link, the title as it stands, the text unaltered. Raises
    ReprintError for an article that is not usable or lacks its holder or credit line.
    """
    rights, asked = article.rights, request.asked
    if article.status is not Status.USABLE or not (rights.holder and rights.credit and original):
        raise ReprintError("this article's rights are not settled, so nothing can be granted", "article")
    return Grant(
        number=number,
        request=request.number,
        article=article.id,
        version=article.version,
        fingerprint=article.fingerprint,
        assigner=rights.holder,
        assignee=asked.outlet,
        permissions=PERMISSIONS,
        duties=(
            f"attribute: {rights.credit}",
            f"link: {original}",
            f"title: {article.title}",
            "unaltered: text",
        ),
        constraints=(
            ("medium", asked.medium),
            ("from", asked.term_from.isoformat()),
            ("to", asked.term_to.isoformat()),
        ),
        credit=rights.credit,
        valid_from=asked.term_from,
        valid_to=asked.term_to,
        issued=issued,
    )


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


def odrl(grant: Grant, place: Place, slug: str) -> Mapping[str, Any]:
    """The grant as an ODRL 2.2 Agreement (JSON-LD). Holds nothing of the asker but the outlet's name."""
    return {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": "Agreement",
        "uid": f"{place.base_url}/grants/{grant.number}",
        "assigner": {"@type": "Party", "uid": f"{place.base_url}/#assigner", "name": grant.assigner},
        "assignee": {"@type": "Party", "uid": f"{place.base_url}/#assignee", "name": grant.assignee},
        "target": place.article(slug),
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


def _day(operator: str, day: date) -> Mapping[str, Any]:
    value = {"@value": day.isoformat(), "@type": "xsd:date"}
    return {"leftOperand": "dateTime", "operator": operator, "rightOperand": value}
