"""Lists of outlets an admin keeps: whom to let, whom to refuse, and the regulator's list of source units."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OutletList(StrEnum):
    """Which list: SOURCE_UNITS is 互联网新闻信息稿源单位名单, imported with its date."""

    ALLOW = "allow"
    DENY = "deny"
    SOURCE_UNITS = "source-units"


@dataclass(frozen=True, slots=True)
class Listed:
    """An outlet on a list; `dated` is the list's own date, `note` what the list says of it.

    With a `domain` an outlet to let is let only where its e-mail address, confirmed, is there.
    """

    listing: OutletList
    name: str
    dated: date | None = None
    note: str = ""
    domain: str = ""
