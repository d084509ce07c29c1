"""How far a reader has followed the changes, as a text that means nothing to it."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from syndicator.errors import CursorError

_VERSION = "c1."
_TEXT = re.compile(re.escape(_VERSION) + r"([0-9a-f]{8})\.([A-Za-z0-9_-]{2,8000})")
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class At:
    """A place in one feed's journal: everything up to `number` was told.

    What was taken down before `began`, where the reader came in, is no news to it.
    """

    number: int = 0
    began: int = 0


Cursor = Mapping[str, At]


def written(cursor: Cursor, home: str) -> str:
    """The text of a cursor: the same for the same places, on every machine and after every restart.

    `home` is the installation's address: each counts for itself, so its numbers mean nothing to another.
    """
    places = {name: _pair(at) for name, at in sorted(cursor.items())}
    told = json.dumps(places, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{_VERSION}{_mark(home)}." + base64.urlsafe_b64encode(told).decode("ascii").rstrip("=")


def read(text: str, home: str) -> Cursor:
    """The cursor of a text. Raises CursorError for one that the installation at `home` did not write."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise CursorError("it does not have the form of a cursor of ours")
    mark, packed = found.groups()
    if mark != _mark(home):
        raise CursorError("it is of another installation")
    try:
        places = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8"))
        cursor = {name: At(*_numbers(place)) for name, place in places.items()}
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError):
        raise CursorError("it is not a whole cursor of ours") from None
    return cursor


def _mark(home: str) -> str:
    return hashlib.sha256(home.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _pair(at: At) -> list[int]:
    return [at.number, at.began] if at.began > at.number else [at.number]


def _numbers(place: object) -> list[int]:
    """One or two whole numbers. Raises ValueError."""
    if not isinstance(place, list) or len(place) not in (1, 2):
        raise ValueError
    if any(type(number) is not int or not 0 <= number <= _LARGEST for number in place):
        raise ValueError
    return place
