"""Which articles' pages are read again for edits: often while they are new, ever more seldom as they age.

Most corrections come within hours. Reading every page of the last days at every poll would ask some hosts for
thousands of pages a day; an edit is found here at the latest when the article is an eighth older than it was.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syndicator.model.source import Source

_SHARE = 8


@dataclass(frozen=True, slots=True)
class Window:
    """Whose pages are read again now: of the articles first seen at `since` or later, those whose turn it is.

    `before` is when the source was last read well, None for the turn of all; `everything` is for a source that is
    read in another way now, so that every page may say something else.
    """

    now: datetime
    source: Source
    before: datetime | None
    everything: bool = False

    @property
    def since(self) -> datetime:
        """When the oldest of them was first seen."""
        return datetime.min.replace(tzinfo=UTC) if self.everything else self.now - self.source.recheck

    def has(self, first_seen: datetime) -> bool:
        """Whether the page of an article first seen then is read again."""
        return self.everything or due(first_seen, before=self.before, now=self.now, every=self.source.every)


def due(first_seen: datetime, *, before: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether the page of an article first seen then is read again now; `before` is when its source was last read well.

    Its age is cut into steps: of `every` at first, then each an eighth longer than the one before. A page is read
    once in each, whether or not an earlier reading was late.
    """
    return before is None or _step(now - first_seen, every) > _step(before - first_seen, every)


def _step(age: timedelta, every: timedelta) -> int:
    """The number of the step that an age falls into."""
    intervals = max(age / every, 0.0)
    if intervals < _SHARE:
        return int(intervals)
    return _SHARE + int(math.log(intervals / _SHARE) / math.log1p(1 / _SHARE))
