"""Who asks: the outlet, what sort it is, and how to reach it."""

import unicodedata
from dataclasses import dataclass

from syndicator.model.reprint import LICENSED, OutletKind
from syndicator.reprint import mailbox
from syndicator.reprint.fields import Fields

LIMITS = {
    "outlet": 120,
    "kind": 40,
    "license_number": 60,
    "person": 60,
    "email": mailbox.LONGEST,
    "phone": 40,
    "contact": 200,
}
"""The most characters each may have."""

_KINDS = {
    OutletKind.NEWS: ("newspaper", "broadcaster", "media", "报刊", "报社", "广播电视", "媒体", "新闻单位"),
    OutletKind.ONLINE_NEWS: ("online news", "互联网新闻", "互联网新闻信息服务", "新闻网站"),
    OutletKind.GOVERNMENT: ("public body", "政府", "机关", "政务"),
    OutletKind.EDUCATION: ("school", "university", "学校", "教育", "科研"),
    OutletKind.COMPANY: ("business", "企业", "公司"),
    OutletKind.PERSON: ("individual", "个人", "自媒体"),
    OutletKind.OTHER: ("其他", "其它"),
}
_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in (str(kind), *words)}
_FEWEST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks; the names are those of model.reprint.Asked."""

    outlet: str
    kind: OutletKind
    license_number: str
    person: str
    email: str
    phone: str
    contact: str


def read(fields: Fields, *, mail: bool) -> Asker:
    """Who asks, as far as `fields` tell; what is wrong is noted there.

    With `mail` an e-mail address is needed, else any way to reach whoever asks. A `contact` that is an e-mail address
    counts as one.
    """
    outlet = fields.text("outlet", LIMITS["outlet"], required=True)
    kind = _kind(fields)
    number = fields.text("license_number", LIMITS["license_number"], required=kind in LICENSED, number=True)
    person = fields.text("person", LIMITS["person"])
    faults = len(fields.faults)
    email = _email(fields)
    phone = _phone(fields)
    contact = fields.text("contact", LIMITS["contact"])
    if contact and not email and (found := mailbox.read(contact)):
        email, contact = found, ""
    if len(fields.faults) == faults:
        if mail and not email:
            fields.wrong("email", "missing")
        elif not (email or phone or contact):
            fields.wrong("contact", "missing")
    return Asker(outlet, kind or OutletKind.OTHER, number, person, email, phone, contact)


def _kind(fields: Fields) -> OutletKind | None:
    """The kind of outlet; OTHER where nothing is said, None where it is wrong."""
    faults = len(fields.faults)
    word = fields.text("kind", LIMITS["kind"]).lower()
    if len(fields.faults) > faults:
        return None
    if not word:
        return OutletKind.OTHER
    kind = _BY_WORD.get(word)
    if kind is None:
        fields.wrong("kind", "not-a-kind", ", ".join(OutletKind))
    return kind


def _email(fields: Fields) -> str:
    typed = fields.text("email", LIMITS["email"])
    found = mailbox.read(typed) if typed else ""
    if found is None:
        fields.wrong("email", "not-a-mailbox")
    return found or ""


def _phone(fields: Fields) -> str:
    phone = unicodedata.normalize("NFKC", fields.text("phone", LIMITS["phone"], number=True))
    if phone and sum(character.isdecimal() for character in phone) < _FEWEST_DIGITS:
        fields.wrong("phone", "not-a-phone")
        return ""
    return phone
