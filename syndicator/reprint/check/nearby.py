"""Which lines before and after a text are still about it, and where it says whose it is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from syndicator.reprint.check import furniture
from syndicator.reprint.check.page import OUT, Block, Page
from syndicator.reprint.check.roles import CAPTION, FURNITURE

_AROUND_BEFORE, _AROUND_AFTER, _OUTSIDE = 25, 40, 8
_LONGEST_AFTER = 1500
_ROW, _HEADLINE = 2, 10


def before(page: Page, shown: Sequence[int], first: int, headlines: Sequence[int], scope: int) -> tuple[int, ...]:
    """The lines above the text that belong to it: those below the headline, and a few above that."""
    start = headlines[-1] - 3 if headlines else first - _AROUND_BEFORE
    ahead = [number for number in shown if max(start, 0) <= number < first]
    # Between the headline and the text no name of a class keeps a line from being about the article.
    below = headlines[-1] if headlines else first
    return tuple(
        number
        for number in ahead
        if (_is_near(page, page.blocks[number]) and not (number < below and _is_listed(page, number, scope)))
        or (number > below and page.roles[page.blocks[number].node] == FURNITURE and number not in page.teasers)
    )


def _is_near(page: Page, block: Block) -> bool:
    return page.roles[block.node] in ("", CAPTION)


def _is_listed(page: Page, number: int, scope: int) -> bool:
    """Whether a line stands in a box, outside of the article's, that lists other articles."""
    box = _box(page, page.blocks[number].node, scope)
    return box != OUT and sum(page.holds(box, page.blocks[other].node) for other in page.teasers) >= _ROW


def _box(page: Page, node: int, scope: int) -> int:
    """The outermost element around `node` that does not hold `scope`; OUT where its own does."""
    box = OUT
    while node != OUT and not page.holds(node, scope):
        box, node = node, page.parent[node]
    return box


def _feet(page: Page, shown: Sequence[int], scope: int) -> set[int]:
    """The boxes outside of the article's in which a line is of the foot of a page: all of them are."""
    found = [OUT]
    for number in shown:
        block = page.blocks[number]
        seen = found[-1] != OUT and page.holds(found[-1], block.node)
        if not seen and furniture.ends_page(block.text) and (box := _box(page, block.node, scope)) != OUT:
            found.append(box)
    return set(found) - {OUT}


def scope_of(page: Page, body: int, headlines: Sequence[int]) -> int:
    """The element that holds the text and its headline."""
    node = body
    for _ in range(3 if not headlines else len(page.parent)):
        if page.parent[node] == OUT or (headlines and page.holds(node, page.blocks[headlines[-1]].node)):
            break
        node = page.parent[node]
    return node


def column(page: Page, shown: Sequence[int], scope: int) -> tuple[int, ...]:
    """The blocks in the table's cell that holds text and headline, where others stand beside it; else all of them."""
    for cell in _upwards(page, scope):
        row = page.parent[cell] if _is_cell(page, cell) else OUT
        if row != OUT and any(node != cell and _is_cell(page, node) for node in _inside(page, row)):
            return tuple(number for number in shown if page.holds(cell, page.blocks[number].node))
    return tuple(shown)


def _upwards(page: Page, node: int) -> Iterator[int]:
    while node != OUT:
        yield node
        node = page.parent[node]


def _inside(page: Page, node: int) -> Iterator[int]:
    child = node + 1
    while child <= page.last[node]:
        yield child
        child = page.last[child] + 1


def _is_cell(page: Page, node: int) -> bool:
    return page.shape[node].startswith(("td.", "th."))


def after(page: Page, shown: Sequence[int], last: int, body: int, scope: int) -> tuple[int, ...]:
    """The lines after the text, until comments, other articles or the foot of the page begin."""
    around = page.parent[body]
    own = body if around == OUT or page.shape[around].startswith(("body.", "html.")) else around
    feet = _feet(page, shown[bisect_right(shown, last) :], scope)
    rows = 0
    found: list[int] = []
    outside = length = 0
    passed = False
    for number in shown[bisect_right(shown, last) :]:
        block = page.blocks[number]
        inside = page.holds(own, block.node)
        if number in page.teasers and not inside and not page.roles[block.node]:
            rows += 1 if len(block.text) < _HEADLINE else _ROW
        if rows >= _ROW:
            # Other articles' headlines, one a line.
            break
        beyond = not page.holds(scope, block.node)
        if not _is_near(page, block):
            # Past the furniture that follows the article's own element nothing is the article's.
            passed = passed or beyond or number in page.teasers
            continue
        if beyond and (passed or _box(page, block.node, scope) in feet):
            break
        # A reader's answer below the first post, say: what follows it is of no article.
        passed = passed or (beyond and furniture.is_sentence(block.text) and not _is_about(block.text))
        outside += beyond
        length += len(block.text)
        done = len(found) >= _AROUND_AFTER or outside > _OUTSIDE or length > _LONGEST_AFTER
        # An article may say in its own foot whose it is.
        foot = not inside and furniture.ends_page(block.text)
        if done or furniture.ends_article(block.text) or (foot and (found or beyond)):
            break
        found.append(number)
        if foot:
            # Just below the text, with its headline: `© Hill Post, Ann Lee` may be said of the article.
            break
    return tuple(found)


def _is_about(text: str) -> bool:
    return furniture.is_surrounding(text) or furniture.is_to_readers(text)
