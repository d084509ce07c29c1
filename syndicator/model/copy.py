"""A page that repeats an article of ours."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """Somebody else's page with the story of `article` (its id).

    `source` is who brought it ("portal/news"), `outlet` the 来源 it prints, `similarity` 0 to 1. `was` is the id
    of the article it was before its original came, "" when it never was one.
    """

    article: str
    url: str
    source: str
    title: str
    outlet: str
    similarity: float
    first_seen: datetime
    was: str = ""
