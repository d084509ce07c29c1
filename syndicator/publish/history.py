"""The parts of a feed and how they lead to each other (RFC 5005).

The live feed holds the newest; where its month has more, numbered pages hold the rest (section 3), which move as the
feed does. A month that is over is closed: an archive that stays as it is (section 4). Each archive links the month
after it from the beginning, so that its bytes need not change when that one is closed; until then that address leads
to the live feed.
"""

from collections.abc import Sequence

from syndicator.model.feed import Gone, Part
from syndicator.model.month import following, preceding

_ARCHIVE, _PAGE = "/archive/", "/page/"
FIRST_PAGE = 2
"""The live feed itself is page 1."""


def archive_path(month: str) -> str:
    """Where a closed month stands below the feed's address."""
    return _ARCHIVE + month


def page_path(number: int) -> str:
    """Where a page stands; "" for the first, which is the live feed."""
    return f"{_PAGE}{number}" if number >= FIRST_PAGE else ""


def live(last_closed: str, gone: Sequence[Gone], *, more: bool) -> Part:
    """The live feed; `more` than it holds is on pages, `last_closed` is "" before the first month is."""
    pages = (("next", page_path(FIRST_PAGE)),) if more else ()
    return Part(links=(*pages, *_to(last_closed)), gone=tuple(gone))


def page(number: int, last: int, last_closed: str) -> Part:
    """One of the pages up to `last`."""
    after = (("next", page_path(number + 1)),) if number < last else ()
    links = (("first", ""), ("previous", page_path(number - 1)), *after, ("last", page_path(last)))
    return Part(page_path(number), (*links, *_to(last_closed)))


def archive(month: str, first_closed: str, gone: Sequence[Gone]) -> Part:
    """A closed month."""
    links = (
        ("current", ""),
        *(_to(preceding(month)) if month > first_closed else ()),
        ("next-archive", archive_path(following(month))),
    )
    return Part(archive_path(month), links, archive=True, gone=tuple(gone))


def _to(month: str) -> tuple[tuple[str, str], ...]:
    return (("prev-archive", archive_path(month)),) if month else ()
