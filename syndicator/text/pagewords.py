"""Words that stand where names do and are none: buttons, sections, jobs, desks, firms."""

import re

from syndicator.text.wordlist import words


def _any(name: str) -> str:
    """The lines of a word list as one alternative, the longest first; spaces in it are written as _."""
    return "|".join(re.escape(word).replace("_", r"\ ") for word in sorted(words(name), key=len, reverse=True))


# A job: `Senior Reporter`, `Korrespondentin`.
ROLE = re.compile(rf"\b(?:{_any('roles')})\b", re.IGNORECASE)
# A desk that signs as one: `Guardian staff`, `Editorial Team`, `Redaktion`.
STAFF = re.compile(rf"\b(?:{_any('desks')})\b", re.IGNORECASE)
# The same as a line of its own, which a mere word of them is not.
DESK = re.compile(
    r"^(?:by |from )?(?:the )?(?P<name>(?:[A-Z][\w.'’&-]+ ){0,4}?(?:editorial board|editorial staff|"
    r"staff(?: and wire)? reports?|"
    r"staff writers?|staff reporters?|news staff|news desk|wire (?:reports|services)|contributed reports?)|"
    r"(?:die )?redaktion|la rédaction|la redacción|redacción|a redação|redação|la redazione|redazione|redactie)$",
    re.IGNORECASE,
)
# A firm, an outlet, an office.
UNIT = re.compile(rf"\b(?:{_any('units')})\b|\.(?:com|org|net|de|fr|it|es|co|uk|ru|pl|at|ch)$", re.IGNORECASE)
# What begins a button or a link of a profile, and no name.
BUTTON = re.compile(rf"^(?:{_any('buttons')})\b", re.IGNORECASE)
# What begins or is a section, a month, a label.
NO_NAME = re.compile(
    rf"^(?:{_any('buttons')}|{_any('no_names')}|the(?! .*\b(?:team|staff|desk|editors)))\b|"
    rf"^.*\b(?:{_any('no_names_behind')})$",
    re.IGNORECASE,
)
