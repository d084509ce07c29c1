"""The lines around an article that may name its makers, each with the credits it gives."""

import re
from collections.abc import Iterable

from syndicator.extract.page.blocks import Run
from syndicator.extract.page.declared import NOBODY, Named
from syndicator.extract.page.tree import place
from syndicator.extract.page.zones import Zones
from syndicator.text.byline import Credits

Lines = list[tuple[Run, Credits]]

_ROLE_WORD = re.compile(r"(?<!图片)(?<!摄影)(?:记者|通讯员|作者|编辑|摄影|实习生|评论员|报道|供稿|特约|见习)$")
_SHORT, _ENDS = 60, 200
_FIRST, _LAST = 2, 4


def likely(zones: Zones) -> Iterable[Run]:
    """The lines worth reading: all around the article, and in it the first, the last, the short ones, those signed."""
    yield from zones.header
    yield from zones.above
    # Credits stand at the ends of a text; what is longer than any article is not searched to its middle.
    inside = zones.inside if len(zones.inside) <= _ENDS * 2 else (*zones.inside[:_ENDS], *zones.inside[-_ENDS:])
    for number, run in enumerate(inside):
        ends = number < _FIRST or number >= len(inside) - _LAST
        # `…（记者 张三）` may have captions after it.
        if ends or len(run.text) <= _SHORT or run.text[-1] in "）】":
            yield run
    yield from zones.tail


def first(lines: Lines, name: str) -> Named:
    """The credits of the first line that has any, with those of the lines right after it."""
    values: list[str] = []
    where = text = ""
    for run, signed in lines:
        found = [value for value in getattr(signed, name) if not _ROLE_WORD.search(value)]
        if found and not values:
            where, text = place(run.owner), run.text
        elif not found and values:
            break
        values += found
    return Named(tuple(dict.fromkeys(values)), where, text)


def outlet_of(lines: Iterable[tuple[Run, Credits]]) -> Named:
    """The first outlet that a line names."""
    for run, signed in lines:
        if signed.outlet:
            return Named((signed.outlet,), place(run.owner), run.text)
    return NOBODY
