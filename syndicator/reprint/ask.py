"""What a stranger sent, to what they ask for: validation of a request."""

from collections.abc import Mapping
from datetime import date

from syndicator.model.reprint import Asked
from syndicator.reprint import asker, medium, subject, term
from syndicator.reprint.fields import Fault, Fields

LIMITS = {
    "article": subject.LONGEST,
    "feed": subject.LONGEST,
    **asker.LIMITS,
    "use": 2000,
    "medium": 80,
    "channel": 200,
    "territory": 120,
    "reprint_language": 60,
    "circulation": 80,
    "edits": 1000,
    "translation": 60,
}
"""The most characters each text may have."""

FLAGS = ("pictures", "commercial")
"""What is asked for by yes or no."""

_HOW = ("use", "medium", "channel", "territory", "reprint_language", "circulation", "edits", "translation")
_REQUIRED = ("use", "medium")
_PARAGRAPHS = ("use", "edits")


def read(fields: Mapping[str, object], today: date, language: str, *, mail: bool = False) -> Asked | tuple[Fault, ...]:
    """The request in `fields` (a decoded form or JSON object), or every fault in it.

    Text is cleaned of control and invisible characters; articles come out as slugs where they were
    ids or addresses of ours. `language` ("zh" or "en") is the one to answer in, unless `fields` names one. With `mail`
    an e-mail address is required.
    """
    reading = Fields(fields)
    articles, feed = subject.read(reading)
    who = asker.read(reading, mail=mail)
    how = _how(reading)
    flags = {name: reading.flag(name) for name in FLAGS}
    term_from, term_to = _term(reading, today)
    if reading.faults:
        return tuple(reading.faults)
    named = fields.get("language")
    return Asked(
        articles=articles,
        outlet=who.outlet,
        use=how["use"],
        medium=medium.named(how["medium"]),
        term_from=term_from,
        term_to=term_to,
        language=named if named in ("zh", "en") and isinstance(named, str) else language,
        feed=feed,
        kind=who.kind,
        license_number=who.license_number,
        person=who.person,
        email=who.email,
        phone=who.phone,
        contact=who.contact,
        channel=how["channel"],
        territory=how["territory"],
        reprint_language=how["reprint_language"],
        circulation=how["circulation"],
        edits=how["edits"],
        translation=how["translation"],
        pictures=flags["pictures"],
        commercial=flags["commercial"],
    )


def _how(reading: Fields) -> Mapping[str, str]:
    """The texts that say how it is to be used, by field."""
    return {
        name: reading.text(
            name,
            LIMITS[name],
            required=name in _REQUIRED,
            lines=name in _PARAGRAPHS,
            number=name == "circulation",
        )
        for name in _HOW
    }


def _term(reading: Fields, today: date) -> tuple[date, date]:
    try:
        return term.read(reading.sent, today)
    except term.TermError as error:
        reading.wrong(error.field, error.code, error.limit)
        return today, today
