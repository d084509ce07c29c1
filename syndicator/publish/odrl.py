"""An article's terms in ODRL 2.2 (https://www.w3.org/TR/odrl-model/), as JSON-LD.

Two policies, because a TDM policy may hold nothing but permissions to mine (TDMRep, Expressing a TDM Policy): the offer
to people who want to reprint, and the one to those who want to mine.
"""

import json
from collections.abc import Mapping
from typing import Any

from syndicator.model.feed import Entry, Place
from syndicator.model.rights import Reprint
from syndicator.text.urls import front_page

MEDIA_TYPE = "application/ld+json"
_CONTEXT = "http://www.w3.org/ns/odrl.jsonld"
_TDM_CONTEXT, _TDM_PROFILE = "http://www.w3.org/ns/tdmrep.jsonld", "http://www.w3.org/ns/tdmrep"
_REPRINTING = ["reproduce", "distribute"]
_ALTERING = ["derive", "modify"]


def offer(entry: Entry, place: Place) -> bytes:
    """What may be reprinted, and what that takes: naming the owner, and asking first unless that is all it takes.

    The credit line to print, the notice and the license come with it in Dublin Core.
    """
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Offer",
        "uid": place.article(entry.slug, "odrl.json"),
        "assigner": _owner(entry),
        "target": place.article(entry.slug),
        "dct:title": entry.title,
        "dct:source": entry.origin_url,
        "dct:rightsHolder": entry.holder,
        "dct:rights": entry.notice,
        "dct:license": entry.license,
        "dct:accessRights": entry.usage_terms,
        "dct:bibliographicCitation": entry.credit,
        "dct:creator": list(entry.authors),
    }
    if entry.reprint is Reprint.NONE:
        told["prohibition"] = [{"action": [*_REPRINTING, *_ALTERING]}]
    else:
        told["permission"] = [{"action": _REPRINTING, "duty": _duties(entry)}]
        told["prohibition"] = [{"action": _ALTERING}]
    return _dump({name: value for name, value in told.items() if value not in ("", [])})


def tdm_policy(entry: Entry, place: Place) -> bytes:
    """Where text and data mining is reserved: whom to ask for it."""
    return _dump(
        {
            "@context": [_CONTEXT, _TDM_CONTEXT],
            "@type": "Offer",
            "profile": _TDM_PROFILE,
            "uid": place.article(entry.slug, "tdm.json"),
            "assigner": {**_owner(entry), "vcard:hasURL": entry.reprint_url},
            "permission": [
                {"target": place.article(entry.slug), "action": "tdm:mine", "duty": [{"action": "obtainConsent"}]}
            ],
        }
    )


def _owner(entry: Entry) -> dict[str, str]:
    """Whom a policy names: by the front page of the site the article is from."""
    return {"uid": front_page(entry.origin_url), "vcard:fn": entry.holder}


def _duties(entry: Entry) -> list[Mapping[str, str]]:
    owner = front_page(entry.origin_url)
    attribute = {"action": "attribute", "attributedParty": owner}
    if entry.reprint is Reprint.ATTRIBUTION:
        return [attribute]
    return [attribute, {"action": "obtainConsent", "consentingParty": owner}]


def _dump(policy: Mapping[str, Any]) -> bytes:
    return json.dumps(policy, ensure_ascii=False, indent=1).encode() + b"\n"
