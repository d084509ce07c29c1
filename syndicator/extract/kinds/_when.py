"""The date beside a headline in a list. Lists leave out what their readers know: the year, or the day itself."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from syndicator.model.moment import Moment
from syndicator.text import dates

_PARTS = re.compile(r"\s{2,}|[|｜·•\u3000]|(?<!\d)[:：]")


def beside(texts: Sequence[str], zone: ZoneInfo, retrieved: datetime | None) -> Moment | None:
    """The first whole date in `texts`; else the first of them that is nothing but `11-23`, `11月23日` or `3小时前`.

    Those count from `retrieved`, when the page was asked for, and are not read without it. Inside a sentence they
    are the story's, not the list's.
    """
    whole = (dates.parse(text, zone) or dates.find(text, zone) for text in texts)
    if found := next((moment for moment in whole if moment), None):
        return found
    if retrieved is None:
        return None
    near = (dates.parse(part, zone, now=retrieved) for text in texts for part in _PARTS.split(text) if part.strip())
    return next((moment for moment in near if moment), None)
