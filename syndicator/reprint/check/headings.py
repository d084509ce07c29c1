"""Which lines above a text stand as its headline."""

import re
from collections.abc import Sequence
from itertools import groupby

from syndicator.reprint.check.headline import is_title
from syndicator.reprint.check.page import OUT, Page
from syndicator.reprint.check.tokens import folded, one_script

_LOGO = re.compile(r"(?:^|[\s._-])(?:logo|site-?title|site-?name|brand)(?:$|[\s_-])", re.IGNORECASE)
_LINES, _HIGHEST = 3, 3


def find(page: Page, shown: Sequence[int], first: int, title: str) -> tuple[int, ...]:
    """The blocks before `first` that stand as headline of the text: headings, else a line that is the title."""
    ahead = [number for number in shown if number < first][-80:]
    headings = [number for number in ahead if 0 < page.blocks[number].heading <= _HIGHEST]
    headings = [number for number in headings if not _is_site(page, number, title)]
    own = [number for number in headings if not page.roles[page.blocks[number].node]] or headings
    top = [number for number in own if page.blocks[number].heading == 1] or own
    if any(folded(page.blocks[number].text) in told for number in top for told in _documents(page)):
        return tuple(top)
    # A highest heading that the document is not titled by is the site's, where a lower one is the title.
    return _titled(page, own, title) or tuple(top) or _titled(page, ahead, title)


def _documents(page: Page) -> list[str]:
    return [folded(told) for told in page.headlines]


def _titled(page: Page, ahead: Sequence[int], title: str) -> tuple[int, ...]:
    """The last of these lines, or lines of one element, that say the title in either script."""
    title = one_script(title)
    for _, group in groupby(reversed(ahead), key=lambda number: page.blocks[number].node):
        numbers = tuple(group)[::-1]
        lines = [one_script(page.blocks[number].text) for number in numbers]
        one = next((number for number, line in zip(numbers, lines, strict=True) if is_title(line, title)), None)
        if one is not None:
            return (one,)
        for end in range(len(lines), 1, -1):
            for start in range(end - 2, max(-1, end - _LINES - 1), -1):
                if is_title(" ".join(lines[start:end]), title):
                    return numbers[start:end]
    return ()


def _is_site(page: Page, number: int, title: str) -> bool:
    """Whether a heading is the site's name: so called, linked to its front page, or what ends the document's title."""
    name = folded(page.blocks[number].text)
    wanted = folded(title)
    named = name not in wanted and any(_names_site(told, wanted, name) for told in _documents(page))
    return named or _is_logo(page, number) or (number in page.teasers and number in page.fronts)


def _is_logo(page: Page, number: int) -> bool:
    node = page.blocks[number].node
    names = [page.shape[node]]
    while page.parent[node] != OUT and len(names) < 4:  # noqa: PLR2004 - a logo's box is near
        node = page.parent[node]
        names.append(page.shape[node])
    return any(_LOGO.search(name) for name in names)


def _names_site(told: str, title: str, name: str) -> bool:
    """Whether the document's title has a heading's words beside the article's title, or else at its end."""
    if title in told:
        return name in told.replace(title, "\n")
    return told.endswith(name) and told != name
