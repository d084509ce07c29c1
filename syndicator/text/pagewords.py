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
