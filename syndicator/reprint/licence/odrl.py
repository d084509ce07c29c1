"""A grant as an ODRL 2.2 Agreement (W3C, Information Model and Vocabulary), as JSON-LD.

What ODRL has no word for is said in Dublin Core (`dct:`), schema.org (`schema:`) and vCard (`vcard:`), whose prefixes
ODRL's own context declares; the few short names besides are declared in the document (see docs/reprints.md).
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from syndicator.model.feed import Place
from syndicator.model.reprint import Grant, GrantedArticle
from syndicator.reprint import grant as terms

MEDIA_TYPE = "application/ld+json"

CONTEXT = (
    "http://www.w3.org/ns/odrl.jsonld",
    {
        "status": "schema:creativeWorkStatus",
        "statusDate": {"@id": "dct:valid", "@type": "xsd:date"},
        "sha256": "schema:sha256",
        "credit": "dct:bibliographicCitation",
    },
)
"""ODRL's context, and ours: how the licence stands and as of when; an article version's digest; its credit line."""

_WHOLE_NUMBER = re.compile(r"\D*(\d[\d,，]*)\D*")
# Constraints by what ODRL calls what they limit.
_LEFT = (
    ("medium", "media"),
    ("channel", "deliveryChannel"),
    ("territory", "spatial"),
    ("purpose", "purpose"),
)


def agreement(grant: Grant, place: Place, public: Collection[str], standing: str, day: date) -> Mapping[str, Any]:
    """The grant with how it stands on `day`.

    Only of articles whose slug is `public` title, credit line and original address are told; the others are named by
    their address here and the digest of the version granted.
    """
    uid = f"{place.base_url}/grants/{grant.number}"
    told: dict[str, Any] = {
        "@context": list(CONTEXT),
        "@type": "Agreement",
        "uid": uid,
        "dct:identifier": grant.number,
        "dct:issued": {"@type": "xsd:dateTime", "@value": grant.issued.isoformat()},
        "status": standing,
        "statusDate": day.isoformat(),
        "assigner": {"@type": ["Party", "vcard:Organization"], "uid": f"{uid}#assigner", "vcard:fn": grant.assigner},
        "assignee": {"@type": ["Party", "vcard:Organization"], "uid": f"{uid}#assignee", "vcard:fn": grant.assignee},
        "target": _target(grant, place, public),
        "permission": [_permission(grant, uid)],
        "prohibition": [{"action": list(terms.prohibitions(grant))}],
        "dct:conformsTo": list(grant.conditions),
        "dct:replaces": {"uid": f"{place.base_url}/grants/{grant.renews}"} if grant.renews else "",
    }
    if grant.revoked:
        told["schema:expires"] = {"@type": "xsd:dateTime", "@value": grant.revoked.isoformat()}
    return {name: value for name, value in told.items() if value not in ("", [])}


def _target(grant: Grant, place: Place, public: Collection[str]) -> Any:
    if grant.feed:
        return {"@type": "AssetCollection", "uid": place.feed(grant.feed)}
    assets = [_asset(part, place, part.slug in public) for part in grant.articles]
    return assets[0] if len(assets) == 1 else assets


def _asset(part: GrantedArticle, place: Place, is_public: bool) -> Mapping[str, Any]:  # noqa: FBT001 - one of two
    told: dict[str, Any] = {
        "@type": "Asset",
        "uid": place.article(part.slug),
        "dct:identifier": part.article,
        "schema:version": part.version,
        "sha256": part.fingerprint,
    }
    if is_public:
        told |= {"dct:title": part.title, "credit": part.credit, "dct:source": {"uid": part.original}}
    return told


def _permission(grant: Grant, uid: str) -> Mapping[str, Any]:
    attribute: dict[str, Any] = {
        "action": "attribute",
        "attributedParty": f"{uid}#assigner",
        "attributingParty": f"{uid}#assignee",
    }
    duties = [attribute, {"action": "include", "dct:description": "the original's address and title, as they stand"}]
    if grant.fee:
        duties.append(
            {
                "action": "compensate",
                "compensatedParty": f"{uid}#assigner",
                "compensatingParty": f"{uid}#assignee",
                "dct:description": grant.fee,
            }
        )
    return {"action": list(grant.permissions), "constraint": _constraints(grant), "duty": duties, **_described(grant)}


def _described(grant: Grant) -> Mapping[str, Any]:
    """What the permission covers beyond ODRL's words: which edits, and whether pictures."""
    pictures = "text and cleared pictures" if terms.pictures(grant) else "text only"
    edits = terms.duty(grant, "edits")
    return {"dct:extent": pictures, **({"dct:description": edits} if edits else {})}


def _constraints(grant: Grant) -> list[Mapping[str, Any]]:
    told = dict(grant.constraints)
    limits = [_is(left, told[name]) for name, left in _LEFT if name in told]
    if language := told.get("translation") or told.get("language"):
        limits.append(_is("language", language))
    if circulation := told.get("circulation"):
        copies = _copies(circulation)
        limits.append(
            _is("count", circulation)
            if copies is None
            else _limit("count", "lteq", {"@type": "xsd:integer", "@value": str(copies)})
        )
    return [*limits, _day("gteq", grant.valid_from), _day("lteq", grant.valid_to)]


def _copies(text: str) -> int | None:
    """The number in "5,000 份"; None where there is none, or more than one."""
    found = _WHOLE_NUMBER.fullmatch(text)
    return int(found[1].replace(",", "").replace("，", "")) if found and not re.search("[万千百亿]", text) else None


def _is(left: str, value: str) -> Mapping[str, Any]:
    return _limit(left, "eq", value)


def _limit(left: str, operator: str, right: Any) -> Mapping[str, Any]:
    return {"leftOperand": left, "operator": operator, "rightOperand": right}


def _day(operator: str, day: date) -> Mapping[str, Any]:
    return _limit("dateTime", operator, {"@type": "xsd:date", "@value": day.isoformat()})
